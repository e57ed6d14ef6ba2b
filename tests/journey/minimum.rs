//! Networks that take more than the total.

use cryptorefills_checkout::checkout::configure::Standing;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::quote::Quote;
use cryptorefills_checkout::money::Amount;
use cryptorefills_checkout::wire::Network;
use serde_json::json;

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::world::World;

fn standing(world: &World, coin: &str) -> Standing {
    let coin = world
        .checkout
        .coins
        .iter()
        .find(|known| known.name == coin)
        .unwrap();
    let network: &Network = &coin.networks[0];
    world.form().standing(coin, network)
}

#[test]
fn a_total_below_the_minimum_is_said_and_makes_no_order() {
    let mut world = World::new();
    world.vendor.price = "0.5620991754816399".into();
    world.fill_in(Goods::Card, Rail::Base);
    assert!(matches!(world.form().quote, Quote::Fresh(_)));
    assert!(matches!(
        standing(&world, "USDC"),
        Standing::BelowMinimum(_)
    ));
    assert_eq!(
        standing(&world, "SOL"),
        Standing::Open,
        "no rate is known between coins"
    );
    assert_eq!(world.problems(), ["NETWORK_MINIMUM"]);
    world.send(Event::PayPressed);
    assert_eq!(world.problems(), ["NETWORK_MINIMUM"]);
    world.pass(61_000);
    world.send(Event::PayPressed);
    assert!(world.created().is_empty());
    let coins = world.checkout.coins.clone();
    assert_eq!(world.form().alternative(&coins), Some(("BTC", "Lightning")));
}

#[test]
fn a_total_above_the_minimum_may_be_paid() {
    let mut world = World::new();
    world.vendor.price = "0.5621".into();
    world.fill_in(Goods::Card, Rail::Base);
    assert_eq!(standing(&world, "USDC"), Standing::Open);
    assert!(world.problems().is_empty());
    world.send(Event::PayPressed);
    assert_eq!(world.created().len(), 1);
}

#[test]
fn a_press_that_learns_of_it_makes_no_order() {
    let mut world = World::new();
    world.fill_in(Goods::Card, Rail::Base);
    world.pass(61_000);
    world.vendor.twist_validation = Box::new(|answer| answer["coin_amount"] = json!("0.1"));
    world.pass(61_000);
    world.send(Event::PayPressed);
    world.send(Event::PayPressed);
    assert!(world.created().is_empty());
    assert_eq!(world.problems(), ["NETWORK_MINIMUM"]);
}

fn coin_standing(world: &World, name: &str) -> Standing {
    let coins = world.checkout.coins.clone();
    let coin = coins.iter().find(|known| known.name == name).unwrap();
    world.form().coin_standing(coin)
}

#[test]
fn a_coin_says_what_can_be_done_about_it_and_a_minimum_is_an_amount_that_can_be_sent() {
    let mut world = World::new();
    world.vendor.price = "0.5".into();
    world.fill_in(Goods::Card, Rail::Base);
    let least = Amount::parse("0.5621").unwrap();
    assert_eq!(coin_standing(&world, "USDC"), Standing::BelowMinimum(least));
    assert_eq!(coin_standing(&world, "SOL"), Standing::Open);

    let mut world = World::new();
    world.vendor.twist_validation = Box::new(|answer| {
        answer["problems"] = json!([{"problem": "UNSUPPORTED_PROTOCOL_COIN_COMBINATION"}]);
    });
    world.fill_in(Goods::Card, Rail::Base);
    assert_eq!(coin_standing(&world, "USDC"), Standing::Refused);

    let mut paused = world.checkout.coins[1].clone();
    assert_eq!(paused.name, "USDC");
    paused.is_suspended = true;
    assert_eq!(world.form().coin_standing(&paused), Standing::Suspended);
}
