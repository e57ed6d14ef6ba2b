//! What must hold of every order that is accepted.

use cryptorefills_checkout::payment::{Payable, Rail, below_minimum};

use super::Outcome;
use super::order::Order;
use super::wallet::{self, normal};
use crate::exact::Exact;

/// The schemes of links that open a wallet.
const SCHEMES: [&str; 7] = [
    "bitcoin",
    "lightning",
    "litecoin",
    "dogecoin",
    "ethereum",
    "solana",
    "ton",
];

/// Proves an order and, if that succeeds, holds the proof against the order and a wallet's own reading.
pub fn judge(order: &Order) -> Outcome {
    let missing = order.missing_proved();
    let Some(payable) = order.proved() else {
        assert_eq!(missing, None, "only the rest may be paid: {order:?}");
        return Outcome::Refused;
    };
    let too_little = below_minimum(payable.amount(), order.threshold.as_deref());
    assert_eq!(missing.is_none(), too_little, "{order:?}");
    keeps_the_texts(order, &payable);
    amounts_agree(order, &payable);
    pays_the_order(order, &payable);
    Outcome::Payable
}

fn keeps_the_texts(order: &Order, payable: &Payable) {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let same = |one: &str, other: &Option<String>| {
        other
            .as_ref()
            .is_some_and(|other| one.trim().eq_ignore_ascii_case(other.trim()))
    };
    assert_eq!(payable.coin(), order.coin.trim());
    assert_eq!(payable.network(), order.network.trim());
    let toncoin = ["TON", "GRAM"].contains(&payable.coin().to_ascii_uppercase().as_str());
    assert!(
        same(&order.coin, &order.order_coin) || toncoin,
        "another coin: {order:?}"
    );
    assert!(
        same(&order.network, &order.order_network),
        "another network: {order:?}"
    );
    assert_eq!(Some(payable.address()), order.address.as_deref());
    assert_eq!(Some(payable.amount_text()), order.amount.as_deref());
    assert_eq!(
        payable.uri(),
        said(&order.text).as_deref().unwrap_or(payable.address())
    );
    let qr = payable.qr_text();
    let kept = match payable.rail() {
        Rail::Lightning => qr == payable.uri().to_ascii_uppercase(),
        _ => qr == payable.uri(),
    };
    assert!(kept, "another QR code: {qr} of {order:?}");
    if let Some(link) = payable.link() {
        let scheme = link
            .split(':')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        assert!(
            SCHEMES.contains(&scheme.as_str()),
            "a link with {scheme}: {order:?}"
        );
        assert!(
            link.ends_with(payable.uri()),
            "another link: {link} of {order:?}"
        );
    }
    if let Some(memo) = said(&order.memo) {
        assert_eq!(payable.memo(), Some(memo.as_str()));
    }
}

/// The amount's text, value and units are one number, and more than nothing.
fn amounts_agree(order: &Order, payable: &Payable) {
    let text = Exact::read(payable.amount_text()).expect("an amount");
    assert!(!text.is_zero(), "nothing to pay: {order:?}");
    assert_eq!(
        Exact::read(&payable.amount().to_string()),
        Some(text.clone())
    );
    if let Some(decimals) = payable.decimals() {
        let units = payable.amount_atomic().expect("units");
        let units = Exact::read(&units.to_string()).expect("digits");
        assert_eq!(units.down(i64::from(decimals)), text, "{order:?}");
    }
}

/// A wallet that scans the QR code or opens the link pays the order's address, amount, token and chain.
fn pays_the_order(order: &Order, payable: &Payable) {
    let rail = payable.rail();
    let normal = |text: &str| normal(rail, text);
    let decimals = payable.decimals().map_or(0, i64::from);
    let amount = Exact::read(payable.amount_text()).expect("an amount");
    let is_bare = payable.uri() == payable.address() && *rail != Rail::Lightning;
    for text in [Some(payable.qr_text()), payable.link()]
        .into_iter()
        .flatten()
    {
        if is_bare {
            assert_eq!(text, payable.address(), "{order:?}");
            continue;
        }
        let reading = wallet::read(&text, decimals);
        assert_eq!(
            normal(&reading.payee),
            normal(payable.address()),
            "{order:?}"
        );
        let paid = reading.amounts.iter().all(|read| *read == amount);
        assert!(paid, "a wallet pays {:?}: {order:?}", reading.amounts);
        assert_eq!(reading.amounts.is_empty(), payable.is_bare(), "{order:?}");
        if payable.link().is_some() {
            let moved: Vec<String> = reading.tokens.iter().map(|token| normal(token)).collect();
            let owed: Vec<String> = payable.contract().map(normal).into_iter().collect();
            assert_eq!(moved, owed, "{order:?}");
        }
        if let (Rail::Evm { chain_id, .. }, Some(named)) = (rail, &reading.chain) {
            assert_eq!(
                chain_id.map(|id| id.to_string()).as_ref(),
                Some(named),
                "{order:?}"
            );
        }
        if let Some(seconds) = reading.expires {
            let ends = i64::try_from(seconds)
                .unwrap_or(i64::MAX)
                .saturating_mul(1000);
            assert!(ends > order.now, "expired at {ends}: {order:?}");
            assert_eq!(payable.expires_at_ms(), Some(ends), "{order:?}");
        }
    }
}
