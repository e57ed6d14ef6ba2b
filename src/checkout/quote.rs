//! What the purchase costs now, how sure that is, and how old.

use crate::money::Amount;
use crate::wire::{Decimal, Validation};

/// A price is refreshed after this time, and never used for an order (features QUO-02).
pub const FRESH_MS: u32 = 60_000;
/// Typing must rest this long before a price is asked.
pub const SETTLE_MS: u32 = 350;

/// Where a price came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The product list or the price route: indicative.
    Estimate,
    /// A validation of exactly this body: what an order would cost.
    Validated {
        /// The body that was validated, byte for byte.
        body: String,
        /// What the total is made of.
        sums: Box<Sums>,
    },
}

/// What a validation says beside the total. To show only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// The total in a currency: amount and ISO 4217 code.
    pub fiat: Option<(Amount, &'static str)>,
    /// The fee within the total, in the coin.
    pub fee: Option<Amount>,
    /// What a discount takes off, in the coin.
    pub discount: Option<Amount>,
    /// The way from the full price to the total, where there is a discount and all of it is known.
    pub lines: Option<Lines>,
}

/// A receipt's lines (features QUO-07): the full price less these discounts is the total, exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The full price, in the coin.
    pub before: Amount,
    /// What the coupon takes off.
    pub coupon: Option<Amount>,
    /// What points and campaigns take off.
    pub other: Option<Amount>,
}

impl Lines {
    /// The lines that lead to the total; none where there is no discount, or where the API's sums contradict
    /// each other: lines that do not add up are not shown.
    fn of(answer: &Validation) -> Option<Self> {
        let read = |text: &Option<Decimal>| Amount::parse(text.as_ref()?.as_str());
        let total = read(&answer.coin_amount)?;
        let summary = &answer.summary;
        let said = read(&summary.before_discount);
        let before = match (read(&answer.original_coin_amount), said) {
            (Some(one), Some(other)) if one != other => return None,
            (one, other) => one.or(other)?,
        };
        if read(&summary.to_pay_in_crypto).is_some_and(|paid| paid != total) {
            return None;
        }
        let off = before.checked_sub(&total).filter(|off| !off.is_zero())?;
        let coupon = read(&summary.to_pay_via_coupon).unwrap_or(Amount::ZERO);
        let other = off.checked_sub(&coupon)?;
        let some = |amount: Amount| (!amount.is_zero()).then_some(amount);
        Some(Self {
            before,
            coupon: some(coupon),
            other: some(other),
        })
    }
}

impl Sums {
    /// Reads what is there; nothing that is nothing is kept.
    pub fn of(answer: &Validation) -> Self {
        let read = |text: &Option<Decimal>| {
            let amount = Amount::parse(text.as_ref()?.as_str())?;
            (!amount.is_zero()).then_some(amount)
        };
        let dollars = read(&answer.summary.to_pay_usd).map(|sum| (sum, "USD"));
        let total = read(&answer.coin_amount);
        let original = read(&answer.original_coin_amount);
        Self {
            fiat: dollars.or_else(|| Some((read(&answer.summary.to_pay_eur)?, "EUR"))),
            fee: read(&answer.fee),
            discount: original
                .zip(total)
                .and_then(|(original, total)| original.checked_sub(&total))
                .filter(|discount| !discount.is_zero()),
            lines: Lines::of(answer),
        }
    }
}

/// A price with its coin and age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// Exact decimal text as the API said it.
    pub text: String,
    /// The same as a number, for comparisons.
    pub amount: Amount,
    /// The coin.
    pub coin: String,
    /// When it arrived, device milliseconds.
    pub at_ms: i64,
    /// How sure it is.
    pub basis: Basis,
}

/// The quote on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Quote {
    /// Not enough is chosen for a price.
    #[default]
    None,
    /// The first price is asked for.
    Loading,
    /// A price that may be used.
    Fresh(Price),
    /// The last price, shown while a newer one is asked for; never used.
    Stale(Price),
    /// There is no price.
    Unavailable,
}

impl Quote {
    /// The public contract's `data-state`.
    pub fn state(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Loading => "loading",
            Self::Fresh(_) => "fresh",
            Self::Stale(_) => "stale",
            Self::Unavailable => "unavailable",
        }
    }

    /// The price shown, if any.
    pub fn price(&self) -> Option<&Price> {
        match self {
            Self::Fresh(price) | Self::Stale(price) => Some(price),
            _ => None,
        }
    }

    /// The body that was validated, if its price is still young enough to order with.
    pub fn usable(&self, now_ms: i64) -> Option<(&Price, &str)> {
        match self {
            Self::Fresh(price) => match &price.basis {
                Basis::Validated { body, .. } if price.age_ms(now_ms) < i64::from(FRESH_MS) => {
                    Some((price, body))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The same price, no longer fresh.
    pub fn aged(self) -> Self {
        match self {
            Self::Fresh(price) | Self::Stale(price) => Self::Stale(price),
            Self::None | Self::Unavailable | Self::Loading => Self::Loading,
        }
    }
}

impl Price {
    /// How old it is. A clock that was set back makes it old, not eternally young.
    pub fn age_ms(&self, now_ms: i64) -> i64 {
        let age = now_ms.saturating_sub(self.at_ms);
        if age < 0 { i64::MAX } else { age }
    }
}

#[cfg(test)]
mod tests;
