//! Orders that wait for payment.

use super::fixture::text;
use cryptorefills_checkout::wire::{Order, OrderState, PaymentState, Timestamp};

fn decode(body: &str) -> Order {
    Order::decode(body).unwrap()
}

#[test]
fn order_created_lightning_pays_the_invoice_itself() {
    let order = decode(fixture!("order_created_lightning.json"));
    let id = order.order_id.as_ref().unwrap().as_str();
    assert_eq!(id, "8a1d7c1e-3b0a-4a57-8f0e-0d9b1c2e4f60");
    assert_eq!(order.network.as_deref(), Some("Lightning"));
    assert_eq!(order.protocol.as_deref(), Some("LIGHTNING_LIKE"));
    assert_eq!(text(&order.coin_amount), Some("0.00250000"));
    let invoice = order.wallet_address.unwrap();
    assert!(invoice.starts_with("lnbc2500u"));
    assert_eq!(order.qr_text, Some(format!("lightning:{invoice}")));
    assert_eq!(order.order_state, OrderState::WaitingForPayment);
    assert_eq!(order.payment_state, PaymentState::WalletCreated);
    assert_eq!(
        order.created_at,
        Some(Timestamp::from_ms(1_787_679_708_000))
    );
    assert_eq!(order.expires_at, None);
    assert_eq!(text(&order.sent_coin_amount), Some("0"));
    assert!(!order.has_money_evidence);
}

#[test]
fn order_created_solana_has_numeric_timestamps_and_a_bare_address() {
    let order = decode(fixture!("order_created_solana.json"));
    assert_eq!(
        order.created_at,
        Some(Timestamp::from_ms(1_787_679_708_000))
    );
    assert_eq!(
        order.payment_requested_at,
        Some(Timestamp::from_ms(1_787_679_709_250))
    );
    assert_eq!(
        order.updated_at,
        Some(Timestamp::from_ms(1_787_661_310_500))
    );
    assert_eq!(order.qr_text, order.wallet_address);
    assert_eq!(order.network.as_deref(), Some("Solana"));
    assert_eq!(text(&order.coin_amount), Some("26.310000"));
}

#[test]
fn order_created_bitcoin_has_a_payment_uri() {
    let order = decode(fixture!("order_created_bitcoin.json"));
    let expected = format!(
        "bitcoin:{}?amount={}",
        order.wallet_address.as_deref().unwrap(),
        text(&order.coin_amount).unwrap()
    );
    assert_eq!(order.qr_text, Some(expected));
    assert_eq!(text(&order.original_price), Some("0.00032833"));
}

#[test]
fn order_created_range_is_labelled_by_value_and_currency_only() {
    let order = decode(fixture!("order_created_range.json"));
    let bought = &order.deliveries[0].deliverable;
    assert_eq!(bought.denomination.as_deref(), Some("range"));
    assert_eq!(bought.localized_denomination.as_deref(), Some("range"));
    assert_eq!(text(&bought.product_value), Some("37.5"));
    assert_eq!(bought.currency_code.as_deref(), Some("EUR"));
}

#[test]
fn order_created_memo_is_read_under_any_name_and_payment_id_is_none() {
    let order = decode(fixture!("order_created_memo.json"));
    assert_eq!(order.memo.as_deref(), Some("482913"));
    assert_eq!(decode(fixture!("order_created_solana.json")).memo, None);
}

#[test]
fn order_created_hosted_is_paid_elsewhere_until_the_earliest_expiry() {
    let order = decode(fixture!("order_created_hosted.json"));
    assert_eq!(
        order.checkout_url.as_deref(),
        Some("https://pay.example.com/session/1")
    );
    assert_eq!(order.wallet_address, None);
    assert_eq!(order.qr_text, None);
    assert_eq!(
        order.expires_at,
        Some(Timestamp::from_ms(1_787_669_000_000))
    );
}

#[test]
fn order_created_by_other_keys_is_still_an_order() {
    let order = decode(fixture!("order_created_by_other_keys.json"));
    assert_eq!(order.order_id.as_ref().unwrap().as_str(), "ord_5f0e1d2c");
    assert_eq!(order.order_state, OrderState::WaitingForPayment);
    assert_eq!(order.payment_state, PaymentState::Missing);
    assert_eq!(text(&order.coin_amount), Some("26.310000"));
    assert!(order.deliveries.is_empty() && order.payment_transactions.is_empty());
}

#[test]
fn order_detected_names_its_transaction() {
    let order = decode(fixture!("order_detected.json"));
    assert_eq!(order.payment_state, PaymentState::PaymentStarted);
    assert_eq!(order.order_state, OrderState::PaymentStarted);
    assert_eq!(order.payment_transactions.len(), 1);
    assert!(order.has_money_evidence);
}

#[test]
fn order_underpaid_says_exactly_what_is_missing() {
    let order = decode(fixture!("order_underpaid.json"));
    assert_eq!(order.payment_state, PaymentState::PartialPaymentStarted);
    assert_eq!(order.order_state, OrderState::WaitingForPayment);
    assert_eq!(text(&order.received_amount), Some("20.00"));
    assert_eq!(text(&order.missing_amount), Some("6.310000"));
    assert_eq!(order.missing_amount_qr_text, order.wallet_address);
    assert!(order.has_money_evidence);
}
