//! Phone numbers as buyers write them, and as the API wants them: E.164 (api-notes section 5).

use super::dialling::{self, Dialling};
use super::{code, problem};
use crate::wire::Problem;

/// E.164 from any common way of writing a number.
///
/// With its country's code behind `+`, `00` or, in North America, `011`, or without: then it is one of
/// `country`, where the product is sold, and the form shows that code. A text that could be two numbers is
/// none, for guessing would top up a stranger. The length is that country's for mobile numbers.
pub fn read_phone(typed: &str, country: &str) -> Result<String, Problem> {
    if typed.trim().is_empty() {
        return Err(problem(code::PHONE_MISSING));
    }
    let unreadable = || problem(code::PHONE_UNREADABLE);
    let (abroad, digits) = dialled(typed, country).ok_or_else(unreadable)?;
    if abroad {
        return international(&digits);
    }
    let home = dialling::of(country).ok_or_else(unreadable)?;
    let mut found: Option<String> = None;
    for number in national(&digits, home).into_iter().flatten() {
        match &found {
            Some(other) if *other != number => return Err(unreadable()),
            _ => found = Some(number),
        }
    }
    found.ok_or_else(|| problem(code::PHONE_LENGTH))
}

/// Whether a country's code comes first, and the digits from there on; `country` is where it is dialled.
pub(super) fn dialled(typed: &str, country: &str) -> Option<(bool, String)> {
    let (plus, digits) = digits(typed)?;
    if plus {
        return Some((true, digits));
    }
    let american = || dialling::of(country).is_some_and(|home| home.code.starts_with('1'));
    let abroad = match (digits.strip_prefix("00"), digits.strip_prefix("011")) {
        (Some(rest), _) => Some(rest),
        (_, Some(rest)) if american() => Some(rest),
        _ => None,
    };
    Some(match abroad {
        Some(rest) => (true, rest.to_owned()),
        None => (false, digits),
    })
}

/// Whether there was a plus, and the digits, of whatever script; `None` if there is anything else than
/// what parts them.
fn digits(typed: &str) -> Option<(bool, String)> {
    let mut digits = String::with_capacity(16);
    let mut plus = false;
    for sign in typed.trim().chars() {
        match sign {
            '+' | '\u{ff0b}' if digits.is_empty() && !plus => plus = true,
            // Marks of direction come along when a number is copied from a page.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '.'
            | '-'
            | '\u{2010}'..='\u{2015}'
            | '\u{2212}'
            | '('
            | ')'
            | '/'
            | '\u{ff08}'
            | '\u{ff09}'
            | '\u{ff0d}'
            | '\u{30fc}' => {}
            blank if blank.is_whitespace() => {}
            other => digits.push(digit(other)?),
        }
    }
    Some((plus, digits))
}

/// A digit of the scripts that the vendor's countries write numbers in.
fn digit(sign: char) -> Option<char> {
    let value = [0x30, 0x660, 0x6f0, 0x966, 0xff10].iter().find_map(|zero| {
        u32::from(sign)
            .checked_sub(*zero)
            .filter(|value| *value < 10)
    });
    char::from_digit(value?, 10)
}

/// A number that begins with a country's code.
fn international(number: &str) -> Result<String, Problem> {
    let mut known = false;
    for country in dialling::all() {
        let Some(rest) = number.strip_prefix(country.code) else {
            continue;
        };
        known = true;
        // `+44 (0)20 …`: the zero is for those inside.
        let rest = match (country.trunk(), rest.strip_prefix('0')) {
            ("", _) | (_, None) => rest,
            (_, Some(without)) => without,
        };
        if let Some(number) = complete(country, rest) {
            return Ok(number);
        }
    }
    let plausible = (8..=15).contains(&number.len()) && !number.starts_with('0');
    match (known, plausible) {
        (true, _) => Err(problem(code::PHONE_LENGTH)),
        (false, true) => Ok(["+", number].concat()),
        (false, false) => Err(problem(code::PHONE_UNREADABLE)),
    }
}

/// What a number without a plus may be inside a country: as it stands, or with the country's code and the
/// plus left out.
fn national(digits: &str, home: Dialling) -> [Option<String>; 3] {
    let own = digits.strip_prefix(home.code);
    // Of an island of North America: its code is also the area's.
    let area = home.code.strip_prefix('1').filter(|area| !area.is_empty());
    let area = area.and_then(|area| digits.strip_prefix(area));
    let inside = match home.trunk() {
        "" => digits,
        trunk => digits.strip_prefix(trunk).unwrap_or(digits),
    };
    let inside = complete(home, inside).or_else(|| complete(home, digits));
    [
        Some(inside),
        Some(own.and_then(|rest| complete(home, rest))),
        Some(area.and_then(|rest| complete(home, rest))),
    ]
    .map(Option::flatten)
}

