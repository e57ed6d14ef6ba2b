//! Decimals, points in time and amounts on sale, from any text.

use cryptorefills_checkout::money::{Amount, Bounds, OutOfBounds};
use cryptorefills_checkout::wire::{Decimal, Timestamp};

use crate::exact::Exact;

/// The end of the year 9999, in milliseconds since 1970.
const LAST: i64 = 253_402_300_799_999;

/// Checks the lines of a text, and the first three as what is on sale.
pub fn check(text: &str) {
    let mut amounts = Vec::new();
    for line in text.lines().take(4) {
        if let Some(decimal) = Decimal::parse(line) {
            assert_eq!(decimal.as_str(), line.trim(), "money loses its text");
            assert_eq!(Decimal::parse(decimal.as_str()), Some(decimal.clone()));
            plain_is_the_same(&decimal);
        }
        if let Some(time) = Timestamp::parse(line) {
            assert!((0..=LAST).contains(&time.as_ms()), "{line}");
            assert_eq!(Timestamp::parse(line.trim()), Some(time));
        }
        if let Some(amount) = Amount::parse(line) {
            let said = Exact::read(line);
            assert_eq!(Exact::read(&amount.to_string()), said);
            assert_eq!(Amount::parse(&amount.to_string()), Some(amount));
            for places in [0, 6, 18, 30, 255] {
                if let Some(units) = amount.to_atomic(places) {
                    assert_eq!(Amount::from_atomic(units, places), amount, "{places}");
                }
            }
            amounts.push(amount);
        }
    }
    if let [value, min, max, rest @ ..] = amounts.as_slice() {
        let step = rest.first().copied();
        on_sale(
            value,
            &Bounds {
                min: *min,
                max: *max,
                step,
            },
        );
    }
}

/// Without its exponent it is the same number.
fn plain_is_the_same(decimal: &Decimal) {
    let Some(plain) = decimal.plain() else { return };
    let said = decimal.as_str().trim_start_matches('+');
    assert_eq!(
        Exact::read(&plain),
        Exact::read(said),
        "{said} is not {plain}"
    );
    assert!(!plain.contains(['e', 'E', '+', '-']), "{plain}");
    let is_zero = Exact::read(&plain).is_some_and(|number| number.is_zero());
    assert_eq!(decimal.is_zero(), is_zero, "{said}");
}

/// What is offered instead of a value that is not on sale is on sale, and nearest.
fn on_sale(value: &Amount, bounds: &Bounds) {
    match bounds.check(value) {
        Ok(()) => assert!(bounds.min <= *value && *value <= bounds.max),
        Err(OutOfBounds::BelowMin) => assert!(*value < bounds.min),
        Err(OutOfBounds::AboveMax) => assert!(*value > bounds.max),
        Err(OutOfBounds::OffStep { lower, upper }) => {
            assert!(lower < *value && upper.is_none_or(|upper| upper > *value));
            assert_eq!(bounds.check(&lower), Ok(()), "{value} in {bounds:?}");
            let upper = upper.map(|upper| bounds.check(&upper));
            assert!(
                matches!(upper, None | Some(Ok(()))),
                "{value} in {bounds:?}"
            );
        }
    }
}
