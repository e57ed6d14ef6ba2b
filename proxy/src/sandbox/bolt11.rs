//! BOLT-11 invoices of the main network: right prefix, amount, time, fields and bech32 checksum;
//! the signature is a dummy, since no node stands behind it.

use bech32::primitives::iter::{ByteIterExt, Fe32IterExt};
use bech32::{Bech32, Fe32, Hrp};

/// Seconds an invoice can be paid: the buy guide's Lightning window (api-notes §6).
pub const EXPIRY: u64 = 900;

/// An invoice over an amount of satoshis. `secret` is 32 bytes that belong to the order.
pub fn invoice(secret: &[u8; 32], satoshis: u128, now: u64) -> String {
    let Ok(hrp) = Hrp::parse(&format!("lnbc{}", amount(satoshis))) else {
        return String::new();
    };
    let mut words = number(now, 7);
    let hash: Vec<u8> = secret.iter().map(|byte| byte ^ 0x5a).collect();
    field(&mut words, 1, bytes(&hash));
    field(&mut words, 16, bytes(secret));
    field(&mut words, 13, bytes(b"Sandbox order, do not pay"));
    field(&mut words, 6, number(EXPIRY, 2));
    field(&mut words, 24, number(18, 1));
    // Features 8 and 14: variable onion and payment secret, both required by modern wallets.
    field(&mut words, 5, number(0b100_0001_0000_0000, 3));
    let mut signature = [0_u8; 65];
    for (to, from) in signature.iter_mut().zip(hash.iter().chain(secret)) {
        *to = *from;
    }
    words.extend(bytes(&signature));
    words
        .into_iter()
        .with_checksum::<Bech32>(&hrp)
        .chars()
        .collect()
}

/// The shortest exact way to write the amount, as BOLT-11 asks of writers.
fn amount(satoshis: u128) -> String {
    let mut value = satoshis * 10;
    let mut multipliers = ["n", "u", "m", ""].into_iter();
    let mut unit = multipliers.next().unwrap_or("");
    while value.is_multiple_of(1_000) {
        match multipliers.next() {
            Some(next) => unit = next,
            None => break,
        }
        value /= 1_000;
    }
    format!("{value}{unit}")
}

fn field(words: &mut Vec<Fe32>, tag: u64, content: Vec<Fe32>) {
    words.extend(number(tag, 1));
    words.extend(number(content.len() as u64, 2));
    words.extend(content);
}

fn bytes(content: &[u8]) -> Vec<Fe32> {
    content.iter().copied().bytes_to_fes().collect()
}

/// A number in so many words of five bits, most significant first.
fn number(value: u64, words: u32) -> Vec<Fe32> {
    let low = |index: u32| {
        let word = (value >> (5 * index)) & 31;
        Fe32::try_from(u8::try_from(word).unwrap_or(0)).unwrap_or(Fe32::Q)
    };
    (0..words).rev().map(low).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bech32::primitives::decode::CheckedHrpstring;

    #[test]
    fn amounts_use_the_shortest_multiplier() {
        for (satoshis, text) in [
            (1, "10n"),
            (100, "1u"),
            (250_000, "2500u"),
            (100_000, "1m"),
            (100_000_000, "1"),
            (37_654, "376540n"),
        ] {
            assert_eq!(amount(satoshis), text);
        }
    }

    #[test]
    fn an_invoice_has_a_valid_checksum_and_holds_its_time_and_expiry() {
        let text = invoice(&[9; 32], 37_654, 1_700_000_000);
        let decoded = CheckedHrpstring::new::<Bech32>(&text).unwrap();
        assert_eq!(decoded.hrp().as_str(), "lnbc376540n");
        let words: Vec<u64> = decoded
            .fe32_iter()
            .map(|word| u64::from(word.to_u8()))
            .collect();
        let read = |part: &[u64]| part.iter().fold(0, |sum, word| sum * 32 + word);
        assert_eq!(read(&words[..7]), 1_700_000_000);
        let mut at = 7;
        let mut tags = std::collections::HashMap::new();
        while words.len() - at > 104 {
            let length = read(&words[at + 1..at + 3]) as usize;
            tags.insert(words[at], words[at + 3..at + 3 + length].to_vec());
            at += 3 + length;
        }
        assert_eq!(words.len() - at, 104, "a signature of 65 bytes");
        assert_eq!(read(&tags[&6]), EXPIRY);
        assert_eq!((tags[&1].len(), tags[&16].len()), (52, 52));
    }
}