/// The whole number, if it is as long as the country's are and may begin so.
fn complete(country: Dialling, rest: &str) -> Option<String> {
    let (least, most) = country.length;
    let american = country.code == "1";
    let begins = match rest.bytes().next()? {
        b'0' => country.trunk().is_empty(),
        b'1' => !american,
        _ => true,
    };
    (begins && (least..=most).contains(&rest.len())).then(|| ["+", country.code, rest].concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::dialling::{all, of};
    use super::*;

    fn read(typed: &str, country: &str) -> Result<String, String> {
        read_phone(typed, country).map_err(|problem| problem.code)
    }

    #[test]
    fn any_common_way_of_writing_is_read() {
        for (typed, country, number) in [
            ("+1 (415) 555-1234", "IT", "+14155551234"),
            ("(415) 555-1234", "US", "+14155551234"),
            ("1-415-555-1234", "US", "+14155551234"),
            ("415.555.1234", "CA", "+14155551234"),
            ("011 39 347 123 4567", "US", "+393471234567"),
            ("0039 347 123.4567", "DE", "+393471234567"),
            ("347 1234567", "IT", "+393471234567"),
            ("39 347 1234567", "IT", "+393471234567"),
            ("0151 23456789", "DE", "+4915123456789"),
            ("+49 (0)151 23456789", "US", "+4915123456789"),
            ("07911 123456", "GB", "+447911123456"),
            ("+44 07911 123456", "GB", "+447911123456"),
            ("06 12 34 56 78", "FR", "+33612345678"),
            ("8 701 123 45 67", "KZ", "+77011234567"),
            ("06 20 123 4567", "HU", "+36201234567"),
            ("90 532 123 45 67", "TR", "+905321234567"),
            ("0532 123 45 67", "TR", "+905321234567"),
            ("٠٥٠ ١٢٣ ٤٥٦٧", "SA", "+966501234567"),
            ("＋８１　９０−１２３４−５６７８", "US", "+819012345678"),
            ("090-1234-5678", "JP", "+819012345678"),
            ("242 555 1234", "BS", "+12425551234"),
            ("1 242 555 1234", "BS", "+12425551234"),
            ("555 1234", "BS", "+12425551234"),
            ("0701020304", "CI", "+2250701020304"),
            ("98765 43210", "IN", "+919876543210"),
            ("919876543210", "IN", "+919876543210"),
            ("\u{202a}+39 347 1234567\u{202c}", "US", "+393471234567"),
            ("010 1234 5678", "EG", "+201012345678"),
            ("011 1234 5678", "EG", "+201112345678"),
            ("11 96123-4567", "BR", "+5511961234567"),
        ] {
            assert_eq!(
                read(typed, country),
                Ok(number.into()),
                "{typed} in {country}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for (typed, country, why) in [
            ("", "US", code::PHONE_MISSING),
            (" \u{a0}", "US", code::PHONE_MISSING),
            ("+1 415 CALL", "US", code::PHONE_UNREADABLE),
            ("1+4155551234", "US", code::PHONE_UNREADABLE),
            ("++14155551234", "US", code::PHONE_UNREADABLE),
            ("ann@mail.shop", "US", code::PHONE_UNREADABLE),
            ("4155551234", "", code::PHONE_UNREADABLE),
            ("+0123456789", "US", code::PHONE_UNREADABLE),
            ("415555123", "US", code::PHONE_LENGTH),
            ("+1 415 555 123", "US", code::PHONE_LENGTH),
            ("+39 347 12345678901", "IT", code::PHONE_LENGTH),
            ("0011 39 347 123 4567", "AU", code::PHONE_LENGTH),
            ("00", "US", code::PHONE_UNREADABLE),
        ] {
            assert_eq!(
                read(typed, country),
                Err(why.into()),
                "{typed} in {country}"
            );
        }
    }

    #[test]
    fn every_country_has_its_code() {
        let mut before = "";
        for entry in all() {
            assert!(before < entry.country, "{entry:?} is sorted");
            before = entry.country;
            let (least, most) = entry.length;
            assert!(least <= most && least >= 4, "{entry:?}");
            assert!(entry.code.len() + most <= 15, "{entry:?}");
            assert!(entry.code.bytes().all(|b| b.is_ascii_digit()) && !entry.code.starts_with('0'));
            assert_eq!(of(entry.country), Some(entry));
        }
        assert!(of("QQ").is_none() && of("").is_none() && of("U").is_none());
        assert_eq!(of("IT").map(|entry| entry.code), Some("39"));
    }

    fn number() -> impl Strategy<Value = (Dialling, String)> {
        prop::sample::select(all().collect::<Vec<_>>()).prop_flat_map(|country| {
            let (least, most) = country.length;
            let rest = format!("[2-9][0-9]{{{},{}}}", least - 1, most - 1);
            (Just(country), prop::string::string_regex(&rest).unwrap())
        })
    }

    proptest! {
        #[test]
        fn a_whole_number_is_read_in_every_country((country, rest) in number(), home in number(), apart in "[ .-]") {
            let number = ["+", country.code, &rest].concat();
            prop_assert_eq!(read(&number, home.0.country), Ok(number.clone()));
            let zeroes = ["00", country.code, &apart, &rest].concat();
            prop_assert_eq!(read(&zeroes, home.0.country), Ok(number.clone()));
            let signs: Vec<String> = number.chars().map(String::from).collect();
            prop_assert_eq!(read(&signs.join(&apart), ""), Ok(number.clone()));
            let wide: String = number.chars().map(|sign| match sign.to_digit(10) {
                Some(digit) => char::from_u32(0xff10 + digit).unwrap(),
                None => '＋',
            }).collect();
            prop_assert_eq!(read(&wide, ""), Ok(number));
        }

        #[test]
        fn at_home_the_code_may_be_left_out((country, rest) in number()) {
            let number = ["+", country.code, &rest].concat();
            let trunk = [country.trunk(), &rest].concat();
            // Never another number: where two are possible, none is read.
            for typed in [rest, trunk] {
                if let Ok(found) = read(&typed, country.country) {
                    prop_assert_eq!(&found, &number, "{} in {}", typed, country.country);
                }
            }
        }

        #[test]
        fn whatever_is_typed_gives_e164_or_nothing(typed in "[+0-9 ()a٠-٩-]{0,20}", home in number()) {
            if let Ok(number) = read(&typed, home.0.country) {
                let digits = number.strip_prefix('+').unwrap();
                prop_assert!((6..=15).contains(&digits.len()) && !digits.starts_with('0'), "{}", number);
                prop_assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
                prop_assert_eq!(read(&number, ""), Ok(number.clone()));
            }
        }
    }
}
