//! The brands of a country as the buyer narrows them: by category and by words.

mod names;
mod number;
#[cfg(test)]
mod tests;
mod typo;
mod window;

use std::sync::Arc;

use crate::wire::{Brand, Extent, Index, Kind};

use super::Loading;
use super::event::Ask;
use super::fold::fold;
use names::{Names, Query, RANKS};
use window::Found;

pub use number::Number;

/// The shop window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Browse {
    /// The country's brands, folded for the search.
    pub shelf: Loading<Arc<Shelf>>,
    /// How much of the vendor's list that is. If not all, the list is on its way.
    pub extent: Extent,
    /// The beginning of the list, as far as it is there.
    pub(super) begun: Vec<Brand>,
    /// So many brands of a shelf that is [begun](Extent::Begun) are of the list; those behind them are only featured.
    pub(super) head: u32,
    /// What was typed into the search field.
    pub query: String,
    /// What is shown of them.
    pub filter: Filter,
    /// The number to top up, which is kept for the next form; here is how far it is.
    pub number: Number,
    /// A brand that a link or the host asked for and that is not sold here.
    pub unknown: Option<Unknown>,
    /// Places of brands that this device has seen, the last one first; for the row above the grid.
    pub recent: Vec<u32>,
    /// Places of brands that the vendor features.
    pub featured: Vec<u32>,
    /// What the vendor features, as it said.
    pub(super) feed: Loading<Vec<Brand>>,
    /// The vendor's answer to a search.
    pub(super) found: Found,
    /// The timer that waits for the typing to rest, and what was typed when it was set.
    pub(super) asked: Option<(Ask, String)>,
    /// What was sought as an order's reference cannot be one.
    pub no_reference: bool,
}

/// What is shown of a shelf; both narrow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One kind, or all.
    pub kind: Option<Kind>,
    /// One category by its slug, or all.
    pub category: Option<String>,
}

impl Filter {
    /// Whether a brand is shown.
    pub fn lets(&self, brand: &Brand) -> bool {
        let has = |slug: &String| brand.categories.contains(slug);
        self.kind.as_ref().is_none_or(|kind| brand.kind == *kind)
            && self.category.as_ref().is_none_or(has)
    }
}

/// A name that was asked for in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// As it was asked for.
    pub name: String,
    /// The place of what may have been meant.
    near: Option<u32>,
}

/// Brands that are sold, with what the search needs computed once.
#[derive(Debug, Default)]
pub struct Shelf {
    brands: Vec<Brand>,
    names: Names,
    by_name: Index,
    categories: Vec<(String, Counts)>,
    counts: Counts,
    /// What the settings allow.
    kind: Option<String>,
    category: Option<String>,
    only: Option<String>,
}

