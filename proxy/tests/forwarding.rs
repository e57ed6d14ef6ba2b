//! What reaches the vendor and what comes back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use axum::body::Body;
use axum::http::Response;
use common::{FakeVendor, get, plain_order, post, request, send};
use serde_json::json;

const READS: [(&str, &str, Option<&str>); 8] = [
    ("/v3/payment_vias", "/v3/payment_vias", None),
    (
        "/v2/brands?country_code=it",
        "/v2/brands?country_code=IT",
        Some("IT"),
    ),
    (
        "/v2/homepage?country_code=US",
        "/v2/homepage?country_code=US",
        Some("US"),
    ),
    (
        "/v2/search/DE?q=a+b&lang=de",
        "/v2/search/DE?q=a+b&lang=de",
        Some("DE"),
    ),
    (
        "/v5/products/country/FR?family_name=Caf%C3%A9&coin=USDC&lang=fr&evil=1",
        "/v5/products/country/FR?family_name=Caf%C3%A9&coin=USDC&lang=fr",
        Some("FR"),
    ),
    (
        "/v4/products/price?brand_name=A&country_code=US&face_value=50&coin=BTC",
        "/v4/products/price?brand_name=A&country_code=US&face_value=50&coin=BTC",
        Some("US"),
    ),
    ("/v5/orders/abc-1_Z", "/v5/orders/abc-1_Z", None),
    ("/v5/orders/abc/subscribe", "/v5/orders/abc/subscribe", None),
];

#[tokio::test]
async fn every_read_arrives_with_the_partners_headers_and_the_country() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let proxy = vendor.proxy(&["--app-version", "9.9"]);
    for (asked, sent, country) in READS {
        assert_eq!(get(&proxy, asked).await.status, 200, "{asked}");
        let seen = vendor.seen().pop().unwrap();
        let header = |name: &str| seen.headers.get(name).map(|v| v.to_str().unwrap());
        assert_eq!((seen.method.as_str(), seen.path.as_str()), ("GET", sent));
        assert_eq!(header("x-cr-application"), Some("partner-7"));
        assert_eq!(header("x-cr-version"), Some("9.9"));
        assert_eq!(header("x-country-iso-code"), country, "{asked}");
        assert_eq!(header("x-forwarded-for"), Some("203.0.113.9"));
        assert_eq!(header("user-agent"), Some("Browser/1.0"));
        assert_eq!(header("content-type"), Some("application/json"));
        let stream = asked.ends_with("subscribe");
        let accept = if stream {
            "text/event-stream"
        } else {
            "application/json"
        };
        assert_eq!(header("accept"), Some(accept));
    }
    assert_eq!(vendor.seen().len(), READS.len());
}

#[tokio::test]
async fn bodies_arrive_byte_for_byte_with_the_country_of_the_first_delivery() {
    let vendor = FakeVendor::saying(201, "{}").await;
    let proxy = vendor.proxy(&[]);
    for path in ["/v5/orders/validations", "/v5/orders"] {
        let mut body = plain_order();
        body["deliveries"][0]["country_code"] = json!("BR");
        assert_eq!(post(&proxy, path, &body).await.status, 201);
        let seen = vendor.seen().pop().unwrap();
        assert_eq!((seen.method.as_str(), seen.path.as_str()), ("POST", path));
        assert_eq!(seen.body, body.to_string());
        assert_eq!(seen.headers["x-country-iso-code"], "BR");
    }
}

#[tokio::test]
async fn nothing_else_of_the_request_passes() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let mut asked = request("GET", "/v2/brands?country_code=US&cid=9", Body::empty());
    for (name, value) in [
        ("cookie", "session=1"),
        ("authorization", "Bearer x"),
        ("referer", "https://shop.example/a"),
        ("x-cr-application", "someone-else"),
        ("x-forwarded-for", "198.51.100.1"),
        ("x-country-iso-code", "KP"),
        ("x-custom", "1"),
        ("accept-language", "it"),
    ] {
        asked.headers_mut().insert(name, value.parse().unwrap());
    }
    assert_eq!(send(&vendor.proxy(&[]), asked).await.status, 200);
    let seen = vendor.seen().pop().unwrap();
    for name in [
        "cookie",
        "authorization",
        "referer",
        "x-custom",
        "accept-language",
        "origin",
    ] {
        assert!(!seen.headers.contains_key(name), "{name}");
    }
    assert_eq!(seen.headers["x-cr-application"], "partner-7");
    assert_eq!(seen.headers["x-forwarded-for"], "203.0.113.9");
    assert_eq!(seen.headers["x-country-iso-code"], "US");
    assert_eq!(seen.path, "/v2/brands?country_code=US");
}

