//! Which pages may call: refuses foreign origins before anything else happens, answers
//! preflights, and names the headers that a page may read (contract §6).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN,
    VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::config::Origins;
use crate::error::Failure;

const CHECKOUT_PROXY: HeaderName = HeaderName::from_static("checkout-proxy");

/// Wraps every API route.
pub async fn guard(State(origins): State<Arc<Origins>>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    let allowed = origin.as_ref().is_none_or(|origin| origins.allow(origin));
    let preflight = *request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if !allowed {
        Failure::OriginRefused.into_response()
    } else if preflight && origin.is_some() {
        answer_preflight(request.uri().path())
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("Origin"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if allowed {
        headers.insert(CHECKOUT_PROXY, HeaderValue::from_static("idempotency-key"));
        if let Some(origin) = origin {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.insert(
                ACCESS_CONTROL_EXPOSE_HEADERS,
                HeaderValue::from_static("Date, Retry-After, Checkout-Proxy"),
            );
        }
    }
    response
}

fn answer_preflight(path: &str) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let methods = if path.starts_with("/sandbox/") {
        "GET, POST, DELETE"
    } else {
        "GET, POST"
    };
    let headers = response.headers_mut();
    headers.insert(
        ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static(methods),
    );
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("Content-Type, Idempotency-Key"),
    );
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    response
}
