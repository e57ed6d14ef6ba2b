//! Ethereum-style addresses with the mixed-case checksum of EIP-55.

use tiny_keccak::{Hasher, Keccak};

/// Whether `text` is `0x` and 40 hexadecimal digits. Mixed case must be the EIP-55 checksum; one
/// case throughout carries none and is accepted, as that standard allows.
pub(in crate::payment) fn is_evm(text: &str) -> bool {
    let Some(digits) = text.strip_prefix("0x") else {
        return false;
    };
    if digits.len() != 40 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return false;
    }
    let one_case = !digits.bytes().any(|byte| byte.is_ascii_uppercase())
        || !digits.bytes().any(|byte| byte.is_ascii_lowercase());
    one_case || has_checksum(digits)
}

/// EIP-55: a letter is upper case exactly when the matching digit of the Keccak-256 hash of the
/// lower-case digits is 8 or more.
fn has_checksum(digits: &str) -> bool {
    let mut hash = [0; 32];
    let mut keccak = Keccak::v256();
    keccak.update(digits.to_ascii_lowercase().as_bytes());
    keccak.finalize(&mut hash);
    let nibbles = hash.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]);
    digits.bytes().zip(nibbles).all(|(digit, nibble)| {
        !digit.is_ascii_alphabetic() || digit.is_ascii_uppercase() == (nibble >= 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_eip_55_are_read() {
        for address in [
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
            "0xde709f2102306220921060314715629080e2fb77",
            "0x27b1fdb04752bbc536007a920d24acb045561c26",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
            "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        ] {
            assert!(is_evm(address), "{address}");
            assert!(is_evm(&address.to_ascii_lowercase()), "{address}");
        }
    }

    #[test]
    fn every_single_change_of_case_breaks_the_checksum() {
        let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        for (at, letter) in address
            .char_indices()
            .skip(2)
            .filter(|(_, c)| c.is_ascii_alphabetic())
        {
            let flipped = if letter.is_ascii_uppercase() {
                letter.to_ascii_lowercase()
            } else {
                letter.to_ascii_uppercase()
            };
            let changed = format!("{}{flipped}{}", &address[..at], &address[at + 1..]);
            assert!(!is_evm(&changed), "{changed}");
        }
    }

    #[test]
    fn other_shapes_are_refused() {
        for text in [
            "",
            "0x",
            "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaedd",
            "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg",
            "vitalik.eth",
        ] {
            assert!(!is_evm(text), "{text}");
        }
    }
}
