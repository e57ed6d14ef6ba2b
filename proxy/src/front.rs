//! A request's way through the proxy: origin, route, body, vendor, answer, one log line. Knows
//! browsers and the vendor's interface, not the vendor.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use bytes::Bytes;
use serde_json::Value;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tracing::info;

use crate::config::{Config, SetupError};
use crate::cors;
use crate::creation::Creations;
use crate::error::Failure;
use crate::files::Files;
use crate::idempotency::MemoryStore;
use crate::routes::{Call, Endpoint};
use crate::sandbox::{Sandbox, control};
use crate::upstream::Upstream;
use crate::vendor::{Asked, Vendor};

const LARGEST_BODY: usize = 64 * 1024;
const BODY_TIME: Duration = Duration::from_secs(10);
/// Some megabytes at the most; a shop that creates more orders a day has a store of its own.
const REMEMBERED_CREATIONS: usize = 10_000;
/// A list of 1,200 brands is 62 kB of brotli so, and 274 kB at the fastest level: more than a second on a phone's
/// network, for some milliseconds here.
const COMPRESSION: CompressionLevel = CompressionLevel::Precise(5);

struct Front {
    vendor: Vendor,
    creations: Creations,
    base: String,
    listen: SocketAddr,
    trust_forwarded_for: bool,
}

/// The whole proxy as a router; `main` only gives it a port.
///
/// # Errors
/// An option that makes no sense.
pub fn app(config: Config) -> Result<Router, SetupError> {
    let base = config.base()?;
    let origins = Arc::new(config.origins()?);
    let files = config.dist.as_deref().map(Files::new).transpose()?;
    let (vendor, extra) = if config.sandbox {
        let sandbox = Arc::new(Sandbox::new(&config)?);
        (Vendor::Pretend(sandbox.clone()), control::router(sandbox))
    } else {
        (
            Vendor::Real(Arc::new(Upstream::new(&config)?)),
            Router::new(),
        )
    };
    let store = Arc::new(MemoryStore::new(REMEMBERED_CREATIONS));
    let front = Arc::new(Front {
        creations: Creations::new(vendor.clone(), store),
        vendor,
        base: base.clone(),
        listen: config.listen,
        trust_forwarded_for: config.trust_forwarded_for,
    });
    let mut api = Router::new();
    for version in ["/v2/{*rest}", "/v3/{*rest}", "/v4/{*rest}", "/v5/{*rest}"] {
        api = api.route(version, any(answer));
    }
    let mut api = api
        .with_state(front)
        .merge(extra)
        .layer(from_fn_with_state(origins, cors::guard));
    if !config.sandbox {
        // The sandbox speaks over loopback, where compressing only costs time.
        api = api.layer(CompressionLayer::new().quality(COMPRESSION));
    }
    let router = match base.is_empty() {
        true => api,
        false => Router::new().nest(&base, api),
    };
    let other = Router::new()
        .fallback(any(other))
        .with_state(files)
        .layer(CompressionLayer::new());
    Ok(router.fallback_service(other).layer(from_fn(log)))
}

async fn other(State(files): State<Option<Files>>, request: Request) -> Response {
    match files {
        Some(files) => {
            let path = request.uri().path();
            files
                .answer(request.method(), path, request.headers())
                .await
        }
        None => Failure::NotFound.into_response(),
    }
}

async fn answer(State(front): State<Arc<Front>>, request: Request) -> Response {
    let uri = request.uri();
    let call = match Call::read(request.method(), uri.path(), uri.query()) {
        Ok(call) => call,
        Err(failure) => return failure.into_response(),
    };
    let endpoint = call.endpoint;
    let answered = front.answer(call, request).await;
    let mut response = answered.unwrap_or_else(IntoResponse::into_response);
    response.extensions_mut().insert(endpoint);
    response
}

