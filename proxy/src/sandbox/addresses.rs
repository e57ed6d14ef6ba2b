//! Addresses and payment texts that pass every checksum, each chain's own (api-notes §7). Nobody
//! holds the keys: nothing may ever be sent to them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bech32::Hrp;
use bech32::segwit::{VERSION_0, encode};
use sha3::{Digest, Keccak256};

use super::bolt11::invoice;
use super::coins::{Coin, Network, Rail, decimal, power};

/// Where to pay: the address, or the whole invoice on Lightning. `secret` is 32 bytes that belong
/// to the order, `units` the amount in the coin's shown decimals, `now` Unix seconds.
pub fn address(coin: &Coin, network: &Network, secret: &[u8; 32], units: u128, now: u64) -> String {
    let (hash, _) = secret.split_at(20);
    match network.rail {
        Rail::Bitcoin => segwit("bc", hash),
        Rail::Litecoin => segwit("ltc", hash),
        Rail::Dogecoin => base58check(0x1e, hash),
        Rail::Tron => base58check(0x41, hash),
        Rail::Evm => eip55(hash),
        Rail::Solana => bs58::encode(secret).into_string(),
        Rail::Ton => ton(secret),
        Rail::Lightning => invoice(secret, units * power(8 - coin.shown.min(8)), now),
        Rail::Other => format!("0x{}", hex(secret)),
    }
}

/// What the QR code holds.
pub fn payment_text(coin: &Coin, network: &Network, address: &str, units: u128) -> String {
    let amount = decimal(units, coin.shown);
    let atomic = units * power(network.decimals.saturating_sub(coin.shown));
    match network.rail {
        Rail::Bitcoin => format!("bitcoin:{address}?amount={amount}"),
        Rail::Litecoin => format!("litecoin:{address}?amount={amount}"),
        Rail::Dogecoin => format!("dogecoin:{address}?amount={amount}"),
        Rail::Lightning => format!("lightning:{address}"),
        Rail::Evm => {
            let chain = network.chain_id.unwrap_or(1);
            match &network.contract {
                None => format!("ethereum:{address}@{chain}?value={atomic}"),
                Some(contract) => format!(
                    "ethereum:{}@{chain}/transfer?address={address}&uint256={atomic}",
                    contract.address
                ),
            }
        }
        Rail::Ton => match &network.contract {
            None => format!("ton://transfer/{address}?amount={atomic}"),
            Some(contract) => format!(
                "ton://transfer/{address}?jetton={}&amount={atomic}",
                contract.address
            ),
        },
        Rail::Solana | Rail::Tron | Rail::Other => address.to_owned(),
    }
}

/// BIP-173 witness version 0. The prefix and the length are ours, so encoding cannot fail; an
/// empty text would show it in every test.
fn segwit(prefix: &str, program: &[u8]) -> String {
    Hrp::parse(prefix)
        .ok()
        .and_then(|hrp| encode(hrp, VERSION_0, program).ok())
        .unwrap_or_default()
}

fn base58check(version: u8, hash: &[u8]) -> String {
    bs58::encode(hash).with_check_version(version).into_string()
}

/// EIP-55 mixed case.
pub fn eip55(hash: &[u8]) -> String {
    let lower = hex(hash);
    let check = Keccak256::digest(lower.as_bytes());
    let nibbles = check.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]);
    let mixed = lower.chars().zip(nibbles).map(|(c, nibble)| match nibble {
        8.. => c.to_ascii_uppercase(),
        _ => c,
    });
    format!("0x{}", mixed.collect::<String>())
}

