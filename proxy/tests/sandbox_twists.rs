//! Twisted streams, read the way a browser reads them (HTML Standard, §9.2.6).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use axum::Router;
use axum::body::{Body, BodyDataStream};
use common::{act, create, get, open, plain_order, post, request, sandbox, send, serve, states};
use futures_util::StreamExt;
use serde_json::{Value, json};

const STREAM: &str = "/v5/orders/{id}/subscribe";

/// An event with data, as a browser would dispatch it.
#[derive(Debug)]
struct Event {
    name: String,
    data: String,
}

impl Event {
    fn order(&self) -> Value {
        serde_json::from_str(&self.data).unwrap()
    }
}

fn events(text: &str) -> Vec<Event> {
    let mut found = Vec::new();
    let (mut name, mut data) = (String::new(), Vec::new());
    for line in text.replace("\r\n", "\n").lines() {
        if line.is_empty() {
            if !data.is_empty() {
                let data = std::mem::take(&mut data).join("\n");
                found.push(Event {
                    name: name.clone(),
                    data,
                });
            }
            name.clear();
            continue;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut name),
            "data" => data.push(value.to_owned()),
            "" | "id" | "retry" => {}
            other => panic!("no browser knows the field {other}"),
        }
    }
    found
}

async fn subscribe(router: &Router, made: &Value, fault: Value) -> axum::http::Response<Body> {
    let mut fault = fault;
    fault["path"] = json!(STREAM);
    let got = post(router, "/sandbox/faults", &json!([fault])).await;
    assert_eq!(got.status, 200, "{}", got.text());
    let path = format!(
        "/v5/orders/{}/subscribe",
        made["order_id"].as_str().unwrap()
    );
    open(router, request("GET", &path, Body::empty())).await
}

async fn next(body: &mut BodyDataStream) -> String {
    let chunk = body.next().await.unwrap().unwrap();
    String::from_utf8(chunk.to_vec()).unwrap()
}

/// What a stream says of a fresh order, and then of the same order once it is seen on the chain.
async fn two_words(twist: &str) -> (Value, [String; 2]) {
    let router = sandbox(&[]);
    let made = create(&router, &plain_order()).await;
    let response = subscribe(&router, &made, json!({"stream": twist})).await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut body = response.into_body().into_data_stream();
    let first = next(&mut body).await;
    act(&router, "latest", "detect").await;
    (made, [first, next(&mut body).await])
}

/// The unnamed messages, all of which must be this order's true words.
fn only_true(made: &Value, words: &[String; 2]) {
    for (text, state) in words.iter().zip(["WaitingForPayment", "PaymentStarted"]) {
        let messages: Vec<Event> = events(text)
            .into_iter()
            .filter(|event| event.name.is_empty())
            .collect();
        assert_eq!(messages.len(), 1, "{text}");
        assert_eq!(messages[0].order()["order_id"], made["order_id"]);
        assert_eq!(messages[0].order()["order_state"], state);
    }
}

#[tokio::test]
async fn what_the_format_allows_changes_no_message() {
    for twist in ["comments", "crlf", "multiline", "unknown"] {
        let (made, words) = two_words(twist).await;
        only_true(&made, &words);
        let text = &words[0];
        let there = match twist {
            "comments" => text.contains(": a comment\n") && text.contains("\nretry: 20\n"),
            "crlf" => text.matches('\n').count() == text.matches("\r\n").count(),
            "multiline" => text.matches("\ndata:").count() > 20,
            _ => {
                let wrong = &events(text)[0];
                wrong.name == "update" && wrong.order()["order_state"] == "Refunded"
            }
        };
        assert!(there, "{twist}: {text}");
    }
}

#[tokio::test]
async fn a_broken_message_comes_before_the_good_one() {
    let (_, words) = two_words("bad_json").await;
    let events = events(&words[1]);
    assert!(serde_json::from_str::<Value>(&events[0].data).is_err());
    assert_eq!(
        states(&events[1].order()),
        ("PaymentStarted", "PaymentStarted")
    );
    assert_eq!(events.len(), 2);
}

#[tokio::test]
async fn another_order_is_whole_and_in_another_state() {
    let (made, words) = two_words("other_order").await;
    let events = events(&words[0]);
    let ids: Vec<Value> = events
        .iter()
        .map(|event| event.order()["order_id"].clone())
        .collect();
    assert_ne!(ids[0], made["order_id"]);
    assert_eq!(
        ids,
        [ids[0].clone(), made["order_id"].clone(), ids[0].clone()]
    );
    assert_eq!(states(&events[2].order()), ("Refunded", "PaymentReceived"));
}

#[tokio::test]
async fn an_older_word_follows_the_newer_with_another_amount() {
    let (made, words) = two_words("older").await;
    let events = events(&words[1]);
    let (newer, older) = (events[0].order(), events[1].order());
    assert_eq!(states(&newer), ("PaymentStarted", "PaymentStarted"));
    assert_eq!(states(&older), ("WaitingForPayment", "WalletCreated"));
    assert_eq!(older["order_id"], made["order_id"]);
    assert!(older["updated_at"].as_str() < newer["updated_at"].as_str());
    assert_ne!(older["coin_amount"], newer["coin_amount"]);
    assert_eq!(older["payment_transactions"], Value::Null);
}

