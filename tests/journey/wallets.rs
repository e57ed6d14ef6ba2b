//! Wallets in the page: one is asked at a time, for what is on the screen, and never believed.

use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::intent::Answer;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::checkout::wallets::{Kind, Outcome, Wallet};
use cryptorefills_checkout::payment::asking::Asking;
use serde_json::json;

use crate::rails::Rail;
use crate::shopper::Goods;
use crate::world::World;

fn wallet(key: &str) -> Wallet {
    Wallet::new(key, key).unwrap()
}

/// At the payment, with two wallets.
fn at_payment(rail: Rail) -> World {
    let mut world = World::at_payment(Goods::Card, rail);
    finds(&mut world, &["a", "b"]);
    world
}

fn finds(world: &mut World, keys: &[&str]) {
    let attempt = world.attempt();
    let wallets = keys.iter().map(|key| wallet(key)).collect();
    world.send(Event::WalletsFound { attempt, wallets });
}

fn press(world: &mut World, key: &str) -> Option<(u32, Asking)> {
    let asked = questions(world);
    world.send(Event::WalletPressed(key.into()));
    let log: Vec<&Effect> = world.log.iter().filter(is_question).collect();
    match log.get(asked)? {
        Effect::AskWallet { ask, asking, .. } => Some((*ask, (**asking).clone())),
        _ => None,
    }
}

fn is_question(effect: &&Effect) -> bool {
    matches!(effect, Effect::AskWallet { .. })
}

fn questions(world: &World) -> usize {
    world.log.iter().filter(is_question).count()
}

fn settles(world: &mut World, ask: u32, outcome: Outcome) {
    let attempt = world.attempt();
    world.send(Event::WalletSettled {
        attempt,
        ask,
        outcome,
    });
}

fn may_send(world: &World, (ask, asking): &(u32, Asking)) -> bool {
    let attempt = world.attempt();
    world.checkout.may_send(&attempt, *ask, asking, world.clock)
}

fn searches(world: &World) -> Vec<Option<Kind>> {
    let search = |effect: &Effect| match effect {
        Effect::FindWallets { kind, .. } => Some(Some(*kind)),
        Effect::LoseWallets => Some(None),
        _ => None,
    };
    world.log.iter().filter_map(search).collect()
}

#[test]
fn wallets_are_looked_for_while_something_can_be_paid() {
    for (rail, kind) in [
        (Rail::Base, Kind::Evm),
        (Rail::Lightning, Kind::Lightning),
        (Rail::Solana, Kind::Solana),
    ] {
        let mut world = at_payment(rail);
        assert_eq!(searches(&world), [Some(kind)]);
        assert_eq!(world.following().wallets.found().len(), 2);
        world.streams(json!({"order_state": "Expired", "payment_state": "Expired"}));
        assert_eq!(searches(&world), [Some(kind), None], "{rail:?}");
        assert!(world.following().wallets.found().is_empty());
    }
    let mut world = at_payment(Rail::Base);
    world.send(Event::BackPressed);
    assert_eq!(searches(&world), [Some(Kind::Evm), None]);
}

#[test]
fn one_is_asked_at_a_time_for_exactly_what_is_on_the_screen() {
    let mut world = at_payment(Rail::Base);
    assert_eq!(press(&mut world, "c"), None, "it is not there");
    let first = press(&mut world, "a").unwrap();
    assert_eq!(
        Asking::of(world.payable().unwrap()).as_ref(),
        Some(&first.1)
    );
    assert!(may_send(&world, &first));
    assert_eq!(press(&mut world, "b"), None);
    assert_eq!(press(&mut world, "a"), None);
    for outcome in [
        Outcome::Refused,
        Outcome::Pending,
        Outcome::WrongChain,
        Outcome::Unable,
        Outcome::Failed,
    ] {
        let asked = world.following().wallets.asked();
        assert!(asked.is_some_and(|(_, outcome)| outcome.is_none()));
        let ask = first.0 + u32::try_from(questions(&world)).unwrap() - 1;
        settles(&mut world, ask, outcome.clone());
        let asked = world.following().wallets.asked().unwrap();
        assert_eq!(asked, (&wallet("a"), Some(&outcome)));
        assert_eq!(world.following().wallet(), None);
        assert!(!may_send(&world, &first), "settled is settled");
        press(&mut world, "a").unwrap();
    }
}

