//! What the tests share: accounts, the way to the payment, and the sandbox's contracts.

use anyhow::Result;
use checkout_e2e::{Asked, Payable, Shopper};
use serde_json::{Value, json};

pub const ACCOUNT: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
pub const HASH: &str = "0x5f2d1a9c00000000000000000000000000000000000000000000000000c0ffee";

/// An announced wallet on Ethereum that knows Base; `more` are further members of its description.
pub fn fox(more: &str) -> String {
    format!(
        "announce({{ uuid: '350670db-19fa-4704-a166-e52e178b59d2', name: 'Fox Wallet', rdns: 'com.fox',
                     icon: 'data:image/svg+xml,<svg/>' }},
             evm({{ wallet: 'fox', chain: '0x1', knows: ['0x1', '0x2105'], account: '{ACCOUNT}', hash: '{HASH}', {more} }}));"
    )
}

/// Fills the form in for a card, up to its price.
pub async fn to_form(shopper: &Shopper, coin: &str, network: &str) -> Result<()> {
    shopper.choose_brand("Northwind Market").await?;
    shopper.choose_denomination("25 USD").await?;
    shopper.enter_email("ada.lovelace@mail.shop").await?;
    shopper.choose_coin(coin, network).await?;
    shopper.wait_quote_fresh(coin).await?;
    Ok(())
}

/// Orders a card and waits until it can be paid.
pub async fn to_payment(shopper: &Shopper, coin: &str, network: &str) -> Result<Payable> {
    to_form(shopper, coin, network).await?;
    shopper.pay().await?;
    shopper.payable().await
}

/// The methods that were called, in order.
pub fn methods(asked: &[Asked]) -> Vec<&str> {
    asked.iter().map(|asked| asked.method.as_str()).collect()
}

/// The one transaction that a wallet was asked to send.
pub fn transaction(asked: &[Asked]) -> Value {
    let mut sent = asked
        .iter()
        .filter(|asked| asked.method == "eth_sendTransaction");
    let transaction = sent.next().expect("a transaction").params[0].clone();
    assert_eq!(sent.next(), None, "one transaction only");
    transaction
}

/// Decimal text in the smallest unit.
pub fn atomic(amount: &str, decimals: usize) -> u128 {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    format!("{whole}{fraction:0<decimals$}").parse().unwrap()
}

/// What a wallet must be asked to send for a token that is on the screen.
pub fn token_transfer(payable: &Payable, contract: &str, decimals: usize) -> Value {
    let payee = payable.address.trim_start_matches("0x").to_lowercase();
    let units = atomic(&payable.amount, decimals);
    json!({
        "from": ACCOUNT, "to": contract, "value": "0x0",
        "data": format!("0xa9059cbb{payee:0>64}{units:064x}"),
    })
}
