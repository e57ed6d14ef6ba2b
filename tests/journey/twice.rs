//! One wish, one order: the same goods are not ordered twice without the buyer's will, whatever tab or
//! widget the first order came from (features ORD-01 to ORD-05).

use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::checkout::remembered::RememberedOrder;
use cryptorefills_checkout::wire::ProxyError;
use serde_json::json;

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::vendor::Vendor;
use crate::world::{MORNING, World};

const MINUTE: i64 = 60_000;

/// The record of an order that waits for its payment in another tab.
fn elsewhere() -> RememberedOrder {
    RememberedOrder {
        attempt: "e".repeat(32),
        ..World::at_payment(Goods::Card, Rail::Lightning).device[0].clone()
    }
}

/// A form whose press on pay waits for its turn.
fn waiting_for_turn() -> World {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.holds = |effect| matches!(effect, Effect::Claim { .. });
    world.send(Event::PayPressed);
    assert_eq!(world.phase(), Phase::Creating);
    world
}

fn count(world: &World, effect: &Effect) -> usize {
    world.log.iter().filter(|known| *known == effect).count()
}

fn claims(world: &World) -> usize {
    let claims = world.log.iter();
    claims
        .filter(|effect| matches!(effect, Effect::Claim { .. }))
        .count()
}

#[test]
fn the_key_is_on_the_device_before_the_request_leaves_it() {
    let world = World::at_payment(Goods::Card, Rail::Base);
    let attempt = world.attempt();
    let kept = world.log.iter().position(|effect| {
        matches!(effect, Effect::Remember(order) if order.attempt == attempt && order.order_id.is_none())
    });
    let created = world
        .log
        .iter()
        .position(|effect| matches!(effect, Effect::Create { .. }));
    assert!(kept.is_some() && kept < created, "{kept:?} {created:?}");
}

#[test]
fn an_order_of_another_tab_is_offered_instead_of_a_second_one() {
    let mut world = waiting_for_turn();
    let mut other = elsewhere();
    other.created_ms = world.clock;
    world.device.insert(0, other.clone());
    world.release();
    assert!(world.created().is_empty());
    assert_eq!(world.form().rival, Some(other.clone()));
    assert_eq!(claims(&world), count(&world, &Effect::Release));

    // It is resumed as it is: another tab's order, with its own way to pay.
    world.holds = |_| false;
    world.send(Event::OrderReopened(other.attempt.clone()));
    assert_eq!(world.attempt(), other.attempt);
    assert_eq!(world.pay().wish.coin, "BTC");
    assert!(world.created().is_empty());
}

#[test]
fn who_wants_both_gets_both() {
    let mut world = waiting_for_turn();
    let mut other = elsewhere();
    other.created_ms = world.clock;
    world.device.insert(0, other.clone());
    world.release();
    world.holds = |_| false;
    world.send(Event::SecondOrderWanted);
    assert_eq!(world.phase(), Phase::Waiting);
    assert_eq!(world.created().len(), 1);
    assert_eq!(world.device.len(), 2);
    assert_eq!(claims(&world), count(&world, &Effect::Release));

    // The wish for a second one was for that press only.
    world.send(Event::BackPressed);
    world.send(Event::PayPressed);
    assert!(world.form().rival.is_some());
    assert_eq!(world.created().len(), 1);
}

#[test]
fn a_second_order_is_nothing_that_can_be_wanted_without_a_first() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(Event::SecondOrderWanted);
    assert!(world.created().is_empty());
    assert!(!world.form().second);
}