#[tokio::test]
async fn a_huge_message_is_this_order_in_a_wrong_state() {
    let (made, words) = two_words("huge").await;
    let events = events(&words[0]);
    assert!(events[0].data.len() > 3 * 1024 * 1024);
    assert_eq!(events[0].order()["order_id"], made["order_id"]);
    assert_eq!(events[0].order()["order_state"], "Refunded");
    assert_eq!(events[1].order(), made);
}

#[tokio::test]
async fn json_and_html_are_whole_answers_and_no_streams() {
    let router = sandbox(&[]);
    let made = create(&router, &plain_order()).await;
    for (twist, kind) in [
        ("json", "application/json"),
        ("html", "text/html; charset=utf-8"),
    ] {
        let response = subscribe(&router, &made, json!({"stream": twist})).await;
        assert_eq!(response.headers()["content-type"], kind);
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap();
        match twist {
            "json" => assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), made),
            _ => assert!(bytes.starts_with(b"<!doctype html>")),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_silent_stream_is_open_and_says_nothing() {
    let router = sandbox(&[]);
    let made = create(&router, &plain_order()).await;
    let response = subscribe(&router, &made, json!({"stream": "silent"})).await;
    let mut body = response.into_body().into_data_stream();
    let day = std::time::Duration::from_secs(86_400);
    assert!(tokio::time::timeout(day, body.next()).await.is_err());
    assert_eq!(streams(&router).await, 1);
    drop(body);
    assert_eq!(streams(&router).await, 0);
}

async fn streams(router: &Router) -> u64 {
    let stats = get(router, "/sandbox/stats").await.json();
    stats["open_streams"].as_u64().unwrap()
}

#[tokio::test]
async fn a_silent_stream_ends_with_its_reader() {
    let router = sandbox(&[]);
    let url = serve(router.clone()).await;
    let made = create(&router, &plain_order()).await;
    let fault = json!([{"path": STREAM, "stream": "silent"}]);
    assert_eq!(post(&router, "/sandbox/faults", &fault).await.status, 200);
    let id = made["order_id"].as_str().unwrap();
    let asked = reqwest::Client::new().get(format!("{url}/v5/orders/{id}/subscribe"));
    let response = asked.send().await.unwrap();
    assert_eq!(streams(&router).await, 1);
    drop(response);
    while streams(&router).await > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_buffered_stream_comes_all_at_once_at_its_end() {
    let router = sandbox(&[]);
    let made = create(&router, &plain_order()).await;
    let response = subscribe(&router, &made, json!({"stream": "buffered"})).await;
    let mut body = response.into_body().into_data_stream();
    let minute = std::time::Duration::from_secs(60);
    assert!(tokio::time::timeout(minute, body.next()).await.is_err());
    // What was held is gone with the reader that gave up; a new one waits to the end.
    drop(body);
    let response = subscribe(&router, &made, json!({"stream": "buffered"})).await;
    let mut body = response.into_body().into_data_stream();
    let told = tokio::spawn(async move { next(&mut body).await });
    tokio::task::yield_now().await;
    act(&router, "latest", "detect").await;
    act(&router, "latest", "refund").await;
    let events = events(&told.await.unwrap());
    let names: Vec<&str> = events.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["", "", "", "stop"]);
}

#[tokio::test]
async fn an_early_stop_ends_the_stream_of_an_order_that_goes_on() {
    let router = sandbox(&[]);
    let made = create(&router, &plain_order()).await;
    let response = subscribe(&router, &made, json!({"stream": "stop_early"})).await;
    let mut body = response.into_body().into_data_stream();
    assert_eq!(events(&next(&mut body).await)[0].order(), made);
    assert_eq!(events(&next(&mut body).await)[0].name, "stop");
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn an_unknown_twist_is_refused() {
    let router = sandbox(&[]);
    let fault = json!([{"path": STREAM, "stream": "sideways"}]);
    assert_eq!(post(&router, "/sandbox/faults", &fault).await.status, 400);
}

#[tokio::test]
async fn an_answer_lost_at_the_edge_comes_back_with_its_key() {
    let router = sandbox(&[]);
    let fault = json!([{"path": "/v5/orders", "status": 503, "edge": true}]);
    assert_eq!(post(&router, "/sandbox/faults", &fault).await.status, 200);
    let keyed = || {
        let mut request = request("POST", "/v5/orders", Body::from(plain_order().to_string()));
        let key = "0123456789abcdef".parse().unwrap();
        request.headers_mut().insert("idempotency-key", key);
        request
    };
    assert_eq!(send(&router, keyed()).await.status, 503);
    let again = send(&router, keyed()).await;
    assert_eq!(again.status, 201);
    assert!(again.json()["order_id"].is_string());
    let stats = get(&router, "/sandbox/stats").await.json();
    assert_eq!(stats["creations"], 1);
}
