//! Whether an address can take a refund on a network. Read here by the chains' own encodings, and not by the
//! widget's code, so that both would have to be wrong.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bech32::segwit::decode;

use super::addresses::{crc16, eip55};
use super::coins::{Network, Rail};

/// Whether `text` is an address of the network. An invoice is none, and on networks without a checksum of
/// their own nothing is known.
pub fn is_address(network: &Network, text: &str) -> bool {
    match network.rail {
        Rail::Bitcoin => is_segwit("bc", text) || is_base58check(&[0x00, 0x05], text),
        Rail::Litecoin => is_segwit("ltc", text) || is_base58check(&[0x30, 0x32, 0x05], text),
        Rail::Dogecoin => is_base58check(&[0x1e, 0x16], text),
        Rail::Tron => is_base58check(&[0x41], text),
        Rail::Evm => is_evm(text),
        Rail::Solana => bs58::decode(text)
            .into_vec()
            .is_ok_and(|key| key.len() == 32),
        Rail::Ton => URL_SAFE_NO_PAD
            .decode(text)
            .is_ok_and(|bytes| bytes.len() == 36 && crc16(&bytes) == 0),
        Rail::Lightning | Rail::Other => false,
    }
}

fn is_segwit(prefix: &str, text: &str) -> bool {
    decode(text).is_ok_and(|(hrp, _, _)| hrp.to_lowercase() == prefix)
}

fn is_base58check(versions: &[u8], text: &str) -> bool {
    let bytes = bs58::decode(text).with_check(None).into_vec();
    bytes.is_ok_and(|bytes| {
        bytes.len() == 21 && bytes.first().is_some_and(|one| versions.contains(one))
    })
}

/// In one case throughout there is no checksum (EIP-55).
fn is_evm(text: &str) -> bool {
    let Some(digits) = text.strip_prefix("0x").filter(|digits| digits.len() == 40) else {
        return false;
    };
    let number = |place| u8::from_str_radix(digits.get(place..place + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..40).step_by(2).map(number).collect();
    let mixed = digits.to_lowercase() != digits && digits.to_uppercase() != digits;
    bytes.is_some_and(|bytes| !mixed || eip55(&bytes) == text)
}

#[cfg(test)]
mod tests {
    use super::super::addresses::address;
    use super::super::coins::Coins;
    use super::*;

    #[test]
    fn every_network_takes_its_own_addresses_and_no_other() {
        let coins = Coins::load().unwrap();
        let networks: Vec<_> = coins
            .all()
            .iter()
            .flat_map(|coin| coin.networks.iter().map(move |network| (coin, network)))
            .collect();
        for (coin, network) in &networks {
            let own = address(coin, network, &[7; 32], 1_000, 1_700_000_000);
            let judged = !matches!(network.rail, Rail::Lightning | Rail::Other);
            assert_eq!(is_address(network, &own), judged, "{} {own}", network.name);
            assert!(!is_address(network, &format!("{own}x")), "{own}");
            for (_, other) in &networks {
                let same = other.rail == network.rail;
                assert_eq!(
                    is_address(other, &own),
                    judged && same,
                    "{} {own}",
                    other.name
                );
            }
        }
    }
}
