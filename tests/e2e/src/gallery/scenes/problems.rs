//! Every code with which the vendor refuses, and the refusals that have none.

use anyhow::{Result, ensure};
use serde_json::json;

use super::steps::EMAIL;
use crate::gallery::Guide;
use crate::part::Part;
use crate::wait::until;

/// What a part of an address asks the sandbox for, and the code that is shown then.
const CODES: [&str; 23] = [
    "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
    "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED",
    "DAILY_SPENDING_LIMIT_EXCEEDED",
    "MONTHLY_SPENDING_LIMIT_EXCEEDED",
    "PRODUCT_COUNT_EXCEEDED",
    "MULTIPLE_LIMITED_PRODUCT_SAME_ORDER",
    "NOT_AVAILABLE_PRODUCT",
    "PRODUCT_NOT_AVAILABLE",
    "OUT_OF_STOCK",
    "NOT_ACTIVE",
    "INVALID_BENEFICIARY_ACCOUNT",
    "INVALID_EMAIL_DOMAIN",
    "NOT_ALLOWED_PAYMENT_VIA",
    "UNSUPPORTED_PROTOCOL_COIN_COMBINATION",
    "FULLNAME_MISSING",
    "KYC_MISSING",
    "KYC_PENDING",
    "VERIFICATION_REQUIRED",
    "INVALID_DENOMINATION",
    "INVALID_PRODUCT_VALUE",
    "AMOUNT_TOO_LOW",
    "AMOUNT_TOO_HIGH",
    "COUNTRY_NOT_SUPPORTED",
];

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    let by_name = CODES.map(|code| (code, code.to_lowercase()));
    for (code, word) in &by_name {
        // The API has two names for this one.
        let shown = code.replace("PRODUCT_NOT_AVAILABLE", "NOT_AVAILABLE_PRODUCT");
        refused(guide, word, &shown).await?;
        guide.snap(&word.replace('_', "-")).await?;
    }
    for (scene, word, code) in [
        ("unknown-code", "unknown_code", "NEW_THING_2027"),
        ("login-required", "login_required", "LOGIN_REQUIRED"),
        ("suspended-coin", "suspended_coin", "SUSPENDED_COIN"),
        (
            "suspended-network",
            "suspended_network",
            "SUSPENDED_NETWORK",
        ),
        ("coupon", "coupon_expired", "COUPON_EXPIRED"),
        (
            "several",
            "out_of_stock+invalid_email_domain+kyc_missing",
            "KYC_MISSING",
        ),
        ("null-amount", "null_amount", "PRICE_MISSING"),
        ("substitute", "substitute", "ECHO_DIFFERS"),
    ] {
        refused(guide, word, code).await?;
        guide.snap(scene).await?;
    }
    phone(guide).await?;
    creation(guide).await
}

/// Fills in a form that is refused with this code, and presses pay.
async fn refused(guide: &Guide<'_>, word: &str, code: &str) -> Result<()> {
    guide.form("Northwind Market").await?;
    let shopper = guide.shopper();
    shopper.choose_denomination("25 USD").await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper
        .enter_email(&format!("problem.{word}@mail.shop"))
        .await?;
    problem(guide, code).await?;
    let enabled = shopper.look_shown("pay").await?;
    if enabled.iter().any(|pay| pay.enabled) {
        shopper.press("pay").await?;
    }
    problem(guide, code).await
}

/// Waits for a problem; pressing pay when it is not said without.
async fn problem(guide: &Guide<'_>, code: &str) -> Result<()> {
    let part = Part::named("problem").with("data-code", code);
    let mut waited = 0;
    until(&format!("the problem {code}"), async || {
        if let Some(seen) = guide.shopper().look_shown(part.clone()).await?.first() {
            // A code that is known has words of its own (features VAL-10).
            let known = code != "NEW_THING_2027";
            ensure!(!known || !seen.text.contains(code), "{code}: {}", seen.text);
            return Ok(Some(()));
        }
        waited += 1;
        if waited % 20 == 0 {
            guide.shopper().press("pay").await?;
        }
        Ok(None)
    })
    .await
}

async fn phone(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Tidal Mobile Credits").await?;
    guide.shopper().choose_denomination("10 USD").await?;
    guide.shopper().choose_coin("USDC", "Base").await?;
    guide.shopper().enter_phone("+14155550001", EMAIL).await?;
    problem(guide, "INVALID_BENEFICIARY_ACCOUNT").await?;
    guide.snap("phone-refused").await
}

/// Valid until the order is to be made.
async fn creation(guide: &mut Guide<'_>) -> Result<()> {
    guide.filled(EMAIL, ("USDC", "Base")).await?;
    let fault = json!([{ "path": "/v5/orders", "method": "POST", "status": 422, "times": 1000 }]);
    guide.world.sandbox.faults(&fault).await?;
    guide.shopper().press("pay").await?;
    guide.notice("error").await?;
    guide.snap("creation-refused").await
}
