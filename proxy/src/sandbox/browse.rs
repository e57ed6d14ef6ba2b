//! The calls that look at the catalogue (api-notes §3).

use axum::http::StatusCode;
use serde_json::json;

use super::body::hundredths;
use super::catalogue::{MARKUP, Pricing, method_label};
use super::clock::now_ms;
use super::{Sandbox, ok, refuse};
use crate::routes::{Call, Endpoint};
use crate::vendor::Reply;

impl Sandbox {
    /// Brand list, homepage, search, products and the price of a free amount.
    pub fn browse(&self, call: &Call, own_url: &str) -> Reply {
        let bad = |why| refuse(StatusCode::BAD_REQUEST, why);
        let Some(code) = call.country() else {
            return bad("country_code is required");
        };
        let Some(country) = self.catalogue.country(code) else {
            return bad("unknown country_code");
        };
        match call.endpoint {
            Endpoint::Brands => ok(&self.catalogue.brand_list(country, own_url)),
            Endpoint::Homepage => ok(&self.catalogue.homepage(country, own_url)),
            Endpoint::Search => match call.query("q") {
                Some(words) => ok(&self.catalogue.search(country, words, own_url)),
                None => bad("q is required"),
            },
            Endpoint::Products => match call.query("family_name") {
                Some(family) => {
                    let lang = call.query("lang").unwrap_or("en");
                    let priced = self.pricing(call.query("coin").unwrap_or("USDC"));
                    ok(&self
                        .catalogue
                        .groups(country, family, lang, &priced, own_url))
                }
                None => bad("a family_name or brand_name filter is required"),
            },
            _ => self.price(call, code),
        }
    }

    fn pricing(&self, coin: &str) -> Pricing<'_> {
        Pricing {
            coin: self.coins.find(coin).filter(|coin| !coin.suspended),
            now: now_ms() / 1_000,
        }
    }

    /// `GET /v4/products/price`, for range products only.
    fn price(&self, call: &Call, code: &str) -> Reply {
        let bad = |why| refuse(StatusCode::BAD_REQUEST, why);
        let (Some(name), Some(value), Some(coin)) = (
            call.query("brand_name"),
            call.query("face_value"),
            call.query("coin"),
        ) else {
            return bad("brand_name, face_value and coin are required");
        };
        let Some(cents) = hundredths(value) else {
            return bad("face_value must be a number");
        };
        let brand = self.catalogue.brand(code, name);
        let found = brand.and_then(|brand| {
            let products = self.catalogue.products(brand);
            let product = products
                .into_iter()
                .find(|product| product.range.is_some())?;
            Some((brand, product))
        });
        let Some((brand, product)) = found else {
            return refuse(StatusCode::NOT_FOUND, "product not found");
        };
        let fits = product.range.is_some_and(|range| range.holds(cents));
        let priced = self.pricing(coin);
        let amount = self
            .catalogue
            .coin_amount(brand, &product, cents, MARKUP, &priced);
        let amount = amount.filter(|_| fits);
        ok(&json!({
            "product_id": product.id,
            "is_dynamic": true,
            "localized_denomination": product.label,
            "coin": coin,
            "coin_amount": amount,
            "original_coin_amount": amount,
            "payment_method": method_label(coin),
            "delivery_type": product.delivery.name(),
            "points": "0",
            "product_type": "digital",
        }))
    }
}
