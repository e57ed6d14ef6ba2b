//! The third party's page: an origin of its own, a strict policy, styles and listeners that would
//! hurt a widget that leaks, and a recorder of everything the widget tells its host.

use anyhow::Result;
use axum::Router;
use axum::http::header;
use axum::routing::get;

use crate::serve::Serving;

const RECORDER: &str = include_str!("host/recorder.js");
const STYLES: &str = include_str!("host/page.css");

/// Serves the page at `/`, with the widget carrying `attributes`.
///
/// The policy is what a careful partner sends: no inline script or style, WebAssembly allowed,
/// connections to the proxy and the bundle only.
///
/// # Errors
/// When no port can be opened.
pub async fn serve(bundle: &str, proxy: &str, attributes: &[(String, String)]) -> Result<Serving> {
    let policy = policy(bundle, proxy);
    let page = page(bundle, proxy, attributes);
    let router = Router::new()
        .route(
            "/",
            get(async move || {
                (
                    [
                        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
                        (header::CONTENT_SECURITY_POLICY, policy.clone()),
                        (header::CACHE_CONTROL, "no-store".to_owned()),
                    ],
                    page.clone(),
                )
            }),
        )
        .route(
            "/recorder.js",
            get(async || ([(header::CONTENT_TYPE, "text/javascript")], RECORDER)),
        )
        .route(
            "/page.css",
            get(async || ([(header::CONTENT_TYPE, "text/css")], STYLES)),
        );
    Serving::start(router).await
}

fn policy(bundle: &str, proxy: &str) -> String {
    [
        "default-src 'none'".to_owned(),
        format!("script-src {bundle} 'self' 'wasm-unsafe-eval'"),
        "style-src 'self'".to_owned(),
        format!("connect-src {proxy} {bundle}"),
        format!("img-src {proxy}"),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ]
    .join("; ")
}

fn page(bundle: &str, proxy: &str, attributes: &[(String, String)]) -> String {
    let attributes: String = attributes
        .iter()
        .map(|(name, value)| format!(" {name}=\"{}\"", escape(value)))
        .collect();
    format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A partner's page</title>
<link rel="stylesheet" href="/page.css">
<script src="/recorder.js"></script>
<script type="module" src="{bundle}/cryptorefills-checkout.js"></script>
</head>
<body>
<main>
<h1>A partner's page</h1>
<cryptorefills-checkout proxy-url="{proxy}"{attributes}></cryptorefills-checkout>
</main>
</body>
</html>
"#
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribute_values_cannot_leave_their_quotes() {
        let page = page("b", "p", &[("brand".into(), "\"><script>&".into())]);
        assert!(page.contains(r#" brand="&quot;>&lt;script>&amp;""#));
    }

    #[test]
    fn the_policy_allows_no_inline_code_and_only_the_two_origins() {
        let policy = policy("http://b.example", "http://p.example");
        assert!(!policy.contains("unsafe-inline"));
        assert!(policy.contains("connect-src http://p.example http://b.example;"));
        assert!(policy.contains("style-src 'self';"));
    }
}
