//! The wallet for a refund: optional, checked by the rules of the chosen network, and known to nobody but the
//! API (features VAL-18).

use cryptorefills_checkout::checkout::draft::Field;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::phase::Phase;
use serde_json::Value;

use crate::rails::{BASE_USDC, Rail};
use crate::shopper::Goods;
use crate::world::{MORNING, World};

const WALLET: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
/// The same with one letter in the other case.
const MISTYPED: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD";
const SOLANA: &str = "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN";

fn wallet_of(body: &str) -> Value {
    let body: Value = serde_json::from_str(body).unwrap();
    body["refund_wallet_address"].clone()
}

/// A filled form with this wallet typed, and the field left.
fn typed(rail: Rail, wallet: &str) -> World {
    let mut world = World::at_checkout(Goods::Card, rail);
    world.enter(Field::Refund, wallet);
    world.send(Event::FieldLeft(Field::Refund));
    world.pass(1_000);
    world
}

fn reviewed(world: &World) -> Option<String> {
    world.form().review(&world.checkout.shop(MORNING))?.refund
}

#[test]
fn without_one_the_order_is_as_before() {
    for wallet in ["", "  "] {
        let mut world = typed(Rail::Base, wallet);
        assert_eq!(reviewed(&world), None);
        world.send(Event::PayPressed);
        assert_eq!(world.phase(), Phase::Waiting);
        assert!(!world.created()[0].contains("refund_wallet_address"));
    }
}

#[test]
fn a_wallet_of_the_network_is_validated_reviewed_and_sent() {
    for (rail, wallet) in [(Rail::Base, WALLET), (Rail::Solana, SOLANA)] {
        let mut world = typed(rail, &[" ", wallet, "\n"].concat());
        assert!(world.problems().is_empty());
        assert_eq!(reviewed(&world).as_deref(), Some(wallet));
        world.send(Event::PayPressed);
        assert_eq!(world.phase(), Phase::Waiting);
        assert_eq!(wallet_of(world.validated().last().unwrap()), wallet);
        assert_eq!(world.created(), [*world.validated().last().unwrap()]);
    }
}

#[test]
fn a_wallet_that_cannot_be_one_stands_in_the_way() {
    for wallet in [MISTYPED, SOLANA, BASE_USDC, "0x0", "my wallet"] {
        let mut world = World::at_checkout(Goods::Card, Rail::Base);
        let asked = world.validated().len();
        world.enter(Field::Refund, wallet);
        assert!(world.problems().is_empty(), "still being typed");
        world.send(Event::FieldLeft(Field::Refund));
        world.pass(1_000);
        assert_eq!(world.problems(), ["REFUND_UNREADABLE"], "{wallet}");
        world.send(Event::PayPressed);
        assert!(world.created().is_empty() && world.validated().len() == asked);
        world.enter(Field::Refund, WALLET);
        assert!(world.problems().is_empty(), "mended");
        world.pass(1_000);
        world.send(Event::PayPressed);
        assert_eq!(wallet_of(world.created()[0]), WALLET);
    }
}

#[test]
fn another_network_judges_anew_and_nothing_typed_is_lost() {
    let mut world = typed(Rail::Base, WALLET);
    world.send(Event::CoinPicked("SOL".into()));
    assert_eq!(world.problems(), ["REFUND_UNREADABLE"]);
    world.send(Event::CoinPicked("BTC".into()));
    assert!(world.problems().is_empty(), "an invoice takes nothing back");
    assert!(world.form().draft.refunds(&world.checkout.coins).is_none());
    assert_eq!(wallet_of(world.validated().last().unwrap()), Value::Null);
    world.send(Event::CoinPicked("USDC".into()));
    assert!(world.problems().is_empty());
    assert_eq!(wallet_of(world.validated().last().unwrap()), WALLET);
}

#[test]
fn only_bodies_hold_it() {
    let mut world = typed(Rail::Base, WALLET);
    assert!(!format!("{:?}", world.form().draft).contains(WALLET));
    world.send(Event::PayPressed);
    world.send(Event::BackPressed);
    for effect in &world.log {
        if !matches!(effect, Effect::Validate { .. } | Effect::Create { .. }) {
            let words = format!("{effect:?}");
            assert!(!words.contains(WALLET), "{words}");
        }
    }
}
