//! Wallets in the page: one is asked at a time, for what is on the screen, and never believed.

use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::intent::Answer;
use cryptorefills_checkout::checkout::notice::Notice;
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

/// From the payment on: on the form wallets may be asked what they hold, which is over then.
fn searches(world: &World) -> Vec<Option<Kind>> {
    let search = |effect: &Effect| match effect {
        Effect::FindWallets { kind, .. } => Some(Some(*kind)),
        Effect::LoseWallets => Some(None),
        _ => None,
    };
    let all = world.log.iter().filter_map(search);
    all.skip_while(Option::is_none).collect()
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
    let mut last = first.0;
    for outcome in [
        Outcome::Refused,
        Outcome::Pending,
        Outcome::WrongChain,
        Outcome::Unable,
        Outcome::Failed,
    ] {
        let asked = world.following().wallets.asked();
        assert!(asked.is_some_and(|(_, outcome)| outcome.is_none()));
        settles(&mut world, last, outcome.clone());
        let asked = world.following().wallets.asked().unwrap();
        assert_eq!(asked, (&wallet("a"), Some(&outcome)));
        assert_eq!(world.following().wallet(), None);
        assert!(!may_send(&world, &first), "settled is settled");
        last = press(&mut world, "a").unwrap().0;
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

/// How often wallets around the page were asked to pay.
fn initiated(world: &World) -> usize {
    let told = |effect: &&Effect| matches!(effect, Effect::Tell(Notice::PaymentInitiated(_)));
    world.log.iter().filter(told).count()
}

fn sent(proof: &str) -> Outcome {
    Outcome::Sent {
        proof: Some(proof.to_owned()),
    }
}

/// Whoever leaves while a wallet asks, and confirms there, must find the payment sent and not be asked again.
#[test]
fn what_was_sent_after_the_buyer_left_is_remembered() {
    type Leave = fn(&mut World);
    let ways: [Leave; 2] = [
        |world| world.send(Event::BackPressed),
        |world| world.send(Event::DisplayChanged { shown: false }),
    ];
    for (place, leave) in ways.into_iter().enumerate() {
        let mut world = at_payment(Rail::Base);
        let attempt = world.attempt();
        let (ask, asking) = press(&mut world, "a").unwrap();
        leave(&mut world);
        assert!(
            !world.checkout.may_send(&attempt, ask, &asking, world.clock),
            "way {place}: what nobody sees is not sent"
        );
        world.send(Event::WalletSettled {
            attempt: attempt.clone(),
            ask,
            outcome: sent("0x5f2d1a9c"),
        });
        let kept = world.log.iter().rev().find_map(|effect| match effect {
            Effect::Remember(order) => order.sent.clone(),
            _ => None,
        });
        assert_eq!(kept.as_deref(), Some("0x5f2d1a9c"), "way {place}");
        let before = initiated(&world);
        world.send(Event::DisplayChanged { shown: true });
        world.send(Event::OrderReopened(attempt));
        world.pass(1_000);
        let transaction = Some("0x5f2d1a9c".to_owned());
        let answer = Answer::Sent { transaction };
        assert_eq!(world.following().wallet(), Some(&answer), "way {place}");
        assert_eq!(initiated(&world), before, "way {place}");
        finds(&mut world, &["a", "b"]);
        assert_eq!(press(&mut world, "b"), None, "way {place}");
    }
}

#[test]
fn a_wallet_of_the_page_around_may_answer_after_the_buyer_left() {
    let mut world = at_payment(Rail::Base);
    let attempt = world.attempt();
    world.send(Event::BackPressed);
    let answer = Answer::Sent { transaction: None };
    world.send(Event::PaymentAnswered {
        attempt: attempt.clone(),
        answer: answer.clone(),
    });
    let before = initiated(&world);
    world.send(Event::OrderReopened(attempt));
    world.pass(1_000);
    assert_eq!(world.following().wallet(), Some(&answer));
    assert_eq!(initiated(&world), before);
}

/// A question that is open stays the only one, even if the order is left and opened again.
#[test]
fn an_open_question_is_found_again() {
    let mut world = at_payment(Rail::Base);
    let attempt = world.attempt();
    let (ask, asking) = press(&mut world, "a").unwrap();
    world.send(Event::BackPressed);
    world.send(Event::OrderReopened(attempt.clone()));
    world.pass(1_000);
    finds(&mut world, &["a", "b"]);
    assert!(world.following().wallets.is_asking());
    assert_eq!(press(&mut world, "b"), None);
    assert!(world.checkout.may_send(&attempt, ask, &asking, world.clock));
    settles(&mut world, ask, Outcome::Refused);
    let (next, _) = press(&mut world, "b").unwrap();
    assert_ne!(next, ask, "no two questions have one number");
    assert!(!world.checkout.may_send(&attempt, ask, &asking, world.clock));
}

/// The whole that was sent says nothing of what is missing, and what is missing is asked for once, where it
/// is seen.
#[test]
fn the_rest_is_asked_for_once_and_only_where_it_is_seen() {
    let mut world = at_payment(Rail::Base);
    let (ask, _) = press(&mut world, "a").unwrap();
    settles(&mut world, ask, sent("0x5f2d1a9c"));
    world.send(Event::DisplayChanged { shown: false });
    let before = initiated(&world);
    let text = Rail::Base.text(&Rail::Base.address(0), "6.310000");
    world.vendor.now_says(json!({
        "payment_state": "PartialPaymentStarted", "sent_coin_amount": "20.00",
        "received_amount": "20.00", "payment_transactions": ["0xab"],
        "missing_amount": "6.310000", "missing_amount_qr_text": text,
    }));
    world.streams(json!({}));
    assert_eq!(world.phase(), Phase::Underpaid);
    assert_eq!(initiated(&world), before, "nobody sees it");
    world.send(Event::DisplayChanged { shown: true });
    assert_eq!(initiated(&world), before + 1);
    finds(&mut world, &["a", "b"]);
    let (ask, _) = press(&mut world, "b").unwrap();
    settles(&mut world, ask, sent("0x6e3c2b8d"));

    let attempt = world.attempt();
    world.send(Event::BackPressed);
    world.send(Event::OrderReopened(attempt));
    world.pass(1_000);
    assert_eq!(world.phase(), Phase::Underpaid);
    assert!(world.payable().is_some());
    assert!(
        world.following().wallet().is_some(),
        "the rest was sent too"
    );
    assert_eq!(initiated(&world), before + 1);
}
