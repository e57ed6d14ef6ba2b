//! The beginning of the vendor's list is shown while its end is still on its way.

use cryptorefills_checkout::checkout::browse::Shelf;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::rest::Rest;
use cryptorefills_checkout::checkout::{Loading, Screen};
use cryptorefills_checkout::wire::{Extent, ProxyError};

use crate::world::{MORNING, World};

fn is_list(effect: &Effect) -> bool {
    matches!(effect, Effect::FetchCatalogue { .. })
}

fn is_list_or_homepage(effect: &Effect) -> bool {
    is_list(effect) || matches!(effect, Effect::FetchHomepage { .. })
}

/// A new visitor's widget of whose list one brand is there. The list's end is held back, and what else `holds` says.
fn begun(holds: fn(&Effect) -> bool) -> World {
    let mut world = World::before_start(MORNING, World::new().vendor);
    world.begun = 1;
    world.checkout.opens_early = true;
    world.holds = holds;
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    world
}

fn names(world: &World) -> Vec<String> {
    let shelf = world.checkout.browse.shelf.here();
    let brands = shelf.map(|shelf| shelf.brands()).unwrap_or_default();
    brands.iter().map(|brand| brand.brand.clone()).collect()
}

fn count(world: &World, wanted: fn(&Effect) -> bool) -> usize {
    world.log.iter().filter(|effect| wanted(effect)).count()
}

fn is_ready(effect: &Effect) -> bool {
    *effect == Effect::Tell(Notice::Ready)
}

/// Answers everything that is held but the list.
fn release_homepage(world: &mut World) {
    while let Some(place) = world.held.iter().position(|effect| !is_list(effect)) {
        let effect = world.held.remove(place);
        let answer = world.answer(&effect).expect("an answer");
        world.send(answer);
    }
}

#[test]
fn what_is_shown_first_stays_first_and_the_others_follow() {
    let all = names(&World::new());
    let mut world = begun(is_list);
    let first = names(&world);
    assert_eq!(world.checkout.browse.extent, Extent::Begun);
    // The beginning, and behind it what only a row above the grid shows.
    assert_eq!(first.first(), all.first());
    assert!(first.len() < all.len());
    assert_eq!(world.checkout.browse.shown(), [0]);
    let featured = world.checkout.browse.featured.clone();
    assert!(!featured.is_empty());
    let told = |world: &World, places: &[u32]| -> Vec<String> {
        let brand = |place: &u32| world.checkout.browse.brand(*place).cloned();
        let brands = places.iter().filter_map(brand);
        brands.map(|brand| brand.brand).collect()
    };
    // The vendor may feature what it does not sell.
    let mut shown = told(&world, &featured);
    shown.retain(|name| all.contains(name));

    world.release();
    assert_eq!(world.checkout.browse.extent, Extent::Whole);
    assert_eq!(names(&world), all);
    assert_eq!(told(&world, &world.checkout.browse.featured), shown);
    assert_eq!(count(&world, is_ready), 1);
}

#[test]
fn it_waits_until_it_is_certain_which_rows_stand_above_it() {
    let mut world = begun(is_list_or_homepage);
    assert_eq!(world.checkout.browse.shelf, Loading::Busy);
    release_homepage(&mut world);
    assert_eq!(world.checkout.browse.extent, Extent::Begun);
    assert!(!world.checkout.browse.featured.is_empty());

    // Nobody features anything.
    let mut world = begun(is_list_or_homepage);
    let ask = world.held.iter().find_map(|effect| match effect {
        Effect::FetchHomepage { ask, .. } => Some(*ask),
        _ => None,
    });
    world.send(Event::HomepageArrived {
        ask: ask.expect("a question"),
        result: Err(ProxyError::TimedOut),
    });
    assert_eq!(names(&world).len(), 1);
    assert!(world.checkout.browse.featured.is_empty());
}

