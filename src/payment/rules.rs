//! What each rail calls an address, the same address, the same token, and a payment text.

use super::address::ton::Account;
use super::address::{
    is_bitcoin, is_dogecoin, is_evm, is_litecoin, is_plausible, is_solana, is_tron,
    same_bitcoin_like,
};
use super::chain::Rail;
use super::mismatch::Mismatch;
use super::text::{Request, bip21, bolt11, eip681, solana_pay, ton, uri};

impl Rail {
    /// Whether `text` can be paid here, by its checksum where the network has one. On Lightning
    /// that is an invoice.
    pub fn is_address(&self, text: &str) -> bool {
        match self {
            Rail::Bitcoin => is_bitcoin(text),
            Rail::Lightning => bolt11::is_invoice(text),
            Rail::Litecoin => is_litecoin(text),
            Rail::Dogecoin => is_dogecoin(text),
            Rail::Evm { .. } => is_evm(text),
            Rail::Solana { .. } => is_solana(text),
            Rail::Ton { .. } => Account::parse(text).is_some(),
            Rail::Tron { .. } => is_tron(text),
            Rail::Other => is_plausible(text),
        }
    }

    /// Whether two valid addresses are one, where the network allows two spellings of it. The
    /// forms of a TON account are not one: they differ in what happens to money that bounces.
    pub(super) fn same_address(&self, one: &str, other: &str) -> bool {
        match self {
            Rail::Bitcoin => same_bitcoin_like(one, other, "bc"),
            Rail::Litecoin => same_bitcoin_like(one, other, "ltc"),
            Rail::Lightning | Rail::Evm { .. } => one.eq_ignore_ascii_case(other),
            _ => one == other,
        }
    }

    /// Whether two texts name one account, however it is written.
    pub(super) fn is_account(&self, one: &str, other: &str) -> bool {
        match self {
            Rail::Evm { .. } => one.eq_ignore_ascii_case(other),
            Rail::Ton { .. } => {
                let account = Account::parse(other);
                account.is_some() && Account::parse(one) == account
            }
            _ => one == other,
        }
    }

    /// Whether a payment text moves the token of this rail, or the coin if it has none.
    pub(super) fn same_token(&self, coin: &str, named: Option<&str>) -> bool {
        match (self, self.contract(), named) {
            (_, None, None) => self.is_native(coin),
            (_, Some(ours), Some(named)) => self.is_account(&ours.address, named),
            _ => false,
        }
    }

    /// Whether payment links of this network can carry a memo.
    pub(super) fn texts_carry_memos(&self) -> bool {
        matches!(self, Rail::Solana { .. } | Rail::Ton { .. })
    }

    /// Reads a payment text by the standard of this rail.
    pub(super) fn read(&self, text: &str) -> Result<Request, Mismatch> {
        match self {
            Rail::Bitcoin => bip21::parse(text, "bitcoin", is_bitcoin),
            Rail::Litecoin => bip21::parse(text, "litecoin", is_litecoin),
            Rail::Dogecoin => bip21::parse(text, "dogecoin", is_dogecoin),
            Rail::Lightning => bolt11::parse(text),
            Rail::Evm { .. } => eip681::parse(text),
            Rail::Solana { .. } => solana_pay::parse(text),
            Rail::Ton { .. } => ton::parse(text),
            Rail::Tron { .. } | Rail::Other => Err(match uri::split_scheme(text) {
                Some(_) => Mismatch::TextWrongScheme,
                None => Mismatch::TextUnreadable,
            }),
        }
    }
}
