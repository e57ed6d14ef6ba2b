//! Providers of WebLN.

use wasm_bindgen::JsValue;

use super::{Question, foreign, unknown, unsent};
use crate::checkout::wallets::{Outcome, Wallet};

/// What the specification's own error for a buyer's no is called.
const REJECTION: &str = "RejectionError";

/// The provider of this page, if it has one.
pub fn provider(window: &JsValue) -> Option<(Wallet, JsValue)> {
    let provider = foreign::member(window, "webln")?;
    foreign::function(&provider, "enable")?;
    foreign::function(&provider, "sendPayment")?;
    Some((Wallet::new("webln", "")?, provider))
}

/// Pays an invoice.
pub async fn pay(provider: &JsValue, invoice: &str, question: &Question) -> Outcome {
    if let Err(error) = foreign::call(provider, "enable", &JsValue::UNDEFINED).await {
        return if is_no(&error) {
            Outcome::Refused
        } else {
            unsent(&error)
        };
    }
    if !question.may_send() {
        return Outcome::Unable;
    }
    match foreign::call(provider, "sendPayment", &invoice.into()).await {
        Ok(answer) => Outcome::Sent {
            proof: foreign::text(&answer, "preimage").filter(|proof| is_preimage(proof)),
        },
        Err(error) if is_no(&error) => Outcome::Refused,
        Err(error) => unknown(&error),
    }
}

/// Whether the buyer said no. Wallets say so by the error's name or, word for word, by its message.
fn is_no(error: &JsValue) -> bool {
    let says = |member, words: &str| foreign::text(error, member).as_deref() == Some(words);
    says("name", REJECTION) || says("message", "User rejected")
}

/// 32 bytes in hexadecimal.
fn is_preimage(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
