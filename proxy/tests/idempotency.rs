//! One key, one creation: every way a creation can end (contract §6).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Response;
use common::{FakeVendor, Got, get, json_response, plain_order, request, sandbox, send};
use serde_json::{Value, json};
use tokio::sync::Notify;

const KEY: &str = "key-0123456789";

async fn create(router: &Router, key: &str, body: &Value) -> Got {
    let mut asked = request("POST", "/v5/orders", Body::from(body.to_string()));
    asked
        .headers_mut()
        .insert("idempotency-key", key.parse().unwrap());
    send(router, asked).await
}

#[tokio::test]
async fn a_created_order_is_told_again_and_not_made_again() {
    let vendor = FakeVendor::saying(201, "{\"order_id\":\"a\"}").await;
    let proxy = vendor.proxy(&[]);
    for _ in 0..3 {
        let got = create(&proxy, KEY, &plain_order()).await;
        assert_eq!(
            (got.status.as_u16(), got.text().as_str()),
            (201, "{\"order_id\":\"a\"}")
        );
        assert_eq!(got.header("content-type"), "application/json");
    }
    assert_eq!(vendor.seen().len(), 1);
    assert!(!vendor.seen()[0].headers.contains_key("idempotency-key"));
    create(&proxy, "another-key", &plain_order()).await;
    assert_eq!(vendor.seen().len(), 2);
}

#[tokio::test]
async fn the_same_key_with_another_body_is_refused() {
    let vendor = FakeVendor::saying(201, "{}").await;
    let proxy = vendor.proxy(&[]);
    create(&proxy, KEY, &plain_order()).await;
    let mut other = plain_order();
    other["lang"] = json!("it");
    let got = create(&proxy, KEY, &other).await;
    assert_eq!(
        (got.status.as_u16(), got.error().as_str()),
        (409, "idempotency_key_reused")
    );
    assert_eq!(vendor.seen().len(), 1);
}

