//! EIP-681 payment requests: the chain's own coin, and the `transfer` of an ERC-20 token.

use super::uri::{Query, after_scheme};
use super::{Quantity, Request};
use crate::money::Amount;
use crate::payment::address::is_evm;
use crate::payment::mismatch::Mismatch;

/// Reads `ethereum:[pay-]target[@chain][?value=…]` or
/// `ethereum:[pay-]token[@chain]/transfer?address=…&uint256=…`. Names of the Ethereum Name
/// Service are refused, since only the payer's wallet would learn whom they stand for; so is
/// every further parameter, a gas price above all.
pub(in crate::payment) fn parse(text: &str) -> Result<Request, Mismatch> {
    let (path, query) = Query::split(after_scheme(text, "ethereum")?, "")?;
    let path = path.strip_prefix("pay-").unwrap_or(path);
    let (target, function) = match path.split_once('/') {
        Some((target, function)) => (target, Some(function)),
        None => (path, None),
    };
    let (target, chain_id) = match target.split_once('@') {
        Some((target, id)) => (target, Some(chain(id).ok_or(Mismatch::TextUnreadable)?)),
        None => (target, None),
    };
    if !is_evm(target) {
        return Err(Mismatch::TextUnreadable);
    }
    let units = |key| match query.get(key) {
        Some(value) => integer(value)
            .map(Quantity::Atomic)
            .map(Some)
            .ok_or(Mismatch::TextUnreadable),
        None => Ok(None),
    };
    match function {
        None => {
            query.only(&["value"])?;
            Ok(Request {
                quantity: units("value")?,
                chain_id,
                ..Request::to(target)
            })
        }
        Some("transfer") => {
            query.only(&["address", "uint256"])?;
            let address = query.get("address").filter(|address| is_evm(address));
            match (address, units("uint256")?) {
                (Some(address), Some(quantity)) => Ok(Request {
                    quantity: Some(quantity),
                    token: Some(target.to_owned()),
                    chain_id,
                    ..Request::to(address)
                }),
                _ => Err(Mismatch::TextUnreadable),
            }
        }
        Some(_) => Err(Mismatch::TextUnreadable),
    }
}

fn chain(text: &str) -> Option<u64> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// A `number` of the standard: digits, perhaps with a point and a power of ten, that together
/// make a whole number of atomic units.
fn integer(text: &str) -> Option<u128> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, u8::try_from(chain(exponent)?).ok()?),
        None => (text, 0),
    };
    Amount::parse(mantissa)?.to_atomic(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TO: &str = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
    const TOKEN: &str = "0x89205a3a3b2a69de6dbf7f01ed13b2108b2c43e7";
    const BUYER: &str = "0x8e23ee67d1332ad560396262c48ffbb01f93d052";

    #[test]
    fn the_standards_own_ether_request_has_a_broken_checksum() {
        // Its example mixes cases against EIP-55, which we insist on.
        let text = "ethereum:0xfb6916095ca1df60bb79Ce92ce3ea74c37c5d359?value=2.014e18";
        assert_eq!(parse(text), Err(Mismatch::TextUnreadable));
        assert_eq!(
            parse(&format!("ethereum:{TO}?value=2.014e18")),
            Ok(Request {
                quantity: Some(Quantity::Atomic(2_014_000_000_000_000_000)),
                ..Request::to(TO)
            })
        );
    }

    #[test]
    fn the_standards_own_token_request_is_read() {
        assert_eq!(
            parse(&format!(
                "ethereum:{TOKEN}/transfer?address={BUYER}&uint256=1"
            )),
            Ok(Request {
                quantity: Some(Quantity::Atomic(1)),
                token: Some(TOKEN.to_owned()),
                ..Request::to(BUYER)
            })
        );
    }

    #[test]
    fn a_chain_the_pay_prefix_and_an_upper_case_scheme_are_read() {
        let text = format!("ETHEREUM:pay-{TOKEN}@8453/transfer?uint256=25e5&address={BUYER}");
        let request = parse(&text).unwrap();
        assert_eq!(request.chain_id, Some(8453));
        assert_eq!(request.quantity, Some(Quantity::Atomic(2_500_000)));
        assert_eq!(parse(&format!("ethereum:{TO}@1")).unwrap().quantity, None);
    }

    #[test]
    fn numbers_are_whole_and_exact() {
        for (text, value) in [
            ("0", 0),
            ("1", 1),
            ("1e0", 1),
            ("1.5e1", 15),
            ("1.50E2", 150),
            (
                "99999999999999999999999999999999999999",
                99999999999999999999999999999999999999,
            ),
        ] {
            assert_eq!(integer(text), Some(value), "{text}");
        }
        for text in [
            "", "1.5", "1.55e1", "1e", "e1", "1e-1", "-1", "+1", "1e999", "1e39", "0x1", "1e1e1",
        ] {
            assert_eq!(integer(text), None, "{text}");
        }
    }

    #[test]
    fn names_functions_and_broken_parts_are_refused() {
        for rest in [
            "vitalik.eth?value=1",
            "pay-vitalik.eth",
            "",
            &format!("{TO}@"),
            &format!("{TO}@0x1"),
            &format!("{TO}@+1"),
            &format!("{TO}@1@1"),
            &format!("{TO}/"),
            &format!("{TO}/approve?address={BUYER}&uint256=1"),
            &format!("{TOKEN}/transfer?address={BUYER}"),
            &format!("{TOKEN}/transfer?uint256=1"),
            &format!("{TOKEN}/transfer?address=vitalik.eth&uint256=1"),
            &format!("{TO}?value=1&value=1"),
            &format!("{TO}?value=1.5"),
            &format!("donate-{TO}?value=1"),
        ] {
            let text = format!("ethereum:{rest}");
            assert_eq!(parse(&text), Err(Mismatch::TextUnreadable), "{text}");
        }
        assert_eq!(
            parse(&format!("bitcoin:{TO}")),
            Err(Mismatch::TextWrongScheme)
        );
    }

    #[test]
    fn parameters_that_cost_more_are_refused() {
        for query in ["value=1&gasPrice=1e18", "value=1&gas=1", "VALUE=1"] {
            let text = format!("ethereum:{TO}?{query}");
            assert_eq!(parse(&text), Err(Mismatch::UnknownRequirement), "{query}");
        }
        let text = format!("ethereum:{TOKEN}/transfer?address={BUYER}&uint256=1&value=1");
        assert_eq!(parse(&text), Err(Mismatch::UnknownRequirement));
    }
}
