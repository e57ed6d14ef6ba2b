//! One product being bought: the form, its price, and the way to a validated order.

mod cart;
mod changing;
mod coupon;
mod editing;
mod minimum;
mod plans;
mod pricing;
mod products;
mod stock;
mod submitting;
mod ways;

pub use minimum::{Standing, least};
pub use plans::{Facet, MANY, Measure, Narrowing, Plans};

use std::sync::Arc;

use crate::money::Amount;
use crate::wire::Brand;
use crate::wire::{DeliveryType, Product, ProductGroup};
use crate::wire::{Problem, ProxyError};

use super::Loading;
use super::consent::Refusal;
use super::draft::{Draft, Field, Order, Review, Surroundings};
use super::effect::Effect;
use super::event::Ask;
use super::methods::Coin;
use super::quote::{Price, Quote};
use super::remembered::RememberedOrder;

/// How far the press on pay has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Submit {
    /// Not pressed.
    #[default]
    Idle,
    /// Pressed; the validation runs. Holds the price that the buyer saw, if there was one.
    Checking {
        /// What the buyer saw when pressing.
        seen: Option<Amount>,
    },
}

/// A price that rose between what the buyer saw and the validation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rise {
    /// What was on the screen; absent when no price had been seen.
    pub seen: Option<Amount>,
}

/// The form of one brand.
#[derive(Clone, Debug, PartialEq)]
pub struct Configure {
    /// The brand as the grid showed it.
    pub brand: Brand,
    /// Its products.
    pub group: Loading<Arc<ProductGroup>>,
    /// What the buyer entered.
    pub draft: Draft,
    /// The coupon's field was used once, here or on another form: it stays unfolded.
    pub coupon_open: bool,
    /// What a long list of plans is narrowed to.
    pub plans: Narrowing,
    /// Fields that were left: their mistakes are shown.
    touched: Vec<Field>,
    /// The field that is typed in: no new mistake is shown in it.
    editing: Option<editing::Editing>,
    /// Pay was pressed once: all mistakes are shown.
    pub pressed: bool,
    /// The product was to go into the cart and could not: what is in the way is shown.
    adding: bool,
    /// What the API refused.
    pub refused: Vec<Problem>,
    /// Why the last question had no answer.
    pub trouble: Option<ProxyError>,
    /// The price.
    pub quote: Quote,
    /// The press on pay.
    pub submit: Submit,
    /// The price rose since the buyer pressed: they must press again.
    pub rise: Option<Rise>,
    /// An unpaid order for the same goods, of this or another tab: the buyer chooses.
    pub rival: Option<RememberedOrder>,
    /// The host did not agree to the order.
    pub refusal: Option<Refusal>,
    /// The buyer wants another order for the same goods.
    pub second: bool,
    /// Coins and networks that the API refused for this product: a coin alone, or with a network.
    pub closed: Vec<(String, Option<String>)>,
    /// Fixed products that the API refused at last, each with its code.
    unsold: Vec<(String, String)>,
    /// The coin that the product list is priced in.
    priced_in: Option<String>,
    /// The coin that the list on its way will be priced in, if one is.
    listing: Option<Option<String>>,
    /// The price is one of the list's: it has no answer of its own.
    awaits_list: bool,
    products_ask: Ask,
    quote_ask: Ask,
    /// The body that was sent to be validated last: an answer is about this one, and no other is created.
    asked_body: String,
    retries: u8,
}

/// What surrounds the form.
#[derive(Clone, Copy, Debug)]
pub struct Shop<'a> {
    /// Country, language and campaign.
    pub around: Surroundings<'a>,
    /// Ways to pay.
    pub coins: &'a [Coin],
    /// The value to choose at first, as the integrator wrote it.
    pub face_value: Option<&'a str>,
    /// The host says who buys.
    pub email_locked: bool,
    /// The device's clock.
    pub now_ms: i64,
}

/// What a change asks of the checkout around the form.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Wishes to the world.
    pub effects: Vec<Effect>,
    /// The order may be created now, at this price; the last is the price on the screen when pay was
    /// pressed, where it was another one.
    pub create: Option<(Order, Price, Option<Amount>)>,
    /// Wallets are asked anew what they hold.
    pub looks_again: bool,
}

impl From<Vec<Effect>> for Outcome {
    fn from(effects: Vec<Effect>) -> Self {
        Self {
            effects,
            create: None,
            looks_again: false,
        }
    }
}

impl Configure {
    /// Products that can be bought here at all; the rest would need a recipient we cannot ask for.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        match &self.group {
            Loading::Here(group) => group.products.as_slice(),
            _ => &[],
        }
        .iter()
        .filter(|product| product.is_sellable())
    }

    /// The product that is chosen.
    pub fn product(&self) -> Option<&Product> {
        match &self.group {
            Loading::Here(group) => self.draft.product(group),
            _ => None,
        }
    }

    /// How the product is delivered, as far as that is known yet.
    pub fn delivery_type(&self) -> Option<DeliveryType> {
        self.draft.delivery_type(self.group.here()?)
    }

    /// The order in words, once nothing is missing.
    pub fn review(&self, shop: &Shop<'_>) -> Option<Review> {
        self.draft.review(self.group.here()?, shop.around)
    }

    /// Everything that is wrong and may be shown now, the API's refusals last.
    pub fn problems(&self, shop: &Shop<'_>) -> Vec<Problem> {
        let mut shown = self.mistakes(shop);
        shown.extend(self.refused.iter().cloned());
        shown
    }

    /// What we find wrong ourselves and may show now.
    fn mistakes(&self, shop: &Shop<'_>) -> Vec<Problem> {
        let found = match &self.group {
            Loading::Here(group) => self.draft.order(group, shop.around).err(),
            _ => None,
        };
        let mut found = found.unwrap_or_default();
        found.retain(|problem| self.may_show(problem));
        // The buyer cannot know of it, so it is told at once; the API says so otherwise.
        if self.refused.is_empty() {
            found.extend(self.below_minimum(shop));
        }
        found
    }
}

/// The next question's number.
pub fn next(asks: &mut Ask) -> Ask {
    *asks = asks.wrapping_add(1);
    *asks
}
