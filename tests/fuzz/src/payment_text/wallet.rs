//! A second reader of payment texts, as easy-going as wallets are: it takes keys in any case and the first
//! as well as the last of two, and checks nothing. What it would pay is what a buyer might pay.

use cryptorefills_checkout::payment::Rail;

use super::{address, invoice};
use crate::exact::Exact;

/// What a wallet would do.
#[derive(Debug, Default)]
pub struct Reading {
    /// Who is paid.
    pub payee: String,
    /// How much in coins, in each way in which the text can be read.
    pub amounts: Vec<Exact>,
    /// The tokens that move, in each way.
    pub tokens: Vec<String>,
    /// The EIP-155 chain, if named.
    pub chain: Option<String>,
    /// When it ends, in seconds since 1970.
    pub expires: Option<u64>,
}

/// Reads a text for a coin that has so many decimals.
pub fn read(text: &str, decimals: i64) -> Reading {
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("lightning:") || lower.starts_with("lnbc") {
        return read_invoice(lower.strip_prefix("lightning:").unwrap_or(&lower));
    }
    let (scheme, rest) = match lower.split_once(':') {
        Some((scheme, _)) if scheme.starts_with(|first: char| first.is_ascii_alphabetic()) => {
            (scheme, &text[scheme.len() + 1..])
        }
        _ => ("", text),
    };
    if scheme.is_empty() {
        return Reading {
            payee: text.to_owned(),
            ..Reading::default()
        };
    }
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let parameters: Vec<(String, String)> = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (unescaped(key).to_ascii_lowercase(), unescaped(value)))
        .collect();
    let all = |name: &str| -> Vec<String> {
        let named = parameters.iter().filter(|(key, _)| key == name);
        named.map(|(_, value)| value.clone()).collect()
    };
    let amounts = |name: &str, places: i64| -> Vec<Exact> {
        let units = all(name).into_iter();
        units
            .map(|value| Exact::read(&value).expect("an amount that a wallet cannot read"))
            .map(|units| units.down(places))
            .collect()
    };
    let mut reading = Reading {
        payee: unescaped(path),
        ..Reading::default()
    };
    match scheme {
        "ethereum" => {
            let path = path.strip_prefix("pay-").unwrap_or(path);
            let (target, function) = path.split_once('/').unwrap_or((path, ""));
            let (target, chain) = target.split_once('@').unwrap_or((target, "1"));
            let chain: u64 = chain.parse().expect("a chain's number");
            reading.chain = Some(chain.to_string());
            reading.payee = target.to_owned();
            reading.amounts = amounts("value", decimals);
            if function == "transfer" {
                reading.tokens.push(target.to_owned());
                reading.payee = all("address").pop().expect("a payee");
                reading.amounts = amounts("uint256", decimals);
            }
        }
        "ton" => {
            let payee = reading.payee.strip_prefix("//transfer/");
            reading.payee = payee.expect("a transfer").to_owned();
            reading.amounts = amounts("amount", decimals);
            reading.tokens = all("jetton");
            reading.expires = all("exp").pop().map(|seconds| seconds.parse().unwrap());
        }
        "solana" => {
            reading.amounts = amounts("amount", 0);
            reading.tokens = all("spl-token");
        }
        _ => reading.amounts = amounts("amount", 0),
    }
    reading
}

fn read_invoice(text: &str) -> Reading {
    Reading {
        payee: text.to_owned(),
        amounts: invoice::amount(text).into_iter().collect(),
        expires: Some(invoice::expiry(text)),
        ..Reading::default()
    }
}

/// The one spelling of an account or token, where a network allows several.
pub fn normal(rail: &Rail, text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    match rail {
        Rail::Evm { .. } | Rail::Lightning => lower,
        Rail::Bitcoin if lower.starts_with("bc1") => lower,
        Rail::Litecoin if lower.starts_with("ltc1") => lower,
        Rail::Ton { .. } => address::ton_account(text),
        _ => text.to_owned(),
    }
}

/// Percent-decoded as far as it can be; what cannot be stays.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let escape = (*first == b'%')
            .then(|| others.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escape.unwrap_or(*first));
        rest = &others[if escape.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
