//! serde_json as the judge of what a body says.

use std::borrow::Cow;
use std::collections::BTreeMap;

use cryptorefills_checkout::wire::{Decimal, Order, Unreadable, refusal};
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::Read;
use crate::exact::Exact;

/// How many lists and objects in one another are too many; as in serde_json's own values.
const DEPTH: usize = 128;

/// What became of an input, for the tests that see whether any is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is no object.
    Refused,
    /// It is an object.
    Read,
}

/// Whether a body is JSON is serde_json's word, except for a byte order mark and for depth; and the members
/// of an order are what stands in the source.
pub fn judge(body: &str) -> Outcome {
    let text = body.trim_start_matches('\u{feff}');
    let accepted = serde_json::from_str::<IgnoredAny>(text).is_ok() && depth(text) < DEPTH;
    let is_object = accepted && text.trim_start().starts_with('{');
    let order = Order::decode(body);
    assert_eq!(order.is_ok(), is_object, "{body:?}");
    assert!(accepted || refusal(body).is_empty(), "problems in no JSON");
    let Ok(order) = order else {
        return Outcome::Refused;
    };
    // A name with half a surrogate pair is beyond this judge.
    if let Ok(members) = serde_json::from_str::<Members<'_>>(text) {
        members_agree(&order, &members);
    }
    Outcome::Read
}

type Members<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

fn members_agree(order: &Order, members: &Members<'_>) {
    let text = |name: &str| members.get(name).and_then(|raw| scalar(raw.get()));
    let shown = |name: &str| text(name).filter(|text| !text.trim().is_empty());
    assert_eq!(order.wallet_address, shown("wallet_address"));
    assert_eq!(order.network, shown("network"));
    assert_eq!(order.coin, shown("coin"));
    assert_eq!(order.qr_text, shown("qr_text"));
    assert_eq!(
        order.missing_amount_qr_text,
        shown("missing_amount_qr_text")
    );
    assert_eq!(order.protocol, shown("payment_method_protocol"));
    let amount = text("coin_amount").filter(|text| is_decimal(text.trim()));
    let kept = order.coin_amount.as_ref().map(Decimal::as_str);
    assert_eq!(
        kept,
        amount.as_deref().map(str::trim),
        "money loses its text"
    );
    for name in ["sent_coin_amount", "received_amount"] {
        let sum = text(name).and_then(|text| unsigned(text.trim()));
        let is_money = sum.is_some_and(|sum| !sum.is_zero());
        assert!(!is_money || order.has_money_evidence, "money is overlooked");
    }
    let transactions = members
        .get("payment_transactions")
        .map_or("", |raw| raw.get());
    let hashes: Vec<IgnoredAny> = serde_json::from_str::<Vec<Option<IgnoredAny>>>(transactions)
        .map(|list| list.into_iter().flatten().collect())
        .unwrap_or_default();
    assert!(
        hashes.is_empty() || order.has_money_evidence,
        "a transaction is overlooked"
    );
    assert!(order.payment_transactions.len() >= hashes.len());
    let problems = members.get("problems").map_or("null", |raw| raw.get());
    let refused = !matches!(problems, "null" | "[]") && !is_empty_list(problems);
    assert_eq!(!order.problems.is_empty(), refused, "{problems}");
}

fn is_empty_list(source: &str) -> bool {
    serde_json::from_str::<Vec<IgnoredAny>>(source).is_ok_and(|list| list.is_empty())
}

/// The content of a string or the source of a number; none for anything else.
fn scalar(source: &str) -> Option<String> {
    if source.starts_with('"') {
        return serde_json::from_str(source).ok();
    }
    let is_number = source.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    is_number.then(|| source.to_owned())
}

/// A sign, digits, a point with digits, an exponent; only the first digits must be there.
fn is_decimal(text: &str) -> bool {
    let unsigned = |text: &str| text.strip_prefix(['-', '+']).unwrap_or(text).to_owned();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, exponent) = match text.find(['e', 'E']) {
        Some(place) => (&text[..place], Some(unsigned(&text[place + 1..]))),
        None => (text, None),
    };
    let number = unsigned(number);
    let mut parts = number.split('.');
    let whole = parts.next().is_some_and(digits);
    text.len() <= 80
        && whole
        && parts.next().is_none_or(digits)
        && parts.next().is_none()
        && exponent.is_none_or(|exponent| digits(&exponent))
}

fn unsigned(text: &str) -> Option<Exact> {
    let number = is_decimal(text).then(|| Exact::read(text.trim_start_matches('+')));
    number.flatten()
}

/// How deep lists and objects lie in one another in text that is JSON.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Nothing that was read acts: links are safe, colours are colours, codes are codes.
pub fn harmless(read: &Read) {
    let link = |url: &Option<String>, plain: bool| {
        let Some(url) = url else { return };
        let lower = url.to_ascii_lowercase();
        let local = ["http://localhost", "http://127.0.0.1"];
        let safe = lower.starts_with("https://")
            || (plain && local.iter().any(|start| lower.starts_with(start)));
        assert!(safe, "a link to {url}");
        assert!(
            !url.contains(['"', '<', '>', '\\', ' ', '\n']),
            "a link to {url}"
        );
        let host = url::Url::parse(url)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned));
        let loops = |host: &str| matches!(host, "localhost" | "127.0.0.1");
        if !lower.starts_with("https://") {
            assert!(host.as_deref().is_none_or(loops), "a picture of {url}");
        }
    };
    if let Ok(order) = &read.order {
        link(&order.checkout_url, false);
        let ids = order.order_id.iter().map(|id| id.as_str());
        for id in ids {
            let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte);
            assert!(
                id.bytes().all(safe) && !matches!(id, "" | "." | ".."),
                "an id {id}"
            );
        }
    }
    let listed = read
        .catalogue
        .iter()
        .flat_map(|catalogue| &catalogue.brands);
    for brand in listed.chain(&read.brands) {
        link(&brand.logo.url, true);
        link(&brand.logo.full, true);
        let colour = brand.bg_color.as_deref().unwrap_or("#fff");
        let digits = colour.strip_prefix('#').expect("a colour");
        assert!(
            digits.bytes().all(|digit| digit.is_ascii_hexdigit()),
            "{colour}"
        );
    }
    for via in read.vias.iter().flatten() {
        for coin in &via.currencies {
            link(&coin.logo, true);
            coin.networks
                .iter()
                .for_each(|network| link(&network.logo, true));
        }
    }
    for problem in &read.problems {
        let is_code = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        assert!(
            problem.code.bytes().all(is_code),
            "a code {:?}",
            problem.code
        );
        let short = problem
            .details
            .iter()
            .all(|detail| !detail.contains(char::is_control));
        assert!(short, "details {:?}", problem.details);
    }
    assert!(!matches!(read.price, Err(Unreadable)) || read.order.is_err());
}
