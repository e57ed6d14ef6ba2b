//! Serves the built widget from one directory, so that any page may load it cross-origin. Adds no
//! Content-Security-Policy: the demo page carries its own, and a framed widget must stay framable.

use std::path::{Path, PathBuf};

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::config::SetupError;
use crate::error::Failure;

/// A directory of files.
#[derive(Debug, Clone)]
pub struct Files {
    root: PathBuf,
}

impl Files {
    /// Serves this directory.
    ///
    /// # Errors
    /// The path is not a directory.
    pub fn new(root: &Path) -> Result<Self, SetupError> {
        let bad = |why: String| SetupError::Option("dist", format!("{}: {why}", root.display()));
        let real = root
            .canonicalize()
            .map_err(|error| bad(error.to_string()))?;
        if !real.is_dir() {
            return Err(bad("not a directory".to_owned()));
        }
        Ok(Self { root: real })
    }

    /// Answers a request for a file; a directory answers with its `index.html`.
    pub async fn answer(&self, method: &Method, path: &str, headers: &HeaderMap) -> Response {
        if !matches!(*method, Method::GET | Method::HEAD) {
            return Failure::NotFound.into_response();
        }
        let Some((file, body)) = self.read(path).await else {
            return Failure::NotFound.into_response();
        };
        // Weak, since the same tag stands for the compressed forms too (RFC 9110 §8.8.1).
        let digest: String = Sha256::digest(&body)
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let tag = format!("W/\"{digest}\"");
        let known = headers.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok());
        let unchanged = known.is_some_and(|list| list.split(',').any(|one| one.trim() == tag));
        let mime = mime(&file);
        let mut response = if unchanged {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            body.into_response()
        };
        let own = response.headers_mut();
        own.insert(CONTENT_TYPE, HeaderValue::from_static(mime));
        if let Ok(value) = HeaderValue::from_str(&tag) {
            own.insert(ETAG, value);
        }
        let cache = if mime.starts_with("text/html") {
            "no-cache"
        } else {
            "public, max-age=300"
        };
        own.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
        own.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        own.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        own.insert(
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        );
        response
    }

    async fn read(&self, path: &str) -> Option<(PathBuf, Vec<u8>)> {
        let mut file = self.root.clone();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            file.push(plain(part)?);
        }
        if tokio::fs::metadata(&file).await.ok()?.is_dir() {
            file.push("index.html");
        }
        // A link inside the directory must not lead out of it.
        let real = tokio::fs::canonicalize(&file).await.ok()?;
        if !real.starts_with(&self.root) {
            return None;
        }
        let body = tokio::fs::read(&real).await.ok()?;
        Some((real, body))
    }
}

/// A path segment that names a visible file and nothing else. Our own files need no percent
/// encoding, so a segment that has any names none of them.
fn plain(part: &str) -> Option<&str> {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '@' | '+');
    (!part.starts_with('.') && part.chars().all(fine)).then_some(part)
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|text| text.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("ts" | "txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
