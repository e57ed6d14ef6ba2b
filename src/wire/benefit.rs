//! What a top-up or eSIM contains: data, minutes, messages. May import siblings only.

use super::json::Json;
use super::scalar::Decimal;

/// How deep an amount may be wrapped in objects.
const MAX_DEPTH: usize = 3;

/// One thing a product contains (api-notes §3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit {
    /// What it is, such as `DATA`; empty when unnamed.
    pub kind: String,
    /// What the amount counts, such as `GB`; empty when unnamed.
    pub unit: String,
    /// How much of it, when given.
    pub amount: Option<BenefitAmount>,
    /// The vendor's own remark.
    pub note: Option<String>,
}

/// How much of a benefit there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BenefitAmount {
    /// That many units.
    Quantity(Decimal),
    /// No limit; the API says `-1`.
    Unlimited,
}

impl Benefit {
    pub(super) fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        let kind = fields.text("type");
        let amount = amount(fields.get("amount"), MAX_DEPTH);
        if kind.is_none() && amount.is_none() {
            return None;
        }
        Some(Self {
            kind: kind.unwrap_or_default(),
            unit: fields
                .first(&["unit", "unit_type"], Json::text)
                .unwrap_or_default(),
            amount: amount.map(|quantity| {
                let number = quantity.as_str().split_once('.');
                let unlimited = match number {
                    Some((whole, places)) => whole == "-1" && places.bytes().all(|b| b == b'0'),
                    None => quantity.as_str() == "-1",
                };
                if unlimited {
                    BenefitAmount::Unlimited
                } else {
                    BenefitAmount::Quantity(quantity)
                }
            }),
            note: fields.text("additional_information"),
        })
    }
}

/// The schema wraps an amount of free shape into `base` and three more: the first number counts.
fn amount(json: Json<'_>, depth: usize) -> Option<Decimal> {
    if let Some(decimal) = json.decimal() {
        return Some(decimal);
    }
    let fields = json.fields()?;
    let depth = depth.checked_sub(1)?;
    [
        "base",
        "total_excluding_tax",
        "total_including_tax",
        "amount",
        "value",
    ]
    .iter()
    .find_map(|name| amount(fields.get(name), depth))
}
