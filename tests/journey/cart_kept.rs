//! How long a cart is kept: until it is paid for, and what was put in since even longer.

use cryptorefills_checkout::checkout::draft::Field;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::{Event, Source};
use cryptorefills_checkout::checkout::phase::Phase;
use serde_json::json;

use crate::cart::{card_and_top_up, one_in_cart};
use crate::rails::Rail;
use crate::shopper::{Goods, fixed};
use crate::world::{World, decoded};

#[test]
fn a_cart_is_kept_until_it_is_paid_for() {
    let mut world = card_and_top_up();
    world.send(Event::PayPressed);
    world.send(Event::BackPressed);
    assert_eq!(world.checkout.cart().len(), 1);
    assert_eq!(world.form().draft.count(), 2);

    let mut world = card_and_top_up();
    world.send(Event::PayPressed);
    world.streams(json!({"order_state": "Expired", "payment_state": "Expired"}));
    assert_eq!(world.phase(), Phase::Expired);
    world.send(Event::StartOverPressed);
    assert_eq!(world.form().draft.count(), 2, "nothing was paid");
    world.send(Event::BackPressed);
    assert_eq!(world.checkout.cart().len(), 1);
}

#[test]
fn a_form_behind_a_paid_order_offers_nothing_twice() {
    let mut world = card_and_top_up();
    world.send(Event::PayPressed);
    world.streams(json!({"order_state": "PaymentReceived", "payment_state": "PaymentReceived"}));
    world.send(Event::BackPressed);
    assert!(world.checkout.cart().is_empty());
    assert_eq!(world.form().draft.count(), 1);
}

/// The price on its way was asked for with what is paid for by now.
#[test]
fn a_late_price_is_none_of_what_is_left() {
    let mut world = one_in_cart();
    world.send(Event::PayPressed);
    let attempt = world.pay().wish.attempt.clone();
    world.send(Event::BackPressed);
    world.send(Event::ChoiceMade(fixed("7001")));
    world.pass(400);
    let before = world.validated().len();
    let ask = |world: &World| {
        let asked = world.log.iter().rev();
        let mut asked = asked.filter_map(|effect| match effect {
            Effect::Validate { ask, .. } => Some(*ask),
            _ => None,
        });
        asked.next().unwrap()
    };
    let late = ask(&world);
    let paid = json!({"order_state": "PaymentReceived", "payment_state": "PaymentReceived"});
    world.vendor.now_says(paid);
    let order = decoded(world.vendor.newest());
    world.send(Event::OrderArrived {
        attempt,
        source: Source::Poll,
        result: Ok(order),
    });
    assert!(world.checkout.cart().is_empty());
    assert_eq!(world.form().quote.state(), "stale");
    world.pass(400);
    assert_eq!(world.validated().len(), before + 1, "asked anew");
    assert!(ask(&world) != late);
}

#[test]
fn what_was_put_in_after_the_order_is_still_wanted() {
    let mut world = one_in_cart();
    world.send(Event::PayPressed);
    let attempt = world.pay().wish.attempt.clone();
    world.send(Event::BackPressed);
    for product in ["7002", "7001"] {
        world.send(Event::ChoiceMade(fixed(product)));
        world.send(Event::ItemAdded);
    }
    assert_eq!(world.form().draft.count(), 3);
    world
        .vendor
        .now_says(json!({"order_state": "PaymentReceived", "payment_state": "PaymentReceived"}));
    world.send(Event::OrderReopened(attempt));
    let left: Vec<_> = world.checkout.cart().iter().collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(
        left.iter().all(|item| item.quantity == 1),
        "one was paid for"
    );
}

#[test]
fn a_reset_empties_the_cart_and_takes_nothing_from_the_next() {
    let mut world = one_in_cart();
    world.vendor.twist_validation = Box::new(|answer| answer["coupon_code"] = json!("SPRING"));
    world.enter(Field::Coupon, "SPRING");
    world.send(Event::PayPressed);
    let (attempt, order) = (world.attempt(), world.vendor.newest().clone());
    world.vendor.twist_validation = Box::new(|_| ());
    world.send(Event::ResetPressed);
    assert!(world.checkout.cart().is_empty());
    world.fill_in(Goods::Card, Rail::Base);
    assert!(!world.form().draft.has_coupon());
    world.send(Event::ItemAdded);
    assert_eq!(world.checkout.cart().len(), 1);
    // The order of before is paid after all: what it bought is not what is in the cart now.
    let mut order = order;
    order["payment_state"] = "PaymentReceived".into();
    world.send(Event::OrderArrived {
        attempt,
        source: Source::Stream,
        result: Ok(decoded(&order)),
    });
    assert!(world.checkout.remembered[0].money_seen);
    assert_eq!(world.checkout.cart().len(), 1);
}
