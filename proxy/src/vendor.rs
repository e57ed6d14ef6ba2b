//! What a vendor is to the rest of the proxy: something that is asked a `Call` and gives a
//! `Reply`. Two exist: the real one behind HTTPS and the sandbox.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, DATE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;

use crate::error::Failure;
use crate::routes::Call;
use crate::sandbox::Sandbox;
use crate::upstream::Upstream;

/// One checked request, with what is known about the person who made it.
#[derive(Clone)]
pub struct Asked {
    /// Which route, with its parameters.
    pub call: Call,
    /// The JSON body of a POST.
    pub body: Option<Bytes>,
    /// Country the request is about, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The end user's address or addresses, for `X-Forwarded-For`.
    pub forwarded_for: Option<HeaderValue>,
    /// The end user's `User-Agent`.
    pub user_agent: Option<HeaderValue>,
    /// Where this proxy was reached, such as `http://127.0.0.1:8787/api`.
    pub own_url: String,
}

/// A whole answer, held in memory.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: StatusCode,
    /// The few headers that may pass: `Content-Type`, `Date`, `Retry-After`.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// What a vendor says.
pub enum Reply {
    /// A complete answer.
    Whole(Answer),
    /// An answer whose body comes bit by bit: server-sent events, or a deliberately broken one.
    Stream {
        /// HTTP status.
        status: StatusCode,
        /// As for `Answer`.
        headers: HeaderMap,
        /// The body.
        body: Body,
    },
}

/// Headers of the vendor's answer that reach the browser; no other does.
pub const PASSED: [HeaderName; 3] = [CONTENT_TYPE, DATE, RETRY_AFTER];

impl Reply {
    /// A JSON answer.
    pub fn json(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self::typed(status, "application/json", body)
    }

    /// An answer of any type.
    pub fn typed(status: StatusCode, mime: &'static str, body: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(mime));
        Self::Whole(Answer {
            status,
            headers,
            body: body.into(),
        })
    }

    /// The response for the browser. An event stream is marked so that nothing on the way holds
    /// it back (api-notes §8); anything else must never be kept, since an order opens its codes.
    pub fn into_response(self) -> Response {
        let (status, mut headers, body) = match self {
            Self::Whole(answer) => (answer.status, answer.headers, Body::from(answer.body)),
            Self::Stream {
                status,
                headers,
                body,
            } => (status, headers, body),
        };
        if is_event_stream(&headers) {
            headers.insert(
                CACHE_CONTROL,
                HeaderValue::from_static("no-cache, no-transform"),
            );
            headers.insert(
                HeaderName::from_static("x-accel-buffering"),
                HeaderValue::from_static("no"),
            );
        } else {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }
}

/// Whether the headers announce server-sent events.
pub fn is_event_stream(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    kind.is_some_and(|text| {
        let mime = text.split(';').next().unwrap_or("").trim();
        mime.eq_ignore_ascii_case("text/event-stream")
    })
}

/// Who answers.
#[derive(Clone)]
pub enum Vendor {
    /// The vendor's API.
    Real(Arc<Upstream>),
    /// The pretend one.
    Pretend(Arc<Sandbox>),
}

impl Vendor {
    /// Asks.
    ///
    /// # Errors
    /// Whatever kept the vendor's answer from arriving whole.
    pub async fn ask(&self, asked: Asked) -> Result<Reply, Failure> {
        match self {
            Self::Real(upstream) => upstream.ask(asked).await,
            Self::Pretend(sandbox) => Ok(sandbox.ask(asked).await),
        }
    }
    /// The last thing before an answer leaves for the browser, where the sandbox plays an edge's
    /// faults.
    pub async fn hand_over(&self, call: &Call, reply: Reply) -> Reply {
        match self {
            Self::Real(_) => reply,
            Self::Pretend(sandbox) => sandbox.hand_over(call, reply).await,
        }
    }
}
