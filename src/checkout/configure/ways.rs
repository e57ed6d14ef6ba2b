//! Other ways to pay, when the one that was chosen is refused: one press each.

use super::{Configure, Standing};
use crate::checkout::draft;
use crate::checkout::methods::Coin;
use crate::wire::ProblemField;

/// No more than so many are offered: a choice, not a list.
const MOST: usize = 4;

impl Configure {
    /// Ways to pay that can be had instead of the refused one: those that the API itself names (features
    /// VAL-12), else the nearest. The chosen coin's come first.
    pub fn ways<'a>(&self, coins: &'a [Coin]) -> Vec<(&'a str, &'a str)> {
        let mut said = Vec::new();
        for problem in &self.refused {
            if draft::field(problem) == ProblemField::Payment {
                for text in &problem.details {
                    said.push(letters(text));
                }
            }
        }
        let (mut exact, mut loose) = (Vec::new(), Vec::new());
        for own in [true, false] {
            for coin in coins {
                if (self.draft.coin.as_ref() == Some(&coin.name)) != own {
                    continue;
                }
                for network in &coin.networks {
                    if self.standing(coin, network) != Standing::Open {
                        continue;
                    }
                    let way = (coin.name.as_str(), network.name.as_str());
                    match mention(&said, &letters(way.0), &letters(way.1)) {
                        Some(true) => exact.push(way),
                        Some(false) => loose.push(way),
                        None => {}
                    }
                }
            }
        }
        let mut ways = if exact.is_empty() { loose } else { exact };
        if ways.is_empty() {
            ways.extend(self.alternative(coins));
        }
        ways.truncate(MOST);
        ways
    }
}

/// Whether a pair is named as such, or only its coin or its network is.
fn mention(said: &[String], coin: &str, network: &str) -> Option<bool> {
    let pair = [coin, network].concat();
    let mut before = "";
    let mut found = None;
    for text in said {
        if *text == pair || (before == coin && text == network) {
            return Some(true);
        }
        if text == coin || text == network {
            found = Some(false);
        }
        before = text;
    }
    found
}

/// What is left of a name however it is joined with another: `USDC/Base`, `USDC on Base`, `coin: USDC`.
/// ASCII alone, as the names are: tables of all letters would weigh more than all of this.
fn letters(text: &str) -> String {
    let text = text.split(": ").last().unwrap_or(text);
    let mut kept = text.replace(" on ", " ");
    kept.retain(|sign| sign.is_ascii_alphanumeric());
    kept.make_ascii_lowercase();
    kept
}
