//! Serves the built bundle the way a partner's CDN does: another origin, open to every page.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::serve::Serving;

/// Serves every file below `dist` with its right media type.
///
/// # Errors
/// When no port can be opened.
pub async fn serve(dist: PathBuf) -> Result<Serving> {
    Serving::start(Router::new().fallback(file).with_state(dist)).await
}

async fn file(State(dist): State<PathBuf>, uri: Uri) -> Response {
    let relative = Path::new(uri.path().trim_start_matches('/'));
    let inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let Some(media_type) = media_type(relative).filter(|_| inside) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match tokio::fs::read(dist.join(relative)).await {
        Ok(bytes) => (
            [
                (header::CONTENT_TYPE, media_type),
                (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (header::CACHE_CONTROL, "no-store"),
            ],
            bytes,
        )
            .into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Streaming compilation of WebAssembly insists on its registered type (WebAssembly Web API §3).
fn media_type(path: &Path) -> Option<&'static str> {
    match path.extension()?.to_str()? {
        "js" => Some("text/javascript; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        "json" => Some("application/json"),
        "css" => Some("text/css; charset=utf-8"),
        "html" => Some("text/html; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}
