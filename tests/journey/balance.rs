//! What connected wallets hold: asked when there is something to compare with, and in the way of nothing.

use cryptorefills_checkout::checkout::balance::{Held, Verdict};
use cryptorefills_checkout::checkout::draft::Field;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::remembered::RememberedOrder;
use cryptorefills_checkout::money::Amount;
use cryptorefills_checkout::payment::asking::Holding;
use cryptorefills_checkout::wire::{Via, decode_vias};
use serde_json::{Value, json};

use crate::rails::{BASE_USDC, Rail};
use crate::shopper::{Goods, fixed};
use crate::vendor;
use crate::world::World;

/// The total of every journey on Base, in smallest units.
const TOTAL: u128 = 26_310_000;

fn at_form() -> World {
    World::at_checkout(Goods::Card, Rail::Base)
}

fn asked(world: &World) -> Vec<(u32, Holding)> {
    let asked = |effect: &Effect| match effect {
        Effect::AskBalance { ask, holding } => Some((*ask, (**holding).clone())),
        _ => None,
    };
    world.log.iter().filter_map(asked).collect()
}

fn lost(world: &World) -> usize {
    let lost = |effect: &&Effect| matches!(effect, Effect::LoseWallets);
    world.log.iter().filter(lost).count()
}

fn answers(world: &mut World, ask: u32, key: &str, held: Option<Held>) {
    let key = key.into();
    world.send(Event::BalanceArrived { ask, key, held });
}

/// A wallet with so many units of a token, and of the chain's own coin, answers the last question.
fn holds(world: &mut World, key: &str, coin: u128, own: impl Into<Option<u128>>) {
    let ask = asked(world).last().unwrap().0;
    let held = Held {
        coin,
        own: own.into(),
    };
    answers(world, ask, key, Some(held));
}

fn told(world: &World) -> Option<&Verdict> {
    world.checkout.balance.as_ref()?.told()
}

fn too_little(units: u128, decimals: u8) -> Verdict {
    Verdict::TooLittle {
        held: Amount::from_atomic(units, decimals),
    }
}

#[test]
fn it_is_asked_once_for_one_total_on_a_chain_that_can_be_asked() {
    let mut world = World::new();
    world.send(Event::FamilyOpened("Morello".into()));
    world.send(Event::ChoiceMade(fixed("7002")));
    assert!(asked(&world).is_empty(), "no coin is chosen yet");
    world.send(Event::CoinPicked("USDC".into()));
    let (_, holding) = asked(&world).pop().unwrap();
    assert_eq!(holding.chain_id(), 8453);
    assert!(holding.ask_token(BASE_USDC).unwrap().contains(BASE_USDC));
    assert_eq!(asked(&world).len(), 1);
    world.send(Event::FieldEntered(
        Field::RecipientEmail,
        "ann@mail.shop".into(),
    ));
    world.pass(600_000);
    assert_eq!(asked(&world).len(), 1, "the same total is no reason to ask");
    for rail in [Rail::Lightning, Rail::Solana] {
        let world = World::at_checkout(Goods::Card, rail);
        assert!(asked(&world).is_empty(), "{rail:?}");
    }
}

#[test]
fn less_than_the_total_is_told_to_the_smallest_unit() {
    for (units, verdict) in [
        (0, Some(too_little(0, 6))),
        (3_200_000, Some(too_little(3_200_000, 6))),
        (TOTAL - 1, Some(too_little(TOTAL - 1, 6))),
        (TOTAL, None),
        (TOTAL + 1, None),
        (u128::MAX, None),
    ] {
        let mut world = at_form();
        holds(&mut world, "a", units, 1);
        assert_eq!(told(&world), verdict.as_ref(), "{units}");
    }
}

#[test]
fn a_token_without_anything_for_the_fee_is_told() {
    let mut world = at_form();
    holds(&mut world, "a", TOTAL, 0);
    assert_eq!(told(&world), Some(&Verdict::NoFee));
    holds(&mut world, "a", TOTAL, None);
    assert_eq!(told(&world), None, "what means nothing says nothing");
    holds(&mut world, "a", TOTAL - 1, 0);
    assert_eq!(told(&world), Some(&too_little(TOTAL - 1, 6)));
}

/// The ways to pay with ether on Base, which costs this to send.
fn ether(cost: Value) -> Vec<Via> {
    let mut vias: Value = serde_json::from_str(&vendor::vias()).unwrap();
    let coins = vias[0]["currencies"].as_array_mut().unwrap();
    coins[1] = json!({"name": "USDC", "is_suspended": false, "networks": [
        {"name": "Base", "chain_id": 8453, "smart_contract_engine": "EVM", "base_token": "USDC",
         "smart_contract": null, "estimated_transfer_cost": cost}]});
    // On a chain of its own, where the coin of the pretend vendor is the chain's own.
    coins[1]["networks"][0]["chain_id"] = json!(424_242);
    decode_vias(&vias.to_string()).unwrap()
}

