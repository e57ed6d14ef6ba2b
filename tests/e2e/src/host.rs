//! The third party's page: an origin of its own, a strict policy, styles and listeners that would
//! hurt a widget that leaks, and a recorder of everything the widget tells its host.

use anyhow::Result;
use axum::Router;
use axum::http::header;
use axum::routing::get;

use crate::serve::Serving;

const RECORDER: &str = include_str!("host/recorder.js");
const STYLES: &str = include_str!("host/page.css");

/// What the page holds.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The origin that the widget is loaded from.
    pub bundle: &'a str,
    /// The widget's `proxy-url`.
    pub proxy: &'a str,
    /// The widget's other attributes.
    pub attributes: &'a [(String, String)],
    /// How many times as fast as usual its timers run.
    pub pace: u32,
}

/// Serves the page at `/`.
///
/// The policy is what a careful partner sends: no inline script or style, WebAssembly allowed,
/// connections to the proxy and the bundle only.
///
/// # Errors
/// When no port can be opened.
pub async fn serve(page: &Page<'_>) -> Result<Serving> {
    let policy = policy(page.bundle, page.proxy);
    let page = html(page);
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

fn html(page: &Page<'_>) -> String {
    let Page {
        bundle,
        proxy,
        attributes,
        pace,
    } = *page;
    let attributes: String = attributes
        .iter()
        .map(|(name, value)| format!(" {name}=\"{}\"", escape(value)))
        .collect();
    format!(
        r#"<!doctype html>
<html lang="en" data-pace="{pace}">
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
        let page = html(&Page {
            bundle: "b",
            proxy: "p",
            attributes: &[("brand".into(), "\"><script>&".into())],
            pace: 1,
        });
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
