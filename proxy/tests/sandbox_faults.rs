//! Faults on demand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use axum::Router;
use axum::body::Body;
use common::{get, open, plain_order, post, request, sandbox, send};
use futures_util::StreamExt;
use serde_json::{Value, json};

const VIAS: &str = "/v3/payment_vias";

async fn plan(router: &Router, faults: Value) {
    let got = post(router, "/sandbox/faults", &faults).await;
    assert_eq!(got.status, 200, "{}", got.text());
}

#[tokio::test]
async fn a_status_is_played_as_often_as_asked_and_then_all_is_well() {
    let router = sandbox(&[]);
    plan(
        &router,
        json!([{"path": VIAS, "times": 2, "status": 503, "body": "busy", "headers": {"Retry-After": "3"}}]),
    )
    .await;
    for left in [1, 0] {
        let got = get(&router, VIAS).await;
        assert_eq!((got.status.as_u16(), got.text().as_str()), (503, "busy"));
        assert_eq!(got.header("retry-after"), "3");
        let waiting = get(&router, "/sandbox/faults").await.json();
        assert_eq!(waiting.as_array().unwrap().len(), left);
    }
    assert_eq!(get(&router, VIAS).await.status, 200);
}

#[tokio::test]
async fn a_routes_path_means_this_route_alone() {
    let router = sandbox(&[]);
    plan(
        &router,
        json!([{"path": "/v5/orders", "method": "POST", "status": 503}]),
    )
    .await;
    let checked = post(&router, "/v5/orders/validations", &plain_order()).await;
    assert_eq!(checked.status, 200);
    assert_eq!(
        post(&router, "/v5/orders", &plain_order()).await.status,
        503
    );
    let made = post(&router, "/v5/orders", &plain_order()).await.json();
    let path = format!("/v5/orders/{}", made["order_id"].as_str().unwrap());
    plan(&router, json!([{"path": "/v5/orders/{id}", "status": 500}])).await;
    assert_eq!(get_status(&router, &format!("{path}/subscribe")).await, 200);
    assert_eq!(get_status(&router, &path).await, 500);
    plan(&router, json!([{"path": "/v2/", "status": 418}])).await;
    assert_eq!(get_status(&router, VIAS).await, 200);
    assert_eq!(get_status(&router, "/v2/search/US?q=a").await, 418);
}

async fn get_status(router: &Router, path: &str) -> u16 {
    open(router, request("GET", path, Body::empty()))
        .await
        .status()
        .as_u16()
}

#[tokio::test]
async fn spoiled_answers_are_spoiled_in_the_way_asked_for() {
    let router = sandbox(&[]);
    plan(
        &router,
        json!([
            {"path": VIAS, "garbage": true}, {"path": VIAS, "html": true},
            {"path": VIAS, "truncate": 100}, {"path": VIAS, "wrong_types": true},
        ]),
    )
    .await;
    let garbage = get(&router, VIAS).await;
    assert!(garbage.status == 200 && serde_json::from_slice::<Value>(&garbage.bytes).is_err());
    let html = get(&router, VIAS).await;
    assert_eq!(
        (html.status.as_u16(), html.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    let cut = get(&router, VIAS).await;
    assert_eq!(cut.bytes.len(), 100);
    assert!(serde_json::from_slice::<Value>(&cut.bytes).is_err());
    let wrong = get(&router, VIAS).await.json();
    assert_eq!(
        wrong["name"], 7,
        "a text became a number and the list its first element"
    );
    assert!(get(&router, VIAS).await.json().is_array());
}

#[tokio::test]
async fn a_reset_breaks_the_answer_off() {
    let router = sandbox(&[]);
    plan(&router, json!([{"path": VIAS, "reset": true}])).await;
    let response = open(&router, request("GET", VIAS, Body::empty())).await;
    let mut body = response.into_body().into_data_stream();
    assert!(body.next().await.unwrap().is_err());
}

#[tokio::test(start_paused = true)]
async fn a_delay_waits_and_a_hang_never_ends() {
    let router = sandbox(&[]);
    plan(
        &router,
        json!([{"path": VIAS, "delay_ms": 3_000}, {"path": VIAS, "hang": true}]),
    )
    .await;
    let began = tokio::time::Instant::now();
    assert_eq!(get(&router, VIAS).await.status, 200);
    assert!(began.elapsed().as_millis() >= 3_000);
    let day = std::time::Duration::from_secs(86_400);
    assert!(tokio::time::timeout(day, get(&router, VIAS)).await.is_err());
    assert_eq!(get(&router, VIAS).await.status, 200);
}

#[tokio::test]
async fn a_creation_fails_before_or_after_the_order_exists() {
    let router = sandbox(&[]);
    for (after, made) in [(false, 0), (true, 1)] {
        plan(
            &router,
            json!([{"path": "/v5/orders", "status": 503, "after": after}]),
        )
        .await;
        assert_eq!(
            post(&router, "/v5/orders", &plain_order()).await.status,
            503
        );
        assert_eq!(
            get(&router, "/sandbox/stats").await.json()["creations"],
            made
        );
    }
    assert_eq!(
        get(&router, "/sandbox/orders")
            .await
            .json()
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_stream_breaks_off_after_so_many_messages() {
    let router = sandbox(&[]);
    let made = post(&router, "/v5/orders", &plain_order()).await.json();
    let path = format!(
        "/v5/orders/{}/subscribe",
        made["order_id"].as_str().unwrap()
    );
    let fault = json!([{"path": "/v5/orders/{id}/subscribe", "drop_stream_after": 1}]);
    plan(&router, fault).await;
    let response = open(&router, request("GET", &path, Body::empty())).await;
    let mut body = response.into_body().into_data_stream();
    assert!(body.next().await.unwrap().unwrap().starts_with(b"data: "));
    assert!(body.next().await.unwrap().is_err());
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn faults_can_be_cleared_and_nonsense_is_refused() {
    let router = sandbox(&[]);
    plan(&router, json!([{"path": VIAS, "status": 500}])).await;
    let cleared = send(&router, request("DELETE", "/sandbox/faults", Body::empty())).await;
    assert_eq!(cleared.status, 204);
    assert_eq!(get(&router, VIAS).await.status, 200);
    for nonsense in [
        json!({}),
        json!([{"status": 500}]),
        json!([{"path": VIAS}]),
        json!([{"path": "v3"}]),
        json!([{"path": VIAS, "status": 99}]),
        json!([{"path": VIAS, "status": 500, "times": 0}]),
        json!([{"path": VIAS, "explode": true}]),
    ] {
        let got = post(&router, "/sandbox/faults", &nonsense).await;
        assert_eq!(got.status, 400, "{nonsense}");
    }
    let many = vec![json!({"path": VIAS, "status": 500}); 101];
    assert_eq!(
        post(&router, "/sandbox/faults", &json!(many)).await.status,
        400
    );
}
