//! Serves the built bundle the way a partner's CDN does: another origin, open to every page.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;

use crate::serve::Serving;

/// The file that every screen but the first one waits for.
pub const REST: &str = "cryptorefills-checkout-rest_bg.wasm";

/// The file that the first screen waits for.
pub const MODULE: &str = "cryptorefills-checkout_bg.wasm";

/// What happens to a request for [`REST`] or [`MODULE`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    /// It is answered.
    #[default]
    Served,
    /// It waits until this changes.
    Held,
    /// There is no such file.
    Missing,
}

#[derive(Clone)]
struct Bundle {
    dist: PathBuf,
    rest: watch::Receiver<Rest>,
    module: watch::Receiver<Rest>,
}

/// Serves every file below `dist` with its right media type, and the two parts of the widget as these say
/// at the moment.
///
/// # Errors
/// When no port can be opened.
pub async fn serve(
    dist: PathBuf,
    rest: watch::Receiver<Rest>,
    module: watch::Receiver<Rest>,
) -> Result<Serving> {
    let bundle = Bundle { dist, rest, module };
    Serving::start(Router::new().fallback(file).with_state(bundle)).await
}

async fn file(State(bundle): State<Bundle>, uri: Uri) -> Response {
    let Bundle { dist, rest, module } = bundle;
    let Some((relative, media_type)) = locate(uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let guarded = [(REST, rest), (MODULE, module)];
    let guard = guarded
        .into_iter()
        .find(|(name, _)| relative == Path::new(name));
    if let Some((_, mut rest)) = guard {
        let now = rest.wait_for(|rest| *rest != Rest::Held).await;
        if now.is_ok_and(|rest| *rest == Rest::Missing) {
            return (
                StatusCode::NOT_FOUND,
                [(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")],
            )
                .into_response();
        }
    }
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

/// The file below the folder and its media type; nothing that would lead out of the folder.
pub fn locate(path: &str) -> Option<(&Path, &'static str)> {
    let relative = Path::new(path.trim_start_matches('/'));
    let inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let media_type = media_type(relative)?;
    inside.then_some((relative, media_type))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webassembly_is_served_with_its_registered_type() {
        let (path, media_type) = locate("/cryptorefills-checkout_bg.wasm").unwrap();
        assert_eq!(path, Path::new("cryptorefills-checkout_bg.wasm"));
        assert_eq!(media_type, "application/wasm");
    }

    #[test]
    fn a_path_cannot_leave_the_folder() {
        assert_eq!(locate("/locales/../../secret.json"), None);
        assert!(locate("/locales/de.json").is_some());
    }
}
