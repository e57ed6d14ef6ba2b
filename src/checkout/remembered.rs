//! What this device keeps of an order: enough to come back to it, nothing that redeems or identifies.
//!
//! The vendor's order id is a bearer secret (api-notes rule 10), yet without it a reload would lose the
//! order. It is kept in the origin's own storage only, and dropped after thirty days.

use serde::Serialize;

use crate::wire::json::Json;
use crate::wire::object::Object;

use super::card::Card;
use super::deadline::WINDOW_MS;
use super::goods::{self, Goods};
use super::pay::Wish;
use super::phase::Phase;
use super::recent::{self, Recent};

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
    /// Everything that was bought, where that is more than one delivery; brand and face value are then the
    /// first one's.
    pub items: Vec<Goods>,
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
    /// The buyer put it away.
    pub archived: bool,
    /// The gift cards of the order, with what the buyer noted of each.
    pub cards: Vec<Card>,
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
            .list("items", &goods::list(&self.items))
            .text("coin", &self.coin)
            .text("network", &self.network)
            .text("accepted", &self.accepted)
            .text("phase", self.phase.as_str())
            .flag("money_seen", self.money_seen)
            .text_or_null("sent", self.sent.as_deref())
            .text_or_null("sent_for", self.sent_for.as_deref())
            .flag("foreign", self.foreign)
            .flag("archived", self.archived)
            .list(
                "cards",
                &self.cards.iter().map(Card::json).collect::<Vec<_>>(),
            )
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
            items: fields.get("items").list(Goods::read),
            coin: fields.text("coin")?,
            network: fields.text("network")?,
            accepted: fields.text("accepted").unwrap_or_default(),
            phase: Phase::named(&fields.text("phase")?)?,
            money_seen: fields.flag("money_seen"),
            sent: fields.text("sent"),
            sent_for: fields.text("sent_for"),
            foreign: fields.flag("foreign"),
            archived: fields.flag("archived"),
            cards: fields.get("cards").list(Card::read),
        })
    }

    /// Takes over what the buyer said about it before.
    pub fn keep_said(&mut self, known: &Self) {
        self.archived = known.archived;
        // Without an order it cannot know.
        if self.order_id.is_none() {
            self.cards.clone_from(&known.cards);
        }
        for (card, noted) in self.cards.iter_mut().zip(&known.cards) {
            card.balance.clone_from(&noted.balance);
        }
    }

    /// All that was bought, also where that is one thing.
    pub fn goods(&self) -> Vec<Goods> {
        goods::all(&self.items, || Goods {
            brand: self.brand.clone(),
            country_code: self.country.clone(),
            face_value: self.face_value.clone(),
            quantity: 1,
        })
    }

    /// Whether it may still be paid, and paying both it and an order of this wish would buy twice: the
    /// same goods, not known to be paid or over, and still inside the payment window. What was chosen to
    /// pay with does not matter.
    pub fn rivals(&self, wish: &Wish) -> bool {
        self.attempt != wish.attempt
            && self.is_for_the_goods_of(wish)
            && matches!(
                self.phase,
                Phase::Creating | Phase::UnknownOutcome | Phase::Waiting
            )
            && !self.money_seen
            && wish.pressed_ms.saturating_sub(self.created_ms) < WINDOW_MS
    }

    /// Whether it buys just what this wish buys, whatever was put into the cart first.
    fn is_for_the_goods_of(&self, wish: &Wish) -> bool {
        let alone = self.items.is_empty() && wish.items.is_empty();
        let first = (&self.brand, &self.country, &self.face_value)
            == (&wish.brand, &wish.country, &wish.face_value);
        self.items == wish.items && (first || !alone)
    }

    /// Whether a returning buyer should be brought back to it.
    pub fn is_open(&self, now_ms: i64) -> bool {
        !self.archived && !self.phase.is_final() && now_ms.saturating_sub(self.created_ms) < KEPT_MS
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
    /// Brands that were looked at or bought, the last one first.
    pub recent: Vec<Recent>,
}

