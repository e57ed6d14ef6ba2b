//! The cart, seen from outside its form.

use crate::checkout::Checkout;
use crate::checkout::Screen;
use crate::checkout::draft::{Choice, Item};
use crate::checkout::effect::Effect;
use crate::checkout::event::Moment;

impl Checkout {
    /// What is in the cart, whatever screen is shown.
    pub fn cart(&self) -> &[Item] {
        match &self.screen {
            Screen::Configure(form) => &form.draft.items,
            _ => &self.kept.items,
        }
    }

    /// Money was seen for an order: what it took from the cart is bought.
    pub(super) fn cart_is_bought(&mut self, attempt: &str) -> Vec<Effect> {
        let place = self.ordered.iter().position(|one| one.attempt == attempt);
        let Some(place) = place else {
            return Vec::new();
        };
        let ordered = self.ordered.swap_remove(place);
        self.kept.is_bought(&ordered);
        match &mut self.screen {
            Screen::Configure(form) => form.is_bought(&ordered, &mut self.asks),
            _ => {
                self.kept.gift = false;
                Vec::new()
            }
        }
    }

    /// Shows the form of what was put in last, with nothing chosen: the cart is bought as it is.
    pub(super) fn open_cart(&mut self, now: Moment) -> Vec<Effect> {
        let Some(item) = self.cart().last() else {
            return Vec::new();
        };
        if matches!(self.screen, Screen::Configure(_)) {
            return Vec::new();
        }
        let brand = item.brand.clone();
        if let Some(form) = self.left.as_mut().filter(|form| form.brand == brand) {
            form.draft.choice = Choice::Nothing;
            form.draft.quantity = 0;
        }
        self.open_brand(brand, now)
    }
}
