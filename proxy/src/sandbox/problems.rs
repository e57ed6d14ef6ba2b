//! What a tester asks for through the recipient: an address such as
//! `problem.out_of_stock@mail.shop`, or the last digits of a telephone number.

use super::body::{Item, OrderBody};

/// Every problem code that validation may answer with (api-notes §10).
pub const CODES: [&str; 37] = [
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
    "COUPON_REQUIRES_LOGIN",
    "COUPON_NOT_FOUND",
    "COUPON_NOT_ACTIVE",
    "COUPON_EXPIRED",
    "COUPON_ALREADY_SPENT",
    "COUPON_MAX_USAGE_REACHED",
    "COUPON_BELOW_MIN_AMOUNT",
    "COUPON_NOT_VALID_FOR_USER",
    "COUPON_NOT_VALID_FOR_CATEGORY",
    "COUPON_NOT_VALID_FOR_KIND",
    "COUPON_NOT_VALID_FOR_BRAND",
    "COUPON_NOT_VALID_FOR_COUNTRY",
    "COUPON_NOT_VALID_FOR_STORE",
    "INVALID_DENOMINATION",
    "INVALID_PRODUCT_VALUE",
    "AMOUNT_TOO_LOW",
    "AMOUNT_TOO_HIGH",
    "COUNTRY_NOT_SUPPORTED",
    "NEW_THING_2027",
];

/// Codes that refuse the request as a whole, with status 422 and a `detail`.
pub const WHOLE: [&str; 3] = ["LOGIN_REQUIRED", "SUSPENDED_COIN", "SUSPENDED_NETWORK"];

/// What the recipients' addresses ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Problems of validation.
    pub problems: Vec<&'static str>,
    /// A refusal of the whole request.
    pub refusal: Option<&'static str>,
    /// At most so many deliveries.
    pub most: Option<usize>,
    /// Validation without problem and without amount.
    pub null_amount: bool,
    /// The echo names another denomination.
    pub substitute: bool,
    /// The created order asks for 2 % more than was validated.
    pub price_up: bool,
    /// The created order's payment text pays another address.
    pub mismatch: bool,
    /// The created order is paid on another site.
    pub hosted: bool,
}

impl Wishes {
    /// Reads every address and number of the body.
    ///
    /// # Errors
    /// A `problem.` address with a word that means nothing; better said than silently ignored.
    pub fn read(body: &OrderBody) -> Result<Self, String> {
        let mut wishes = Self::default();
        for address in body.addresses() {
            let local = address.split_once('@').map_or("", |(local, _)| local);
            for word in local
                .strip_prefix("problem.")
                .into_iter()
                .flat_map(|t| t.split('+'))
            {
                wishes.wish(word)?;
            }
        }
        for item in &body.deliveries {
            if let Some(code) = by_number(item) {
                wishes.add(code);
            }
        }
        Ok(wishes)
    }

    fn wish(&mut self, word: &str) -> Result<(), String> {
        let code = match word {
            "unknown_code" => "NEW_THING_2027".to_owned(),
            other => other.to_ascii_uppercase(),
        };
        match word {
            "null_amount" => self.null_amount = true,
            "substitute" => self.substitute = true,
            "price_up" => self.price_up = true,
            "mismatch" => self.mismatch = true,
            "hosted" => self.hosted = true,
            "most_3" => self.most = Some(3),
            _ => match (one_of(&CODES, &code), one_of(&WHOLE, &code)) {
                (Some(code), _) => self.add(code),
                (None, Some(code)) => self.refusal = Some(code),
                (None, None) => return Err(format!("the sandbox has no problem `{word}`")),
            },
        }
        Ok(())
    }

    fn add(&mut self, code: &'static str) {
        if !self.problems.contains(&code) {
            self.problems.push(code);
        }
    }
}

fn one_of(list: &[&'static str], code: &str) -> Option<&'static str> {
    list.iter().copied().find(|one| *one == code)
}

fn by_number(item: &Item) -> Option<&'static str> {
    let account = &item.beneficiary_account;
    match account.starts_with('+') {
        true if account.ends_with("0001") => Some("INVALID_BENEFICIARY_ACCOUNT"),
        true if account.ends_with("0002") => Some("OUT_OF_STOCK"),
        _ => None,
    }
}

/// What a coupon does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coupon {
    /// Ten percent off.
    TenPercent,
    /// Refused with this problem.
    Refused(&'static str),
}

/// Reads a coupon code: `SAVE10` works, the name of a coupon problem plays it, all else is unknown.
pub fn coupon(code: &str) -> Coupon {
    let upper = code.trim().to_ascii_uppercase();
    match one_of(&CODES, &upper).filter(|code| code.starts_with("COUPON_")) {
        _ if upper == "SAVE10" => Coupon::TenPercent,
        Some(code) => Coupon::Refused(code),
        None => Coupon::Refused("COUPON_NOT_FOUND"),
    }
}
