//! The body that validates and creates an order. May import serde only.

use std::fmt;

use serde::Serialize;

use super::object::Object;

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
        let user = Object::new()
            .text("email", &self.user.email)
            .flag("has_accepted_newsletter", self.user.has_accepted_newsletter);
        let payment = Object::new()
            .text("type", "via")
            .text("payment_via", &self.payment.payment_via)
            .text("coin", &self.payment.coin)
            .text("network", &self.payment.network);
        let deliveries: Vec<String> = self
            .deliveries
            .iter()
            .map(RequestedDelivery::json)
            .collect();
        let body = Object::new()
            .text("email", &self.email)
            .raw("user", &user.end())
            .raw("payment", &payment.end())
            .list("deliveries", &deliveries)
            .text("lang", &self.lang);
        let body = match &self.acquisition {
            Some(acquisition) => body.raw("acquisition", &acquisition.json()),
            None => body,
        };
        body.text_if(
            "refund_wallet_address",
            self.refund_wallet_address.as_deref(),
        )
        .text_if("coupon_code", self.coupon_code.as_deref())
        .end()
    }
}

impl RequestedDelivery {
    fn json(&self) -> String {
        Object::new()
            .text("brand_name", &self.brand_name)
            .text("country_code", &self.country_code)
            .text("denomination", &self.denomination)
            .text("beneficiary_account", &self.beneficiary_account)
            .text_if("product_value", self.product_value.as_deref())
            .end()
    }
}

impl Acquisition {
    fn json(&self) -> String {
        Object::new()
            .text_if("utm_source", self.utm_source.as_deref())
            .text_if("utm_medium", self.utm_medium.as_deref())
            .text_if("utm_campaign", self.utm_campaign.as_deref())
            .text_if("utm_term", self.utm_term.as_deref())
            .text_if("utm_content", self.utm_content.as_deref())
            .end()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_body_is_what_the_types_say(
            texts in proptest::collection::vec(any::<String>(), 12),
            maybe in proptest::collection::vec(any::<Option<String>>(), 8),
            count in 0_usize..3,
            flag in any::<bool>(),
        ) {
            let text = |place: usize| texts[place].clone();
            let delivery = RequestedDelivery {
                brand_name: text(0),
                country_code: text(1),
                denomination: text(2),
                beneficiary_account: text(3),
                product_value: maybe[0].clone(),
            };
            let acquisition = Acquisition {
                utm_source: maybe[1].clone(),
                utm_medium: maybe[2].clone(),
                utm_campaign: maybe[3].clone(),
                utm_term: maybe[4].clone(),
                utm_content: maybe[5].clone(),
            };
            let request = OrderRequest {
                email: text(4),
                user: User { email: text(5), has_accepted_newsletter: flag },
                payment: Payment { payment_via: text(6), coin: text(7), network: text(8) },
                deliveries: vec![delivery; count],
                lang: text(9),
                acquisition: flag.then_some(acquisition),
                refund_wallet_address: maybe[6].clone(),
                coupon_code: maybe[7].clone(),
            };
            prop_assert_eq!(request.to_body(), serde_json::to_string(&request).unwrap());
        }
    }
}
