//! The rest of the widget comes after the first screen: what waits for it, and what happens if it does not come.

use cryptorefills_checkout::checkout::Screen;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::{Event, Timer};
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::rest::{Rest, Wait};
use cryptorefills_checkout::wire::Brand;

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::vendor::Vendor;
use crate::world::{MORNING, World};

/// A shop window whose rest is somewhere else.
fn window(remembered: World) -> World {
    let mut world = World::before_start(remembered.clock, remembered.vendor);
    world.checkout.rest = Rest::apart();
    world.send(Event::Started {
        remembered: remembered.checkout.remembered,
    });
    world
}

fn empty() -> World {
    window(World::before_start(MORNING, Vendor::default()))
}

fn asked(world: &World) -> usize {
    let asked = |effect: &&Effect| **effect == Effect::FetchRest;
    world.log.iter().filter(asked).count()
}

fn viewed(world: &World) -> Vec<String> {
    let told = world.told().into_iter();
    told.filter_map(|notice| match notice {
        Notice::ProductViewed(viewed) => Some(viewed.brand.clone()),
        _ => None,
    })
    .collect()
}

fn brand(world: &World, place: u32) -> Brand {
    let shelf = world.checkout.browse.shelf.here().unwrap();
    let mut places = (0..).filter_map(|place| shelf.get(place));
    let sold = |brand: &&Brand| !brand.is_out_of_stock;
    places
        .by_ref()
        .filter(sold)
        .nth(place as usize)
        .unwrap()
        .clone()
}

