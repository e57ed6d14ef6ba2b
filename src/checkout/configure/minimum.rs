//! What a network asks at least, against the total (features PAY-03).
//!
//! The minimum is the vendor's `threshold`, in the coin (api-notes section 4). Only a total in the same coin
//! is compared: we know no rate between coins.

use super::{Configure, Shop};
use crate::checkout::draft::code;
use crate::checkout::methods::Coin;
use crate::checkout::quote::{Basis, Price};
use crate::money::Amount;
use crate::wire::{Network, Problem};

/// An estimate may be wrong by so many thousandths (api-notes section 3 saw less than one hundredth).
const UNSURE: u32 = 50;

/// Whether a network can be chosen, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can.
    Open,
    /// The vendor paused it.
    Suspended,
    /// The API refused it for this product.
    Refused,
    /// It takes this much of the coin at least, see [`least`], and the total is less.
    BelowMinimum(Amount),
}

impl Standing {
    /// The less, the nearer to a choice; of several minimums the least.
    fn rank(self) -> (u8, Amount) {
        match self {
            Self::Open => (0, Amount::ZERO),
            Self::BelowMinimum(least) => (1, least),
            Self::Refused => (2, Amount::ZERO),
            Self::Suspended => (3, Amount::ZERO),
        }
    }
}

/// What a network takes at least, in whole units of the coin that a wallet can send; of a chain's own coin to
/// eight places, which is more than wallets show.
pub fn least(network: &Network) -> Option<Amount> {
    let least = Amount::parse(network.threshold.as_ref()?.as_str())?;
    let decimals = network.contract.as_ref().map(|contract| contract.decimals);
    Some(least.rounded_up(decimals.unwrap_or(8))).filter(|least| !least.is_zero())
}

impl Configure {
    /// How a coin's network stands.
    pub fn standing(&self, coin: &Coin, network: &Network) -> Standing {
        if coin.is_suspended || network.is_suspended {
            Standing::Suspended
        } else if self.is_closed(&coin.name, &network.name) {
            Standing::Refused
        } else {
            let total = self.quote.price().filter(|price| price.coin == coin.name);
            match total.and_then(|price| missed(price, network)) {
                Some(least) => Standing::BelowMinimum(least),
                None => Standing::Open,
            }
        }
    }

    /// How a coin stands: open where any network of it is, else as the network that a buyer can do most about.
    pub fn coin_standing(&self, coin: &Coin) -> Standing {
        let networks = coin.networks.iter();
        let standings = networks.map(|network| self.standing(coin, network));
        standings
            .min_by_key(|standing| standing.rank())
            .unwrap_or(Standing::Suspended)
    }

    /// The total is below the chosen network's minimum: an order at it could not be paid.
    pub(super) fn below_minimum(&self, shop: &Shop<'_>) -> Option<Problem> {
        let coin = shop
            .coins
            .iter()
            .find(|coin| self.draft.coin.as_ref() == Some(&coin.name))?;
        let network = coin.network(self.draft.network.as_deref()?)?;
        match self.standing(coin, network) {
            Standing::BelowMinimum(least) => Some(Problem {
                code: code::NETWORK_MINIMUM.into(),
                details: vec![least.to_string()],
            }),
            _ => None,
        }
    }
}

/// The minimum that a price does not reach. An estimate has to miss it clearly.
fn missed(price: &Price, network: &Network) -> Option<Amount> {
    let exact = Amount::parse(network.threshold.as_ref()?.as_str())?;
    let clearly = match price.basis {
        Basis::Validated { .. } => 0,
        Basis::Estimate => UNSURE,
    };
    let missed = exact.exceeds_by_permille(&price.amount, clearly);
    missed.then(|| least(network)).flatten()
}
