//! Brands: the catalogue, the home page, the search.

use cryptorefills_checkout::wire::{Brand, Catalogue, Kind, brands_anywhere};

fn names(brands: &[Brand]) -> Vec<&str> {
    brands.iter().map(|brand| brand.brand.as_str()).collect()
}

fn find<'a>(brands: &'a [Brand], name: &str) -> &'a Brand {
    let mut named = brands.iter().filter(|brand| brand.brand == name);
    let found = named.next();
    assert!(named.next().is_none(), "{name} is there twice");
    found.unwrap_or_else(|| panic!("{name} is not there"))
}

#[test]
fn brands_union_lists_every_brand_once_in_first_seen_order() {
    let catalogue = Catalogue::decode(fixture!("brands_union.json")).unwrap();
    assert_eq!(catalogue.country_code.as_deref(), Some("IT"));
    assert_eq!(
        names(&catalogue.brands),
        [
            "Caffè Morello IT",
            "Roamly eSIM Italy",
            "Voltara Credits",
            "Brickhaven Games",
            "Nordlys Outdoor",
            "Aqualuce Bollette",
        ]
    );
}

#[test]
fn brands_union_merges_categories_and_fills_gaps_from_the_copies() {
    let brands = Catalogue::decode(fixture!("brands_union.json"))
        .unwrap()
        .brands;
    let morello = find(&brands, "Caffè Morello IT");
    assert_eq!(morello.family, "Caffè Morello");
    assert_eq!(morello.categories, ["food", "e-commerce", "trending"]);
    assert_eq!(morello.min.as_deref(), Some("€5"));
    let roamly = find(&brands, "Roamly eSIM Italy");
    assert_eq!(roamly.kind, Kind::MobileRecharge);
    assert_eq!(roamly.categories, ["e-sim", "travel", "mobile_credits"]);
    assert!(
        roamly
            .logo
            .url
            .as_deref()
            .unwrap()
            .ends_with("_300x190.webp")
    );
}

#[test]
fn brands_union_takes_the_kind_from_the_category_and_survives_its_null_name() {
    let brands = Catalogue::decode(fixture!("brands_union.json"))
        .unwrap()
        .brands;
    let nordlys = find(&brands, "Nordlys Outdoor");
    assert_eq!(nordlys.kind, Kind::GiftCard);
    assert_eq!(nordlys.categories, ["sports"]);
    let bill = find(&brands, "Aqualuce Bollette");
    assert_eq!(bill.kind, Kind::Unknown("bill_payment".to_owned()));
    assert!(!bill.kind.is_sold());
    assert!(find(&brands, "Brickhaven Games").is_out_of_stock);
    let bg_color = find(&brands, "Voltara Credits").bg_color.as_deref();
    assert_eq!(bg_color, Some("#e60000"));
}

#[test]
fn brands_without_all_brands_come_from_the_categories() {
    let catalogue = Catalogue::decode(fixture!("brands_without_all_brands.json")).unwrap();
    assert_eq!(
        names(&catalogue.brands),
        ["Caffè Morello IT", "Brickhaven Games", "Voltara Credits"]
    );
    // The copy under "games" has no id, and is the same brand all the same.
    let morello = find(&catalogue.brands, "Caffè Morello IT");
    assert_eq!(morello.categories, ["food", "e-commerce", "games"]);
    let volt = find(&catalogue.brands, "Voltara Credits");
    assert_eq!(volt.kind, Kind::MobileRecharge);
}

#[test]
fn brands_empty_is_read_and_holds_nothing() {
    let catalogue = Catalogue::decode(fixture!("brands_empty.json")).unwrap();
    assert!(catalogue.brands.is_empty());
    assert!(Catalogue::decode("{}").unwrap().brands.is_empty());
    assert!(Catalogue::decode("[]").is_err());
    assert!(Catalogue::decode("").is_err());
}

#[test]
fn brands_hostile_loses_only_what_is_broken() {
    let brands = Catalogue::decode(fixture!("brands_hostile.json"))
        .unwrap()
        .brands;
    assert_eq!(names(&brands), ["Only Brand", "Only Family"]);
    let brand = find(&brands, "Only Brand");
    assert_eq!(brand.family, "Only Brand");
    assert_eq!(
        brand.logo.url.as_deref(),
        Some("https://cdn.example.com/only_300x190.webp")
    );
    assert_eq!(brand.bg_color, None);
    assert!(brand.is_out_of_stock);
    assert_eq!(brand.min.as_deref(), Some("5"));
    assert_eq!(brand.max, None);
    assert_eq!(brand.categories, ["games", "7"]);
    let family = find(&brands, "Only Family");
    assert_eq!(family.brand_id.as_deref(), Some("90210"));
    assert_eq!(family.logo.url, None);
    assert_eq!(family.bg_color.as_deref(), Some("#fff"));
    assert!(!family.kind.is_sold());
}

#[test]
fn homepage_gives_its_brands_wherever_they_are() {
    let brands = brands_anywhere(fixture!("homepage.json"));
    assert_eq!(names(&brands), ["Caffè Morello IT", "Voltara Credits"]);
    assert_eq!(find(&brands, "Voltara Credits").kind, Kind::MobileRecharge);
}

#[test]
fn search_gives_its_brands_wherever_they_are() {
    let brands = brands_anywhere(fixture!("search.json"));
    assert_eq!(names(&brands), ["Caffè Morello IT", "Brickhaven Games"]);
}

#[test]
fn brands_anywhere_is_bounded_in_depth_and_count() {
    let brand = r#"{"brand": "Deep", "country_code": "IT"}"#;
    let nested = |depth: usize| format!("{}{brand}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(brands_anywhere(&nested(15)).len(), 1);
    assert_eq!(brands_anywhere(&nested(16)).len(), 0);
    assert_eq!(brands_anywhere(&"[".repeat(100_000)).len(), 0);
    let many: Vec<String> = (0..600)
        .map(|n| format!(r#"{{"brand": "B{n}", "country_code": "IT"}}"#))
        .collect();
    assert_eq!(brands_anywhere(&format!("[{}]", many.join(","))).len(), 500);
    assert!(brands_anywhere(fixture!("error_page.html")).is_empty());
}
