//! The log tells what happened and to nobody in particular.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::io::Write;
use std::sync::{Arc, Mutex};

use common::{get, plain_order, post, sandbox};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_line_holds_the_routes_template_and_status_and_nothing_personal() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let router = sandbox(&[]);
    let made = post(&router, "/v5/orders", &plain_order()).await.json();
    let id = made["order_id"].as_str().unwrap();
    get(&router, &format!("/v5/orders/{id}")).await;
    get(&router, &format!("/v5/orders/{id}/nonsense")).await;
    get(&router, "/v2/search/US?q=wanted-words").await;
    drop(guard);
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    for present in [
        "/v5/orders/{id}",
        "/v2/search/{country}",
        "status=201",
        "status=404",
        "millis=",
    ] {
        assert!(text.contains(present), "{present} is not in {text}");
    }
    let address = made["wallet_address"].as_str().unwrap();
    for absent in [id, "buyer@mail.shop", "wanted-words", address] {
        assert!(!text.contains(absent), "{absent} is in {text}");
    }
}
