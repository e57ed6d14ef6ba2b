//! Random values and random texts before the same judge.

use std::borrow::Cow;

use proptest::prelude::*;
use proptest::sample::select;
use serde::Serialize;
use serde_json::ser::PrettyFormatter;
use serde_json::{Serializer, Value};

use super::{agree, escaped, read};
use crate::wire::json::Json;

/// What the grammar is made of, whole and in pieces, with some that it forbids.
fn pieces() -> Vec<&'static str> {
    const STRUCTURE: &str = r#"{ } [ ] , : " \ "a" "a": "\u00e9": {"b": {} [] [1, /**/ '"#;
    const SCALARS: &str = "0 1 - + . e E -0 0.5 1E+9 1e-7 1e999 01 12345678901234567890 \
        true false null nul True";
    const INSIDES: &str =
        r#"\" \\ \/ \b \n \x \u \u00 \u00e9 \uD83D \uDE00 \u{e9} a longer-than-eight"#;
    const RAW: [&str; 14] = [
        " ",
        "\t",
        "\n",
        "\r",
        "\u{b}",
        "\u{c}",
        "\0",
        "\u{1f}",
        "\u{7f}",
        "\u{80}",
        "\u{a0}",
        "\u{2028}",
        "é",
        "\u{1f600}",
    ];
    let words = [STRUCTURE, SCALARS, INSIDES]
        .into_iter()
        .flat_map(str::split_whitespace);
    words.chain(RAW).collect()
}

fn value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        any::<String>(),
        "[\"\\\\/\u{0}-\u{20}a\u{e9}\u{1f600}]{0,20}"
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Quarters are exact in binary, whoever reads them.
        any::<i32>().prop_map(|quarters| Value::from(f64::from(quarters) / 4.0)),
        text.clone().prop_map(Value::String),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((text.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The value as text with these blanks at the start of each of its lines.
fn rendered(value: &Value, blanks: &str) -> String {
    let mut bytes = Vec::new();
    let formatter = PrettyFormatter::with_indent(blanks.as_bytes());
    value
        .serialize(&mut Serializer::with_formatter(&mut bytes, formatter))
        .unwrap();
    [blanks, &String::from_utf8(bytes).unwrap(), blanks].concat()
}

/// The text with something else in place of `length` characters.
fn spoiled(text: &str, from: usize, length: usize, piece: &str) -> String {
    let count = text.chars().count() + 1;
    let from = from % count;
    let before: String = text.chars().take(from).collect();
    let after: String = text.chars().skip(from + length).collect();
    [&before, piece, &after].concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn a_rendered_value_reads_back_equal(value in value(), blanks in "[ \t\r\n]{0,3}") {
        for text in [rendered(&value, &blanks), value.to_string()] {
            agree(&text);
            let found = Json::parse(&text).ok().and_then(read);
            prop_assert_eq!(found.as_ref(), Some(&value));
        }
    }

    #[test]
    fn a_spoiled_value_is_judged_alike(
        value in value(),
        blanks in select(vec!["", " ", "\n\t"]),
        edits in prop::collection::vec((any::<usize>(), 0_usize..3, select(pieces())), 1..4),
    ) {
        let mut text = rendered(&value, blanks);
        for (from, length, piece) in edits {
            text = spoiled(&text, from, length, piece);
            agree(&text);
        }
    }

    #[test]
    fn pieces_of_json_in_any_order_are_judged_alike(
        pieces in prop::collection::vec(select(pieces()), 0..24),
    ) {
        agree(&pieces.concat());
        agree(&["[", &pieces.concat(), "]"].concat());
        agree(&["\"", &pieces.concat(), "\""].concat());
    }

    #[test]
    fn arbitrary_text_is_judged_alike(text in any::<String>()) {
        agree(&text);
        agree(&["\"", &text, "\""].concat());
    }

    #[test]
    fn escaped_text_reads_back_equal(text in any::<String>()) {
        let units: Vec<u16> = text.encode_utf16().collect();
        let source = ["{\"", &escaped(&units), "\": \"", &escaped(&units), "\"}"].concat();
        let fields = Json::parse_object(&source).unwrap();
        let found = fields.get(&text).string();
        prop_assert_eq!(found.as_deref(), Some(text.as_str()));
    }

    #[test]
    fn escaped_halves_of_pairs_are_judged_alike(
        units in prop::collection::vec(
            prop_oneof![any::<u16>(), 0xD700_u16..0xE100, 0xD800_u16..0xDC00, 0xDC00_u16..0xE000],
            0..5,
        ),
    ) {
        let source = ["\"", &escaped(&units), "\""].concat();
        let text = Json::parse(&source).unwrap().string();
        let text = text.map(Cow::into_owned);
        prop_assert_eq!(&text, &String::from_utf16(&units).ok());
        prop_assert_eq!(&text, &serde_json::from_str::<String>(&source).ok());
    }

    #[test]
    fn of_members_with_one_name_the_last_counts(values in prop::collection::vec(any::<i64>(), 1..5)) {
        let members: Vec<String> = values.iter().map(|value| format!("\"a\":{value}")).collect();
        let source = ["{", &members.join(","), "}"].concat();
        agree(&source);
        let fields = Json::parse_object(&source).unwrap();
        prop_assert_eq!(fields.get("a").integer(), values.last().copied());
    }
}
