//! Creations that are refused, and those of which nobody knows what became of them (api-notes rule 5).

use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::{Event, Timer};
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::checkout::{Screen, Settings};
use cryptorefills_checkout::wire::ProxyError;
use serde_json::json;

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::world::{World, decoded, refused, settings};

const HOUR: i64 = 3_600_000;

/// A world whose creation is under way: the wish is held.
fn creating() -> World {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.holds = |effect| matches!(effect, Effect::Create { .. });
    world.send(Event::PayPressed);
    assert_eq!(world.phase(), Phase::Creating);
    world
}

fn fails_with(error: ProxyError) -> World {
    let mut world = creating();
    let attempt = world.attempt();
    world.send(Event::OrderCreated {
        attempt,
        result: Err(error),
    });
    world
}

#[test]
fn a_refusal_brings_the_form_back_with_everything_in_it() {
    let before = World::at_checkout(Goods::Card, Rail::Base)
        .form()
        .draft
        .clone();
    let world = fails_with(refused(422, r#"{"problems":[{"problem":"OUT_OF_STOCK"}]}"#));
    assert!(world.form().draft == before);
    assert_eq!(world.problems(), ["OUT_OF_STOCK"]);
    assert!(
        world.checkout.remembered.is_empty(),
        "there is no such order"
    );
    let world = fails_with(refused(403, "<html>"));
    assert!(world.form().draft == before);
    assert_eq!(world.form().trouble, Some(refused(403, "<html>")));
}

#[test]
fn problems_without_an_order_refuse_and_problems_with_one_are_unknown() {
    let mut world = creating();
    let attempt = world.attempt();
    let answer = json!({"problems": [{"problem": "SUSPENDED_NETWORK"}]});
    world.send(Event::OrderCreated {
        attempt,
        result: Ok(decoded(&answer)),
    });
    assert_eq!(world.problems(), ["SUSPENDED_NETWORK"]);

    for answer in [
        json!({"order_id": "o-1", "problems": [{"problem": "SUSPENDED_NETWORK"}]}),
        json!({"coin": "USDC"}),
        json!({"order_id": "../x", "coin": "USDC"}),
    ] {
        let mut world = creating();
        let attempt = world.attempt();
        world.send(Event::OrderCreated {
            attempt,
            result: Ok(decoded(&answer)),
        });
        assert_eq!(world.phase(), Phase::UnknownOutcome, "{answer}");
    }
}

#[test]
fn an_unknown_outcome_is_never_created_again_by_itself() {
    let unknown = [
        ProxyError::TimedOut,
        ProxyError::Offline,
        ProxyError::Unreadable { status: 200 },
        refused(408, ""),
        refused(409, ""),
        refused(429, ""),
        refused(500, ""),
        refused(502, "<html>"),
        refused(504, ""),
    ];
    for error in unknown {
        for keys in [false, true] {
            let mut world = fails_with(error.clone());
            assert_eq!(world.phase(), Phase::UnknownOutcome, "{error:?}");
            if keys {
                world.send(Event::KeysHonoured);
            }
            for _ in 0..5 {
                world.pass(HOUR);
                world.send(Event::ConnectionChanged { online: false });
                world.send(Event::ConnectionChanged { online: true });
                world.send(Event::VisibilityChanged { visible: false });
                world.send(Event::VisibilityChanged { visible: true });
                world.send(Event::PayPressed);
            }
            assert_eq!(world.created().len(), 1, "{error:?}, keys: {keys}");
            assert_eq!(world.payable(), None);
        }
    }
}

#[test]
fn the_pause_after_a_failed_read_ends_without_creating_anything() {
    let mut world = creating();
    world.send(Event::KeysHonoured);
    world.holds = |effect| {
        matches!(
            effect,
            Effect::Create { .. } | Effect::FetchCatalogue { .. }
        )
    };
    let changed = Settings {
        kind: Some("giftcard".into()),
        ..settings()
    };
    world.send(Event::SettingsChanged(Box::new(changed)));
    let Some(Effect::FetchCatalogue { ask, .. }) = world.held.last().cloned() else {
        panic!("no question")
    };
    world.send(Event::CatalogueArrived {
        ask,
        result: Err(ProxyError::TimedOut),
    });
    let attempt = world.attempt();
    world.send(Event::OrderCreated {
        attempt,
        result: Err(ProxyError::TimedOut),
    });
    world.pass(HOUR);
    assert!(
        matches!(world.held.last(), Some(Effect::FetchCatalogue { ask: again, .. }) if *again != ask)
    );
    assert_eq!(world.created().len(), 1);
}

#[test]
fn a_press_may_repeat_it_only_under_the_same_key() {
    let mut world = fails_with(ProxyError::TimedOut);
    world.send(Event::RetryPressed);
    assert_eq!(world.created().len(), 1, "the proxy promised nothing");
    world.send(Event::KeysHonoured);
    world.send(Event::RetryPressed);
    world.send(Event::RetryPressed);
    let creates: Vec<&Effect> = world
        .log
        .iter()
        .filter(|effect| matches!(effect, Effect::Create { .. }))
        .collect();
    assert_eq!(creates.len(), 2);
    assert_eq!(creates[0], creates[1], "the same name and the same bytes");
    world.held.remove(0);
    world.release();
    assert_eq!(world.phase(), Phase::Waiting);
    assert!(world.payable().is_some());
}

#[test]
fn a_late_answer_to_an_unknown_outcome_is_still_the_order() {
    let mut world = fails_with(ProxyError::TimedOut);
    world.release();
    assert_eq!(world.phase(), Phase::Waiting);
    assert!(world.payable().is_some());
}

#[test]
fn starting_over_after_an_unknown_outcome_is_the_buyers_choice_and_keeps_the_form() {
    let mut world = fails_with(refused(503, ""));
    let draft = World::at_checkout(Goods::Card, Rail::Base)
        .form()
        .draft
        .clone();
    world.send(Event::StartOverPressed);
    assert!(world.form().draft == draft);
    assert_eq!(world.created().len(), 1);
    world.pass(HOUR);
    assert_eq!(world.created().len(), 1);
}

#[test]
fn an_order_that_is_made_while_the_buyer_is_elsewhere_is_kept_but_not_shown() {
    let mut world = creating();
    world.send(Event::BackPressed);
    world.release();
    assert!(matches!(world.checkout.screen, Screen::Configure(_)));
    assert_eq!(world.payable(), None);
    let record = world
        .checkout
        .open_order(world.clock)
        .expect("an open order")
        .clone();
    assert!(record.order_id.is_some());
    world.send(Event::OrderReopened(record.attempt));
    assert_eq!(world.phase(), Phase::Waiting);
    assert!(world.payable().is_some());
}

#[test]
fn a_second_answer_to_a_creation_changes_nothing() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let (attempt, before) = (world.attempt(), world.checkout.clone());
    for result in [Err(refused(422, "{}")), Err(ProxyError::TimedOut)] {
        world.send(Event::OrderCreated {
            attempt: attempt.clone(),
            result,
        });
    }
    assert!(world.checkout == before);
    world.send(Event::BackPressed);
    world.send(Event::OrderCreated {
        attempt: attempt.clone(),
        result: Err(refused(422, "{}")),
    });
    assert_eq!(world.checkout.remembered.len(), 1);
    world.send(Event::TimerFired(Timer::ReadRetryDue(9)));
    assert_eq!(world.checkout.remembered[0].attempt, attempt);
}

#[test]
fn nothing_starts_over_while_a_creation_is_under_way() {
    let mut world = creating();
    let before = world.checkout.clone();
    world.send(Event::StartOverPressed);
    world.send(Event::PayPressed);
    assert!(world.checkout == before);
    world.release();
    assert!(world.payable().is_some());
}
