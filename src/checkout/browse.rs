//! The brands of a country as the buyer narrows them: by category and by words.

use std::sync::Arc;

use crate::wire::Brand;

use super::Loading;
use super::fold::fold;

/// The shop window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Browse {
    /// The country's brands, folded for the search.
    pub shelf: Loading<Arc<Shelf>>,
    /// What was typed into the search field.
    pub query: String,
    /// The one category shown, or all.
    pub category: Option<String>,
    /// What was sought as an order's reference cannot be one.
    pub no_reference: bool,
}

/// Brands that are sold, with what the search needs computed once.
#[derive(Debug, Default)]
pub struct Shelf {
    brands: Vec<Brand>,
    folded: Vec<String>,
    categories: Vec<(String, u32)>,
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
        let mut shelf = Self::default();
        for brand in brands {
            if only.is_some_and(|name| !is_called(brand, name)) {
                continue;
            }
            let right_kind = brand.kind.is_sold() && kind.is_none_or(|k| brand.kind.as_str() == k);
            let right_category =
                category.is_none_or(|slug| brand.categories.iter().any(|c| c == slug));
            if right_kind && right_category {
                let mut words = fold(&brand.brand);
                if brand.family != brand.brand {
                    words.push(' ');
                    words.push_str(&fold(&brand.family));
                }
                shelf.folded.push(words);
                shelf.brands.push(brand.clone());
                for slug in &brand.categories {
                    match shelf.categories.iter_mut().find(|(known, _)| known == slug) {
                        Some((_, count)) => *count += 1,
                        None => shelf.categories.push((slug.clone(), 1)),
                    }
                }
            }
        }
        let mut sorted: Vec<(String, u32)> = Vec::with_capacity(shelf.categories.len());
        for entry in shelf.categories {
            let before = |known: &(String, u32)| {
                known.1 > entry.1 || (known.1 == entry.1 && known.0 < entry.0)
            };
            sorted.insert(sorted.partition_point(before), entry);
        }
        shelf.categories = sorted;
        shelf
    }

    /// Every brand, in the vendor's order.
    pub fn brands(&self) -> &[Brand] {
        &self.brands
    }

    /// Categories with the number of brands in each, largest first.
    pub fn categories(&self) -> &[(String, u32)] {
        &self.categories
    }

    /// The brand at a place that [`Shelf::matching`] gave.
    pub fn get(&self, place: u32) -> Option<&Brand> {
        self.brands.get(usize::try_from(place).ok()?)
    }

    /// The places of the brands in a category whose words all occur in the query's sense.
    ///
    /// Names that begin with the query come first, then names with a word that does, then the rest;
    /// within each, the vendor's order.
    pub fn matching(&self, query: &str, category: Option<&str>) -> Vec<u32> {
        let query = fold(query);
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        let mut ranked: [Vec<u32>; 3] = Default::default();
        for ((brand, folded), place) in self.brands.iter().zip(&self.folded).zip(0u32..) {
            if category.is_some_and(|slug| !brand.categories.iter().any(|c| c == slug)) {
                continue;
            }
            if !words.iter().all(|word| folded.contains(word)) {
                continue;
            }
            let rank = if words.is_empty() || folded.starts_with(query.as_str()) {
                0
            } else if words.iter().all(|word| starts_a_word(folded, word)) {
                1
            } else {
                2
            };
            if let Some(list) = ranked.get_mut(rank) {
                list.push(place);
            }
        }
        ranked.concat()
    }

    /// A brand by its family or exact name, for links and the host's `open`.
    pub fn find(&self, name: &str) -> Option<&Brand> {
        let wanted = fold(name);
        self.brands
            .iter()
            .find(|brand| brand.family == name || brand.brand == name)
            .or_else(|| {
                self.brands
                    .iter()
                    .find(|brand| fold(&brand.family) == wanted || fold(&brand.brand) == wanted)
            })
    }
}

/// Whether a brand has this name, or its family has, as [`Shelf::find`] would find it.
fn is_called(brand: &Brand, name: &str) -> bool {
    let wanted = fold(name);
    fold(&brand.family) == wanted || fold(&brand.brand) == wanted
}

fn starts_a_word(folded: &str, word: &str) -> bool {
    folded.split(' ').any(|part| part.starts_with(word))
}

impl Browse {
    /// The places of the brands to show.
    pub fn shown(&self) -> Vec<u32> {
        match &self.shelf {
            Loading::Here(shelf) => shelf.matching(&self.query, self.category.as_deref()),
            _ => Vec::new(),
        }
    }
}
