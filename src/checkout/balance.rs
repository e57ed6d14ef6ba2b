//! What wallets hold that are connected to the page already, against the total on the form (features PAY-10).
//!
//! It is their word: it is shown, blocks nothing, and is kept nowhere. Nobody is told of it.

use std::rc::Rc;

use super::configure::Configure;
use super::event::Ask;
use super::methods::{Coin, via};
use crate::money::Amount;
use crate::payment::Rail;
use crate::payment::asking::Holding;
use crate::wire::Network;

/// So often wallets may say that something changed, for one total: one could say so for ever.
const MOST_MOVES: u8 = 32;

/// What has to be held to pay the total that is on the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What is asked for.
    pub holding: Rc<Holding>,
    /// The coin's name.
    pub coin: String,
    /// The network's name.
    pub network: String,
    /// The coin that pays the fees there, where the API names it.
    pub fee_coin: Option<String>,
    /// The total, exact decimal text as the API said it.
    pub text: String,
    /// The total in smallest units.
    total: u128,
    /// What sending costs in smallest units, where the API says so in this very coin.
    cost: u128,
}

impl Need {
    /// What the form needs; none without a total in the chosen coin, and where nothing can be asked.
    pub(super) fn of(form: &Configure, coins: &[Coin]) -> Option<Self> {
        let coin = form.draft.coin.as_ref()?;
        let price = form.quote.price().filter(|price| price.coin == *coin)?;
        let name = form.draft.network.as_deref()?;
        let network = coins.iter().find(|one| one.name == *coin)?.network(name)?;
        let rail = Rail::of(coin, name, &via(network));
        let holding = Holding::of(&rail, coin)?;
        let decimals = holding.decimals();
        let cost = cost(network, coin).filter(|_| !holding.is_token());
        Some(Self {
            coin: coin.clone(),
            network: name.to_owned(),
            fee_coin: network.base_token.clone(),
            text: price.text.clone(),
            total: price.amount.to_atomic(decimals)?,
            cost: cost
                .and_then(|cost| cost.rounded_up(decimals).to_atomic(decimals))
                .unwrap_or_default(),
            holding: Rc::new(holding),
        })
    }

    /// What becomes of the total with these.
    fn judge(&self, held: Held) -> Verdict {
        let missed = if self.holding.is_token() {
            held.coin < self.total
        } else {
            // The fee comes on top, and is never nothing.
            let cost = self.cost.max(1);
            held.coin < self.total.saturating_add(cost)
        };
        if missed {
            Verdict::TooLittle {
                held: Amount::from_atomic(held.coin, self.holding.decimals()),
            }
        } else if self.holding.is_token() && held.own == Some(0) {
            Verdict::NoFee
        } else {
            Verdict::Enough
        }
    }
}

/// What sending costs, where the label is an amount of this coin. Labels in currencies are no numbers to us
/// (api-notes section 4).
fn cost(network: &Network, coin: &str) -> Option<Amount> {
    let (amount, unit) = network
        .estimated_transfer_cost
        .as_deref()?
        .split_once(' ')?;
    Amount::parse(amount).filter(|_| unit == coin)
}

/// What a wallet says that it holds, in smallest units.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Of the coin that is to be paid.
    pub coin: u128,
    /// Of the chain's own coin, where that is another and its answer means anything.
    pub own: Option<u128>,
}

/// What somebody owns stays out of logs.
impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Held").finish_non_exhaustive()
    }
}

/// What is to be said of a wallet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: it can pay.
    Enough,
    /// It holds less than the total, with the network's fee where that is paid in the same coin.
    TooLittle {
        /// This much.
        held: Amount,
    },
    /// It holds the total, and nothing to pay the network's fee with.
    NoFee,
}

/// What is known of the wallets, for one total.
#[derive(Clone, PartialEq, Eq)]
pub struct Balance {
    /// What they were asked for.
    pub need: Need,
    ask: Ask,
    moves: u8,
    known: Vec<(String, Verdict)>,
}

/// What somebody owns stays out of logs.
impl std::fmt::Debug for Balance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Balance")
            .field("ask", &self.ask)
            .finish_non_exhaustive()
    }
}

impl Balance {
    /// Asked by this number, and not answered yet.
    pub(super) fn asked(need: Need, ask: Ask) -> Self {
        Self {
            need,
            ask,
            moves: 0,
            known: Vec::new(),
        }
    }

    /// The question's number.
    pub(super) fn ask(&self) -> Ask {
        self.ask
    }

    /// Asks the same again. What was answered is shown until the new answer comes.
    pub(super) fn again(&mut self, ask: Ask) {
        self.ask = ask;
    }

    /// A wallet appeared, or has another account or chain now: what it said is over. Whether to ask again.
    pub(super) fn moved(&mut self) -> bool {
        self.known.clear();
        self.moves = self.moves.saturating_add(1);
        self.moves <= MOST_MOVES
    }

    /// Takes a wallet's answer; none if it is not connected, or on another chain.
    pub(super) fn answered(&mut self, ask: Ask, key: String, held: Option<Held>) {
        if ask != self.ask {
            return;
        }
        self.known.retain(|(known, _)| *known != key);
        if let Some(held) = held {
            self.known.push((key, self.need.judge(held)));
        }
    }

    /// What to tell the buyer: nothing where any wallet can pay.
    pub fn told(&self) -> Option<&Verdict> {
        let mut known = self.known.iter().map(|(_, verdict)| verdict);
        match known.clone().any(|verdict| *verdict == Verdict::Enough) {
            true => None,
            false => known.next(),
        }
    }
}
