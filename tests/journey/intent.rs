//! What a wallet around the page answers: a claim that changes words and asks the API, never what is payable.

use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::intent::Answer;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::phase::Phase;
use serde_json::json;

use crate::rails::{BASE_USDC, Rail};
use crate::shopper::Goods;
use crate::world::World;

const SENT: Answer = Answer::Sent { transaction: None };

fn answers(world: &mut World, answer: Answer) {
    let attempt = world.attempt();
    world.send(Event::PaymentAnswered { attempt, answer });
}

/// How often the order was asked for.
fn questions(world: &World) -> usize {
    let questions = |effect: &&Effect| matches!(effect, Effect::FetchOrder(_));
    world.log.iter().filter(questions).count()
}

#[test]
fn sent_asks_the_api_at_once_and_is_not_paid() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let before = (
        world.payable().cloned(),
        world.told().len(),
        questions(&world),
    );
    answers(&mut world, SENT);
    assert_eq!(world.following().wallet(), Some(&SENT));
    assert_eq!(world.phase(), Phase::Waiting);
    assert_eq!(world.payable().cloned(), before.0);
    assert_eq!(
        world.told().len(),
        before.1,
        "the host hears what the API says"
    );
    assert_eq!(questions(&world), before.2 + 1);

    answers(&mut world, Answer::Rejected);
    assert_eq!(
        world.following().wallet(),
        Some(&SENT),
        "it is still under way"
    );
    world.pass(60_000);
    assert!(questions(&world) > before.2 + 1, "it is watched as before");
}

#[test]
fn any_other_answer_changes_only_words() {
    for answer in [Answer::Rejected, Answer::Unsupported, Answer::Busy] {
        let mut world = World::at_payment(Goods::Card, Rail::Base);
        let payable = world.payable().cloned();
        let log = world.log.len();
        answers(&mut world, answer.clone());
        assert_eq!(world.following().wallet(), Some(&answer));
        assert_eq!(world.payable().cloned(), payable);
        assert_eq!(world.log.len(), log, "{answer:?}");
        answers(&mut world, SENT);
        assert_eq!(world.following().wallet(), Some(&SENT), "it may try again");
    }
}

#[test]
fn an_answer_about_another_payment_is_none() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let log = world.log.len();
    world.send(Event::PaymentAnswered {
        attempt: "another".into(),
        answer: SENT,
    });
    assert_eq!(world.following().wallet(), None);
    assert_eq!(world.log.len(), log);

    // The window has closed: nobody was asked to pay this any more.
    world.pass(29 * 60_000 + 1_000);
    assert_eq!(world.payable(), None);
    answers(&mut world, SENT);
    assert_eq!(world.following().wallet(), None);

    let mut form = World::at_checkout(Goods::Card, Rail::Base);
    let log = form.log.len();
    form.send(Event::PaymentAnswered {
        attempt: String::new(),
        answer: SENT,
    });
    assert_eq!(form.log.len(), log);
}

#[test]
fn an_answer_says_nothing_of_the_next_payment() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    answers(&mut world, SENT);
    let text = Rail::Base.text(&Rail::Base.address(0), "6.310000");
    world.streams(json!({
        "payment_state": "PartialPaymentStarted", "sent_coin_amount": "20.00",
        "received_amount": "20.00", "payment_transactions": ["0xab"],
        "missing_amount": "6.310000", "missing_amount_qr_text": text,
    }));
    assert!(world.payable().is_some());
    assert_eq!(world.following().wallet(), None);
}

#[test]
fn what_to_pay_is_named_for_wallets_of_any_chain() {
    for (rail, caip2, asset) in [
        (
            Rail::Base,
            Some("eip155:8453"),
            Some(format!("eip155:8453/erc20:{BASE_USDC}")),
        ),
        (
            Rail::Solana,
            Some("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"),
            Some("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/slip44:501".into()),
        ),
        (Rail::Lightning, None, None),
    ] {
        let world = World::at_payment(Goods::Card, rail);
        let mut told = world.told().into_iter();
        let intent = told.find_map(|notice| match notice {
            Notice::PaymentInitiated(intent) => Some(intent),
            _ => None,
        });
        let intent = intent.expect("an intent");
        assert_eq!(intent.caip2.as_deref(), caip2, "{rail:?}");
        assert_eq!(intent.asset, asset, "{rail:?}");
    }
}
