//! What the shop window shows beside the shelf's own answers: rows above the grid, and what the vendor's
//! search knows that the shelf does not say. Nothing that is being read ever moves for it.

use std::sync::Arc;

use super::{Browse, Filter, Shelf};
use crate::checkout::Loading;
use crate::checkout::recent::Recent;
use crate::wire::{Brand, Extent};

/// At most so many in a row above the grid.
const ROW: usize = 12;
/// At most so many of the vendor's finds.
const MOST_FOUND: usize = 60;

/// The vendor's answer to a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::checkout) struct Found {
    /// The words that it answers.
    query: String,
    /// Places of its brands, in its order.
    places: Vec<u32>,
    /// Brands that the shelf lacks; their places come behind the shelf's.
    beyond: Vec<Brand>,
}

impl Browse {
    /// The brand at a place that [`Browse::shown`], [`Browse::recent`] or [`Browse::featured`] gave.
    pub fn brand(&self, place: u32) -> Option<&Brand> {
        let shelf = self.shelf.here()?;
        let beyond = || {
            let behind = usize::try_from(place)
                .ok()?
                .checked_sub(shelf.brands().len())?;
            self.found.beyond.get(behind)
        };
        shelf.get(place).or_else(beyond)
    }

    /// The places of the brands to show: the shelf's answers, and below them what else the vendor found.
    pub fn shown(&self) -> Vec<u32> {
        let Some(shelf) = self.shelf.here() else {
            return Vec::new();
        };
        let mut places = shelf.matching(&self.query, &self.filter);
        if self.extent == Extent::Begun && self.is_idle() {
            // The others are in a row above.
            places.retain(|place| *place < self.head);
        }
        if self.is_found() {
            let own = places.len();
            for place in &self.found.places {
                let fits = self
                    .brand(*place)
                    .is_some_and(|brand| self.filter.lets(brand));
                if fits && !places.get(..own).unwrap_or_default().contains(place) {
                    places.push(*place);
                }
            }
        }
        places
    }

    /// A brand as the list has it, where a row above the grid said something else of it.
    pub(in crate::checkout) fn listed(&self, brand: &Brand) -> Option<&Brand> {
        let shelf = self.shelf.here()?;
        let is_listed = shelf.brands().iter().any(|known| known.is_same(brand));
        shelf.get(shelf.place_of(&brand.brand).filter(|_| !is_listed)?)
    }

    /// Whether only a row above the grid knows this brand so far: the list has not come to it.
    pub(in crate::checkout) fn is_to_come(&self, brand: &str) -> bool {
        let place = self.shelf.here().and_then(|shelf| shelf.place_of(brand));
        self.extent == Extent::Begun && place.is_none_or(|place| place >= self.head)
    }

    /// Whether the vendor's answer to what is sought now is among what is shown.
    pub fn is_found(&self) -> bool {
        !self.found.query.is_empty() && self.found.query == self.query
    }

    /// Whether anything is sought.
    pub fn seeks(&self) -> bool {
        !self.query.trim().is_empty()
    }

    /// Whether the rows above the grid are shown: nothing is sought.
    pub fn is_idle(&self) -> bool {
        self.filter == Filter::default() && !self.seeks()
    }

    /// Takes the vendor's answer to a search, as far as the shelf would hold it.
    pub(in crate::checkout) fn find_more(
        &mut self,
        query: String,
        brands: Vec<Brand>,
        country: &str,
    ) {
        let Some(shelf) = self.shelf.here() else {
            return;
        };
        let mut found = Found {
            query,
            ..Found::default()
        };
        for brand in brands {
            let own = brand
                .country_code
                .as_deref()
                .is_none_or(|code| code == country);
            if let Some(place) = shelf.place_of(&brand.brand) {
                if !found.places.contains(&place) {
                    found.places.push(place);
                }
            } else if own && shelf.would_hold(&brand) {
                let behind = shelf.brands().len() + found.beyond.len();
                if let Ok(place) = u32::try_from(behind) {
                    found.places.push(place);
                    found.beyond.push(brand);
                }
            }
            if found.places.len() >= MOST_FOUND {
                break;
            }
        }
        self.found = found;
    }

    /// Nothing of a search's answer holds for another shelf.
    pub(in crate::checkout) fn find_nothing(&mut self) {
        self.found = Found::default();
    }

    /// Puts the vendor's list in the place of what was known ahead of it. Whatever came meanwhile, the rows above the
    /// grid stay: somebody may be reading them.
    pub(in crate::checkout) fn refresh(&mut self, shelf: Shelf) {
        let old = self.shelf.here();
        let moved = |places: &[u32]| {
            let brands = places.iter().filter_map(|place| old?.get(*place));
            let places = brands.filter_map(|brand| shelf.place_of(&brand.brand));
            places.collect()
        };
        (self.recent, self.featured) = (moved(&self.recent), moved(&self.featured));
        self.shelf = Loading::Here(Arc::new(shelf));
    }

    /// Fills the rows above the grid. Only for a moment when nobody looks at them: what is on the screen
    /// stays where it is.
    pub(in crate::checkout) fn settle(&mut self, recent: &[Recent], country: &str) {
        let Some(shelf) = self.shelf.here() else {
            return;
        };
        let sold = |place: &u32| {
            shelf
                .get(*place)
                .is_some_and(|brand| !brand.is_out_of_stock)
        };
        let seen = recent.iter().filter(|seen| seen.country == country);
        let seen = seen.filter_map(|seen| shelf.place_of(&seen.brand));
        let seen: Vec<u32> = seen.filter(sold).take(ROW).collect();
        let feed = self.feed.here().into_iter().flatten();
        let feed = feed.filter_map(|brand| shelf.place_of(&brand.brand));
        let mut featured: Vec<u32> = Vec::new();
        for place in feed.filter(sold) {
            if featured.len() < ROW && !featured.contains(&place) {
                featured.push(place);
            }
        }
        self.recent = seen;
        self.featured = featured;
    }
}
