//! The number that is topped up, typed before an operator is chosen (features PRD-08).

use crate::checkout::Checkout;
use crate::checkout::Screen;
use crate::checkout::browse::Number;
use crate::checkout::draft::{origins, taken_along};
use crate::checkout::effect::Effect;

impl Checkout {
    /// Keeps the number for the next form, and goes to its country where only one has its code. A code that
    /// several countries share says nothing: the buyer chooses.
    pub(super) fn enter_number(&mut self, typed: String) -> Vec<Effect> {
        if !matches!(self.screen, Screen::Browse) {
            return Vec::new();
        }
        let origins = origins(&typed, &self.country);
        self.kept.recipient_phone = typed;
        let effects = match *origins {
            [country] => self.go_with_number(country),
            _ => Vec::new(),
        };
        if let Some(form) = &mut self.left {
            let phone = &self.kept.recipient_phone;
            form.draft.recipient_phone.clone_from(phone);
        }
        self.browse.number = Number::Entered;
        effects
    }

    /// Goes to another country's operators, as far as the buyer may pick it.
    pub(super) fn go_with_number(&mut self, country: &str) -> Vec<Effect> {
        if country == self.country || !self.settings.sells_in(country) {
            return Vec::new();
        }
        let kind = self.browse.filter.kind.clone();
        if let Some(typed) = taken_along(&self.kept.recipient_phone, &self.country, country) {
            self.kept.recipient_phone = typed;
        }
        let effects = self.change_country(country.into());
        self.browse.filter.kind = kind;
        self.browse.number = Number::Entered;
        effects
    }
}
