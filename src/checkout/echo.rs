//! Whether a validation speaks of what we asked for.
//!
//! The API silently substitutes another denomination for one that is not on sale (api-notes rule 1), so
//! an answer without problems proves nothing until its echo has been compared.

use crate::money::Amount;
use crate::wire::Deliverable;
use crate::wire::Problem;
use crate::wire::RequestedDelivery;
use crate::wire::Validation;

use super::draft::{Order, code};
use super::quote::Sums;

/// The price in exact decimal text, or why the answer is no permission to order.
pub fn accepted(answer: &Validation, order: &Order) -> Result<String, Vec<Problem>> {
    let one = |code: &str| {
        vec![Problem {
            code: code.into(),
            details: Vec::new(),
        }]
    };
    if !answer.problems.is_empty() {
        return Err(answer.problems.clone());
    }
    if answer.order_id_present {
        return Err(one(code::ECHO_DIFFERS));
    }
    let same_coin = answer.coin.as_deref() == Some(order.request.payment.coin.as_str());
    if !same_coin {
        return Err(one(code::ECHO_DIFFERS));
    }
    // Each that was asked for must be there, and nothing else; the API promises no order.
    let mut echoed: Vec<&Deliverable> = answer
        .deliveries
        .iter()
        .flatten()
        .map(|delivery| &delivery.deliverable)
        .collect();
    let agrees = order.request.deliveries.iter().all(|ask| {
        let found = echoed.iter().position(|echo| same(echo, ask));
        found.map(|place| echoed.swap_remove(place)).is_some()
    }) && echoed.is_empty();
    if !agrees {
        return Err(one(code::ECHO_DIFFERS));
    }
    if !coupon_counts(answer, order.request.coupon_code.as_deref()) {
        return Err(one(code::COUPON_IGNORED));
    }
    answer
        .coin_amount
        .as_ref()
        .map(|text| text.as_str())
        .filter(|text| Amount::parse(text).is_some_and(|amount| !amount.is_zero()))
        .map(str::to_owned)
        .ok_or_else(|| one(code::PRICE_MISSING))
}

/// A coupon that was asked for is named in the answer or takes something off. Neither refused nor applied, it
/// would leave the buyer with the full price unawares.
fn coupon_counts(answer: &Validation, asked: Option<&str>) -> bool {
    let Some(asked) = asked else {
        return true;
    };
    match &answer.coupon_code {
        Some(echoed) => echoed.trim().eq_ignore_ascii_case(asked),
        None => Sums::of(answer).discount.is_some(),
    }
}

/// Brand, country, value and recipient must all be echoed and equal.
fn same(echo: &Deliverable, ask: &RequestedDelivery) -> bool {
    let brand = echo.brand_name.as_deref() == Some(ask.brand_name.as_str());
    let country = echo
        .country_code
        .as_deref()
        .is_some_and(|code| code.eq_ignore_ascii_case(&ask.country_code));
    let recipient = echo.beneficiary_account.as_deref().is_some_and(|account| {
        account
            .trim()
            .eq_ignore_ascii_case(&ask.beneficiary_account)
    });
    let denomination = echo.denomination.as_deref() == Some(ask.denomination.as_str());
    let value = match &ask.product_value {
        None => true,
        Some(asked) => {
            let echoed = echo
                .product_value
                .as_ref()
                .and_then(|text| Amount::parse(text.as_str()));
            echoed.is_some() && echoed == Amount::parse(asked)
        }
    };
    brand && country && recipient && denomination && value
}
