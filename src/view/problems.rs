//! What is wrong, next to what it concerns: what happened, that nothing was charged, what to do.

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::dom::{El, el};
use super::{Ui, focus, parts};
use crate::checkout::draft::{self, code};
use crate::checkout::plain;
use crate::text::Key;
use crate::wire::{Problem, ProblemField};

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
        code::EMAIL_PLACEHOLDER | code::BUYER_EMAIL_PLACEHOLDER => Key::EmailPlaceholder,
        code::ITEM_RECIPIENT => Key::ItemRecipient,
        code::PHONE_MISSING => Key::PhoneMissing,
        code::PHONE_UNREADABLE => Key::PhoneUnreadable,
        code::PHONE_LENGTH => Key::PhoneLength,
        code::BUYER_EMAIL_MISSING => Key::BuyerEmailMissing,
        code::BUYER_EMAIL_UNREADABLE => Key::BuyerEmailUnreadable,
        code::REFUND_UNREADABLE => Key::RefundWrong,
        code::METHOD_MISSING => Key::MethodMissing,
        code::NETWORK_MINIMUM => Key::NetworkMinimum,
        code::ECHO_DIFFERS => Key::EchoDiffers,
        code::PRICE_MISSING => Key::PriceMissing,
        "AMOUNT_LESS_THEN_MINIMUM_ALLOWED" => Key::TooSmallForCoin,
        "AMOUNT_TOO_LOW" => Key::AmountTooLow,
        "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED" => Key::AboveOrderLimit,
        "AMOUNT_TOO_HIGH" => Key::AmountTooHigh,
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
        "INVALID_DENOMINATION" | "INVALID_PRODUCT_VALUE" => Key::ValueNotSold,
        "COUNTRY_NOT_SUPPORTED" => Key::CountryUnsupported,
        "COUPON_NOT_FOUND" => Key::CouponUnknown,
        "COUPON_NOT_ACTIVE" => Key::CouponNotYet,
        "COUPON_EXPIRED" => Key::CouponExpired,
        "COUPON_ALREADY_SPENT" => Key::CouponSpent,
        "COUPON_MAX_USAGE_REACHED" => Key::CouponUsedUp,
        "COUPON_BELOW_MIN_AMOUNT" => Key::CouponTooSmall,
        "COUPON_REQUIRES_LOGIN" => Key::CouponLogin,
        "COUPON_NOT_VALID_FOR_USER" => Key::CouponNotUser,
        "COUPON_NOT_VALID_FOR_CATEGORY" => Key::CouponNotCategory,
        "COUPON_NOT_VALID_FOR_KIND" => Key::CouponNotKind,
        "COUPON_NOT_VALID_FOR_BRAND" => Key::CouponNotBrand,
        "COUPON_NOT_VALID_FOR_COUNTRY" => Key::CouponNotCountry,
        "COUPON_NOT_VALID_FOR_STORE" => Key::CouponNotStore,
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
    let mut words = ui.fill(
        key(&problem.code),
        &[
            ("first", &detail(0)),
            ("second", &detail(1)),
            ("code", &problem.code),
        ],
    );
    if let (code::ITEM_RECIPIENT, Some(why)) = (problem.code.as_str(), problem.details.get(1)) {
        words.push(' ');
        words.push_str(ui.say(key(why)));
    }
    if let Some(limit) = limit(ui, problem) {
        words.push(' ');
        words.push_str(&limit);
    }
    words
}

/// The limit that a refusal names (features VAL-10). A number of money without its currency says nothing.
fn limit(ui: &Ui, problem: &Problem) -> Option<String> {
    let (key, counts) = match problem.code.as_str() {
        code::TOO_MANY => (Key::LimitMost, true),
        "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED" => (Key::LimitMost, false),
        "AMOUNT_LESS_THEN_MINIMUM_ALLOWED" => (Key::LimitLeast, false),
        _ => return None,
    };
    let limit = draft::limit(problem)?;
    let words = match &limit.unit {
        Some(unit) if !counts => ui.money(&limit.amount.to_string(), unit),
        None if counts => limit.count()?.to_string(),
        _ => return None,
    };
    Some(ui.fill(key, &[("limit", &words)]))
}

/// One problem. The place in the list of all of them names it for the field that it describes.
fn problem(ui: &Ui, place: usize, problem: &Problem) -> El {
    el("p")
        .class("problem")
        .part("problem")
        .attr("id", id(place))
        .attr("data-code", problem.code.clone())
        .attr("data-field", draft::field(problem).as_str())
        .attr("tabindex", "-1")
        .kid(parts::text("span", "", words(ui, problem)).attr("data-told", ""))
        .kid(detail(problem))
}

/// What the API says about a code that we have no words for (features VAL-13): plain text, and not much of it.
fn detail(problem: &Problem) -> Option<El> {
    if key(&problem.code) != Key::OtherProblem {
        return None;
    }
    let lines = problem.details.iter().flat_map(|text| plain::lines(text));
    let text = lines.collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(200).collect();
    (!short.is_empty()).then(|| {
        parts::text("span", "problem-detail", [" ", &short].concat())
            .attr("dir", "auto")
            .attr("translate", "no")
    })
}

fn id(place: usize) -> String {
    ["problem-", &place.to_string()].concat()
}

/// The problems of some parts of the form.
pub fn of(ui: &Ui, problems: &[Problem], fields: &[ProblemField]) -> Vec<El> {
    those(ui, problems, |one| fields.contains(&draft::field(one)))
}

/// Some of the problems.
pub fn those(ui: &Ui, problems: &[Problem], wanted: impl Fn(&Problem) -> bool) -> Vec<El> {
    let some = problems.iter().enumerate().filter(|(_, one)| wanted(one));
    some.map(|(place, one)| problem(ui, place, one)).collect()
}

/// The names of the problems that something has, for `aria-describedby`.
pub fn ids(problems: &[Problem], is_its: impl Fn(&Problem) -> bool) -> Option<String> {
    let its = problems.iter().enumerate().filter(|(_, one)| is_its(one));
    let ids: Vec<String> = its.map(|(place, _)| id(place)).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// All that is wrong in one place, each leading to the field where it is mended (features VAL-11).
pub fn summary(ui: &Ui, found: &[Problem]) -> El {
    let links = found.iter().enumerate().map(|(place, one)| {
        let id = id(place);
        el("li").kid(
            parts::text("button", "link", words(ui, one))
                .attr("type", "button")
                .part("problem-link")
                .attr("data-code", one.code.clone())
                .on("click", move |event| {
                    let button = event.current_target();
                    let button = button.and_then(|one| one.dyn_into::<Element>().ok());
                    let form = button.and_then(|one| one.closest("form").ok().flatten());
                    focus::to(form.and_then(|form| {
                        let described = ["[aria-describedby~=", &id, "]"].concat();
                        focus::field(&form, &described)
                            .or_else(|| form.query_selector(&["#", &id].concat()).ok().flatten())
                    }));
                }),
        )
    });
    el("div")
        .part("problems")
        .class("notice")
        .attr("data-kind", "error")
        .attr("role", "group")
        .attr("aria-labelledby", "problems-title")
        .attr_if("aria-describedby", ids(found, |_| true))
        .attr("tabindex", "-1")
        .kid(
            parts::text("p", "notice-text", ui.say(Key::ManyProblems)).attr("id", "problems-title"),
        )
        .kid(el("ul").class("summary").kids(links))
}