#[test]
fn the_chains_own_coin_pays_the_fee_as_well() {
    let total = Amount::parse("26.31").unwrap().to_atomic(18).unwrap();
    let fee = Amount::parse("0.002").unwrap().to_atomic(18).unwrap();
    for (cost, units, is_short) in [
        (json!("€0.85"), total - 1, true),
        (json!("€0.85"), total, true),
        (json!("€0.85"), total + 1, false),
        (json!(null), total, true),
        (json!("0.002 USDC"), total + fee - 1, true),
        (json!("0.002 USDC"), total + fee, false),
        (json!("0.002 ETH"), total + 1, false),
        (json!("0.002"), total + 1, false),
        (json!("lots USDC"), total + 1, false),
    ] {
        let mut world = World::new();
        let vias = ether(cost.clone());
        world.send(Event::ViasArrived(Ok(vias.into())));
        world.fill_in(Goods::Card, Rail::Base);
        let (ask, holding) = asked(&world).pop().unwrap();
        assert!(!holding.is_token());
        let held = Held {
            coin: units,
            own: None,
        };
        answers(&mut world, ask, "a", Some(held));
        let verdict = is_short.then(|| too_little(units, 18));
        assert_eq!(told(&world), verdict.as_ref(), "{cost} {units}");
    }
}

#[test]
fn a_wallet_that_can_pay_silences_the_others() {
    let mut world = at_form();
    holds(&mut world, "a", 1, 1);
    holds(&mut world, "b", 2, 1);
    assert_eq!(told(&world), Some(&too_little(1, 6)));
    holds(&mut world, "c", TOTAL, 1);
    assert_eq!(told(&world), None);
    let ask = asked(&world).last().unwrap().0;
    answers(&mut world, ask, "c", None);
    assert_eq!(told(&world), Some(&too_little(1, 6)), "it is gone");
}

#[test]
fn another_total_another_question() {
    let mut world = at_form();
    let old = asked(&world).last().unwrap().0;
    holds(&mut world, "a", 1, 1);
    assert!(told(&world).is_some());
    world.vendor.price = "27.5".into();
    world.pass(61_000);
    assert_eq!(told(&world), None, "that was about another total");
    let (ask, _) = asked(&world).pop().unwrap();
    assert_ne!(ask, old);
    let held = Held { coin: 1, own: None };
    answers(&mut world, old, "a", Some(held));
    assert_eq!(told(&world), None, "a late answer changes nothing");
    holds(&mut world, "a", TOTAL, 1);
    assert_eq!(told(&world), Some(&too_little(TOTAL, 6)));
    world.send(Event::CoinPicked("BTC".into()));
    assert_eq!(told(&world), None);
    assert_eq!(lost(&world), 1, "nobody listens to wallets any more");
}

#[test]
fn another_account_or_chain_another_question() {
    let mut world = at_form();
    holds(&mut world, "a", 1, 1);
    let before = asked(&world).len();
    world.send(Event::WalletsMoved);
    assert_eq!(told(&world), None);
    assert_eq!(asked(&world).len(), before + 1);
    for _ in 0..1_000 {
        world.send(Event::WalletsMoved);
    }
    assert!(
        asked(&world).len() < before + 50,
        "one could say so for ever"
    );
}

#[test]
fn a_page_that_is_seen_again_asks_again_and_shows_what_it_knows_until_then() {
    let mut world = at_form();
    holds(&mut world, "a", 1, 1);
    let before = asked(&world).len();
    world.send(Event::VisibilityChanged { visible: false });
    assert_eq!(asked(&world).len(), before);
    world.send(Event::VisibilityChanged { visible: true });
    assert_eq!(asked(&world).len(), before + 1);
    assert!(told(&world).is_some());
    holds(&mut world, "a", TOTAL, 1);
    assert_eq!(told(&world), None);
}

#[test]
fn the_order_is_the_same_and_nobody_is_told() {
    let mut plain = at_form();
    plain.send(Event::PayPressed);
    let mut world = at_form();
    holds(&mut world, "a", 0xc0_ffee, 0);
    assert!(told(&world).is_some());
    assert!(world.problems().is_empty());
    world.send(Event::PayPressed);
    assert_eq!(world.created(), plain.created());
    assert_eq!(told(&world), None, "it is over with the form");
    assert_eq!(lost(&world), 1);
    let notices = |world: &World| -> Vec<Notice> { world.told().into_iter().cloned().collect() };
    assert_eq!(notices(&world).len(), notices(&plain).len());
    let kept: Vec<&RememberedOrder> = world.device.iter().collect();
    let said = format!("{kept:?}{:?}{:?}", world.told(), world.log);
    for secret in ["c0ffee", "12648430", "12.648430"] {
        assert!(!said.contains(secret), "{secret}");
    }
}

#[test]
fn wallets_are_left_alone_however_the_form_is_left() {
    let ways: [Event; 5] = [
        Event::BackPressed,
        Event::ResetPressed,
        Event::CountryPicked("US".into()),
        Event::HistoryOpened,
        Event::FamilyOpened("Nobody".into()),
    ];
    for way in ways {
        let mut world = at_form();
        holds(&mut world, "a", 1, 1);
        assert_eq!(lost(&world), 0);
        world.send(way.clone());
        assert_eq!(world.checkout.balance, None, "{way:?}");
        assert_eq!(lost(&world), 1, "{way:?}");
        let before = asked(&world).len();
        world.send(Event::WalletsMoved);
        world.send(Event::VisibilityChanged { visible: true });
        assert_eq!(asked(&world).len(), before, "{way:?}");
    }
}
