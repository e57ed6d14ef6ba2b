//! What the buyer chose and typed, and the way from there to an order's body.
//!
//! Nothing is preselected that costs money (api-notes rule 9), and nothing typed is ever lost.

pub mod code;
mod people;
mod preset;

pub use code::field;
use people::read_email;
pub use people::read_phone;
pub use preset::preset;

use super::methods::USER_WALLET;
use crate::money::{Amount, Bounds, OutOfBounds, TypedAmountError, parse_typed};
use crate::wire::Problem;
use crate::wire::{Acquisition, OrderRequest, Payment, RequestedDelivery, User};
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
}

/// E-mail and phone stay out of logs.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft")
            .field("choice", &self.choice)
            .field("coin", &self.coin)
            .field("network", &self.network)
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
    /// What is bought.
    pub chosen: Chosen,
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
}

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

    /// The recipient, and the buyer's own e-mail address, as the API wants them.
    fn people(&self, delivery: &DeliveryType) -> Result<(String, String), Vec<Problem>> {
        match delivery {
            DeliveryType::Email => {
                let email = read_email(
                    &self.recipient_email,
                    code::EMAIL_MISSING,
                    code::EMAIL_UNREADABLE,
                )
                .map_err(|problem| vec![problem])?;
                Ok((email.clone(), email))
            }
            DeliveryType::Phone => {
                let phone = read_phone(&self.recipient_phone);
                let email = read_email(
                    &self.buyer_email,
                    code::BUYER_EMAIL_MISSING,
                    code::BUYER_EMAIL_UNREADABLE,
                );
                match (phone, email) {
                    (Ok(phone), Ok(email)) => Ok((phone, email)),
                    (phone, email) => Err(phone.err().into_iter().chain(email.err()).collect()),
                }
            }
            DeliveryType::Unknown(_) => Err(vec![problem(code::PRODUCT_UNSELLABLE)]),
        }
    }

    /// The whole way: an order, or every problem at once.
    pub fn order(
        &self,
        group: &ProductGroup,
        around: Surroundings<'_>,
    ) -> Result<Order, Vec<Problem>> {
        let mut problems = Vec::new();
        let chosen = self.chosen(group).map_err(|p| problems.push(p)).ok();
        let people = self.delivery_type(group).and_then(|delivery| {
            self.people(&delivery)
                .map_err(|more| problems.extend(more))
                .ok()
        });
        let method = match (&self.coin, &self.network) {
            (Some(coin), Some(network)) => Some((coin.clone(), network.clone())),
            _ => {
                problems.push(problem(code::METHOD_MISSING));
                None
            }
        };
        let (Some(chosen), Some((recipient, email)), Some((coin, network))) =
            (chosen, people, method)
        else {
            return Err(problems);
        };
        let request = OrderRequest {
            email: email.clone(),
            user: User {
                email,
                has_accepted_newsletter: false,
            },
            payment: Payment {
                payment_via: USER_WALLET.into(),
                coin,
                network,
            },
            deliveries: vec![RequestedDelivery {
                brand_name: group.brand.clone(),
                country_code: around.country.into(),
                denomination: chosen.denomination.clone(),
                beneficiary_account: recipient,
                product_value: chosen.product_value.clone(),
            }],
            lang: around.lang.into(),
            acquisition: around.acquisition.cloned(),
            refund_wallet_address: None,
            coupon_code: None,
        };
        let body = request.to_body();
        Ok(Order {
            chosen,
            request,
            body,
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
