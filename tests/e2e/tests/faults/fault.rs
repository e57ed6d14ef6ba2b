//! What an answer can have wrong.

use serde_json::{Value, json};

/// One kind of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    BadRequest,
    NotFound,
    Conflict,
    Refused,
    BusySeconds,
    BusyDate,
    Broken,
    BadGateway,
    Unavailable,
    WebPage,
    Truncated,
    Garbage,
    WrongTypes,
    Empty,
    Slow,
    Hang,
    Reset,
}

impl Fault {
    pub const ALL: [Self; 17] = [
        Self::BadRequest,
        Self::NotFound,
        Self::Conflict,
        Self::Refused,
        Self::BusySeconds,
        Self::BusyDate,
        Self::Broken,
        Self::BadGateway,
        Self::Unavailable,
        Self::WebPage,
        Self::Truncated,
        Self::Garbage,
        Self::WrongTypes,
        Self::Empty,
        Self::Slow,
        Self::Hang,
        Self::Reset,
    ];

    /// Its name in the matrix.
    pub fn name(self) -> &'static str {
        match self {
            Self::BadRequest => "400 JSON",
            Self::NotFound => "404 JSON",
            Self::Conflict => "409 JSON",
            Self::Refused => "422 OUT_OF_STOCK",
            Self::BusySeconds => "429, Retry-After in seconds",
            Self::BusyDate => "429, Retry-After as a date",
            Self::Broken => "500 JSON",
            Self::BadGateway => "502 HTML",
            Self::Unavailable => "503 without a body",
            Self::WebPage => "HTML with status 200",
            Self::Truncated => "JSON cut off",
            Self::Garbage => "bytes that are no JSON",
            Self::WrongTypes => "wrong types",
            Self::Empty => "empty body with status 200",
            Self::Slow => "1.5 s late",
            Self::Hang => "no answer",
            Self::Reset => "connection broken off",
        }
    }

    /// What the sandbox is told; `later` is an HTTP date some seconds ahead.
    pub fn play(self, later: &str) -> Value {
        let page = "<!doctype html><title>Bad gateway</title><p>nginx";
        match self {
            Self::BadRequest => json!({ "status": 400 }),
            Self::NotFound => json!({ "status": 404 }),
            Self::Conflict => json!({ "status": 409 }),
            Self::Refused => json!({
                "status": 422,
                "body": r#"{"status":"422","detail":"OUT_OF_STOCK","reason":null}"#,
            }),
            Self::BusySeconds => json!({ "status": 429, "headers": { "Retry-After": "5" } }),
            Self::BusyDate => json!({ "status": 429, "headers": { "Retry-After": later } }),
            Self::Broken => json!({ "status": 500 }),
            Self::BadGateway => json!({
                "status": 502, "body": page, "headers": { "Content-Type": "text/html" },
            }),
            Self::Unavailable => json!({ "status": 503, "body": "" }),
            Self::WebPage => json!({ "html": true }),
            Self::Truncated => json!({ "truncate": 40 }),
            Self::Garbage => json!({ "garbage": true }),
            Self::WrongTypes => json!({ "wrong_types": true }),
            Self::Empty => json!({ "status": 200, "body": "" }),
            Self::Slow => json!({ "delay_ms": 1500 }),
            Self::Hang => json!({ "hang": true }),
            Self::Reset => json!({ "reset": true }),
        }
    }

    /// The vendor says that there is no order: believed, true or not.
    pub fn refuses(self) -> bool {
        matches!(self, Self::BadRequest | Self::NotFound | Self::Refused)
    }
}
