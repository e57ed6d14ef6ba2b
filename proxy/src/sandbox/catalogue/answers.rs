//! The catalogue's answers: brand list, homepage, search and product groups, in the shapes seen in
//! production rather than the documented ones (api-notes §3).

use serde_json::{Map, Value, json};

use super::brand::Brand;
use super::country::Country;
use super::product::{self, MARKUP, Product};
use super::{Catalogue, product::Offer};
use crate::sandbox::coins::Coin;
use crate::sandbox::html;

/// Above this many brands a list would hold each of them twice and pass the proxy's limit.
const MOST_LISTED_TWICE: usize = 2_000;

/// What a product list is priced in.
pub struct Pricing<'a> {
    /// The coin, if it is one that is sold.
    pub coin: Option<&'a Coin>,
    /// Unix seconds.
    pub now: u64,
}

impl Catalogue {
    /// `GET /v2/brands`.
    pub fn brand_list(&self, country: &Country, own_url: &str) -> Value {
        let brands = self.brands(&country.code);
        let listed = |list: Vec<&Brand>| -> Vec<Value> {
            list.iter()
                .map(|brand| brand.listed(country, own_url))
                .collect()
        };
        let mut groups: Vec<(&str, &str)> = Vec::new();
        for brand in brands {
            let more = brand.more.iter().map(String::as_str);
            for category in std::iter::once(brand.category.as_str()).chain(more) {
                if !groups.contains(&(brand.kind, category)) {
                    groups.push((brand.kind, category));
                }
            }
        }
        let mut categories: Vec<Value> = Vec::new();
        for (kind, category) in groups {
            let inside = brands.iter().filter(|brand| {
                brand.kind == kind
                    && (brand.category == category || brand.more.iter().any(|c| c == category))
            });
            let inside: Vec<&Brand> = inside.collect();
            let popular = match country.all_brands {
                true => inside.iter().take(3).copied().collect(),
                false => Vec::new(),
            };
            categories.push(json!({
                "kind": kind,
                "category": category,
                "brands": listed(inside),
                "popular_brands": listed(popular),
            }));
        }
        if country.all_brands && !brands.is_empty() {
            let few = brands.iter().take(3).collect();
            categories.push(json!({
                "kind": "giftcard", "category": null, "brands": listed(few), "popular_brands": [],
            }));
        }
        let mut answer = Map::new();
        answer.insert("country_code".to_owned(), json!(country.code));
        answer.insert("categories".to_owned(), Value::Array(categories));
        if country.all_brands && brands.len() <= MOST_LISTED_TWICE {
            let all = listed(brands.iter().collect());
            answer.insert("all_brands".to_owned(), Value::Array(all));
        }
        answer.insert("last_user_purchases".to_owned(), json!([]));
        answer.insert("suggestions".to_owned(), json!([]));
        Value::Object(answer)
    }

    /// `GET /v2/homepage`: no shape is documented; this one nests brands two levels deep.
    pub fn homepage(&self, country: &Country, own_url: &str) -> Value {
        let brands = self.brands(&country.code);
        let part = |skip: usize| -> Vec<Value> {
            let some = brands.iter().skip(skip).take(8);
            some.map(|brand| brand.listed(country, own_url)).collect()
        };
        json!({
            "country_code": country.code,
            "banners": [],
            "sections": [
                {"title": "Popular", "type": "brands", "brands": part(0)},
                {"title": "New", "type": "brands", "brands": part(8)},
            ],
        })
    }

    /// `GET /v2/search/{CC}`: no shape is documented.
    pub fn search(&self, country: &Country, words: &str, own_url: &str) -> Value {
        let wanted = words.trim().to_lowercase();
        let found = self.brands(&country.code).iter().filter(|brand| {
            !wanted.is_empty()
                && (brand.name.to_lowercase().contains(&wanted) || brand.category.contains(&wanted))
        });
        let results: Vec<Value> = found
            .take(50)
            .map(|brand| brand.listed(country, own_url))
            .collect();
        json!({"query": words, "total": results.len(), "results": results})
    }

    /// `GET /v5/products/country/{CC}`: one group per brand of the family.
    pub fn groups(
        &self,
        country: &Country,
        family: &str,
        lang: &str,
        priced: &Pricing,
        own_url: &str,
    ) -> Value {
        let wanted = family.to_lowercase();
        let inside = self
            .brands(&country.code)
            .iter()
            .filter(|brand| brand.family.to_lowercase() == wanted);
        let groups = inside.map(|brand| self.group(brand, country, lang, priced, own_url));
        Value::Array(groups.collect())
    }

