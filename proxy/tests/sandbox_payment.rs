//! Ways to pay, and the payment data of every network.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;

use common::{create, get, order, sandbox};
use serde_json::json;

#[tokio::test]
async fn the_ways_to_pay_are_those_of_the_notes() {
    let vias = get(&sandbox(&[]), "/v3/payment_vias").await.json();
    let via = |name: &str| {
        vias.as_array()
            .unwrap()
            .iter()
            .find(|v| v["name"] == name)
            .unwrap()
    };
    assert_eq!(via("GATE_PAY")["available"], false);
    assert!(via("USER_WALLET").get("available").is_none());
    let coins = via("USER_WALLET")["currencies"].as_array().unwrap();
    let coin = |name: &str| coins.iter().find(|c| c["name"] == name).unwrap();
    let network = |of: &str, name: &str| {
        let networks = coin(of)["networks"].as_array().unwrap();
        networks.iter().find(|n| n["name"] == name).unwrap().clone()
    };
    assert_eq!(coin("XMR")["is_suspended"], true);
    assert_eq!(network("USDT", "BSC")["is_suspended"], true);
    assert!(network("USDT", "Tron").get("is_suspended").is_none());
    let base = network("USDC", "Base");
    assert_eq!(base["chain_id"], 8453);
    let contract = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
    assert_eq!(base["smart_contract"]["address"], contract);
    assert_eq!(base["smart_contract"]["decimals"], 6);
    assert!(network("BTC", "Lightning")["smart_contract"].is_null());
    assert_eq!(network("USDC", "Solana")["smart_contract_engine"], "SVM");
}

#[tokio::test]
async fn every_network_has_its_own_payment_text_about_its_own_address() {
    let router = sandbox(&[]);
    let vias = get(&router, "/v3/payment_vias").await.json();
    let mut addresses = BTreeSet::new();
    let mut count = 0;
    for coin in vias[0]["currencies"].as_array().unwrap() {
        for network in coin["networks"].as_array().unwrap() {
            if coin["is_suspended"] == true || network["is_suspended"] == true {
                continue;
            }
            let (coin, network) = (
                coin["name"].as_str().unwrap(),
                network["name"].as_str().unwrap(),
            );
            let made = create(
                &router,
                &order("Northwind Market", "25 USD", "a@mail.shop", coin, network),
            )
            .await;
            assert_eq!(
                (&made["coin"], &made["network"]),
                (&json!(coin), &json!(network))
            );
            let address = made["wallet_address"].as_str().unwrap();
            let text = made["qr_text"].as_str().unwrap();
            assert!(text.contains(address), "{coin}/{network}: {text}");
            let start = match (coin, network) {
                ("BTC", "Mainnet") => "bitcoin:bc1q",
                ("BTC", _) => "lightning:lnbc",
                ("LTC", _) => "litecoin:ltc1q",
                ("DOGE", _) => "dogecoin:D",
                (_, "Ton") => "ton://transfer/UQ",
                (_, "Tron") => "T",
                ("SUI", _) => "0x",
                (_, "Solana") => address,
                _ => "ethereum:0x",
            };
            assert!(text.starts_with(start), "{coin}/{network}: {text}");
            assert!(addresses.insert(address.to_owned()));
            count += 1;
        }
    }
    assert!(count >= 18, "{count}");
}

#[tokio::test]
async fn an_evm_text_asks_for_exactly_the_orders_amount() {
    let router = sandbox(&[]);
    for (coin, decimals) in [("USDC", 6), ("ETH", 18)] {
        let made = create(
            &router,
            &order("Northwind Market", "25 USD", "a@mail.shop", coin, "Base"),
        )
        .await;
        let amount = made["coin_amount"].as_str().unwrap();
        let (whole, rest) = amount.split_once('.').unwrap();
        let atomic = format!("{whole}{rest:0<decimals$}");
        let atomic = atomic.trim_start_matches('0');
        let text = made["qr_text"].as_str().unwrap();
        assert!(text.ends_with(&format!("={atomic}")), "{amount} {text}");
    }
}
