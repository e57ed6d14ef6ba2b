//! The sandbox's stream of an order's states.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use axum::Router;
use axum::body::Body;
use common::{act, create, get, open, plain_order, request, sandbox, serve, states};
use futures_util::StreamExt;
use serde_json::Value;

#[tokio::test(start_paused = true)]
async fn auto_pay_plays_a_payment_by_itself() {
    let router = sandbox(&["--auto-pay", "5"]);
    let made = create(&router, &plain_order()).await;
    let response = subscribe(&router, &made).await;
    let mut seen = Vec::new();
    let mut body = response.into_body().into_data_stream();
    while let Some(chunk) = body.next().await {
        if let Some(order) = message(&chunk.unwrap()) {
            seen.push(order["order_state"].as_str().unwrap().to_owned());
        }
    }
    let expected = [
        "WaitingForPayment",
        "PaymentStarted",
        "PaymentReceived",
        "WaitingForDelivery",
        "Done",
    ];
    assert_eq!(seen, expected);
}

async fn subscribe(router: &Router, made: &Value) -> axum::http::Response<Body> {
    let id = made["order_id"].as_str().unwrap();
    let path = format!("/v5/orders/{id}/subscribe");
    let response = open(router, request("GET", &path, Body::empty())).await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    response
}

fn message(chunk: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(chunk).unwrap();
    assert!(text.ends_with("\n\n"), "{text}");
    let data = text.strip_prefix("data: ")?;
    Some(serde_json::from_str(data).unwrap())
}

#[tokio::test(start_paused = true)]
async fn the_stream_tells_the_whole_order_breathes_and_stops() {
    let router = sandbox(&[]);
    let made = create(&router, &plain_order()).await;
    let mut body = subscribe(&router, &made)
        .await
        .into_body()
        .into_data_stream();
    assert_eq!(message(&body.next().await.unwrap().unwrap()).unwrap(), made);
    assert_eq!(
        get(&router, "/sandbox/stats").await.json()["open_streams"],
        1
    );
    assert_eq!(body.next().await.unwrap().unwrap(), ": still here\n\n");
    act(&router, "latest", "detect").await;
    let now = message(&body.next().await.unwrap().unwrap()).unwrap();
    assert_eq!(states(&now), ("PaymentStarted", "PaymentStarted"));
    act(&router, "latest", "refund").await;
    let now = message(&body.next().await.unwrap().unwrap()).unwrap();
    assert_eq!(now["order_state"], "Refunded");
    assert_eq!(
        body.next().await.unwrap().unwrap(),
        "event: stop\ndata: {}\n\n"
    );
    assert!(body.next().await.is_none());
    drop(body);
    assert_eq!(
        get(&router, "/sandbox/stats").await.json()["open_streams"],
        0
    );
}

#[tokio::test]
async fn the_stream_runs_over_a_real_connection_and_ends_when_the_reader_leaves() {
    let router = sandbox(&[]);
    let url = serve(router.clone()).await;
    let made = create(&router, &plain_order()).await;
    let id = made["order_id"].as_str().unwrap();
    let asked = reqwest::Client::new()
        .get(format!("{url}/v5/orders/{id}/subscribe"))
        .send();
    let mut body = Box::pin(asked.await.unwrap().bytes_stream());
    let first = message(&body.next().await.unwrap().unwrap()).unwrap();
    assert_eq!(first["order_id"], made["order_id"]);
    act(&router, id, "detect").await;
    let second = message(&body.next().await.unwrap().unwrap()).unwrap();
    assert_eq!(second["order_state"], "PaymentStarted");
    drop(body);
    loop {
        // The server notices a lost reader when it next writes.
        act(&router, id, "underpay").await;
        act(&router, id, "detect").await;
        if get(&router, "/sandbox/stats").await.json()["open_streams"] == 0 {
            break;
        }
        tokio::task::yield_now().await;
    }
}
