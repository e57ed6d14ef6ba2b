//! Texts that stand for something: decimals, links, colours, words to compare. May import nothing.

use std::fmt;

/// Longest decimal text kept, in bytes.
const MAX_DECIMAL: usize = 80;
/// Longest link kept, in bytes.
const MAX_URL: usize = 2048;
/// Largest exponent that [`Decimal::plain`] writes out.
const MAX_EXPONENT: usize = 60;

/// A decimal number exactly as the API wrote it, be it a JSON string or a JSON number.
///
/// Never converted to a float. The unit is that of the field it came from. What is copied, encoded
/// or paid is this text (api-notes §1, rule 2).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

impl Decimal {
    /// Keeps text that looks like a decimal: optional sign, digits, optional point and digits,
    /// optional exponent, blanks around it ignored. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > MAX_DECIMAL {
            return None;
        }
        let (number, exponent) = split_exponent(text);
        let number = number.strip_prefix(['-', '+']).unwrap_or(number);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        let exponent = exponent.map(|text| text.strip_prefix(['-', '+']).unwrap_or(text));
        let valid = all_digits(whole) && all_digits(fraction) && exponent.is_none_or(all_digits);
        valid.then(|| Self(text.to_owned()))
    }

    /// The source text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the value is zero.
    pub fn is_zero(&self) -> bool {
        let (number, _) = split_exponent(&self.0);
        !number.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
    }

    /// The same number without sign and exponent, since a wallet's amount field takes neither;
    /// the source text itself when it has none. `None` when negative or absurdly scaled.
    pub fn plain(&self) -> Option<String> {
        let (number, exponent) = split_exponent(&self.0);
        let number = number.strip_prefix('+').unwrap_or(number);
        if number.starts_with('-') {
            return None;
        }
        let Some(exponent) = exponent else {
            return Some(number.to_owned());
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let (down, places) = match exponent.strip_prefix('-') {
            Some(places) => (true, places),
            None => (false, exponent.strip_prefix('+').unwrap_or(exponent)),
        };
        let places: usize = places.parse().ok()?;
        if places > MAX_EXPONENT {
            return None;
        }
        let zeros = "0".repeat(places);
        let (digits, point) = if down {
            (format!("{zeros}{whole}{fraction}"), whole.len())
        } else {
            (format!("{whole}{fraction}{zeros}"), whole.len() + places)
        };
        let (whole, fraction) = digits.split_at_checked(point)?;
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            whole => whole,
        };
        let fraction = fraction.trim_end_matches('0');
        Some(if fraction.is_empty() {
            whole.to_owned()
        } else {
            format!("{whole}.{fraction}")
        })
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn split_exponent(text: &str) -> (&str, Option<&str>) {
    match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (text, None),
    }
}

/// Whether there is at least one byte and all are ASCII digits.
pub(super) fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether two words are the same but for case, blanks and punctuation, so that `WaitingForPayment`
/// equals `WAITING_FOR_PAYMENT` (api-notes §2).
pub(super) fn same_word(left: &str, right: &str) -> bool {
    letters(left).eq(letters(right))
}

fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars()
        .filter(|letter| letter.is_ascii_alphabetic() || !letter.is_ascii())
        .map(|letter| letter.to_ascii_lowercase())
}

/// At most `max` characters, without control characters and without those that reorder text on a
/// screen (Unicode UAX 9), since the text is not ours (api-notes §1, rule 11).
pub(super) fn short(text: &str, max: usize) -> String {
    text.trim()
        .chars()
        .filter(|c| !c.is_control())
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .take(max)
        .collect()
}

/// The link if it is `https:`, has a host and holds nothing that ends a URL early
/// (api-notes §1, rule 11).
pub(super) fn https_url(text: &str) -> Option<String> {
    web_url(text, |scheme, _| scheme.eq_ignore_ascii_case("https"))
}

/// The address of a picture: `https:`, or `http:` on this very machine, where a sandbox draws them.
pub(super) fn image_url(text: &str) -> Option<String> {
    web_url(text, |scheme, rest| {
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        scheme.eq_ignore_ascii_case("https")
            || (scheme.eq_ignore_ascii_case("http") && matches!(host, "localhost" | "127.0.0.1"))
    })
}

