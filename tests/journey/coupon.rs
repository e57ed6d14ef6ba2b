//! The coupon: refused with a reason, never in the way of the order without it (features VAL-16).

use cryptorefills_checkout::checkout::draft::Field;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::checkout::quote::{Basis, Lines};
use cryptorefills_checkout::money::Amount;
use serde_json::{Value, json};

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::world::{World, refused};

const REFUSALS: [&str; 13] = [
    "COUPON_REQUIRES_LOGIN",
    "COUPON_NOT_FOUND",
    "COUPON_NOT_ACTIVE",
    "COUPON_EXPIRED",
    "COUPON_ALREADY_SPENT",
    "COUPON_MAX_USAGE_REACHED",
    "COUPON_BELOW_MIN_AMOUNT",
    "COUPON_NOT_VALID_FOR_USER",
    "COUPON_NOT_VALID_FOR_CATEGORY",
    "COUPON_NOT_VALID_FOR_KIND",
    "COUPON_NOT_VALID_FOR_BRAND",
    "COUPON_NOT_VALID_FOR_COUNTRY",
    "COUPON_NOT_VALID_FOR_STORE",
];

fn coupon_of(body: &str) -> Value {
    let body: Value = serde_json::from_str(body).unwrap();
    body["coupon_code"].clone()
}

/// A filled form with this coupon typed.
fn typed(code: &str) -> World {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.enter(Field::Coupon, code);
    world
}

/// The vendor takes ten off for whoever brings `TEN`.
fn ten_off(world: &mut World) {
    world.vendor.price = "16.3".into();
    world.vendor.twist_validation = Box::new(|answer| {
        answer["original_coin_amount"] = json!("26.3");
        answer["coupon_code"] = json!("TEN");
        answer["summary"] = json!({"coin_amount_to_pay_via_coupon": "10"});
    });
}

#[test]
fn typing_asks_nothing_and_applying_asks_once() {
    let mut world = typed("TE");
    let asked = world.validated().len();
    world.enter(Field::Coupon, " TEN ");
    world.send(Event::FieldLeft(Field::Coupon));
    world.pass(1_000);
    assert_eq!(world.validated().len(), asked);
    ten_off(&mut world);
    world.send(Event::CouponApplied);
    world.send(Event::CouponApplied);
    assert_eq!(world.validated().len(), asked + 1);
    assert_eq!(coupon_of(world.validated().last().unwrap()), "TEN");

    let price = world.form().quote.price().unwrap();
    assert_eq!(price.text, "16.3");
    let Basis::Validated { sums, .. } = &price.basis else {
        panic!("an estimate");
    };
    let amount = |text: &str| Amount::parse(text).unwrap();
    let lines = Lines {
        before: amount("26.3"),
        coupon: Some(amount("10")),
        other: None,
    };
    assert_eq!(sums.lines, Some(lines));

    world.send(Event::PayPressed);
    assert_eq!(world.phase(), Phase::Waiting);
    assert_eq!(world.created(), [*world.validated().last().unwrap()]);
}

#[test]
fn every_refusal_says_why_and_one_wish_makes_the_order_payable() {
    for code in REFUSALS {
        let mut world = typed("NO");
        world.vendor.twist_validation = Box::new(move |answer| {
            answer["problems"] = json!([{"problem": code}]);
        });
        world.send(Event::CouponApplied);
        assert_eq!(world.problems(), [code]);
        assert!(world.form().coupon_is_refused());
        world.send(Event::PayPressed);
        assert_eq!(world.problems(), [code], "asked again, refused again");
        assert!(world.created().is_empty());

        world.vendor.twist_validation = Box::new(|_| ());
        world.send(Event::CouponRemoved);
        assert!(world.problems().is_empty() && !world.form().coupon_is_refused());
        assert_eq!(world.form().quote.state(), "fresh");
        assert_eq!(coupon_of(world.validated().last().unwrap()), Value::Null);
        world.send(Event::PayPressed);
        assert_eq!(world.phase(), Phase::Waiting, "{code}");
    }
}

#[test]
fn a_coupon_refused_at_creation_is_as_easily_removed() {
    let mut world = typed("TEN");
    ten_off(&mut world);
    world.send(Event::CouponApplied);
    world.creation_fails = Some(refused(422, r#"{"detail":"COUPON_ALREADY_SPENT"}"#));
    world.send(Event::PayPressed);
    assert_eq!(world.problems(), ["COUPON_ALREADY_SPENT"]);
    world.creation_fails = None;
    world.vendor.price = String::new();
    world.vendor.twist_validation = Box::new(|_| ());
    world.send(Event::CouponRemoved);
    world.send(Event::PayPressed);
    assert_eq!(world.phase(), Phase::Waiting);
    assert_eq!(coupon_of(world.created().last().unwrap()), Value::Null);
}

#[test]
fn a_coupon_that_is_typed_when_pay_is_pressed_is_used() {
    let mut world = typed("TEN");
    ten_off(&mut world);
    world.send(Event::PayPressed);
    assert_eq!(world.created().len(), 1, "it only got cheaper");
    assert_eq!(coupon_of(world.created()[0]), "TEN");
}

#[test]
fn a_coupon_that_counts_for_nothing_is_no_permission() {
    let silent = |_: &mut Value| ();
    let other = |answer: &mut Value| answer["coupon_code"] = json!("ELEVEN");
    for twist in [silent as fn(&mut Value), other] {
        let mut world = typed("TEN");
        world.vendor.twist_validation = Box::new(twist);
        world.send(Event::CouponApplied);
        world.send(Event::PayPressed);
        assert_eq!(world.problems(), ["COUPON_IGNORED"]);
        assert!(world.created().is_empty());
        world.send(Event::CouponRemoved);
        world.send(Event::PayPressed);
        assert_eq!(world.created().len(), 1);
    }
}

#[test]
fn another_choice_may_cure_a_refused_coupon() {
    let mut world = typed("BIG");
    world.vendor.twist_validation = Box::new(|answer| {
        answer["problems"] = json!([{"problem": "COUPON_BELOW_MIN_AMOUNT"}]);
    });
    world.send(Event::CouponApplied);
    world.vendor.twist_validation = Box::new(|answer| answer["coupon_code"] = json!("big"));
    world.send(Event::ChoiceMade(crate::shopper::fixed("7001")));
    assert!(world.problems().is_empty());
    assert_eq!(coupon_of(world.validated().last().unwrap()), "BIG");
}

#[test]
fn an_emptied_field_is_no_coupon() {
    let mut world = typed("TEN");
    ten_off(&mut world);
    world.send(Event::CouponApplied);
    world.vendor.price = String::new();
    world.vendor.twist_validation = Box::new(|_| ());
    world.enter(Field::Coupon, "  ");
    world.send(Event::CouponApplied);
    assert_eq!(coupon_of(world.validated().last().unwrap()), Value::Null);
    assert_eq!(world.form().quote.state(), "fresh");
}

#[test]
fn the_field_of_a_coupon_is_open_on_the_next_form_too() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    assert!(!world.form().coupon_open, "folded until it is wanted");
    world.enter(Field::Coupon, "SPRING");
    world.send(Event::CouponApplied);
    assert!(world.form().coupon_open);
    world.send(Event::FamilyOpened("Brickhaven".into()));
    assert!(world.form().coupon_open);
    world.send(Event::CouponRemoved);
    assert!(world.form().coupon_open, "not folded away under the hand");
    world.send(Event::FamilyOpened("Voltara".into()));
    assert!(!world.form().coupon_open);
}
