//! A question that the proxy did not answer.

use super::dom::El;
use super::{Ui, parts};
use crate::text::Key;
use crate::wire::ProxyError;

/// A question without an answer, with the way to ask again.
pub fn trouble(ui: &Ui, error: &ProxyError, action: El) -> El {
    let key = match error {
        ProxyError::Offline => Key::Unreachable,
        ProxyError::TimedOut => Key::TookTooLong,
        ProxyError::Unreadable { .. } => Key::Unreadable,
        ProxyError::Refused {
            status: 408 | 409 | 425 | 429 | 500..,
            ..
        } => Key::TooBusy,
        ProxyError::Refused { status: 400, .. } => Key::NotUnderstood,
        // A refusal, not a misunderstanding (api-notes section 2), though without a code.
        ProxyError::Refused { status: 422, .. } => {
            let words = ui.fill(Key::OtherProblem, &[("code", "422")]);
            return parts::notice("error", "", words, Some(action));
        }
        ProxyError::Refused { .. } => Key::Unavailable,
    };
    parts::notice("error", "", ui.say(key), Some(action))
}
