//! Laws of the search, for any shelf and any typing.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::json;

use super::names::{Names, Query};
use super::{Browse, Filter, Shelf};
use crate::checkout::Loading;
use crate::checkout::fold::fold;
use crate::wire::{Brand, Catalogue, Kind};

fn brands(names: &[(String, String)]) -> Vec<Brand> {
    let all: Vec<_> = names
        .iter()
        .zip(0..)
        .map(|((brand, family), id)| {
            json!({
                "brand": brand, "family": family, "brand_id": id.to_string(),
                "country_code": "US", "kind": "giftcard", "category": "games",
            })
        })
        .collect();
    let body = json!({"country_code": "US", "all_brands": all});
    Catalogue::decode(&body.to_string()).unwrap().brands
}

fn shelf(names: &[&str]) -> Shelf {
    let names: Vec<_> = names
        .iter()
        .map(|name| ((*name).to_owned(), (*name).to_owned()))
        .collect();
    Shelf::new(&brands(&names), None, None, None)
}

fn found<'a>(shelf: &'a Shelf, query: &str) -> Vec<&'a str> {
    shelf
        .matching(query, &Filter::default())
        .into_iter()
        .map(|place| shelf.get(place).unwrap().brand.as_str())
        .collect()
}

#[test]
fn better_answers_come_first() {
    let shelf = shelf(&[
        "My Steamer",
        "Bigsteam",
        "Big Steam",
        "Steam Deck",
        "Stream",
        "Steam",
        "Nothing",
    ]);
    assert_eq!(
        found(&shelf, "steam"),
        [
            "Steam",
            "Steam Deck",
            "My Steamer",
            "Big Steam",
            "Bigsteam",
            "Stream"
        ]
    );
    assert_eq!(found(&shelf, "STEÁM!")[0], "Steam");
    assert_eq!(found(&shelf, "deck steam"), ["Steam Deck"]);
    assert_eq!(found(&shelf, "").len(), 7);
}

#[test]
fn slips_are_forgiven() {
    let shelf = shelf(&[
        "Netflix",
        "PlayStation",
        "Google Play",
        "H&M",
        "Nike",
        "Uber",
        "Air France",
    ]);
    for (typed, meant) in [
        ("netlfix", "Netflix"),
        ("netfix", "Netflix"),
        ("neftlix", "Netflix"),
        ("netflyx", "Netflix"),
        ("nettfl", "Netflix"),
        ("plystatoin", "PlayStation"),
        ("play station", "PlayStation"),
        ("googleplay", "Google Play"),
        ("gogle", "Google Play"),
        ("nkie", "Nike"),
        ("ubber", "Uber"),
        ("ari france", "Air France"),
    ] {
        assert_eq!(found(&shelf, typed), [meant], "{typed}");
    }
    for typed in ["nkx", "zz", "xyzzy", "netfl1x99", "playboystation"] {
        assert!(found(&shelf, typed).is_empty(), "{typed}");
    }
}

#[test]
fn the_nearest_brand_is_named() {
    let shelf = shelf(&["Amazon DE", "Netflix", "Zalando"]);
    let near = |name: &str| {
        let place = shelf.nearest(name)?;
        shelf.get(place).map(|brand| brand.brand.as_str())
    };
    assert_eq!(near("amazon-germany"), Some("Amazon DE"));
    assert_eq!(near("Netflx"), Some("Netflix"));
    assert_eq!(near("zalndo gift card"), Some("Zalando"));
    assert_eq!(near("Quux"), None);
    assert_eq!(near("  "), None);
    assert!(shelf.find("").is_none());
}

/// Words as brands have them, in several scripts.
fn name() -> impl Strategy<Value = String> {
    prop::collection::vec("[A-Za-z0-9éÖßñ]{1,12}|[а-яё]{2,9}|[一-三]{1,4}", 1..4)
        .prop_map(|words| words.join(" "))
}

fn names() -> impl Strategy<Value = Vec<(String, String)>> {
    let pair = (name(), prop::option::of(name()));
    let pair = pair.prop_map(|(brand, family)| {
        let family = family.unwrap_or_else(|| brand.clone());
        (brand, family)
    });
    prop::collection::vec(pair, 1..20)
}

/// Every text that one slip makes of a folded name: a letter dropped, or two of a word swapped.
fn slips(name: &str) -> Vec<String> {
    let signs: Vec<char> = name.chars().collect();
    let mut all = Vec::new();
    for place in 0..signs.len() {
        if signs[place] == ' ' {
            continue;
        }
        let mut dropped = signs.clone();
        dropped.remove(place);
        all.push(dropped.into_iter().collect());
        if place + 1 < signs.len() && signs[place + 1] != ' ' {
            let mut swapped = signs.clone();
            swapped.swap(place, place + 1);
            all.push(swapped.into_iter().collect());
        }
    }
    all
}

