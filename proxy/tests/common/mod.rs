//! What the tests share: a proxy without a port, a fake vendor that remembers what reached it, and
//! short ways to ask.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(dead_code, reason = "each test file uses its own part")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use clap::Parser;
use cryptorefills_proxy::{Config, app};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tower::ServiceExt;

/// A request that reached the fake vendor.
#[derive(Clone)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub headers: HeaderMap,
    pub body: String,
}

/// A vendor on a real port.
pub struct FakeVendor {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl FakeVendor {
    pub async fn start<F, R>(answer: F) -> Self
    where
        F: Fn(Seen) -> R + Clone + Send + Sync + 'static,
        R: Future<Output = Response<Body>> + Send + 'static,
    {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let list = seen.clone();
        let router = Router::new().fallback(move |request: Request<Body>| {
            let (list, answer) = (list.clone(), answer.clone());
            async move {
                let (parts, body) = request.into_parts();
                let body = body.collect().await.unwrap().to_bytes();
                let one = Seen {
                    method: parts.method.to_string(),
                    path: parts.uri.to_string(),
                    headers: parts.headers,
                    body: String::from_utf8(body.to_vec()).unwrap(),
                };
                list.lock().unwrap().push(one.clone());
                answer(one).await
            }
        });
        Self {
            url: serve(router).await,
            seen,
        }
    }

    /// A vendor that always answers the same.
    pub async fn saying(status: u16, body: &'static str) -> Self {
        Self::start(move |_| async move { json_response(status, body) }).await
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// A proxy in front of it that lets https://shop.example in.
    pub fn proxy(&self, more: &[&str]) -> Router {
        let mut args = vec![
            "--partner-id",
            "partner-7",
            "--allow-origin",
            "https://shop.example",
        ];
        args.extend(["--upstream", &self.url]);
        args.extend(more);
        proxy(&args)
    }
}

/// Serves a router on a free port; its address.
pub async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

pub fn json_response(status: u16, body: impl Into<Body>) -> Response<Body> {
    Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(body.into())
        .unwrap()
}

pub fn proxy(args: &[&str]) -> Router {
    let line = ["cryptorefills-proxy"].iter().chain(args);
    app(Config::try_parse_from(line).unwrap()).unwrap()
}

/// A sandbox that delivers at once.
pub fn sandbox(more: &[&str]) -> Router {
    let mut args = vec!["--sandbox", "--delivery-ms", "0"];
    args.extend(more);
    proxy(&args)
}

/// An answer.
#[derive(Debug)]
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn error(&self) -> String {
        self.json()["error"].as_str().unwrap_or("").to_owned()
    }
}

/// A request as a browser's page at https://shop.example would make it, from 203.0.113.9.
pub fn request(method: &str, path: &str, body: Body) -> Request<Body> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "127.0.0.1:8787")
        .header("origin", "https://shop.example")
        .header("content-type", "application/json")
        .header("user-agent", "Browser/1.0")
        .body(body)
        .unwrap();
    let peer: SocketAddr = "203.0.113.9:5555".parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}

pub async fn open(router: &Router, request: Request<Body>) -> Response<Body> {
    router.clone().oneshot(request).await.unwrap()
}

pub async fn send(router: &Router, request: Request<Body>) -> Got {
    let response = open(router, request).await;
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    Got {
        status: parts.status,
        headers: parts.headers,
        bytes,
    }
}

pub async fn get(router: &Router, path: &str) -> Got {
    send(router, request("GET", path, Body::empty())).await
}

pub async fn post(router: &Router, path: &str, body: &Value) -> Got {
    send(router, request("POST", path, Body::from(body.to_string()))).await
}

/// A body for one product, paid with a coin on a network.
pub fn order(brand: &str, denomination: &str, account: &str, coin: &str, network: &str) -> Value {
    let buyer = if account.contains('@') {
        account
    } else {
        "buyer@mail.shop"
    };
    json!({
        "email": buyer,
        "user": {"email": buyer, "has_accepted_newsletter": false},
        "payment": {"type": "via", "payment_via": "USER_WALLET", "coin": coin, "network": network},
        "deliveries": [{
            "brand_name": brand,
            "country_code": "US",
            "denomination": denomination,
            "beneficiary_account": account,
        }],
        "lang": "en",
    })
}

/// The usual order: 25 dollars at Northwind Market, paid in USDC on Base.
pub fn plain_order() -> Value {
    order(
        "Northwind Market",
        "25 USD",
        "buyer@mail.shop",
        "USDC",
        "Base",
    )
}

/// A body for a free amount.
pub fn range_order(brand: &str, value: &str, coin: &str, network: &str) -> Value {
    let mut body = order(brand, "range", "buyer@mail.shop", coin, network);
    body["deliveries"][0]["product_value"] = json!(value);
    body
}

pub async fn create(router: &Router, body: &Value) -> Value {
    let got = post(router, "/v5/orders", body).await;
    assert_eq!(got.status, 201, "{}", got.text());
    got.json()
}

pub async fn act(router: &Router, order: &str, action: &str) -> Value {
    let path = format!("/sandbox/orders/{order}/{action}");
    let got = send(router, request("POST", &path, Body::empty())).await;
    assert_eq!(got.status, 200, "{action}");
    got.json()
}

pub async fn read(router: &Router, made: &Value) -> Value {
    let id = made["order_id"].as_str().unwrap();
    get(router, &format!("/v5/orders/{id}")).await.json()
}

pub fn states(order: &Value) -> (&str, &str) {
    (
        order["order_state"].as_str().unwrap(),
        order["payment_state"].as_str().unwrap(),
    )
}
