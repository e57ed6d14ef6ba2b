//! The texts of the languages that were fetched. They stay for the page's life, one copy for all widgets:
//! there are ten languages at most, so what is kept is bounded.

use std::cell::RefCell;

use js_sys::Array;

use super::ENGLISH;

/// The languages besides English (contract.md section 2).
const FETCHED: [&str; 9] = ["es", "fr", "de", "it", "pt", "zh", "tr", "vi", "tl"];

type Table = (&'static str, &'static [&'static str]);

thread_local! {
    static TABLES: RefCell<Vec<Table>> = const { RefCell::new(Vec::new()) };
}

/// Whether a language need not be fetched: it is here, or there is none of this name.
pub fn has(lang: &str) -> bool {
    !FETCHED.contains(&lang) || get(lang).is_some()
}

/// A language's texts, if they are here.
pub(super) fn get(lang: &str) -> Option<Table> {
    TABLES.with_borrow(|tables| tables.iter().find(|(known, _)| *known == lang).copied())
}

/// Keeps the texts of a language, in the order of their keys. A list of another length belongs to another
/// build: it is not kept.
pub fn keep(lang: &str, texts: &Array) {
    let Some(lang) = FETCHED.into_iter().find(|known| *known == lang) else {
        return;
    };
    let texts: Vec<&'static str> = texts
        .iter()
        .filter_map(|text| text.as_string())
        .map(|text| &*Box::leak(text.into_boxed_str()))
        .collect();
    if texts.len() == ENGLISH.len() && get(lang).is_none() {
        let table: &'static [&'static str] = Box::leak(texts.into_boxed_slice());
        TABLES.with_borrow_mut(|tables| tables.push((lang, table)));
    }
}
