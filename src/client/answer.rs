//! What an answer means, before anybody reads what is in it.

use gloo_net::http::Response;
use js_sys::Date;

use super::{Client, Hint, now_ms};
use crate::wire::{ProxyError, refusal};

/// A larger answer is nothing that the API sends.
const MOST_BYTES: usize = 24 * 1024 * 1024;

impl Client {
    /// What an answer means; `read` is its body, where somebody has read it.
    pub(super) async fn answer(
        &self,
        sent: Result<Response, ProxyError>,
        read: Option<Vec<u8>>,
    ) -> Result<(u16, String), ProxyError> {
        let response = sent?;
        let headers = response.headers();
        let status = response.status();
        if let Some(server_ms) = headers.get("Date").and_then(|text| parse_date(&text)) {
            (self.hint)(Hint::ServerTime(server_ms));
        }
        let keys = headers
            .get("Checkout-Proxy")
            .is_some_and(|text| text.contains("idempotency-key"));
        if keys {
            (self.hint)(Hint::KeysHonoured);
        }
        let announced = headers
            .get("Content-Length")
            .and_then(|text| text.parse::<usize>().ok());
        if announced.is_some_and(|bytes| bytes > MOST_BYTES) {
            return Err(ProxyError::Unreadable { status });
        }
        let retry_after_ms = headers.get("Retry-After").and_then(|text| wait_ms(&text));
        let body = match read {
            Some(body) => body,
            None => response.binary().await.map_err(|error| transport(&error))?,
        };
        if body.len() > MOST_BYTES {
            return Err(ProxyError::Unreadable { status });
        }
        let body = text(body);
        if response.ok() {
            Ok((status, body))
        } else {
            Err(ProxyError::Refused {
                status,
                problems: refusal(&body),
                retry_after_ms,
            })
        }
    }
}

pub(super) fn transport(error: &gloo_net::Error) -> ProxyError {
    match error {
        gloo_net::Error::JsError(error) => failure(&error.name),
        _ => ProxyError::Offline,
    }
}

/// What an exception of this name means for a request.
pub(super) fn failure(name: &str) -> ProxyError {
    match name {
        "TimeoutError" | "AbortError" => ProxyError::TimedOut,
        _ => ProxyError::Offline,
    }
}

/// Reads UTF-8 as `Response.text()` does. That would hand over every letter by itself, which takes longer than to
/// read the list.
fn text(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), in milliseconds.
fn wait_ms(text: &str) -> Option<u64> {
    match text.trim().parse::<u64>() {
        Ok(seconds) => Some(seconds.saturating_mul(1000)),
        Err(_) => {
            let left = parse_date(text)?.saturating_sub(now_ms());
            Some(u64::try_from(left).unwrap_or(0))
        }
    }
}

fn parse_date(text: &str) -> Option<i64> {
    let ms = Date::parse(text);
    (ms.is_finite()).then_some(ms as i64)
}
