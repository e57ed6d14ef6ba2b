//! The third party's page: an origin of its own, a strict policy, styles and listeners that would
//! hurt a widget that leaks, and a recorder of everything the widget tells its host.

use anyhow::Result;
use axum::Router;
use axum::http::header;
use axum::routing::{MethodRouter, get};
use serde_json::json;

use crate::serve::Serving;

const RECORDER: &str = include_str!("host/recorder.js");
const ALIVE: &str = include_str!("host/alive.js");
const STYLES: &str = include_str!("host/styles.js");
const HOSTILE: &str = include_str!("host/hostile.js");
const PAGE_CSS: &str = include_str!("host/page.css");
const HOSTILE_CSS: &str = include_str!("host/hostile.css");

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
    /// Whether the page does to the widget all that a page can, and holds two of them.
    pub hostile: bool,
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
        .route("/recorder.js", script(RECORDER.to_owned()))
        .route("/alive.js", script(ALIVE.to_owned()))
        .route("/hostile.js", script(HOSTILE.to_owned()))
        .route("/styles.js", script(styles()));
    Serving::start(router).await
}

fn script(text: String) -> MethodRouter {
    get(async move || ([(header::CONTENT_TYPE, "text/javascript")], text.clone()))
}

fn styles() -> String {
    let css = json!({ "page": PAGE_CSS, "hostile": HOSTILE_CSS });
    format!("window.__css = {css};\n{STYLES}")
}

fn policy(bundle: &str, proxy: &str) -> String {
    [
        "default-src 'none'".to_owned(),
        format!("script-src {bundle} 'self' 'wasm-unsafe-eval'"),
        "style-src 'none'".to_owned(),
        format!("connect-src {proxy} {bundle}"),
        format!("img-src {proxy}"),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types 'none'".to_owned(),
    ]
    .join("; ")
}

fn html(page: &Page<'_>) -> String {
    let Page {
        bundle,
        proxy,
        attributes,
        pace,
        hostile,
    } = *page;
    let attributes: String = attributes
        .iter()
        .map(|(name, value)| format!(" {name}=\"{}\"", escape(value)))
        .collect();
    let mood = if hostile { " data-hostile" } else { "" };
    let widget = format!(
        r#"<cryptorefills-checkout proxy-url="{proxy}"{attributes}></cryptorefills-checkout>"#
    );
    let widgets = if hostile {
        format!("<div id=\"place\">{widget}</div>\n{widget}")
    } else {
        widget
    };
    format!(
        r#"<!doctype html>
<html lang="en" data-pace="{pace}"{mood}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A partner's page</title>
<script src="/styles.js"></script>
<script src="/recorder.js"></script>
<script src="/alive.js"></script>
<script src="/hostile.js"></script>
<script type="module" src="{bundle}/cryptorefills-checkout.js"></script>
</head>
<body>
<main>
<h1>A partner's page</h1>
{widgets}
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
            hostile: false,
        });
        assert!(page.contains(r#" brand="&quot;>&lt;script>&amp;""#));
    }

    #[test]
    fn the_policy_allows_no_inline_code_and_only_the_two_origins() {
        let policy = policy("http://b.example", "http://p.example");
        assert!(!policy.contains("unsafe-inline"));
        assert!(policy.contains("connect-src http://p.example http://b.example;"));
        assert!(policy.contains("style-src 'none';"));
    }
}
