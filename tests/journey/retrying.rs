//! Reads of the form that fail are tried again by themselves, as far as that may help (features ERR-03).

use cryptorefills_checkout::checkout::Loading;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::quote::Quote;
use cryptorefills_checkout::wire::ProxyError;

use crate::shopper::range;
use crate::world::{World, refused};

fn is_products(effect: &Effect) -> bool {
    matches!(effect, Effect::FetchProducts { .. })
}

fn is_price(effect: &Effect) -> bool {
    matches!(effect, Effect::FetchPrice { .. })
}

fn opened() -> World {
    let mut world = World::new();
    world.holds = is_products;
    world.send(Event::FamilyOpened("Morello".into()));
    world
}

/// Fails the one open question about products.
fn fail_products(world: &mut World, error: ProxyError) {
    let Effect::FetchProducts { ask, coin, .. } = world.held.remove(0) else {
        panic!("another question")
    };
    assert!(world.held.is_empty(), "one question at a time");
    world.send(Event::ProductsArrived {
        ask,
        coin,
        result: Err(error),
    });
}

fn errors_told(world: &World) -> usize {
    let told = world.told();
    told.iter()
        .filter(|notice| matches!(notice, Notice::Error(_)))
        .count()
}

#[test]
fn products_are_asked_for_three_times_more_and_then_at_a_press() {
    let mut world = opened();
    for tries in 1..=3 {
        fail_products(&mut world, ProxyError::TimedOut);
        assert!(matches!(world.form().group, Loading::Failed(_)));
        assert_eq!(errors_told(&world), tries, "the host hears of each");
        world.pass(60_000);
    }
    fail_products(&mut world, ProxyError::TimedOut);
    world.pass(600_000);
    assert!(world.held.is_empty(), "now the buyer decides");
    world.send(Event::RetryPressed);
    world.release();
    assert!(world.form().products().next().is_some());
}

#[test]
fn a_server_that_asks_to_wait_is_given_its_time() {
    let mut world = opened();
    fail_products(
        &mut world,
        ProxyError::Refused {
            status: 429,
            problems: Vec::new(),
            retry_after_ms: Some(40_000),
        },
    );
    world.pass(39_000);
    assert!(world.held.is_empty());
    world.pass(60_000);
    assert_eq!(world.held.len(), 1);
}

#[test]
fn what_trying_again_cannot_help_is_left_to_the_buyer() {
    for status in [400, 401, 403, 404, 422] {
        let mut world = opened();
        fail_products(&mut world, refused(status, "{}"));
        world.pass(600_000);
        assert!(world.held.is_empty(), "{status}");
    }
}

#[test]
fn a_price_comes_after_all() {
    let mut world = World::new();
    world.send(Event::FamilyOpened("Brickhaven".into()));
    world.send(Event::CoinPicked("BTC".into()));
    world.holds = is_price;
    world.send(Event::ChoiceMade(range("37,50")));
    world.pass(400);
    let Effect::FetchPrice { ask, .. } = world.held.remove(0) else {
        panic!("another question")
    };
    world.send(Event::PriceArrived {
        ask,
        result: Err(ProxyError::Offline),
    });
    assert_eq!(world.form().quote, Quote::Unavailable);
    assert!(world.form().trouble.is_some());
    world.pass(5_000);
    world.release();
    assert!(matches!(world.form().quote, Quote::Fresh(_)));
    assert_eq!(world.form().trouble, None);
}
