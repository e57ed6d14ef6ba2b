//! What a refusal teaches: how many, which value, which coin (features PRD-06, PRD-09, VAL-10).

use cryptorefills_checkout::checkout::event::Event;
use serde_json::json;

use crate::rails::Rail;
use crate::shopper::{Goods, fixed};
use crate::world::World;

/// A card at the checkout, refused with these problems.
fn refused_with(problems: serde_json::Value) -> World {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.vendor.twist_validation = Box::new(move |answer| answer["problems"] = problems.clone());
    world.pass(61_000);
    world
}

fn quantity(world: &mut World, quantity: u8) {
    world.send(Event::QuantityChanged {
        item: None,
        quantity,
    });
    world.pass(400);
}

#[test]
fn too_many_become_the_limit_of_the_control() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.vendor.twist_validation = Box::new(|answer| {
        if answer["deliveries"].as_array().unwrap().len() > 3 {
            answer["problems"] =
                json!([{"problem": "PRODUCT_COUNT_EXCEEDED", "moreDetails": {"max": 3}}]);
        }
    });
    quantity(&mut world, 5);
    assert_eq!(world.problems(), ["PRODUCT_COUNT_EXCEEDED"]);
    let draft = &world.form().draft;
    assert_eq!(
        (draft.quantity(), draft.room(None)),
        (5, 3),
        "nothing is taken away"
    );
    quantity(&mut world, 9);
    assert_eq!(world.form().draft.quantity(), 3, "no more than that");
    assert_eq!(world.problems(), Vec::<String>::new());
    world.send(Event::PayPressed);
    assert_eq!(world.created().len(), 1);

    // It was said of these things.
    world.send(Event::BackPressed);
    world.send(Event::ChoiceMade(fixed("7001")));
    assert_eq!(world.form().draft.room(None), 10);
}

#[test]
fn a_limit_that_cannot_be_read_changes_nothing() {
    for details in [
        json!(null),
        json!("fewer"),
        json!({"max": 0}),
        json!([2, 3]),
        json!(40),
    ] {
        let world =
            refused_with(json!([{"problem": "PRODUCT_COUNT_EXCEEDED", "moreDetails": details}]));
        assert_eq!(world.problems(), ["PRODUCT_COUNT_EXCEEDED"]);
        assert_eq!(world.form().draft.room(None), 10);
    }
}

#[test]
fn a_value_that_was_refused_stays_marked_until_it_is_sold() {
    for code in ["OUT_OF_STOCK", "NOT_ACTIVE"] {
        let mut world = refused_with(json!([{ "problem": code }]));
        assert_eq!(world.form().unsold("7002"), Some(code));
        assert_eq!(world.form().unsold("7001"), None);
        world.vendor.twist_validation = Box::new(|_| ());
        world.send(Event::ChoiceMade(fixed("7001")));
        world.pass(61_000);
        assert_eq!(
            world.form().unsold("7002"),
            Some(code),
            "whatever the list says"
        );
        world.send(Event::ChoiceMade(fixed("7002")));
        assert_eq!(world.form().unsold("7002"), None);
    }
    let world = refused_with(json!([{"problem": "INVALID_EMAIL_DOMAIN"}]));
    assert_eq!(world.form().unsold("7002"), None);
}

#[test]
fn of_several_things_none_is_blamed() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(Event::ItemAdded);
    world.vendor.twist_validation =
        Box::new(|answer| answer["problems"] = json!([{"problem": "OUT_OF_STOCK"}]));
    world.send(Event::ChoiceMade(fixed("7001")));
    assert_eq!(world.problems(), ["OUT_OF_STOCK"]);
    assert_eq!(world.form().unsold("7001"), None);
    assert_eq!(world.form().unsold("7002"), None);
}

#[test]
fn too_little_for_a_coin_offers_another_coin() {
    let world = refused_with(json!([{
        "problem": "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
        "moreDetails": {"min": "30", "coin": "USDC"},
    }]));
    let coins = world.checkout.coins.clone();
    assert_eq!(world.form().ways(&coins), [("BTC", "Lightning")]);
}
