//! Requests to a provider of EIP-1193: accounts, chain, and one exact transaction.

use super::chains;
use crate::payment::chain::Rail;
use crate::payment::proof::Payable;
use crate::wire::object::Object;

/// Asks for the accounts that the buyer lets this page see.
pub const ACCOUNTS: &str = r#"{"method":"eth_requestAccounts"}"#;
/// Asks which chain the wallet is on.
pub const CHAIN: &str = r#"{"method":"eth_chainId"}"#;

/// The first four bytes of the Keccak-256 hash of `transfer(address,uint256)` (ERC-20).
const TRANSFER: &str = "0xa9059cbb";

/// A payment on an EVM chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evm {
    chain_id: u64,
    /// The token's contract, or the payee of the chain's own coin.
    to: String,
    /// How much of the chain's own coin, in its smallest unit.
    value: u128,
    /// The call of the contract; none for the chain's own coin.
    data: Option<String>,
}

impl Evm {
    /// The transaction that pays exactly this; none if its chain or its smallest unit is unknown, or if a
    /// memo would be lost.
    pub(super) fn of(payable: &Payable) -> Option<Self> {
        let Rail::Evm { chain_id, token } = payable.rail() else {
            return None;
        };
        let units = payable.amount_atomic().filter(|units| *units > 0)?;
        if payable.memo().is_some() {
            return None;
        }
        let payee = payable.address();
        let (to, value, data) = match token {
            Some(token) => {
                let data = transfer(payee, units)?;
                (token.address.as_str(), 0, Some(data))
            }
            None => (payee, units, None),
        };
        Some(Self {
            chain_id: (*chain_id)?,
            to: to.to_owned(),
            value,
            data,
        })
    }

    /// The EIP-155 id of the chain that it is made on.
    pub fn chain_id(&self) -> u64 {
        self.chain_id
    }

    /// Asks the wallet to change to the payment's chain (EIP-3326).
    pub fn switch(&self) -> String {
        let chain = Object::new()
            .text("chainId", &hex(u128::from(self.chain_id)))
            .end();
        request("wallet_switchEthereumChain", &[chain])
    }

    /// Asks the wallet to add the payment's chain (EIP-3085); none if we do not know it well enough.
    pub fn add(&self) -> Option<String> {
        let chain = chains::parameter(self.chain_id)?;
        Some(request("wallet_addEthereumChain", &[chain]))
    }

    /// Asks the wallet to send the payment from one of its accounts; none if that is no account.
    pub fn send(&self, from: &str) -> Option<String> {
        digits(from)?;
        let transaction = Object::new()
            .text("from", from)
            .text("to", &self.to)
            .text("value", &hex(self.value))
            .text_if("data", self.data.as_deref())
            .end();
        Some(request("eth_sendTransaction", &[transaction]))
    }
}

/// Whether a wallet's answer names this chain: hexadecimal text, as EIP-1193 wants it.
pub fn is_chain(answer: &str, id: u64) -> bool {
    let digits = answer
        .strip_prefix("0x")
        .or_else(|| answer.strip_prefix("0X"));
    digits
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .and_then(|digits| u64::from_str_radix(digits, 16).ok())
        == Some(id)
}

pub(super) fn request(method: &str, parameters: &[String]) -> String {
    Object::new()
        .text("method", method)
        .list("params", parameters)
        .end()
}

/// A quantity of the JSON-RPC interface: hexadecimal without leading zeros.
pub(super) fn hex(number: u128) -> String {
    match digits_of(number).trim_start_matches('0') {
        "" => "0x0".into(),
        digits => ["0x", digits].concat(),
    }
}

/// The call of `transfer(address,uint256)`: two words of 32 bytes behind the selector.
fn transfer(payee: &str, units: u128) -> Option<String> {
    let payee = digits(payee)?.to_ascii_lowercase();
    let zeros = "0".repeat(24);
    let high = "0".repeat(32);
    Some([TRANSFER, &zeros, &payee, &high, &digits_of(units)].concat())
}

/// The forty digits of an account.
pub(super) fn digits(account: &str) -> Option<&str> {
    let digits = account.strip_prefix("0x")?;
    let all = digits.len() == 40 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all.then_some(digits)
}

/// All 32 hexadecimal digits of 128 bits.
fn digits_of(number: u128) -> String {
    let digit = |place: u32| u32::try_from((number >> (4 * place)) & 0xf).unwrap_or_default();
    let places = (0..32).rev();
    places
        .filter_map(|place| char::from_digit(digit(place), 16))
        .collect()
}