#[test]
fn after_one_has_sent_nobody_is_asked_and_the_api_is() {
    let mut world = at_payment(Rail::Base);
    let (ask, _) = press(&mut world, "a").unwrap();
    let asked = world.log.len();
    let proof = Some("0x5f2d1a9c".to_owned());
    settles(
        &mut world,
        ask,
        Outcome::Sent {
            proof: proof.clone(),
        },
    );
    let sent = Answer::Sent { transaction: proof };
    assert_eq!(world.following().wallet(), Some(&sent));
    assert_eq!(world.phase(), Phase::Waiting);
    let after: Vec<&Effect> = world.log.iter().skip(asked).collect();
    assert!(
        after
            .iter()
            .any(|effect| matches!(effect, Effect::FetchOrder(_)))
    );
    assert!(!after.iter().any(|effect| matches!(effect, Effect::Tell(_))));
    let kept = after.iter().find_map(|effect| match effect {
        Effect::Remember(order) => order.sent.clone(),
        _ => None,
    });
    assert_eq!(kept.as_deref(), Some("0x5f2d1a9c"));
    assert_eq!(press(&mut world, "b"), None);
}

#[test]
fn what_is_no_longer_to_be_paid_is_not_sent() {
    type Change = fn(&mut World);
    let changes: [Change; 6] = [
        |world| world.streams(json!({"order_state": "Expired", "payment_state": "Expired"})),
        |world| {
            world.streams(json!({"wallet_address": "0x000000000000000000000000000000000000dEaD"}))
        },
        |world| world.send(Event::PageTampered),
        |world| world.send(Event::BackPressed),
        |world| world.send(Event::ResetPressed),
        |world| {
            let attempt = world.attempt();
            let answer = Answer::Sent { transaction: None };
            world.send(Event::PaymentAnswered { attempt, answer });
        },
    ];
    for (place, change) in changes.into_iter().enumerate() {
        let mut world = at_payment(Rail::Base);
        let attempt = world.attempt();
        let (ask, asking) = press(&mut world, "a").unwrap();
        let may = |world: &World| world.checkout.may_send(&attempt, ask, &asking, world.clock);
        assert!(may(&world));
        change(&mut world);
        assert!(!may(&world), "change {place}");
    }
    let mut world = at_payment(Rail::Lightning);
    let question = press(&mut world, "a").unwrap();
    assert!(may_send(&world, &question));
    world.clock += 24 * 60 * 60 * 1000;
    assert!(!may_send(&world, &question), "although no timer has fired");
}

#[test]
fn one_that_was_asked_before_something_changed_is_waited_for() {
    let mut world = at_payment(Rail::Base);
    let (ask, _) = press(&mut world, "a").unwrap();
    world.send(Event::PageTampered);
    assert!(world.following().wallets.is_asking());
    settles(&mut world, ask, Outcome::Refused);
    assert!(!world.following().wallets.is_asking());
}

#[test]
fn strangers_names_are_short_and_show_what_they_say() {
    for (name, shown) in [
        ("Fox Wallet", "Fox Wallet"),
        ("  a \u{a0}\n b  ", "a b"),
        ("\u{202e}xoF\u{202c}", "xoF"),
        ("F\u{200b}o\u{ad}x\u{feff}\u{2066}", "Fox"),
        ("Z\u{335}\u{336}", "Z"),
        ("محفظة", "محفظة"),
        ("\u{0}\u{1b}[31m", "[31m"),
        ("", ""),
    ] {
        assert_eq!(Wallet::new("a", name).unwrap().name, shown, "{name:?}");
    }
    let long = "W".repeat(100_000);
    let short = "W".repeat(32) + "…";
    assert_eq!(Wallet::new("a", &long).unwrap().name, short);
    for key in ["", "a b", "a\"b", "ä", &long] {
        assert_eq!(Wallet::new(key, "a"), None, "{key}");
    }
}
