//! Sizes, times, and the stream that nothing may hold back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Response;
use bytes::Bytes;
use common::{FakeVendor, get, json_response, open, plain_order, request, send, serve};
use futures_util::{StreamExt, stream};
use serde_json::json;
use tokio::sync::Notify;

#[tokio::test]
async fn a_body_over_64_kib_is_refused_unsent() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let proxy = vendor.proxy(&[]);
    let mut body = plain_order();
    body["lang"] = json!("x".repeat(64 * 1024));
    let got = common::post(&proxy, "/v5/orders", &body).await;
    assert_eq!(
        (got.status.as_u16(), got.error().as_str()),
        (413, "body_too_large")
    );
    let room = 64 * 1024 - 2;
    let fits = Body::from(format!("{{{}}}", " ".repeat(room)));
    assert_eq!(
        send(&proxy, request("POST", "/v5/orders", fits))
            .await
            .status,
        200
    );
    assert_eq!(vendor.seen().len(), 1);
}

#[tokio::test]
async fn a_body_that_is_no_json_object_is_refused_unsent() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let proxy = vendor.proxy(&[]);
    for text in ["", "[]", "{", "null", "\"x\""] {
        let got = send(&proxy, request("POST", "/v5/orders", Body::from(text))).await;
        assert_eq!(
            (got.status.as_u16(), got.error().as_str()),
            (400, "body_invalid"),
            "{text}"
        );
    }
    let mut form = request("POST", "/v5/orders", Body::from("{}"));
    form.headers_mut()
        .insert("content-type", "text/plain".parse().unwrap());
    assert_eq!(send(&proxy, form).await.status, 415);
    assert!(vendor.seen().is_empty());
}

#[tokio::test]
async fn an_answer_over_16_mib_is_not_passed_on() {
    let vendor = FakeVendor::start(|seen| async move {
        let size = 16 * 1024 * 1024 + usize::from(seen.path.contains("US"));
        json_response(200, vec![b' '; size])
    })
    .await;
    let proxy = vendor.proxy(&[]);
    let got = get(&proxy, "/v2/brands?country_code=US").await;
    assert_eq!(
        (got.status.as_u16(), got.error().as_str()),
        (502, "upstream_too_large")
    );
    let got = get(&proxy, "/v2/brands?country_code=IT").await;
    assert_eq!(
        (got.status.as_u16(), got.bytes.len()),
        (200, 16 * 1024 * 1024)
    );
}

