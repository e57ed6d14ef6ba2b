//! The JSON of the API: whether it is read at all is serde_json's word, and what is read is what the source
//! says, money to the letter.

mod judge;
mod money;
mod request;

use std::fmt::Debug;

use cryptorefills_checkout::wire::{
    Catalogue, Order, Unreadable, Validation, brands_anywhere, decode_groups, decode_price,
    decode_vias, refusal,
};
use serde_json::Value;

pub use judge::Outcome;

/// Checks one input: a body, read as the answer of every route.
///
/// # Panics
/// When a body is read otherwise than its source says.
pub fn check(data: &[u8]) -> Outcome {
    let body = String::from_utf8_lossy(data);
    let outcome = judge::judge(&body);
    money::check(&body);
    request::check(&body);
    let all = read_all(&body);
    judge::harmless(&all);
    if let Ok(value) = serde_json::from_str::<Value>(&body) {
        // The same value with other blanks is the same to every reader.
        let (short, long) = (value.to_string(), serde_json::to_string_pretty(&value));
        same(
            &read_all(&short),
            &read_all(&long.expect("a value is JSON")),
        );
    }
    outcome
}

/// What every reader makes of one body.
#[derive(PartialEq)]
pub struct Read {
    /// As an order.
    pub order: Result<Order, Unreadable>,
    /// As a validation.
    pub validation: Result<Validation, Unreadable>,
    /// As a catalogue.
    pub catalogue: Result<Catalogue, Unreadable>,
    /// As brands, wherever they stand.
    pub brands: Vec<cryptorefills_checkout::wire::Brand>,
    /// As products.
    pub groups: Result<Vec<cryptorefills_checkout::wire::ProductGroup>, Unreadable>,
    /// As a price.
    pub price: Result<cryptorefills_checkout::wire::Price, Unreadable>,
    /// As the ways to pay.
    pub vias: Result<Vec<cryptorefills_checkout::wire::Via>, Unreadable>,
    /// As the body of a refusal.
    pub problems: Vec<cryptorefills_checkout::wire::Problem>,
}

fn read_all(body: &str) -> Read {
    Read {
        order: Order::decode(body),
        validation: Validation::decode(body),
        catalogue: Catalogue::decode(body),
        brands: brands_anywhere(body),
        groups: decode_groups(body),
        price: decode_price(body),
        vias: decode_vias(body),
        problems: refusal(body),
    }
}

fn same(one: &Read, other: &Read) {
    fn equal<T: PartialEq + Debug>(one: &T, other: &T) {
        assert_eq!(one, other, "blanks make a difference");
    }
    equal(&one.order, &other.order);
    equal(&one.validation, &other.validation);
    equal(&one.catalogue, &other.catalogue);
    equal(&one.brands, &other.brands);
    equal(&one.groups, &other.groups);
    equal(&one.price, &other.price);
    equal(&one.vias, &other.vias);
    equal(&one.problems, &other.problems);
}
