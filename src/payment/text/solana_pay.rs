//! Solana Pay transfer requests. Its transaction requests are links to a server that decides what
//! is signed, and are refused.

use super::uri::{Query, after_scheme};
use super::{Quantity, Request};
use crate::money::Amount;
use crate::payment::address::is_solana;
use crate::payment::mismatch::Mismatch;

/// Reads `solana:recipient[?amount=…&spl-token=…&reference=…&memo=…]`.
pub(in crate::payment) fn parse(text: &str) -> Result<Request, Mismatch> {
    let (recipient, query) = Query::split(after_scheme(text, "solana")?, "reference")?;
    if !is_solana(recipient) {
        return Err(Mismatch::TextUnreadable);
    }
    query.only(&[
        "amount",
        "spl-token",
        "reference",
        "label",
        "message",
        "memo",
    ])?;
    let keys = query
        .pairs()
        .filter(|(key, _)| matches!(*key, "spl-token" | "reference"));
    if !keys.map(|(_, value)| value).all(is_solana) {
        return Err(Mismatch::TextUnreadable);
    }
    let quantity = match query.get("amount") {
        Some(amount) => Some(Quantity::Coins(
            Amount::parse(amount).ok_or(Mismatch::TextUnreadable)?,
        )),
        None => None,
    };
    Ok(Request {
        quantity,
        token: query.get("spl-token").map(str::to_owned),
        memo: query.memo("memo")?,
        ..Request::to(recipient)
    })
}

/// The keys by which the payee of a transfer request finds the payment, in order.
pub(in crate::payment) fn references(text: &str) -> Option<Vec<String>> {
    let (_, query) = Query::split(after_scheme(text, "solana").ok()?, "reference").ok()?;
    let named = query.pairs().filter(|(key, _)| *key == "reference");
    Some(named.map(|(_, key)| key.to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TO: &str = "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN";
    const USDC: &str = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";

    fn amount(text: &str) -> Option<Quantity> {
        Some(Quantity::Coins(Amount::parse(text).unwrap()))
    }

    #[test]
    fn the_standards_own_examples_are_read() {
        let text = format!(
            "solana:{TO}?amount=1&label=Michael&message=Thanks%20for%20all%20the%20fish&memo=OrderId12345"
        );
        assert_eq!(
            parse(&text),
            Ok(Request {
                quantity: amount("1"),
                memo: Some("OrderId12345".to_owned()),
                ..Request::to(TO)
            })
        );
        assert_eq!(
            parse(&format!("solana:{TO}?amount=0.01&spl-token={USDC}")),
            Ok(Request {
                quantity: amount("0.01"),
                token: Some(USDC.to_owned()),
                ..Request::to(TO)
            })
        );
        assert_eq!(
            parse(&format!("solana:{TO}?label=Michael")),
            Ok(Request::to(TO))
        );
    }

    #[test]
    fn several_references_are_read() {
        assert!(parse(&format!("solana:{TO}?reference={USDC}&reference={TO}")).is_ok());
    }

    #[test]
    fn links_and_broken_values_are_refused() {
        for rest in [
            "https://example.com/pay",
            "https%3A%2F%2Fexample.com%2Fpay",
            "",
            &format!("{TO}?amount=1e3"),
            &format!("{TO}?amount="),
            &format!("{TO}?amount=.5"),
            &format!("{TO}?amount=1&amount=2"),
            &format!("{TO}?spl-token=USDC"),
            &format!("{TO}?reference=order-1"),
            &format!("{TO}?memo=a+b"),
            &format!("{TO}?memo=a%0Ab"),
        ] {
            let text = format!("solana:{rest}");
            assert_eq!(parse(&text), Err(Mismatch::TextUnreadable), "{text}");
        }
        assert_eq!(
            parse(&format!("solana:{TO}?redirect=x")),
            Err(Mismatch::UnknownRequirement)
        );
    }
}
