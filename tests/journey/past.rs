//! Past orders of this device: listed, put away, noted, forgotten; and the receipt to keep (features REC-02,
//! REC-05).

use cryptorefills_checkout::checkout::Screen;
use cryptorefills_checkout::checkout::draft::Field;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::checkout::receipt::{Line, SCHEMA};
use cryptorefills_checkout::checkout::remembered::Memory;
use serde_json::{Value, json};

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::world::World;

const CODE: &str = "QWER-7788-ZXCV";

/// A card that was delivered.
fn delivered() -> World {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let mut deliveries = world.vendor.newest()["deliveries"].clone();
    for delivery in deliveries.as_array_mut().unwrap() {
        delivery["status"] = json!("Delivered");
        delivery["deliverable"]["pin_code"] = json!(CODE);
    }
    world.streams(json!({
        "order_state": "Done", "payment_state": "PaymentReceived", "deliveries": deliveries,
        "payment_transactions": ["0xfeed"],
    }));
    assert_eq!(world.phase(), Phase::Delivered);
    world
}

/// The list, with a delivered order in it.
fn listed() -> World {
    let mut world = delivered();
    world.send(Event::HistoryOpened);
    assert_eq!(world.checkout.screen_name(), "history");
    world
}

fn listed_in(world: &World, archived: bool) -> usize {
    world.checkout.history(archived).count()
}

fn archive(world: &mut World, archived: bool) {
    let attempt = world.checkout.remembered[0].attempt.clone();
    world.send(Event::OrderArchived { attempt, archived });
}

#[test]
fn an_order_can_be_put_away_and_brought_back_also_after_a_reload() {
    let mut world = listed();
    assert_eq!((listed_in(&world, false), listed_in(&world, true)), (1, 0));
    archive(&mut world, true);
    assert_eq!((listed_in(&world, false), listed_in(&world, true)), (0, 1));
    let vendor = std::mem::take(&mut world.vendor);
    let mut world = World::starting(world.clock, world.device.clone(), vendor);
    assert_eq!((listed_in(&world, false), listed_in(&world, true)), (0, 1));
    archive(&mut world, false);
    assert_eq!((listed_in(&world, false), listed_in(&world, true)), (1, 0));
}

#[test]
fn an_order_that_was_put_away_is_followed_no_more_by_itself() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.send(Event::HistoryOpened);
    archive(&mut world, true);
    let vendor = std::mem::take(&mut world.vendor);
    let world = World::starting(world.clock, world.device.clone(), vendor);
    assert_eq!(world.checkout.screen_name(), "browse");
}

#[test]
fn what_is_left_on_a_card_is_one_short_line_and_can_be_taken_away() {
    let mut world = listed();
    let attempt = world.checkout.remembered[0].attempt.clone();
    let mut note = |typed: &str| {
        world.send(Event::BalanceNoted {
            attempt: attempt.clone(),
            card: 0,
            typed: typed.into(),
        });
        world.device[0].cards[0].balance.clone()
    };
    assert_eq!(note(" 12,50 € "), Some("12,50 €".into()));
    assert_eq!(
        note("a very long note with a code in it"),
        Some("a very long no".into())
    );
    assert_eq!(note("1\n2\u{7}3"), Some("123".into()));
    assert_eq!(note("  "), None);
}

#[test]
fn what_the_buyer_noted_outlives_later_word_of_the_order() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let attempt = world.attempt();
    world.send(Event::HistoryOpened);
    world.send(Event::BalanceNoted {
        attempt: attempt.clone(),
        card: 0,
        typed: "8".into(),
    });
    world.send(Event::OrderReopened(attempt));
    world.streams(json!({"payment_state": "PaymentReceived"}));
    assert_eq!(world.device[0].phase, Phase::Paid);
    assert_eq!(world.device[0].cards[0].balance.as_deref(), Some("8"));
}

/// What the device keeps of the cards of an order with deliveries of these kinds.
fn kept_of(kinds: &[&str]) -> World {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let one = world.vendor.newest()["deliveries"][0].clone();
    let all = kinds.iter().enumerate().map(|(place, kind)| {
        let mut one = one.clone();
        one["kind"] = json!(kind);
        one["deliverable"]["localized_denomination"] = json!(format!("{} EUR", place + 1));
        one
    });
    let deliveries: Vec<Value> = all.collect();
    world.streams(json!({"payment_state": "PaymentReceived", "deliveries": deliveries}));
    world
}

#[test]
fn each_gift_card_has_its_own_note_and_a_top_up_has_none() {
    assert!(kept_of(&["mobile_recharge"]).device[0].cards.is_empty());
    let mut world = kept_of(&["giftcard", "mobile_recharge", "giftcard"]);
    let attempt = world.attempt();
    for (card, typed) in [(1, "7"), (2, "9"), (0, "")] {
        world.send(Event::BalanceNoted {
            attempt: attempt.clone(),
            card,
            typed: typed.into(),
        });
    }
    world.streams(json!({"order_state": "Done"}));
    let cards = &world.device[0].cards;
    let names: Vec<&str> = cards.iter().map(|card| card.name.as_str()).collect();
    assert_eq!(names, ["Morello IT · 1 EUR", "Morello IT · 3 EUR"]);
    let notes: Vec<Option<&str>> = cards.iter().map(|card| card.balance.as_deref()).collect();
    assert_eq!(notes, [None, Some("7")]);
}

