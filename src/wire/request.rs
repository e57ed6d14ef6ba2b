//! The body that validates and creates an order. May import serde only.

use std::fmt;

use serde::Serialize;

/// The one body of `POST /v5/orders/validations` and `POST /v5/orders`, keys in the order they are
/// sent (api-notes §5).
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct OrderRequest {
    /// The buyer's e-mail address; also in `user`, since the vendor documents both places.
    pub email: String,
    /// The buyer.
    pub user: User,
    /// How it is paid.
    pub payment: Payment,
    /// One to ten deliveries; a quantity is that many identical entries.
    pub deliveries: Vec<RequestedDelivery>,
    /// Language of the vendor's e-mails.
    pub lang: String,
    /// Where the buyer came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acquisition: Option<Acquisition>,
    /// The buyer's own wallet, for a refund; nothing can add it later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refund_wallet_address: Option<String>,
    /// A discount code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coupon_code: Option<String>,
}

/// The buyer, as the order call wants it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct User {
    /// The buyer's e-mail address.
    pub email: String,
    /// Consent to the vendor's newsletter; false unless the buyer gave it (api-notes §1, rule 12).
    pub has_accepted_newsletter: bool,
}

/// Payment from a wallet, with the names of `payment_vias` verbatim (api-notes §4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename = "via")]
pub struct Payment {
    /// Name of the via.
    pub payment_via: String,
    /// Name of the coin.
    pub coin: String,
    /// Name of the network, always sent (api-notes §5).
    pub network: String,
}

/// One thing to deliver.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RequestedDelivery {
    /// Exact brand name.
    pub brand_name: String,
    /// ISO 3166-1 alpha-2 code.
    pub country_code: String,
    /// The product's own denomination byte for byte, or the literal `range` (§1, rule 1).
    pub denomination: String,
    /// E-mail address or E.164 phone number, by the product's delivery type (§1, rule 8).
    pub beneficiary_account: String,
    /// The chosen value as decimal text, only with `range`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_value: Option<String>,
}

/// Campaign parameters of the page the buyer came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Acquisition {
    /// The site or application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_source: Option<String>,
    /// The kind of link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_medium: Option<String>,
    /// The campaign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_campaign: Option<String>,
    /// The search term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_term: Option<String>,
    /// Which of several links.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm_content: Option<String>,
}

impl OrderRequest {
    /// The JSON text. Called once per basket: what was validated and what is created must be the
    /// same text.
    pub fn to_body(&self) -> String {
        // Writing strings and truth values to memory has no way to fail; should it ever, an empty
        // body is refused by the API.
        serde_json::to_string(self).unwrap_or_default()
    }
}

// Addresses and phone numbers of people stay out of logs and panics (contract §3).

impl fmt::Debug for OrderRequest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OrderRequest")
            .field("payment", &self.payment)
            .field("deliveries", &self.deliveries)
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for User {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("User")
            .field("has_accepted_newsletter", &self.has_accepted_newsletter)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for RequestedDelivery {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("RequestedDelivery")
            .field("brand_name", &self.brand_name)
            .field("country_code", &self.country_code)
            .field("denomination", &self.denomination)
            .field("product_value", &self.product_value)
            .finish_non_exhaustive()
    }
}
