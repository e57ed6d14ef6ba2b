//! Base58 and Base58Check, through `bs58`.

/// Decoding takes quadratic time, so hostile lengths are refused first. A Solana key has at most
/// 44 characters, a Base58Check address of 25 bytes at most 35.
const LONGEST: usize = 44;

/// Whether `text` is Base58Check over one of `versions` and a 20-byte hash.
pub(super) fn has_version(text: &str, versions: &[u8]) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    match bs58::decode(text).with_check(None).into_vec() {
        Ok(payload) => payload.len() == 21 && payload.first().is_some_and(|v| versions.contains(v)),
        Err(_) => false,
    }
}

/// Whether `text` is Base58 of exactly 32 bytes.
pub(super) fn is_key(text: &str) -> bool {
    text.len() <= LONGEST
        && bs58::decode(text)
            .into_vec()
            .is_ok_and(|key| key.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bitcoin_address_has_version_zero() {
        assert!(has_version("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", &[0]));
        assert!(!has_version("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", &[5]));
    }

    #[test]
    fn a_changed_character_breaks_the_checksum() {
        assert!(!has_version("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", &[0]));
        assert!(!has_version("1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf0a", &[0]));
        assert!(!has_version("", &[0]));
    }

    #[test]
    fn a_key_is_thirty_two_bytes() {
        assert!(is_key("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"));
        assert!(is_key("11111111111111111111111111111111"));
        assert!(!is_key("1111111111111111111111111111111"));
        assert!(!is_key("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1vv"));
        assert!(!is_key("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1O"));
    }
}
