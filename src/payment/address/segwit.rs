//! Segregated-witness addresses: Bech32 for version 0 (BIP-173), Bech32m after it (BIP-350).

use bech32::primitives::decode::SegwitHrpstring;

/// Whether `text` is a segwit address of the network that `prefix` (lower case) stands for.
pub(super) fn has_prefix(text: &str, prefix: &str) -> bool {
    SegwitHrpstring::new(text)
        .is_ok_and(|address| address.hrp().lowercase_char_iter().eq(prefix.chars()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valid_mainnet_addresses_of_bip_350_are_read() {
        for address in [
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
            "BC1SW50QGDZ25J",
            "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        ] {
            assert!(has_prefix(address, "bc"), "{address}");
        }
    }

    #[test]
    fn the_valid_testnet_addresses_of_bip_350_are_not_mainnet() {
        for address in [
            "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
            "tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy",
            "tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c",
        ] {
            assert!(has_prefix(address, "tb"), "{address}");
            assert!(!has_prefix(address, "bc"), "{address}");
        }
    }

    #[test]
    fn the_invalid_addresses_of_bip_173_and_bip_350_are_refused() {
        for address in [
            // BIP-350: unknown prefix, wrong checksum kind for the version, bad version, length
            // or padding, mixed case, empty data.
            "tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
            "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf",
            "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
            "tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47",
            "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
            "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
            "bc1pw5dgrnzv",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
            "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
            "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
            "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j",
            "bc1gmk9yu",
            // BIP-173, where later versions still carried the first checksum.
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
            "BC13W508D6QEJXTDG4Y5R3ZARVARY0C5XW7KN40WF2",
            "bc1rw5uspcuh",
            "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx",
            "BC1SW50QA3JX3S",
            "",
        ] {
            assert!(!has_prefix(address, "bc"), "{address}");
        }
    }

    #[test]
    fn litecoin_has_its_own_prefix() {
        let address = "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9";
        assert!(has_prefix(address, "ltc"));
        assert!(!has_prefix(address, "bc"));
    }
}