/// Two shelves are equal when they are the same one: comparing ten thousand brands is never worth it.
impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Shelf {
    /// Keeps the brands that the settings allow and whose kind we know how to sell.
    pub fn new(
        brands: &[Brand],
        kind: Option<&str>,
        category: Option<&str>,
        only: Option<&str>,
    ) -> Self {
        let mut shelf = Self {
            kind: kind.map(str::to_owned),
            category: category.map(str::to_owned),
            only: only.map(str::to_owned),
            ..Self::default()
        };
        shelf.fill(&mut brands.iter());
        shelf
    }

    /// More of a list of which so many brands are shown: they stay first, whatever order the list turns out to
    /// have.
    pub fn go_on(&self, shown: u32, brands: &[Brand]) -> Self {
        let mut shelf = Self {
            kind: self.kind.clone(),
            category: self.category.clone(),
            only: self.only.clone(),
            ..Self::default()
        };
        let mut first: Vec<Option<&Brand>> = vec![];
        let shown = usize::try_from(shown).unwrap_or(0);
        first.resize(shown.min(self.brands.len()), None);
        let mut others = Vec::with_capacity(brands.len());
        for brand in brands {
            let place = self.by_name.get(&brand.brand);
            match place.and_then(|place| first.get_mut(place)) {
                Some(free @ None) => *free = Some(brand),
                _ => others.push(brand),
            }
        }
        shelf.fill(&mut first.into_iter().flatten().chain(others));
        shelf
    }

    fn fill(&mut self, brands: &mut dyn Iterator<Item = &Brand>) {
        let shelf = self;
        for brand in brands {
            if shelf.would_hold(brand) {
                shelf.names.push(&brand.brand, &brand.family);
                shelf
                    .by_name
                    .insert(brand.brand.clone(), shelf.brands.len());
                shelf.brands.push(brand.clone());
                shelf.counts.add(&brand.kind);
                for slug in &brand.categories {
                    let known = shelf.categories.iter().position(|(known, _)| known == slug);
                    let place = known.unwrap_or(shelf.categories.len());
                    if known.is_none() {
                        shelf.categories.push((slug.clone(), Counts::default()));
                    }
                    if let Some((_, counts)) = shelf.categories.get_mut(place) {
                        counts.add(&brand.kind);
                    }
                }
            }
        }
        let categories = std::mem::take(&mut shelf.categories);
        let mut sorted: Vec<(String, Counts)> = Vec::with_capacity(categories.len());
        for entry in categories {
            let before = |known: &(String, Counts)| {
                let (one, other) = (known.1.all, entry.1.all);
                one > other || (one == other && known.0 < entry.0)
            };
            sorted.insert(sorted.partition_point(before), entry);
        }
        shelf.categories = sorted;
    }

    /// Whether a brand would be on it, were it in the country's list.
    fn would_hold(&self, brand: &Brand) -> bool {
        let (kind, category) = (self.kind.as_deref(), self.category.as_deref());
        self.only.as_ref().is_none_or(|name| is_called(brand, name))
            && brand.kind.is_sold()
            && kind.is_none_or(|kind| brand.kind.as_str() == kind)
            && category.is_none_or(|slug| brand.categories.iter().any(|known| known == slug))
    }

    /// The place of the brand of exactly this name.
    fn place_of(&self, brand: &str) -> Option<u32> {
        u32::try_from(self.by_name.get(brand)?).ok()
    }

    /// Every brand, in the vendor's order.
    pub fn brands(&self) -> &[Brand] {
        &self.brands
    }

    /// Categories with the number of brands of a kind in each, the largest of all kinds first.
    pub fn categories(&self, kind: Option<&Kind>) -> impl Iterator<Item = (&str, u32)> {
        self.categories
            .iter()
            .map(move |(slug, counts)| (slug.as_str(), counts.of(kind)))
            .filter(|(_, count)| *count > 0)
    }

    /// How many brands of a kind, or of all kinds.
    pub fn count(&self, kind: Option<&Kind>) -> u32 {
        self.counts.of(kind)
    }

    /// The brand at a place that [`Shelf::matching`] gave.
    pub fn get(&self, place: u32) -> Option<&Brand> {
        self.brands.get(usize::try_from(place).ok()?)
    }

    /// The places of the brands that a filter lets through and a query may mean: first those whose name it is, then
    /// names that begin with it, names with words that do, names that have them in their middle, and at
    /// last names that a slip or two of the finger lead to. Within each, the vendor's order.
    pub fn matching(&self, query: &str, filter: &Filter) -> Vec<u32> {
        let query = Query::new(query);
        let mut ranked: [Vec<u32>; RANKS] = Default::default();
        for ((brand, place), number) in self.brands.iter().zip(0..).zip(0_u32..) {
            let Some(rank) = self.names.rank(place, &query) else {
                continue;
            };
            if !filter.lets(brand) {
                continue;
            }
            if let Some(list) = ranked.get_mut(rank) {
                list.push(number);
            }
        }
        ranked.concat()
    }

    /// A brand by its family or exact name, for links and the host's `open`.
    pub fn find(&self, name: &str) -> Option<&Brand> {
        self.brands
            .iter()
            .find(|brand| brand.family == name || brand.brand == name)
            .or_else(|| self.brands.get(self.names.place(name)?))
    }

    /// What somebody may have meant who asked for a name that nothing here has: the best answer to all
    /// of its words, else to as many of the first ones as have one. Never what is sold out.
    pub fn nearest(&self, name: &str) -> Option<u32> {
        let folded = fold(name);
        let mut words = folded.as_str();
        let sold = |place: &u32| self.get(*place).is_some_and(|brand| !brand.is_out_of_stock);
        while !words.is_empty() {
            let near = self
                .matching(words, &Filter::default())
                .into_iter()
                .find(sold);
            if near.is_some() {
                return near;
            }
            words = words.rsplit_once(' ').map_or("", |(first, _)| first);
        }
        None
    }
}

/// Brands by kind.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    all: u32,
    cards: u32,
    recharges: u32,
}

impl Counts {
    fn add(&mut self, kind: &Kind) {
        self.all += 1;
        match kind {
            Kind::GiftCard => self.cards += 1,
            Kind::MobileRecharge => self.recharges += 1,
            Kind::Unknown(_) => {}
        }
    }

    fn of(self, kind: Option<&Kind>) -> u32 {
        match kind {
            None => self.all,
            Some(Kind::GiftCard) => self.cards,
            Some(Kind::MobileRecharge) => self.recharges,
            Some(Kind::Unknown(_)) => 0,
        }
    }
}

/// Whether a brand has this name, or its family has, as [`Shelf::find`] would find it.
fn is_called(brand: &Brand, name: &str) -> bool {
    let wanted = fold(name);
    fold(&brand.family) == wanted || fold(&brand.brand) == wanted
}

impl Browse {
    /// Shows one kind, or all. A category that it has not would show nothing.
    pub(super) fn pick_kind(&mut self, kind: Option<Kind>) {
        self.filter.kind = kind;
        self.number = Number::Untouched;
        let (filter, shelf) = (&mut self.filter, self.shelf.here());
        let has = |slug: &String| {
            let mut left = shelf
                .iter()
                .flat_map(|shelf| shelf.categories(filter.kind.as_ref()));
            left.any(|(known, _)| known == slug)
        };
        if !filter.category.as_ref().is_none_or(has) {
            filter.category = None;
        }
    }

    /// Notes that a name was asked for in vain, and looks for what it may have meant.
    pub(super) fn miss(&mut self, name: &str) {
        let near = self.shelf.here().and_then(|shelf| shelf.nearest(name));
        self.unknown = Some(Unknown {
            name: name.into(),
            near,
        });
    }

    /// What may have been meant by the name that was asked for in vain.
    pub fn meant(&self) -> Option<&Brand> {
        self.shelf.here()?.get(self.unknown.as_ref()?.near?)
    }
}