#[test]
fn what_is_featured_is_shown_by_itself_until_the_list_begins() {
    let mut world = World::before_start(MORNING, World::new().vendor);
    world.begun = 1;
    world.checkout.opens_early = true;
    world.holds = |effect| is_list(effect) || matches!(effect, Effect::FetchAhead { .. });
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    assert_eq!(world.checkout.browse.extent, Extent::Begun);
    assert!(!world.checkout.browse.featured.is_empty());
    assert!(world.checkout.browse.shown().is_empty());
    // Who seeks finds what there is.
    let first = names(&world).first().expect("a brand").clone();
    world.send(Event::SearchEntered(first));
    assert_eq!(world.checkout.browse.shown(), [0]);
    world.send(Event::SearchEntered(String::new()));

    release_homepage(&mut world);
    assert_eq!(world.checkout.browse.extent, Extent::Begun);
    assert_eq!(world.checkout.browse.shown(), [0]);
    assert!(!world.checkout.browse.featured.is_empty());
    world.release();
    assert_eq!(names(&world), names(&World::new()));
}

#[test]
fn what_was_kept_comes_before_what_is_only_featured() {
    let visit = World::new();
    let mut world = World::before_start(MORNING + 60_000, visit.vendor);
    world.stored = visit.stored;
    world.checkout.opens_early = true;
    world.holds = |effect| is_list(effect) || matches!(effect, Effect::FetchAhead { .. });
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    assert_eq!(world.checkout.browse.extent, Extent::Begun);
    release_homepage(&mut world);
    assert_eq!(world.checkout.browse.extent, Extent::Stored);
    assert_eq!(names(&world), names(&World::new()));
}

#[test]
fn who_has_looked_at_brands_here_sees_their_row_from_the_start() {
    let mut visit = World::new();
    visit.send(Event::FamilyOpened("Morello".into()));
    let mut world = World::before_start(MORNING, visit.vendor);
    world.begun = 2;
    world.checkout.opens_early = true;
    world.checkout.recent = visit.checkout.recent.clone();
    assert!(!world.checkout.recent.is_empty());
    world.holds = is_list;
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    assert_eq!(world.checkout.browse.shelf, Loading::Busy);
    world.release();
    assert!(!world.checkout.browse.recent.is_empty());
}

#[test]
fn the_rest_of_the_widget_comes_after_the_list_unless_somebody_wants_it() {
    let is_rest = |effect: &Effect| *effect == Effect::FetchRest;
    let start = |world: &mut World| {
        world.checkout.rest = Rest::apart();
        world.begun = 2;
        world.checkout.opens_early = true;
        world.checkout.opens_early = true;
        world.holds = |effect| is_list(effect) || *effect == Effect::FetchRest;
        world.send(Event::Started {
            remembered: Vec::new(),
        });
    };
    let mut world = World::before_start(MORNING, World::new().vendor);
    start(&mut world);
    assert_eq!(world.checkout.browse.extent, Extent::Begun);
    assert_eq!(count(&world, is_rest), 0);
    world.release();
    assert_eq!(count(&world, is_rest), 1);

    let mut world = World::before_start(MORNING, World::new().vendor);
    start(&mut world);
    let shelf = world.checkout.browse.shelf.here().expect("a shelf");
    let brand = shelf.brands().first().expect("a brand").clone();
    world.send(Event::BrandOpened(brand));
    assert_eq!(count(&world, is_rest), 1);
}

#[test]
fn a_brand_that_may_still_come_is_waited_for() {
    let mut world = begun(is_list);
    let missing = names(&World::new())
        .into_iter()
        .find(|name| !names(&world).contains(name));
    let missing = missing.expect("one that is not featured");
    world.send(Event::FamilyOpened(missing));
    assert!(world.checkout.browse.unknown.is_none());
    assert_eq!(world.checkout.screen_name(), "browse");
    world.release();
    assert_eq!(world.checkout.screen_name(), "configure");
}

