//! Validation answers.

use super::fixture::text;
use cryptorefills_checkout::wire::{DeliveryState, Problem, Validation};

fn decode(body: &str) -> Validation {
    Validation::decode(body).unwrap()
}

#[test]
fn validation_ok_echoes_the_deliveries_and_the_exact_amount() {
    let answer = decode(fixture!("validation_ok.json"));
    assert_eq!(answer.coin.as_deref(), Some("USDC"));
    assert_eq!(text(&answer.coin_amount), Some("26.310000"));
    assert!(answer.problems.is_empty() && answer.problems_present);
    assert!(!answer.order_id_present);
    // Fee and summary are often missing.
    assert_eq!(answer.fee, None);
    assert_eq!(answer.summary.to_pay_usd, None);
    let deliveries = answer.deliveries.unwrap();
    assert_eq!(deliveries[0].state, DeliveryState::Created);
    let echoed = &deliveries[0].deliverable;
    assert_eq!(echoed.brand_name.as_deref(), Some("Caffè Morello IT"));
    assert_eq!(echoed.denomination.as_deref(), Some("25 EUR - PIN"));
    assert_eq!(echoed.country_code.as_deref(), Some("IT"));
    assert_eq!(
        echoed.beneficiary_account.as_deref(),
        Some("buyer@example.com")
    );
}

#[test]
fn validation_with_summary_has_fee_discount_and_fiat_sums() {
    let answer = decode(fixture!("validation_with_summary.json"));
    assert_eq!(text(&answer.fee), Some("0.12"));
    assert_eq!(answer.coupon_code.as_deref(), Some("MORELLO10"));
    assert_eq!(text(&answer.summary.before_discount), Some("26.31"));
    assert_eq!(text(&answer.summary.after_discount), Some("23.68"));
    assert_eq!(text(&answer.summary.to_pay_in_crypto), Some("23.68"));
    assert_eq!(text(&answer.summary.to_pay_via_coupon), Some("2.63"));
    assert_eq!(text(&answer.summary.to_pay_via_nft), Some("0"));
    assert_eq!(text(&answer.summary.to_pay_usd), Some("23.70"));
    assert_eq!(text(&answer.summary.to_pay_eur), Some("20.25"));
}

#[test]
fn validation_problems_come_all_at_once_with_flat_details() {
    let answer = decode(fixture!("validation_problems.json"));
    let codes: Vec<_> = answer
        .problems
        .iter()
        .map(|problem| problem.code.as_str())
        .collect();
    assert_eq!(
        codes,
        [
            "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
            "NOT_ALLOWED_PAYMENT_VIA",
            "INVALID_EMAIL_DOMAIN",
            "COUPON_EXPIRED",
            Problem::UNKNOWN,
        ]
    );
    assert_eq!(answer.problems[0].details, ["minimum: 0.56", "coin: USDC"]);
    assert_eq!(answer.problems[1].details, ["GATE_PAY", "KUCOIN_PAY"]);
    assert_eq!(answer.problems[2].details, ["exmaple.com"]);
    assert!(answer.problems[3].details.is_empty());
    assert_eq!(answer.deliveries, None);
}

#[test]
fn validation_no_amount_is_without_problems_and_without_price() {
    let answer = decode(fixture!("validation_no_amount.json"));
    assert!(answer.problems.is_empty());
    assert_eq!(answer.coin_amount, None);
}

#[test]
fn validation_without_problems_key_says_so() {
    let answer = decode(fixture!("validation_without_problems_key.json"));
    assert!(!answer.problems_present);
    assert_eq!(answer.deliveries.unwrap().len(), 1);
}

#[test]
fn validation_problems_with_order_id_shows_both() {
    let answer = decode(fixture!("validation_problems_with_order_id.json"));
    assert!(answer.order_id_present);
    assert_eq!(answer.problems[0].code, "SUSPENDED_NETWORK");
}

#[test]
fn validation_bodies_that_are_no_object_are_unreadable() {
    assert!(Validation::decode(fixture!("error_page.html")).is_err());
    assert!(Validation::decode(fixture!("error_empty.txt")).is_err());
    assert!(Validation::decode("[]").is_err());
}

#[test]
fn validation_debug_output_holds_no_recipient() {
    let shown = format!("{:?}", decode(fixture!("validation_ok.json")));
    assert!(shown.contains("Caffè Morello IT"));
    assert!(!shown.contains("buyer@example.com"));
}
