//! What a wallet around the page answers to `payment_initiated`. It is a claim: only the API's word about the
//! order says what was paid.

/// No transaction id is longer than this.
const LONGEST_TRANSACTION: usize = 128;

/// The answer, in the public contract's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The wallet says that it has sent the payment.
    Sent {
        /// The transaction's id, if it is one that can be shown.
        transaction: Option<String>,
    },
    /// The buyer said no.
    Rejected,
    /// The wallet cannot pay this.
    Unsupported,
    /// The wallet is doing something else.
    Busy,
}

impl Answer {
    /// Reads a `result` and its `transaction`; anything else is no answer.
    pub fn read(result: &str, transaction: Option<&str>) -> Option<Self> {
        Some(match result {
            "sent" => Self::Sent {
                transaction: transaction.filter(|id| is_shown(id)).map(Into::into),
            },
            "rejected" => Self::Rejected,
            "unsupported" => Self::Unsupported,
            "busy" => Self::Busy,
            _ => return None,
        })
    }
}

/// Hexadecimal, base58 or base64, as transactions of all chains are written: no words, no links.
fn is_shown(id: &str) -> bool {
    let sign =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_');
    (8..=LONGEST_TRANSACTION).contains(&id.len()) && id.bytes().all(sign)
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn only_the_four_words_are_answers() {
        for (word, answer) in [
            ("rejected", Some(Answer::Rejected)),
            ("unsupported", Some(Answer::Unsupported)),
            ("busy", Some(Answer::Busy)),
            ("sent", Some(Answer::Sent { transaction: None })),
            ("paid", None),
            ("Sent", None),
            ("", None),
        ] {
            assert_eq!(Answer::read(word, None), answer, "{word}");
        }
    }

    #[test]
    fn a_transaction_is_an_id_and_no_text() {
        let long = "a".repeat(129);
        for (id, shown) in [
            ("0x5f2d1a", true),
            ("4uQeVj5tqViQh7yWWGStvkEG1Zmhx6uasJtWCJziofM", true),
            ("te6ccg/EB+A=", true),
            ("", false),
            ("short", false),
            ("https://x.example", false),
            ("call +1 555 0100", false),
            ("\u{202e}0123456789", false),
            (long.as_str(), false),
        ] {
            let transaction = shown.then(|| id.to_owned());
            assert_eq!(
                Answer::read("sent", Some(id)),
                Some(Answer::Sent { transaction }),
                "{id}"
            );
        }
    }
}