proptest! {
    #[test]
    fn every_brand_is_found_by_its_names(names in names()) {
        let shelf = Shelf::new(&brands(&names), None, None, None);
        for (brand, place) in shelf.brands().iter().zip(0_u32..) {
            for name in [&brand.brand, &brand.family] {
                let first = shelf.matching(name, &Filter::default());
                prop_assert!(first.contains(&place), "{name}");
                let best = shelf.find(name).unwrap();
                prop_assert!(best.brand == *name || best.family == *name);
                prop_assert!(shelf.nearest(name).is_some());
            }
        }
    }

    #[test]
    fn every_brand_is_found_after_a_slip(names in names()) {
        let shelf = Shelf::new(&brands(&names), None, None, None);
        for (brand, place) in shelf.brands().iter().zip(0_u32..) {
            let name = fold(&brand.brand);
            if name.chars().filter(|sign| *sign != ' ').count() < 5 {
                continue;
            }
            // A number is what it is.
            let is_number = |word: &str| word.chars().all(|sign| sign.is_ascii_digit());
            for typed in slips(&name) {
                if typed.split(' ').any(is_number) {
                    continue;
                }
                prop_assert!(shelf.matching(&typed, &Filter::default()).contains(&place), "{typed} of {name}");
            }
        }
    }

    #[test]
    fn what_contains_the_words_comes_before_what_nearly_does(names in names(), query in "[a-e ]{1,9}") {
        let shelf = Shelf::new(&brands(&names), None, None, None);
        let query = fold(&query);
        let contains: Vec<bool> = shelf
            .matching(&query, &Filter::default())
            .iter()
            .map(|place| {
                let brand = shelf.get(*place).unwrap();
                let all = [fold(&brand.brand), fold(&brand.family)].join(" ");
                query.split(' ').all(|word| all.contains(word))
            })
            .collect();
        prop_assert!(contains.is_sorted_by(|before, after| before >= after));
        let all = shelf.brands().iter().filter(|brand| {
            let all = [fold(&brand.brand), fold(&brand.family)].join(" ");
            query.split(' ').all(|word| all.contains(word))
        });
        prop_assert_eq!(all.count(), contains.iter().filter(|exact| **exact).count());
    }

    #[test]
    fn results_are_each_once_and_always_the_same(names in names(), query in ".{0,12}") {
        let shelf = Shelf::new(&brands(&names), None, None, None);
        let found = shelf.matching(&query, &Filter::default());
        prop_assert_eq!(&found, &shelf.matching(&query, &Filter::default()));
        let mut sorted = found.clone();
        sorted.sort_unstable();
        sorted.dedup();
        prop_assert_eq!(sorted.len(), found.len());
        prop_assert_eq!(&found, &shelf.matching(&query, &in_category("games")));
        prop_assert!(shelf.matching(&query, &in_category("food")).is_empty());
    }

    #[test]
    fn a_letter_set_never_hides_an_answer(name in name(), query in name()) {
        let mut names = Names::default();
        names.push(&name, &name);
        let folded = fold(&name);
        let contained = fold(&query).split(' ').all(|word| folded.contains(word));
        let rank = names.rank(0, &Query::new(&query));
        prop_assert_eq!(contained, rank.is_some_and(|rank| rank < 4));
    }
}

fn in_category(slug: &str) -> Filter {
    Filter {
        category: Some(slug.into()),
        ..Filter::default()
    }
}

#[test]
fn kind_and_category_narrow_together_and_the_counts_match() {
    let brand = |id: u32, kind: &str, category: &str| {
        json!({
            "brand": format!("Brand {id}"), "family": format!("family-{id}"), "brand_id": id.to_string(),
            "country_code": "US", "kind": kind, "category": category,
        })
    };
    let all = [
        brand(1, "giftcard", "games"),
        brand(2, "giftcard", "food"),
        brand(3, "mobile_recharge", "games"),
        brand(4, "mobile_recharge", "esim"),
        brand(5, "mobile_recharge", "games"),
    ];
    let body = json!({"country_code": "US", "all_brands": all}).to_string();
    let shelf = Shelf::new(&Catalogue::decode(&body).unwrap().brands, None, None, None);
    let kinds = [None, Some(Kind::GiftCard), Some(Kind::MobileRecharge)];
    assert_eq!(
        kinds.clone().map(|kind| shelf.count(kind.as_ref())),
        [5, 2, 3]
    );
    for kind in kinds {
        for (slug, count) in shelf.categories(kind.as_ref()) {
            let filter = Filter {
                kind: kind.clone(),
                category: Some(slug.into()),
            };
            let places = shelf.matching("", &filter);
            assert_eq!(places.len(), usize::try_from(count).unwrap(), "{filter:?}");
            assert!(count > 0);
        }
    }
    let mut browse = Browse {
        shelf: Loading::Here(Arc::new(shelf)),
        ..Browse::default()
    };
    browse.filter.category = Some("games".into());
    browse.pick_kind(Some(Kind::MobileRecharge));
    assert_eq!(browse.shown(), [2, 4]);
    browse.filter.category = Some("esim".into());
    browse.pick_kind(Some(Kind::GiftCard));
    assert_eq!(
        browse.shown(),
        [0, 1],
        "a card is no eSIM: that filter is gone"
    );
}

#[test]
fn a_number_is_what_it_is() {
    let shelf = shelf(&["Brand 9999", "Brand 9998", "Brand 999", "Barnd 9999"]);
    assert_eq!(found(&shelf, "Brand 9999"), ["Brand 9999", "Barnd 9999"]);
}
