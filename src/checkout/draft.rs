//! What the buyer chose and typed, and the way from there to an order's body.
//!
//! Nothing is preselected that costs money (api-notes rule 9), and nothing typed is ever lost.

mod cart;
pub mod code;
pub mod dialling;
mod email;
mod limit;
mod ordering;
mod origins;
mod phone;
mod preset;
mod refund;
mod review;

pub use cart::{Item, MOST, Ordered};
pub use code::field;
pub use email::suggestion;
use email::{Codes, read_email};
pub use limit::{Limit, limit};
pub use origins::{origins, taken_along};
pub use phone::read_phone;
pub use preset::preset;
pub use review::{Review, Thing};

use super::goods::Goods;
use super::methods::Coin;
use crate::money::{Amount, Bounds, OutOfBounds, TypedAmountError, parse_typed};
use crate::wire::Problem;
use crate::wire::{Acquisition, OrderRequest};
use crate::wire::{DeliveryType, Product, ProductGroup};

/// A text field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The amount of a range product.
    Amount,
    /// Where a by-email product goes.
    RecipientEmail,
    /// The phone that is topped up.
    RecipientPhone,
    /// Where the receipt of a by-phone product goes.
    BuyerEmail,
    /// A discount code, before it is applied.
    Coupon,
    /// The buyer's own wallet, for a refund.
    Refund,
    /// The recipient of this thing in the cart.
    Item(usize),
}

/// The product side of the choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A product of fixed value.
    Fixed {
        /// The API's id of the product.
        product_id: String,
    },
    /// A range product with what was typed as its amount.
    Range {
        /// The API's id of the product.
        product_id: String,
        /// As typed.
        typed: String,
    },
}

/// Everything that the buyer entered for one purchase.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Product and value.
    pub choice: Choice,
    /// As typed.
    pub recipient_email: String,
    /// As typed.
    pub recipient_phone: String,
    /// As typed.
    pub buyer_email: String,
    /// The coin's name.
    pub coin: Option<String>,
    /// The network's name.
    pub network: Option<String>,
    /// A discount code as typed; nothing is asked of it before it is applied.
    pub coupon_typed: String,
    /// The discount code that the order is to have.
    pub coupon: Option<String>,
    /// The wallet for a refund, as typed.
    pub refund: String,
    /// How many of the product on the form; see [`Draft::quantity`].
    pub quantity: u8,
    /// What goes by e-mail goes to somebody else: the buyer's own address is asked as well.
    pub gift: bool,
    /// The buyer agreed to the vendor's newsletter: for this order, on this form, and never before they did
    /// (api-notes rule 12).
    pub newsletter: bool,
    /// The order may hold so many deliveries, as the API said of the things in it; zero as long as it did not.
    pub most: u8,
    /// What else is bought.
    pub items: Vec<Item>,
}

/// E-mail, phone and wallet stay out of logs.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft")
            .field("choice", &self.choice)
            .field("coin", &self.coin)
            .field("network", &self.network)
            .field("items", &self.items)
            .finish_non_exhaustive()
    }
}

/// A product and the value asked of it, in the API's terms (api-notes rule 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The product's id.
    pub product_id: String,
    /// Verbatim, or `range`.
    pub denomination: String,
    /// Only for a range: canonical decimal text.
    pub product_value: Option<String>,
    /// For people: the face value.
    pub label: String,
    /// How it is delivered.
    pub delivery_type: DeliveryType,
}

/// A draft that may be sent: the body's bytes and what they mean.
#[derive(Clone, PartialEq, Eq)]
pub struct Order {
    /// What is bought, or the first of it.
    pub chosen: Chosen,
    /// All that is bought, sorted, each thing once.
    pub goods: Vec<Goods>,
    /// What is asked of the API.
    pub request: OrderRequest,
    /// `request` serialised once: validation and creation send these very bytes.
    pub body: String,
}

/// The body holds an e-mail address or a phone number.
impl std::fmt::Debug for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Order")
            .field("chosen", &self.chosen)
            .finish_non_exhaustive()
    }
}

/// What the draft's surroundings add to an order.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// ISO 3166-1 alpha-2.
    pub country: &'a str,
    /// The API's language code.
    pub lang: &'a str,
    /// Campaign fields given by the host.
    pub acquisition: Option<&'a Acquisition>,
    /// Ways to pay.
    pub coins: &'a [Coin],
}

/// What can be wrong with a recipient's address.
const RECIPIENT: Codes = Codes {
    missing: code::EMAIL_MISSING,
    unreadable: code::EMAIL_UNREADABLE,
    placeholder: code::EMAIL_PLACEHOLDER,
};
/// What can be wrong with the buyer's own.
const BUYER: Codes = Codes {
    missing: code::BUYER_EMAIL_MISSING,
    unreadable: code::BUYER_EMAIL_UNREADABLE,
    placeholder: code::BUYER_EMAIL_PLACEHOLDER,
};