fn web_url(text: &str, allowed: impl Fn(&str, &str) -> bool) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = text.split_once(':')?;
    let rest = rest.strip_prefix("//")?;
    let clean = text.len() <= MAX_URL
        && allowed(scheme, rest)
        && rest.starts_with(|first: char| !matches!(first, '/' | '?' | '#' | '@' | ':'))
        && !text.contains(|c: char| {
            c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\')
        });
    clean.then(|| text.to_owned())
}

/// `#rgb` or `#rrggbb`; a missing `#` is added (api-notes §3: only a hex colour is accepted).
pub(super) fn hex_color(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.strip_prefix('#').unwrap_or(text);
    let valid =
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    valid.then(|| format!("#{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_keeps_its_text_but_not_the_blanks_around_it() {
        for (text, kept) in [
            ("22.1678", "22.1678"),
            (" 0.00032833\n", "0.00032833"),
            ("500.0", "500.0"),
            ("-1", "-1"),
            ("1.5E-7", "1.5E-7"),
        ] {
            assert_eq!(Decimal::parse(text).unwrap().as_str(), kept);
        }
    }

    #[test]
    fn what_does_not_look_like_a_decimal_is_none() {
        for text in [
            "", "-", "1,5", "$5", "1.", ".5", "1e", "1e5e5", "NaN", "1 2", "0x1",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text:?}");
        }
        assert_eq!(Decimal::parse(&"1".repeat(81)), None);
    }

    #[test]
    fn exponents_are_written_out_exactly() {
        for (text, plain) in [
            ("1e-7", Some("0.0000001")),
            ("1.50E-3", Some("0.0015")),
            ("1.787679708E9", Some("1787679708")),
            ("12.345e1", Some("123.45")),
            ("+2", Some("2")),
            ("118.210", Some("118.210")),
            ("0e5", Some("0")),
            ("-1", None),
            ("1e999", None),
        ] {
            assert_eq!(
                Decimal::parse(text).unwrap().plain().as_deref(),
                plain,
                "{text}"
            );
        }
    }

    #[test]
    fn zero_is_told_from_something() {
        for (text, zero) in [
            ("0", true),
            ("0.000", true),
            ("0e9", true),
            ("0.0001", false),
        ] {
            assert_eq!(Decimal::parse(text).unwrap().is_zero(), zero, "{text}");
        }
    }

    #[test]
    fn only_clean_https_links_are_kept() {
        assert!(https_url(" HTTPS://cdn.example/logo.webp ").is_some());
        for text in [
            "http://cdn.example/a",
            "javascript:alert(1)",
            "data:text/html,x",
            "https:cdn.example",
            "https:///etc",
            "https://a.example/\"onload=",
            "https://a.example/ b",
            "//a.example",
        ] {
            assert_eq!(https_url(text), None, "{text}");
        }
    }

    #[test]
    fn pictures_may_come_from_this_machine() {
        for text in [
            "http://127.0.0.1:8787/sandbox/logos/a.svg",
            "http://localhost/a.png",
            "https://cdn.example/a",
        ] {
            assert_eq!(image_url(text).as_deref(), Some(text));
        }
        for text in [
            "http://localhost.evil.example/a",
            "http://127.0.0.1@evil.example/a",
            "http://cdn.example/a",
            "data:image/png,x",
        ] {
            assert_eq!(image_url(text), None, "{text}");
        }
    }

    #[test]
    fn only_hex_colours_are_kept() {
        assert_eq!(hex_color("00adEF").as_deref(), Some("#00adEF"));
        assert_eq!(hex_color("#fff").as_deref(), Some("#fff"));
        for text in ["red", "#ffff", "#12345g", "url(x)", "#fff;color:red", "é1"] {
            assert_eq!(hex_color(text), None, "{text}");
        }
    }

    #[test]
    fn hostile_text_is_shortened_and_cleaned() {
        assert_eq!(short(" a\u{0}b\u{202e}c\n ", 9), "abc");
        assert_eq!(short(&"ü".repeat(99), 64).chars().count(), 64);
    }
}