/// The retry timers of the rest that were set.
fn pauses(world: &World) -> Vec<(u32, Timer)> {
    let effects = world.log.iter();
    effects
        .filter_map(|effect| match effect {
            Effect::After { ms, timer, .. } if matches!(timer, Timer::RestRetryDue(_)) => {
                Some((*ms, timer.clone()))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn the_rest_is_asked_for_once_the_first_screen_is_there() {
    let mut world = World::before_start(MORNING, Vendor::default());
    world.checkout.rest = Rest::apart();
    world.holds = |effect| matches!(effect, Effect::FetchCatalogue { .. });
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    assert_eq!(asked(&world), 0);
    let catalogue = world.held.pop().unwrap();
    let arrived = world.answer(&catalogue).unwrap();
    world.send(arrived);
    assert_eq!(asked(&world), 1);
    let ready = world
        .log
        .iter()
        .position(|effect| *effect == Effect::Tell(Notice::Ready));
    let fetch = world
        .log
        .iter()
        .position(|effect| *effect == Effect::FetchRest);
    assert!(ready < fetch);
    world.send(Event::CountryPicked("US".into()));
    assert_eq!(asked(&world), 1);
}

#[test]
fn the_last_wish_opens_once_the_rest_is_there() {
    let mut world = empty();
    let (first, second) = (brand(&world, 0), brand(&world, 1));
    world.send(Event::BrandOpened(first.clone()));
    world.send(Event::BrandOpened(second.clone()));
    world.send(Event::BrandOpened(second.clone()));
    assert_eq!(world.checkout.rest.wait(), Some(Wait::Coming));
    assert!(matches!(world.checkout.screen, Screen::Browse));
    assert!(viewed(&world).is_empty());
    world.send(Event::RestArrived);
    assert_eq!(viewed(&world), [second.brand.as_str()]);
    assert_eq!(world.checkout.rest.wait(), None);
    assert!(matches!(&world.checkout.screen, Screen::Configure(form) if form.brand == second));
    assert_eq!(asked(&world), 1);
}

#[test]
fn a_wish_is_taken_back_by_a_step_back_another_country_or_a_reset() {
    for undo in [
        Event::BackPressed,
        Event::CountryPicked("US".into()),
        Event::ResetPressed,
    ] {
        let mut world = empty();
        world.send(Event::BrandOpened(brand(&world, 0)));
        world.send(undo.clone());
        assert_eq!(world.checkout.rest.wait(), None, "{undo:?}");
        world.send(Event::RestArrived);
        assert!(matches!(world.checkout.screen, Screen::Browse), "{undo:?}");
    }
}

#[test]
fn what_is_sold_out_opens_nothing_and_waits_for_nothing() {
    let mut world = empty();
    let gone = Brand {
        is_out_of_stock: true,
        ..brand(&world, 0)
    };
    world.send(Event::BrandOpened(gone));
    assert_eq!(world.checkout.rest.wait(), None);
}

#[test]
fn a_wanted_brand_is_opened_when_both_it_and_the_rest_are_there() {
    let mut world = World::before_start(MORNING, Vendor::default());
    let mut wanting = crate::world::settings();
    wanting.brand = Some(brand(&empty(), 0).family);
    world.checkout = cryptorefills_checkout::checkout::Checkout::new(wanting);
    world.checkout.rest = Rest::apart();
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    assert_eq!(asked(&world), 1);
    assert!(matches!(world.checkout.screen, Screen::Browse));
    world.send(Event::RestArrived);
    assert!(matches!(world.checkout.screen, Screen::Configure(_)));
    assert_eq!(viewed(&world).len(), 1);
}

#[test]
fn an_open_order_waits_and_comes_back() {
    let mut world = window(World::at_payment(Goods::Card, Rail::Base));
    assert!(world.checkout.rest.is_returning());
    assert_eq!(asked(&world), 1);
    assert!(world.payable().is_none());
    world.send(Event::RestArrived);
    assert!(world.payable().is_some());
    assert!(world.created().is_empty());
}

#[test]
fn a_rest_that_does_not_come_is_tried_again_ever_more_slowly() {
    let mut world = empty();
    for round in 1..=6 {
        world.send(Event::RestMissed);
        assert_eq!(pauses(&world).len(), round);
        let (_, due) = pauses(&world).pop().unwrap();
        world.send(Event::TimerFired(due));
        assert_eq!(asked(&world), round + 1);
    }
    let waits: Vec<u32> = pauses(&world).into_iter().map(|(ms, _)| ms).collect();
    assert_eq!(waits, [1_000, 3_000, 8_000, 30_000, 30_000, 30_000]);
    let told = world.told();
    let errors = told
        .iter()
        .filter(|notice| matches!(notice, Notice::Error(error) if error.kind == "load"));
    assert_eq!(errors.count(), 1);
}

#[test]
fn the_buyer_hears_of_a_missing_rest_only_when_waiting_for_it() {
    let mut world = empty();
    world.send(Event::RestMissed);
    assert_eq!(world.checkout.rest.wait(), None);
    world.send(Event::BrandOpened(brand(&world, 0)));
    assert_eq!(world.checkout.rest.wait(), Some(Wait::Coming));
    assert_eq!(asked(&world), 2);
    world.send(Event::RestMissed);
    assert_eq!(world.checkout.rest.wait(), Some(Wait::Missed));
    world.send(Event::RetryPressed);
    assert_eq!(world.checkout.rest.wait(), Some(Wait::Coming));
    assert_eq!(asked(&world), 3);
    let stale = Event::TimerFired(Timer::RestRetryDue(1));
    world.send(stale);
    assert_eq!(asked(&world), 3);
    world.send(Event::RestMissed);
    world.send(Event::ConnectionChanged { online: true });
    assert_eq!(asked(&world), 4);
    world.send(Event::RestArrived);
    assert!(matches!(world.checkout.screen, Screen::Configure(_)));
}

#[test]
fn what_belongs_to_later_screens_means_nothing_to_the_shop_window() {
    let mut world = empty();
    let before = world.checkout.clone();
    for event in [
        Event::PayPressed,
        Event::CoinPicked("USDC".into()),
        Event::StartOverPressed,
        Event::PageTampered,
        Event::TimerFired(Timer::PollDue(0)),
    ] {
        world.send(event);
    }
    assert_eq!(world.checkout, before);
}
