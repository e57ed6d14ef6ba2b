//! No body makes a decoder panic, however broken.

use cryptorefills_checkout::wire::{
    Catalogue, Order, Validation, brands_anywhere, decode_groups, decode_price, decode_vias,
    refusal,
};
use proptest::prelude::*;

const FIXTURES: &[&str] = &[
    fixture!("brands_union.json"),
    fixture!("brands_hostile.json"),
    fixture!("homepage.json"),
    fixture!("products_fixed.json"),
    fixture!("products_mixed.json"),
    fixture!("products_range_objects.json"),
    fixture!("products_esim.json"),
    fixture!("price.json"),
    fixture!("payment_vias.json"),
    fixture!("validation_with_summary.json"),
    fixture!("validation_problems.json"),
    fixture!("order_created_lightning.json"),
    fixture!("order_underpaid.json"),
    fixture!("order_done_esim.json"),
    fixture!("order_refunded.json"),
    fixture!("error_detail_object.json"),
    fixture!("error_problems.json"),
    fixture!("error_page.html"),
];

/// Words of JSON that turn a value into another type, or the text into no JSON.
const SCRAPS: &[&str] = &[
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "-1",
    "1e999",
    "\\",
    "\"",
    ",",
    "}",
    "]",
    "[[",
    "{\"a\":",
    "\u{202e}",
    "\u{0}",
    "é",
    "99999999999999999999999999999999999999999999999",
    "\\ud800",
];

/// Gives the body to every decoder, and looks at all that comes out.
fn decode_all(body: &str) {
    let seen = (
        Catalogue::decode(body),
        brands_anywhere(body),
        decode_groups(body),
        decode_price(body),
        decode_vias(body),
        Validation::decode(body),
        Order::decode(body),
        refusal(body),
    );
    assert!(!format!("{seen:?}").is_empty());
}

/// The nearest place at or before `at` where the text may be cut.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

fn replaced(text: &str, from: usize, length: usize, scrap: &str) -> String {
    let from = boundary(text, from);
    let to = boundary(text, from + length).max(from);
    format!(
        "{}{scrap}{}",
        text.get(..from).unwrap_or(""),
        text.get(to..).unwrap_or("")
    )
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(body in any::<String>()) {
        decode_all(&body);
    }

    #[test]
    fn text_that_resembles_json_never_panics(body in "[\\[\\]{}\",:0-9.eE+a-z_\\\\ -]{0,80}") {
        decode_all(&body);
    }

    #[test]
    fn fixtures_with_scraps_in_them_never_panic(
        which in 0..FIXTURES.len(),
        edits in prop::collection::vec((0_usize..8000, 0_usize..24, 0..SCRAPS.len()), 1..6),
    ) {
        let mut body = FIXTURES[which].to_owned();
        for (at, length, scrap) in edits {
            let at = at % (body.len() + 1);
            body = replaced(&body, at, length, SCRAPS[scrap]);
        }
        decode_all(&body);
    }

    /// Stays valid JSON, so that the decoders meet the wrong type and not just wrong syntax.
    #[test]
    fn fixtures_with_values_of_the_wrong_type_never_panic(
        which in 0..FIXTURES.len(),
        picks in prop::collection::vec((0_usize..400, 0_usize..8), 1..12),
    ) {
        const VALUES: [&str; 8] =
            ["null", "true", "7", "\"x\"", "[]", "{}", "[null, 1, {\"amount\": \"1e9\"}]", "-1E-30"];
        let Ok(mut json) = serde_json::from_str::<serde_json::Value>(FIXTURES[which]) else {
            return Ok(());
        };
        for (at, value) in picks {
            let mut left = at;
            let value = serde_json::from_str(VALUES[value]).unwrap();
            replace_nth(&mut json, &mut left, &value);
        }
        let body = json.to_string();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&body).is_ok());
        decode_all(&body);
    }
}

/// Replaces the value that is met after `left` others, members and elements alike.
fn replace_nth(json: &mut serde_json::Value, left: &mut usize, value: &serde_json::Value) -> bool {
    if *left == 0 {
        *json = value.clone();
        return true;
    }
    *left -= 1;
    match json {
        serde_json::Value::Array(items) => {
            items.iter_mut().any(|item| replace_nth(item, left, value))
        }
        serde_json::Value::Object(members) => members
            .values_mut()
            .any(|member| replace_nth(member, left, value)),
        _ => false,
    }
}

#[test]
fn every_truncation_of_an_order_is_unreadable() {
    let body = fixture!("order_done_pin.json").trim_end();
    for at in 0..body.len() {
        if let Some(cut) = body.get(..at) {
            assert!(Order::decode(cut).is_err(), "cut at {at}");
        }
    }
}

#[test]
fn deep_nesting_exhausts_nothing() {
    for (open, close) in [
        ("[", "]"),
        ("{\"deliveries\":[", "]}"),
        ("{\"moreDetails\":", "}"),
    ] {
        let body = format!("{}1{}", open.repeat(50_000), close.repeat(50_000));
        decode_all(&body);
        decode_all(&format!("{{\"problems\": {body}}}"));
    }
}
