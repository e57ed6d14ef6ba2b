//! Requests to a provider of EIP-1193 that ask what its account holds, none of which prompts the buyer.

use super::evm::{digits, request};
use crate::payment::chain::Rail;
use crate::wire::object::Object;

/// Asks for the accounts that the buyer has let this page see already (EIP-1474); never asks the buyer.
pub const CONNECTED: &str = r#"{"method":"eth_accounts"}"#;

/// The first four bytes of the Keccak-256 hash of `balanceOf(address)` (ERC-20).
const BALANCE_OF: &str = "0x70a08231";

/// A coin on an EVM chain, as far as asking for what somebody holds of it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    chain_id: u64,
    /// The token's contract; none for the chain's own coin.
    token: Option<String>,
    decimals: u8,
}

impl Holding {
    /// Of `coin` by these rules; none off EVM chains, and where chain, contract or smallest unit is unknown.
    pub fn of(rail: &Rail, coin: &str) -> Option<Self> {
        let Rail::Evm { chain_id, token } = rail else {
            return None;
        };
        let token = token.as_ref().map(|token| token.address.clone());
        if let Some(contract) = &token {
            digits(contract)?;
        }
        Some(Self {
            chain_id: (*chain_id)?,
            token,
            decimals: rail.decimals(coin)?,
        })
    }

    /// The EIP-155 id of its chain.
    pub fn chain_id(&self) -> u64 {
        self.chain_id
    }

    /// `10^decimals` smallest units make one coin.
    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// Whether it is a token, so that the fee is paid with another coin.
    pub fn is_token(&self) -> bool {
        self.token.is_some()
    }

    /// Asks what an account holds of the chain's own coin; none if that is no account.
    pub fn ask_native(&self, account: &str) -> Option<String> {
        digits(account)?;
        Some(request(
            "eth_getBalance",
            &[quoted(account), quoted("latest")],
        ))
    }

    /// Asks what an account holds of the token; none if that is no account, or this no token.
    pub fn ask_token(&self, account: &str) -> Option<String> {
        let account = digits(account)?.to_ascii_lowercase();
        let data = [BALANCE_OF, &"0".repeat(24), &account].concat();
        let call = Object::new()
            .text("to", self.token.as_ref()?)
            .text("data", &data)
            .end();
        Some(request("eth_call", &[call, quoted("latest")]))
    }
}

/// Letters and digits only, so nothing in them needs an escape.
fn quoted(plain: &str) -> String {
    ["\"", plain, "\""].concat()
}

/// A wallet's answer as a number of smallest units: hexadecimal of 32 bytes at most, else none. What needs
/// more than 128 bits counts as the most that fits: more than anything costs.
pub fn units(answer: &str) -> Option<u128> {
    let digits = answer.strip_prefix("0x")?;
    if !(1..=64).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match digits.trim_start_matches('0') {
        "" => Some(0),
        digits => Some(u128::from_str_radix(digits, 16).unwrap_or(u128::MAX)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::evm::hex;
    use super::*;
    use crate::payment::chain::Contract;

    const USDC: &str = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
    const BUYER: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    fn evm(token: Option<&str>) -> Rail {
        Rail::Evm {
            chain_id: Some(8453),
            token: token.map(|address| Contract {
                address: address.into(),
                decimals: 6,
            }),
        }
    }

    fn read(request: &str) -> Value {
        serde_json::from_str(request).unwrap()
    }

    #[test]
    fn the_requests_are_those_of_the_standards() {
        let ether = Holding::of(&evm(None), "ETH").unwrap();
        assert_eq!((ether.decimals(), ether.is_token()), (18, false));
        assert_eq!(
            read(&ether.ask_native(BUYER).unwrap()),
            json!({ "method": "eth_getBalance", "params": [BUYER, "latest"] })
        );
        assert_eq!(ether.ask_token(BUYER), None);
        let usdc = Holding::of(&evm(Some(USDC)), "USDC").unwrap();
        assert_eq!((usdc.decimals(), usdc.is_token()), (6, true));
        assert_eq!(
            read(&usdc.ask_token(BUYER).unwrap()),
            json!({ "method": "eth_call", "params": [{
                "to": USDC,
                "data": "0x70a082310000000000000000000000005aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
            }, "latest"] })
        );
        assert_eq!(read(CONNECTED), json!({ "method": "eth_accounts" }));
    }

    #[test]
    fn nothing_is_asked_where_something_is_unknown() {
        assert_eq!(Holding::of(&evm(Some("usdc")), "USDC"), None, "no contract");
        assert_eq!(Holding::of(&evm(None), "USDC"), None, "not the chain's own");
        assert_eq!(Holding::of(&Rail::Lightning, "BTC"), None);
        let nowhere = Rail::Evm {
            chain_id: None,
            token: None,
        };
        assert_eq!(Holding::of(&nowhere, "ETH"), None);
        let usdc = Holding::of(&evm(Some(USDC)), "USDC").unwrap();
        for account in ["", "0x", "ada.eth", &BUYER[1..], "0x\"],\"method\":\"eth_"] {
            assert_eq!(usdc.ask_native(account), None, "{account}");
            assert_eq!(usdc.ask_token(account), None, "{account}");
        }
    }

    #[test]
    fn answers_that_are_no_quantity_say_nothing() {
        for (answer, units_) in [
            ("0x0", Some(0)),
            ("0x00", Some(0)),
            ("0xde0b6b3a7640000", Some(1_000_000_000_000_000_000)),
            ("0xDE0B6B3A7640000", Some(1_000_000_000_000_000_000)),
            ("0x", None),
            ("", None),
            ("0", None),
            ("0X1", None),
            ("0x-1", None),
            ("0x+1", None),
            ("0x1 ", None),
            ("0x1g", None),
            ("0x１", None),
            ("26310000", None),
        ] {
            assert_eq!(units(answer), units_, "{answer}");
        }
        let word = |digits: usize| ["0x", &"f".repeat(digits)].concat();
        assert_eq!(units(&word(32)), Some(u128::MAX));
        assert_eq!(units(&word(33)), Some(u128::MAX));
        assert_eq!(units(&word(64)), Some(u128::MAX));
        assert_eq!(units(&word(65)), None);
    }

    proptest! {
        #[test]
        fn a_quantity_reads_back_however_it_is_padded(number: u128, zeros in 0_usize..=32) {
            let plain = format!("{number:x}");
            prop_assert_eq!(units(&format!("0x{plain}")), Some(number));
            prop_assert_eq!(units(&hex(number)), Some(number));
            let padded = format!("0x{}{plain}", "0".repeat(zeros));
            prop_assert_eq!(units(&padded), Some(number));
        }

        #[test]
        fn no_answer_is_too_strange(answer in "(0x)?\\PC{0,70}") {
            let digits = answer.strip_prefix("0x").unwrap_or("");
            let good = (1..=64).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            prop_assert_eq!(units(&answer).is_some(), good);
        }
    }
}
