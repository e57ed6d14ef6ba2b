//! What else the order holds beside the product on the form: the cart.

use super::{Choice, Chosen, Draft, RECIPIENT, code, problem, read_email, read_phone};
use crate::wire::{Brand, DeliveryType, Problem};

/// An order has at most so many deliveries (api-notes section 5).
pub const MOST: u8 = 10;

/// One thing in the cart: product and value as they were chosen, and who gets it.
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    /// The brand as the grid showed it, to come back to.
    pub brand: Brand,
    /// ISO 3166-1 alpha-2: the cart may hold things of several countries.
    pub country: String,
    /// Product and value.
    pub chosen: Chosen,
    /// An e-mail address or a phone number, as typed.
    pub recipient: String,
    /// It goes to somebody else than the buyer.
    pub gift: bool,
    /// How many: each is a delivery.
    pub quantity: u8,
}

/// The recipient stays out of logs.
impl std::fmt::Debug for Item {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Item")
            .field("brand", &self.brand.brand)
            .field("chosen", &self.chosen)
            .field("quantity", &self.quantity)
            .finish_non_exhaustive()
    }
}

/// What an order took from the cart.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordered {
    /// Our name for the order.
    pub attempt: String,
    /// The things.
    pub items: Vec<Item>,
    /// The discount code that it has.
    pub coupon: Option<String>,
}

impl Item {
    /// Whether both are the same thing for the same person, however many.
    pub fn is_same(&self, other: &Self) -> bool {
        (&self.brand, &self.country) == (&other.brand, &other.country)
            && (&self.chosen, self.gift) == (&other.chosen, other.gift)
            && self.recipient.eq_ignore_ascii_case(&other.recipient)
    }

    /// Whether it can be ordered as it is.
    pub fn is_complete(&self) -> bool {
        self.account().is_ok()
    }

    /// The recipient as the API wants it.
    pub(super) fn account(&self) -> Result<String, Problem> {
        let (delivery, typed) = (&self.chosen.delivery_type, &self.recipient);
        account(delivery, &self.country, typed, typed)
    }
}

/// A recipient as the API wants it, by the delivery type of the product (api-notes rule 8).
pub(super) fn account(
    delivery: &DeliveryType,
    country: &str,
    email: &str,
    phone: &str,
) -> Result<String, Problem> {
    match delivery {
        DeliveryType::Email => read_email(email, RECIPIENT),
        DeliveryType::Phone => read_phone(phone, country),
        DeliveryType::Unknown(_) => Err(problem(code::PRODUCT_UNSELLABLE)),
    }
}

impl Draft {
    /// How many of the product on the form are wanted.
    pub fn quantity(&self) -> u8 {
        self.quantity.max(1)
    }

    /// How many deliveries the order may hold, as far as is known.
    pub fn most(&self) -> u8 {
        match self.most {
            0 => MOST,
            most => most,
        }
    }

    /// Whether the product on the form is part of the order: always, unless the cart alone is bought.
    pub fn has_current(&self) -> bool {
        self.choice != Choice::Nothing || self.items.is_empty()
    }

    /// What was paid for is wanted no more; what was put in since is.
    pub fn is_bought(&mut self, ordered: &Ordered) {
        for bought in &ordered.items {
            let mut items = self.items.iter_mut();
            if let Some(item) = items.find(|item| item.is_same(bought)) {
                item.quantity = item.quantity.saturating_sub(bought.quantity);
            }
        }
        self.items.retain(|item| item.quantity > 0);
        if ordered.coupon.is_some() && self.coupon == ordered.coupon {
            self.coupon_typed.clear();
            self.coupon = None;
        }
    }

    /// Takes over what belongs to the order as a whole and not to one form.
    pub fn share(&mut self, kept: &Self) {
        self.items.clone_from(&kept.items);
        self.coupon_typed.clone_from(&kept.coupon_typed);
        self.coupon.clone_from(&kept.coupon);
        self.refund.clone_from(&kept.refund);
    }

    /// Whether a discount code was typed or applied.
    pub fn has_coupon(&self) -> bool {
        self.coupon.is_some() || !self.coupon_typed.is_empty()
    }

    /// How many deliveries are in the cart, without the product on the form.
    pub fn in_cart(&self) -> u8 {
        let add = |sum: u8, item: &Item| sum.saturating_add(item.quantity);
        self.items.iter().fold(0, add)
    }

    /// How many deliveries the order has.
    pub fn count(&self) -> u8 {
        let current = if self.has_current() {
            self.quantity()
        } else {
            0
        };
        self.in_cart().saturating_add(current)
    }

    /// How many of a thing in the cart, or of the product on the form, the order has room for.
    pub fn room(&self, place: Option<usize>) -> u8 {
        let Some(place) = place else {
            return self.most().saturating_sub(self.in_cart());
        };
        let own = self.items.get(place).map_or(0, |item| item.quantity);
        let others = self.count().saturating_sub(own);
        self.most().saturating_sub(others)
    }

    /// Whether the buyer's own e-mail address is asked for: wherever it is not the one that everything goes
    /// to. `delivery` is that of the product on the form.
    pub fn asks_buyer(&self, delivery: Option<&DeliveryType>) -> bool {
        let delivery = delivery.filter(|_| self.has_current());
        let current = match delivery {
            Some(DeliveryType::Phone) => return true,
            Some(DeliveryType::Email) if self.gift => return true,
            Some(DeliveryType::Email) => Some(self.recipient_email.trim()),
            _ => None,
        };
        let mut known = current.filter(|text| !text.is_empty());
        self.items.iter().any(|item| {
            let text = item.recipient.trim();
            let same = known.is_none_or(|known| known.eq_ignore_ascii_case(text));
            known = Some(text);
            item.gift || item.chosen.delivery_type == DeliveryType::Phone || !same
        })
    }
}
