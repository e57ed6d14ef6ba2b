//! Exact decimal amounts, so that money never passes through a float.

use std::cmp::Ordering;
use std::fmt;

/// An exact, non-negative decimal amount, compared by value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    units: u128,
    scale: u8,
}

impl Amount {
    /// Reads plain `digits[.digits]`; anything else is refused.
    pub fn parse(text: &str) -> Option<Amount> {
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (text, ""),
        };
        let digits = [whole, fraction].concat();
        if whole.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let scale = u8::try_from(fraction.len()).ok()?;
        Some(Amount::from_atomic(digits.parse().ok()?, scale))
    }

    /// The number of atomic units of `10^-decimals`, if it is whole and fits.
    pub fn to_atomic(&self, decimals: u8) -> Option<u128> {
        let shift = decimals.checked_sub(self.scale)?;
        self.units
            .checked_mul(10u128.checked_pow(u32::from(shift))?)
    }

    /// `units` of `10^-decimals` each.
    pub fn from_atomic(units: u128, decimals: u8) -> Amount {
        let (mut units, mut scale) = (units, decimals);
        while scale > 0 && units.is_multiple_of(10) {
            units /= 10;
            scale -= 1;
        }
        Amount { units, scale }
    }

    /// Whether nothing is owed.
    pub fn is_zero(&self) -> bool {
        self.units == 0
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Amount) -> Ordering {
        let scale = self.scale.max(other.scale);
        self.to_atomic(scale).cmp(&other.to_atomic(scale))
    }
}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Amount) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.units, width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        if fraction.is_empty() {
            f.write_str(whole)
        } else {
            write!(f, "{whole}.{fraction}")
        }
    }
}
