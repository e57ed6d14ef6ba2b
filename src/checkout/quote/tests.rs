use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn sums(answer: &Value) -> Sums {
    Sums::of(&Validation::decode(&answer.to_string()).unwrap())
}

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

#[test]
fn the_lines_say_where_the_discount_comes_from() {
    let told = |summary: Value| {
        sums(&json!({"coin_amount": "90", "original_coin_amount": "100", "summary": summary})).lines
    };
    let lines = |coupon: Option<&str>, other: Option<&str>| {
        Some(Lines {
            before: amount("100"),
            coupon: coupon.map(amount),
            other: other.map(amount),
        })
    };
    assert_eq!(told(json!(null)), lines(None, Some("10")));
    assert_eq!(
        told(json!({"coin_amount_to_pay_via_coupon": "10"})),
        lines(Some("10"), None)
    );
    assert_eq!(
        told(
            json!({"coin_amount_to_pay_via_coupon": 7.5, "coin_amount_before_discount": "100.00"})
        ),
        lines(Some("7.5"), Some("2.5"))
    );
}

#[test]
fn lines_that_do_not_add_up_are_not_shown() {
    for answer in [
        json!({"coin_amount": "90", "original_coin_amount": "90"}),
        json!({"coin_amount": "90"}),
        json!({"coin_amount": "90", "original_coin_amount": "80"}),
        json!({"coin_amount": "90", "original_coin_amount": "100",
            "summary": {"coin_amount_before_discount": "101"}}),
        json!({"coin_amount": "90", "original_coin_amount": "100",
            "summary": {"coin_amount_to_pay_via_coupon": "10.01"}}),
        json!({"coin_amount": "90", "original_coin_amount": "100",
            "summary": {"coin_amount_to_pay_in_crypto": "91"}}),
        json!({"coin_amount": null, "original_coin_amount": "100"}),
    ] {
        assert_eq!(sums(&answer).lines, None, "{answer}");
    }
}

proptest! {
    #[test]
    fn lines_add_up_exactly(
        total in "[0-9]{1,6}(\\.[0-9]{1,18})?",
        before in "[0-9]{1,6}(\\.[0-9]{1,18})?",
        coupon in proptest::option::of("[0-9]{1,3}(\\.[0-9]{1,18})?"),
        told in any::<bool>(),
    ) {
        let answer = json!({
            "coin_amount": total, "original_coin_amount": told.then_some(&before),
            "summary": {"coin_amount_before_discount": before, "coin_amount_to_pay_via_coupon": coupon},
        });
        let total = amount(&total);
        if let Some(lines) = sums(&answer).lines {
            let off = [lines.coupon, lines.other].into_iter().flatten();
            let left = off.fold(lines.before, |left, off| left.checked_sub(&off).unwrap());
            prop_assert_eq!(left, total);
            prop_assert!(lines.coupon.is_some() || lines.other.is_some());
        } else {
            let off = amount(&before).checked_sub(&total).filter(|off| !off.is_zero());
            let coupon = coupon.as_deref().map_or(Amount::ZERO, amount);
            prop_assert!(off.is_none_or(|off| off < coupon));
        }
    }
}
