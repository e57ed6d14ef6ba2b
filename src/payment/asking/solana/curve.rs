//! Whether 32 bytes are a point of the curve of Ed25519. Addresses of Solana programs' accounts never are, so
//! that nobody can have a key to them.
//!
//! The point is never computed: by the curve's equation, −x² + y² = 1 + d·x²·y², some x belongs to y if
//! (y² − 1)·(d·y² + 1) is a square modulo p = 2²⁵⁵ − 19.

/// A number modulo p, in words of 64 bits from the lowest; not always the smallest of its kind.
type Number = [u64; 4];

const P: Number = [u64::MAX - 18, u64::MAX, u64::MAX, u64::MAX >> 1];
const ONE: Number = [1, 0, 0, 0];
/// −121665 / 121666.
const D: Number = [
    0x75eb_4dca_1359_78a3,
    0x0070_0a4d_4141_d8ab,
    0x8cc7_4079_7779_e898,
    0x5203_6cee_2b6f_fe73,
];

/// Whether the bytes, as an encoded point (RFC 8032), are one.
pub fn is_point(bytes: &[u8; 32]) -> bool {
    let mut y = [0; 4];
    for (word, eight) in y.iter_mut().zip(bytes.chunks_exact(8)) {
        *word = eight
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte));
    }
    // The highest bit is the sign of x.
    let [_, _, _, high] = &mut y;
    *high &= u64::MAX >> 1;
    let square = product(y, y);
    let minus_one = difference(P, ONE);
    let dividend = sum(square, minus_one);
    let divisor = sum(product(D, square), ONE);
    is_square(product(dividend, divisor))
}

/// Euler's criterion: the power of (p − 1)/2 is −1 for all that are no squares.
#[inline(never)]
fn is_square(number: Number) -> bool {
    // (p − 1)/2 = 2²⁵⁴ − 10: 250 ones, then 0110.
    let ones = (0..250).fold(ONE, |power, _| product(product(power, power), number));
    let power = [false, true, true, false]
        .into_iter()
        .fold(ones, |power, bit| {
            let doubled = product(power, power);
            if bit {
                product(doubled, number)
            } else {
                doubled
            }
        });
    smallest(power) != difference(P, ONE)
}

#[inline(never)]
fn sum(one: Number, other: Number) -> Number {
    let mut result = [0; 4];
    let mut carry = 0;
    for ((word, a), b) in result.iter_mut().zip(one).zip(other) {
        let total = u128::from(a) + u128::from(b) + carry;
        *word = low(total);
        carry = total >> 64;
    }
    folded(result, carry)
}

#[inline(never)]
fn product(one: Number, other: Number) -> Number {
    let mut wide = [0_u64; 8];
    for (place, a) in one.into_iter().enumerate() {
        let mut carry = 0;
        for (word, b) in wide.iter_mut().skip(place).zip(other) {
            let total = u128::from(a) * u128::from(b) + u128::from(*word) + carry;
            *word = low(total);
            carry = total >> 64;
        }
        // Nothing was there yet.
        if let Some(word) = wide.get_mut(place + 4) {
            *word = low(carry);
        }
    }
    let mut result = [0; 4];
    let mut carry = 0;
    let (lower, upper) = wide.split_at(4);
    for ((word, a), b) in result.iter_mut().zip(lower).zip(upper) {
        let total = u128::from(*a) + 38 * u128::from(*b) + carry;
        *word = low(total);
        carry = total >> 64;
    }
    folded(result, carry)
}

/// Brings what is beyond 256 bits back, as 2²⁵⁶ = 38 modulo p.
#[inline(never)]
fn folded(mut number: Number, mut carry: u128) -> Number {
    while carry > 0 {
        carry *= 38;
        for word in &mut number {
            let total = u128::from(*word) + carry;
            *word = low(total);
            carry = total >> 64;
        }
    }
    number
}

/// The smallest number of its kind.
fn smallest(mut number: Number) -> Number {
    while number.iter().rev().ge(P.iter().rev()) {
        number = difference(number, P);
    }
    number
}

/// The difference from a number that is not larger.
fn difference(one: Number, other: Number) -> Number {
    let mut result = [0; 4];
    let mut borrow = false;
    for ((word, a), b) in result.iter_mut().zip(one).zip(other) {
        let (first, under) = a.overflowing_sub(b);
        let (second, again) = first.overflowing_sub(u64::from(borrow));
        *word = second;
        borrow = under || again;
    }
    result
}

fn low(total: u128) -> u64 {
    u64::try_from(total & u128::from(u64::MAX)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(small: u64) -> Number {
        [small, 0, 0, 0]
    }

    #[test]
    fn d_is_what_the_standard_says() {
        let nought = sum(product(D, number(121_666)), number(121_665));
        assert_eq!(smallest(nought), number(0));
    }

    #[test]
    fn numbers_are_kept_modulo_p() {
        let largest = [u64::MAX; 4];
        assert_eq!(smallest(sum(largest, largest)), number(74));
        assert_eq!(smallest(product(largest, largest)), number(37 * 37));
        assert_eq!(smallest(P), number(0));
        assert_eq!(smallest(difference(P, ONE)), difference(P, ONE));
        let minus_one = difference(P, ONE);
        assert_eq!(smallest(product(minus_one, minus_one)), ONE);
    }

    #[test]
    fn squares_are_told_from_others() {
        assert!(is_square(number(0)) && is_square(number(4)));
        // p is 5 modulo 8, so −1 is a square and 2 is none.
        assert!(is_square(difference(P, ONE)));
        assert!(!is_square(number(2)));
    }

    #[test]
    fn every_key_is_a_point_and_half_of_all_bytes_are_none() {
        // The base point, and the first small y: computed apart from this.
        let mut base = [0x66; 32];
        base[0] = 0x58;
        assert!(is_point(&base));
        let small = |y| {
            let mut bytes = [0; 32];
            bytes[0] = y;
            bytes
        };
        let points = (0..10).map(|y| is_point(&small(y)));
        let known = [
            true, true, false, true, true, true, true, false, false, true,
        ];
        assert!(points.eq(known));
    }
}
