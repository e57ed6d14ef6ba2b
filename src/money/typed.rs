//! Reads an amount the way people type it. May import the parent module only.

use super::Amount;

/// Why typed text is not one amount (features I18-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedAmountError {
    /// Nothing but blanks.
    Empty,
    /// Not a number in any way of writing we know.
    NotANumber,
    /// One mark with three digits behind it, as in `1.234`: only the buyer can say which is meant.
    Ambiguous {
        /// The value if the mark is a decimal mark.
        as_decimal: Amount,
        /// The value if the mark groups thousands.
        as_thousands: Amount,
    },
}

/// Longest typed text looked at, in bytes.
const MAX_TYPED: usize = 200;

/// What one typed character means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Digit(u8),
    Point,
    Comma,
    /// Space, apostrophe or the Arabic thousands mark: only ever groups.
    Group,
    /// The Arabic decimal mark: only ever decimal.
    Decimal,
}

/// Reads what a buyer typed into an amount field.
///
/// Either `.` or `,` may be the decimal mark, and the other one, a space or an apostrophe may
/// group; Arabic-Indic, Extended Arabic-Indic, Devanagari and full-width digits count as digits
/// (features I18-06).
///
/// # Errors
///
/// [`TypedAmountError`] says whether nothing, no number or two possible numbers were typed.
pub fn parse_typed(text: &str) -> Result<Amount, TypedAmountError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TypedAmountError::Empty);
    }
    if text.len() > MAX_TYPED {
        return Err(TypedAmountError::NotANumber);
    }
    let marks: Option<Vec<Mark>> = text.chars().map(mark).collect();
    marks
        .and_then(|marks| read(&marks))
        .unwrap_or(Err(TypedAmountError::NotANumber))
}

