//! An order: how to pay it, how far it got, what it delivered. May import siblings only.

use std::fmt;

use super::Unreadable;
use super::deliverable::Delivery;
use super::fields::Fields;
use super::json::Json;
use super::problem::{Problem, details};
use super::scalar::{Decimal, https_url};
use super::state::{OrderState, PaymentState};
use super::summary::Summary;
use super::timestamp::Timestamp;

/// Longest order id kept, in bytes; the vendor's are UUIDs.
const MAX_ID: usize = 128;

/// The vendor's id of an order. It opens the codes, so it is a secret and its `Debug` is blank
/// (api-notes §1, rule 10).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct OrderId(String);

impl OrderId {
    /// Keeps an id of letters, digits and `-._~:` that can stand in a URL path by itself; `None`
    /// for anything else, since an id that leads elsewhere is no id.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte);
        let valid = text.len() <= MAX_ID
            && text.bytes().all(safe)
            && text.bytes().any(|byte| byte.is_ascii_alphanumeric());
        valid.then(|| Self(text.to_owned()))
    }

    /// The id itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn read(json: Json<'_>) -> Option<Self> {
        Self::new(&json.scalar()?)
    }
}

impl fmt::Debug for OrderId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("OrderId(…)")
    }
}

/// The answer of creating, fetching and watching an order (api-notes §5, §8, §9).
///
/// `payment_method` is left out on purpose: it is not the network the buyer chose (§1, rule 4).
#[derive(Clone, PartialEq, Eq)]
pub struct Order {
    /// The id; `None` after a creation means that the outcome is unknown.
    pub order_id: Option<OrderId>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When payment was asked for: the start of the window (api-notes §6).
    pub payment_requested_at: Option<Timestamp>,
    /// When this status was made; older ones are dropped.
    pub updated_at: Option<Timestamp>,
    /// The earliest end of the window that the API names; it was never seen to name one.
    pub expires_at: Option<Timestamp>,
    /// Where to pay: an address, or the Lightning invoice itself.
    pub wallet_address: Option<String>,
    /// The network to pay on.
    pub network: Option<String>,
    /// The coin to pay.
    pub coin: Option<String>,
    /// What is owed, to be paid exactly as written (§1, rule 2).
    pub coin_amount: Option<Decimal>,
    /// The price before any discount, in the coin.
    pub original_price: Option<Decimal>,
    /// What a wallet scans.
    pub qr_text: Option<String>,
    /// Where the buyer pays instead, `https:` only.
    pub checkout_url: Option<String>,
    /// What was sent so far, in the coin.
    pub sent_coin_amount: Option<Decimal>,
    /// What arrived so far, in the coin.
    pub received_amount: Option<Decimal>,
    /// What is still missing, in the coin.
    pub missing_amount: Option<Decimal>,
    /// What a wallet scans to pay what is missing.
    pub missing_amount_qr_text: Option<String>,
    /// State of the payment.
    pub payment_state: PaymentState,
    /// State of the order.
    pub order_state: OrderState,
    /// Hashes of the transactions seen. One that cannot be read is there as an empty text, since
    /// it is money all the same.
    pub payment_transactions: Vec<String>,
    /// Whether anything says that money moved: an amount sent or received that is not zero, or a
    /// transaction. An amount that cannot be read counts, for it may be money (§1, rule 6).
    pub has_money_evidence: bool,
    /// What was bought.
    pub deliveries: Vec<Delivery>,
    /// Reasons against it; together with an id the outcome is unknown (api-notes §5).
    pub problems: Vec<Problem>,
    /// A memo, tag or comment that the payment must carry.
    pub memo: Option<String>,
    /// What the API says about a refund, as short plain texts.
    pub refund: Vec<String>,
    /// How it is paid, such as `LIGHTNING_LIKE`.
    pub protocol: Option<String>,
    /// The sums, to show.
    pub summary: Summary,
}

