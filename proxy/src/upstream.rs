//! The only way to the real vendor: adds the partner's headers, keeps the time and size limits,
//! and lets through nothing that was not asked for. Knows nothing of browsers.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, Url};

use crate::config::{Config, SetupError};
use crate::error::Failure;
use crate::routes::Endpoint;
use crate::vendor::{Answer, Asked, PASSED, Reply, is_event_stream};

/// Largest answer that is accepted, in bytes; catalogues reach megabytes (api-notes §2).
pub const LARGEST_ANSWER: usize = 16 * 1024 * 1024;

const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(30);
/// Creation is the one call that must not be given up early: its outcome would be unknown.
const CREATION: Duration = Duration::from_secs(60);
/// A stream that is silent for so long is dead.
const IDLE: Duration = Duration::from_secs(90);

const APPLICATION: HeaderName = HeaderName::from_static("x-cr-application");
const VERSION: HeaderName = HeaderName::from_static("x-cr-version");
const COUNTRY: HeaderName = HeaderName::from_static("x-country-iso-code");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The vendor's API as this partner sees it.
pub struct Upstream {
    calls: Client,
    streams: Client,
    base: String,
    partner: HeaderMap,
}

impl Upstream {
    /// Prepares the connection; nothing is sent yet.
    ///
    /// # Errors
    /// A partner id or version that cannot be a header, a bad URL, or a client that cannot start.
    pub fn new(config: &Config) -> Result<Self, SetupError> {
        let url: Url = config.upstream_url()?;
        let mut partner = HeaderMap::new();
        let id = config.partner_id.as_deref().unwrap_or("");
        partner.insert(APPLICATION, header("partner-id", id)?);
        partner.insert(VERSION, header("app-version", &config.app_version)?);
        let client = || {
            Client::builder()
                .redirect(Policy::none())
                .connect_timeout(CONNECT)
                .pool_idle_timeout(Duration::from_secs(60))
                .referer(false)
        };
        let built = |made: reqwest::Result<Client>| {
            made.map_err(|error| SetupError::Client(error.to_string()))
        };
        Ok(Self {
            calls: built(client().build())?,
            // Compression would let the vendor's side hold events back.
            streams: built(client().no_gzip().no_brotli().read_timeout(IDLE).build())?,
            base: url.as_str().trim_end_matches('/').to_owned(),
            partner,
        })
    }

    /// Sends one call on and brings the answer back.
    ///
    /// # Errors
    /// `UpstreamTimeout`, `UpstreamUnreachable`, `UpstreamTooLarge`, `UpstreamRedirect`.
    pub async fn ask(&self, asked: Asked) -> Result<Reply, Failure> {
        match asked.call.endpoint {
            Endpoint::Subscribe => self.subscribe(&asked).await,
            Endpoint::Create => self.whole(&asked, CREATION).await,
            _ => self.whole(&asked, WHOLE).await,
        }
    }

    async fn whole(&self, asked: &Asked, limit: Duration) -> Result<Reply, Failure> {
        let request = self.request(&self.calls, asked).timeout(limit);
        let response = request.send().await.map_err(failure)?;
        Ok(Reply::Whole(read(response).await?))
    }

    async fn subscribe(&self, asked: &Asked) -> Result<Reply, Failure> {
        let request = self.request(&self.streams, asked);
        let response = tokio::time::timeout(WHOLE, request.send())
            .await
            .map_err(|_| Failure::UpstreamTimeout)?
            .map_err(failure)?;
        let headers = passed(response.headers());
        if !response.status().is_success() || !is_event_stream(&headers) {
            // Bounded as a whole: an endless body that is no event stream must not hold a slot.
            let answer = tokio::time::timeout(WHOLE, read(response))
                .await
                .map_err(|_| Failure::UpstreamTimeout)??;
            return Ok(Reply::Whole(answer));
        }
        Ok(Reply::Stream {
            status: response.status(),
            headers,
            body: Body::from_stream(response.bytes_stream()),
        })
    }

    fn request(&self, client: &Client, asked: &Asked) -> RequestBuilder {
        let url = format!("{}{}", self.base, asked.call.path_and_query());
        let method = match asked.body {
            Some(_) => Method::POST,
            None => Method::GET,
        };
        let mut headers = self.partner.clone();
        let accept = match asked.call.endpoint {
            Endpoint::Subscribe => "text/event-stream",
            _ => "application/json",
        };
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let country = asked.country.as_deref();
        if let Some(value) = country.and_then(|text| HeaderValue::from_str(text).ok()) {
            headers.insert(COUNTRY, value);
        }
        if let Some(value) = &asked.forwarded_for {
            headers.insert(FORWARDED_FOR, value.clone());
        }
        if let Some(value) = &asked.user_agent {
            headers.insert(USER_AGENT, value.clone());
        }
        let request = client.request(method, url).headers(headers);
        match &asked.body {
            Some(body) => request.body(body.clone()),
            None => request,
        }
    }
}

async fn read(response: Response) -> Result<Answer, Failure> {
    let status = response.status();
    if status.is_redirection() {
        return Err(Failure::UpstreamRedirect);
    }
    let headers = passed(response.headers());
    let body = collect(response).await?;
    Ok(Answer {
        status,
        headers,
        body,
    })
}

async fn collect(response: Response) -> Result<Bytes, Failure> {
    let mut chunks = response.bytes_stream();
    let mut body = BytesMut::new();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(failure)?;
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(Failure::UpstreamTooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn passed(headers: &HeaderMap) -> HeaderMap {
    let mut kept = HeaderMap::new();
    for name in PASSED {
        if let Some(value) = headers.get(&name) {
            kept.insert(name, value.clone());
        }
    }
    kept
}

fn failure(error: reqwest::Error) -> Failure {
    if error.is_timeout() {
        Failure::UpstreamTimeout
    } else {
        Failure::UpstreamUnreachable
    }
}

fn header(option: &'static str, text: &str) -> Result<HeaderValue, SetupError> {
    let bad = || SetupError::Option(option, "cannot be sent as a header".to_owned());
    if text.is_empty() {
        return Err(bad());
    }
    HeaderValue::from_str(text).map_err(|_| bad())
}
