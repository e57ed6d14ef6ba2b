//! One product of a brand, and its price in a coin. May import siblings only.

use super::Unreadable;
use super::benefit::Benefit;
use super::face_value::{FaceValue, Range};
use super::fields::Fields;
use super::json::Json;
use super::kind::DeliveryType;
use super::scalar::Decimal;

/// What the order call wants as denomination of a dynamic product (api-notes §1, rule 1).
const RANGE: &str = "range";

/// One thing that can be bought: a fixed denomination, or a range to choose from (api-notes §3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// The vendor's id; when missing, the denomination, which is unique within a brand.
    pub product_id: String,
    /// Whether the buyer chooses the value within `range`.
    pub is_dynamic: bool,
    /// Opaque name of a fixed value, sent back byte for byte (§1, rule 1).
    pub denomination: Option<String>,
    /// The denomination for people; never parsed.
    pub label: Option<String>,
    /// The values on sale, of a dynamic product.
    pub range: Option<Range>,
    /// What the recipient gets.
    pub face_value: Option<FaceValue>,
    /// Coin of `coin_amount`, which may not be the one asked for.
    pub coin: Option<String>,
    /// Indicative price; null on most dynamic products. Only validation tells what is owed.
    pub coin_amount: Option<Decimal>,
    /// How it reaches the recipient.
    pub delivery_type: DeliveryType,
    /// What a top-up or eSIM contains.
    pub benefits: Vec<Benefit>,
    /// Shown, but cannot be bought now.
    pub is_out_of_stock: bool,
    /// Where it works, as the API words it; empty when it does not say.
    pub valid_regions: Vec<String>,
}

impl Product {
    pub(super) fn read(json: Json<'_>) -> Option<Self> {
        let fields = json.fields()?;
        let denomination = fields.text("denomination");
        let face_value = FaceValue::read(fields.get("face_value"));
        let is_dynamic = fields.get("is_dynamic").boolean().unwrap_or_else(|| {
            denomination.as_deref().is_none_or(|text| text == RANGE)
                && fields.get("range").fields().is_some()
        });
        let range = is_dynamic
            .then(|| Range::read(fields.get("range"), face_value.as_ref()))
            .flatten();
        let product_id = fields.text("product_id").or_else(|| {
            if is_dynamic {
                Some(RANGE.to_owned())
            } else {
                denomination.clone()
            }
        })?;
        Some(Self {
            product_id,
            is_dynamic,
            label: fields.text("localized_denomination"),
            range,
            face_value,
            coin: fields.text("coin"),
            coin_amount: fields.decimal("coin_amount"),
            delivery_type: DeliveryType::read(fields.get("delivery_type")),
            benefits: fields.get("benefits").list(Benefit::read),
            is_out_of_stock: fields.flag("is_out_of_stock"),
            valid_regions: fields.get("valid_regions").list(Json::text),
            denomination,
        })
    }

    /// Whether an order for it can be put into words: the recipient's form is known, and there is a
    /// denomination or a range. Stock is a separate question.
    pub fn is_sellable(&self) -> bool {
        !matches!(self.delivery_type, DeliveryType::Unknown(_))
            && if self.is_dynamic {
                self.range.is_some()
            } else {
                self.denomination.is_some()
            }
    }

    /// What to send as `denomination`: the literal `range` for a dynamic product, else its own,
    /// byte for byte. Anything else buys another product (api-notes §1, rule 1).
    pub fn order_denomination(&self) -> Option<&str> {
        if self.is_dynamic {
            Some(RANGE)
        } else {
            self.denomination.as_deref()
        }
    }
}

/// The answer of `GET /v4/products/price`: an estimate that holds for about 30 seconds
/// (api-notes §3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// Coin of `coin_amount`.
    pub coin: Option<String>,
    /// The estimate. `None` is "price not available", never zero.
    pub coin_amount: Option<Decimal>,
    /// The product it is for.
    pub product_id: Option<String>,
}

/// Reads a price, given as an object or as a list of one.
///
/// # Errors
///
/// [`Unreadable`] when the body is neither.
pub fn decode_price(body: &str) -> Result<Price, Unreadable> {
    let json = Json::parse(body)?;
    let first = json.items().next().unwrap_or(json);
    let fields: Fields<'_> = first.fields().ok_or(Unreadable)?;
    Ok(Price {
        coin: fields.text("coin"),
        coin_amount: fields.decimal("coin_amount"),
        product_id: fields.text("product_id"),
    })
}
