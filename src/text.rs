//! The widget's words, and how numbers, countries and currencies are written in the shopper's language.
//!
//! English is compiled in; `locales/en.json` is where it is written, and what the keys are made of. The other
//! languages are fetched, see [`tables`]. Names of countries, forms of numbers and plurals come from the
//! browser's `Intl`, so no table of them is shipped. May import nothing of ours.

mod own;
mod tables;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

pub use own::{Own, own};
pub use tables::{has, keep};

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// A part of what comes later.
const fn later(place: usize, length: usize) -> &'static str {
    let (_, text) = LATER.split_at(place);
    let (text, _) = text.split_at(length);
    match std::str::from_utf8(text) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// What names countries.
const REGIONS: [(&str, &str); 1] = [("type", "region")];

/// The shopper's language with its formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    lang: &'static str,
    table: &'static [&'static str],
    own: Own,
}

impl Words {
    /// The words of a language of the public contract, or English as long as they are not here.
    pub fn new(lang: &str) -> Self {
        match tables::get(lang) {
            Some((lang, table)) => Self {
                lang,
                table,
                own: &[],
            },
            None => Self::english(),
        }
    }

    /// English, which is always here.
    pub fn english() -> Self {
        Self {
            lang: "en",
            table: &ENGLISH,
            own: &[],
        }
    }

    /// The same with the page's own words for some texts.
    pub fn with(self, own: Own) -> Self {
        Self { own, ..self }
    }

    /// The language's BCP 47 tag for `lang` and `Intl`.
    pub fn tag(&self) -> &'static str {
        self.lang
    }

    /// A text without places to fill.
    pub fn say(&self, key: Key) -> &'static str {
        let mut own = self.own.iter();
        if let Some((_, text)) = own.find(|(place, _)| *place == key as usize) {
            return text;
        }
        self.table.get(key as usize).copied().unwrap_or_default()
    }

    /// A text with its places filled.
    pub fn fill(&self, key: Key, with: &[(&str, &str)]) -> String {
        filled(self.say(key), with)
    }

    /// The form of a text that the language uses for this many, with `{count}` filled.
    pub fn count(&self, key: Key, count: u32) -> String {
        let forms = self.say(key);
        let form = |wanted: &str| {
            let mut forms = forms.split('\u{1e}');
            forms.find_map(|form| {
                let (category, text) = form.split_once('\u{1f}')?;
                (category == wanted).then_some(text)
            })
        };
        let category = self.intl("PluralRules", &[], "select", count);
        let text = category.and_then(|category| form(&category));
        let text = text.or_else(|| form("other")).unwrap_or(forms);
        filled(text, &[("count", &count.to_string())])
    }

    /// A country's name, or its code where the browser knows none.
    pub fn country(&self, code: &str) -> String {
        self.intl("DisplayNames", &REGIONS, "of", code)
            .unwrap_or_else(|| code.into())
    }

    /// Countries by name, in the order of the shopper's language, with their codes.
    pub fn countries<'a>(&self, codes: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
        // One for all: to make it takes a hundred times longer than to ask it.
        let names = self.made("DisplayNames", &REGIONS);
        let name = |code: &str| asked(names.as_ref()?, "of", code);
        // A name and its code in one text, with a sign between them that sorts before all letters.
        let named: Array = codes
            .map(|code| {
                let name = name(code).unwrap_or_else(|| code.into());
                JsValue::from_str(&[&name, "\t", code].concat())
            })
            .collect();
        let collator = self.made("Collator", &[]);
        let compare = collator.and_then(|collator| Reflect::get(&collator, &"compare".into()).ok());
        if let Some(compare) = compare.and_then(|compare| compare.dyn_into::<Function>().ok()) {
            let sort = Reflect::get(&named, &"sort".into()).ok();
            if let Some(sort) = sort.and_then(|sort| sort.dyn_into::<Function>().ok()) {
                let _ = sort.call1(&named, &compare);
            }
        }
        let pairs = named.iter().filter_map(|text| text.as_string());
        pairs
            .filter_map(|text| {
                text.split_once('\t')
                    .map(|(name, code)| (name.to_owned(), code.to_owned()))
            })
            .collect()
    }

    /// An amount of money of a currency for people, from exact decimal text. The browser formats decimal
    /// text without loss; where it can't, text and code stand side by side.
    pub fn money(&self, amount: &str, currency: &str) -> String {
        let whole = !amount.contains('.');
        let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
        is_code
            .then(|| {
                let all = [
                    ("minimumFractionDigits", "0"),
                    ("style", "currency"),
                    ("currency", currency),
                    ("currencyDisplay", "narrowSymbol"),
                    ("maximumFractionDigits", "8"),
                ];
                // A fraction has at least the digits that the currency has.
                let [_, its_own @ ..] = &all;
                let options: &[_] = if whole { &all } else { its_own };
                self.intl("NumberFormat", options, "format", amount)
            })
            .flatten()
            .unwrap_or_else(|| format!("{amount} {currency}"))
    }

    /// A number for people, from exact decimal text; any other text as it is.
    pub fn number(&self, text: &str) -> String {
        let is_number = text.bytes().any(|byte| byte.is_ascii_digit())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let digits = [("maximumFractionDigits", "8")];
        is_number
            .then(|| self.intl("NumberFormat", &digits, "format", text))
            .flatten()
            .unwrap_or_else(|| text.to_owned())
    }

    /// So much of a unit, such as `GB` or `DAY`, as people say it.
    pub fn measure(&self, amount: &str, unit: &str) -> String {
        // Times are called in `Intl` as they are here, in small letters.
        let (known, display) = match unit {
            "MB" => ("megabyte", "short"),
            "GB" => ("gigabyte", "short"),
            _ => (&*unit.to_ascii_lowercase(), "long"),
        };
        let style = [("style", "unit"), ("unit", known), ("unitDisplay", display)];
        self.intl("NumberFormat", &style, "format", amount)
            .unwrap_or_else(|| [&self.number(amount), " ", unit].concat())
    }

    /// An amount as people would type it, so that it can be read in one way only: with the language's own
    /// decimal mark, ungrouped, and with a zero more where three digits behind the mark could be thousands.
    pub fn typed(&self, amount: &str) -> String {
        let Some((whole, fraction)) = amount.split_once('.') else {
            return amount.to_owned();
        };
        let sample = self.number("0.5");
        let mark = if sample.contains(',') { "," } else { "." };
        let zero = if fraction.len() == 3 { "0" } else { "" };
        [whole, mark, fraction, zero].concat()
    }

    /// A moment for people, in their own time zone.
    pub fn time(&self, ms: i64) -> String {
        let style = [("dateStyle", "short"), ("timeStyle", "short")];
        self.intl("DateTimeFormat", &style, "format", ms as f64)
            .unwrap_or_default()
    }

    /// `new Intl[class](lang, options)[method](input)`.
    fn intl(
        &self,
        class: &str,
        options: &[(&str, &str)],
        method: &str,
        input: impl Into<JsValue>,
    ) -> Option<String> {
        asked(&self.made(class, options)?, method, input)
    }

    /// `new Intl[class](lang, options)`.
    fn made(&self, class: &str, options: &[(&str, &str)]) -> Option<JsValue> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
        let given = Object::new();
        for (name, value) in options {
            Reflect::set(&given, &(*name).into(), &(*value).into()).ok()?;
        }
        Reflect::construct(&class, &Array::of2(&self.tag().into(), &given)).ok()
    }
}

