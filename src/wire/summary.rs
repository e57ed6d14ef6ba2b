//! The sums of a validation or an order. May import siblings only.

use super::json::Json;
use super::scalar::Decimal;

/// `summary`, of which any part may be missing (api-notes §5). All are to show only; what is owed
/// is `coin_amount`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Before any discount, in the coin of payment.
    pub before_discount: Option<Decimal>,
    /// After all discounts, in the coin of payment.
    pub after_discount: Option<Decimal>,
    /// The part paid in the coin of payment.
    pub to_pay_in_crypto: Option<Decimal>,
    /// The part a coupon pays, in the coin of payment.
    pub to_pay_via_coupon: Option<Decimal>,
    /// The part gift cards held as tokens pay, in the coin of payment.
    pub to_pay_via_nft: Option<Decimal>,
    /// The part paid in crypto, in US dollars.
    pub to_pay_usd: Option<Decimal>,
    /// The part paid in crypto, in euros.
    pub to_pay_eur: Option<Decimal>,
}

impl Summary {
    pub(super) fn read(json: Json<'_>) -> Self {
        let fields = json.fields_or_none();
        let in_currency = |names: &[&str]| {
            let inner = fields.first(names, Json::fields)?;
            inner.get("value_to_pay_in_crypto").sum()
        };
        Self {
            before_discount: fields.get("coin_amount_before_discount").sum(),
            after_discount: fields.get("coin_amount_after_discount").sum(),
            to_pay_in_crypto: fields.get("coin_amount_to_pay_in_crypto").sum(),
            to_pay_via_coupon: fields.get("coin_amount_to_pay_via_coupon").sum(),
            to_pay_via_nft: fields.get("coin_amount_to_pay_via_nft").sum(),
            to_pay_usd: in_currency(&["as_USD", "as_usd"]),
            to_pay_eur: in_currency(&["as_EUR", "as_eur"]),
        }
    }
}