#[tokio::test(start_paused = true)]
async fn a_vendor_that_never_answers_is_given_up() {
    let vendor = FakeVendor::start(|_| async {
        std::future::pending::<()>().await;
        json_response(200, "{}")
    })
    .await;
    let proxy = vendor.proxy(&[]);
    for path in ["/v3/payment_vias", "/v5/orders/abc/subscribe"] {
        let got = get(&proxy, path).await;
        assert_eq!(
            (got.status.as_u16(), got.error().as_str()),
            (504, "upstream_timeout"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn answers_are_compressed_when_the_browser_can_read_it() {
    let vendor =
        FakeVendor::start(|_| async { json_response(200, " ".repeat(9_000) + "{}") }).await;
    let mut asked = request("GET", "/v3/payment_vias", Body::empty());
    asked
        .headers_mut()
        .insert("accept-encoding", "gzip".parse().unwrap());
    let got = send(&vendor.proxy(&[]), asked).await;
    assert_eq!(got.header("content-encoding"), "gzip");
    assert!(got.bytes.len() < 1_000);
}

fn events(go: Arc<Notify>) -> Response<Body> {
    let parts = stream::unfold(0, move |index| {
        let go = go.clone();
        async move {
            if index == 1 {
                go.notified().await;
            }
            let chunk = Bytes::from(format!("data: {{\"n\":{index}}}\n\n"));
            (index < 2).then_some((Ok::<_, std::io::Error>(chunk), index + 1))
        }
    });
    Response::builder()
        .header("content-type", "text/event-stream;charset=utf-8")
        .header("cache-control", "max-age=60")
        .body(Body::from_stream(parts))
        .unwrap()
}

#[tokio::test]
async fn events_arrive_one_by_one_unbuffered_and_uncompressed() {
    let go = Arc::new(Notify::new());
    let vendors_go = go.clone();
    let vendor = FakeVendor::start(move |_| {
        let go = vendors_go.clone();
        async move { events(go) }
    })
    .await;
    let mut asked = request("GET", "/v5/orders/abc/subscribe", Body::empty());
    asked
        .headers_mut()
        .insert("accept-encoding", "gzip, br".parse().unwrap());
    let response = open(&vendor.proxy(&[]), asked).await;
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "text/event-stream;charset=utf-8");
    assert_eq!(header("cache-control"), "no-cache, no-transform");
    assert_eq!(header("x-accel-buffering"), "no");
    assert!(!response.headers().contains_key("content-encoding"));
    let mut body = response.into_body().into_data_stream();
    assert_eq!(body.next().await.unwrap().unwrap(), "data: {\"n\":0}\n\n");
    go.notify_one();
    assert_eq!(body.next().await.unwrap().unwrap(), "data: {\"n\":1}\n\n");
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn events_arrive_one_by_one_over_a_real_connection() {
    let go = Arc::new(Notify::new());
    let vendors_go = go.clone();
    let vendor = FakeVendor::start(move |_| {
        let go = vendors_go.clone();
        async move { events(go) }
    })
    .await;
    let url = serve(vendor.proxy(&[])).await;
    let asked = reqwest::Client::new()
        .get(format!("{url}/v5/orders/abc/subscribe"))
        .send();
    let mut body = asked.await.unwrap().bytes_stream();
    assert_eq!(body.next().await.unwrap().unwrap(), "data: {\"n\":0}\n\n");
    go.notify_one();
    assert_eq!(body.next().await.unwrap().unwrap(), "data: {\"n\":1}\n\n");
    assert!(body.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_silent_stream_is_given_up_and_a_slow_one_is_not() {
    let vendor = FakeVendor::start(|_| async {
        let parts = stream::unfold(0, |index| async move {
            let pause = if index == 3 {
                86_400
            } else {
                60 * index.min(1)
            };
            tokio::time::sleep(Duration::from_secs(pause)).await;
            Some((
                Ok::<_, std::io::Error>(Bytes::from_static(b": still here\n\n")),
                index + 1,
            ))
        });
        let mut response = Response::new(Body::from_stream(parts));
        response
            .headers_mut()
            .insert("content-type", "text/event-stream".parse().unwrap());
        response
    })
    .await;
    let asked = request("GET", "/v5/orders/abc/subscribe", Body::empty());
    let mut body = open(&vendor.proxy(&[]), asked)
        .await
        .into_body()
        .into_data_stream();
    for _ in 0..3 {
        assert_eq!(body.next().await.unwrap().unwrap(), ": still here\n\n");
    }
    assert!(body.next().await.unwrap().is_err());
}

#[tokio::test]
async fn a_refused_subscription_keeps_its_status() {
    let vendor = FakeVendor::saying(404, "{\"message\":\"no\"}").await;
    let got = get(&vendor.proxy(&[]), "/v5/orders/abc/subscribe").await;
    assert_eq!(
        (got.status.as_u16(), got.json()["message"].as_str()),
        (404, Some("no"))
    );
    assert_eq!(got.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_compressed_answer_of_the_vendor_is_unpacked_within_the_limit() {
    // A small gzip that unpacks to 17 MiB of zeros.
    let mut bomb = Vec::new();
    let zeros = std::io::repeat(0).take(17 * 1024 * 1024);
    flate2::read::GzEncoder::new(zeros, flate2::Compression::fast())
        .read_to_end(&mut bomb)
        .unwrap();
    assert!(bomb.len() < 200_000);
    let vendor = FakeVendor::start(move |_| {
        let bomb = bomb.clone();
        async move {
            let mut response = json_response(200, bomb);
            response
                .headers_mut()
                .insert("content-encoding", "gzip".parse().unwrap());
            response
        }
    })
    .await;
    let got = get(&vendor.proxy(&[]), "/v3/payment_vias").await;
    assert_eq!(got.error(), "upstream_too_large");
}
