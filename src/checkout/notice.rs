//! What the host is told: the detail of each event of the public contract, section 3.
//!
//! Nothing here holds a code, an e-mail address, a phone number or the vendor's order id.

use serde::Serialize;

/// One message to the host. The name and the detail are the public contract's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The first screen can be used.
    Ready,
    /// A product was opened.
    ProductViewed(ProductViewed),
    /// The buyer pressed pay.
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
    /// Everything is delivered; once per order.
    OrderCompleted(OrderCompleted),
    /// The order ended otherwise, or is held.
    OrderEnded(Ended),
    /// Something is wrong that the integrator should know.
    Error(ErrorDetail),
}

/// Detail of `product_viewed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// Detail of `order_started`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderStarted {
    /// The exact brand.
    pub brand: String,
    /// The face value as the buyer reads it.
    pub face_value: String,
    /// ISO 3166-1 alpha-2.
    pub country_code: String,
    /// The coin.
    pub coin: String,
    /// The network.
    pub network: String,
}

/// Detail of `payment_initiated`: what a wallet needs to pay exactly this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
pub struct Ended {
    /// Our random id.
    pub attempt: String,
    /// Why: a phase, or `left`, `window_closed`, `tampered`, `dearer`, `replaced`.
    pub reason: String,
}

/// Detail of the payment events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
pub struct OrderCompleted {
    /// Our random id.
    pub attempt: String,
    /// The exact brand.
    pub brand: String,
    /// The face value as the buyer reads it.
    pub face_value: String,
    /// The coin.
    pub coin: Option<String>,
    /// What the order cost, exact decimal text.
    pub amount: Option<String>,
    /// `delivered`, `failed` or `waiting`, one per delivery.
    pub deliveries: Vec<&'static str>,
}

/// Detail of `error`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorDetail {
    /// `config`, `load`, `network`, `refused`, `unreadable` or `fatal`.
    pub kind: &'static str,
    /// For the integrator; never contains personal data or raw upstream text.
    pub message: String,
}
