//! The order body, read strictly: flat deliveries and no key that the documents do not name
//! (api-notes §5). A body that production might only tolerate is refused here.

use serde::Deserialize;
use serde_json::Value;

/// Body of a validation and of a creation.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderBody {
    /// The buyer's address, as in the page's example.
    pub email: Option<String>,
    /// The buyer, as in the schema.
    pub user: Option<User>,
    /// How to pay.
    pub payment: Payment,
    /// What to deliver.
    pub deliveries: Vec<Item>,
    /// Language of mails.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
    #[serde(default, rename = "acquisition")]
    _acquisition: Option<Acquisition>,
    /// The buyer's own wallet.
    #[serde(default)]
    pub refund_wallet_address: Option<String>,
    /// A discount.
    #[serde(default)]
    pub coupon_code: Option<String>,
}

/// The buyer.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// Address.
    pub email: String,
    /// Consent; never assumed.
    #[serde(default)]
    pub has_accepted_newsletter: bool,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Acquisition {
    #[serde(default, rename = "utm_source")]
    _source: Option<String>,
    #[serde(default, rename = "utm_medium")]
    _medium: Option<String>,
    #[serde(default, rename = "utm_campaign")]
    _campaign: Option<String>,
    #[serde(default, rename = "utm_term")]
    _term: Option<String>,
    #[serde(default, rename = "utm_content")]
    _content: Option<String>,
}

/// How to pay.
#[derive(Clone, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Payment {
    /// A coin on a network.
    Via {
        /// Name from `payment_vias`.
        payment_via: String,
        /// Ticker.
        coin: String,
        /// Name from `payment_vias`.
        network: String,
    },
    /// The exchange's own checkout.
    BinancePay {
        /// Ticker.
        coin: String,
    },
}

/// One thing to deliver.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Exact brand name.
    pub brand_name: String,
    /// ISO 3166-1 alpha-2.
    pub country_code: String,
    /// A product's denomination, or `range`.
    pub denomination: String,
    /// E-mail address or telephone number.
    pub beneficiary_account: String,
    /// The amount of a range product: decimal text, or a number.
    #[serde(default)]
    pub product_value: Option<Value>,
}

impl OrderBody {
    /// Reads a body.
    ///
    /// # Errors
    /// What is wrong with it, in words for a developer.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let body: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if body.deliveries.is_empty() {
            return Err("deliveries must not be empty".to_owned());
        }
        for address in body.buyers() {
            if !is_email(address) {
                return Err("email is not an e-mail address".to_owned());
            }
        }
        for item in &body.deliveries {
            let account = &item.beneficiary_account;
            if !is_email(account) && !is_phone(account) {
                return Err(
                    "beneficiary_account must be an e-mail address or an E.164 number".to_owned(),
                );
            }
            let range = item.denomination == "range";
            match (&item.product_value, range) {
                (Some(_), false) => {
                    return Err("product_value goes only with the denomination `range`".to_owned());
                }
                (None, true) => return Err("`range` needs a product_value".to_owned()),
                (Some(_), true) if item.cents().is_none() => {
                    return Err("product_value must be a plain decimal".to_owned());
                }
                _ => {}
            }
        }
        Ok(body)
    }

    /// The buyer's addresses, wherever they stand.
    pub fn buyers(&self) -> impl Iterator<Item = &str> {
        let user = self.user.as_ref().map(|user| user.email.as_str());
        self.email.as_deref().into_iter().chain(user)
    }

    /// Every recipient and the buyer.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let accounts = self
            .deliveries
            .iter()
            .map(|item| item.beneficiary_account.as_str());
        accounts.chain(self.buyers())
    }
}

impl Item {
    /// The amount of a range product in hundredths; `None` if it is not a decimal with at most two
    /// decimals.
    pub fn cents(&self) -> Option<u64> {
        match self.product_value.as_ref()? {
            Value::String(text) => hundredths(text),
            Value::Number(number) => hundredths(&number.to_string()),
            _ => None,
        }
    }
}

/// A plain decimal in hundredths.
pub fn hundredths(text: &str) -> Option<u64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(rest) || whole.len() > 15 {
        return None;
    }
    let rest = match rest.trim_end_matches('0') {
        "" => 0,
        one if one.len() == 1 => one.parse::<u64>().ok()? * 10,
        two if two.len() == 2 => two.parse().ok()?,
        _ => return None,
    };
    whole
        .parse::<u64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(rest)
}

/// Something with one `@` and a dotted domain; no more can be known without sending mail.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@';
    !local.is_empty()
        && text.len() <= 254
        && text.chars().filter(|c| *c != '@').all(plain)
        && !domain.contains('@')
        && domain.split('.').count() > 1
        && domain.split('.').all(|label| !label.is_empty())
}

/// Strict E.164: a plus, a first digit from 1, 8 to 15 digits.
pub fn is_phone(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (8..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn body() -> Value {
        json!({
            "email": "a@mail.shop",
            "user": {"email": "a@mail.shop", "has_accepted_newsletter": false},
            "payment": {"type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base"},
            "deliveries": [{
                "brand_name": "Northwind Market", "country_code": "US",
                "denomination": "25 USD", "beneficiary_account": "a@mail.shop",
            }],
            "lang": "en",
            "acquisition": {"utm_source": "x"},
        })
    }

    fn read(value: &Value) -> Result<OrderBody, String> {
        OrderBody::read(value.to_string().as_bytes())
    }

    fn with(pointer: &str, key: &str, value: Value) -> Value {
        let mut body = body();
        body.pointer_mut(pointer).unwrap()[key] = value;
        body
    }

    #[test]
    fn the_documented_body_is_read() {
        assert_eq!(read(&body()).unwrap().deliveries.len(), 1);
    }

    #[test]
    fn keys_that_no_document_names_are_refused() {
        for (pointer, key) in [
            ("", "id"),
            ("/user", "name"),
            ("/payment", "protocol"),
            ("/deliveries/0", "quantity"),
            ("/deliveries/0", "deliverable"),
            ("/deliveries/0", "kind"),
            ("/acquisition", "x"),
        ] {
            assert!(
                read(&with(pointer, key, json!(1))).is_err(),
                "{pointer}/{key}"
            );
        }
    }

    #[test]
    fn wrong_values_are_refused() {
        for (pointer, key, value) in [
            ("/deliveries/0", "beneficiary_account", json!("4155551234")),
            ("/deliveries/0", "beneficiary_account", json!("+0123456789")),
            ("/deliveries/0", "beneficiary_account", json!("a@b")),
            ("/deliveries/0", "product_value", json!("10")),
            ("/deliveries/0", "denomination", json!("range")),
            ("", "deliveries", json!([])),
            ("", "email", json!("nobody")),
            ("/payment", "type", json!("cash")),
            ("/payment", "network", Value::Null),
        ] {
            assert!(
                read(&with(pointer, key, value.clone())).is_err(),
                "{pointer}/{key}={value}"
            );
        }
    }

    #[test]
    fn amounts_have_at_most_two_decimals() {
        for (text, cents) in [
            ("50", Some(5_000)),
            ("50.0", Some(5_000)),
            ("0.05", Some(5)),
            ("1.50", Some(150)),
            ("1.555", None),
            ("1e3", None),
            ("-1", None),
            (".5", None),
            ("5.", None),
            ("", None),
        ] {
            assert_eq!(hundredths(text), cents, "{text}");
        }
    }
}
