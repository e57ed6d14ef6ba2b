//! What this device keeps of an order: enough to come back to it, nothing that redeems or identifies.
//!
//! The vendor's order id is a bearer secret (api-notes rule 10), yet without it a reload would lose the
//! order. It is kept in the origin's own storage only, and dropped after thirty days.

use serde::Serialize;

use crate::wire::json::Json;
use crate::wire::object::Object;

use super::deadline::WINDOW_MS;
use super::pay::Wish;
use super::phase::Phase;

/// How long an order is remembered, in milliseconds.
pub const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// One remembered order.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RememberedOrder {
    /// Our random id, also the idempotency key of its creation.
    pub attempt: String,
    /// The vendor's id; absent while the creation's outcome is unknown.
    pub order_id: Option<String>,
    /// When the buyer pressed pay, device milliseconds.
    pub created_ms: i64,
    /// The exact brand.
    pub brand: String,
    /// The catalogue's family, to buy again.
    pub family: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// For people.
    pub face_value: String,
    /// The coin that the buyer chose.
    pub coin: String,
    /// The network that the buyer chose.
    pub network: String,
    /// The price that the buyer accepted, exact decimal text.
    pub accepted: String,
    /// The phase last seen.
    pub phase: Phase,
    /// Whether money was ever seen: then no pay panel comes back (api-notes rule 6).
    pub money_seen: bool,
    /// A wallet said that it has sent the payment: its transaction or Lightning's proof, empty if it named none.
    pub sent: Option<String>,
    /// The exact amount that it was sent for, where that is known.
    pub sent_for: Option<String>,
    /// It was opened by its reference instead of being ordered here.
    pub foreign: bool,
}

/// The id stays out of logs.
impl std::fmt::Debug for RememberedOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RememberedOrder")
            .field("attempt", &self.attempt)
            .field("brand", &self.brand)
            .field("phase", &self.phase)
            .finish_non_exhaustive()
    }
}

impl RememberedOrder {
    /// What a later visit reads.
    fn json(&self) -> String {
        Object::new()
            .text("attempt", &self.attempt)
            .text_or_null("order_id", self.order_id.as_deref())
            .number("created_ms", Some(self.created_ms))
            .text("brand", &self.brand)
            .text("family", &self.family)
            .text("country", &self.country)
            .text("face_value", &self.face_value)
            .text("coin", &self.coin)
            .text("network", &self.network)
            .text("accepted", &self.accepted)
            .text("phase", self.phase.as_str())
            .flag("money_seen", self.money_seen)
            .text_or_null("sent", self.sent.as_deref())
            .text_or_null("sent_for", self.sent_for.as_deref())
            .flag("foreign", self.foreign)
            .end()
    }

    /// Reads what an earlier visit wrote; `None` if anything that matters is missing.
    fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        Some(Self {
            attempt: fields.text("attempt")?,
            order_id: fields.text("order_id"),
            created_ms: fields.get("created_ms").integer()?,
            brand: fields.text("brand")?,
            family: fields.text("family")?,
            country: fields.text("country")?,
            face_value: fields.text("face_value").unwrap_or_default(),
            coin: fields.text("coin")?,
            network: fields.text("network")?,
            accepted: fields.text("accepted").unwrap_or_default(),
            phase: Phase::named(&fields.text("phase")?)?,
            money_seen: fields.flag("money_seen"),
            sent: fields.text("sent"),
            sent_for: fields.text("sent_for"),
            foreign: fields.flag("foreign"),
        })
    }

    /// Whether it may still be paid, and paying both it and an order of this wish would buy twice: the
    /// same goods, not known to be paid or over, and still inside the payment window. What was chosen to
    /// pay with does not matter.
    pub fn rivals(&self, wish: &Wish) -> bool {
        self.attempt != wish.attempt
            && (&self.brand, &self.country, &self.face_value)
                == (&wish.brand, &wish.country, &wish.face_value)
            && matches!(
                self.phase,
                Phase::Creating | Phase::UnknownOutcome | Phase::Waiting
            )
            && !self.money_seen
            && wish.pressed_ms.saturating_sub(self.created_ms) < WINDOW_MS
    }

    /// Whether a returning buyer should be brought back to it.
    pub fn is_open(&self, now_ms: i64) -> bool {
        !self.phase.is_final() && now_ms.saturating_sub(self.created_ms) < KEPT_MS
    }
}

/// The format's version; another one is not read.
const VERSION: u8 = 1;

/// All that a device keeps for one shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The country chosen last, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Orders, newest first.
    pub orders: Vec<RememberedOrder>,
}

impl Memory {
    /// The text to keep.
    pub fn to_json(&self) -> String {
        let orders: Vec<String> = self.orders.iter().map(RememberedOrder::json).collect();
        Object::new()
            .number("version", Some(i64::from(VERSION)))
            .text_or_null("country", self.country.as_deref())
            .list("orders", &orders)
            .end()
    }

    /// Reads a kept text; `None` for another version or no JSON. A broken record is left out.
    pub fn parse(text: &str) -> Option<Self> {
        let fields = Json::parse_object(text).ok()?;
        let version: u8 = fields.get("version").integer()?;
        (version == VERSION).then(|| Self {
            country: fields.text("country"),
            orders: fields.get("orders").list(RememberedOrder::read),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for phase in Phase::ALL {
            let order = RememberedOrder {
                attempt: "0a".into(),
                order_id: (phase != Phase::UnknownOutcome).then(|| "id-1".into()),
                created_ms: 1_787_000_000_123,
                brand: "Café \"Azul\"".into(),
                family: "Azul".into(),
                country: "US".into(),
                face_value: "25 USD".into(),
                coin: "USDC".into(),
                network: "Base".into(),
                accepted: "25.3".into(),
                phase,
                money_seen: phase == Phase::Paid,
                sent: (phase == Phase::Waiting).then(|| "0x5f2d1a9c".into()),
                sent_for: (phase == Phase::Waiting).then(|| "25.3".into()),
                foreign: phase == Phase::Held,
            };
            let text = order.json();
            assert_eq!(text, serde_json::to_string(&order).unwrap());
            assert_eq!(
                RememberedOrder::read(Json::parse(&text).unwrap()),
                Some(order)
            );
        }
    }

    #[test]
    fn a_memory_comes_back_without_what_is_broken() {
        let memory = Memory {
            country: Some("IT".into()),
            orders: Vec::new(),
        };
        assert_eq!(Memory::parse(&memory.to_json()), Some(memory.clone()));
        let text = r#"{"version":1,"country":"IT","orders":[{"attempt":"a"},7]}"#;
        assert_eq!(Memory::parse(text), Some(memory));
        for text in ["", "[]", r#"{"version":2}"#, r#"{"orders":[]}"#] {
            assert_eq!(Memory::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_broken_record_is_no_record() {
        for text in [
            "{}",
            "[]",
            "null",
            r#"{"attempt":"a","phase":"teleporting"}"#,
        ] {
            assert_eq!(
                RememberedOrder::read(Json::parse(text).unwrap()),
                None,
                "{text}"
            );
        }
    }
}
