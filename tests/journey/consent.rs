//! The host is asked before an order is created: without its word nothing is.

use cryptorefills_checkout::checkout::Screen;
use cryptorefills_checkout::checkout::consent::{Consent, Refusal, Summary};
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::phase::Phase;

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::world::World;

/// A world whose host thinks.
fn asking() -> World {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.holds = |effect| matches!(effect, Effect::AskHost { .. });
    world.send(Event::PayPressed);
    assert_eq!(world.phase(), Phase::Creating);
    world
}

fn decides(world: &mut World, attempt: &str, consent: Consent) {
    let attempt = attempt.into();
    world.send(Event::HostDecided { attempt, consent });
}

/// What was done towards an order: turns taken, orders remembered or created, `order_started`.
fn done(world: &World) -> usize {
    let done = |effect: &&Effect| {
        matches!(
            effect,
            Effect::Claim { .. } | Effect::Create { .. } | Effect::Remember(_) | Effect::Tell(_)
        )
    };
    world.log.iter().filter(done).count()
}

fn refusal(world: &World) -> Option<&Refusal> {
    world.form().refusal.as_ref()
}

#[test]
fn nothing_is_created_until_the_host_agrees_and_then_once() {
    let mut world = asking();
    let before = done(&world);
    let attempt = world.attempt();
    world.send(Event::PayPressed);
    world.send(Event::RetryPressed);
    world.send(Event::StartOverPressed);
    decides(&mut world, "another", Consent::Given);
    assert_eq!((done(&world), world.held.len()), (before, 1));

    decides(&mut world, &attempt, Consent::Given);
    decides(&mut world, &attempt, Consent::Given);
    assert_eq!(world.created().len(), 1);
    assert_eq!(world.phase(), Phase::Waiting);
    world.pass(11_000);
    assert_eq!(
        world.phase(),
        Phase::Waiting,
        "its time is no longer counted"
    );
}

#[test]
fn the_host_learns_what_is_ordered_and_for_how_much() {
    let world = asking();
    let Some(Effect::AskHost { summary, .. }) = world.held.first() else {
        panic!("nobody was asked")
    };
    let form = world.pay().form.as_ref().unwrap();
    let expected = Summary {
        brand: form.brand.brand.clone(),
        face_value: world.pay().wish.face_value.clone(),
        items: world.pay().wish.goods(),
        country_code: "IT".into(),
        coin: "USDC".into(),
        network: "Base".into(),
        amount: world.pay().wish.accepted.unwrap().to_string(),
    };
    assert_eq!(*summary, expected);
    let json = summary.json();
    let draft = &form.draft;
    for personal in [&draft.recipient_email, &draft.buyer_email] {
        assert!(personal.is_empty() || !json.contains(personal), "{json}");
    }
}

#[test]
fn a_refusal_brings_the_form_back_and_pay_asks_again() {
    for answer in [
        Refusal::Said(None),
        Refusal::said("Not today"),
        Refusal::Silent,
    ] {
        let mut world = asking();
        let before = world.pay().form.as_ref().unwrap().draft.clone();
        let attempt = world.attempt();
        decides(&mut world, &attempt, Consent::Refused(answer.clone()));
        assert!(world.form().draft == before);
        assert_eq!(refusal(&world), Some(&answer));
        decides(&mut world, &attempt, Consent::Given);
        assert!(world.created().is_empty(), "it is too late to agree");

        world.holds = |_| false;
        world.send(Event::PayPressed);
        assert_eq!(world.created().len(), 1);
        assert_eq!(world.phase(), Phase::Waiting);
    }
}

#[test]
fn a_host_that_never_answers_has_refused_after_ten_seconds() {
    let mut world = asking();
    world.pass(9_999);
    assert!(matches!(world.checkout.screen, Screen::Pay(_)));
    world.pass(1);
    assert_eq!(refusal(&world), Some(&Refusal::Silent));
    world.release();
    assert!(world.created().is_empty());
}

#[test]
fn who_goes_back_meanwhile_orders_nothing() {
    let mut world = asking();
    world.send(Event::BackPressed);
    world.release();
    world.pass(11_000);
    assert!(world.created().is_empty());
    assert_eq!(refusal(&world), None);
}

#[test]
fn the_newsletter_is_agreed_to_by_a_tick_and_for_this_order_alone() {
    let accepted = |body: &str| {
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        body["user"]["has_accepted_newsletter"].as_bool().unwrap()
    };
    for ticks in [&[][..], &[true], &[true, false]] {
        let mut world = World::at_checkout(Goods::Card, Rail::Base);
        for tick in ticks {
            world.send(Event::NewsletterChosen(*tick));
        }
        world.send(Event::PayPressed);
        let body = world.created()[0];
        assert_eq!(accepted(body), ticks.last() == Some(&true), "{ticks:?}");
        assert_eq!(*world.validated().last().unwrap(), body, "byte for byte");
        world.send(Event::StartOverPressed);
        world.send(Event::FamilyOpened("Voltara".into()));
        assert!(!world.form().draft.newsletter, "never ticked beforehand");
    }
}
