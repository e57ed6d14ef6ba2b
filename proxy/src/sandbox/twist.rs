//! Streams as networks, edges and vendors may spoil them: an order's stream comes in, one event a
//! chunk, and goes out twisted.

use std::io::Error;

use axum::body::{Body, BodyDataStream};
use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::stream::STOP;
use crate::vendor::Reply;

/// Larger than any order.
const HUGE: usize = 3 * 1024 * 1024;
/// Nobody's order.
const FOREIGN_ID: &str = "00000000-0000-4000-8000-000000000000";

/// What is done to a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Twist {
    /// Comments, `retry` and `id` fields around every message.
    Comments,
    /// Lines that end with CR LF.
    Crlf,
    /// Messages on several `data` lines.
    Multiline,
    /// Named events that nobody knows, with the order in a state that it is not in.
    Unknown,
    /// A broken message before every good one.
    BadJson,
    /// Another order before and after every message.
    OtherOrder,
    /// An older word after every message, with the first state and another amount.
    Older,
    /// A message of some megabytes, in a state that the order is not in, before every good one.
    Huge,
    /// The order as JSON, and no stream.
    Json,
    /// A web page, and no stream.
    Html,
    /// Opens and says nothing.
    Silent,
    /// Nothing until the stream has ended, then all at once.
    Buffered,
    /// `stop` after the first message, whatever the order's state.
    StopEarly,
}

impl Twist {
    /// Twists a stream's answer.
    pub async fn spoil(self, status: StatusCode, headers: HeaderMap, body: Body) -> Reply {
        let mut chunks = body.into_data_stream();
        let body = match self {
            Self::Html => {
                let page = "<!doctype html><title>Just a moment...</title><p>Checking.";
                return Reply::typed(StatusCode::OK, "text/html; charset=utf-8", page);
            }
            Self::Json => {
                let first = chunks.next().await.and_then(Result::ok);
                let order = first.as_deref().and_then(order).unwrap_or_default();
                return Reply::json(StatusCode::OK, order.to_string());
            }
            Self::Silent => Body::from_stream(stream::once(never(chunks))),
            Self::Buffered => Body::from_stream(stream::once(all(chunks))),
            Self::StopEarly => {
                let ending = stream::once(async { Ok(Bytes::from_static(STOP)) });
                Body::from_stream(chunks.take(1).chain(ending))
            }
            told => {
                Body::from_stream(chunks.map(move |chunk| chunk.map(|chunk| told.event(&chunk))))
            }
        };
        Reply::Stream {
            status,
            headers,
            body,
        }
    }

    /// What is said instead of one event.
    fn event(self, chunk: &Bytes) -> Bytes {
        let Some(order) = order(chunk) else {
            return match self {
                Self::Crlf => crlf(&String::from_utf8_lossy(chunk)),
                _ => chunk.clone(),
            };
        };
        let good = String::from_utf8_lossy(chunk);
        let refunded = json!({"order_state": "Refunded", "payment_state": "PaymentReceived"});
        let said = match self {
            Self::Crlf => return crlf(&good),
            Self::Comments => format!(
                ": a comment\nretry: 20\n\n:\nid: 7\n\n: another\nid: 8\nretry: 20\n{good}:\n\n"
            ),
            Self::Multiline => {
                let pretty = serde_json::to_string_pretty(&order).unwrap_or_default();
                let lines: String = pretty
                    .lines()
                    .map(|line| format!("data:{line}\n"))
                    .collect();
                format!("{lines}\n")
            }
            Self::Unknown => {
                let wrong = with(&order, &refunded);
                format!("event: update\ndata: {wrong}\n\n{good}event: ping\ndata: {wrong}\n\n")
            }
            Self::BadJson => format!("data: {{\"order_state\": \"Refunded\", \n\n{good}"),
            Self::OtherOrder => {
                let foreign = with(&with(&order, &refunded), &json!({"order_id": FOREIGN_ID}));
                format!("data: {foreign}\n\n{good}data: {foreign}\n\n")
            }
            Self::Older => format!("{good}data: {}\n\n", older(&order)),
            Self::Huge => {
                let padding = json!({"padding": "x".repeat(HUGE)});
                let huge = with(&with(&order, &refunded), &padding);
                format!("data: {huge}\n\n{good}")
            }
            _ => return chunk.clone(),
        };
        Bytes::from(said)
    }
}

/// The order that an event tells of.
fn order(chunk: &[u8]) -> Option<Value> {
    serde_json::from_slice(chunk.strip_prefix(b"data: ")?).ok()
}

/// The order with other values.
fn with(order: &Value, changes: &Value) -> Value {
    let mut changed = order.clone();
    if let (Some(changed), Some(changes)) = (changed.as_object_mut(), changes.as_object()) {
        changed.extend(changes.clone());
    }
    changed
}

/// What an order might have been before anything happened to it. The other amount tells whether
/// somebody believes it.
fn older(order: &Value) -> Value {
    let amount = order.get("coin_amount").and_then(Value::as_str);
    let mut first = with(
        order,
        &json!({
            "order_state": "WaitingForPayment",
            "payment_state": "WalletCreated",
            "coin_amount": format!("9{}", amount.unwrap_or_default()),
            "sent_coin_amount": "0",
            "updated_at": "2001-01-01T00:00:00.000Z",
        }),
    );
    if let Some(first) = first.as_object_mut() {
        for key in ["received_amount", "missing_amount", "payment_transactions"] {
            first.remove(key);
        }
    }
    first
}

fn crlf(text: &str) -> Bytes {
    Bytes::from(text.replace('\n', "\r\n"))
}

/// Keeps the stream open without a word.
async fn never(chunks: BodyDataStream) -> Result<Bytes, Error> {
    let _open = chunks;
    std::future::pending().await
}

/// All that is left of a stream.
async fn all(mut chunks: BodyDataStream) -> Result<Bytes, Error> {
    let mut held = Vec::new();
    while let Some(chunk) = chunks.next().await {
        held.extend_from_slice(&chunk.map_err(Error::other)?);
    }
    Ok(Bytes::from(held))
}
