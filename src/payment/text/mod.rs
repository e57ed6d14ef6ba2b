//! Payment texts: what a QR code or a wallet link asks a wallet to do.
//!
//! A file per standard; each returns a [`Request`] or says why the text cannot be shown.

pub(super) mod bip21;
pub(super) mod bolt11;
pub(super) mod eip681;
pub(super) mod solana_pay;
pub(super) mod ton;
pub(super) mod uri;

use crate::money::Amount;

/// What a payment text asks for, whichever standard it follows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Who is paid; for Lightning the invoice itself.
    pub(super) address: String,
    /// How much, when the text says so.
    pub(super) quantity: Option<Quantity>,
    /// The contract of the token that moves; none for the chain's own coin.
    pub(super) token: Option<String>,
    /// The EIP-155 chain, when the text names one.
    pub(super) chain_id: Option<u64>,
    /// A comment that travels with the payment.
    pub(super) memo: Option<String>,
    /// When the text stops being payable, in milliseconds since 1970.
    pub(super) expires_at_ms: Option<i64>,
}

impl Request {
    /// A request that says nothing but whom to pay.
    pub(super) fn to(address: &str) -> Request {
        Request {
            address: address.to_owned(),
            quantity: None,
            token: None,
            chain_id: None,
            memo: None,
            expires_at_ms: None,
        }
    }
}

/// An amount as its standard writes it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    /// In whole coins.
    Coins(Amount),
    /// In the smallest unit of the coin or token.
    Atomic(u128),
}
