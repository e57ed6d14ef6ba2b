//! The pretend catalogue keeps its promises in every country.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::HashSet;

use axum::Router;
use common::{get, sandbox};
use serde_json::Value;

const DESCRIBED: [&str; 17] = [
    "US", "GB", "DE", "FR", "IT", "ES", "PT", "BR", "TR", "VN", "PH", "CN", "JP", "AE", "IN", "MX",
    "NG",
];

const CATEGORIES: [&str; 11] = [
    "e-commerce",
    "games",
    "e-sim",
    "mobile_credits",
    "mobile_bundle",
    "travel",
    "food",
    "entertainment",
    "fashion",
    "electronics",
    "e-money",
];

/// Every brand of a country once, by id.
async fn brands(router: &Router, country: &str) -> Vec<Value> {
    let list = get(router, &format!("/v2/brands?country_code={country}")).await;
    assert_eq!(list.status, 200, "{country}");
    let list = list.json();
    let mut seen = HashSet::new();
    let categories = list["categories"].as_array().unwrap().iter();
    let nested = categories.flat_map(|one| one["brands"].as_array().unwrap().clone());
    let all = list["all_brands"].as_array().cloned().unwrap_or_default();
    all.into_iter()
        .chain(nested)
        .filter(|brand| seen.insert(brand["brand_id"].as_str().unwrap().to_owned()))
        .collect()
}

async fn groups(router: &Router, country: &str, family: &str, rest: &str) -> Vec<Value> {
    let family: String = form_urlencoded::byte_serialize(family.as_bytes()).collect();
    let path = format!("/v5/products/country/{country}?family_name={family}{rest}");
    get(router, &path).await.json().as_array().unwrap().clone()
}

async fn group(router: &Router, brand: &str) -> Value {
    let family = if brand.starts_with("Tidal") {
        "Tidal"
    } else {
        brand
    };
    let groups = groups(router, "US", family, "&coin=USDC").await;
    groups
        .into_iter()
        .find(|group| group["brand"] == brand)
        .unwrap()
}

fn fixed(group: &Value) -> Vec<&str> {
    let products = group["products"].as_array().unwrap().iter();
    products
        .filter_map(|product| product["denomination"].as_str())
        .collect()
}

fn range(group: &Value) -> &Value {
    let products = group["products"].as_array().unwrap();
    &products
        .iter()
        .find(|product| product["is_dynamic"] == true)
        .unwrap()["range"]
}

#[tokio::test]
async fn every_described_country_sells_forty_to_eighty_distinct_brands_in_all_categories() {
    let router = sandbox(&[]);
    for country in DESCRIBED {
        let brands = brands(&router, country).await;
        assert!(
            (40..=80).contains(&brands.len()),
            "{country}: {}",
            brands.len()
        );
        let names: HashSet<&str> = brands
            .iter()
            .map(|b| b["brand"].as_str().unwrap())
            .collect();
        assert_eq!(names.len(), brands.len(), "{country}");
        for category in CATEGORIES {
            assert!(
                brands.iter().any(|b| b["category"] == category),
                "{country} {category}"
            );
        }
        for brand in &brands {
            assert_eq!(brand["country_code"], country);
            assert!(matches!(
                brand["kind"].as_str(),
                Some("giftcard" | "mobile_recharge")
            ));
        }
    }
}

#[tokio::test]
async fn every_listed_family_can_be_asked_for_and_its_groups_fit_the_list() {
    let router = sandbox(&[]);
    for country in DESCRIBED {
        let mut empty = 0;
        for brand in brands(&router, country).await {
            let family = brand["family"].as_str().unwrap();
            let groups = groups(&router, country, family, "&coin=USDC").await;
            let group = groups.iter().find(|group| group["brand"] == brand["brand"]);
            let group = group.unwrap_or_else(|| panic!("{country} {family}"));
            assert_eq!(group["brand_id"], brand["brand_id"]);
            empty += usize::from(group["products"].is_null());
            let products = group["products"].as_array().cloned().unwrap_or_default();
            for product in &products {
                assert_eq!(product["payment_method"], "USDC-MATIC");
                assert_eq!(product["is_dynamic"] == true, product["range"].is_object());
                assert_eq!(
                    product["is_dynamic"] == true,
                    product.get("denomination").is_none()
                );
                assert_eq!(
                    product["is_dynamic"] == true,
                    product["coin_amount"].is_null()
                );
                let kind = product["delivery_type"].as_str().unwrap();
                assert!(matches!(kind, "by_email" | "by_phone"));
            }
            let ids: HashSet<&str> = products
                .iter()
                .map(|p| p["product_id"].as_str().unwrap())
                .collect();
            assert_eq!(ids.len(), products.len());
        }
        assert_eq!(empty, 1, "{country} has one family that sells nothing");
    }
}

