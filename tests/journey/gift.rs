//! Who gets it and who buys it: gifts, addresses that nobody reads, and slips (features VAL-03 to VAL-05).

use cryptorefills_checkout::checkout::draft::Field;
use cryptorefills_checkout::checkout::event::Event;
use serde_json::Value;

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::world::World;

const NONE: [&str; 0] = [];

/// Recipient and buyer of the newest validated body.
fn people(world: &World) -> [String; 3] {
    let body: Value = serde_json::from_str(world.validated().last().unwrap()).unwrap();
    let to = &body["deliveries"][0]["beneficiary_account"];
    [to, &body["email"], &body["user"]["email"]].map(|text| text.as_str().unwrap().to_owned())
}

#[test]
fn a_gift_asks_for_both_and_sends_each_its_own() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    assert!(!world.form().asks_buyer());
    world.send(Event::GiftChosen(true));
    assert!(world.form().asks_buyer());
    let draft = &world.form().draft;
    assert_eq!(
        (draft.buyer_email.as_str(), draft.recipient_email.as_str()),
        ("ann@mail.shop", ""),
        "what was typed is the buyer's own"
    );
    assert_eq!(
        world.problems(),
        NONE,
        "nothing is wrong with what nobody touched"
    );
    world.send(Event::PayPressed);
    assert_eq!(world.problems(), ["EMAIL_MISSING"]);
    assert!(world.created().is_empty());
    world.enter(Field::RecipientEmail, "bob@mail.shop");
    world.pass(400);
    assert_eq!(
        people(&world),
        ["bob@mail.shop", "ann@mail.shop", "ann@mail.shop"]
    );
    world.send(Event::PayPressed);
    assert_eq!(world.created(), [*world.validated().last().unwrap()]);
}

#[test]
fn who_buys_for_themselves_after_all_loses_nothing() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(Event::GiftChosen(true));
    world.send(Event::GiftChosen(false));
    world.pass(400);
    assert_eq!(people(&world), ["ann@mail.shop"; 3]);
    world.send(Event::GiftChosen(true));
    world.enter(Field::RecipientEmail, "bob@mail.shop");
    world.send(Event::GiftChosen(false));
    assert_eq!(world.form().draft.recipient_email, "bob@mail.shop");
    world.send(Event::GiftChosen(true));
    assert_eq!(world.form().draft.buyer_email, "ann@mail.shop");
}

#[test]
fn a_gift_in_the_cart_stays_one() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(Event::GiftChosen(true));
    world.enter(Field::RecipientEmail, "bob@mail.shop");
    world.send(Event::ItemAdded);
    let draft = &world.form().draft;
    assert!(draft.items[0].gift && !draft.gift);
    assert_eq!(
        draft.recipient_email, "ann@mail.shop",
        "the next thing is the buyer's own"
    );
    world.pass(400);
    assert!(world.form().asks_buyer());
    assert_eq!(
        people(&world),
        ["bob@mail.shop", "ann@mail.shop", "ann@mail.shop"],
        "the receipt does not go to who gets the gift"
    );
}

#[test]
fn addresses_that_nobody_reads_are_told_when_the_field_is_left() {
    let mut world = World::at_checkout(Goods::TopUp, Rail::Base);
    let asked = world.validated().len();
    world.enter(Field::BuyerEmail, "test@gmail.com");
    world.pass(400);
    assert_eq!(world.problems(), NONE);
    world.send(Event::FieldLeft(Field::BuyerEmail));
    assert_eq!(world.problems(), ["BUYER_EMAIL_PLACEHOLDER"]);
    world.send(Event::PayPressed);
    assert_eq!(world.validated().len(), asked);

    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.enter(Field::RecipientEmail, "ann@mail.example");
    world.send(Event::PayPressed);
    assert_eq!(world.problems(), ["EMAIL_PLACEHOLDER"]);
    assert!(world.created().is_empty());
}

#[test]
fn a_slip_is_offered_mended_and_sent_as_typed_if_that_is_meant() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.enter(Field::RecipientEmail, "ann@gmial.com");
    assert_eq!(
        world.form().suggestion(Field::RecipientEmail),
        None,
        "while it is typed"
    );
    world.send(Event::SuggestionTaken(Field::RecipientEmail));
    assert_eq!(world.form().draft.recipient_email, "ann@gmial.com");
    world.send(Event::FieldLeft(Field::RecipientEmail));
    world.pass(400);
    assert_eq!(
        world.form().suggestion(Field::RecipientEmail).as_deref(),
        Some("ann@gmail.com")
    );
    assert_eq!(world.problems(), NONE, "it never blocks");
    assert_eq!(people(&world), ["ann@gmial.com"; 3]);

    world.send(Event::SuggestionTaken(Field::RecipientEmail));
    world.pass(400);
    assert_eq!(people(&world), ["ann@gmail.com"; 3]);
    assert_eq!(world.form().suggestion(Field::RecipientEmail), None);
    assert_eq!(world.form().suggestion(Field::Amount), None);
}
