//! Whether the number is asked before the operators are read, and what is said of it (features PRD-08).

use crate::checkout::draft::{origins, read_phone};
use crate::checkout::served::is_served;
use crate::checkout::{Checkout, Settings};
use crate::wire::{Kind, Problem};

/// More operators than these are a long list.
const FEW: u32 = 8;

/// How far the number in the shop window is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Number {
    /// Nobody has touched it since the kind or the country was picked.
    #[default]
    Untouched,
    /// It is being typed.
    Entered,
    /// Its field was left: its mistake is shown.
    Left,
}

impl Number {
    pub(in crate::checkout) fn leave(&mut self) {
        if *self == Self::Entered {
            *self = Self::Left;
        }
    }
}

impl Settings {
    /// Whether the buyer may pick a country.
    pub fn sells_in(&self, country: &str) -> bool {
        if self.countries.is_empty() {
            return is_served(country);
        }
        self.countries.iter().any(|known| known == country)
    }
}

/// Whether a category's goods go by e-mail though they are of the operators' kind (api-notes rule 8).
fn is_esim(slug: &str) -> bool {
    matches!(slug, "e-sim" | "esim")
}

impl Checkout {
    /// Whether a number is asked for above the grid: operators are looked at, and there are many. A field
    /// that was typed in stays, whatever its country sells.
    pub fn asks_number(&self) -> bool {
        let topped_up = Kind::MobileRecharge;
        let filter = &self.browse.filter;
        let only = self.settings.kind.as_deref() == Some(topped_up.as_str());
        if !only && filter.kind.as_ref() != Some(&topped_up)
            || filter.category.as_deref().is_some_and(is_esim)
        {
            return false;
        }
        let many = || {
            self.browse.shelf.here().is_some_and(|shelf| {
                let esims = shelf.categories(Some(&topped_up));
                let esims = esims.filter(|(slug, _)| is_esim(slug));
                let esims: u32 = esims.map(|(_, count)| count).sum();
                shelf.count(Some(&topped_up)) > FEW.saturating_add(esims)
            })
        };
        self.browse.number != Number::Untouched || many()
    }

    /// What is wrong with the number, once its field was left. A missing one is no mistake here.
    pub fn number_problem(&self) -> Option<Problem> {
        let typed = &self.kept.recipient_phone;
        let shown = self.browse.number == Number::Left && !typed.trim().is_empty();
        shown.then(|| read_phone(typed, &self.country).err())?
    }

    /// The countries that the number may be of by the code it is written with.
    pub fn number_origins(&self) -> Vec<&'static str> {
        origins(&self.kept.recipient_phone, &self.country)
    }

    /// Whether the number is whole.
    pub fn is_number_whole(&self) -> bool {
        read_phone(&self.kept.recipient_phone, &self.country).is_ok()
    }
}
