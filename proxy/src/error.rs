//! What may go wrong in the proxy itself, and the answer a caller gets: a code and a status, and
//! nothing about the vendor's hosts, the order or the request.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// A refusal or a failure of the proxy, as opposed to an answer of the vendor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Not one of the ten routes of contract §6.
    NotFound,
    /// A country that is not two letters.
    CountryInvalid,
    /// A query that cannot be read, repeats a key or has an overlong value.
    QueryInvalid,
    /// The page's origin is not on the list.
    OriginRefused,
    /// The request body is larger than 64 KiB.
    BodyTooLarge,
    /// The request body did not arrive in time.
    BodyTooSlow,
    /// The request body is not a JSON object.
    BodyInvalid,
    /// The request body is not declared as JSON.
    NotJson,
    /// The vendor did not answer in time.
    UpstreamTimeout,
    /// The vendor could not be reached, or the connection broke.
    UpstreamUnreachable,
    /// The vendor's answer is larger than 16 MiB.
    UpstreamTooLarge,
    /// The vendor answered with a redirect, which is never followed.
    UpstreamRedirect,
    /// `Idempotency-Key` is not 8 to 128 visible ASCII characters.
    KeyInvalid,
    /// The key was used before with another body.
    KeyReused,
    /// The first request with this key has no answer yet.
    CreationInProgress,
    /// The first request with this key may or may not have created an order.
    CreationUnknown,
    /// Too many creations are under way to remember another one.
    Busy,
}

impl Failure {
    /// HTTP status and the stable code in `error`.
    pub fn parts(self) -> (StatusCode, &'static str) {
        use StatusCode as S;
        match self {
            Self::NotFound => (S::NOT_FOUND, "not_found"),
            Self::CountryInvalid => (S::BAD_REQUEST, "country_invalid"),
            Self::QueryInvalid => (S::BAD_REQUEST, "query_invalid"),
            Self::OriginRefused => (S::FORBIDDEN, "origin_not_allowed"),
            Self::BodyTooLarge => (S::PAYLOAD_TOO_LARGE, "body_too_large"),
            Self::BodyTooSlow => (S::REQUEST_TIMEOUT, "body_too_slow"),
            Self::BodyInvalid => (S::BAD_REQUEST, "body_invalid"),
            Self::NotJson => (S::UNSUPPORTED_MEDIA_TYPE, "body_not_json"),
            Self::UpstreamTimeout => (S::GATEWAY_TIMEOUT, "upstream_timeout"),
            Self::UpstreamUnreachable => (S::BAD_GATEWAY, "upstream_unreachable"),
            Self::UpstreamTooLarge => (S::BAD_GATEWAY, "upstream_too_large"),
            Self::UpstreamRedirect => (S::BAD_GATEWAY, "upstream_redirect"),
            Self::KeyInvalid => (S::BAD_REQUEST, "idempotency_key_invalid"),
            Self::KeyReused => (S::CONFLICT, "idempotency_key_reused"),
            Self::CreationInProgress => (S::CONFLICT, "creation_in_progress"),
            Self::CreationUnknown => (S::CONFLICT, "creation_outcome_unknown"),
            Self::Busy => (S::SERVICE_UNAVAILABLE, "too_many_creations"),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, code) = self.parts();
        let mut response = (status, Json(json!({ "error": code }))).into_response();
        if matches!(self, Self::CreationInProgress | Self::Busy) {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}
