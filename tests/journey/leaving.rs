//! Leaving otherwise than by the visible step back: asked first wherever something could be lost.

use cryptorefills_checkout::checkout::draft::Field;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::intent::Answer;
use cryptorefills_checkout::checkout::leave::Leave;
use cryptorefills_checkout::checkout::notice::Notice;

use serde_json::json;

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::world::World;

/// How often the host heard that the buyer wants to leave.
fn closes(world: &World) -> usize {
    let close = |effect: &&Effect| matches!(effect, Effect::Tell(Notice::Close));
    world.log.iter().filter(close).count()
}

/// How often a wallet was asked to pay, and how often to stop.
fn intents(world: &World) -> (usize, usize) {
    let count = |wanted: fn(&Notice) -> bool| {
        let told = |effect: &&Effect| matches!(effect, Effect::Tell(notice) if wanted(notice));
        world.log.iter().filter(told).count()
    };
    (
        count(|notice| matches!(notice, Notice::PaymentInitiated(_))),
        count(
            |notice| matches!(notice, Notice::PaymentIntentCancelled(ended) if ended.reason == "left"),
        ),
    )
}

fn question(world: &World) -> Option<Leave> {
    world.pay().question(world.checkout.memory_works)
}

#[test]
fn nothing_is_behind_the_shop_window_and_it_asks_nothing() {
    for leave in [Leave::Back, Leave::Dismiss, Leave::Close] {
        let mut world = World::new();
        world.send(Event::LeaveAsked(leave));
        assert_eq!(closes(&world), 1, "{leave:?}");
        assert_eq!(world.checkout.screen_name(), "browse");
    }
}

#[test]
fn a_form_loses_nothing() {
    let mut world = World::new();
    world.fill_in(Goods::Card, Rail::Base);
    world.send(Event::LeaveAsked(Leave::Close));
    assert_eq!(closes(&world), 1);
    assert_eq!(world.checkout.screen_name(), "configure");
    world.send(Event::LeaveAsked(Leave::Back));
    assert_eq!(closes(&world), 1);
    assert_eq!(world.checkout.screen_name(), "browse");
}

#[test]
fn a_payable_order_is_left_only_after_a_question() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.send(Event::LeaveAsked(Leave::Back));
    assert_eq!(question(&world), Some(Leave::Back));
    assert_eq!(intents(&world), (1, 0), "it can still be paid");
    world.send(Event::LeaveAnswered { leaves: false });
    assert_eq!(question(&world), None);
    world.send(Event::LeaveAnswered { leaves: true });
    assert_eq!(world.checkout.screen_name(), "pay", "nobody was asked");

    world.send(Event::LeaveAsked(Leave::Back));
    world.send(Event::LeaveAnswered { leaves: true });
    assert_eq!(world.checkout.screen_name(), "configure");
    assert_eq!(intents(&world), (1, 1));
    assert_eq!(closes(&world), 0);
}

#[test]
fn a_gesture_takes_its_question_back_and_a_press_on_close_does_not() {
    for (leave, after) in [
        (Leave::Back, None),
        (Leave::Dismiss, None),
        (Leave::Close, Some(Leave::Close)),
    ] {
        let mut world = World::at_payment(Goods::Card, Rail::Base);
        world.send(Event::LeaveAsked(leave));
        world.send(Event::LeaveAsked(leave));
        assert_eq!(question(&world), after);
        assert_eq!(closes(&world), 0);
    }
}

#[test]
fn closing_keeps_the_order_where_it_is_and_a_wallet_from_paying_what_nobody_sees() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let payable = world.payable().cloned();
    world.send(Event::LeaveAsked(Leave::Close));
    world.send(Event::LeaveAnswered { leaves: true });
    assert_eq!(closes(&world), 1);
    assert_eq!(world.payable().cloned(), payable);
    world.send(Event::DisplayChanged { shown: false });
    assert_eq!(intents(&world), (1, 1));
    world.pass(60_000);
    assert_eq!(intents(&world), (1, 1), "whatever is heard meanwhile");
    world.send(Event::DisplayChanged { shown: true });
    assert_eq!(intents(&world), (2, 1));
    assert_eq!(question(&world), None);
}

#[test]
fn what_a_wallet_has_sent_is_not_offered_to_it_again() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let attempt = world.attempt();
    let answer = Answer::Sent { transaction: None };
    world.send(Event::PaymentAnswered {
        attempt,
        answer: answer.clone(),
    });
    world.send(Event::DisplayChanged { shown: false });
    world.pass(60_000);
    world.send(Event::DisplayChanged { shown: true });
    assert_eq!(intents(&world), (1, 0));
    assert_eq!(world.following().wallet(), Some(&answer));
}

#[test]
fn a_question_goes_by_itself_once_nothing_can_be_lost() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.send(Event::LeaveAsked(Leave::Close));
    world.streams(json!({"order_state": "Processing", "payment_state": "PaymentReceived"}));
    assert_eq!(question(&world), None);
    world.send(Event::LeaveAsked(Leave::Close));
    assert_eq!(closes(&world), 1);
}

#[test]
fn a_press_that_was_being_checked_ends_when_the_form_is_left() {
    let leaves: [fn(&mut World); 2] = [
        |world| world.send(Event::BackPressed),
        |world| {
            world.send(Event::OrderReopened(
                world.checkout.remembered[0].attempt.clone(),
            ));
            world.send(Event::StartOverPressed);
            world.send(Event::BackPressed);
        },
    ];
    for leave in leaves {
        let mut world = World::at_payment(Goods::TopUp, Rail::Solana);
        world.send(Event::LeaveAsked(Leave::Back));
        world.send(Event::LeaveAnswered { leaves: true });
        world.send(Event::BackPressed);
        let created = world.created().len();
        world.fill_in(Goods::Card, Rail::Base);
        world.holds = |effect| matches!(effect, Effect::Validate { .. });
        let other = "grace.hopper@mail.shop".into();
        world.send(Event::FieldEntered(Field::RecipientEmail, other));
        world.send(Event::PayPressed);
        assert!(!world.held.is_empty(), "pay asks for the price anew");
        leave(&mut world);
        world.send(Event::FamilyOpened("Morello".into()));
        assert_eq!(world.checkout.screen_name(), "configure");
        while !world.held.is_empty() {
            world.release();
        }
        assert_eq!(world.created().len(), created, "nobody pressed pay here");
        assert_eq!(world.checkout.screen_name(), "configure");
    }
}
