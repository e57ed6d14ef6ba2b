//! The ways to pay.

use super::fixture::text;
use cryptorefills_checkout::wire::{Network, Via, decode_vias};

fn vias() -> Vec<Via> {
    decode_vias(fixture!("payment_vias.json")).unwrap()
}

fn networks<'a>(vias: &'a [Via], coin: &str) -> Vec<&'a Network> {
    let currencies = vias.iter().flat_map(|via| &via.currencies);
    let named = currencies.filter(|currency| currency.name == coin);
    named.flat_map(|currency| &currency.networks).collect()
}

#[test]
fn payment_vias_are_available_unless_they_say_no() {
    let vias = vias();
    let available: Vec<_> = vias
        .iter()
        .map(|via| (via.name.as_str(), via.available))
        .collect();
    assert_eq!(
        available,
        [
            ("USER_WALLET", true),
            ("GATE_PAY", false),
            ("KUCOIN_PAY", true)
        ]
    );
    assert!(vias[2].currencies.is_empty());
    assert!(vias[1].currencies[0].networks.is_empty());
}

#[test]
fn payment_vias_leave_out_a_coin_without_name_and_mark_a_suspended_one() {
    let vias = vias();
    let coins: Vec<_> = vias[0]
        .currencies
        .iter()
        .map(|coin| (coin.name.as_str(), coin.is_suspended))
        .collect();
    assert_eq!(coins, [("BTC", false), ("USDC", false), ("GRAM", true)]);
    assert_eq!(text(&vias[0].currencies[2].threshold), Some("0.19"));
}

#[test]
fn payment_vias_keep_thresholds_to_the_last_digit() {
    let vias = vias();
    let usdc = networks(&vias, "USDC");
    assert_eq!(text(&usdc[0].threshold), Some("0.562099175481640"));
    // The same as a JSON number.
    assert_eq!(text(&usdc[1].threshold), Some("0.562099175481640"));
}

#[test]
fn payment_vias_tell_tokens_from_native_coins() {
    let vias = vias();
    let btc = networks(&vias, "BTC");
    assert!(btc.iter().all(|network| network.contract.is_none()));
    let usdc = networks(&vias, "USDC");
    let contract = usdc[1].contract.as_ref().unwrap();
    assert_eq!(
        contract.address,
        "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"
    );
    assert_eq!(contract.decimals, 6);
    assert_eq!(
        (usdc[1].chain_id, usdc[1].engine.as_deref()),
        (Some(8453), Some("EVM"))
    );
    assert_eq!(usdc[0].engine.as_deref(), Some("SVM"));
    assert_eq!(usdc[0].base_token.as_deref(), Some("SOL"));
    // Chain id and decimals as text, and suspended on this network only.
    assert_eq!(usdc[2].chain_id, Some(137));
    assert_eq!(usdc[2].contract.as_ref().unwrap().decimals, 6);
    assert!(usdc[2].is_suspended);
}

#[test]
fn payment_vias_leave_out_a_network_whose_contract_is_unreadable() {
    let vias = vias();
    let names: Vec<_> = networks(&vias, "USDC")
        .iter()
        .map(|n| n.name.clone())
        .collect();
    assert_eq!(names, ["Solana", "Base", "Polygon (Matic)"]);
}

#[test]
fn payment_vias_that_are_no_list_are_unreadable() {
    assert!(decode_vias("{}").is_err());
    assert!(decode_vias("null").is_err());
    assert!(decode_vias(fixture!("error_page.html")).is_err());
    assert_eq!(decode_vias("[]"), Ok(Vec::new()));
}

#[test]
fn sending_costs_what_the_label_says_unless_that_is_next_to_nothing() {
    let vias = vias();
    let mut network = networks(&vias, "BTC").remove(0).clone();
    for (label, shown) in [
        (Some("€0.80"), true),
        (Some("< €0.01"), true),
        (Some("€0"), false),
        (Some("€0.00"), false),
        (Some(""), false),
        (None, false),
    ] {
        network.estimated_transfer_cost = label.map(str::to_owned);
        assert_eq!(network.transfer_cost(), label.filter(|_| shown));
    }
}
