//! Why the API refused, in codes; never in its own words (api-notes §2, §10). May import siblings
//! only.

use super::json::Json;
use super::scalar::short;

/// Most details kept of one problem.
const MAX_DETAILS: usize = 20;
/// Most characters kept of one detail.
const MAX_DETAIL: usize = 200;
/// How deep details are looked for.
const MAX_DEPTH: usize = 4;
/// Longest code, in bytes.
const MAX_CODE: usize = 64;
/// Most problems read from one body.
const MAX_PROBLEMS: usize = 50;

/// One reason against an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Upper-snake code, such as `OUT_OF_STOCK`; [`Problem::UNKNOWN`] when the API's problem has no
    /// readable one.
    pub code: String,
    /// Short texts from `moreDetails`, such as the allowed ways to pay. Not ours: to show as plain
    /// text only.
    pub details: Vec<String>,
}

/// The field of the form a problem belongs to (api-notes §10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemField {
    /// The chosen value or quantity.
    Amount,
    /// The product itself.
    Product,
    /// The recipient's e-mail address or phone number.
    Recipient,
    /// The way to pay.
    Payment,
    /// The coupon code.
    Coupon,
    /// The wallet for a refund.
    Refund,
    /// The buyer's account, or nothing on the form.
    Account,
}

/// Why a call to the proxy gave no answer to work with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProxyError {
    /// No connection, or the browser blocked the call.
    Offline,
    /// No answer in time. Of a creation the outcome is unknown (api-notes §1, rule 5).
    TimedOut,
    /// Answered with a status outside 200 to 299.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The codes found in the body; empty when it has none.
        problems: Vec<Problem>,
        /// How long the server asks to wait, in milliseconds.
        retry_after_ms: Option<u64>,
    },
    /// Answered, but not with what the endpoint gives.
    Unreadable {
        /// The HTTP status.
        status: u16,
    },
}

impl Problem {
    /// Code of a problem whose own code could not be read. It still refuses the order.
    pub const UNKNOWN: &str = "UNKNOWN";

    /// Every element of `problems` is one problem, readable or not: dropping one would let a
    /// refused order pass.
    pub(super) fn read_all(json: Json<'_>) -> Vec<Self> {
        if json.is_null() {
            Vec::new()
        } else if json.is_list() {
            json.items().take(MAX_PROBLEMS).map(Self::read).collect()
        } else {
            vec![Self::read(json)]
        }
    }

    fn read(json: Json<'_>) -> Self {
        let bare = json.scalar().and_then(|text| code_in(&text));
        let fields = json.fields_or_none();
        let code = bare.or_else(|| fields.first(&["problem", "code", "error_code"], read_code));
        Self {
            code: code.unwrap_or_else(|| Self::UNKNOWN.to_owned()),
            details: details(fields.get("moreDetails")),
        }
    }
}

impl ProblemField {
    /// The name used in the widget's `data-field` attribute (contract §4).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Product => "product",
            Self::Recipient => "recipient",
            Self::Payment => "payment",
            Self::Coupon => "coupon",
            Self::Refund => "refund",
            Self::Account => "account",
        }
    }
}

/// The field a code belongs to: the first one that the table of api-notes §10 names. An unknown
/// code belongs to none.
pub fn field_of(code: &str) -> ProblemField {
    match code {
        "AMOUNT_LESS_THEN_MINIMUM_ALLOWED"
        | "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED"
        | "PRODUCT_COUNT_EXCEEDED"
        | "INVALID_DENOMINATION"
        | "INVALID_PRODUCT_VALUE"
        | "AMOUNT_TOO_LOW"
        | "AMOUNT_TOO_HIGH" => ProblemField::Amount,
        "MULTIPLE_LIMITED_PRODUCT_SAME_ORDER"
        | "NOT_AVAILABLE_PRODUCT"
        | "OUT_OF_STOCK"
        | "NOT_ACTIVE"
        | "COUNTRY_NOT_SUPPORTED"
        | "LOGIN_REQUIRED"
        | "KYC_MISSING"
        | "KYC_PENDING"
        | "VERIFICATION_REQUIRED" => ProblemField::Product,
        "INVALID_BENEFICIARY_ACCOUNT" | "INVALID_EMAIL_DOMAIN" => ProblemField::Recipient,
        "NOT_ALLOWED_PAYMENT_VIA"
        | "UNSUPPORTED_PROTOCOL_COIN_COMBINATION"
        | "SUSPENDED_COIN"
        | "SUSPENDED_NETWORK"
        | "FULLNAME_MISSING" => ProblemField::Payment,
        coupon if coupon.starts_with("COUPON_") => ProblemField::Coupon,
        _ => ProblemField::Account,
    }
}