impl Memory {
    /// What the buyer said about an order.
    pub fn mark(&mut self, attempt: &str, archived: bool, cards: Vec<Card>) {
        let known = self
            .orders
            .iter_mut()
            .find(|order| order.attempt == attempt);
        if let Some(order) = known {
            order.archived = archived;
            order.cards = cards;
        }
    }

    /// Drops what is too old; says whether there was any.
    pub fn expire(&mut self, now_ms: i64) -> bool {
        let is_kept = |at_ms: i64| now_ms.saturating_sub(at_ms) < KEPT_MS;
        let before = self.orders.len() + self.recent.len();
        self.orders.retain(|order| is_kept(order.created_ms));
        self.recent.retain(|brand| is_kept(brand.seen_ms));
        self.orders.len() + self.recent.len() < before
    }

    /// The text to keep.
    pub fn to_json(&self) -> String {
        let orders: Vec<String> = self.orders.iter().map(RememberedOrder::json).collect();
        Object::new()
            .number("version", Some(i64::from(VERSION)))
            .text_or_null("country", self.country.as_deref())
            .list("orders", &orders)
            .list("recent", &recent::write(&self.recent))
            .end()
    }

    /// Reads a kept text; `None` for another version or no JSON. A broken record is left out.
    pub fn parse(text: &str) -> Option<Self> {
        let fields = Json::parse_object(text).ok()?;
        let version: u8 = fields.get("version").integer()?;
        (version == VERSION).then(|| Self {
            country: fields.text("country"),
            orders: fields.get("orders").list(RememberedOrder::read),
            recent: recent::read(fields.get("recent")),
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
                items: Vec::from_iter((phase == Phase::Paid).then(|| Goods {
                    brand: "Café \"Azul\"".into(),
                    country_code: "US".into(),
                    face_value: "25 USD".into(),
                    quantity: 2,
                })),
                coin: "USDC".into(),
                network: "Base".into(),
                accepted: "25.3".into(),
                phase,
                money_seen: phase == Phase::Paid,
                sent: (phase == Phase::Waiting).then(|| "0x5f2d1a9c".into()),
                sent_for: (phase == Phase::Waiting).then(|| "25.3".into()),
                foreign: phase == Phase::Held,
                archived: phase == Phase::Delivered,
                cards: Vec::from_iter((phase == Phase::Delivered).then(|| Card {
                    name: "Café \"Azul\" · 25 USD".into(),
                    balance: Some("12,50 €".into()),
                })),
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
            ..Memory::default()
        };
        assert_eq!(Memory::parse(&memory.to_json()), Some(memory.clone()));
        let text = r#"{"version":1,"country":"IT","orders":[{"attempt":"a"},7]}"#;
        assert_eq!(Memory::parse(text), Some(memory));
        for text in ["", "[]", r#"{"version":2}"#, r#"{"orders":[]}"#] {
            assert_eq!(Memory::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_too_old_is_dropped_and_what_is_of_unknown_age() {
        let recent = |ms: i64| {
            let seen = format!(r#","seen_ms":{ms}"#);
            let seen = if ms == 0 { String::new() } else { seen };
            format!(r#"{{"country":"US","family":"F","brand":"{ms}"{seen}}}"#)
        };
        let now = 2 * KEPT_MS;
        let times = [now, now - KEPT_MS + 1, now - KEPT_MS, 0].map(recent);
        let text = format!(r#"{{"version":1,"recent":[{}]}}"#, times.join(","));
        let mut memory = Memory::parse(&text).unwrap();
        assert!(memory.expire(now));
        let kept: Vec<i64> = memory.recent.iter().map(|one| one.seen_ms).collect();
        assert_eq!(kept, [now, now - KEPT_MS + 1]);
        assert!(!memory.expire(now));
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
