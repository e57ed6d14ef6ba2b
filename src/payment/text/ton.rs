//! TON transfer links, as the chain's wallets agree on them.

use super::uri::{Query, after_scheme, decode};
use super::{Quantity, Request};
use crate::payment::address::ton::Account;
use crate::payment::mismatch::Mismatch;

/// Reads `ton://transfer/address[?amount=…&text=…&jetton=…&exp=…]`; the amount is in the smallest
/// unit. A binary payload or a contract to deploy is refused: it cannot be shown to the buyer.
pub(in crate::payment) fn parse(text: &str) -> Result<Request, Mismatch> {
    let (path, query) = Query::split(after_scheme(text, "ton")?, "")?;
    let address = path
        .strip_prefix("//transfer/")
        .and_then(decode)
        .filter(|address| Account::parse(address).is_some())
        .ok_or(Mismatch::TextUnreadable)?;
    query.only(&["amount", "text", "jetton", "exp"])?;
    let token = query.get("jetton");
    if token.is_some_and(|jetton| Account::parse(jetton).is_none()) {
        return Err(Mismatch::TextUnreadable);
    }
    let expires_at = number::<i64>(&query, "exp")?;
    Ok(Request {
        quantity: number(&query, "amount")?.map(Quantity::Atomic),
        token: token.map(str::to_owned),
        memo: query.memo("text")?,
        expires_at_ms: expires_at.map(|seconds| seconds.saturating_mul(1000)),
        ..Request::to(&address)
    })
}

/// The digits of `key`, if it is there.
fn number<T: std::str::FromStr>(query: &Query, key: &str) -> Result<Option<T>, Mismatch> {
    let Some(digits) = query.get(key) else {
        return Ok(None);
    };
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let value = if plain { digits.parse().ok() } else { None };
    value.map(Some).ok_or(Mismatch::TextUnreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TO: &str = "Uf_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXGYv";
    const USDT: &str = "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs";

    #[test]
    fn a_transfer_with_a_comment_is_read() {
        assert_eq!(
            parse(&format!(
                "ton://transfer/{TO}?amount=1500000000&text=order%207"
            )),
            Ok(Request {
                quantity: Some(Quantity::Atomic(1_500_000_000)),
                memo: Some("order 7".to_owned()),
                ..Request::to(TO)
            })
        );
    }

    #[test]
    fn a_jetton_and_a_deadline_are_read() {
        let request = parse(&format!(
            "TON://transfer/{TO}?jetton={USDT}&amount=5&exp=1700000000"
        ))
        .unwrap();
        assert_eq!(request.token.as_deref(), Some(USDT));
        assert_eq!(request.expires_at_ms, Some(1_700_000_000_000));
    }

    #[test]
    fn broken_links_are_refused() {
        for rest in [
            "",
            TO,
            &format!("//transfer/{TO}x"),
            &format!("//transfer/{TO}/x"),
            &format!("//TRANSFER/{TO}"),
            &format!("//transfer/{TO}?amount=1.5"),
            &format!("//transfer/{TO}?amount=+5"),
            &format!("//transfer/{TO}?amount="),
            &format!("//transfer/{TO}?amount=1&amount=1"),
            &format!("//transfer/{TO}?jetton=USDT"),
            &format!("//transfer/{TO}?text=a+b"),
        ] {
            let text = format!("ton:{rest}");
            assert_eq!(parse(&text), Err(Mismatch::TextUnreadable), "{text}");
        }
        for key in ["bin", "init", "stateInit"] {
            let text = format!("ton://transfer/{TO}?{key}=te6cckEBAQEAAgAAAEysuc0");
            assert_eq!(parse(&text), Err(Mismatch::UnknownRequirement), "{key}");
        }
    }
}
