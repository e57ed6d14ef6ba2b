//! Long lists of plans, narrowed by where they work, how much they hold and how long they last (features
//! PRD-07). What is chosen stays chosen, whether it is listed or not.

use super::Configure;
use crate::checkout::fold::fold;
use crate::money::Amount;
use crate::wire::{Benefit, BenefitAmount, Product};

/// More products than this are searched and narrowed, not scanned.
pub const MANY: usize = 12;
/// So many plans are listed at first, and so many more at each wish.
const PAGE: usize = 60;

/// What plans differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Where a plan works.
    Region,
    /// How much it holds.
    Data,
    /// How long it lasts.
    Validity,
}

/// Which plans the buyer wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plans {
    /// Those that are called so, or work in places that are.
    Named(String),
    /// Those with this value of a facet; with any if it is empty.
    With(Facet, String),
    /// All of them.
    All,
    /// More of those that are left.
    More,
}

/// What a list of plans is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// As typed.
    pub search: String,
    /// As the API words the place; empty for all.
    pub region: String,
    /// The text of a [`Measure`]; empty for all.
    pub data: String,
    /// The text of a [`Measure`]; empty for all.
    pub validity: String,
    /// How often more was wished for.
    pages: usize,
}

impl Narrowing {
    /// What a facet is narrowed to; empty for all.
    pub fn of(&self, facet: Facet) -> &str {
        match facet {
            Facet::Region => &self.region,
            Facet::Data => &self.data,
            Facet::Validity => &self.validity,
        }
    }

    /// Narrows, widens or lengthens the list. Another list begins anew.
    pub fn change(&mut self, change: Plans) {
        let pages = match change {
            Plans::More => self.pages + 1,
            _ => 0,
        };
        match change {
            Plans::Named(words) => self.search = words,
            Plans::With(Facet::Region, value) => self.region = value,
            Plans::With(Facet::Data, value) => self.data = value,
            Plans::With(Facet::Validity, value) => self.validity = value,
            Plans::All => *self = Self::default(),
            Plans::More => {}
        }
        self.pages = pages;
    }

    /// Whether anything is left out.
    pub fn is_narrow(&self) -> bool {
        let all = [&self.search, &self.region, &self.data, &self.validity];
        all.into_iter().any(|text| !text.trim().is_empty())
    }
}

/// How much of something, in a unit that alike amounts share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Exact decimal text; none where there is no limit.
    pub amount: Option<String>,
    /// Such as `GB` or `DAY`, in capitals.
    pub unit: String,
}

impl Measure {
    /// What a benefit holds. Thousands of megabytes are gigabytes, as plans are called by them.
    pub fn of(benefit: &Benefit) -> Option<Self> {
        let mut unit = benefit.unit.trim().to_ascii_uppercase();
        if is_time(benefit) && unit.ends_with('S') {
            unit.pop();
        }
        let amount = match benefit.amount.as_ref()? {
            BenefitAmount::Unlimited => {
                return Some(Self { amount: None, unit });
            }
            BenefitAmount::Quantity(amount) => Amount::parse(amount.as_str())?,
        };
        let hundreds = amount.to_atomic(0).filter(|whole| whole % 100 == 0);
        let amount = match hundreds {
            Some(whole) if unit == "MB" && whole >= 1_000 => {
                unit = "GB".into();
                Amount::from_atomic(whole, 3)
            }
            _ => amount,
        };
        Some(Self {
            amount: Some(amount.to_string()),
            unit,
        })
    }

    /// One text for one measure.
    pub fn text(&self) -> String {
        let amount = self.amount.as_deref().unwrap_or("-1");
        [amount, " ", &self.unit].concat()
    }

    /// From less to more; no limit is most.
    fn rank(&self) -> u128 {
        let factor = match self.unit.as_str() {
            "GB" | "DAY" => 24_000,
            "TB" => 24_000_000,
            "WEEK" => 168_000,
            "MONTH" => 720_000,
            "YEAR" => 8_760_000,
            "HOUR" => 1_000,
            _ => 24,
        };
        let amount = self.amount.as_deref().and_then(Amount::parse);
        amount
            .and_then(|amount| amount.to_atomic(6))
            .map_or(u128::MAX, |units| units.saturating_mul(factor))
    }
}