#[tokio::test]
async fn names_come_in_several_scripts_some_very_long() {
    let router = sandbox(&[]);
    for (country, script) in [
        ("CN", '\u{4e00}'..='\u{9fff}'),
        ("AE", '\u{0600}'..='\u{06ff}'),
        ("JP", '\u{3040}'..='\u{30ff}'),
        ("IN", '\u{0900}'..='\u{097f}'),
        ("VN", '\u{1ea0}'..='\u{1eff}'),
        ("TR", '\u{011e}'..='\u{015f}'),
    ] {
        let brands = brands(&router, country).await;
        let named = |brand: &&Value| {
            brand["brand"]
                .as_str()
                .unwrap()
                .chars()
                .any(|c| script.contains(&c))
        };
        assert!(brands.iter().filter(named).count() >= 4, "{country}");
        assert!(
            brands
                .iter()
                .any(|brand| brand["brand"].as_str().unwrap().chars().count() > 70)
        );
    }
}

#[tokio::test]
async fn the_named_brands_sell_exactly_what_tests_rely_on() {
    let router = sandbox(&[]);
    let market = group(&router, "Northwind Market").await;
    assert_eq!(fixed(&market), ["10 USD", "25 USD", "50 USD", "100 USD"]);
    assert_eq!(market["family"], "Northwind Market");
    let stays = group(&router, "Airvale Stays").await;
    let offered = range(&stays);
    assert_eq!(
        (&offered["min"], &offered["max"]),
        (&Value::from(5), &Value::from(500))
    );
    assert_eq!(
        (&offered["step_size"], &offered["default"]),
        (&1.into(), &"500.0".into())
    );
    assert_eq!(stays["default_denomination"], "500.0");
    assert!(fixed(&stays).is_empty());
    let play = group(&router, "Lumen Play").await;
    assert_eq!(fixed(&play), ["10 USD", "20 USD", "60 USD"]);
    assert_eq!(range(&play)["step_size"].to_string(), "0.01");
    let credits = group(&router, "Tidal Mobile Credits").await;
    assert_eq!(fixed(&credits), ["5 USD", "10 USD", "20 USD"]);
    assert_eq!(range(&credits)["step_size"], 5);
    assert_eq!(
        (&credits["kind"], &credits["family"]),
        (&"mobile_recharge".into(), &"Tidal".into())
    );
    assert_eq!(
        groups(&router, "US", "Tidal", "").await.len(),
        2,
        "one family, two brands"
    );
    assert_eq!(group(&router, "Quiet Books").await["is_out_of_stock"], true);
    assert_eq!(group(&router, "Vault Pay").await["category"], "e-money");
    let coffee = group(&router, "Harbor Coffee").await;
    let products = coffee["products"].as_array().unwrap();
    for kind in ["by_email", "by_phone"] {
        let of = |p: &&Value| p["delivery_type"] == kind && p["denomination"] == "25 USD";
        assert_eq!(products.iter().filter(of).count(), 1, "{kind}");
    }
}

#[tokio::test]
async fn the_esim_has_320_plans_by_email_some_without_limit() {
    let esim = group(&sandbox(&[]), "Roamly Global eSIM").await;
    let products = esim["products"].as_array().unwrap();
    let plans: HashSet<&str> = fixed(&esim).into_iter().collect();
    assert_eq!((products.len(), plans.len()), (320, 320));
    assert!(plans.contains("1 GB 7 days"));
    assert_eq!(
        (&esim["kind"], &esim["category"]),
        (&"mobile_recharge".into(), &"e-sim".into())
    );
    assert!(
        products
            .iter()
            .all(|product| product["delivery_type"] == "by_email")
    );
    let regions = |p: &&Value| p["valid_regions"].as_array().unwrap().len();
    let counts: HashSet<usize> = products.iter().map(|product| regions(&product)).collect();
    assert_eq!(counts, HashSet::from([1, 5, 9]));
    let base = |p: &&Value| p["benefits"][0]["amount"]["base"] == -1;
    assert_eq!(products.iter().filter(base).count(), 16);
}

#[tokio::test]
async fn quirks_of_production_occur() {
    let router = sandbox(&[]);
    let list = |country: &'static str| {
        let router = router.clone();
        async move {
            get(&router, &format!("/v2/brands?country_code={country}"))
                .await
                .json()
        }
    };
    assert!(list("FR").await.get("all_brands").is_none());
    let us = list("US").await;
    assert!(us["all_brands"].is_array());
    let categories = us["categories"].as_array().unwrap();
    assert!(
        categories
            .iter()
            .any(|category| category["category"].is_null())
    );
    let all = brands(&router, "US").await;
    let colour = |with: bool| {
        all.iter()
            .any(|b| b["bg_color"].as_str().unwrap().starts_with('#') == with)
    };
    assert!(colour(true) && colour(false));
    assert!(all.iter().any(|b| b.get("logo_url").is_none()));
    assert!(all.iter().any(|b| b["product_type"] == "physical"));
    let mut shapes = HashSet::new();
    for country in DESCRIBED {
        for family in ["Airvale Stays", "Lumen Play"] {
            for group in groups(&router, country, family, "").await {
                for product in group["products"].as_array().unwrap() {
                    let amount = &product["face_value"]["amount"];
                    shapes.insert((amount.get("type").is_some(), amount["min"].is_object()));
                }
            }
        }
    }
    assert_eq!(shapes.len(), 3, "tagged, untagged, and limits as objects");
}