/// TEP-2, not bounceable, basechain, main network.
fn ton(hash: &[u8; 32]) -> String {
    let mut bytes = vec![0x51, 0x00];
    bytes.extend_from_slice(hash);
    let check = crc16(&bytes);
    bytes.extend_from_slice(&check.to_be_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// CRC-16/XMODEM, as TEP-2 prescribes.
pub fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |sum, byte| {
        (0..8).fold(sum ^ (u16::from(*byte) << 8), |sum, _| {
            if sum & 0x8000 == 0 {
                sum << 1
            } else {
                (sum << 1) ^ 0x1021
            }
        })
    })
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::coins::Coins;

    fn made(coin: &str, network: &str, units: u128) -> (String, String) {
        let coins = Coins::load().unwrap();
        let coin = coins.find(coin).unwrap();
        let network = coin.network(network).unwrap();
        let address = address(coin, network, &[7; 32], units, 1_700_000_000);
        let text = payment_text(coin, network, &address, units);
        (address, text)
    }

    #[test]
    fn eip55_agrees_with_the_standards_own_example() {
        let bytes: Vec<u8> = (0..40)
            .step_by(2)
            .map(|at| {
                let text = "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";
                u8::from_str_radix(&text[at..at + 2], 16).unwrap()
            })
            .collect();
        assert_eq!(eip55(&bytes), "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
    }

    #[test]
    fn the_known_contracts_have_their_own_checksums() {
        for coin in Coins::load().unwrap().all() {
            for network in &coin.networks {
                let Some(contract) = &network.contract else {
                    continue;
                };
                let text = &contract.address;
                match network.rail {
                    Rail::Evm => {
                        let bytes: Vec<u8> = (2..42)
                            .step_by(2)
                            .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
                            .collect();
                        assert_eq!(&eip55(&bytes), text);
                    }
                    Rail::Tron => {
                        let with_check = bs58::decode(text).with_check(Some(0x41));
                        assert_eq!(with_check.into_vec().unwrap().len(), 21);
                    }
                    Rail::Solana => {
                        assert_eq!(bs58::decode(text).into_vec().unwrap().len(), 32);
                    }
                    Rail::Ton => {
                        let bytes = URL_SAFE_NO_PAD.decode(text).unwrap();
                        assert_eq!(crc16(&bytes), 0, "{text}");
                    }
                    rail => panic!("{rail:?} has no contracts"),
                }
            }
        }
    }

    #[test]
    fn segwit_addresses_decode_to_their_program() {
        for (coin, prefix) in [("BTC", "bc"), ("LTC", "ltc")] {
            let (address, text) = made(coin, "Mainnet", 1_234_567);
            let (hrp, version, program) = bech32::segwit::decode(&address).unwrap();
            assert_eq!(hrp.as_str(), prefix);
            assert_eq!((version.to_u8(), program), (0, vec![7; 20]));
            assert!(text.contains(&address));
        }
        assert!(
            made("BTC", "Mainnet", 25_000)
                .1
                .ends_with("?amount=0.00025000")
        );
    }

    #[test]
    fn base58_addresses_have_their_version_and_checksum() {
        for (coin, network, version) in [("DOGE", "Mainnet", 0x1e), ("TRX", "Tron", 0x41)] {
            let (address, _) = made(coin, network, 10);
            let bytes = bs58::decode(&address).with_check(Some(version)).into_vec();
            assert_eq!(bytes.unwrap().len(), 21);
        }
        assert!(made("DOGE", "Mainnet", 10).0.starts_with('D'));
        assert!(made("USDT", "Tron", 10).0.starts_with('T'));
    }

    #[test]
    fn a_solana_address_is_32_bytes_and_the_text_is_bare() {
        let (address, text) = made("USDC", "Solana", 10);
        assert_eq!(bs58::decode(&address).into_vec().unwrap().len(), 32);
        assert_eq!(address, text);
    }

    #[test]
    fn a_ton_address_ends_with_its_checksum() {
        let (address, text) = made("GRAM", "Ton", 12_345);
        let bytes = URL_SAFE_NO_PAD.decode(&address).unwrap();
        assert_eq!((bytes.len(), crc16(&bytes)), (36, 0));
        assert_eq!(text, format!("ton://transfer/{address}?amount=1234500000"));
    }

    #[test]
    fn evm_texts_carry_exact_atomic_units() {
        let (address, text) = made("USDC", "Base", 253_301);
        let token = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
        let rest = format!("@8453/transfer?address={address}&uint256=25330100");
        assert_eq!(text, format!("ethereum:{token}{rest}"));
        let (address, text) = made("ETH", "Base", 955_001);
        assert_eq!(
            text,
            format!("ethereum:{address}@8453?value=9550010000000000")
        );
    }
}
