//! A country's brands as this device keeps them for the next visit (features DIS-09): names and pictures only.
//! Values and stock change, so they are never kept. May import siblings only.

use super::catalogue::{Brand, Catalogue};
use super::json::Json;
use super::object::Object;

/// An older copy is not shown, milliseconds.
const MOST_MS: i64 = 3_600_000;

/// Writes what is kept of a list that came at a moment, in milliseconds since the epoch.
pub fn write_stored(brands: &[Brand], now_ms: i64) -> String {
    let brands: Vec<String> = brands.iter().map(brand).collect();
    Object::new()
        .number("stored_ms", Some(now_ms))
        .list("all_brands", &brands)
        .end()
}

fn brand(brand: &Brand) -> String {
    let mut categories: Vec<String> = Vec::with_capacity(brand.categories.len());
    for slug in &brand.categories {
        let mut text = String::new();
        super::object::quote(&mut text, slug);
        categories.push(text);
    }
    Object::new()
        .text("family", &brand.family)
        .text("brand", &brand.brand)
        .text_if("brand_id", brand.brand_id.as_deref())
        .text_if("country_code", brand.country_code.as_deref())
        .text("kind", brand.kind.as_str())
        .list("additional_categories", &categories)
        .text_if("small_logo", brand.logo.url.as_deref())
        .text_if("logo_url", brand.logo.full.as_deref())
        .text_if("bg_color", brand.bg_color.as_deref())
        .end()
}

/// How much of the vendor's list a list of brands is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// Its beginning: the end is still on its way.
    Begun,
    /// All of it as it was some minutes ago, without values and stock.
    Stored,
}

/// The brands of a copy that is young enough; none of any other text.
pub fn read_stored(text: &str, now_ms: i64) -> Vec<Brand> {
    let Ok(fields) = Json::parse_object(text) else {
        return Vec::new();
    };
    let stored_ms = fields.get("stored_ms").integer();
    let young = stored_ms.is_some_and(|ms| (0..MOST_MS).contains(&now_ms.saturating_sub(ms)));
    let list = young.then(|| Catalogue::decode(text).ok()).flatten();
    let mut brands = list.map(|list| list.brands).unwrap_or_default();
    for brand in &mut brands {
        (brand.min, brand.max) = (None, None);
        brand.is_out_of_stock = false;
    }
    brands
}
