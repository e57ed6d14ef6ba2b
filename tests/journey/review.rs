//! The order in words before it is paid (features VAL-06), and ways to pay that the API names (VAL-12).

use cryptorefills_checkout::checkout::draft::{Field, Review};
use cryptorefills_checkout::checkout::event::Event;
use serde_json::{Value, json};

use crate::rails::Rail;
use crate::shopper::{Goods, fixed};
use crate::world::{MORNING, World};

fn review(world: &World) -> Option<Review> {
    world.form().review(&world.checkout.shop(MORNING))
}

/// Brand, value, quantity, country and recipient of each thing.
fn things(world: &World) -> Vec<(Option<usize>, String)> {
    let things = review(world).expect("a complete order").things;
    let line = |thing: &cryptorefills_checkout::checkout::draft::Thing| {
        let words = format!(
            "{} | {} | {} | {} | {}",
            thing.brand, thing.value, thing.quantity, thing.country, thing.recipient
        );
        (thing.place, words)
    };
    things.iter().map(line).collect()
}

#[test]
fn every_kind_of_product_is_repeated_as_it_is_sent() {
    for (goods, words, buyer) in [
        (
            Goods::Card,
            "Morello IT | 25 EUR - PIN | 1 | IT | ann@mail.shop",
            None,
        ),
        (
            Goods::AnyAmount,
            "Brickhaven Games | 37.5 EUR | 1 | IT | ann@mail.shop",
            None,
        ),
        (
            Goods::TopUp,
            "Voltara Credits | 10 EUR | 1 | IT | +393471234567",
            Some("ann@mail.shop"),
        ),
        (
            Goods::Esim,
            "Roamly eSIM Italy | 1 GB 7 days | 1 | IT | ann@mail.shop",
            None,
        ),
    ] {
        let world = World::at_checkout(goods, Rail::Base);
        assert_eq!(things(&world), [(None, words.to_owned())], "{goods:?}");
        let review = review(&world).unwrap();
        assert_eq!(review.buyer.as_deref(), buyer, "{goods:?}");
        assert_eq!(
            (review.coin.as_str(), review.network.as_str()),
            ("USDC", "Base")
        );
        let shown = format!("{review:?}");
        assert!(!shown.contains("ann@") && !shown.contains("+39"), "{shown}");
    }
}

#[test]
fn a_cart_is_repeated_thing_by_thing_each_with_its_own_recipient() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(Event::QuantityChanged {
        item: None,
        quantity: 3,
    });
    world.send(Event::ItemAdded);
    let cart = "Morello IT | 25 EUR - PIN | 3 | IT | ann@mail.shop";
    assert_eq!(things(&world), [(Some(0), cart.to_owned())]);

    world.send(Event::FamilyOpened("Voltara".into()));
    world.send(Event::ChoiceMade(fixed("7202")));
    world.enter(Field::RecipientPhone, "347 1234567");
    world.enter(Field::BuyerEmail, "ann@mail.shop");
    world.send(Event::QuantityChanged {
        item: None,
        quantity: 2,
    });
    let phone = "Voltara Credits | 10 EUR | 2 | IT | +393471234567";
    assert_eq!(
        things(&world),
        [(Some(0), cart.to_owned()), (None, phone.to_owned())]
    );
    world.pass(400);
    world.send(Event::PayPressed);
    let body: Value = serde_json::from_str(world.created()[0]).unwrap();
    assert_eq!(body["deliveries"].as_array().unwrap().len(), 5);
}

#[test]
fn a_gift_names_both_people() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(Event::GiftChosen(true));
    assert_eq!(review(&world), None, "nobody gets it yet");
    world.enter(Field::RecipientEmail, "bob@mail.shop");
    let review = review(&world).unwrap();
    assert_eq!(review.things[0].recipient, "bob@mail.shop");
    assert_eq!(review.buyer.as_deref(), Some("ann@mail.shop"));
}

#[test]
fn nothing_is_repeated_while_something_is_missing_and_no_press_is_added() {
    let mut world = World::new();
    world.send(Event::FamilyOpened("Morello".into()));
    world.send(Event::CoinPicked("USDC".into()));
    world.enter(Field::RecipientEmail, "ann@mail.shop");
    assert_eq!(review(&world), None);
    world.send(Event::ChoiceMade(fixed("7002")));
    assert!(review(&world).is_some());
    world.enter(Field::RecipientEmail, "ann@");
    assert_eq!(review(&world), None);
    world.enter(Field::RecipientEmail, "ann@mail.shop");
    world.pass(400);
    world.send(Event::PayPressed);
    assert_eq!(world.created().len(), 1, "one press");
}