/// `made[method](input)`.
fn asked(made: &JsValue, method: &str, input: impl Into<JsValue>) -> Option<String> {
    let method: Function = Reflect::get(made, &method.into()).ok()?.dyn_into().ok()?;
    method.call1(made, &input.into()).ok()?.as_string()
}

/// A text with its places filled; those that nothing is given for are left empty.
fn filled(text: &str, with: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        let value = with.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| value));
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The text for a category slug that the vendor is known to use.
pub fn category_key(slug: &str) -> Option<Key> {
    Some(match slug {
        "e-sim" | "esim" => Key::CategoryEsim,
        "mobile_credits" => Key::CategoryCredits,
        "mobile_bundle" => Key::CategoryBundles,
        "e-commerce" => Key::CategoryShopping,
        "e-money" => Key::CategoryPrepaid,
        "games" | "gaming" => Key::CategoryGames,
        "food" => Key::CategoryFood,
        "entertainment" => Key::CategoryEntertainment,
        "travel" => Key::CategoryTravel,
        "fashion" => Key::CategoryFashion,
        "electronics" => Key::CategoryElectronics,
        "transport" => Key::CategoryTransport,
        "home" => Key::CategoryHome,
        "health" | "beauty" => Key::CategoryHealth,
        "sport" | "sports" => Key::CategorySport,
        _ => return None,
    })
}

/// A category slug for people: the slug's own words.
pub fn category(slug: &str) -> String {
    let mut text: String = slug
        .chars()
        .map(|sign| if matches!(sign, '_' | '-') { ' ' } else { sign })
        .collect();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
