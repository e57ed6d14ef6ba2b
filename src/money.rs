//! Exact decimal amounts: what is owed, what was typed, what may be bought.
//!
//! May import nothing of ours. Never uses a float: a rounded amount is a wrong payment
//! (api-notes §1, rule 2).

mod bounds;
mod typed;

use std::cmp::Ordering;
use std::fmt;

pub use bounds::{Bounds, OutOfBounds};
pub use typed::{TypedAmountError, parse_typed};

/// Longest text [`Amount::parse`] looks at, in bytes.
const MAX_TEXT: usize = 60;
/// Most significant digits [`Amount::parse`] accepts; 38 nines still fit in 128 bits.
const MAX_DIGITS: usize = 38;
/// Most decimal places [`Amount::parse`] accepts; no coin divides further than 30 places.
const MAX_SCALE: usize = 30;

/// An exact, non-negative decimal number without a unit.
///
/// The value is `digits / 10^scale`, always without trailing zeros behind the point, so `1.0` and
/// `1.00` are the same amount. The text it came from is not kept: whoever shows or sends an amount
/// of the API keeps the API's own text (api-notes §1, rule 2).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    digits: u128,
    scale: u8,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self {
        digits: 0,
        scale: 0,
    };

    /// Reads plain decimal text: ASCII digits, optionally a point and more digits.
    ///
    /// `None` for a sign, an exponent, grouping, `1.`, `.5`, more than 60 bytes, more than 38
    /// significant digits or more than 30 decimal places.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_TEXT {
            return None;
        }
        let (whole, fraction) = match text.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (text, ""),
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let significant = if whole.is_empty() {
            fraction.trim_start_matches('0').len()
        } else {
            whole.len() + fraction.len()
        };
        if significant > MAX_DIGITS || fraction.len() > MAX_SCALE {
            return None;
        }
        let digits = whole
            .bytes()
            .chain(fraction.bytes())
            .fold(0_u128, |sum, byte| sum * 10 + u128::from(byte - b'0'));
        Some(Self {
            digits,
            scale: u8::try_from(fraction.len()).ok()?,
        })
    }

    /// The amount of `units` indivisible units, of which `10^decimals` make one coin.
    ///
    /// Accepts every unit count and every number of decimals, also those beyond what
    /// [`Amount::parse`] takes.
    pub fn from_atomic(units: u128, decimals: u8) -> Self {
        Self::canonical(units, decimals)
    }

    /// The same amount in indivisible units, of which `10^decimals` make one coin.
    ///
    /// `None` when the amount has a finer part than one unit, or needs more than 128 bits.
    pub fn to_atomic(&self, decimals: u8) -> Option<u128> {
        if self.digits == 0 {
            return Some(0);
        }
        let places = decimals.checked_sub(self.scale)?;
        self.digits.checked_mul(power_of_ten(places)?)
    }

    /// Whether this is nothing at all.
    pub fn is_zero(&self) -> bool {
        self.digits == 0
    }

    /// The exact sum, or `None` when it does not fit.
    pub fn checked_add(&self, other: &Self) -> Option<Self> {
        let (left, right, scale) = aligned(self, other)?;
        Some(Self::canonical(left.checked_add(right)?, scale))
    }

    /// The exact difference, or `None` when it is negative or does not fit.
    pub fn checked_sub(&self, other: &Self) -> Option<Self> {
        let (left, right, scale) = aligned(self, other)?;
        Some(Self::canonical(left.checked_sub(right)?, scale))
    }

    /// The exact product with a whole number, or `None` when it does not fit.
    pub fn checked_mul_u64(&self, factor: u64) -> Option<Self> {
        let digits = self.digits.checked_mul(u128::from(factor))?;
        Some(Self::canonical(digits, self.scale))
    }

    /// Whether this amount is more than `permille` thousandths above `base`.
    ///
    /// Being equal to the limit does not exceed it; what is too large to tell does. Used to ask again
    /// when a total has risen since the buyer saw it (features QUO-03).
    pub fn exceeds_by_permille(&self, base: &Self, permille: u32) -> bool {
        let Some(rise) = self.checked_sub(base) else {
            return self > base;
        };
        let limit = base.checked_mul_u64(u64::from(permille));
        match (rise.checked_mul_u64(1000), limit) {
            (Some(rise), Some(limit)) => rise > limit,
            _ => true,
        }
    }

    /// The next amount that has no more than so many decimal places: itself, where it has no more.
    pub fn rounded_up(&self, decimals: u8) -> Self {
        let cut = self.scale.checked_sub(decimals).and_then(power_of_ten);
        match cut {
            Some(cut) => Self::canonical(self.digits.div_ceil(cut), decimals),
            None => *self,
        }
    }

    /// What one of `whole` comes to when this many make it up, cut after so many digits that count: a
    /// rate to show, nothing to calculate with. `None` for a division by nothing, or where the numbers
    /// are too large.
    pub fn rate(&self, whole: &Self, digits: u8) -> Option<Self> {
        let (mut dividend, divisor, _) = aligned(self, whole)?;
        let enough = power_of_ten(digits.checked_sub(1)?)?;
        let mut scale = 0;
        while dividend.checked_div(divisor)? < enough && scale < 12 {
            dividend = dividend.checked_mul(10)?;
            scale += 1;
        }
        Some(Self::canonical(dividend.checked_div(divisor)?, scale))
    }

    /// Whether this divides evenly by `step`, and if not, what is left over.
    ///
    /// `None` when `step` is zero or the numbers are too large to tell.
    fn remainder(&self, step: &Self) -> Option<Self> {
        if step.scale <= self.scale {
            let places = self.scale - step.scale;
            // A step that outgrows 128 bits is larger than self, which is then all left over.
            let rest = match power_of_ten(places).and_then(|ten| step.digits.checked_mul(ten)) {
                Some(divisor) => self.digits.checked_rem(divisor)?,
                None => self.digits,
            };
            return Some(Self::canonical(rest, self.scale));
        }
        let mut rest = self.digits.checked_rem(step.digits)?;
        for _ in self.scale..step.scale {
            rest = rest.checked_mul(10)?.checked_rem(step.digits)?;
        }
        Some(Self::canonical(rest, step.scale))
    }

    fn canonical(mut digits: u128, mut scale: u8) -> Self {
        while scale > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            scale -= 1;
        }
        Self { digits, scale }
    }
}

