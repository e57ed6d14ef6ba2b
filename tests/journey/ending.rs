//! Endings other than delivery, and what may be done after each.

use cryptorefills_checkout::checkout::delivery;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::checkout::tracking::Mode;
use serde_json::{Value, json};

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::world::World;

const MINUTE: i64 = 60_000;

fn ends(change: Value) -> World {
    let mut world = World::at_payment(Goods::AnyAmount, Rail::Base);
    world.streams(change);
    assert_eq!(world.payable(), None);
    world
}

fn ended(world: &World) -> Vec<&str> {
    world
        .told()
        .into_iter()
        .filter_map(|notice| match notice {
            Notice::OrderEnded(ended) => Some(ended.reason.as_str()),
            _ => None,
        })
        .collect()
}

/// Presses start over; whether that left the order.
fn starts_over(world: &mut World) -> bool {
    let before = world.checkout.clone();
    world.send(Event::StartOverPressed);
    world.checkout != before
}

#[test]
fn a_clean_expiry_starts_over_with_every_input() {
    let draft = World::at_checkout(Goods::AnyAmount, Rail::Base)
        .form()
        .draft
        .clone();
    for change in [
        json!({"order_state": "Expired", "payment_state": "Expired"}),
        json!({"order_state": "Canceled", "payment_state": "PaymentCanceled"}),
        json!({"order_state": "CANCELLED", "payment_state": "EXPIRED", "received_amount": "0.00"}),
    ] {
        let mut world = ends(change);
        assert!(starts_over(&mut world));
        assert!(world.form().draft == draft);
        world.send(Event::PayPressed);
        assert_eq!(world.created().len(), 2);
        let first = Rail::Base.address(0);
        assert_ne!(
            world.payable().unwrap().address(),
            first,
            "a new order, a new address"
        );
    }
}

#[test]
fn no_start_over_while_money_may_have_moved() {
    for change in [
        json!({"order_state": "Expired", "payment_state": "PaymentRequested"}),
        json!({"order_state": "WaitingForPayment", "payment_state": "Expired"}),
        json!({"order_state": "Expired", "payment_state": "Expired", "sent_coin_amount": "0.01"}),
        json!({"order_state": "Expired", "payment_state": "Expired", "received_amount": "soon"}),
        json!({"order_state": "Expired", "payment_state": "Expired", "payment_transactions": ["0xab"]}),
        json!({"order_state": "Expired", "payment_state": "ExpiredAfterPaymentDetection"}),
        json!({"order_state": "WaitingForManualAction", "payment_state": "PaymentReceived"}),
        json!({"order_state": "Teleporting", "payment_state": "Expired"}),
    ] {
        let mut world = ends(change.clone());
        assert!(!starts_over(&mut world), "{change}");
    }
}

#[test]
fn money_that_only_an_old_word_told_of_still_forbids_to_start_over() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.streams(json!({
        "order_state": "Expired", "payment_state": "Expired", "updated_at": "2026-08-25T16:00:00Z",
    }));
    assert!(world.following().may_start_over());
    world.streams(json!({
        "order_state": "WaitingForPayment", "payment_state": "PaymentRequested",
        "payment_transactions": ["0xab"], "updated_at": "2026-08-25T15:59:00Z",
    }));
    assert_eq!(world.phase(), Phase::Late);
    assert!(!starts_over(&mut world));
}

#[test]
fn a_timer_alone_is_no_expiry_and_a_clean_expiry_is_watched_a_while_for_late_money() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.pass(31 * MINUTE);
    assert!(!starts_over(&mut world));
    world
        .vendor
        .now_says(json!({"order_state": "Expired", "payment_state": "Expired"}));
    world.pass(2 * MINUTE);
    assert_eq!(world.phase(), Phase::Expired);
    assert_eq!(ended(&world), ["expired"]);
    world
        .vendor
        .now_says(json!({"payment_transactions": ["0xab"], "received_amount": "26.31"}));
    world.pass(2 * MINUTE);
    assert_eq!(world.phase(), Phase::Late);
    assert_eq!(ended(&world), ["expired", "late"]);
    world
        .vendor
        .now_says(json!({"order_state": "Done", "payment_state": "PaymentReceived"}));
    world.pass(10 * MINUTE);
    assert_eq!(world.phase(), Phase::Delivered);
}

#[test]
fn watching_a_clean_expiry_has_an_end() {
    let mut world = ends(json!({"order_state": "Expired", "payment_state": "Expired"}));
    world.pass(60 * MINUTE);
    let asked = world.log.len();
    world.pass(24 * 60 * MINUTE);
    assert_eq!(world.log.len(), asked);
}