#[tokio::test]
async fn a_forwarded_address_is_believed_only_when_the_operator_says_so() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let proxy = vendor.proxy(&["--trust-forwarded-for"]);
    for (given, sent) in [
        ("198.51.100.1", "198.51.100.1"),
        ("198.51.100.1, 2001:db8::7", "198.51.100.1, 2001:db8::7"),
        ("not an address", "203.0.113.9"),
    ] {
        let mut asked = request("GET", "/v3/payment_vias", Body::empty());
        asked
            .headers_mut()
            .insert("x-forwarded-for", given.parse().unwrap());
        send(&proxy, asked).await;
        assert_eq!(
            vendor.seen().pop().unwrap().headers["x-forwarded-for"],
            sent
        );
    }
}

#[tokio::test]
async fn only_type_date_and_retry_after_come_back() {
    let vendor = FakeVendor::start(|_| async {
        Response::builder()
            .status(429)
            .header("content-type", "application/json; charset=utf-8")
            .header("date", "Sat, 21 Nov 2026 15:02:36 GMT")
            .header("retry-after", "7")
            .header("set-cookie", "vendor=1")
            .header("server", "secret-edge")
            .header("access-control-allow-origin", "*")
            .header("cache-control", "public, max-age=9999")
            .body(Body::from("{\"message\":\"slow down\"}"))
            .unwrap()
    })
    .await;
    let got = get(&vendor.proxy(&[]), "/v3/payment_vias").await;
    assert_eq!(got.status, 429);
    assert_eq!(got.json()["message"], "slow down");
    assert_eq!(
        got.header("content-type"),
        "application/json; charset=utf-8"
    );
    assert_eq!(got.header("date"), "Sat, 21 Nov 2026 15:02:36 GMT");
    assert_eq!(got.header("retry-after"), "7");
    assert_eq!(got.header("cache-control"), "no-store");
    assert_eq!(
        got.header("access-control-allow-origin"),
        "https://shop.example"
    );
    assert!(!got.headers.contains_key("set-cookie") && !got.headers.contains_key("server"));
}

#[tokio::test]
async fn paths_that_are_no_route_never_reach_the_vendor() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let proxy = vendor.proxy(&[]);
    for (method, path, status) in [
        ("GET", "/", 404),
        ("GET", "/v1/brands", 404),
        ("GET", "/v6/partner/orders", 404),
        ("DELETE", "/v5/orders/abc", 404),
        ("PATCH", "/v5/orders/abc", 404),
        ("POST", "/v2/brands?country_code=US", 404),
        ("GET", "/v5/orders", 404),
        ("GET", "/v5/orders/a%2e%2e", 404),
        ("GET", "/v5/orders/abc/refund", 404),
        ("GET", "/v2/brands?country_code=USA", 400),
        ("GET", "/v2/search/1A?q=x", 400),
        ("GET", "/sandbox/stats", 404),
        ("POST", "/sandbox/faults", 404),
    ] {
        let got = send(&proxy, request(method, path, Body::empty())).await;
        assert_eq!(got.status.as_u16(), status, "{method} {path}");
        assert!(!got.error().is_empty());
    }
    assert!(vendor.seen().is_empty());
}

#[tokio::test]
async fn a_base_path_is_stripped_and_required() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let proxy = vendor.proxy(&["--base-path", "/api"]);
    assert_eq!(get(&proxy, "/api/v3/payment_vias").await.status, 200);
    assert_eq!(get(&proxy, "/v3/payment_vias").await.status, 404);
    assert_eq!(vendor.seen().len(), 1);
    assert_eq!(vendor.seen()[0].path, "/v3/payment_vias");
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_not_told() {
    let vendor = FakeVendor::start(|_| async {
        Response::builder()
            .status(302)
            .header("location", "https://elsewhere.example/")
            .body(Body::empty())
            .unwrap()
    })
    .await;
    for path in ["/v3/payment_vias", "/v5/orders/abc/subscribe"] {
        let got = get(&vendor.proxy(&[]), path).await;
        assert_eq!(
            (got.status.as_u16(), got.error().as_str()),
            (502, "upstream_redirect")
        );
        assert!(!got.headers.contains_key("location"));
        assert!(!got.text().contains("elsewhere"));
    }
}

#[tokio::test]
async fn failures_name_neither_the_vendors_host_nor_the_order() {
    let proxy = common::proxy(&["--partner-id", "x", "--upstream", "http://127.0.0.1:9"]);
    let mut asked = request("GET", "/v5/orders/secret-id-1", Body::empty());
    asked.headers_mut().remove("origin");
    let got = send(&proxy, asked).await;
    assert_eq!(
        (got.status.as_u16(), got.error().as_str()),
        (502, "upstream_unreachable")
    );
    assert!(!got.text().contains("127.0.0.1") && !got.text().contains("secret-id-1"));
}