fn mark(character: char) -> Option<Mark> {
    let digit = |zero: u32| {
        u8::try_from(u32::from(character) - zero)
            .ok()
            .map(Mark::Digit)
    };
    match character {
        '0'..='9' => digit(0x30),
        '\u{0660}'..='\u{0669}' => digit(0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(0x06F0),
        '\u{0966}'..='\u{096F}' => digit(0x0966),
        '\u{FF10}'..='\u{FF19}' => digit(0xFF10),
        '.' | '\u{FF0E}' => Some(Mark::Point),
        ',' | '\u{FF0C}' => Some(Mark::Comma),
        '\u{066B}' => Some(Mark::Decimal),
        '\u{066C}' | '\'' | '\u{2019}' => Some(Mark::Group),
        ' ' | '\t' | '\u{00A0}' | '\u{2009}' | '\u{202F}' | '\u{3000}' => Some(Mark::Group),
        _ => None,
    }
}

/// `None` means "not a number".
fn read(marks: &[Mark]) -> Option<Result<Amount, TypedAmountError>> {
    let count = |wanted: Mark| marks.iter().filter(|mark| **mark == wanted).count();
    let last = |wanted: Mark| marks.iter().rposition(|mark| *mark == wanted);
    let (points, commas) = (count(Mark::Point), count(Mark::Comma));
    let decimal = match (last(Mark::Decimal), points, commas) {
        (Some(at), ..) => Some(at),
        (None, 0, 0) => None,
        (None, 0, 1) => last(Mark::Comma),
        (None, 1, 0) => last(Mark::Point),
        // One kind of mark several times can only group.
        (None, 0, _) | (None, _, 0) => None,
        (None, ..) => last(Mark::Point).max(last(Mark::Comma)),
    };
    let (whole, fraction) = match decimal {
        None => (marks, None),
        Some(at) => {
            let (whole, rest) = marks.split_at_checked(at)?;
            (whole, rest.get(1..))
        }
    };
    let fraction = digits(fraction.unwrap_or_default())?;
    let whole = ungrouped(whole)?;
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let as_decimal = join(&whole, &fraction)?;
    let only_mark =
        decimal.is_some() && points + commas == 1 && count(Mark::Group) + count(Mark::Decimal) == 0;
    if only_mark && fraction.len() == 3 && whole.bytes().any(|digit| digit != b'0') {
        let as_thousands = Amount::parse(&format!("{whole}{fraction}"))?;
        return Some(Err(TypedAmountError::Ambiguous {
            as_decimal,
            as_thousands,
        }));
    }
    Some(Ok(as_decimal))
}

fn join(whole: &str, fraction: &str) -> Option<Amount> {
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() {
        Amount::parse(whole)
    } else {
        Amount::parse(&format!("{whole}.{fraction}"))
    }
}

/// The digits alone; `None` if anything else is among them.
fn digits(marks: &[Mark]) -> Option<String> {
    marks
        .iter()
        .map(|mark| match mark {
            Mark::Digit(value) => Some(char::from(b'0' + value)),
            _ => None,
        })
        .collect()
}

/// The digits of a whole part whose groups are well formed: one to three digits first, three last,
/// two or three between (India writes `1,00,000`), and one and the same mark throughout.
fn ungrouped(marks: &[Mark]) -> Option<String> {
    let mut separators = marks.iter().filter(|mark| !matches!(mark, Mark::Digit(_)));
    if let Some(first) = separators.next() {
        if *first == Mark::Decimal || separators.any(|mark| mark != first) {
            return None;
        }
    } else {
        return digits(marks);
    }
    let groups: Vec<String> = marks
        .split(|mark| !matches!(mark, Mark::Digit(_)))
        .map(digits)
        .collect::<Option<_>>()?;
    let (last, rest) = groups.split_last()?;
    let (first, between) = rest.split_first()?;
    let well_formed = last.len() == 3
        && (1..=3).contains(&first.len())
        && between.iter().all(|group| (2..=3).contains(&group.len()));
    well_formed.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap()
    }

    #[test]
    fn either_decimal_mark_and_any_grouping_is_understood() {
        for (typed, value) in [
            ("25", "25"),
            (" 25 ", "25"),
            ("25,5", "25.5"),
            ("25.50", "25.5"),
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1 234,56", "1234.56"),
            ("1\u{a0}234\u{a0}567", "1234567"),
            ("1\u{202f}234,5", "1234.5"),
            ("1'234.50", "1234.5"),
            ("1’234’567.125", "1234567.125"),
            ("1.234.567", "1234567"),
            ("1,00,000.5", "100000.5"),
            ("0.125", "0.125"),
            ("0,125", "0.125"),
            (".5", "0.5"),
            (",250", "0.25"),
            ("12.", "12"),
            ("1234.5678", "1234.5678"),
        ] {
            assert_eq!(parse_typed(typed), Ok(amount(value)), "{typed:?}");
        }
    }

    #[test]
    fn digits_of_other_scripts_count() {
        assert_eq!(parse_typed("٥٠٠"), Ok(amount("500")));
        assert_eq!(parse_typed("۱٬۲۳۴٫۵"), Ok(amount("1234.5")));
        assert_eq!(parse_typed("१२.५"), Ok(amount("12.5")));
        assert_eq!(parse_typed("１２．５"), Ok(amount("12.5")));
    }

    #[test]
    fn three_digits_behind_one_mark_are_a_question() {
        for typed in ["1.234", "1,234"] {
            assert_eq!(
                parse_typed(typed),
                Err(TypedAmountError::Ambiguous {
                    as_decimal: amount("1.234"),
                    as_thousands: amount("1234"),
                })
            );
        }
        assert_eq!(parse_typed("٠٫١٢٥"), Ok(amount("0.125")));
        assert_eq!(parse_typed("١٫٢٣٤"), Ok(amount("1.234")));
    }

    #[test]
    fn nothing_is_empty_and_nonsense_is_not_a_number() {
        assert_eq!(parse_typed(" \u{a0} "), Err(TypedAmountError::Empty));
        for typed in [
            ".",
            ",",
            "'",
            "-5",
            "+5",
            "1e3",
            "€5",
            "5 EUR",
            "1.2.3",
            "5 0",
            "1,23.45",
            "1.234.5",
            "1,2,3.4",
            "1 234.567,5",
            "1.5,5.5",
            "1.234 567",
            "²",
        ] {
            assert_eq!(
                parse_typed(typed),
                Err(TypedAmountError::NotANumber),
                "{typed:?}"
            );
        }
        assert_eq!(
            parse_typed(&"1".repeat(400)),
            Err(TypedAmountError::NotANumber)
        );
    }

    proptest! {
        #[test]
        fn plain_text_means_itself_unless_ambiguous(text in "[1-9][0-9]{0,6}(\\.[0-9]{1,2})?") {
            prop_assert_eq!(parse_typed(&text), Ok(amount(&text)));
            prop_assert_eq!(parse_typed(&text.replace('.', ",")), Ok(amount(&text)));
        }

        #[test]
        fn no_typing_makes_the_reader_panic(text in "[0-9.,' ٠-٩٫٬a€-]{0,24}") {
            let _ = parse_typed(&text);
        }
    }
}
