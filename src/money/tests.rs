//! Exactness of [`Amount`](super::Amount), checked against decimal text of any length.

use super::*;
use proptest::prelude::*;

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

#[test]
fn plain_decimals_are_read_and_printed_without_trailing_zeros() {
    for (text, canonical) in [
        ("0", "0"),
        ("0.00", "0"),
        ("007", "7"),
        ("1.50", "1.5"),
        ("100", "100"),
        ("0.00032833", "0.00032833"),
        ("118.210000", "118.21"),
        (
            "99999999999999999999999999999999999999",
            "99999999999999999999999999999999999999",
        ),
    ] {
        assert_eq!(amount(text).to_string(), canonical);
    }
}

#[test]
fn anything_but_a_plain_decimal_is_refused() {
    for text in [
        "", ".", "1.", ".5", "+1", "-1", "1e3", "1,5", "1 000", " 1", "1.2.3", "٣", "NaN", "0x1",
    ] {
        assert_eq!(Amount::parse(text), None, "{text:?}");
    }
}

#[test]
fn too_many_digits_or_places_are_refused_and_zeros_do_not_count() {
    assert_eq!(Amount::parse(&"9".repeat(39)), None);
    assert!(Amount::parse(&"9".repeat(38)).is_some());
    assert_eq!(Amount::parse(&format!("0.{}1", "0".repeat(30))), None);
    assert!(Amount::parse(&format!("0.{}1", "0".repeat(29))).is_some());
    assert_eq!(amount(&format!("1.{}", "0".repeat(40))), amount("1"));
    assert_eq!(Amount::parse(&"0".repeat(61)), None);
}

#[test]
fn atomic_units_are_exact_or_refused() {
    assert_eq!(amount("1.5").to_atomic(6), Some(1_500_000));
    assert_eq!(amount("0.0000001").to_atomic(6), None);
    assert_eq!(amount("0").to_atomic(255), Some(0));
    assert_eq!(amount("1").to_atomic(39), None);
    assert_eq!(Amount::from_atomic(1_500_000, 6), amount("1.5"));
    assert_eq!(
        Amount::from_atomic(u128::MAX, 255).to_atomic(255),
        Some(u128::MAX)
    );
}

#[test]
fn sums_and_differences_refuse_overflow_and_negatives() {
    assert_eq!(
        amount("0.1").checked_add(&amount("0.2")),
        Some(amount("0.3"))
    );
    assert_eq!(
        amount("1").checked_sub(&amount("0.01")),
        Some(amount("0.99"))
    );
    assert_eq!(amount("1").checked_sub(&amount("1.01")), None);
    let huge = amount(&"9".repeat(38));
    assert_eq!(huge.checked_add(&amount("0.01")), None);
    assert_eq!(huge.checked_add(&Amount::ZERO), Some(huge));
    assert_eq!(amount("2.5").checked_mul_u64(4), Some(amount("10")));
    assert_eq!(huge.checked_mul_u64(u64::MAX), None);
}

#[test]
fn rounding_up_is_never_less_and_less_than_a_unit_more() {
    for (text, decimals, rounded) in [
        ("0.562099175481640", 6, "0.5621"),
        ("0.5620991", 6, "0.5621"),
        ("0.562099", 6, "0.562099"),
        ("0.562099", 0, "1"),
        ("9.999", 2, "10"),
        ("7", 2, "7"),
        ("0", 0, "0"),
    ] {
        assert_eq!(amount(text).rounded_up(decimals), amount(rounded), "{text}");
    }
}

#[test]
fn five_permille_is_the_limit_and_not_beyond_it() {
    let base = amount("100");
    assert!(!amount("100.5").exceeds_by_permille(&base, 5));
    assert!(amount("100.500000000001").exceeds_by_permille(&base, 5));
    assert!(!amount("99").exceeds_by_permille(&base, 0));
    assert!(amount("0.1").exceeds_by_permille(&Amount::ZERO, 5));
    assert!(!Amount::ZERO.exceeds_by_permille(&Amount::ZERO, 5));
}

#[test]
fn permille_holds_at_the_ends_of_the_number_line() {
    let huge = Amount::from_atomic(u128::MAX, 0);
    let tiny = Amount::from_atomic(1, 255);
    assert!(huge.exceeds_by_permille(&tiny, u32::MAX));
    assert!(!tiny.exceeds_by_permille(&huge, 0));
    assert!(!huge.exceeds_by_permille(&huge, 0));
    assert!(huge > tiny);
}

/// Plain decimal text within the limits of `Amount::parse`.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,19}",
        "[0-9]{1,19}\\.[0-9]{1,19}",
        "0\\.0{0,20}[0-9]{1,9}",
    ]
}

/// The same number with a fixed number of digits on both sides, so that text order is value order.
fn padded(text: &str) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole:0>60}.{fraction:0<60}")
}

proptest! {
    #[test]
    fn display_parses_back_to_the_same_amount(text in text()) {
        let parsed = amount(&text);
        prop_assert_eq!(amount(&parsed.to_string()), parsed);
        prop_assert_eq!(padded(&parsed.to_string()), padded(&text));
    }

    #[test]
    fn order_is_the_order_of_the_written_numbers(left in text(), right in text()) {
        prop_assert_eq!(amount(&left).cmp(&amount(&right)), padded(&left).cmp(&padded(&right)));
        prop_assert_eq!(amount(&left) == amount(&right), padded(&left) == padded(&right));
    }

    #[test]
    fn a_sum_can_be_taken_apart_again(left in text(), right in text()) {
        let (left, right) = (amount(&left), amount(&right));
        if let Some(sum) = left.checked_add(&right) {
            prop_assert_eq!(sum.checked_sub(&right), Some(left));
            prop_assert!(sum >= left);
        }
    }

    #[test]
    fn permille_agrees_with_whole_numbers(
        mine in 0_u64.., base in 0_u64.., permille in 0_u32..2000, scale in 0_u8..10,
    ) {
        let exceeds = u128::from(mine) * 1000 > u128::from(base) * u128::from(1000 + permille);
        let (mine, base) = (u128::from(mine), u128::from(base));
        let mine = Amount::from_atomic(mine, scale);
        let base = Amount::from_atomic(base, scale);
        prop_assert_eq!(mine.exceeds_by_permille(&base, permille), exceeds);
    }

    #[test]
    fn every_unit_count_survives_both_ways(units in any::<u128>(), decimals in any::<u8>()) {
        prop_assert_eq!(Amount::from_atomic(units, decimals).to_atomic(decimals), Some(units));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,80}") {
        if let Some(parsed) = Amount::parse(&text) {
            prop_assert_eq!(Amount::parse(&parsed.to_string()), Some(parsed));
        }
    }
}
