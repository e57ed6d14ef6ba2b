//! BOLT-11 Lightning invoices: checksum, amount and expiry. The signature is left to the wallet,
//! which must check it before paying anyway.

use bech32::primitives::checksum::Checksum;
use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Fe32, Fe1024};

use super::uri::{after_scheme, split_scheme};
use super::{Quantity, Request};
use crate::money::Amount;
use crate::payment::mismatch::Mismatch;

/// The Bech32 checksum without the length limit of addresses, as BOLT-11 asks.
enum LongBech32 {}

impl Checksum for LongBech32 {
    type MidstateRepr = u32;
    type CorrectionField = Fe1024;
    const ROOT_GENERATOR: Fe1024 = Bech32::ROOT_GENERATOR;
    const ROOT_EXPONENTS: std::ops::RangeInclusive<usize> = Bech32::ROOT_EXPONENTS;
    /// What the largest QR code holds in digits; no invoice is longer.
    const CODE_LENGTH: usize = 7089;
    const CHECKSUM_LENGTH: usize = Bech32::CHECKSUM_LENGTH;
    const GENERATOR_SH: [u32; 5] = Bech32::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = Bech32::TARGET_RESIDUE;
}

/// Groups of five bits taken by the timestamp, and by the signature with its recovery flag.
const TIMESTAMP: usize = 7;
const SIGNATURE: usize = 104;
/// Tags of the fields that matter here, and the length of a payment hash.
const PAYMENT_HASH: u8 = 1;
const PAYMENT_HASH_LENGTH: usize = 52;
const EXPIRY: u8 = 6;
/// Seconds an invoice lives when it does not say.
const DEFAULT_EXPIRY: u64 = 3600;

/// Reads an invoice, with or without `lightning:` in front.
pub(in crate::payment) fn parse(text: &str) -> Result<Request, Mismatch> {
    let invoice = match split_scheme(text) {
        Some(_) => after_scheme(text, "lightning")?,
        None => text,
    };
    read(invoice).ok_or(Mismatch::TextUnreadable)
}

/// Whether `text` is an invoice without any scheme.
pub(in crate::payment) fn is_invoice(text: &str) -> bool {
    read(text).is_some()
}

fn read(invoice: &str) -> Option<Request> {
    let parsed = CheckedHrpstring::new::<LongBech32>(invoice).ok()?;
    let prefix = parsed.hrp().as_str().to_ascii_lowercase();
    let quantity = match prefix.strip_prefix("lnbc")? {
        "" => None,
        amount => Some(Quantity::Coins(bitcoins(amount)?)),
    };
    let groups: Vec<u8> = parsed.fe32_iter().map(Fe32::to_u8).collect();
    let (timestamp, rest) = groups.split_at_checked(TIMESTAMP)?;
    let (fields, _signature) = rest.split_at_checked(rest.len().checked_sub(SIGNATURE)?)?;
    let lifetime = lifetime(fields)?;
    let expires_at = number(timestamp)
        .saturating_add(lifetime)
        .saturating_mul(1000);
    Some(Request {
        quantity,
        expires_at_ms: Some(i64::try_from(expires_at).unwrap_or(i64::MAX)),
        ..Request::to(invoice)
    })
}

/// The amount of the human-readable part: digits and a multiplier. Pico-bitcoins must come in
/// tens, since a tenth of a millisatoshi cannot be paid.
fn bitcoins(text: &str) -> Option<Amount> {
    let (digits, decimals) = match text.strip_suffix(['m', 'u', 'n', 'p']) {
        Some(digits) if text.ends_with('m') => (digits, 3),
        Some(digits) if text.ends_with('u') => (digits, 6),
        Some(digits) if text.ends_with('n') => (digits, 9),
        Some(digits) => (digits, 12),
        None => (text, 0),
    };
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    if !plain || (decimals == 12 && !digits.ends_with('0')) {
        return None;
    }
    Some(Amount::from_atomic(
        u128::from(digits.parse::<u64>().ok()?),
        decimals,
    ))
}

/// Seconds the invoice lives. `None` if the tagged fields are cut short, or without the payment
/// hash that every invoice must carry. Fields of other lengths than the standard's are skipped.
fn lifetime(mut fields: &[u8]) -> Option<u64> {
    let (mut expiry, mut has_hash) = (None, false);
    while let [tag, high, low, rest @ ..] = fields {
        let length = usize::from(*high) * 32 + usize::from(*low);
        let (value, next) = rest.split_at_checked(length)?;
        match *tag {
            PAYMENT_HASH if length == PAYMENT_HASH_LENGTH => has_hash = true,
            EXPIRY if expiry.is_none() => expiry = Some(number(value)),
            _ => {}
        }
        fields = next;
    }
    (fields.is_empty() && has_hash).then(|| expiry.unwrap_or(DEFAULT_EXPIRY))
}

/// Groups of five bits as one big-endian number.
fn number(groups: &[u8]) -> u64 {
    groups.iter().fold(0, |sum: u64, group| {
        sum.saturating_mul(32).saturating_add(u64::from(*group))
    })
}

#[cfg(test)]
mod tests;
