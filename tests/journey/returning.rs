//! Leaving an order and coming back to it: by reload, by history, to one of several.

use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::pay::Stage;
use cryptorefills_checkout::checkout::phase::Phase;
use serde_json::json;

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::vendor::Vendor;
use crate::world::{World, refused};

/// The same shop after the page was loaded again.
fn reload(mut world: World) -> World {
    let vendor = std::mem::take(&mut world.vendor);
    World::starting(world.clock, world.checkout.remembered.clone(), vendor)
}

fn completed(world: &World) -> usize {
    world
        .told()
        .iter()
        .filter(|notice| matches!(notice, Notice::OrderCompleted(_)))
        .count()
}

/// Attempts with an offer that the host was not told to drop.
fn live(world: &World) -> Vec<&str> {
    let mut live = Vec::new();
    for notice in world.told() {
        match notice {
            Notice::PaymentInitiated(intent) => live.push(intent.attempt.as_str()),
            Notice::PaymentIntentCancelled(ended) => {
                live.retain(|attempt| *attempt != ended.attempt)
            }
            _ => {}
        }
    }
    live
}

#[test]
fn a_reload_returns_to_the_order_with_the_same_address() {
    let world = World::at_payment(Goods::Card, Rail::Base);
    let address = world.payable().unwrap().address().to_owned();
    let mut world = reload(world);
    assert_eq!(world.payable().unwrap().address(), address);
    assert!(world.created().is_empty());
    world.streams(json!({"payment_state": "PaymentReceived"}));
    assert_eq!(world.phase(), Phase::Paid);
}

#[test]
fn an_order_that_comes_before_the_ways_to_pay_is_not_judged_without_them() {
    let mut old = World::at_payment(Goods::Card, Rail::Base);
    let mut world = World::before_start(old.clock, std::mem::take(&mut old.vendor));
    world.holds = |effect| matches!(effect, Effect::FetchVias);
    world.send(Event::Started {
        remembered: old.checkout.remembered.clone(),
    });
    assert_eq!((world.phase(), world.payable()), (Phase::Waiting, None));
    world.release();
    assert!(world.payable().is_some());
    assert!(
        !world
            .told()
            .iter()
            .any(|notice| matches!(notice, Notice::OrderEnded(_)))
    );
}

#[test]
fn a_reload_while_the_api_is_away_keeps_asking() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let vendor = std::mem::take(&mut world.vendor);
    let mut world = World::starting(
        world.clock,
        world.checkout.remembered.clone(),
        Vendor::default(),
    );
    assert!(
        matches!(&world.pay().stage, Stage::Returning { trouble } if *trouble == Some(refused(404, "{}")))
    );
    world.vendor = vendor;
    world.pass(6_000);
    assert!(world.payable().is_some());
}

#[test]
fn a_reload_never_believes_the_answer_about_another_order() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world
        .vendor
        .now_says(json!({"order_id": "8a1d7c1e-0000-0000-0000-000000000009"}));
    let mut world = reload(world);
    assert!(matches!(
        world.pay().stage,
        Stage::Returning { trouble: Some(_) }
    ));
    world
        .vendor
        .now_says(json!({"order_id": "8a1d7c1e-3b0a-4a57-8f0e-000000000000"}));
    world.send(Event::RetryPressed);
    assert!(world.payable().is_some());
}

#[test]
fn a_reload_after_money_was_seen_shows_no_pay_panel_whatever_the_api_says() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.streams(json!({"payment_state": "PaymentStarted", "payment_transactions": ["0xab"]}));
    world
        .vendor
        .now_says(json!({"payment_state": "PaymentRequested", "payment_transactions": []}));
    let world = reload(world);
    assert_eq!((world.phase(), world.payable()), (Phase::Detected, None));
}

#[test]
fn money_seen_by_an_answer_that_came_after_leaving_is_remembered() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.holds = |effect| matches!(effect, Effect::FetchOrder(_));
    world.pass(6_000);
    world
        .vendor
        .now_says(json!({"payment_transactions": ["0xab"]}));
    world.send(Event::BackPressed);
    world.release();
    let record = world.checkout.remembered[0].clone();
    assert!(record.money_seen);
    world.vendor.now_says(json!({"payment_transactions": []}));
    world.holds = |_| false;
    world.send(Event::OrderReopened(record.attempt));
    assert_eq!((world.phase(), world.payable()), (Phase::Detected, None));
}

