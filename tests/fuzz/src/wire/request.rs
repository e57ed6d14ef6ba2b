//! What we send: whatever the buyer typed arrives as it was typed.

use cryptorefills_checkout::wire::{Acquisition, OrderRequest, Payment, RequestedDelivery, User};
use serde_json::Value;

/// Checks that any text survives in every member of an order's body.
pub fn check(text: &str) {
    let text: String = text.chars().take(64).collect();
    let some = || Some(text.clone());
    let acquisition = Acquisition {
        utm_source: some(),
        utm_medium: None,
        utm_campaign: some(),
        utm_term: None,
        utm_content: some(),
    };
    let delivery = RequestedDelivery {
        brand_name: text.clone(),
        country_code: "IT".into(),
        denomination: text.clone(),
        beneficiary_account: text.clone(),
        product_value: some(),
    };
    let request = OrderRequest {
        email: text.clone(),
        user: User {
            email: text.clone(),
            has_accepted_newsletter: false,
        },
        payment: Payment {
            payment_via: text.clone(),
            coin: text.clone(),
            network: text.clone(),
        },
        deliveries: vec![delivery],
        lang: text.clone(),
        acquisition: Some(acquisition),
        refund_wallet_address: some(),
        coupon_code: None,
    };
    let body: Value = serde_json::from_str(&request.to_body()).expect("the body is JSON");
    for place in [
        "/email",
        "/user/email",
        "/payment/network",
        "/deliveries/0/denomination",
        "/deliveries/0/beneficiary_account",
        "/deliveries/0/product_value",
        "/acquisition/utm_content",
        "/refund_wallet_address",
    ] {
        let arrived = body.pointer(place).and_then(Value::as_str);
        assert_eq!(arrived, Some(text.as_str()), "{place}");
    }
    assert_eq!(
        body.pointer("/user/has_accepted_newsletter"),
        Some(&Value::Bool(false))
    );
    assert_eq!(body.pointer("/coupon_code"), None);
}
