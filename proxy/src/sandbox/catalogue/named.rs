//! The brands that tests and the demo know by name. Every country sells them in its own currency;
//! in the US their amounts are exactly those of the README.

use super::brand::{Brand, Logo};
use super::country::Country;
use super::product::{Delivery, Offer};
use crate::sandbox::chance::Chance;

/// The named brands of a country.
pub fn brands(country: &Country, chance: Chance) -> Vec<Brand> {
    let us = country.code == "US";
    let [least, most, step] = country.range.map(|whole| whole * 100);
    let make = |name: &str, category: &str, offer: Offer| Brand {
        logo: Logo::Fine,
        out_of_stock: false,
        more: Vec::new(),
        offer,
        ..Brand::new(name, category, country, chance)
    };
    let mut list = vec![
        make(
            "Northwind Market",
            "e-commerce",
            Offer::fixed(&country.fixed),
        ),
        make("Airvale Stays", "travel", Offer::range([least, most, step])),
        make(
            "Lumen Play",
            "games",
            match us {
                true => Offer::both(&[10, 20, 60], [500, 20_000, 1]),
                false => Offer::both(&country.fixed, [least, most, 1]),
            },
        ),
        Brand {
            deliveries: vec![Delivery::Email, Delivery::Phone],
            ..make("Harbor Coffee", "food", Offer::fixed(&country.fixed))
        },
        Brand {
            family: "Tidal".to_owned(),
            ..make(
                "Tidal Mobile Credits",
                "mobile_credits",
                match us {
                    true => Offer::both(&[5, 10, 20], [500, 5_000, 500]),
                    false => Offer::both(&country.fixed, [least, most, step]),
                },
            )
        },
        Brand {
            family: "Tidal".to_owned(),
            ..make(
                "Tidal Mobile Bundles",
                "mobile_bundle",
                Offer::fixed(&country.fixed),
            )
        },
        make("Roamly Global eSIM", "e-sim", Offer::DataPlans),
        Brand {
            out_of_stock: true,
            ..make("Quiet Books", "entertainment", Offer::fixed(&country.fixed))
        },
        make("Vault Pay", "e-money", Offer::fixed(&country.fixed)),
    ];
    for brand in &mut list {
        if brand.name == "Northwind Market" {
            brand.more = vec!["fashion".to_owned(), "electronics".to_owned()];
        }
    }
    list
}
