//! The pretend catalogue: which brands each country sells. Invented names, made once at the start
//! from the seed.

mod answers;
mod brand;
mod country;
mod named;
mod product;
mod words;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

pub use answers::{Pricing, method_label};
pub use brand::Brand;
pub use brand::colour;
pub use country::Country;
pub use product::{DEAR_MARKUP, Delivery, MARKUP, Product};

use super::chance::Chance;
use crate::config::SetupError;

const BRANDS: &str = include_str!("../data/brands.json");

#[derive(Deserialize)]
struct Names {
    everywhere: BTreeMap<String, Vec<String>>,
    local: HashMap<String, BTreeMap<String, Vec<String>>>,
}

/// Every country's brands.
pub struct Catalogue {
    chance: Chance,
    countries: HashMap<String, Country>,
    brands: HashMap<String, Vec<Brand>>,
}

impl Catalogue {
    /// Makes the catalogue; `grown` is the number of brands wanted in the US.
    ///
    /// # Errors
    /// The built-in names are broken; a fault of the build.
    pub fn new(chance: Chance, grown: Option<u32>) -> Result<Self, SetupError> {
        let names: Names = serde_json::from_str(BRANDS)
            .map_err(|error| SetupError::Data("brands", error.to_string()))?;
        let words = words::Words::load()?;
        let mut countries = HashMap::new();
        let mut brands = HashMap::new();
        for country in country::load()? {
            let mut list = named::brands(&country, chance);
            // Antarctica sells nothing at all, as was once seen of a whole country (O 2026-07).
            if country.code == "AQ" {
                list.clear();
            } else if let Some(local) = names.local.get(&country.code) {
                list.extend(listed(&names.everywhere, &country, chance));
                list.extend(listed(local, &country, chance));
            }
            if country.code == "US" {
                let wanted = grown.unwrap_or(0) as usize;
                let taken: HashSet<String> = list.iter().map(|b| b.name.clone()).collect();
                let missing = wanted.saturating_sub(list.len());
                let fresh = words.names().filter(|(name, _)| !taken.contains(name));
                let more = fresh.take(missing);
                let grown =
                    more.map(|(name, category)| Brand::new(&name, category, &country, chance));
                list.extend(grown.collect::<Vec<_>>());
            }
            brands.insert(country.code.clone(), list);
            countries.insert(country.code.clone(), country);
        }
        Ok(Self {
            chance,
            countries,
            brands,
        })
    }

    /// A country by its ISO 3166-1 alpha-2 code; `None` for what is no country.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.get(code)
    }

    /// What a country sells.
    pub fn brands(&self, code: &str) -> &[Brand] {
        self.brands.get(code).map_or(&[], Vec::as_slice)
    }

    /// A country's brand by its exact name.
    pub fn brand(&self, code: &str, name: &str) -> Option<&Brand> {
        self.brands(code).iter().find(|brand| brand.name == name)
    }

    /// The brand's products.
    pub fn products(&self, brand: &Brand) -> Vec<Product> {
        match self.country(&brand.country) {
            Some(country) => product::products(brand, country, self.chance),
            None => Vec::new(),
        }
    }
}

fn listed(names: &BTreeMap<String, Vec<String>>, country: &Country, chance: Chance) -> Vec<Brand> {
    let pairs = names
        .iter()
        .flat_map(|(category, list)| list.iter().map(move |name| (name, category)));
    pairs
        .map(|(name, category)| Brand::new(name, category, country, chance))
        .collect()
}
