//! Where a refund would go: the buyer's own wallet, of which nothing can be changed once there is an order
//! (features VAL-18, api-notes section 5).

use super::{Draft, code, problem_with};
use crate::checkout::methods::{Coin, via};
use crate::payment::Rail;
use crate::wire::Problem;

impl Draft {
    /// The rules of the chosen way to pay, where an address for a refund can be given there.
    pub fn refunds(&self, coins: &[Coin]) -> Option<Rail> {
        let (coin, network) = (self.coin.as_deref()?, self.network.as_deref()?);
        let known = coins.iter().find(|one| one.name == coin)?;
        let rail = Rail::of(coin, network, &via(known.network(network)?));
        rail.takes_refunds().then_some(rail)
    }

    /// The address as the API wants it; none where nothing is typed, or where it would not be used.
    pub(super) fn refund_address(&self, coins: &[Coin]) -> Result<Option<String>, Problem> {
        let typed = self.refund.trim();
        let Some(rail) = self.refunds(coins).filter(|_| !typed.is_empty()) else {
            return Ok(None);
        };
        if rail.is_refund_address(typed) {
            return Ok(Some(typed.to_owned()));
        }
        let named = [&self.coin, &self.network];
        let named = named.into_iter().flatten().cloned().collect();
        Err(problem_with(code::REFUND_UNREADABLE, named))
    }
}