#[tokio::test]
async fn a_definite_refusal_is_told_again() {
    for status in [400, 401, 403, 404, 422] {
        let vendor = FakeVendor::saying(status, "{\"detail\":\"OUT_OF_STOCK\"}").await;
        let proxy = vendor.proxy(&[]);
        for _ in 0..2 {
            let got = create(&proxy, KEY, &plain_order()).await;
            assert_eq!(got.status.as_u16(), status);
            assert_eq!(got.json()["detail"], "OUT_OF_STOCK");
        }
        assert_eq!(vendor.seen().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn an_unclear_answer_is_passed_on_once_and_never_sent_again() {
    for status in [408, 409, 425, 429, 500, 502, 503, 504] {
        let vendor = FakeVendor::saying(status, "{\"message\":\"?\"}").await;
        let proxy = vendor.proxy(&[]);
        assert_eq!(
            create(&proxy, KEY, &plain_order()).await.json()["message"],
            "?"
        );
        for _ in 0..2 {
            let got = create(&proxy, KEY, &plain_order()).await;
            assert_eq!(
                (got.status.as_u16(), got.error().as_str()),
                (409, "creation_outcome_unknown")
            );
        }
        assert_eq!(vendor.seen().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_broken_answer_or_a_page_leaves_the_outcome_unknown() {
    let broken = FakeVendor::start(|_| async {
        let cut = futures_util::stream::iter([
            Ok(bytes::Bytes::from_static(b"{\"order")),
            Err(std::io::Error::other("cut")),
        ]);
        json_response(201, Body::from_stream(cut))
    })
    .await;
    let page = FakeVendor::saying(200, "<html>One moment</html>").await;
    for vendor in [broken, page] {
        let proxy = vendor.proxy(&[]);
        create(&proxy, KEY, &plain_order()).await;
        assert_eq!(
            create(&proxy, KEY, &plain_order()).await.error(),
            "creation_outcome_unknown"
        );
        assert_eq!(vendor.seen().len(), 1);
    }
}

#[tokio::test]
async fn while_it_is_under_way_a_repeat_is_told_to_wait() {
    let go = Arc::new(Notify::new());
    let reached = Arc::new(Notify::new());
    let (vendors_go, vendors_reached) = (go.clone(), reached.clone());
    let vendor = FakeVendor::start(move |_| {
        let (go, reached) = (vendors_go.clone(), vendors_reached.clone());
        async move {
            reached.notify_one();
            go.notified().await;
            json_response(201, "{\"order_id\":\"a\"}")
        }
    })
    .await;
    let proxy = vendor.proxy(&[]);
    let first = tokio::spawn({
        let proxy = proxy.clone();
        async move { create(&proxy, KEY, &plain_order()).await }
    });
    reached.notified().await;
    let got = create(&proxy, KEY, &plain_order()).await;
    assert_eq!(
        (got.status.as_u16(), got.error().as_str()),
        (409, "creation_in_progress")
    );
    assert_eq!(got.header("retry-after"), "1");
    go.notify_one();
    assert_eq!(first.await.unwrap().status, 201);
    assert_eq!(create(&proxy, KEY, &plain_order()).await.status, 201);
    assert_eq!(vendor.seen().len(), 1);
}

#[tokio::test]
async fn a_buyer_who_leaves_neither_cuts_the_vendor_off_nor_loses_the_answer() {
    let go = Arc::new(Notify::new());
    let reached = Arc::new(Notify::new());
    let (vendors_go, vendors_reached) = (go.clone(), reached.clone());
    let vendor = FakeVendor::start(move |_| {
        let (go, reached) = (vendors_go.clone(), vendors_reached.clone());
        async move {
            reached.notify_one();
            go.notified().await;
            json_response(201, "{\"order_id\":\"a\"}")
        }
    })
    .await;
    let proxy = vendor.proxy(&[]);
    let first = tokio::spawn({
        let proxy = proxy.clone();
        async move { create(&proxy, KEY, &plain_order()).await }
    });
    reached.notified().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    go.notify_one();
    let answer = loop {
        let got = create(&proxy, KEY, &plain_order()).await;
        if got.status != 409 {
            break got;
        }
        assert_eq!(got.error(), "creation_in_progress");
        tokio::task::yield_now().await;
    };
    assert_eq!(answer.json()["order_id"], "a");
    assert_eq!(vendor.seen().len(), 1);
}

#[tokio::test]
async fn a_key_that_is_none_is_refused_unsent() {
    let vendor = FakeVendor::saying(201, "{}").await;
    let proxy = vendor.proxy(&[]);
    for key in ["short", "with space here", &"x".repeat(129)] {
        let got = create(&proxy, key, &plain_order()).await;
        assert_eq!(
            (got.status.as_u16(), got.error().as_str()),
            (400, "idempotency_key_invalid")
        );
    }
    assert!(vendor.seen().is_empty());
}

#[tokio::test]
async fn without_a_key_every_click_is_a_creation_and_a_key_elsewhere_means_nothing() {
    let vendor = FakeVendor::saying(200, "{}").await;
    let proxy = vendor.proxy(&[]);
    common::post(&proxy, "/v5/orders", &plain_order()).await;
    common::post(&proxy, "/v5/orders", &plain_order()).await;
    for _ in 0..2 {
        let mut asked = request("POST", "/v5/orders/validations", Body::from("{}"));
        asked
            .headers_mut()
            .insert("idempotency-key", KEY.parse().unwrap());
        send(&proxy, asked).await;
    }
    assert_eq!(vendor.seen().len(), 4);
}

#[tokio::test]
async fn the_sandbox_honours_keys_too() {
    let router = sandbox(&[]);
    let first = create(&router, KEY, &plain_order()).await;
    let again = create(&router, KEY, &plain_order()).await;
    assert_eq!(first.status, 201);
    assert_eq!(first.text(), again.text());
    let fault = json!([{"path": "/v5/orders", "status": 503, "after": true}]);
    common::post(&router, "/sandbox/faults", &fault).await;
    assert_eq!(
        create(&router, "lost-answer-1", &plain_order())
            .await
            .status,
        503
    );
    let again = create(&router, "lost-answer-1", &plain_order()).await;
    assert_eq!(again.error(), "creation_outcome_unknown");
    assert_eq!(get(&router, "/sandbox/stats").await.json()["creations"], 2);
}

#[tokio::test]
async fn an_answer_of_the_vendor_without_a_type_is_still_told_again() {
    let vendor =
        FakeVendor::start(|_| async { Response::new(Body::from("{\"order_id\":\"b\"}")) }).await;
    let proxy = vendor.proxy(&[]);
    create(&proxy, KEY, &plain_order()).await;
    assert_eq!(
        create(&proxy, KEY, &plain_order()).await.json()["order_id"],
        "b"
    );
}
