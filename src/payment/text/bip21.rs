//! BIP-21 payment URIs of Bitcoin, and the same form by convention for Litecoin and Dogecoin.

use super::uri::{Query, after_scheme};
use super::{Quantity, Request};
use crate::money::Amount;
use crate::payment::mismatch::Mismatch;

/// Parameters that make a wallet pay something else than the address: another address or invoice
/// (BIP-321), one fetched from a server (BIP-72), or a rewritten transaction (BIP-78). Nothing in
/// the order confirms those destinations.
const DESTINATIONS: [&str; 9] = [
    "lightning",
    "lno",
    "bc",
    "tb",
    "sp",
    "pay",
    "r",
    "pj",
    "ark",
];

/// Reads `scheme:address[?amount=…]`. The scheme and the keys may be in any case (BIP-321), a
/// duplicate key and an unknown `req-` key refuse the text, other unknown keys are ignored as
/// BIP-21 demands.
pub(in crate::payment) fn parse(
    text: &str,
    scheme: &str,
    is_address: fn(&str) -> bool,
) -> Result<Request, Mismatch> {
    let (address, query) = Query::split(after_scheme(text, scheme)?, "")?;
    if !is_address(address) {
        return Err(Mismatch::TextUnreadable);
    }
    for (key, _) in query.pairs() {
        let key = key.to_ascii_lowercase();
        if key.starts_with("req-") {
            return Err(Mismatch::UnknownRequirement);
        }
        if DESTINATIONS.contains(&key.as_str()) {
            return Err(Mismatch::OtherDestination);
        }
    }
    let quantity = query
        .get_in_any_case("amount")
        .map(|amount| Amount::parse(amount).ok_or(Mismatch::TextUnreadable))
        .transpose()?
        .map(Quantity::Coins);
    Ok(Request {
        quantity,
        ..Request::to(address)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payment::address::{is_bitcoin, is_dogecoin, is_litecoin};

    const ADDRESS: &str = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";

    fn bitcoin(rest: &str) -> Result<Request, Mismatch> {
        parse(&format!("bitcoin:{ADDRESS}{rest}"), "bitcoin", is_bitcoin)
    }

    fn amount(text: &str) -> Option<Quantity> {
        Some(Quantity::Coins(Amount::parse(text).unwrap()))
    }

    #[test]
    fn the_forms_of_bip_21_are_read() {
        assert_eq!(bitcoin(""), Ok(Request::to(ADDRESS)));
        assert_eq!(bitcoin("?label=Luke-Jr"), Ok(Request::to(ADDRESS)));
        assert_eq!(
            bitcoin("?amount=20.3&label=Luke-Jr").unwrap().quantity,
            amount("20.3")
        );
        assert_eq!(
            bitcoin("?amount=50&label=Luke-Jr&message=Donation%20for%20project%20xyz")
                .unwrap()
                .quantity,
            amount("50")
        );
        assert_eq!(
            bitcoin("?somethingyoudontunderstand=50&somethingelseyoudontget=999"),
            Ok(Request::to(ADDRESS))
        );
    }

    #[test]
    fn an_unknown_requirement_is_refused() {
        assert_eq!(
            bitcoin("?req-somethingyoudontunderstand=50&req-somethingelseyoudontget=999"),
            Err(Mismatch::UnknownRequirement)
        );
        assert_eq!(bitcoin("?REQ-x="), Err(Mismatch::UnknownRequirement));
        assert_eq!(bitcoin("?%72eq-x=1"), Err(Mismatch::UnknownRequirement));
    }

    #[test]
    fn a_second_destination_is_refused() {
        for key in ["lightning", "LIGHTNING", "lno", "bc", "r", "pj"] {
            assert_eq!(
                bitcoin(&format!("?amount=1&{key}=x")),
                Err(Mismatch::OtherDestination),
                "{key}"
            );
        }
    }

    #[test]
    fn upper_case_uris_are_read() {
        let text = "BITCOIN:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4?AMOUNT=0.5";
        assert_eq!(
            parse(text, "bitcoin", is_bitcoin).unwrap().quantity,
            amount("0.5")
        );
    }

    #[test]
    fn an_escaped_amount_is_decoded() {
        assert_eq!(bitcoin("?amount=1%2E5").unwrap().quantity, amount("1.5"));
    }

    #[test]
    fn amounts_that_are_not_plain_decimals_are_refused() {
        for value in [
            "",
            "1,5",
            "1e3",
            "-1",
            "+1",
            ".5",
            "1.",
            "50,000.00",
            "20.3X8",
            "0x1",
            "1%20",
        ] {
            assert_eq!(
                bitcoin(&format!("?amount={value}")),
                Err(Mismatch::TextUnreadable),
                "{value}"
            );
        }
        assert_eq!(bitcoin("?amount=1&amount=1"), Err(Mismatch::TextUnreadable));
    }

    #[test]
    fn another_scheme_or_chain_is_refused() {
        let text = format!("litecoin:{ADDRESS}");
        assert_eq!(
            parse(&text, "bitcoin", is_bitcoin),
            Err(Mismatch::TextWrongScheme)
        );
        let text = "bitcoin:mm4Xh49tjjGt1jCKe8AGFKVXQFpcxg6gBr?amount=1";
        assert_eq!(
            parse(text, "bitcoin", is_bitcoin),
            Err(Mismatch::TextUnreadable)
        );
        let text = format!("bitcoin://{ADDRESS}");
        assert_eq!(
            parse(&text, "bitcoin", is_bitcoin),
            Err(Mismatch::TextUnreadable)
        );
    }

    #[test]
    fn litecoin_and_dogecoin_follow_the_same_form() {
        let text = "litecoin:LQmXfDNk1N5gVRQs6hBBhRLxkUbCDRsDFF?amount=0.25";
        assert_eq!(
            parse(text, "litecoin", is_litecoin).unwrap().quantity,
            amount("0.25")
        );
        let text = "dogecoin:DAgfwG1ZE7jumcuJf9BSyASoRPxDSAnX9t?amount=120";
        assert_eq!(
            parse(text, "dogecoin", is_dogecoin).unwrap().quantity,
            amount("120")
        );
    }
}
