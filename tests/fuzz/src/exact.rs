//! Decimal numbers without any arithmetic of ours: the judge must not share the mistakes of the judged.

/// A number that is not negative: its digits without zeros around them, and the power of ten of the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exact {
    digits: String,
    power: i64,
}

impl Exact {
    /// Reads digits with at most one point, and an exponent if there is one. `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, exponent.parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits = [whole, fraction].concat();
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let shorter = digits.trim_end_matches('0');
        if shorter.is_empty() {
            return Some(Self {
                digits: String::new(),
                power: 0,
            });
        }
        let behind = i64::try_from(fraction.len()).ok()?;
        let zeros = i64::try_from(digits.len() - shorter.len()).ok()?;
        Some(Self {
            digits: shorter.trim_start_matches('0').to_owned(),
            power: exponent.checked_sub(behind)?.checked_add(zeros)?,
        })
    }

    /// The number with its point moved to the left.
    pub fn down(mut self, places: i64) -> Self {
        if !self.digits.is_empty() {
            self.power -= places;
        }
        self
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Exact;

    #[test]
    fn spellings_of_one_number_are_equal() {
        let number = Exact::read("118.21");
        for same in ["0118.210", "11821e-2", "1.1821E2"] {
            assert_eq!(Exact::read(same), number, "{same}");
        }
        assert_eq!(Exact::read("118210000").map(|units| units.down(6)), number);
        assert_ne!(Exact::read("118.2"), number);
        assert_eq!(Exact::read("0.00"), Exact::read("0e7"));
        for none in ["", ".", "-1", "1.2.3", "1e", "x"] {
            assert_eq!(Exact::read(none), None, "{none}");
        }
    }
}
