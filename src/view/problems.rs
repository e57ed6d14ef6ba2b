//! What is wrong, next to what it concerns: what happened, that nothing was charged, what to do.

use super::dom::El;
use super::{Ui, parts};
use crate::checkout::draft::{self, code};
use crate::text::Key;
use crate::wire::{Problem, ProblemField, ProxyError};

/// The text for a code (api-notes section 10).
fn key(code: &str) -> Key {
    match code {
        code::AMOUNT_MISSING => Key::AmountMissing,
        code::AMOUNT_UNREADABLE => Key::AmountUnreadable,
        code::AMOUNT_AMBIGUOUS => Key::AmountAmbiguous,
        code::AMOUNT_BELOW_RANGE => Key::AmountBelowRange,
        code::AMOUNT_ABOVE_RANGE => Key::AmountAboveRange,
        code::AMOUNT_OFF_STEP => Key::AmountOffStep,
        code::PRODUCT_UNSELLABLE => Key::ProductUnsellable,
        code::EMAIL_MISSING => Key::EmailMissing,
        code::EMAIL_UNREADABLE => Key::EmailUnreadable,
        code::PHONE_MISSING => Key::PhoneMissing,
        code::PHONE_UNREADABLE => Key::PhoneUnreadable,
        code::BUYER_EMAIL_MISSING => Key::BuyerEmailMissing,
        code::BUYER_EMAIL_UNREADABLE => Key::BuyerEmailUnreadable,
        code::METHOD_MISSING => Key::MethodMissing,
        code::ECHO_DIFFERS => Key::EchoDiffers,
        code::PRICE_MISSING => Key::PriceMissing,
        "AMOUNT_LESS_THEN_MINIMUM_ALLOWED" | "AMOUNT_TOO_LOW" => Key::TooSmallForCoin,
        "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED" | "AMOUNT_TOO_HIGH" => Key::AboveOrderLimit,
        "DAILY_SPENDING_LIMIT_EXCEEDED" => Key::DailyLimit,
        "MONTHLY_SPENDING_LIMIT_EXCEEDED" => Key::MonthlyLimit,
        "PRODUCT_COUNT_EXCEEDED" => Key::TooManyItems,
        "MULTIPLE_LIMITED_PRODUCT_SAME_ORDER" => Key::BuySeparately,
        "NOT_AVAILABLE_PRODUCT" => Key::NotSold,
        "OUT_OF_STOCK" => Key::OutOfStock,
        "NOT_ACTIVE" => Key::NotActive,
        "INVALID_BENEFICIARY_ACCOUNT" => Key::InvalidBeneficiary,
        "INVALID_EMAIL_DOMAIN" => Key::InvalidEmailDomain,
        "NOT_ALLOWED_PAYMENT_VIA" => Key::ViaNotAllowed,
        "UNSUPPORTED_PROTOCOL_COIN_COMBINATION" => Key::UnsupportedCombination,
        "SUSPENDED_COIN" => Key::SuspendedCoin,
        "SUSPENDED_NETWORK" => Key::SuspendedNetwork,
        "FULLNAME_MISSING" => Key::FullNameMissing,
        "LOGIN_REQUIRED" => Key::LoginRequired,
        "KYC_MISSING" | "VERIFICATION_REQUIRED" => Key::IdentityNeeded,
        "KYC_PENDING" => Key::IdentityPending,
        "INVALID_DENOMINATION" | "INVALID_PRODUCT_VALUE" => Key::NotSold,
        "COUNTRY_NOT_SUPPORTED" => Key::CountryUnsupported,
        coupon if coupon.starts_with("COUPON_") => Key::CouponRefused,
        _ => Key::OtherProblem,
    }
}

/// What to tell about a problem.
pub fn words(ui: &Ui, problem: &Problem) -> String {
    let detail = |place: usize| {
        let detail = problem.details.get(place).map_or("", String::as_str);
        ui.words().number(detail)
    };
    ui.fill(
        key(&problem.code),
        &[
            ("first", &detail(0)),
            ("second", &detail(1)),
            ("code", &problem.code),
        ],
    )
}

/// One problem. `role=alert`, for what the API refuses appears without the shopper's doing.
fn problem(ui: &Ui, problem: &Problem) -> El {
    parts::text("p", "problem", words(ui, problem))
        .part("problem")
        .attr("data-code", problem.code.clone())
        .attr("data-field", draft::field(problem).as_str())
        .attr("role", "alert")
        .attr("tabindex", "-1")
}

/// The problems of some parts of the form.
pub fn of(ui: &Ui, problems: &[Problem], fields: &[ProblemField]) -> Vec<El> {
    problems
        .iter()
        .filter(|one| fields.contains(&draft::field(one)))
        .map(|one| problem(ui, one))
        .collect()
}

/// A question without an answer, with the way to ask again.
pub fn trouble(ui: &Ui, error: &ProxyError, action: El) -> El {
    let key = match error {
        ProxyError::Offline => Key::Unreachable,
        ProxyError::TimedOut => Key::TookTooLong,
        ProxyError::Unreadable { .. } => Key::Unreadable,
        ProxyError::Refused {
            status: 408 | 409 | 425 | 429 | 500..,
            ..
        } => Key::TooBusy,
        ProxyError::Refused {
            status: 400 | 422, ..
        } => Key::NotUnderstood,
        ProxyError::Refused { .. } => Key::Unavailable,
    };
    parts::notice("error", "", ui.say(key), Some(action))
}
