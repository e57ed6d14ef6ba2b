//! What the host is told: the detail of each event of the public contract, section 3.
//!
//! Nothing here holds a code, an e-mail address, a phone number or the vendor's order id.

use serde::Serialize;

use super::goods::{self, Goods};
use crate::wire::object::{Object, quote};

/// One message to the host. The name and the detail are the public contract's.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(tag = "type", content = "detail", rename_all = "snake_case")
)]
pub enum Notice {
    /// The first screen can be used.
    Ready,
    /// A product was opened.
    ProductViewed(ProductViewed),
    /// A price came onto the screen that was not there before.
    QuoteShown(QuoteShown),
    /// The API refused the choice.
    ValidationFailed(ValidationFailed),
    /// An order is about to be created: pay was pressed, the price is confirmed, and the page agreed.
    OrderStarted(OrderStarted),
    /// A payable order is on the screen.
    PaymentInitiated(Box<PaymentInitiated>),
    /// That order is no longer on the screen, or paid, or expired.
    PaymentIntentCancelled(Ended),
    /// A payment was seen.
    PaymentDetected(Amounts),
    /// The payment is complete.
    PaymentReceived(Amounts),
    /// Less than owed arrived.
    PaymentUnderpaid(Amounts),
    /// The order is finished, and each delivery tells its own end; once per order.
    OrderCompleted(OrderCompleted),
    /// The order ended otherwise, or is held.
    OrderEnded(Ended),
    /// Something is wrong that the integrator should know.
    Error(ErrorDetail),
    /// The buyer wants to leave: a modal checkout has closed itself, anything around another one can be closed.
    Close,
}

/// Detail of `product_viewed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProductViewed {
    /// The exact brand.
    pub brand: String,
    /// The vendor's brand id, where it has one.
    pub brand_id: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country_code: String,
    /// `giftcard` or `mobile_recharge`.
    pub kind: String,
    /// The first category.
    pub category: Option<String>,
}

/// Detail of `quote_shown`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuoteShown {
    /// The exact brand.
    pub brand: String,
    /// The coin.
    pub coin: String,
    /// What it costs, exact decimal text.
    pub amount: String,
}

/// Detail of `validation_failed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ValidationFailed {
    /// The exact brand.
    pub brand: String,
    /// Why, by the API's codes.
    pub codes: Vec<String>,
}

/// Detail of `order_started`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OrderStarted {
    /// The exact brand.
    pub brand: String,
    /// The face value as the buyer reads it.
    pub face_value: String,
    /// All that is ordered; brand and face value are the first's.
    pub items: Vec<Goods>,
    /// ISO 3166-1 alpha-2.
    pub country_code: String,
    /// The coin.
    pub coin: String,
    /// The network.
    pub network: String,
}

/// Detail of `payment_initiated`: what a wallet needs to pay exactly this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PaymentInitiated {
    /// Our random id.
    pub attempt: String,
    /// The coin.
    pub coin: String,
    /// The network as the vendor names it.
    pub network: String,
    /// EIP-155 chain id, for EVM networks.
    pub chain_id: Option<u64>,
    /// CAIP-2 id of the network, where one is known.
    pub caip2: Option<String>,
    /// CAIP-19 id of the coin or token, where one is known.
    pub asset: Option<String>,
    /// Token contract or mint; absent for a native coin.
    pub contract: Option<String>,
    /// The token's decimals.
    pub decimals: Option<u8>,
    /// What to pay: exact decimal text.
    pub amount: String,
    /// The same in the smallest unit.
    pub amount_atomic: Option<String>,
    /// Where to pay.
    pub address: String,
    /// The payment URI or text.
    pub uri: String,
    /// A tag that must go with the payment.
    pub memo: Option<String>,
    /// When the offer ends, in milliseconds since the epoch, by the server's clock.
    pub expires_at: Option<i64>,
}

/// Detail of `payment_intent_cancelled` and `order_ended`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Ended {
    /// Our random id.
    pub attempt: String,
    /// Why: a phase, or `left`, `window_closed`, `tampered`, `dearer`, `replaced`.
    pub reason: String,
}

/// Detail of the payment events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Amounts {
    /// Our random id.
    pub attempt: String,
    /// The coin.
    pub coin: Option<String>,
    /// What was owed.
    pub amount: Option<String>,
    /// What arrived, as far as the API says.
    pub received: Option<String>,
    /// What is missing, as far as the API says.
    pub missing: Option<String>,
}

/// Detail of `order_completed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OrderCompleted {
    /// Our random id.
    pub attempt: String,
    /// The exact brand.
    pub brand: String,
    /// The face value as the buyer reads it.
    pub face_value: String,
    /// All that is ordered; brand and face value are the first's.
    pub items: Vec<Goods>,
    /// The coin.
    pub coin: Option<String>,
    /// What the order cost, exact decimal text.
    pub amount: Option<String>,
    /// `delivered`, `failed` or `waiting`, one per delivery.
    pub deliveries: Vec<&'static str>,
}

