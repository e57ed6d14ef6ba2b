//! Where money may be sent back to: an address that can be judged, and that somebody holds.

use super::chain::Rail;

impl Rail {
    /// Whether the buyer can name an address for a refund. A Lightning invoice is over long before, and an
    /// address of a network unknown to us cannot be told from a mistyped one.
    pub fn takes_refunds(&self) -> bool {
        !matches!(self, Rail::Lightning | Rail::Other)
    }

    /// Whether a refund can go to `text` (features VAL-18): an address of this network by its checksum, where
    /// the network has one, and neither the token's own contract nor the account of all zeros, from which
    /// nothing returns.
    pub fn is_refund_address(&self, text: &str) -> bool {
        let contract = self.contract().map(|one| one.address.as_str());
        let zero = match self {
            Rail::Evm { .. } => text.bytes().skip(2).all(|sign| sign == b'0'),
            Rail::Solana { .. } => text.bytes().all(|sign| sign == b'1'),
            _ => false,
        };
        self.takes_refunds()
            && self.is_address(text)
            && !zero
            && !contract.is_some_and(|contract| self.is_account(contract, text))
    }
}

#[cfg(test)]
mod tests {
    use bech32::Hrp;
    use bech32::segwit::{VERSION_0, encode};
    use proptest::prelude::*;

    use super::super::Via;
    use super::*;

    fn rail(coin: &str, network: &str) -> Rail {
        Rail::of(coin, network, &Via::default())
    }

    fn base58(version: u8, hash: &[u8; 20]) -> String {
        bs58::encode(hash).with_check_version(version).into_string()
    }

    fn segwit(prefix: &str, hash: &[u8; 20]) -> String {
        encode(Hrp::parse(prefix).unwrap(), VERSION_0, hash).unwrap()
    }

    /// One address of this account on each network whose addresses carry a checksum in every letter.
    fn all(hash: &[u8; 20]) -> Vec<(Rail, String)> {
        vec![
            (rail("BTC", "Bitcoin"), base58(0x00, hash)),
            (rail("BTC", "Bitcoin"), base58(0x05, hash)),
            (rail("BTC", "Bitcoin"), segwit("bc", hash)),
            (rail("LTC", "Litecoin"), base58(0x30, hash)),
            (rail("LTC", "Litecoin"), segwit("ltc", hash)),
            (rail("DOGE", "Dogecoin"), base58(0x1e, hash)),
            (rail("TRX", "Tron"), base58(0x41, hash)),
        ]
    }

    proptest! {
        #[test]
        fn any_account_is_taken_and_no_letter_may_be_another(
            hash: [u8; 20],
            place in 0_usize..60,
            other in "[1-9A-HJ-NP-Za-km-z]",
        ) {
            for (rail, address) in all(&hash) {
                prop_assert!(rail.is_refund_address(&address), "{rail:?} {address}");
                let place = place % address.len();
                let mut wrong = address.clone();
                wrong.replace_range(place..=place, &other);
                if wrong != address {
                    prop_assert!(!rail.is_refund_address(&wrong), "{rail:?} {wrong}");
                }
                let short = address.get(1..).unwrap();
                prop_assert!(!rail.is_refund_address(short), "{rail:?} {short}");
            }
        }

        #[test]
        fn any_text_is_judged(text in ".{0,130}") {
            for (rail, _) in all(&[0; 20]) {
                let taken = rail.is_refund_address(&text);
                prop_assert!(!taken || rail.is_address(&text));
            }
        }
    }

    #[test]
    fn an_address_of_another_network_is_none() {
        let evm = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        let solana = "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN";
        assert!(rail("ETH", "Base").is_refund_address(evm));
        assert!(rail("SOL", "Solana").is_refund_address(solana));
        for (one, text) in [
            (rail("ETH", "Base"), solana),
            (rail("SOL", "Solana"), evm),
            (rail("BTC", "Bitcoin"), evm),
            (
                rail("ETH", "Base"),
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
            ),
            (
                rail("ETH", "Base"),
                "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            ),
        ] {
            assert!(!one.is_refund_address(text), "{one:?} {text}");
        }
    }

    #[test]
    fn a_contract_and_nobody_are_no_wallet() {
        let token = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
        let mint = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";
        let zero = ["0x", &"0".repeat(40)].concat();
        for (coin, network, address) in [
            ("USDC", "Base", token),
            ("USDC", "Base", &token.to_lowercase()),
            ("USDC", "Solana", mint),
            ("USDC", "Base", &zero),
            ("USDC", "Solana", &"1".repeat(32)),
        ] {
            let contract = if network == "Base" { token } else { mint };
            let via = Via {
                contract: Some((contract, 6)),
                ..Via::default()
            };
            let rail = Rail::of(coin, network, &via);
            assert!(rail.is_address(address), "{address}");
            assert!(!rail.is_refund_address(address), "{address}");
        }
    }

    #[test]
    fn nothing_is_asked_where_no_address_can_be_judged() {
        let sui = "0x02a212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331";
        for (coin, network) in [("BTC", "Lightning"), ("SUI", "Sui")] {
            let rail = rail(coin, network);
            assert!(
                !rail.takes_refunds() && !rail.is_refund_address(sui),
                "{network}"
            );
        }
    }
}
