//! What the purchase costs now, how sure that is, and how old.

use crate::money::Amount;

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
    },
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
                Basis::Validated { body } if price.age_ms(now_ms) < i64::from(FRESH_MS) => {
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
