//! Countries: currency, rate, and how an amount is written there.

use std::collections::HashSet;

use serde::Deserialize;

use crate::config::SetupError;

const COUNTRIES: &str = include_str!("../data/countries.json");
const TERRITORIES: &str = include_str!("../data/territories.txt");

/// A country as the sandbox knows it. Amounts are in hundredths of the currency's unit.
#[derive(Debug, Clone, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// ISO 4217.
    pub currency: String,
    /// Millionths of a unit of the currency per US dollar.
    pub fx_e6: u64,
    label: String,
    group: String,
    decimal: String,
    #[serde(default)]
    digits: Option<String>,
    /// Usual face values, in whole units.
    pub fixed: Vec<u64>,
    /// Usual least, most and step of a free amount, in whole units.
    pub range: [u64; 3],
    /// Whether the brand list has `all_brands`; in some countries it is absent (O 2026-05).
    pub all_brands: bool,
}

impl Country {
    /// An amount of hundredths as a shopper there reads it, such as `€2,50` or `٥٠٠ AED`.
    pub fn localized(&self, cents: u64) -> String {
        let mut text = String::new();
        let whole = (cents / 100).to_string();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push_str(&self.group);
            }
            text.push(digit);
        }
        if !cents.is_multiple_of(100) {
            text.push_str(&format!("{}{:02}", self.decimal, cents % 100));
        }
        if self.digits.as_deref() == Some("arab") {
            text = text.chars().map(arabic).collect();
        }
        self.label.replace("{}", &text)
    }

    /// An amount of hundredths as the API writes it: `25`, `2.50`.
    pub fn plain(cents: u64) -> String {
        match cents % 100 {
            0 => (cents / 100).to_string(),
            rest => format!("{}.{rest:02}", cents / 100),
        }
    }

    /// An amount of hundredths in micro-dollars.
    pub fn usd_micro(&self, cents: u64) -> u128 {
        let micro = u128::from(cents) * 10_000;
        (micro * 1_000_000).div_ceil(u128::from(self.fx_e6).max(1))
    }

    fn territory(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            currency: "USD".to_owned(),
            fx_e6: 1_000_000,
            label: "${}".to_owned(),
            group: ",".to_owned(),
            decimal: ".".to_owned(),
            digits: None,
            fixed: vec![10, 25, 50, 100],
            range: [5, 200, 1],
            all_brands: true,
        }
    }
}

fn arabic(c: char) -> char {
    c.to_digit(10)
        .and_then(|digit| char::from_u32(0x660 + digit))
        .unwrap_or(c)
}

/// Every country: the described ones and, in dollars, all other territories of the vendor's list.
///
/// # Errors
/// The table is broken; a fault of the build.
pub fn load() -> Result<Vec<Country>, SetupError> {
    let mut all: Vec<Country> = serde_json::from_str(COUNTRIES)
        .map_err(|error| SetupError::Data("countries", error.to_string()))?;
    let known: HashSet<String> = all.iter().map(|country| country.code.clone()).collect();
    let others = TERRITORIES
        .split_whitespace()
        .filter(|code| !known.contains(*code));
    all.extend(others.map(Country::territory));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> Country {
        let all = load().unwrap();
        all.into_iter()
            .find(|country| country.code == code)
            .unwrap()
    }

    #[test]
    fn amounts_are_written_in_the_formats_seen_in_production() {
        assert_eq!(country("IT").localized(250), "€2,50");
        assert_eq!(country("US").localized(100_000), "$1,000");
        assert_eq!(country("AE").localized(100_000), "١ ٠٠٠ AED");
        assert_eq!(country("TR").localized(30_000), "TRY300");
        assert_eq!(country("VN").localized(15_000_000), "150.000 VND");
    }

    #[test]
    fn dollars_follow_the_rate() {
        assert_eq!(country("US").usd_micro(2_500), 25_000_000);
        assert_eq!(country("JP").usd_micro(15_000), 1_000_000);
    }

    #[test]
    fn every_code_occurs_once() {
        let all = load().unwrap();
        let codes: HashSet<&str> = all.iter().map(|country| country.code.as_str()).collect();
        assert_eq!((codes.len(), all.len()), (250, 250));
    }
}
