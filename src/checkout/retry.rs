//! When a read that failed is tried again, and what the host is told of it (features ERR-03, ERR-06).
//! Writes are never tried again by themselves.

use crate::checkout::notice::{ErrorDetail, Notice};
use crate::wire::ProxyError;

/// Pauses between tries; after the last the buyer decides.
pub const READ_PAUSES_MS: [u32; 3] = [1_000, 3_000, 8_000];

/// Whether asking again may help.
pub fn is_temporary(error: &ProxyError) -> bool {
    match error {
        ProxyError::Offline | ProxyError::TimedOut | ProxyError::Unreadable { .. } => true,
        ProxyError::Refused { status, .. } => matches!(status, 408 | 425 | 429 | 500..),
    }
}

/// How long the server asks to wait, in milliseconds; not longer than two minutes.
pub fn retry_after(error: &ProxyError) -> Option<u32> {
    match error {
        ProxyError::Refused {
            retry_after_ms: Some(ms),
            ..
        } => Some(u32::try_from(*ms).unwrap_or(u32::MAX).min(120_000)),
        _ => None,
    }
}

/// What the host is told of a read that failed: what to mend.
pub fn trouble(what: &str, error: &ProxyError) -> Notice {
    let (kind, why) = match error {
        ProxyError::Offline => (
            "network",
            "the proxy could not be reached: check proxy-url, that it allows this page's origin \
             (Access-Control-Allow-Origin), and the page's connect-src"
                .to_owned(),
        ),
        ProxyError::TimedOut => ("network", "the proxy did not answer in time".to_owned()),
        ProxyError::Refused { status, .. } => ("refused", format!("the proxy answered {status}")),
        ProxyError::Unreadable { status } => (
            "unreadable",
            format!(
                "the proxy's answer ({status}) is not the API's JSON: does proxy-url lead to a web page?"
            ),
        ),
    };
    Notice::Error(ErrorDetail {
        kind,
        message: format!("{what}: {why}"),
    })
}
