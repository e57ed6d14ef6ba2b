//! Other countries: their names with the codes that are dialled, and the ways to those that are sought
//! (features DIS-01).

use super::dom::{El, el};
use super::{Ui, parts};
use crate::checkout::Checkout;
use crate::checkout::draft::dialling;
use crate::checkout::event::Event;
use crate::checkout::fold::fold;
use crate::text::Key;

/// A list of so many countries is read through at once.
const FEW: usize = 12;
/// Fewer letters are the beginning of too many names. In bytes: one sign of Chinese is enough.
const FEWEST_LETTERS: usize = 3;
/// More ways than these are no answer.
const MOST: usize = 3;
/// Of countries that share a code, these come first.
const LARGE: &str = "US CA RU GB IT NO AU NZ MA RE FI GP CW";

/// A country's name with its code.
pub fn coded(name: &str, country: &str) -> String {
    match code(country) {
        Some(code) => [name, " (", &code, ")"].concat(),
        None => name.to_owned(),
    }
}

/// The code with its plus, which stays before the digits whatever is around them.
fn code(country: &str) -> Option<String> {
    let code = dialling::of(country)?.code;
    Some(["\u{2066}+", code, "\u{2069}"].concat())
}

/// A text about a country and its code.
pub fn words(ui: &Ui, key: Key, country: &str) -> Option<String> {
    let (name, code) = (ui.country(country), code(country)?);
    Some(ui.fill(key, &[("country", &name), ("code", &code)]))
}

/// A way to another country.
pub fn way(ui: &Ui, country: &str, go: impl Fn(String) + 'static) -> Option<El> {
    let words = words(ui, Key::CountryFound, country)?;
    let code = country.to_owned();
    let to = code.clone();
    let way = parts::button("country-found", "quiet", words, move || go(to.clone()));
    Some(way.attr("data-country", code).attr("data-told", ""))
}

/// Countries with one and the same code, the largest first.
pub fn by_size(mut countries: Vec<&str>) -> Vec<&str> {
    countries.sort_by_key(|code| LARGE.find(code).unwrap_or(LARGE.len()));
    countries
}

/// The countries that the words in the search field may mean, by name or by code.
pub fn found(ui: &Ui, state: &Checkout) -> Option<El> {
    let names = ui.0.cache.borrow().countries()?;
    if names.len() <= FEW {
        return None;
    }
    let query = &state.browse.query;
    let digits = dialled(query);
    let sought = fold(query);
    let named = digits.is_none() && sought.len() >= FEWEST_LETTERS;
    let codes = names.iter().map(|(name, code)| (name, code.as_str()));
    let meant = codes.filter(|(name, code)| match &digits {
        Some(digits) => dialling::of(code).is_some_and(|one| one.code == digits),
        None => named && fold(name).starts_with(&sought),
    });
    let meant = meant.map(|(_, code)| code);
    let meant: Vec<&str> = meant.filter(|code| *code != state.country).collect();
    let meant = match digits {
        Some(_) => by_size(meant),
        None => meant,
    };
    let ways = meant.into_iter().take(MOST).filter_map(|country| {
        let picked = ui.clone();
        way(ui, country, move |code| {
            picked.send(Event::SearchEntered(String::new()));
            picked.send(Event::CountryPicked(code));
        })
    });
    let ways: Vec<El> = ways.collect();
    (!ways.is_empty()).then(|| el("div").class("chips wrap abroad").kids(ways))
}

/// The code that a text is, or a number with its plus begins with. Digits alone may be a brand's name: they
/// are a code only as a whole.
fn dialled(query: &str) -> Option<String> {
    let bare: String = query.chars().filter(|sign| !sign.is_whitespace()).collect();
    let plus = bare.strip_prefix('+').or_else(|| bare.strip_prefix("00"));
    let digits = plus.unwrap_or(&bare);
    if digits.is_empty() || !digits.bytes().all(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let begun = dialling::all().filter(|one| match plus {
        Some(_) => digits.starts_with(one.code),
        None => digits == one.code,
    });
    let longest = begun.max_by_key(|one| one.code.len())?;
    Some(longest.code.to_owned())
}