/// Detail of `error`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ErrorDetail {
    /// `config`, `load`, `network`, `refused`, `unreadable` or `fatal`.
    pub kind: &'static str,
    /// For the integrator; never contains personal data or raw upstream text.
    pub message: String,
}

impl Notice {
    /// The event's name and its detail as JSON. `ready` carries the version, which the caller knows.
    pub fn told(&self, version: &str) -> (&'static str, String) {
        match self {
            Self::Ready => ("ready", Object::new().text("version", version).end()),
            Self::Error(detail) => ("error", detail.json()),
            Self::Close => ("close", "{}".into()),
            later => later.told_later(),
        }
    }

    /// Never inlined: `cargo xtask stage` cuts the module here.
    #[inline(never)]
    fn told_later(&self) -> (&'static str, String) {
        match self {
            Self::Ready | Self::Close => ("", String::new()),
            Self::ProductViewed(detail) => ("product_viewed", detail.json()),
            Self::QuoteShown(detail) => ("quote_shown", detail.json()),
            Self::ValidationFailed(detail) => ("validation_failed", detail.json()),
            Self::OrderStarted(detail) => ("order_started", detail.json()),
            Self::PaymentInitiated(detail) => ("payment_initiated", detail.json()),
            Self::PaymentIntentCancelled(detail) => ("payment_intent_cancelled", detail.json()),
            Self::PaymentDetected(detail) => ("payment_detected", detail.json()),
            Self::PaymentReceived(detail) => ("payment_received", detail.json()),
            Self::PaymentUnderpaid(detail) => ("payment_underpaid", detail.json()),
            Self::OrderCompleted(detail) => ("order_completed", detail.json()),
            Self::OrderEnded(detail) => ("order_ended", detail.json()),
            Self::Error(detail) => ("error", detail.json()),
        }
    }
}

impl ProductViewed {
    fn json(&self) -> String {
        Object::new()
            .text("brand", &self.brand)
            .text_or_null("brand_id", self.brand_id.as_deref())
            .text("country_code", &self.country_code)
            .text("kind", &self.kind)
            .text_or_null("category", self.category.as_deref())
            .end()
    }
}

impl QuoteShown {
    fn json(&self) -> String {
        Object::new()
            .text("brand", &self.brand)
            .text("coin", &self.coin)
            .text("amount", &self.amount)
            .end()
    }
}

impl ValidationFailed {
    fn json(&self) -> String {
        Object::new()
            .text("brand", &self.brand)
            .list("codes", &quoted(&self.codes))
            .end()
    }
}

impl OrderStarted {
    fn json(&self) -> String {
        Object::new()
            .text("brand", &self.brand)
            .text("face_value", &self.face_value)
            .list("items", &goods::list(&self.items))
            .text("country_code", &self.country_code)
            .text("coin", &self.coin)
            .text("network", &self.network)
            .end()
    }
}

impl PaymentInitiated {
    fn json(&self) -> String {
        let chain_id = self.chain_id.and_then(|id| i64::try_from(id).ok());
        Object::new()
            .text("attempt", &self.attempt)
            .text("coin", &self.coin)
            .text("network", &self.network)
            .number("chain_id", chain_id)
            .text_or_null("caip2", self.caip2.as_deref())
            .text_or_null("asset", self.asset.as_deref())
            .text_or_null("contract", self.contract.as_deref())
            .number("decimals", self.decimals.map(i64::from))
            .text("amount", &self.amount)
            .text_or_null("amount_atomic", self.amount_atomic.as_deref())
            .text("address", &self.address)
            .text("uri", &self.uri)
            .text_or_null("memo", self.memo.as_deref())
            .number("expires_at", self.expires_at)
            .end()
    }
}

impl Ended {
    fn json(&self) -> String {
        Object::new()
            .text("attempt", &self.attempt)
            .text("reason", &self.reason)
            .end()
    }
}

impl Amounts {
    fn json(&self) -> String {
        Object::new()
            .text("attempt", &self.attempt)
            .text_or_null("coin", self.coin.as_deref())
            .text_or_null("amount", self.amount.as_deref())
            .text_or_null("received", self.received.as_deref())
            .text_or_null("missing", self.missing.as_deref())
            .end()
    }
}

impl OrderCompleted {
    fn json(&self) -> String {
        Object::new()
            .text("attempt", &self.attempt)
            .text("brand", &self.brand)
            .text("face_value", &self.face_value)
            .list("items", &goods::list(&self.items))
            .text_or_null("coin", self.coin.as_deref())
            .text_or_null("amount", self.amount.as_deref())
            .list("deliveries", &quoted(&self.deliveries))
            .end()
    }
}

/// Texts as JSON.
fn quoted(texts: &[impl AsRef<str>]) -> Vec<String> {
    let quoted = texts.iter().map(|plain| {
        let mut text = String::new();
        quote(&mut text, plain.as_ref());
        text
    });
    quoted.collect()
}

impl ErrorDetail {
    /// The detail as JSON.
    pub fn json(&self) -> String {
        Object::new()
            .text("kind", self.kind)
            .text("message", &self.message)
            .end()
    }
}

#[cfg(test)]
mod tests;