impl Front {
    async fn answer(&self, call: Call, request: Request) -> Result<Response, Failure> {
        let endpoint = call.endpoint;
        let (parts, body) = request.into_parts();
        let headers = &parts.headers;
        let body = match endpoint.has_body() {
            true => Some(read(headers, body).await?),
            false => None,
        };
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let asked = Asked {
            country: country(&call, body.as_ref())?,
            call: call.clone(),
            body,
            forwarded_for: self.forwarded_for(headers, peer.map(|info| info.0)),
            user_agent: headers.get(USER_AGENT).cloned(),
            own_url: self.own_url(headers),
        };
        let reply = match (endpoint, headers.get("idempotency-key")) {
            (Endpoint::Create, Some(key)) => {
                let origin = headers.get(ORIGIN).and_then(|v| v.to_str().ok());
                let key = key.to_str().map_err(|_| Failure::KeyInvalid)?;
                let creation = self.creations.once(origin.unwrap_or(""), key, asked);
                creation.await?
            }
            _ => self.vendor.ask(asked).await?,
        };
        Ok(self.vendor.hand_over(&call, reply).await.into_response())
    }

    /// The end user's address for the vendor's fraud checks (api-notes §2). A header that came in
    /// is taken over only if the operator says that a trusted reverse proxy wrote it, and only if
    /// it is a list of addresses.
    fn forwarded_for(&self, headers: &HeaderMap, peer: Option<SocketAddr>) -> Option<HeaderValue> {
        let given = headers
            .get("x-forwarded-for")
            .filter(|_| self.trust_forwarded_for)
            .filter(|value| value.len() <= 512)
            .filter(|value| value.to_str().is_ok_and(is_address_list));
        match given {
            Some(value) => Some(value.clone()),
            None => {
                let address = peer?.ip().to_canonical().to_string();
                HeaderValue::from_str(&address).ok()
            }
        }
    }

    fn own_url(&self, headers: &HeaderMap) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        let host = headers
            .get(HOST)
            .and_then(|value| value.to_str().ok())
            .filter(|text| !text.is_empty() && text.chars().all(plain))
            .map_or_else(|| self.listen.to_string(), str::to_owned);
        format!("http://{host}{}", self.base)
    }
}

fn is_address_list(text: &str) -> bool {
    text.split(',')
        .all(|one| one.trim().parse::<std::net::IpAddr>().is_ok())
}

async fn read(headers: &HeaderMap, body: axum::body::Body) -> Result<Bytes, Failure> {
    let kind = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let mime = kind.and_then(|text| text.split(';').next()).unwrap_or("");
    if !mime.trim().eq_ignore_ascii_case("application/json") {
        return Err(Failure::NotJson);
    }
    let reading = axum::body::to_bytes(body, LARGEST_BODY);
    match tokio::time::timeout(BODY_TIME, reading).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(Failure::BodyTooLarge),
        Err(_) => Err(Failure::BodyTooSlow),
    }
}

/// The delivery country: from the URL, or of the first delivery in the body.
fn country(call: &Call, body: Option<&Bytes>) -> Result<Option<String>, Failure> {
    let Some(body) = body else {
        return Ok(call.country().map(str::to_owned));
    };
    let value: Value = serde_json::from_slice(body).map_err(|_| Failure::BodyInvalid)?;
    if !value.is_object() {
        return Err(Failure::BodyInvalid);
    }
    let code = value.pointer("/deliveries/0/country_code");
    let code = code.and_then(Value::as_str).map(str::to_ascii_uppercase);
    Ok(code.filter(|text| text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())))
}

/// One line per request: template, status, time. Never a path, a body or an address, since a path
/// may hold an order id.
async fn log(request: Request, next: axum::middleware::Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let response = next.run(request).await;
    let endpoint = response.extensions().get::<Endpoint>();
    let route = endpoint.map_or("other", |endpoint| endpoint.template());
    let millis = began.elapsed().as_millis();
    info!(%method, route, status = response.status().as_u16(), millis);
    response
}
