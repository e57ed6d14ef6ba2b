//! An order that has been proved payable.

use crate::money::Amount;
use crate::payment::chain::Rail;
use crate::payment::text::uri::split_scheme;

/// Everything a payment screen may show. Only [`prove`](super::prove) and
/// [`prove_missing`](super::prove_missing) make one, so holding it means that coin, network,
/// address, amount and payment text agree (api-notes §1 rule 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payable {
    pub(super) coin: String,
    pub(super) network: String,
    pub(super) rail: Rail,
    pub(super) address: String,
    pub(super) amount_text: String,
    pub(super) amount: Amount,
    pub(super) amount_atomic: Option<u128>,
    pub(super) decimals: Option<u8>,
    pub(super) uri: String,
    pub(super) is_bare: bool,
    pub(super) memo: Option<String>,
    pub(super) expires_at_ms: Option<i64>,
}

impl Payable {
    /// The coin, as the buyer chose it.
    pub fn coin(&self) -> &str {
        &self.coin
    }

    /// The network, as the buyer chose it.
    pub fn network(&self) -> &str {
        &self.network
    }

    /// The rules that apply to coin and network.
    pub fn rail(&self) -> &Rail {
        &self.rail
    }

    /// Where to pay, byte for byte as the API said; on Lightning the invoice.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// How much to pay in coins, byte for byte as the API said: the only form to show and copy
    /// (api-notes §1 rule 2).
    pub fn amount_text(&self) -> &str {
        &self.amount_text
    }

    /// The same amount by value.
    pub fn amount(&self) -> &Amount {
        &self.amount
    }

    /// The amount in units of `10^-decimals`; none where the decimals are unknown.
    pub fn amount_atomic(&self) -> Option<u128> {
        self.amount_atomic
    }

    /// Digits after the point of the smallest unit. On Lightning 11, the millisatoshi.
    pub fn decimals(&self) -> Option<u8> {
        self.decimals
    }

    /// The EIP-155 chain id of an EVM network.
    pub fn chain_id(&self) -> Option<u64> {
        self.rail.chain_id()
    }

    /// The token's contract, mint or jetton master; none for the network's own coin.
    pub fn contract(&self) -> Option<&str> {
        self.rail
            .contract()
            .map(|contract| contract.address.as_str())
    }

    /// The network's CAIP-2 id, where it has one.
    pub fn caip2(&self) -> Option<String> {
        self.rail.caip2()
    }

    /// The CAIP-19 id of the coin or token, where it has one.
    pub fn asset(&self) -> Option<String> {
        self.rail.caip19(&self.coin)
    }

    /// The payment text, byte for byte as the API said, or the bare address if it said none.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// What the QR code encodes: [`uri`](Payable::uri), except that a Lightning invoice is in
    /// upper case, which takes fewer modules (features SCR-02).
    pub fn qr_text(&self) -> String {
        match self.rail {
            Rail::Lightning => self.uri.to_ascii_uppercase(),
            _ => self.uri.clone(),
        }
    }

    /// The payment text as a link that opens a wallet; none for a bare address.
    pub fn link(&self) -> Option<String> {
        match self.rail {
            Rail::Lightning if split_scheme(&self.uri).is_none() => {
                Some(format!("lightning:{}", self.uri))
            }
            Rail::Lightning => Some(self.uri.clone()),
            _ if self.rail.is_address(&self.uri) => None,
            _ => Some(self.uri.clone()),
        }
    }

    /// Whether the QR code holds no amount, which the buyer must be told (api-notes §7).
    pub fn is_bare(&self) -> bool {
        self.is_bare
    }

    /// A memo without which the payment cannot be matched (features SCR-22).
    pub fn memo(&self) -> Option<&str> {
        self.memo.as_deref()
    }

    /// When the payment text itself stops being payable, in milliseconds since 1970.
    pub fn expires_at_ms(&self) -> Option<i64> {
        self.expires_at_ms
    }
}