/// Both amounts as whole numbers of the same, finer unit, and that unit's scale.
fn aligned(left: &Amount, right: &Amount) -> Option<(u128, u128, u8)> {
    let scale = left.scale.max(right.scale);
    let widen = |amount: &Amount| {
        if amount.digits == 0 {
            return Some(0);
        }
        amount
            .digits
            .checked_mul(power_of_ten(scale - amount.scale)?)
    };
    Some((widen(left)?, widen(right)?, scale))
}

fn power_of_ten(places: u8) -> Option<u128> {
    10_u128.checked_pow(u32::from(places))
}

/// The number in decimal digits. The standard formatter of such large numbers weighs more than all else
/// here.
pub fn plain_digits(mut number: u128) -> String {
    let mut digits = Vec::new();
    loop {
        let digit = u8::try_from(number % 10).unwrap_or_default();
        digits.push(char::from(b'0' + digit));
        number /= 10;
        if number == 0 {
            break;
        }
    }
    digits.iter().rev().collect()
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale > other.scale {
            return other.cmp(self).reverse();
        }
        if self.digits == 0 {
            return 0.cmp(&other.digits);
        }
        let places = other.scale - self.scale;
        match power_of_ten(places).and_then(|ten| self.digits.checked_mul(ten)) {
            Some(digits) => digits.cmp(&other.digits),
            // At the other's scale self needs more than 128 bits, and the other does not.
            None => Ordering::Greater,
        }
    }
}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Amount {
    /// Plain decimal text: no exponent, no grouping, no trailing zeros behind the point.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = plain_digits(self.digits);
        let scale = usize::from(self.scale);
        if scale == 0 {
            return out.write_str(&digits);
        }
        match digits
            .len()
            .checked_sub(scale)
            .and_then(|point| digits.split_at_checked(point))
        {
            Some((whole, fraction)) if !whole.is_empty() => {
                out.write_str(whole)?;
                out.write_str(".")?;
                out.write_str(fraction)
            }
            _ => {
                out.write_str("0.")?;
                for _ in digits.len()..scale {
                    out.write_str("0")?;
                }
                out.write_str(&digits)
            }
        }
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests;
