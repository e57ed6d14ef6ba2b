//! Which amounts of a range product may be bought. May import the parent module only.

use super::Amount;

/// The values on sale for one range product (api-notes §3).
///
/// A value outside is not refused by the API but silently replaced (api-notes §1, rule 1), so it
/// must be stopped here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Smallest value on sale, and the origin of the steps.
    pub min: Amount,
    /// Largest value on sale.
    pub max: Amount,
    /// Distance between two values on sale; absent or zero means any value.
    pub step: Option<Amount>,
}

/// Why a value is not on sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutOfBounds {
    /// Less than the smallest value on sale.
    BelowMin,
    /// More than the largest value on sale.
    AboveMax,
    /// Between two values on sale.
    OffStep {
        /// The nearest value on sale below.
        lower: Amount,
        /// The nearest value on sale above; absent when that would be more than the largest.
        upper: Option<Amount>,
    },
}

impl Bounds {
    /// Checks `min ≤ value ≤ max` and that `value − min` is a whole number of steps.
    ///
    /// # Errors
    ///
    /// Says which of the three rules is broken and, for a step, which two values would do.
    pub fn check(&self, value: &Amount) -> Result<(), OutOfBounds> {
        if *value < self.min {
            return Err(OutOfBounds::BelowMin);
        }
        if *value > self.max {
            return Err(OutOfBounds::AboveMax);
        }
        let Some(step) = self.step.filter(|step| !step.is_zero()) else {
            return Ok(());
        };
        // Numbers too large to divide are refused like any other value that is not a known step.
        let lower = value
            .checked_sub(&self.min)
            .and_then(|above| above.remainder(&step))
            .and_then(|rest| value.checked_sub(&rest))
            .unwrap_or(self.min);
        if lower == *value {
            return Ok(());
        }
        let upper = lower
            .checked_add(&step)
            .filter(|upper| *upper <= self.max && *upper > *value);
        Err(OutOfBounds::OffStep { lower, upper })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap()
    }

    fn bounds(min: &str, max: &str, step: Option<&str>) -> Bounds {
        Bounds {
            min: amount(min),
            max: amount(max),
            step: step.map(amount),
        }
    }

    #[test]
    fn both_ends_are_on_sale() {
        let range = bounds("5", "500.0", Some("0.5"));
        assert_eq!(range.check(&amount("5.00")), Ok(()));
        assert_eq!(range.check(&amount("500")), Ok(()));
        assert_eq!(range.check(&amount("4.99")), Err(OutOfBounds::BelowMin));
        assert_eq!(range.check(&amount("500.01")), Err(OutOfBounds::AboveMax));
    }

    #[test]
    fn steps_count_from_the_minimum_and_name_both_neighbours() {
        let range = bounds("7", "100", Some("5"));
        assert_eq!(range.check(&amount("12")), Ok(()));
        assert_eq!(
            range.check(&amount("10")),
            Err(OutOfBounds::OffStep {
                lower: amount("7"),
                upper: Some(amount("12")),
            })
        );
    }

    #[test]
    fn the_last_step_may_end_before_the_maximum() {
        let range = bounds("5", "12", Some("5"));
        assert_eq!(
            range.check(&amount("11")),
            Err(OutOfBounds::OffStep {
                lower: amount("10"),
                upper: None,
            })
        );
    }

    #[test]
    fn a_step_of_zero_or_none_is_no_rule() {
        for step in [None, Some("0"), Some("0.00")] {
            assert_eq!(bounds("1", "9", step).check(&amount("3.1415")), Ok(()));
        }
    }

    #[test]
    fn a_step_finer_than_the_amount_divides_exactly() {
        let range = bounds("10", "50", Some("0.01"));
        assert_eq!(range.check(&amount("10.37")), Ok(()));
        assert_eq!(
            range.check(&amount("10.375")),
            Err(OutOfBounds::OffStep {
                lower: amount("10.37"),
                upper: Some(amount("10.38")),
            })
        );
    }

    #[test]
    fn numbers_too_large_to_divide_are_refused_and_do_not_panic() {
        let step = format!("0.{}9", "0".repeat(29));
        let range = bounds("1", &"9".repeat(38), Some(&step));
        assert!(range.check(&amount(&"8".repeat(38))).is_err());
        let range = bounds("0.001", &"9".repeat(35), Some(&"8".repeat(38)));
        assert!(range.check(&amount("2.5")).is_err());
    }

    proptest! {
        #[test]
        fn agrees_with_whole_numbers(
            min in 0_u64..1000, span in 0_u64..10_000, step in 0_u64..50, value in 0_u64..12_000,
            scale in 0_u8..8,
        ) {
            let at = |units: u64| Amount::from_atomic(u128::from(units), scale);
            let range = Bounds { min: at(min), max: at(min + span), step: Some(at(step)) };
            let expected = if value < min {
                Err(OutOfBounds::BelowMin)
            } else if value > min + span {
                Err(OutOfBounds::AboveMax)
            } else if step == 0 || (value - min).is_multiple_of(step) {
                Ok(())
            } else {
                let lower = value - (value - min) % step;
                let upper = (lower + step <= min + span).then(|| at(lower + step));
                Err(OutOfBounds::OffStep { lower: at(lower), upper })
            };
            prop_assert_eq!(range.check(&at(value)), expected);
        }
    }
}