/// Whether it says how long a plan lasts.
pub fn is_time(benefit: &Benefit) -> bool {
    benefit.kind == "VALIDITY"
}

/// What a plan holds of data, or how long it lasts.
fn measure(product: &Product, facet: Facet) -> Option<Measure> {
    let wanted = |one: &&Benefit| match facet {
        Facet::Data => one.kind == "DATA",
        _ => is_time(one),
    };
    Measure::of(product.benefits.iter().find(wanted)?)
}

impl Configure {
    /// The products of fixed value.
    pub fn fixed(&self) -> impl Iterator<Item = &Product> {
        self.products().filter(|product| !product.is_dynamic)
    }

    /// Where plans work that do not all work in the same places.
    pub fn regions(&self) -> Vec<&str> {
        let mut known: Vec<&str> = Vec::new();
        let mut differ = false;
        let mut first: Option<&Vec<String>> = None;
        for product in self.fixed() {
            let regions = &product.valid_regions;
            differ |= *first.get_or_insert(regions) != regions;
            for region in regions {
                if !known.contains(&region.as_str()) {
                    known.push(region);
                }
            }
        }
        if !differ {
            known.clear();
        }
        known
    }

    /// The measures in which plans differ, from less to more; none where there is nothing to choose.
    pub fn measures(&self, facet: Facet) -> Vec<Measure> {
        let mut known: Vec<Measure> = Vec::new();
        for found in self.fixed().filter_map(|product| measure(product, facet)) {
            if !known.contains(&found) {
                known.push(found);
            }
        }
        known.sort_by_key(Measure::rank);
        if known.len() < 2 {
            known.clear();
        }
        known
    }

    /// The plans that are left. `words_of` says what else a plan is called, `name` what a place is.
    pub fn narrowed(
        &self,
        words_of: impl Fn(&Product) -> String,
        name: impl Fn(&str) -> String,
    ) -> Vec<&Product> {
        let plans = &self.plans;
        let words = fold(&plans.search);
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        let mut places: Vec<(&str, String)> = Vec::new();
        if !words.is_empty() {
            for region in self.fixed().flat_map(|product| &product.valid_regions) {
                if !places.iter().any(|(known, _)| known == region) {
                    places.push((region, fold(&name(region))));
                }
            }
        }
        // Of many places hardly any is named: looked up once, not once for each plan.
        let meant: Vec<Vec<&str>> = words
            .iter()
            .map(|word| {
                let named = places.iter().filter(|(_, name)| name.contains(word));
                named.map(|(region, _)| *region).collect()
            })
            .collect();
        let is_left = |product: &&Product| {
            let works_in = |region: &str| product.valid_regions.iter().any(|one| one == region);
            let is = |facet| {
                let wanted = plans.of(facet);
                let held = || measure(product, facet).map(|held| held.text());
                wanted.is_empty() || held().as_deref() == Some(wanted)
            };
            if !(plans.region.is_empty() || works_in(&plans.region)) {
                return false;
            }
            if !is(Facet::Data) || !is(Facet::Validity) {
                return false;
            }
            if words.is_empty() {
                return true;
            }
            let label = fold(&words_of(product));
            let mut asked = words.iter().zip(&meant);
            asked.all(|(word, regions)| {
                label.contains(word) || regions.iter().any(|region| works_in(region))
            })
        };
        self.fixed().filter(is_left).collect()
    }

    /// How many of the plans that are left are listed: never fewer than lead to the chosen one.
    pub fn listed(&self, left: &[&Product]) -> usize {
        let chosen = self.product().map(|product| &product.product_id);
        let mut ids = left.iter().map(|product| &product.product_id);
        let chosen = ids.position(|id| Some(id) == chosen);
        let asked = PAGE.saturating_mul(self.plans.pages.saturating_add(1));
        asked
            .max(chosen.map_or(0, |place| place + 1))
            .min(left.len())
    }
}
