//! What became of one delivery (api-notes sections 8 and 10).

use crate::wire::DeliveryState;
use crate::wire::{Deliverable, Delivery};

/// The public contract's `data-state` of a delivery. A usable code counts, whatever the state says.
pub fn state(delivery: &Delivery) -> &'static str {
    let deliverable = &delivery.deliverable;
    if has_code(deliverable) {
        return "delivered";
    }
    let failed = matches!(delivery.state, DeliveryState::Failed)
        || deliverable.failure_reason.is_some()
        || deliverable.error_description.is_some();
    if failed {
        return "failed";
    }
    match delivery.state {
        DeliveryState::Succeeded | DeliveryState::Done | DeliveryState::Completed => "delivered",
        _ => "waiting",
    }
}

/// The value for people: a range order comes back with the word `range` (api-notes section 5).
pub fn label(deliverable: &Deliverable) -> String {
    match (&deliverable.product_value, &deliverable.currency_code) {
        (Some(value), Some(currency)) => [value.as_str(), " ", currency].concat(),
        _ => deliverable
            .localized_denomination
            .clone()
            .or_else(|| deliverable.denomination.clone())
            .filter(|text| text != "range")
            .unwrap_or_default(),
    }
}

/// Whether there is something to reveal.
pub fn has_code(deliverable: &Deliverable) -> bool {
    deliverable
        .pin_code
        .as_ref()
        .is_some_and(|code| !code.trim().is_empty())
}

/// Enough of a recipient to recognise, not enough to read over a shoulder; among several as much as it takes
/// to tell them apart.
pub fn masked(text: &str, others: &[&str]) -> String {
    let longest = text.chars().count();
    let is_alone = |shown: &String, kept: usize| {
        let mut others = others.iter().filter(|other| **other != text);
        others.all(|other| mask(other, kept) != *shown)
    };
    (0..longest)
        .map(|kept| (kept, mask(text, kept)))
        .find(|(kept, shown)| is_alone(shown, *kept))
        .map_or_else(|| text.to_owned(), |(_, shown)| shown)
}

/// The mask with so many letters more than usual.
fn mask(text: &str, more: usize) -> String {
    let (name, ends, rest) = match text.split_once('@') {
        Some((name, _)) => (name, (2 + more, 0), text.get(name.len()..)),
        None => (text, (3, 3 + more), None),
    };
    let letters: Vec<char> = name.chars().collect();
    let head = ends.0.min(letters.len());
    let tail = letters.len().saturating_sub(ends.1).max(head);
    let shown = |letters: Option<&[char]>| letters.unwrap_or_default().iter().collect::<String>();
    let (start, end) = (shown(letters.get(..head)), shown(letters.get(tail..)));
    let gap = if rest.is_some() || tail > head {
        "…"
    } else {
        ""
    };
    [start.as_str(), gap, &end, rest.unwrap_or_default()].concat()
}

/// What a code is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code<'a> {
    /// Text to type in at the shop.
    Plain(&'a str),
    /// A page that redeems: `https:` only, with its host's name for the buyer to judge.
    Link {
        /// The whole address.
        url: &'a str,
        /// The host's name.
        host: &'a str,
    },
    /// An eSIM activation text: `LPA:1$server$code` (GSMA SGP.22, section 4.1).
    Esim {
        /// The whole text, for the QR.
        text: &'a str,
        /// SM-DP+ server address.
        server: &'a str,
        /// Activation code.
        code: &'a str,
    },
}

/// Reads a delivered code. Anything that is no safe link stays plain text.
pub fn code(text: &str) -> Code<'_> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("LPA:1$") {
        let mut parts = rest.split('$');
        if let (Some(server), Some(code)) = (parts.next(), parts.next())
            && !server.is_empty()
        {
            return Code::Esim { text, server, code };
        }
    }
    match host_of(text) {
        Some(host) => Code::Link { url: text, host },
        None => Code::Plain(text),
    }
}

/// The host of a plain `https:` address. One with a user name, odd signs or no dot is no safe link.
pub fn host_of(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end)?;
    let name = host.split(':').next().unwrap_or(host);
    let safe = name.contains('.')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
        && !url
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || c == '\\');
    safe.then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Kind;

    #[test]
    fn only_plain_https_addresses_are_links() {
        assert_eq!(
            code(" https://redeem.shop.example/x?y=1 "),
            Code::Link {
                url: "https://redeem.shop.example/x?y=1",
                host: "redeem.shop.example"
            }
        );
        for text in [
            "javascript:alert(1)",
            "http://shop.example/x",
            "https://good.example@evil.example/",
            "https://shop.example\\@evil",
            "data:text/html,x",
            "ABCD-1234",
            "https://localhost/x",
        ] {
            assert_eq!(code(text), Code::Plain(text), "{text}");
        }
    }

    #[test]
    fn an_esim_text_is_taken_apart() {
        assert_eq!(
            code("LPA:1$rsp.example$AB-1"),
            Code::Esim {
                text: "LPA:1$rsp.example$AB-1",
                server: "rsp.example",
                code: "AB-1"
            }
        );
        assert!(matches!(code("LPA:1$"), Code::Plain(_)));
    }

    #[test]
    fn a_recipient_is_recognised_and_not_read() {
        assert_eq!(masked("ada.lovelace@mail.shop", &[]), "ad…@mail.shop");
        assert_eq!(masked("+12025550143", &[]), "+12…143");
        let both = ["anna@mail.shop", "andy@mail.shop", "anna@mail.shop"];
        assert_eq!(masked(both[0], &both), "ann…@mail.shop");
        assert_eq!(masked(both[1], &both), "and…@mail.shop");
        let phones = ["+12025550143", "+12025551143"];
        assert_eq!(masked(phones[0], &phones), "+12…0143");
    }

    proptest::proptest! {
        #[test]
        fn different_recipients_look_different(
            texts in proptest::collection::vec("[ab+]{0,5}(@[ab]{0,2})?", 1..8),
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            for one in &texts {
                for other in &texts {
                    let same = masked(one, &texts) == masked(other, &texts);
                    proptest::prop_assert_eq!(same, one == other, "{:?} {:?}", one, other);
                }
            }
        }
    }

    #[test]
    fn a_code_beats_the_state() {
        let mut delivery = Delivery {
            id: None,
            state: DeliveryState::Failed,
            kind: Kind::GiftCard,
            deliverable: Deliverable::default(),
        };
        assert_eq!(state(&delivery), "failed");
        delivery.deliverable.pin_code = Some("X1".into());
        assert_eq!(state(&delivery), "delivered");
    }
}
