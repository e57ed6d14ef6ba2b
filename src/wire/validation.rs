//! The answer to "would this order be accepted, and what would it cost". May import siblings only.

use super::Unreadable;
use super::deliverable::Delivery;
use super::json::Json;
use super::problem::Problem;
use super::scalar::Decimal;
use super::summary::Summary;

/// The answer of `POST /v5/orders/validations` (api-notes §5). Reading it says nothing about
/// acceptance: no problems and no amount is not a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validation {
    /// The coin of the amounts.
    pub coin: Option<String>,
    /// What the order would cost.
    pub coin_amount: Option<Decimal>,
    /// What it would cost without discount.
    pub original_coin_amount: Option<Decimal>,
    /// The deliveries as understood, to compare with those asked for; `None` when not echoed.
    pub deliveries: Option<Vec<Delivery>>,
    /// Reasons against the order; several can come at once.
    pub problems: Vec<Problem>,
    /// Whether the answer has the key `problems`, be it null. Without it, no problems counts only
    /// together with a complete echo.
    pub problems_present: bool,
    /// Whether the answer names an order; together with problems the outcome is unknown.
    pub order_id_present: bool,
    /// Fee contained in the amount, in the coin.
    pub fee: Option<Decimal>,
    /// The sums, to show.
    pub summary: Summary,
    /// The coupon as applied.
    pub coupon_code: Option<String>,
}

impl Validation {
    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] when the body is not a JSON object.
    pub fn decode(body: &str) -> Result<Self, Unreadable> {
        let fields = Json::parse_object(body)?;
        let deliveries = fields.get("deliveries");
        Ok(Self {
            coin: fields.text("coin"),
            coin_amount: fields.decimal("coin_amount"),
            original_coin_amount: fields.decimal("original_coin_amount"),
            deliveries: deliveries
                .is_list()
                .then(|| deliveries.list(Delivery::read)),
            problems: Problem::read_all(fields.get("problems")),
            problems_present: fields.has("problems"),
            order_id_present: fields.first(&["order_id", "id"], Json::text).is_some(),
            fee: fields.get("payment_fee").sum(),
            summary: Summary::read(fields.get("summary")),
            coupon_code: fields.text("coupon_code"),
        })
    }
}