#[test]
fn a_reload_while_the_outcome_was_unknown_says_so_and_creates_nothing() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.holds = |effect| matches!(effect, Effect::Create { .. });
    world.send(Event::PayPressed);
    let mut world = reload(world);
    assert_eq!(world.phase(), Phase::UnknownOutcome);
    world.send(Event::KeysHonoured);
    world.send(Event::RetryPressed);
    world.pass(3_600_000);
    assert!(
        world.created().is_empty(),
        "the bytes are gone, so the same order cannot be asked for"
    );
    world.send(Event::StartOverPressed);
    assert_eq!(world.form().brand.family, "Morello");
}

#[test]
fn a_finished_order_is_not_returned_to_and_completes_once_for_the_host() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.streams(json!({"order_state": "Done"}));
    assert_eq!(completed(&world), 1);
    let mut world = reload(world);
    assert_eq!(world.checkout.screen_name(), "browse");
    let attempt = world.checkout.remembered[0].attempt.clone();
    world.send(Event::OrderReopened(attempt.clone()));
    assert_eq!(world.checkout.screen_name(), "receipt");
    assert_eq!(completed(&world), 0);

    world.send(Event::BackPressed);
    world
        .vendor
        .now_says(json!({"order_state": "WaitingForPayment", "payment_state": "WalletCreated"}));
    world.send(Event::OrderReopened(attempt));
    assert_eq!(
        (world.phase(), world.payable()),
        (Phase::Delivered, None),
        "delivered stays delivered"
    );
    assert_eq!(completed(&world), 0);
}

#[test]
fn two_orders_are_never_payable_at_once() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let first = world.attempt();
    world.send(Event::BackPressed);
    assert!(live(&world).is_empty());
    world.send(Event::PayPressed);
    assert!(world.form().rival.is_some(), "the first is still payable");
    world.send(Event::SecondOrderWanted);
    let second = world.attempt();
    assert_ne!(first, second);
    assert_eq!(live(&world), [second.as_str()]);

    world.send(Event::OrderReopened(first.clone()));
    assert_eq!(world.attempt(), first);
    assert_eq!(live(&world), [first.as_str()]);
    let closed = world
        .log
        .iter()
        .rposition(|effect| *effect == Effect::Unsubscribe);
    let opened = world
        .log
        .iter()
        .rposition(|effect| matches!(effect, Effect::Subscribe(_)));
    assert!(closed < opened, "the stream of the other order was closed");

    let log = world.log.len();
    world.send(Event::OrderReopened(first.clone()));
    assert_eq!(world.log.len(), log, "it is on the screen already");
    world.send(Event::FamilyOpened("Roamly".into()));
    assert!(live(&world).is_empty());
    assert_eq!(
        world.checkout.open_order(world.clock).unwrap().attempt,
        second
    );
}

#[test]
fn a_reset_leaves_the_order_remembered() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.send(Event::ResetPressed);
    assert_eq!(world.checkout.screen_name(), "browse");
    assert!(live(&world).is_empty());
    assert!(world.checkout.open_order(world.clock).is_some());
}

#[test]
fn words_about_an_order_that_was_left_reach_no_other() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let first = world.attempt();
    world.send(Event::BackPressed);
    world.send(Event::PayPressed);
    let before = world.checkout.clone();
    for stopped in [true, false] {
        world.send(Event::StreamEnded {
            attempt: first.clone(),
            stopped,
        });
    }
    world.send(Event::StreamGarbled {
        attempt: first.clone(),
    });
    world.send(Event::StreamOpened { attempt: first });
    assert!(world.checkout == before);
}

#[test]
fn a_word_about_a_foreign_order_changes_nothing() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let before = world.following().order.clone();
    let told = world.told().len();
    world.streams(json!({
        "order_id": "8a1d7c1e-0000-0000-0000-000000000009",
        "order_state": "Done", "payment_state": "PaymentReceived", "sent_coin_amount": "26.31",
    }));
    assert!(world.following().order == before);
    assert_eq!(
        (world.phase(), world.following().money_seen),
        (Phase::Waiting, false)
    );
    assert_eq!(world.told().len(), told);
}
