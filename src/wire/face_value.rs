//! What a product is worth: a fixed face value or a range to choose from. May import siblings only.

use super::fields::Fields;
use super::json::Json;
use super::scalar::{Decimal, same_word};

/// The values on sale for a dynamic product.
///
/// The API's `default` is left out on purpose: it was seen equal to the maximum, so it must never
/// be preselected (api-notes §1, rule 9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// Smallest value, in `currency`.
    pub min: Decimal,
    /// Largest value, in `currency`.
    pub max: Decimal,
    /// Distance between two values, counted from `min`; absent or not positive means any value.
    pub step: Option<Decimal>,
    /// ISO 4217 code; empty when the API named none.
    pub currency: String,
}

/// What the recipient gets, in the currency of the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceValue {
    /// ISO 4217 code; empty when the API named none.
    pub currency: String,
    /// One value or a range of them.
    pub amount: FaceAmount,
}

/// The two forms of a face value. The API tags them by `type`, or not at all (api-notes §3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaceAmount {
    /// One value.
    Fixed {
        /// Label such as `25 USD` or `3 months`: to show, never to compute with.
        price: Option<String>,
        /// The bare number, when given.
        value: Option<Decimal>,
    },
    /// Any value between two.
    Range {
        /// Smallest value.
        min: Decimal,
        /// Largest value.
        max: Decimal,
    },
}

impl Range {
    /// Reads `range`, or builds one from a face value that is a range.
    pub(super) fn read(json: Json<'_>, face_value: Option<&FaceValue>) -> Option<Self> {
        let face_currency = || face_value.map(|face| face.currency.clone());
        if let Some(fields) = json.fields()
            && let Some((min, max)) = ends(&fields)
        {
            let currency = fields.text("currency").or_else(|| currency_of(&fields));
            return Some(Self {
                min,
                max,
                step: fields.get("step_size").sum(),
                currency: currency.or_else(face_currency).unwrap_or_default(),
            });
        }
        match face_value.map(|face| &face.amount) {
            Some(FaceAmount::Range { min, max }) => Some(Self {
                min: min.clone(),
                max: max.clone(),
                step: None,
                currency: face_currency().unwrap_or_default(),
            }),
            _ => None,
        }
    }
}

impl FaceValue {
    pub(super) fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        let amount = fields.get("amount").fields()?;
        let currency = fields
            .first(&["currency_code", "currency"], Json::text)
            .or_else(|| currency_of(&amount));
        let price = amount.text("price");
        let value = amount.first(&["value", "price"], Json::sum);
        let tag = amount.text("type").unwrap_or_default();
        // The tag only decides when both forms are there; the keys always do otherwise.
        let fixed = || FaceAmount::Fixed { price, value };
        let amount = match ends(&amount) {
            Some(_) if same_word(&tag, "fixed") => fixed(),
            Some((min, max)) => FaceAmount::Range { min, max },
            None => fixed(),
        };
        if matches!(
            &amount,
            FaceAmount::Fixed {
                price: None,
                value: None
            }
        ) {
            return None;
        }
        Some(Self {
            currency: currency.unwrap_or_default(),
            amount,
        })
    }
}

/// `min` and `max`, each a string, a number or an `{amount, currency}` object.
fn ends(fields: &Fields<'_>) -> Option<(Decimal, Decimal)> {
    Some((fields.get("min").sum()?, fields.get("max").sum()?))
}

fn currency_of(fields: &Fields<'_>) -> Option<String> {
    ["min", "max", "value", "price"].iter().find_map(|name| {
        let inner = fields.get(name).fields()?;
        inner.first(&["currency", "currency_code"], Json::text)
    })
}
