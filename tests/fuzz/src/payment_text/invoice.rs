//! BOLT-11 invoices, made and taken apart by hand.

use arbitrary::{Result, Unstructured};

use super::address::{BECH32, bech32_text};
use crate::exact::Exact;

/// Groups of five bits for a time, and for the signature at the end.
const TIME: usize = 7;
const SIGNATURE: usize = 104;
/// Tags: payment hash, description, expiry.
const HASH: u8 = 1;
const DESCRIPTION: u8 = 13;
const EXPIRY: u8 = 6;

/// An invoice for so many millisatoshi, made and expiring at these seconds.
pub fn make(
    bytes: &mut Unstructured<'_>,
    millisatoshi: u64,
    made: u64,
    lifetime: Option<u64>,
) -> Result<String> {
    let mut choices = vec![format!("{}p", millisatoshi * 10)];
    for (letter, unit) in [
        ("n", 100),
        ("u", 100_000),
        ("m", 100_000_000),
        ("", 100_000_000_000),
    ] {
        if millisatoshi.is_multiple_of(unit) {
            choices.push(format!("{}{letter}", millisatoshi / unit));
        }
    }
    let prefix = format!("lnbc{}", bytes.choose(&choices)?);
    let mut groups = number(made, TIME);
    let mut fields = vec![(
        HASH,
        bytes.arbitrary::<[u8; 16]>()?.repeat(4)[..52].to_vec(),
    )];
    if let Some(seconds) = lifetime {
        let length = bytes.int_in_range(8..=12)?;
        fields.push((EXPIRY, number(seconds, length)));
    }
    for _ in 0..bytes.int_in_range(0..=3)? {
        let tag = *bytes.choose(&[DESCRIPTION, 0, 9, 24, 27, HASH])?;
        // A second hash of the right length would be a second hash.
        fields.push((tag, bytes.arbitrary::<[u8; 8]>()?.to_vec()));
    }
    if bytes.arbitrary()? {
        fields.reverse();
    }
    for (tag, value) in fields {
        groups.push(tag);
        groups.extend(number(value.len() as u64, 2));
        groups.extend(value.iter().map(|byte| byte % 32));
    }
    groups.extend(bytes.arbitrary::<[u8; 26]>()?.repeat(SIGNATURE / 26));
    for group in &mut groups {
        *group %= 32;
    }
    Ok(bech32_text(&prefix, &groups, BECH32))
}

/// A number in so many groups of five bits.
fn number(mut value: u64, length: usize) -> Vec<u8> {
    let mut groups = vec![0; length];
    for group in groups.iter_mut().rev() {
        *group = (value % 32) as u8;
        value /= 32;
    }
    groups
}

/// The amount in the beginning of an invoice in lower case, in coins.
pub fn amount(text: &str) -> Option<Exact> {
    let (prefix, _) = text.rsplit_once('1').expect("a separator");
    let said = prefix.strip_prefix("lnbc").expect("a mainnet invoice");
    let digits = said.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let places = match &said[digits.len()..] {
        "" => 0,
        "m" => 3,
        "u" => 6,
        "n" => 9,
        "p" => 12,
        other => panic!("an amount in {other}"),
    };
    (!said.is_empty()).then(|| Exact::read(digits).expect("digits").down(places))
}

/// When an invoice in lower case ends, in seconds since 1970: an hour after it was made, unless the first
/// expiry in it says otherwise.
pub fn expiry(text: &str) -> u64 {
    const LETTERS: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let (_, data) = text.rsplit_once('1').expect("a separator");
    let groups: Vec<u64> = data
        .chars()
        .map(|letter| LETTERS.find(letter).expect("a letter of Bech32") as u64)
        .collect();
    let value = |groups: &[u64]| {
        groups.iter().fold(0_u64, |sum, group| {
            sum.saturating_mul(32).saturating_add(*group)
        })
    };
    let mut lifetime = 3600;
    let mut fields = &groups[TIME..groups.len() - SIGNATURE - 6];
    while let [tag, high, low, rest @ ..] = fields {
        let (content, after) = rest.split_at((high * 32 + low) as usize);
        fields = after;
        if *tag == u64::from(EXPIRY) {
            lifetime = value(content);
            break;
        }
    }
    value(&groups[..TIME]).saturating_add(lifetime)
}
