//! One fault: which requests it meets, and what it does to their answers.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use bytes::Bytes;
use futures_util::stream;
use serde::{Deserialize, Serialize};

use super::spoil::{broken_off, confused};
use super::twist::Twist;
use crate::routes::{Call, Endpoint};
use crate::vendor::Reply;

/// One fault and how often it will still be played.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fault {
    /// A route's template such as `/v5/orders/{id}`, or the beginning of a path.
    path: String,
    /// HTTP method; any if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    /// Requests it is played on; one if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
    /// Let the request have its effect first, and spoil only the answer.
    #[serde(skip_serializing_if = "is_default")]
    after: bool,
    /// Spoil the answer between the proxy and the browser: the proxy has it.
    #[serde(skip_serializing_if = "is_default")]
    edge: bool,
    /// Answer with this status, and with `body` and `headers`.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    headers: BTreeMap<String, String>,
    /// Wait first; goes with any other.
    #[serde(skip_serializing_if = "is_default")]
    delay_ms: u64,
    /// Never answer.
    #[serde(skip_serializing_if = "is_default")]
    hang: bool,
    /// Answer with only so many bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    truncate: Option<usize>,
    /// Answer with bytes that are not JSON.
    #[serde(skip_serializing_if = "is_default")]
    garbage: bool,
    /// Break a stream off after so many messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    drop_stream_after: Option<usize>,
    /// Answer with a web page and status 200.
    #[serde(skip_serializing_if = "is_default")]
    html: bool,
    /// Answer with the right keys and the wrong types.
    #[serde(skip_serializing_if = "is_default")]
    wrong_types: bool,
    /// Break the connection off in the middle of the answer.
    #[serde(skip_serializing_if = "is_default")]
    reset: bool,
    /// Twist an order's stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    stream: Option<Twist>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Fault {
    /// Whether a fault can be played at all.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), String> {
        if !self.path.starts_with('/') {
            return Err("a fault needs a path that starts with /".to_owned());
        }
        if self.times == Some(0) {
            return Err("times must be at least 1".to_owned());
        }
        if let Some(code) = self.status
            && !(200..=599).contains(&code)
        {
            return Err(format!("{code} is no status that can be answered"));
        }
        if self.changes_nothing() {
            return Err("a fault must do something".to_owned());
        }
        Ok(())
    }

    fn changes_nothing(&self) -> bool {
        let kind = Self {
            path: String::new(),
            method: None,
            times: None,
            after: false,
            edge: false,
            ..self.clone()
        };
        kind == Self::default()
    }

    /// A path that is a route's template means this route alone, so that `/v5/orders` is creation
    /// and not validation; any other path means everything that begins with it.
    pub fn meets(&self, call: &Call) -> bool {
        let method = call.endpoint.method();
        let fits = |wanted: &String| wanted.eq_ignore_ascii_case(method.as_str());
        if !self.method.as_ref().is_none_or(fits) {
            return false;
        }
        let wanted = parts(&self.path);
        let named = Endpoint::ALL.iter().any(|endpoint| {
            let method = endpoint.method();
            let fits = |wanted: &String| wanted.eq_ignore_ascii_case(method.as_str());
            self.method.as_ref().is_none_or(fits) && parts(endpoint.template()) == wanted
        });
        match named {
            true => parts(call.endpoint.template()) == wanted,
            false => call.path().starts_with(&self.path),
        }
    }

    /// One request less; `None` when that was the last.
    pub fn played(mut self) -> Option<Self> {
        let left = self.times.unwrap_or(1).saturating_sub(1);
        self.times = Some(left);
        (left > 0).then_some(self)
    }

    /// Whether it is played behind the proxy's back, on the way to the browser.
    pub fn is_at_edge(&self) -> bool {
        self.edge
    }

    /// The part that comes before the request has any effect: `Some` if it is the whole answer.
    pub async fn before(&self) -> Option<Reply> {
        if self.after || self.edge {
            return None;
        }
        self.wait().await;
        self.instead().await
    }

    /// The part that spoils an answer.
    pub async fn spoil(&self, reply: Reply) -> Reply {
        if self.after || self.edge {
            self.wait().await;
            if let Some(instead) = self.instead().await {
                return instead;
            }
        }
        match reply {
            Reply::Whole(mut answer) => {
                if self.wrong_types {
                    answer.body = confused(&answer.body);
                }
                if let Some(length) = self.truncate {
                    answer.body.truncate(length);
                }
                Reply::Whole(answer)
            }
            Reply::Stream {
                status,
                headers,
                body,
            } => {
                let body = match self.drop_stream_after {
                    Some(count) => broken_off(body, count),
                    None => body,
                };
                match self.stream {
                    Some(twist) => twist.spoil(status, headers, body).await,
                    None => Reply::Stream {
                        status,
                        headers,
                        body,
                    },
                }
            }
        }
    }

    async fn wait(&self) {
        if self.delay_ms > 0 {
            tokio::time::sleep(Duration::from_millis(self.delay_ms)).await;
        }
    }

    async fn instead(&self) -> Option<Reply> {
        if self.hang {
            std::future::pending::<()>().await;
        }
        if self.reset {
            let broken = stream::once(async { Err::<Bytes, _>(std::io::Error::other("reset")) });
            return Some(Reply::Stream {
                status: StatusCode::OK,
                headers: [(
                    axum::http::header::CONTENT_TYPE,
                    HeaderValue::from_static("application/json"),
                )]
                .into_iter()
                .collect(),
                body: Body::from_stream(broken),
            });
        }
        let mut reply = if self.garbage {
            Reply::json(
                StatusCode::OK,
                Bytes::from_static(b"\x1f\x8b\x00{\"brands\":[}<<not json"),
            )
        } else if self.html {
            let page = "<!doctype html><html><title>Just a moment...</title><p>Checking.</html>";
            Reply::typed(StatusCode::OK, "text/html; charset=utf-8", page)
        } else {
            let status = StatusCode::from_u16(self.status?).ok()?;
            let number = status.as_u16();
            let text = format!("{{\"status\":{number},\"detail\":\"played by the sandbox\"}}");
            Reply::json(status, self.body.clone().unwrap_or(text))
        };
        if let Reply::Whole(answer) = &mut reply {
            for (name, value) in &self.headers {
                if let (Ok(name), Ok(value)) =
                    (name.parse::<HeaderName>(), HeaderValue::from_str(value))
                {
                    answer.headers.insert(name, value);
                }
            }
        }
        Some(reply)
    }
}

/// A path's segments, with every parameter alike.
fn parts(path: &str) -> Vec<&str> {
    let segments = path.split('/');
    segments
        .map(|part| if part.starts_with('{') { "{}" } else { part })
        .collect()
}