/// The problems named in the body of a refused call, in any of the forms of api-notes §2; none when
/// it is HTML, empty or without a code.
pub fn refusal(body: &str) -> Vec<Problem> {
    let Ok(json) = Json::parse(body) else {
        return Vec::new();
    };
    if json.is_list() {
        return Problem::read_all(json);
    }
    let fields = json.fields_or_none();
    let problems = Problem::read_all(fields.get("problems"));
    if !problems.is_empty() {
        return problems;
    }
    let code = fields.first(&["detail", "code", "error_code", "error"], read_code);
    let problem = code.map(|code| Problem {
        code,
        details: details(fields.get("moreDetails")),
    });
    problem.into_iter().collect()
}

fn read_code(json: Json<'_>) -> Option<String> {
    code_in(&json.scalar()?)
}

/// The first upper-snake token, by the one name we use for it. A single word counts only when it
/// is the whole text, since prose may hold words in capitals.
fn code_in(text: &str) -> Option<String> {
    let whole = text.trim();
    let is_code = |token: &&str| {
        token.len() <= MAX_CODE
            && token.starts_with(|first: char| first.is_ascii_uppercase())
            && !token.ends_with('_')
            && (token.contains('_') || (*token == whole && token.len() > 2))
            && !token.contains(|c: char| c.is_ascii_lowercase())
    };
    let code = text
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .find(is_code)?;
    let code = match code {
        "PRODUCT_NOT_AVAILABLE" => "NOT_AVAILABLE_PRODUCT",
        "AMOUNT_LESS_THAN_MINIMUM_ALLOWED" => "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
        other => other,
    };
    Some(code.to_owned())
}

/// A string, a list or an object as short plain texts.
pub(super) fn details(json: Json<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    flatten(json, "", MAX_DEPTH, &mut texts);
    texts
}

fn flatten(json: Json<'_>, name: &str, depth: usize, texts: &mut Vec<String>) {
    if depth == 0 || texts.len() >= MAX_DETAILS {
        return;
    }
    if let Some(text) = json.text() {
        let text = if name.is_empty() {
            short(&text, MAX_DETAIL)
        } else {
            short(&format!("{name}: {text}"), MAX_DETAIL)
        };
        if !text.is_empty() {
            texts.push(text);
        }
    } else if let Some(fields) = json.fields() {
        for (name, member) in fields.iter() {
            flatten(member, name, depth - 1, texts);
        }
    } else {
        for item in json.items() {
            flatten(item, name, depth - 1, texts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_in_prose_but_prose_is_not_a_code() {
        for (text, code) in [
            ("OUT_OF_STOCK", Some("OUT_OF_STOCK")),
            ("error: SUSPENDED_COIN (USDC)", Some("SUSPENDED_COIN")),
            ("FORBIDDEN", Some("FORBIDDEN")),
            ("Order is NOT allowed", None),
            ("out_of_stock", None),
            ("Mixed_CASE", None),
            ("_PRIVATE", None),
            ("", None),
            ("PRODUCT_NOT_AVAILABLE", Some("NOT_AVAILABLE_PRODUCT")),
        ] {
            assert_eq!(code_in(text).as_deref(), code, "{text:?}");
        }
        assert_eq!(code_in(&"A_".repeat(99)), None);
    }

    #[test]
    fn codes_belong_to_the_first_field_of_the_table() {
        for (code, field) in [
            ("AMOUNT_LESS_THEN_MINIMUM_ALLOWED", "amount"),
            ("OUT_OF_STOCK", "product"),
            ("LOGIN_REQUIRED", "product"),
            ("INVALID_EMAIL_DOMAIN", "recipient"),
            ("SUSPENDED_NETWORK", "payment"),
            ("COUPON_BELOW_MIN_AMOUNT", "coupon"),
            ("DAILY_SPENDING_LIMIT_EXCEEDED", "account"),
            ("SOMETHING_NEW", "account"),
        ] {
            assert_eq!(field_of(code).as_str(), field, "{code}");
        }
    }

    #[test]
    fn an_unreadable_problem_still_counts() {
        for body in [
            r#"{"problems": [{}]}"#,
            r#"{"problems": [7]}"#,
            r#"{"problems": "no"}"#,
            r#"{"problems": [null]}"#,
        ] {
            let problems = refusal(body);
            assert_eq!(problems.len(), 1, "{body}");
            assert_eq!(problems[0].code, Problem::UNKNOWN);
        }
    }

    #[test]
    fn details_are_few_and_short() {
        let many = format!("[{}\"x\"]", "\"y\",".repeat(99));
        let body = format!(r#"{{"detail": "A_B", "moreDetails": {many}}}"#);
        assert_eq!(refusal(&body)[0].details.len(), MAX_DETAILS);
        let body = format!(
            r#"{{"detail": "A_B", "moreDetails": "{}"}}"#,
            "z".repeat(999)
        );
        assert_eq!(refusal(&body)[0].details[0].len(), MAX_DETAIL);
    }
}
