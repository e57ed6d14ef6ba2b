//! What browsers are told: origins, preflights, readable headers, and the widget's files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use axum::body::Body;
use axum::http::Request;
use common::{FakeVendor, Got, get, proxy, request, sandbox, send};

fn with_origin(method: &str, path: &str, origin: &str) -> Request<Body> {
    let mut asked = request(method, path, Body::empty());
    asked
        .headers_mut()
        .insert("origin", origin.parse().unwrap());
    asked
}

fn preflight(path: &str, origin: &str, headers: &str) -> Request<Body> {
    let mut asked = with_origin("OPTIONS", path, origin);
    asked
        .headers_mut()
        .insert("access-control-request-method", "POST".parse().unwrap());
    asked
        .headers_mut()
        .insert("access-control-request-headers", headers.parse().unwrap());
    asked
}

fn is_readable_by(got: &Got, origin: &str) {
    assert_eq!(got.header("access-control-allow-origin"), origin);
    assert_eq!(got.header("vary"), "Origin");
    assert_eq!(
        got.header("access-control-expose-headers"),
        "Date, Retry-After, Checkout-Proxy"
    );
    assert_eq!(got.header("checkout-proxy"), "idempotency-key");
    assert!(!got.headers.contains_key("access-control-allow-credentials"));
}

#[tokio::test]
async fn an_allowed_page_may_read_answers_and_refusals() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let proxy = vendor.proxy(&["--allow-origin", "http://localhost:3000"]);
    for origin in ["https://shop.example", "http://localhost:3000"] {
        for path in [
            "/v3/payment_vias",
            "/v5/orders/abc/refund",
            "/v2/brands?country_code=1",
        ] {
            let got = send(&proxy, with_origin("GET", path, origin)).await;
            is_readable_by(&got, origin);
        }
    }
}

#[tokio::test]
async fn a_foreign_page_is_refused_before_the_vendor_hears_of_it() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let proxy = vendor.proxy(&[]);
    for origin in [
        "https://evil.example",
        "https://shop.example.evil.example",
        "http://shop.example",
        "null",
        "https://shop.example:8443",
        "https://SHOP.example",
    ] {
        let got = send(&proxy, with_origin("GET", "/v3/payment_vias", origin)).await;
        assert_eq!(
            (got.status.as_u16(), got.error().as_str()),
            (403, "origin_not_allowed")
        );
        assert!(
            !got.headers.contains_key("access-control-allow-origin"),
            "{origin}"
        );
        assert_eq!(got.header("vary"), "Origin");
        let got = send(&proxy, preflight("/v5/orders", origin, "content-type")).await;
        assert_eq!(got.status, 403, "{origin}");
    }
    assert!(vendor.seen().is_empty());
}

#[tokio::test]
async fn a_caller_without_origin_is_served() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let mut asked = request("GET", "/v3/payment_vias", Body::empty());
    asked.headers_mut().remove("origin");
    let got = send(&vendor.proxy(&[]), asked).await;
    assert_eq!(got.status, 200);
    assert!(!got.headers.contains_key("access-control-allow-origin"));
    assert_eq!(got.header("vary"), "Origin");
}

#[tokio::test]
async fn a_preflight_allows_what_the_widget_sends_and_no_more() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let proxy = vendor.proxy(&[]);
    let asked = preflight(
        "/v5/orders",
        "https://shop.example",
        "content-type, idempotency-key",
    );
    let got = send(&proxy, asked).await;
    assert_eq!(got.status, 204);
    assert_eq!(
        got.header("access-control-allow-origin"),
        "https://shop.example"
    );
    assert_eq!(got.header("access-control-allow-methods"), "GET, POST");
    assert_eq!(
        got.header("access-control-allow-headers"),
        "Content-Type, Idempotency-Key"
    );
    assert_eq!(got.header("access-control-max-age"), "600");
    assert!(vendor.seen().is_empty());
}

#[tokio::test]
async fn the_sandbox_lets_any_page_in_unless_one_is_named() {
    let asked = || with_origin("GET", "/v3/payment_vias", "https://anything.example");
    let got = send(&sandbox(&[]), asked()).await;
    is_readable_by(&got, "https://anything.example");
    let named = sandbox(&["--allow-origin", "https://shop.example"]);
    assert_eq!(send(&named, asked()).await.status, 403);
}

#[tokio::test]
async fn the_widgets_files_have_their_types_and_load_from_anywhere() {
    let dir = std::env::temp_dir().join(format!("checkout-dist-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("locales")).unwrap();
    let page = format!("<!doctype html><p>{}</p>", "x".repeat(2_000));
    for (name, text) in [
        ("index.html", page.as_str()),
        ("a.js", "export {}"),
        ("a_bg.wasm", "\0asm"),
        ("a.css", "p{}"),
        ("a.svg", "<svg/>"),
        ("a.d.ts", "export {}"),
        (".secret", "no"),
    ] {
        std::fs::write(dir.join(name), text).unwrap();
    }
    std::fs::write(dir.join("locales/it.json"), "{}").unwrap();
    let router = proxy(&["--sandbox", "--dist", dir.to_str().unwrap()]);
    for (path, mime, cache) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        (
            "/a.js",
            "text/javascript; charset=utf-8",
            "public, max-age=300",
        ),
        ("/a_bg.wasm", "application/wasm", "public, max-age=300"),
        (
            "/locales/it.json",
            "application/json",
            "public, max-age=300",
        ),
        ("/a.css", "text/css; charset=utf-8", "public, max-age=300"),
        ("/a.svg", "image/svg+xml", "public, max-age=300"),
        (
            "/a.d.ts",
            "text/plain; charset=utf-8",
            "public, max-age=300",
        ),
    ] {
        let got = get(&router, path).await;
        assert_eq!(got.status, 200, "{path}");
        assert_eq!(got.header("content-type"), mime);
        assert_eq!(got.header("cache-control"), cache);
        assert_eq!(got.header("access-control-allow-origin"), "*");
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        assert!(!got.headers.contains_key("content-security-policy"));
        let mut again = request("GET", path, Body::empty());
        again
            .headers_mut()
            .insert("if-none-match", got.header("etag").parse().unwrap());
        assert_eq!(send(&router, again).await.status, 304, "{path}");
    }
    for encoding in ["br", "gzip"] {
        let mut asked = request("GET", "/", Body::empty());
        asked
            .headers_mut()
            .insert("accept-encoding", encoding.parse().unwrap());
        let got = send(&router, asked).await;
        assert_eq!(got.header("content-encoding"), encoding);
        assert!(got.bytes.len() < page.len());
    }
    for path in [
        "/.secret",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/nothing.js",
        "/locales",
    ] {
        assert_eq!(get(&router, path).await.status, 404, "{path}");
    }
    assert_eq!(
        get(&router, "/v3/payment_vias")
            .await
            .header("content-type"),
        "application/json"
    );
    std::fs::remove_dir_all(&dir).unwrap();
}