impl Order {
    /// Reads an order.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] when the body is not a JSON object.
    pub fn decode(body: &str) -> Result<Self, Unreadable> {
        let fields = Json::parse_object(body)?;
        let payment_transactions = transactions(fields.get("payment_transactions"));
        let has_money_evidence = !payment_transactions.is_empty()
            || may_be_money(fields.get("sent_coin_amount"))
            || may_be_money(fields.get("received_amount"));
        let time = |name: &str| Timestamp::read(fields.get(name));
        let order_state = if fields.text("order_state").is_some() {
            fields.get("order_state")
        } else {
            fields.get("status")
        };
        Ok(Self {
            order_id: fields.first(&["order_id", "id"], OrderId::read),
            created_at: time("created_at"),
            payment_requested_at: time("payment_requested_at"),
            updated_at: time("updated_at"),
            expires_at: earliest_expiry(&fields),
            wallet_address: fields.text("wallet_address"),
            network: fields.text("network"),
            coin: fields.text("coin"),
            coin_amount: fields.decimal("coin_amount"),
            original_price: fields.get("original_price").sum(),
            qr_text: fields.text("qr_text"),
            checkout_url: fields.text("checkout_url").and_then(|url| https_url(&url)),
            sent_coin_amount: fields.get("sent_coin_amount").sum(),
            received_amount: fields.get("received_amount").sum(),
            missing_amount: fields.get("missing_amount").sum(),
            missing_amount_qr_text: fields.text("missing_amount_qr_text"),
            payment_state: PaymentState::read(fields.get("payment_state")),
            order_state: OrderState::read(order_state),
            payment_transactions,
            has_money_evidence,
            deliveries: fields.get("deliveries").list(Delivery::read),
            problems: Problem::read_all(fields.get("problems")),
            memo: fields.first(&["memo", "tag", "destination_tag", "comment"], Json::text),
            refund: details(fields.get("refund")),
            protocol: fields.text("payment_method_protocol"),
            summary: Summary::read(fields.get("summary")),
        })
    }
}

/// The earliest of the names under which an end of the window might appear (api-notes §6).
fn earliest_expiry(fields: &Fields<'_>) -> Option<Timestamp> {
    [
        "expires_at",
        "expiration_date",
        "expiration_time",
        "payment_expires_at",
        "expired_at",
    ]
    .iter()
    .filter_map(|name| Timestamp::read(fields.get(name)))
    .min()
}

/// False only when there is nothing, or zero.
fn may_be_money(json: Json<'_>) -> bool {
    match json.sum() {
        Some(sum) => !sum.is_zero(),
        None => !json.is_null() && json.scalar().is_none_or(|text| !text.trim().is_empty()),
    }
}

/// Hashes, be it one, several, or objects that hold them.
fn transactions(json: Json<'_>) -> Vec<String> {
    if let Some(only) = json.text() {
        return vec![only];
    }
    json.list(|item| {
        if item.is_null() {
            return None;
        }
        let fields = item.fields_or_none();
        let names = [
            "hash",
            "tx_hash",
            "transaction_hash",
            "transaction_id",
            "txid",
            "id",
        ];
        let hash = item.text().or_else(|| fields.first(&names, Json::text));
        Some(hash.unwrap_or_default())
    })
}

impl fmt::Debug for Order {
    /// Only what is neither secret nor personal.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Order")
            .field("order_state", &self.order_state)
            .field("payment_state", &self.payment_state)
            .field("coin", &self.coin)
            .field("network", &self.network)
            .field("coin_amount", &self.coin_amount)
            .field("deliveries", &self.deliveries)
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_would_leave_its_place_in_a_path_is_none() {
        assert!(OrderId::new("0b6e1f0c-7a52-4d5b-9b8e-2f4c1a9d3e77").is_some());
        for text in [
            "", " ", "..", "a/b", "a?b", "a#b", "a%2fb", "a b", "é", "a\\b",
        ] {
            assert_eq!(OrderId::new(text), None, "{text:?}");
        }
        assert_eq!(OrderId::new(&"a".repeat(129)), None);
    }

    #[test]
    fn only_nothing_and_zero_are_no_money() {
        for (json, money) in [
            ("null", false),
            ("\"0\"", false),
            ("0.00", false),
            ("\"\"", false),
            ("\"0.01\"", true),
            ("5", true),
            ("{\"amount\": \"0\"}", false),
            ("{\"amount\": \"3\"}", true),
            ("\"some\"", true),
            ("[]", true),
        ] {
            let body = format!(r#"{{"received_amount": {json}}}"#);
            assert_eq!(
                Order::decode(&body).unwrap().has_money_evidence,
                money,
                "{json}"
            );
        }
    }

    #[test]
    fn the_earliest_expiry_wins() {
        let body = r#"{"expires_at": "2026-08-25T12:30:00Z", "expired_at": 1787660000}"#;
        let order = Order::decode(body).unwrap();
        assert_eq!(
            order.expires_at,
            Some(Timestamp::from_ms(1_787_660_000_000))
        );
    }

    #[test]
    fn an_unreadable_transaction_is_a_transaction() {
        let body = r#"{"payment_transactions": [null, 5, {"hash": "0xab"}, {"x": 1}]}"#;
        let order = Order::decode(body).unwrap();
        assert_eq!(order.payment_transactions, ["5", "0xab", ""]);
        assert!(order.has_money_evidence);
    }
}