#[test]
fn only_the_same_goods_still_payable_stand_in_the_way() {
    let clock = MORNING;
    let mut base = elsewhere();
    base.created_ms = clock;
    type Change = fn(&mut RememberedOrder);
    let harmless: [Change; 7] = [
        |order| order.brand = "Brickhaven Games".into(),
        |order| order.face_value = "5 EUR".into(),
        |order| order.country = "FR".into(),
        |order| order.money_seen = true,
        |order| order.phase = Phase::Expired,
        |order| order.phase = Phase::Mismatch,
        |order| order.created_ms -= 31 * MINUTE,
    ];
    for (place, change) in harmless.into_iter().enumerate() {
        let mut world = waiting_for_turn();
        let mut other = base.clone();
        change(&mut other);
        world.device.insert(0, other);
        world.release();
        assert_eq!(world.created().len(), 1, "case {place}");
    }
    for phase in [Phase::Creating, Phase::UnknownOutcome, Phase::Waiting] {
        let mut world = waiting_for_turn();
        world.device.insert(
            0,
            RememberedOrder {
                phase,
                ..base.clone()
            },
        );
        world.release();
        assert!(world.created().is_empty(), "{phase:?}");
    }
}

#[test]
fn a_change_of_the_form_takes_the_question_back() {
    let mut world = waiting_for_turn();
    let mut other = elsewhere();
    other.created_ms = world.clock;
    world.device.insert(0, other);
    world.release();
    assert!(world.form().rival.is_some());
    world.send(Event::CoinPicked("SOL".into()));
    assert!(world.form().rival.is_none());
}

#[test]
fn a_press_that_was_left_behind_creates_nothing() {
    for leave in [Event::BackPressed, Event::ResetPressed] {
        let mut world = waiting_for_turn();
        world.send(leave);
        world.release();
        assert!(world.created().is_empty());
        assert!(world.device.is_empty());
        assert_eq!(claims(&world), count(&world, &Effect::Release));
    }
}

#[test]
fn the_turn_ends_with_every_answer() {
    let answers = [
        None,
        Some(ProxyError::TimedOut),
        Some(crate::world::refused(422, "{}")),
    ];
    for fails in answers {
        let mut world = World::at_checkout(Goods::Card, Rail::Base);
        world.creation_fails.clone_from(&fails);
        world.send(Event::PayPressed);
        assert_eq!(count(&world, &Effect::Release), 1, "{fails:?}");
    }
}

#[test]
fn an_order_is_found_by_its_reference_and_never_payable_here() {
    let first = World::at_payment(Goods::Card, Rail::Base);
    let id = first.following().id.as_str().to_owned();
    let mut world = World::starting(MORNING, Vec::new(), first.vendor);
    world.send(Event::OrderSought(format!("  {id}\n")));
    assert_eq!(world.phase(), Phase::Waiting);
    assert_eq!(world.payable(), None);
    assert!(world.following().mismatches.is_empty());
    assert_eq!(world.pay().wish.brand, "Morello IT");
    assert_eq!(world.device.len(), 1);

    world.streams(json!({
        "order_state": "Done", "payment_state": "PaymentReceived", "sent_coin_amount": "26.31",
    }));
    assert_eq!(world.phase(), Phase::Delivered);
    let told: Vec<String> = world
        .told()
        .iter()
        .map(|notice| format!("{notice:?}"))
        .collect();
    assert!(
        !told.iter().any(|notice| notice.contains("OrderCompleted")),
        "whoever ordered it was told: {told:?}"
    );
    // The second search finds what is remembered.
    world.send(Event::ResetPressed);
    world.send(Event::OrderSought(id));
    assert_eq!(world.device.len(), 1);
    assert_eq!(world.phase(), Phase::Delivered);
}

#[test]
fn a_reference_that_nobody_knows_leaves_no_trace() {
    let mut world = World::starting(MORNING, Vec::new(), Vendor::default());
    for text in ["", "   ", "a/b", "../x", &"9".repeat(200)] {
        world.send(Event::OrderSought(text.into()));
        assert!(world.checkout.browse.no_reference, "{text:?}");
        assert_eq!(world.checkout.screen_name(), "browse");
    }
    world.send(Event::OrderSought("0b6e1f0c-7a52".into()));
    assert!(!world.checkout.browse.no_reference);
    assert_eq!(world.phase(), Phase::Creating);
    world.send(Event::BackPressed);
    assert!(world.checkout.remembered.is_empty());
    assert!(world.device.is_empty());
}
