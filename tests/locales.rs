//! The ten languages are complete: every text is there, fits its places, and is not English.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Languages of the public contract, with the plural categories that CLDR has for whole numbers.
const LANGUAGES: [(&str, &[&str]); 10] = [
    ("en", &["one", "other"]),
    ("es", &["many", "one", "other"]),
    ("fr", &["many", "one", "other"]),
    ("de", &["one", "other"]),
    ("it", &["many", "one", "other"]),
    ("pt", &["many", "one", "other"]),
    ("zh", &["other"]),
    ("tr", &["one", "other"]),
    ("vi", &["other"]),
    ("tl", &["one", "other"]),
];

/// A text's forms by plural category; a text without forms is its own `other`.
type Forms = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("locales")
}

fn read(lang: &str) -> BTreeMap<String, Forms> {
    let path = folder().join(lang).with_extension("json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{lang}: {error}"));
    let file: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    let forms = |value: Value| match value {
        Value::String(text) => Forms::from([("other".into(), text)]),
        Value::Object(forms) => forms
            .into_iter()
            .map(|(category, text)| (category, text.as_str().unwrap().to_owned()))
            .collect(),
        other => panic!("{other} is no text"),
    };
    let entries = file.into_iter();
    entries.map(|(key, value)| (key, forms(value))).collect()
}

/// Every language but English, with its texts beside the English ones.
fn translations() -> impl Iterator<Item = (&'static str, String, Forms, Forms)> {
    let english = read("en");
    LANGUAGES[1..].iter().flat_map(move |(lang, _)| {
        let texts = read(lang);
        assert!(
            texts.keys().eq(english.keys()),
            "{lang}: {:?}",
            texts
                .keys()
                .collect::<BTreeSet<_>>()
                .symmetric_difference(&english.keys().collect())
                .collect::<Vec<_>>()
        );
        let english = english.clone();
        texts
            .into_iter()
            .map(move |(key, forms)| (*lang, key.clone(), forms, english[&key].clone()))
            .collect::<Vec<_>>()
    })
}

/// The names between braces, sorted.
fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<&str> = text
        .split('{')
        .skip(1)
        .map(|part| part.split_once('}').expect("a brace is closed").0)
        .collect();
    places.sort_unstable();
    places
}

#[test]
fn every_language_has_every_text_and_no_other() {
    assert!(translations().count() > 9 * 200);
    let files = fs::read_dir(folder()).unwrap();
    let names: BTreeSet<String> = files
        .map(|file| file.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let known = LANGUAGES.iter().map(|(lang, _)| (*lang).to_owned());
    assert_eq!(names, known.collect());
}

#[test]
fn every_place_is_filled_in_every_language() {
    for (lang, key, forms, english) in translations() {
        let wanted = places(&english["other"]);
        for (category, text) in &forms {
            let places = places(text);
            if category == "other" {
                assert_eq!(places, wanted, "{lang} {key}");
            }
            // One and none can be written in words.
            let known = places.iter().all(|place| wanted.contains(place));
            assert!(known, "{lang} {key} {category}");
        }
    }
}

#[test]
fn plurals_have_the_forms_of_their_language() {
    for (lang, categories) in LANGUAGES {
        let plural = read(lang)
            .into_iter()
            .filter(|(key, _)| read("en")[key].len() > 1);
        let mut count = 0;
        for (key, forms) in plural {
            assert!(forms.keys().eq(categories), "{lang} {key}: {forms:?}");
            count += 1;
        }
        assert!(count > 2, "{lang}");
    }
}

/// Labels that Filipino borrows from English, word for word.
const BORROWED: [&str; 7] = [
    "EsimCode",
    "EsimServer",
    "Invoice",
    "OrderReference",
    "QrCode",
    "SecurityCode",
    "Serial",
];

#[test]
fn no_english_is_left() {
    for (lang, key, forms, english) in translations() {
        let text = &forms["other"];
        let words = text.split(|sign: char| !sign.is_alphabetic() && sign != '{' && sign != '}');
        let words = words.filter(|word| !word.is_empty() && !word.contains('{'));
        // Many a single word is the same in two languages: total, code, memo.
        if words.count() > 1 && !(lang == "tl" && BORROWED.contains(&key.as_str())) {
            assert_ne!(text, &english["other"], "{lang} {key}");
        }
    }
}

/// Too many single words that are the same would mean a language that nobody wrote.
#[test]
fn few_single_words_are_the_same_as_in_english() {
    for (lang, _) in &LANGUAGES[1..] {
        let same: Vec<String> = translations()
            .filter(|(of, _, forms, english)| of == lang && forms["other"] == english["other"])
            .map(|(_, key, ..)| key)
            .collect();
        assert!(same.len() < 24, "{lang}: {same:?}");
    }
}

#[test]
fn the_texts_are_set_with_care() {
    for (lang, _) in LANGUAGES {
        for (key, forms) in read(lang) {
            for text in forms.values() {
                let context = format!("{lang} {key}: {text}");
                assert_eq!(text.trim(), text, "{context}");
                assert!(!text.is_empty(), "{context}");
                for wrong in ["\"", "...", "  ", "\t", "<", "&nbsp;"] {
                    assert!(!text.contains(wrong), "{context}");
                }
                // Spaces that do not break belong to French; nothing else unseen belongs anywhere.
                let unseen = |sign: char| {
                    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{0}'..='\u{9}' | '\u{b}'..='\u{1f}')
                };
                assert!(!text.contains(unseen), "{context}");
            }
        }
    }
}

/// A text for support is read by people and by machines: its lines stay.
#[test]
fn lines_stay_lines() {
    for (lang, key, forms, english) in translations() {
        let lines = |forms: &Forms| forms["other"].lines().count();
        assert_eq!(lines(&forms), lines(&english), "{lang} {key}");
    }
}

fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_text_is_used() {
    let mut all = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let used: BTreeSet<&str> = all
        .split("Key::")
        .skip(1)
        .map(|rest| {
            rest.split(|sign: char| !sign.is_alphanumeric())
                .next()
                .unwrap()
        })
        .collect();
    let unused: Vec<String> = read("en")
        .into_keys()
        .filter(|key| !used.contains(key.as_str()))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}