    fn group(
        &self,
        brand: &Brand,
        country: &Country,
        lang: &str,
        priced: &Pricing,
        own_url: &str,
    ) -> Value {
        let products = self.products(brand);
        let shown: Vec<Value> = products
            .iter()
            .enumerate()
            .map(|(index, one)| self.product(brand, one, index, country, priced))
            .collect();
        let mut value = json!({
            "country_code": brand.country,
            "category": brand.category,
            "additional_categories": brand.more,
            "kind": brand.kind,
            "default_denomination": default_denomination(&products),
            "products": if brand.offer == Offer::Nothing { Value::Null } else { Value::Array(shown) },
            "family": brand.family,
            "brand_id": brand.id,
            "brand": brand.name,
            "bg_color": brand.bg_color(),
            "is_out_of_stock": brand.out_of_stock,
            "product_tc": html::terms(&brand.name),
            "redeem_method": ["online"],
            "rich_description": html::description(brand, lang),
            "product_type": "digital",
            "promotion": null,
        });
        if let Some(map) = value.as_object_mut() {
            brand.logo_keys(own_url, map);
        }
        value
    }

    fn product(
        &self,
        brand: &Brand,
        product: &Product,
        index: usize,
        country: &Country,
        priced: &Pricing,
    ) -> Value {
        let amount = self.coin_amount(brand, product, product.cents, MARKUP, priced);
        let coin = priced.coin.map_or("BTC", |coin| coin.name.as_str());
        let amount = if product.range.is_some() {
            None
        } else {
            amount
        };
        let mut value = json!({
            "product_id": product.id,
            "is_dynamic": product.range.is_some(),
            "customer_specific": null,
            "localized_denomination": product.label,
            "coin_amount": amount,
            "original_coin_amount": amount,
            "coin": coin,
            "payment_method": method_label(coin),
            "face_value": face_value(product, index, country),
            "delivery_type": product.delivery.name(),
            "points": (product.cents / 1_000).to_string(),
            "benefits": product::benefits(product),
            "additional_details": null,
            "valid_regions": product::regions(product, &brand.country),
            "product_type": "digital",
            "is_out_of_stock": brand.out_of_stock,
        });
        if let Some(map) = value.as_object_mut() {
            if let Some(text) = &product.denomination {
                map.insert("denomination".to_owned(), json!(text));
            }
            if let Some(range) = product.range {
                let range = product::range_json(range, &country.currency);
                map.insert("range".to_owned(), range);
            }
        }
        value
    }

    /// What an amount of a product costs, as text; `None` without a coin.
    pub fn coin_amount(
        &self,
        brand: &Brand,
        product: &Product,
        cents: u64,
        markup: u64,
        priced: &Pricing,
    ) -> Option<String> {
        let coin = priced.coin?;
        let usd = self.usd_micro(brand, product, cents);
        let dear = (usd * u128::from(10_000 + markup)).div_ceil(10_000);
        Some(coin.text(coin.units(self.chance, priced.now, dear)))
    }

    /// Face value in micro-dollars; data plans are priced in dollars everywhere.
    pub fn usd_micro(&self, brand: &Brand, product: &Product, cents: u64) -> u128 {
        match (product.data, self.country(&brand.country)) {
            (None, Some(country)) => country.usd_micro(cents),
            _ => u128::from(cents) * 10_000,
        }
    }
}

/// What an amount that is not on sale silently becomes (api-notes §1 rule 1): the dearest.
pub fn default_denomination(products: &[Product]) -> String {
    let fixed = products.iter().max_by_key(|product| product.cents);
    let text = fixed.and_then(|product| product.denomination.clone());
    let range = products.iter().find_map(|product| product.range);
    text.or_else(|| range.map(product::default_value))
        .unwrap_or_default()
}

/// The catalogue's misleading label: always Polygon for USDC (api-notes §1 rule 4).
pub fn method_label(coin: &str) -> String {
    match coin {
        "USDC" => "USDC-MATIC".to_owned(),
        other => other.to_owned(),
    }
}

/// The shapes of a face value that production mixes: tagged and untagged, limits as texts and as
/// objects.
fn face_value(product: &Product, index: usize, country: &Country) -> Value {
    let amount = match (product.range, &product.denomination) {
        (Some(range), _) => {
            let (min, max) = (two_decimals(range.min), two_decimals(range.max));
            match product.id.as_bytes().first() {
                Some(b'0'..=b'7') => json!({"type": "range", "min": min, "max": max}),
                _ => json!({
                    "type": "range",
                    "min": {"amount": min, "currency": country.currency},
                    "max": {"amount": max, "currency": country.currency},
                }),
            }
        }
        (None, text) if product.data.is_some() => json!({"type": "fixed", "price": text}),
        (None, text) => match index % 3 {
            0 => json!({"type": "fixed", "price": text, "value": two_decimals(product.cents)}),
            1 => json!({"type": "fixed", "price": text}),
            _ => json!({"price": text}),
        },
    };
    json!({"currency_code": country.currency, "amount": amount})
}

fn two_decimals(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