fn problem(code: &str) -> Problem {
    Problem {
        code: code.into(),
        details: Vec::new(),
    }
}

fn problem_with(code: &str, details: Vec<String>) -> Problem {
    Problem {
        code: code.into(),
        details,
    }
}

/// The product's range as exact numbers, if it can be read.
pub fn bounds(product: &Product) -> Option<Bounds> {
    let range = product.range.as_ref()?;
    Some(Bounds {
        min: Amount::parse(range.min.as_str())?,
        max: Amount::parse(range.max.as_str())?,
        step: range
            .step
            .as_ref()
            .and_then(|step| Amount::parse(step.as_str()))
            .filter(|step| !step.is_zero()),
    })
}

impl Draft {
    /// The product that the choice names.
    pub fn product<'a>(&self, group: &'a ProductGroup) -> Option<&'a Product> {
        let wanted = match &self.choice {
            Choice::Nothing => return None,
            Choice::Fixed { product_id } | Choice::Range { product_id, .. } => product_id,
        };
        let dynamic = matches!(self.choice, Choice::Range { .. });
        group
            .products
            .iter()
            .find(|product| product.product_id == *wanted && product.is_dynamic == dynamic)
    }

    /// How the product is delivered: by the chosen one, or by all if they agree (api-notes rule 8).
    pub fn delivery_type(&self, group: &ProductGroup) -> Option<DeliveryType> {
        if let Some(product) = self.product(group) {
            return Some(product.delivery_type.clone());
        }
        let mut products = group
            .products
            .iter()
            .filter(|product| product.is_sellable());
        let first = products.next()?.delivery_type.clone();
        products
            .all(|product| product.delivery_type == first)
            .then_some(first)
    }

    /// The product and value, or what is wrong with them.
    pub fn chosen(&self, group: &ProductGroup) -> Result<Chosen, Problem> {
        let Some(product) = self.product(group) else {
            return Err(problem(code::AMOUNT_MISSING));
        };
        if !product.is_sellable() || product.is_out_of_stock {
            return Err(problem(code::PRODUCT_UNSELLABLE));
        }
        let Some(denomination) = product.order_denomination().map(str::to_owned) else {
            return Err(problem(code::PRODUCT_UNSELLABLE));
        };
        let (product_value, label) = match (&self.choice, &product.range) {
            (Choice::Range { typed, .. }, Some(range)) => {
                let value = read_amount(typed, product)?.to_string();
                let label = label(&value, &range.currency);
                (Some(value), label)
            }
            _ => {
                let named = product.label.as_ref().unwrap_or(&denomination);
                (None, named.clone())
            }
        };
        Ok(Chosen {
            product_id: product.product_id.clone(),
            denomination,
            product_value,
            label,
            delivery_type: product.delivery_type.clone(),
        })
    }
}

/// A face value for people. The view formats it in the buyer's language where it can.
fn label(value: &str, currency: &str) -> String {
    let mut text = value.to_owned();
    if !currency.is_empty() {
        text.push(' ');
        text.push_str(currency);
    }
    text
}

/// What was typed, as an amount that the product allows.
pub fn read_amount(typed: &str, product: &Product) -> Result<Amount, Problem> {
    let value = parse_typed(typed).map_err(|error| match error {
        TypedAmountError::Empty => problem(code::AMOUNT_MISSING),
        TypedAmountError::Ambiguous {
            as_decimal,
            as_thousands,
        } => problem_with(
            code::AMOUNT_AMBIGUOUS,
            vec![as_decimal.to_string(), as_thousands.to_string()],
        ),
        _ => problem(code::AMOUNT_UNREADABLE),
    })?;
    let Some(bounds) = bounds(product) else {
        return Err(problem(code::PRODUCT_UNSELLABLE));
    };
    match bounds.check(&value) {
        Ok(()) => Ok(value),
        Err(OutOfBounds::BelowMin) => Err(problem_with(
            code::AMOUNT_BELOW_RANGE,
            vec![bounds.min.to_string()],
        )),
        Err(OutOfBounds::AboveMax) => Err(problem_with(
            code::AMOUNT_ABOVE_RANGE,
            vec![bounds.max.to_string()],
        )),
        Err(OutOfBounds::OffStep { lower, upper }) => Err(problem_with(
            code::AMOUNT_OFF_STEP,
            std::iter::once(lower)
                .chain(upper)
                .map(|near| near.to_string())
                .collect(),
        )),
    }
}
