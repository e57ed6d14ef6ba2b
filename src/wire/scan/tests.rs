//! serde_json as the judge: it accepts the same texts, and finds the same values in them.
//!
//! There are two differences, both proved here. `IgnoredAny` knows no depth limit, so the limit is
//! compared with that of `Value`; and a name with half a surrogate pair costs its member, not the
//! whole object. A byte order mark is no matter of the scanner.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::is_json;
use crate::wire::json::Json;

mod random;

/// The value as our reader sees it; `None` where text has no meaning, or a number leaves `Number`.
fn read(json: Json<'_>) -> Option<Value> {
    if let Some(fields) = json.fields() {
        let members = fields
            .iter()
            .map(|(name, value)| Some((name.to_owned(), read(value)?)));
        return members.collect::<Option<Map<_, _>>>().map(Value::Object);
    }
    if json.is_list() {
        return json
            .items()
            .map(read)
            .collect::<Option<_>>()
            .map(Value::Array);
    }
    if json.is_null() {
        return Some(Value::Null);
    }
    if let Some(text) = json.string() {
        return Some(Value::String(text.into_owned()));
    }
    if let Some(number) = json.scalar() {
        return serde_json::from_str(&number).map(Value::Number).ok();
    }
    json.boolean().map(Value::Bool)
}

/// Both accept the text or both refuse it; where serde_json gives a value, so do we, and the same.
fn agree(text: &str) {
    let accepted = serde_json::from_str::<IgnoredAny>(text).is_ok();
    assert_eq!(is_json(text), accepted, "{text:?}");
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        assert_eq!(
            Json::parse(text).ok().and_then(read),
            Some(value),
            "{text:?}"
        );
    }
}

/// Every text of up to `longest` of these characters, with `before` and `after` around it.
fn agree_on_all(characters: &str, longest: u32, before: &str, after: &str) {
    let characters: Vec<char> = characters.chars().collect();
    for length in 0..=longest {
        for number in 0..characters.len().pow(length) {
            let place = |at| characters[number / characters.len().pow(at) % characters.len()];
            let inside: String = (0..length).map(place).collect();
            agree(&[before, &inside, after].concat());
        }
    }
}

/// The text with every code unit of its strings escaped, a quarter of them in capitals.
fn escaped(units: &[u16]) -> String {
    let escape = |unit: &u16| match unit % 4 {
        0 => format!("\\u{unit:04X}"),
        _ => format!("\\u{unit:04x}"),
    };
    units.iter().map(escape).collect()
}

#[test]
fn all_short_texts_of_the_grammars_own_characters_are_judged_alike() {
    agree_on_all("[]{},:\"0- \\", 5, "", "");
    agree_on_all("{}\"a:, 1", 5, "{\"a\":", "}");
}

#[test]
fn all_short_numbers_are_judged_alike() {
    agree_on_all("01-+.eE", 6, "", "");
    agree_on_all("09-+.e", 4, "[", "]");
}

#[test]
fn all_short_escapes_are_judged_alike() {
    agree_on_all("\\u0dDgn\"", 6, "\"", "\"");
    agree_on_all("\\/bfnrt\"0U'", 4, "\"", "\"");
}

#[test]
fn every_character_is_judged_alike_in_and_around_a_string() {
    for character in (0..=0x180).filter_map(char::from_u32) {
        // Of each length up to two machine words, since plain text is passed by words.
        for length in 0..17 {
            agree(&format!(
                "\"{}{character}{}\"",
                "x".repeat(length),
                "x".repeat(16 - length)
            ));
        }
        agree(&format!("{character}1"));
        agree(&format!("1{character}"));
        agree(&format!("[1{character},{character}\"\"]"));
    }
}

#[test]
fn lists_and_objects_are_refused_from_the_same_depth_on() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\": [", "]}]")] {
        for times in 1..200 {
            for inside in ["1", "[]", "{}"] {
                let text = [&open.repeat(times), inside, &close.repeat(times)].concat();
                let accepted = serde_json::from_str::<Value>(&text).is_ok();
                assert_eq!(is_json(&text), accepted, "{times} times {open}");
                assert!(serde_json::from_str::<IgnoredAny>(&text).is_ok());
            }
        }
    }
    assert!(
        is_json(&["[", &"[],".repeat(1_000), "{}]"].concat()),
        "wide is not deep"
    );
    assert!(!is_json(&"[".repeat(5_000_000)));
}

#[test]
fn half_a_surrogate_pair_in_a_name_costs_one_member_only() {
    let fields = Json::parse_object(r#"{"\ud83d": 1, "b": "fine"}"#).unwrap();
    assert_eq!(fields.text("b").as_deref(), Some("fine"));
    assert_eq!(fields.iter().count(), 1);
}

#[test]
fn code_units_at_every_edge_are_judged_alike() {
    const EDGES: [u16; 10] = [
        0, 0x61, 0xD7FF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xFFFE, 0xFFFF,
    ];
    for first in EDGES {
        for second in EDGES {
            for third in EDGES {
                let units = [first, second, third];
                let source = ["\"", &escaped(&units), "\""].concat();
                let text = Json::parse(&source).unwrap().string().map(Cow::into_owned);
                assert_eq!(text, String::from_utf16(&units).ok(), "{source}");
                assert_eq!(text, serde_json::from_str(&source).ok(), "{source}");
            }
        }
    }
}