#[test]
fn everything_is_forgotten_only_after_a_question() {
    let mut world = listed();
    world.send(Event::ForgetAnswered { forgets: true });
    assert_eq!(world.device.len(), 1, "nobody was asked");
    world.send(Event::ForgetAsked);
    world.send(Event::ForgetAnswered { forgets: false });
    assert_eq!(world.device.len(), 1);
    world.send(Event::ForgetAnswered { forgets: true });
    assert_eq!(world.device.len(), 1, "the question was over");
    world.send(Event::ForgetAsked);
    world.send(Event::ForgetAnswered { forgets: true });
    assert!(world.device.is_empty());
    assert!(!world.checkout.has_history());
    assert!(world.checkout.browse.recent.is_empty());
    world.send(Event::FamilyOpened("Morello".into()));
    assert_eq!(world.form().draft.recipient_email, "", "what was typed too");
}

#[test]
fn nobody_else_forgets_what_the_host_gave() {
    let mut world = World::new();
    world.fill_in(Goods::Card, Rail::Base);
    world.enter(Field::RecipientEmail, "bob@mail.shop");
    world.send(Event::HistoryOpened);
    world.send(Event::BackPressed);
    world.send(Event::FamilyOpened("Morello".into()));
    assert_eq!(world.form().draft.recipient_email, "bob@mail.shop");
}

#[test]
fn the_list_leaves_a_payment_as_going_back_does() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.send(Event::HistoryOpened);
    assert!(matches!(world.checkout.screen, Screen::History(_)));
    let ended = |effect: &Effect| format!("{effect:?}").contains("PaymentIntentCancelled");
    assert!(world.log.iter().any(ended), "the wallet is told to stop");
    world.send(Event::BackPressed);
    assert_eq!(world.checkout.screen_name(), "browse");
}

#[test]
fn a_receipt_tells_all_but_the_code() {
    let world = delivered();
    let pay = world.pay();
    let text = pay.receipt_text(&|line| format!("{line:?}"));
    let json = pay.receipt_json().unwrap();
    for kept in [&text, &json] {
        for told in ["0xfeed", "ann@mail.shop", "Base", "USDC", "Morello"] {
            assert!(kept.contains(told), "{told}: {kept}");
        }
        assert!(!kept.contains(CODE), "{kept}");
    }
    assert!(text.lines().any(|line| line == "Delivered"), "{text}");
    let id = world.checkout.remembered[0].order_id.clone().unwrap();
    let others = pay.receipt_for_others(&|line| format!("{line:?}"));
    assert!(text.contains(&id) && !others.contains(&id), "{others}");
    assert!(others.contains("0xfeed") && others.contains("Morello") && !others.contains(CODE));
    let read: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["schema"], SCHEMA);
    assert_eq!(
        read["order_id"],
        world.checkout.remembered[0].order_id.clone().unwrap()
    );
    assert_eq!(read["phase"], "delivered");
    assert_eq!(read["deliveries"][0]["state"], "delivered");
    let order = world.vendor.orders.values().next().unwrap();
    assert_eq!(read["payment"]["amount"], order["coin_amount"]);
}

#[test]
fn a_receipt_says_paid_only_of_what_arrived() {
    for (change, paid) in [
        (
            json!({"payment_state": "PaymentReceived"}),
            Some("26.310000 USDC"),
        ),
        (
            json!({"payment_state": "PartialPaymentStarted", "received_amount": "9.5"}),
            Some("9.5 USDC"),
        ),
        (json!({"payment_state": "PaymentStarted"}), None),
        (
            json!({"payment_state": "SomethingNew", "received_amount": "0"}),
            None,
        ),
    ] {
        let mut world = World::at_payment(Goods::Card, Rail::Base);
        world.streams(change.clone());
        let lines = world.pay().receipt();
        let told = lines.iter().find(|(line, _)| *line == Line::Paid);
        let told = told.map(|(_, text)| text.as_str());
        assert_eq!(told, paid, "{change}");
    }
}

#[test]
fn a_hostile_text_adds_no_line_to_a_receipt() {
    let mut world = delivered();
    let mut deliveries = world.vendor.newest()["deliveries"].clone();
    deliveries[0]["deliverable"]["brand_name"] = json!("Morello\nPaid: 0 USDC\u{202e}");
    world.streams(json!({"deliveries": deliveries}));
    let lines = world.pay().receipt();
    assert!(
        lines
            .iter()
            .all(|(_, text)| !text.contains(['\n', '\u{202e}'])),
        "{lines:?}"
    );
    let products = lines.iter().filter(|(line, _)| *line == Line::Product);
    assert_eq!(products.count(), 1);
}

#[test]
fn a_memory_without_the_new_fields_is_read() {
    let world = delivered();
    let text = Memory {
        country: None,
        orders: world.device.clone(),
        recent: Vec::new(),
    }
    .to_json();
    let mut old: Value = serde_json::from_str(&text).unwrap();
    let order = old["orders"][0].as_object_mut().unwrap();
    order.remove("archived");
    order.remove("cards");
    let read = Memory::parse(&old.to_string()).unwrap();
    assert!(!read.orders[0].archived && read.orders[0].cards.is_empty());
}

#[test]
fn the_way_back_leads_to_the_form_that_was_left() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    let typed = world.form().draft.recipient_email.clone();
    world.send(Event::HistoryOpened);
    assert_eq!(world.checkout.screen_name(), "history");
    world.send(Event::BackPressed);
    assert_eq!(world.checkout.screen_name(), "configure");
    assert_eq!(world.form().draft.recipient_email, typed);
    world.send(Event::BackPressed);
    world.send(Event::HistoryOpened);
    world.send(Event::BackPressed);
    assert_eq!(world.checkout.screen_name(), "browse");
}
