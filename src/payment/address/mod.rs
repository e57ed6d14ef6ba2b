//! Whether a text is an address of a chain, decided by its checksum wherever it has one.

mod base58;
mod evm;
mod segwit;
pub(super) mod ton;

pub(super) use evm::is_evm;

/// A mainnet Bitcoin address: P2PKH or P2SH (Base58Check), or segwit (BIP-173, BIP-350).
pub(super) fn is_bitcoin(text: &str) -> bool {
    base58::has_version(text, &[0x00, 0x05]) || segwit::has_prefix(text, "bc")
}

/// A mainnet Litecoin address; 0x05 is the older P2SH version that it shares with Bitcoin.
pub(super) fn is_litecoin(text: &str) -> bool {
    base58::has_version(text, &[0x30, 0x32, 0x05]) || segwit::has_prefix(text, "ltc")
}

/// A mainnet Dogecoin address: P2PKH or P2SH. Dogecoin has no segwit.
pub(super) fn is_dogecoin(text: &str) -> bool {
    base58::has_version(text, &[0x1e, 0x16])
}

/// A TRON address: an EVM-like account behind version 0x41.
pub(super) fn is_tron(text: &str) -> bool {
    base58::has_version(text, &[0x41])
}

/// A Solana public key: 32 bytes in Base58. It has no checksum of its own.
pub(super) fn is_solana(text: &str) -> bool {
    base58::is_key(text)
}

/// An address of a chain unknown to us: only its shape can be judged.
pub(super) fn is_plausible(text: &str) -> bool {
    (20..=120).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether two valid Bitcoin-like addresses are one: Bech32 reads the same in either case.
pub(super) fn same_bitcoin_like(one: &str, other: &str, prefix: &str) -> bool {
    one == other
        || (one.eq_ignore_ascii_case(other)
            && segwit::has_prefix(one, prefix)
            && segwit::has_prefix(other, prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BITCOIN: [&str; 3] = [
        "16YaQ14uvhqdEcihvZBtRQHCYGDv3y3siF",
        "37EbKYZMUcA1KnR93erUr2e8gnWdeBxJgw",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    ];
    const LITECOIN: [&str; 3] = [
        "LQmXfDNk1N5gVRQs6hBBhRLxkUbCDRsDFF",
        "MDSjdRyKRj1S8Hh39XqpfftY1V75d1nBbd",
        "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9",
    ];
    const DOGECOIN: [&str; 2] = [
        "DAgfwG1ZE7jumcuJf9BSyASoRPxDSAnX9t",
        "9wyr4PdFYg2uE9ncTnWu6AGWPMtfjgvZzi",
    ];
    const TRON: &str = "TFWnQ4Se5RxaPnnLWpqbwYyLT3yEHLN9Mf";
    const TESTNET: [&str; 3] = [
        "mm4Xh49tjjGt1jCKe8AGFKVXQFpcxg6gBr",
        "2MxnoPHVP64fMXa3ginUMTydPu8ioUPuCgy",
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
    ];

    #[test]
    fn every_chain_reads_its_own_addresses() {
        assert!(BITCOIN.into_iter().all(is_bitcoin));
        assert!(LITECOIN.into_iter().all(is_litecoin));
        assert!(DOGECOIN.into_iter().all(is_dogecoin));
        assert!(is_tron(TRON));
        assert!(is_tron("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"));
    }

    #[test]
    fn no_chain_reads_the_addresses_of_another() {
        assert!(
            !LITECOIN
                .into_iter()
                .chain(DOGECOIN)
                .chain([TRON])
                .any(is_bitcoin)
        );
        assert!(
            ![BITCOIN[0], BITCOIN[2], TRON]
                .into_iter()
                .chain(DOGECOIN)
                .any(is_litecoin)
        );
        assert!(
            !BITCOIN
                .into_iter()
                .chain(LITECOIN)
                .chain([TRON])
                .any(is_dogecoin)
        );
        assert!(
            !BITCOIN
                .into_iter()
                .chain(LITECOIN)
                .chain(DOGECOIN)
                .any(is_tron)
        );
        assert!(!BITCOIN.into_iter().chain(LITECOIN).any(is_solana));
    }

    #[test]
    fn litecoin_keeps_the_script_version_it_once_shared_with_bitcoin() {
        assert!(is_litecoin(BITCOIN[1]));
    }

    #[test]
    fn testnet_addresses_are_refused() {
        for address in TESTNET {
            assert!(!is_bitcoin(address) && !is_litecoin(address) && !is_dogecoin(address));
        }
    }

    #[test]
    fn only_bech32_is_the_same_in_either_case() {
        let upper = BITCOIN[2].to_uppercase();
        assert!(same_bitcoin_like(BITCOIN[2], &upper, "bc"));
        assert!(!same_bitcoin_like(
            BITCOIN[0],
            &BITCOIN[0].to_uppercase(),
            "bc"
        ));
        assert!(!same_bitcoin_like(BITCOIN[0], BITCOIN[1], "bc"));
    }

    #[test]
    fn an_unknown_chain_is_judged_by_shape_only() {
        let sui = "0x02a212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331";
        assert!(is_plausible(sui));
        for text in [
            "",
            "too-short",
            "with a space in the middle of it",
            "ünprintable-address-text",
        ] {
            assert!(!is_plausible(text), "{text}");
        }
        assert!(!is_plausible(&"a".repeat(121)));
    }
}
