//! The page's own words in place of single texts (features I18-10). They stay for the page's life, like the
//! texts of a language; how much of them may stay is bounded.

use std::cell::RefCell;

use js_sys::Array;

/// Texts by the places of their keys.
pub type Own = &'static [(usize, &'static str)];

/// Letters that may stay, in bytes. An editor that changes texts at every stroke comes to its end here.
const MOST: usize = 64 * 1024;

thread_local! {
    static KEPT: RefCell<Vec<Own>> = const { RefCell::new(Vec::new()) };
}

/// Keeps numbers and texts in turn; `None` when there is no room for more.
pub fn own(said: &Array) -> Option<Own> {
    let mut texts = Vec::new();
    for place in (0..said.length()).step_by(2) {
        let key = said.get(place).as_f64().unwrap_or(f64::MAX);
        texts.push((key as usize, said.get(place + 1).as_string()?));
    }
    KEPT.with_borrow_mut(|kept| {
        let same = |own: &&Own| {
            own.len() == texts.len()
                && own
                    .iter()
                    .zip(&texts)
                    .all(|(old, new)| old.0 == new.0 && old.1 == new.1)
        };
        if let Some(own) = kept.iter().find(same) {
            return Some(*own);
        }
        let size = |own: &Own| own.iter().map(|(_, text)| text.len() + 24).sum::<usize>();
        if kept.iter().map(size).sum::<usize>() > MOST {
            return None;
        }
        let texts = texts.into_iter();
        let texts: Vec<(usize, &'static str)> = texts
            .map(|(key, text)| (key, &*Box::leak(text.into_boxed_str())))
            .collect();
        let own: Own = Box::leak(texts.into_boxed_slice());
        kept.push(own);
        Some(own)
    })
}
