//! What this device keeps of an order: enough to come back to it, nothing that redeems or identifies.
//!
//! The vendor's order id is a bearer secret (api-notes rule 10), yet without it a reload would lose the
//! order. It is kept in the origin's own storage only, and dropped after thirty days.

use serde::{Deserialize, Serialize};

use super::phase::Phase;

/// How long an order is remembered, in milliseconds.
pub const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// One remembered order.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Whether a returning buyer should be brought back to it.
    pub fn is_open(&self, now_ms: i64) -> bool {
        !self.phase.is_final() && now_ms.saturating_sub(self.created_ms) < KEPT_MS
    }
}