#[test]
fn a_list_that_breaks_off_is_told_of_at_once_and_asked_for_again() {
    let mut world = begun(is_list);
    let featured = world.checkout.browse.featured.first().copied();
    let featured = featured.and_then(|place| world.checkout.browse.brand(place).cloned());
    // Somebody waits for what only the list can open.
    world.send(Event::BrandOpened(featured.expect("a brand")));
    let Some(Effect::FetchCatalogue { ask, .. }) = world.held.pop() else {
        panic!("a question");
    };
    world.send(Event::CatalogueArrived {
        ask,
        result: Err(ProxyError::Offline),
    });
    assert!(matches!(
        world.checkout.browse.shelf,
        Loading::Failed(ProxyError::Offline)
    ));
    assert!(world.checkout.rest.wait().is_none());
    world.pass(20_000);
    world.release();
    assert_eq!(names(&world), names(&World::new()));
    assert_eq!(world.checkout.browse.extent, Extent::Whole);
    assert_eq!(world.checkout.screen_name(), "browse");
}

#[test]
fn what_is_only_featured_opens_as_the_list_has_it() {
    let mut world = begun(is_list);
    let place = world.checkout.browse.featured.first().copied();
    let brand = place.and_then(|place| world.checkout.browse.brand(place).cloned());
    let mut brand = brand.expect("a brand");
    let family = std::mem::replace(&mut brand.family, brand.brand.clone());
    let is_head = names(&world).first() == Some(&brand.brand);
    world.send(Event::BrandOpened(brand.clone()));
    if !is_head {
        assert_eq!(world.checkout.screen_name(), "browse");
        assert!(world.checkout.rest.wait().is_some());
    }
    world.release();
    let Screen::Configure(form) = &world.checkout.screen else {
        panic!("a form");
    };
    assert_eq!(
        (&form.brand.family, &form.brand.brand),
        (&family, &brand.brand)
    );
    assert!(world.checkout.rest.wait().is_none());
}

#[test]
fn who_opens_something_is_not_led_to_what_a_link_wanted() {
    let mut world = begun(is_list);
    let shown = names(&world);
    let later = names(&World::new())
        .into_iter()
        .find(|name| !shown.contains(name));
    world.send(Event::FamilyOpened(later.expect("a brand")));
    let shelf = world.checkout.browse.shelf.here().expect("a shelf");
    let first = shelf.brands().first().expect("a brand").clone();
    world.send(Event::BrandOpened(first.clone()));
    world.release();
    let Screen::Configure(form) = &world.checkout.screen else {
        panic!("a form");
    };
    assert_eq!(form.brand.brand, first.brand);
}

#[test]
fn a_shop_that_shows_less_or_lays_out_more_waits_for_the_list() {
    let mut wide = World::before_start(MORNING, World::new().vendor);
    wide.begun = 2;
    let mut narrowed = World::before_start(MORNING, World::new().vendor);
    narrowed.begun = 2;
    narrowed.checkout.settings.category = Some("nothing".into());
    narrowed.checkout.opens_early = true;
    for mut world in [wide, narrowed] {
        world.holds = is_list;
        world.send(Event::Started {
            remembered: Vec::new(),
        });
        assert_eq!(world.checkout.browse.shelf, Loading::Busy);
        assert_eq!(count(&world, is_ready), 0);
        world.release();
        assert_eq!(count(&world, is_ready), 1);
    }
}

#[test]
fn a_list_in_another_order_does_not_move_what_is_shown() {
    let world = World::new();
    let all = world.checkout.browse.shelf.here().expect("a shelf");
    let mut turned = all.brands().to_vec();
    turned.reverse();
    let begun = Shelf::new(all.brands().get(..2).expect("two"), None, None, None);
    let whole = begun.go_on(2, &turned);
    let (names, before): (Vec<_>, Vec<_>) = (
        whole.brands().iter().map(|brand| &brand.brand).collect(),
        all.brands().iter().map(|brand| &brand.brand).collect(),
    );
    assert_eq!(names.get(..2), before.get(..2));
    assert_eq!(names.len(), before.len());
}
