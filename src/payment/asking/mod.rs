//! What a wallet in the page is asked to do, made from a [`Payable`] and from nothing else; and what it holds,
//! which is asked before there is one.
//!
//! Every request is complete JSON here: whoever carries it to a wallet adds nothing to it. May import the
//! proof and the rules; no browser.

mod chains;
mod evm;
mod holding;
pub mod solana;

use super::chain::Rail;
use super::proof::Payable;

pub use evm::{ACCOUNTS, CHAIN, Evm, is_chain};
pub use holding::{CONNECTED, Holding, units};
use solana::Solana;

/// A payment, in the terms of the wallets that can make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asking {
    /// By a provider of EIP-1193.
    Evm(Evm),
    /// By a provider of WebLN.
    Lightning {
        /// The invoice, byte for byte as it is on the screen.
        invoice: String,
    },
    /// By a wallet of the Wallet Standard.
    Solana(Solana),
}

impl Asking {
    /// What to ask for this payment; none on rails whose wallets cannot be asked, and where anything that
    /// the payment needs is unknown.
    pub fn of(payable: &Payable) -> Option<Self> {
        match payable.rail() {
            Rail::Evm { .. } => Evm::of(payable).map(Self::Evm),
            Rail::Lightning => Some(Self::Lightning {
                invoice: payable.address().to_owned(),
            }),
            Rail::Solana { .. } => Solana::of(payable).map(Self::Solana),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