#[test]
fn held_and_reviewed_orders_are_told_and_watched_for_days() {
    for (change, phase) in [
        (
            json!({"payment_state": "PaymentQuarantined", "received_amount": "26.6"}),
            Phase::Held,
        ),
        (
            json!({"payment_state": "WaitingForComplianceReport"}),
            Phase::Held,
        ),
        (
            json!({"order_state": "WaitingForManualAction", "payment_state": "PaymentReceived"}),
            Phase::Review,
        ),
    ] {
        let mut world = ends(change);
        assert_eq!(world.phase(), phase);
        assert!(!starts_over(&mut world));
        world.pass(48 * 60 * MINUTE);
        assert_eq!(world.phase(), phase);
        world
            .vendor
            .now_says(json!({"order_state": "Done", "payment_state": "PaymentReceived"}));
        world.pass(MINUTE);
        assert_eq!(world.phase(), Phase::Delivered);
    }
}

#[test]
fn a_payment_just_before_the_end_is_confirmed_and_told_as_paid() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.streams(json!({"order_state": "Expired", "payment_state": "PaymentStarted"}));
    assert_eq!(world.phase(), Phase::Detected);
    world.streams(json!({"order_state": "WaitingForPayment", "payment_state": "PaymentReceived"}));
    assert_eq!(world.phase(), Phase::Paid);
}

#[test]
fn a_failure_starts_over_only_where_nothing_was_sent() {
    let mut world = ends(json!({"order_state": "PaymentSetupFailed", "payment_state": "Failed"}));
    assert_eq!(world.phase(), Phase::Failed);
    assert!(starts_over(&mut world));
    let mut world = ends(json!({
        "order_state": "PaymentFailed", "payment_state": "Failed", "sent_coin_amount": "26.31",
    }));
    assert_eq!((world.phase(), ended(&world).len()), (Phase::Failed, 1));
    assert!(!starts_over(&mut world));
}

#[test]
fn refunded_is_the_end_and_delivered_beats_everything() {
    let mut world = ends(json!({"order_state": "Refunded", "payment_state": "PaymentReceived"}));
    assert_eq!(
        (world.phase(), ended(&world)),
        (Phase::Refunded, vec!["refunded"])
    );
    world.streams(json!({"order_state": "Done"}));
    assert_eq!(world.phase(), Phase::Delivered);
    world.streams(json!({"order_state": "Expired", "payment_state": "Expired"}));
    assert_eq!(world.phase(), Phase::Delivered);
    assert!(
        starts_over(&mut world),
        "from a receipt one may always buy again"
    );
    assert_eq!(world.checkout.screen_name(), "browse");
}

#[test]
fn an_unknown_state_claims_nothing_and_is_watched() {
    let mut world = ends(json!({"order_state": "Teleporting"}));
    assert_eq!(world.phase(), Phase::Processing);
    assert_eq!(ended(&world).len(), 0);
    world.streams(json!({"order_state": "WaitingForPayment", "payment_state": "PaymentRequested"}));
    assert_eq!(
        world.payable(),
        None,
        "an address that went does not come back"
    );
    world
        .vendor
        .now_says(json!({"payment_state": "PaymentReceived"}));
    world.pass(60 * MINUTE);
    assert_eq!(world.phase(), Phase::Paid);
}

#[test]
fn offline_is_said_and_the_return_asks_at_once() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.send(Event::ConnectionChanged { online: false });
    assert_eq!(world.following().mode(), Mode::Offline);
    world
        .vendor
        .now_says(json!({"payment_state": "PaymentReceived"}));
    world.pass(60 * MINUTE);
    assert_eq!(world.phase(), Phase::Waiting);
    assert_eq!(world.payable(), None, "the window closed meanwhile");
    world.send(Event::ConnectionChanged { online: true });
    assert_eq!(world.phase(), Phase::Paid);
}

#[test]
fn an_item_that_is_still_on_its_way_is_waited_for_but_not_for_ever() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let mut deliveries = world.vendor.newest()["deliveries"].clone();
    deliveries[0]["delivery_state"] = json!("InProgress");
    world.streams(json!({"order_state": "Done", "deliveries": deliveries}));
    assert_eq!(world.phase(), Phase::Delivered);
    let (mut never, mut lost) = (world.twin(), world.twin());

    deliveries[0]["delivery_state"] = json!("Succeeded");
    deliveries[0]["deliverable"]["pin_code"] = json!("TEST-0000-CODE-0001");
    world.vendor.now_says(json!({"deliveries": deliveries}));
    world.pass(2 * MINUTE);
    let order = &world.following().order;
    assert_eq!(delivery::state(&order.deliveries[0]), "delivered");
    let completed = |notice: &&&Notice| matches!(notice, Notice::OrderCompleted(_));
    assert_eq!(world.told().iter().filter(completed).count(), 1);
    let asked = world.log.len();
    world.pass(60 * MINUTE);
    assert_eq!(world.log.len(), asked, "nothing more is expected");

    never.pass(20 * MINUTE);
    let asked = never.log.len();
    never.pass(24 * 60 * MINUTE);
    assert_eq!(never.log.len(), asked, "waiting has an end");

    lost.vendor.orders.clear();
    lost.pass(20 * MINUTE);
    let asked = lost.log.len();
    lost.pass(24 * 60 * MINUTE);
    assert_eq!(lost.log.len(), asked, "also where no answer is a good one");
}
