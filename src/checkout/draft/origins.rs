//! Where a number may be from, by the code that it is written with (features PRD-08).

use super::dialling;
use super::phone::dialled;

/// The countries that a number written with its country's code may be of, as far as it is typed: all that have
/// the longest code it begins with. None for a number without one.
pub fn origins(typed: &str, country: &str) -> Vec<&'static str> {
    let Some((true, digits)) = dialled(typed, country) else {
        return Vec::new();
    };
    let begun = || dialling::all().filter(|one| digits.starts_with(one.code));
    let longest = begun().map(|one| one.code.len()).max();
    let those = begun().filter(|one| Some(one.code.len()) == longest);
    those.map(|one| one.country).collect()
}

/// A number that was typed in one country, as it has to be written in another: the way to dial out of the first one
/// means nothing there.
pub fn taken_along(typed: &str, from: &str, to: &str) -> Option<String> {
    let read = dialled(typed, from).filter(|(abroad, _)| *abroad);
    let same = read == dialled(typed, to);
    read.filter(|_| !same)
        .map(|(_, digits)| ["+", &digits].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_where_it_is_from_as_soon_as_its_code_is_whole() {
        for (typed, country, from) in [
            ("+4", "US", ""),
            ("+49", "US", "DE"),
            ("＋４９", "US", "DE"),
            ("0049 15", "US", "DE"),
            ("011 49", "US", "DE"),
            ("011 49", "DE", ""),
            ("+49 151 23456789", "DE", "DE"),
            ("+1", "DE", "CA DO JM PR UM US"),
            ("+1 24", "US", "CA DO JM PR UM US"),
            ("+1 242", "US", "BS"),
            ("+7", "US", "KZ RU"),
            ("+44 7911 123456", "US", "GB GG IM JE"),
            ("+8", "US", ""),
            ("+", "US", ""),
            ("00", "US", ""),
            ("0151 23456789", "DE", ""),
            ("49 151", "US", ""),
            ("+49 call", "US", ""),
            ("", "US", ""),
        ] {
            assert_eq!(origins(typed, country).join(" "), from, "{typed}");
        }
    }

    #[test]
    fn a_number_is_the_same_in_the_country_that_it_leads_to() {
        for (typed, from, to, then) in [
            ("011 49 151", "US", "DE", Some("+49151")),
            ("011 49", "US", "CA", None),
            ("0049 151", "US", "DE", None),
            ("+49 151", "US", "DE", None),
            ("0151", "DE", "US", None),
            ("call", "US", "DE", None),
        ] {
            assert_eq!(taken_along(typed, from, to).as_deref(), then, "{typed}");
        }
    }
}