/// Presses pay against a vendor that refuses the way to pay with this `moreDetails`.
fn refused_with(details: &Value) -> World {
    let mut world = World::new();
    let problem = json!([{ "problem": "NOT_ALLOWED_PAYMENT_VIA", "moreDetails": details }]);
    world.vendor.twist_validation = Box::new(move |answer| answer["problems"] = problem.clone());
    world.fill_in(Goods::Card, Rail::Base);
    world
}

#[test]
fn ways_that_the_api_names_can_be_pressed() {
    let bitcoin: &[(&str, &str)] = &[("BTC", "Lightning")];
    let solana: &[(&str, &str)] = &[("SOL", "Solana")];
    for (details, ways) in [
        (json!(null), bitcoin),
        (json!(["SOL/Solana"]), solana),
        (json!("SOL on Solana"), solana),
        (json!({"networks": ["Solana"]}), solana),
        (json!({"allowed": ["SOL"]}), solana),
        (json!([{"coin": "SOL", "network": "Solana"}]), solana),
        // A pair that is named as such goes before a network alone.
        (
            json!([{"coin": "SOL", "network": "Solana"}, "Lightning"]),
            solana,
        ),
        (
            json!(["SOL-Solana", "BTC-Lightning"]),
            &[("BTC", "Lightning"), ("SOL", "Solana")],
        ),
        // What was just refused, what is unknown, and the kinds of paying are no ways.
        (json!(["USDC/Base", "DOGE/Moon", "USER_WALLET"]), bitcoin),
        (json!(["solanabeach", "<b>SOL</b>"]), bitcoin),
    ] {
        let mut world = refused_with(&details);
        let coins = world.checkout.coins.clone();
        assert_eq!(world.form().ways(&coins), ways, "{details}");
        world.vendor.twist_validation = Box::new(|_| ());
        let (coin, network) = ways[0];
        world.send(Event::MethodPicked {
            coin: coin.into(),
            network: network.into(),
        });
        assert!(world.form().ways(&coins).is_empty(), "{details}");
    }
}

/// There is no estimate of several things: the place of the price says what it waits for, and judges nothing that
/// is still being typed.
#[test]
fn the_price_of_a_cart_names_what_it_waits_for() {
    let awaited = |world: &World| {
        let problem = world.form().awaited(&world.checkout.shop(MORNING))?;
        Some(problem.code)
    };
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.enter(Field::RecipientEmail, "ann@");
    world.pass(400);
    assert_eq!(awaited(&world), None, "one thing alone has an estimate");
    world.enter(Field::RecipientEmail, "ann@mail.shop");
    world.send(Event::ItemAdded);
    assert_eq!(awaited(&world), None, "there is a price");

    world.enter(Field::Item(0), "ann@");
    world.pass(400);
    world.send(Event::FieldLeft(Field::Item(0)));
    assert_eq!(world.problems(), ["ITEM_RECIPIENT"]);
    assert_eq!(awaited(&world).as_deref(), Some("ITEM_RECIPIENT"));
    world.send(Event::ChoiceMade(fixed("7001")));
    world.enter(Field::RecipientEmail, "bob@");
    world.pass(400);
    assert_eq!(
        awaited(&world).as_deref(),
        Some("ITEM_RECIPIENT"),
        "what is told already comes first"
    );
    world.enter(Field::Item(0), "ann@mail.shop");
    world.enter(Field::RecipientEmail, "bob@");
    world.pass(400);
    assert_eq!(world.problems(), Vec::<String>::new());
    assert_eq!(awaited(&world).as_deref(), Some("EMAIL_MISSING"));
    world.send(Event::FieldLeft(Field::RecipientEmail));
    assert_eq!(awaited(&world).as_deref(), Some("EMAIL_UNREADABLE"));
    world.enter(Field::RecipientEmail, "bob@mail.shop");
    world.enter(Field::BuyerEmail, "ann@mail.shop");
    world.pass(400);
    assert_eq!(awaited(&world), None);
    assert_eq!(world.form().quote.state(), "fresh");
}