#[tokio::test]
async fn what_production_refuses_is_refused() {
    let router = sandbox(&[]);
    for (path, status) in [
        ("/v2/brands", 400),
        ("/v2/homepage", 400),
        ("/v2/brands?country_code=ZZ", 400),
        ("/v5/products/country/US", 400),
        ("/v5/products/country/ZZ?family_name=x", 400),
        ("/v2/search/US", 400),
        ("/v4/products/price?country_code=US", 400),
        ("/v5/orders/nothing", 404),
        ("/v5/orders/nothing/subscribe", 404),
    ] {
        let got = get(&router, path).await;
        assert_eq!(got.status.as_u16(), status, "{path}");
        assert!(got.json()["message"].is_string());
    }
}

#[tokio::test]
async fn an_unknown_language_has_no_description_and_known_ones_have() {
    let router = sandbox(&[]);
    for (lang, present) in [("en", true), ("tl", true), ("xx", false)] {
        let groups = groups(&router, "US", "Lumen Play", &format!("&lang={lang}")).await;
        assert_eq!(groups[0]["rich_description"].is_object(), present, "{lang}");
    }
}

#[tokio::test]
async fn other_countries_have_a_small_catalogue_and_antarctica_none() {
    let router = sandbox(&[]);
    for country in ["AR", "XK", "ZW", "KP"] {
        let count = brands(&router, country).await.len();
        assert!((5..=20).contains(&count), "{country}: {count}");
    }
    let empty = get(&router, "/v2/brands?country_code=AQ").await.json();
    assert_eq!(empty["categories"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn the_us_catalogue_grows_on_demand_and_follows_the_seed() {
    let grown = brands(&sandbox(&["--brands", "10500"]), "US").await;
    let names: HashSet<&str> = grown.iter().map(|b| b["brand"].as_str().unwrap()).collect();
    assert_eq!((grown.len(), names.len()), (10_500, 10_500));
    let list = |seed: &'static str| async move {
        get(&sandbox(&["--seed", seed]), "/v2/brands?country_code=JP")
            .await
            .text()
    };
    assert_eq!(list("7").await, list("7").await);
    assert_ne!(list("7").await, list("8").await);
}

#[tokio::test]
async fn only_a_free_amount_that_is_on_sale_has_a_price() {
    let router = sandbox(&[]);
    let price = |brand: &str, value: &str, coin: &str| {
        let brand = brand.replace(' ', "%20");
        let path = format!("brand_name={brand}&country_code=US&face_value={value}&coin={coin}");
        let (router, path) = (router.clone(), format!("/v4/products/price?{path}"));
        async move { get(&router, &path).await }
    };
    let got = price("Airvale Stays", "50", "BTC").await.json();
    assert!(got["coin_amount"].as_str().unwrap().starts_with("0.000"));
    assert!(price("Airvale Stays", "50", "USDC").await.json()["payment_method"] == "USDC-MATIC");
    for (value, coin) in [("4", "BTC"), ("50.5", "BTC"), ("50", "XMR"), ("50", "NOPE")] {
        let got = price("Airvale Stays", value, coin).await;
        assert_eq!(
            (got.status.as_u16(), &got.json()["coin_amount"]),
            (200, &Value::Null)
        );
    }
    assert_eq!(price("Northwind Market", "25", "BTC").await.status, 404);
    assert_eq!(price("Airvale Stays", "fifty", "BTC").await.status, 400);
}

#[tokio::test]
async fn search_and_homepage_hold_brands_and_logos_are_pictures() {
    let router = sandbox(&[]);
    let found = get(&router, "/v2/search/US?q=northwind&lang=en")
        .await
        .json();
    assert_eq!(found["results"][0]["brand"], "Northwind Market");
    let home = get(&router, "/v2/homepage?country_code=US").await.json();
    assert!(home["sections"][0]["brands"][0]["brand_id"].is_string());
    let url = found["results"][0]["logo_url"].as_str().unwrap();
    let path = url.strip_prefix("http://127.0.0.1:8787").unwrap();
    let logo = get(&router, path).await;
    assert_eq!(
        (logo.status.as_u16(), logo.header("content-type")),
        (200, "image/svg+xml")
    );
    assert!(logo.text().starts_with("<svg"));
    assert_eq!(
        get(&router, "/sandbox/logos/missing/x.svg").await.status,
        404
    );
}
