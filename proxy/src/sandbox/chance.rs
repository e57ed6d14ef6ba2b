//! Everything that looks random, made from the seed: the same seed gives the same sandbox.

use sha2::{Digest, Sha256};

/// A source of repeatable accidents.
#[derive(Debug, Clone, Copy)]
pub struct Chance {
    seed: u64,
}

impl Chance {
    /// Everything follows from the seed.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// 32 bytes that belong to these words.
    pub fn bytes(self, words: &[&str]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.seed.to_le_bytes());
        for word in words {
            hash.update((word.len() as u64).to_le_bytes());
            hash.update(word.as_bytes());
        }
        hash.finalize().into()
    }

    /// A number below `end` (0 if `end` is 0) that belongs to these words.
    pub fn below(self, end: u64, words: &[&str]) -> u64 {
        let mut low = [0; 8];
        for (to, from) in low.iter_mut().zip(self.bytes(words)) {
            *to = from;
        }
        u64::from_le_bytes(low).checked_rem(end).unwrap_or(0)
    }

    /// A version 4 UUID that belongs to these words.
    pub fn uuid(self, words: &[&str]) -> String {
        let mut text = String::with_capacity(36);
        for (index, byte) in self.bytes(words).iter().take(16).enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            let byte = match index {
                6 => (byte & 0x0f) | 0x40,
                8 => (byte & 0x3f) | 0x80,
                _ => *byte,
            };
            text.push_str(&format!("{byte:02x}"));
        }
        text
    }

    /// Upper-case letters and digits without those that are mistaken for one another.
    pub fn code(self, length: usize, words: &[&str]) -> String {
        const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        self.letters(LETTERS, length, words)
    }

    /// Decimal digits.
    pub fn digits(self, length: usize, words: &[&str]) -> String {
        self.letters(b"0123456789", length, words)
    }

    fn letters(self, alphabet: &[u8], length: usize, words: &[&str]) -> String {
        let mut text = String::with_capacity(length);
        let mut round = 0;
        while text.len() < length {
            let tag = format!("round {round}");
            let mut all = words.to_vec();
            all.push(&tag);
            for byte in self.bytes(&all) {
                if let Some(letter) = alphabet.get(usize::from(byte) % alphabet.len())
                    && text.len() < length
                {
                    text.push(char::from(*letter));
                }
            }
            round += 1;
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_repeats_and_another_does_not() {
        assert_eq!(Chance::new(1).uuid(&["a"]), Chance::new(1).uuid(&["a"]));
        assert_ne!(Chance::new(1).uuid(&["a"]), Chance::new(2).uuid(&["a"]));
        assert_ne!(
            Chance::new(1).bytes(&["ab", "c"]),
            Chance::new(1).bytes(&["a", "bc"])
        );
    }

    #[test]
    fn a_uuid_has_the_shape_of_version_4() {
        let text = Chance::new(7).uuid(&["x"]);
        assert_eq!(text.len(), 36);
        assert_eq!(text.as_bytes()[14], b'4');
        assert!(matches!(text.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
    }

    #[test]
    fn a_code_has_the_length_asked_for() {
        assert_eq!(Chance::new(1).code(70, &["x"]).len(), 70);
        assert!(
            Chance::new(1)
                .digits(50, &["x"])
                .bytes()
                .all(|b| b.is_ascii_digit())
        );
    }
}
