//! An order's whole life in the sandbox, and the payment data of every network.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;

use axum::Router;
use axum::body::Body;
use common::{get, open, order, plain_order, post, range_order, request, sandbox, send, serve};
use futures_util::StreamExt;
use serde_json::{Value, json};

async fn create(router: &Router, body: &Value) -> Value {
    let got = post(router, "/v5/orders", body).await;
    assert_eq!(got.status, 201, "{}", got.text());
    got.json()
}

async fn act(router: &Router, order: &str, action: &str) -> Value {
    let path = format!("/sandbox/orders/{order}/{action}");
    let got = send(router, request("POST", &path, Body::empty())).await;
    assert_eq!(got.status, 200, "{action}");
    got.json()
}

async fn read(router: &Router, made: &Value) -> Value {
    let id = made["order_id"].as_str().unwrap();
    get(router, &format!("/v5/orders/{id}")).await.json()
}

fn states(order: &Value) -> (&str, &str) {
    (
        order["order_state"].as_str().unwrap(),
        order["payment_state"].as_str().unwrap(),
    )
}

/// Waits until the order is in a state; the sandbox delivers by itself.
async fn until(router: &Router, made: &Value, state: &str) -> Value {
    loop {
        let order = read(router, made).await;
        if order["order_state"] == state {
            return order;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_created_order_has_exactly_the_keys_seen_in_production() {
    let router = sandbox(&[]);
    let made = create(
        &router,
        &range_order("Airvale Stays", "50", "BTC", "Lightning"),
    )
    .await;
    let keys: BTreeSet<&str> = made
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let expected = [
        "order_id",
        "created_at",
        "updated_at",
        "wallet_address",
        "payment_method",
        "network",
        "coin",
        "coin_amount",
        "original_price",
        "qr_url",
        "qr_text",
        "sent_coin_amount",
        "payment_state",
        "payment_via",
        "payment_requested_at",
        "payment_method_protocol",
        "payment_id",
        "payment_value",
        "deliveries",
        "order_state",
        "user",
        "is_payment_processor_external",
    ];
    assert_eq!(keys, expected.into_iter().collect());
    assert!(made["created_at"].is_string() && made["payment_requested_at"].is_string());
    assert!(made["payment_value"].is_number());
    assert_eq!(made["sent_coin_amount"], "0");
    assert_eq!(states(&made), ("WaitingForPayment", "WalletCreated"));
    assert_eq!(made["payment_method_protocol"], "LIGHTNING_LIKE");
    assert!(made["qr_url"].as_str().unwrap().contains(":443/"));
    let deliverable = &made["deliveries"][0]["deliverable"];
    assert_eq!(deliverable["denomination"], "range");
    assert_eq!(deliverable["localized_denomination"], "range");
    assert_eq!(
        (&deliverable["product_value"], &deliverable["currency_code"]),
        (&"50".into(), &"USD".into())
    );
    assert_eq!(read(&router, &made).await, made);
}

#[tokio::test]
async fn every_network_has_its_own_payment_text_about_its_own_address() {
    let router = sandbox(&[]);
    let vias = get(&router, "/v3/payment_vias").await.json();
    let mut addresses = BTreeSet::new();
    let mut count = 0;
    for coin in vias[0]["currencies"].as_array().unwrap() {
        for network in coin["networks"].as_array().unwrap() {
            if coin["is_suspended"] == true || network["is_suspended"] == true {
                continue;
            }
            let (coin, network) = (
                coin["name"].as_str().unwrap(),
                network["name"].as_str().unwrap(),
            );
            let made = create(
                &router,
                &order("Northwind Market", "25 USD", "a@mail.shop", coin, network),
            )
            .await;
            assert_eq!(
                (&made["coin"], &made["network"]),
                (&json!(coin), &json!(network))
            );
            let address = made["wallet_address"].as_str().unwrap();
            let text = made["qr_text"].as_str().unwrap();
            assert!(text.contains(address), "{coin}/{network}: {text}");
            let start = match (coin, network) {
                ("BTC", "Mainnet") => "bitcoin:bc1q",
                ("BTC", _) => "lightning:lnbc",
                ("LTC", _) => "litecoin:ltc1q",
                ("DOGE", _) => "dogecoin:D",
                (_, "Ton") => "ton://transfer/UQ",
                (_, "Tron") => "T",
                ("SUI", _) => "0x",
                (_, "Solana") => address,
                _ => "ethereum:0x",
            };
            assert!(text.starts_with(start), "{coin}/{network}: {text}");
            assert!(addresses.insert(address.to_owned()));
            count += 1;
        }
    }
    assert!(count >= 18, "{count}");
}

#[tokio::test]
async fn an_evm_text_asks_for_exactly_the_orders_amount() {
    let router = sandbox(&[]);
    for (coin, decimals) in [("USDC", 6), ("ETH", 18)] {
        let made = create(
            &router,
            &order("Northwind Market", "25 USD", "a@mail.shop", coin, "Base"),
        )
        .await;
        let amount = made["coin_amount"].as_str().unwrap();
        let (whole, rest) = amount.split_once('.').unwrap();
        let atomic = format!("{whole}{rest:0<decimals$}");
        let atomic = atomic.trim_start_matches('0');
        let text = made["qr_text"].as_str().unwrap();
        assert!(text.ends_with(&format!("={atomic}")), "{amount} {text}");
    }
}

#[tokio::test]
async fn a_payment_is_received_then_delivered_with_a_code() {
    let router = sandbox(&[]);
    let made = create(&router, &plain_order()).await;
    let address = made["wallet_address"].as_str().unwrap();
    let shown = act(&router, address, "pay").await;
    assert_eq!(states(&shown), ("PaymentReceived", "PaymentReceived"));
    assert!(shown.get("order_id").is_none());
    let done = until(&router, &made, "Done").await;
    assert_eq!(done["payment_state"], "PaymentReceived");
    assert_eq!(done["received_amount"], made["coin_amount"]);
    assert_eq!(done["payment_transactions"].as_array().unwrap().len(), 1);
    let delivery = &done["deliveries"][0];
    assert_eq!(delivery["delivery_state"], "Succeeded");
    let pin = delivery["deliverable"]["pin_code"].as_str().unwrap();
    assert_eq!(pin.len(), 19);
    assert!(delivery["deliverable"]["pin_serial"].is_string());
    assert!(
        delivery["deliverable"]["redeem_instructions"]
            .as_str()
            .unwrap()
            .contains("<ol>")
    );
}

#[tokio::test]
async fn every_kind_of_product_delivers_its_own_kind_of_code() {
    let router = sandbox(&[]);
    let mail = "a@mail.shop";
    for (body, check) in [
        (
            range_order("Airvale Stays", "50", "USDC", "Base"),
            "https://redeem.sandbox.example/",
        ),
        (
            order("Roamly Global eSIM", "1 GB 7 days", mail, "USDC", "Base"),
            "LPA:1$rsp.sandbox.example$",
        ),
        (
            order(
                "Tidal Mobile Credits",
                "10 USD",
                "+14155551234",
                "USDC",
                "Base",
            ),
            "",
        ),
    ] {
        let made = create(&router, &body).await;
        act(&router, "latest", "deliver").await;
        let done = read(&router, &made).await;
        let deliverable = &done["deliveries"][0]["deliverable"];
        match check {
            "" => {
                assert!(deliverable["pin_code"].is_null());
                assert!(deliverable["operator_reference"].is_string());
            }
            start => assert!(deliverable["pin_code"].as_str().unwrap().starts_with(start)),
        }
    }
    let made = create(
        &router,
        &order("Lumen Play", "20 USD", mail, "USDC", "Base"),
    )
    .await;
    act(&router, "latest", "deliver").await;
    let text = read(&router, &made).await["deliveries"][0]["deliverable"]["redeem_instructions"]
        .as_str()
        .unwrap()
        .to_owned();
    for hostile in [
        "<script>",
        "onerror",
        "javascript:",
        "<iframe",
        "<svg onload",
    ] {
        assert!(text.contains(hostile), "{hostile}");
    }
}

#[tokio::test]
async fn every_command_leads_where_it_says() {
    let router = sandbox(&[]);
    for (action, order_state, payment_state) in [
        ("detect", "PaymentStarted", "PaymentStarted"),
        ("underpay", "WaitingForPayment", "PartialPaymentStarted"),
        ("overpay", "WaitingForManualAction", "PaymentQuarantined"),
        ("expire", "Expired", "Expired"),
        ("pay-late", "Expired", "ExpiredAfterPaymentDetection"),
        ("deliver", "Done", "PaymentCompleted"),
        ("fail-delivery", "Done", "PaymentReceived"),
        ("review", "WaitingForManualAction", "PaymentReceived"),
        ("refund", "Refunded", "PaymentReceived"),
        ("cancel", "Canceled", "PaymentCanceled"),
    ] {
        let made = create(&router, &plain_order()).await;
        act(&router, made["order_id"].as_str().unwrap(), action).await;
        let now = read(&router, &made).await;
        assert_eq!(states(&now), (order_state, payment_state), "{action}");
        assert!(
            now["updated_at"].as_str() > made["updated_at"].as_str(),
            "{action}"
        );
        let money = !matches!(action, "expire" | "cancel");
        assert_eq!(now["sent_coin_amount"] != "0", money, "{action}");
        assert_eq!(now["payment_transactions"].is_array(), money, "{action}");
    }
}

#[tokio::test]
async fn an_underpaid_order_says_what_is_missing_and_can_be_completed() {
    let router = sandbox(&[]);
    let made = create(&router, &plain_order()).await;
    act(&router, "latest", "underpay").await;
    let short = read(&router, &made).await;
    let units = |key: &str| {
        short[key]
            .as_str()
            .unwrap()
            .replace('.', "")
            .parse::<u64>()
            .unwrap()
    };
    assert_eq!(
        units("received_amount") + units("missing_amount"),
        units("coin_amount")
    );
    let text = short["missing_amount_qr_text"].as_str().unwrap();
    assert!(text.contains(made["wallet_address"].as_str().unwrap()));
    assert!(text.ends_with(&format!("={}", units("missing_amount") * 100)));
    act(&router, "latest", "pay").await;
    let done = until(&router, &made, "Done").await;
    assert_eq!(done["received_amount"], made["coin_amount"]);
    assert_eq!(done["payment_transactions"].as_array().unwrap().len(), 2);
    assert!(done.get("missing_amount").is_none());
}

#[tokio::test]
async fn a_failed_delivery_leaves_the_others_delivered() {
    let router = sandbox(&[]);
    let mut body = plain_order();
    body["deliveries"] = vec![body["deliveries"][0].clone(); 3].into();
    let made = create(&router, &body).await;
    act(&router, "latest", "fail-delivery").await;
    let done = read(&router, &made).await;
    let delivery = |index: usize| done["deliveries"][index].clone();
    assert_eq!(delivery(0)["delivery_state"], "Failed");
    assert!(delivery(0)["deliverable"]["failure_reason"].is_string());
    assert!(delivery(0)["deliverable"]["pin_code"].is_null());
    assert_eq!(delivery(1)["delivery_state"], "Done");
    assert_eq!(delivery(2)["delivery_state"], "Succeeded");
    let pins: BTreeSet<String> = (1..3)
        .map(|i| delivery(i)["deliverable"]["pin_code"].to_string())
        .collect();
    assert_eq!(pins.len(), 2, "every code is its own");
}

#[tokio::test]
async fn an_order_may_lie_cost_more_or_be_paid_elsewhere_on_demand() {
    let router = sandbox(&[]);
    let wish = |what: &str| {
        order(
            "Northwind Market",
            "25 USD",
            &format!("problem.{what}@mail.shop"),
            "USDC",
            "Base",
        )
    };
    let lie = create(&router, &wish("mismatch")).await;
    let address = lie["wallet_address"].as_str().unwrap();
    assert!(!lie["qr_text"].as_str().unwrap().contains(address));
    let asked = post(&router, "/v5/orders/validations", &wish("price_up"))
        .await
        .json();
    let dear = create(&router, &wish("price_up")).await;
    let units = |value: &Value| {
        value["coin_amount"]
            .as_str()
            .unwrap()
            .replace('.', "")
            .parse::<u64>()
            .unwrap()
    };
    // 2 % more, with room for a price that moves between the two calls.
    assert!(units(&dear) * 1_000 > units(&asked) * 1_014);
    assert!(units(&dear) * 1_000 < units(&asked) * 1_026);
    let hosted = create(&router, &wish("hosted")).await;
    assert!(
        hosted["checkout_url"]
            .as_str()
            .unwrap()
            .starts_with("https://")
    );
    assert!(hosted["wallet_address"].is_null() && hosted["qr_text"].is_null());
    assert_eq!(hosted["is_payment_processor_external"], true);
    act(&router, "latest", "deliver").await;
    assert_eq!(read(&router, &hosted).await["order_state"], "Done");
}

#[tokio::test]
async fn commands_that_mean_nothing_are_refused() {
    let router = sandbox(&[]);
    let command = |path: &'static str| {
        let router = router.clone();
        async move {
            send(&router, request("POST", path, Body::empty()))
                .await
                .status
                .as_u16()
        }
    };
    assert_eq!(command("/sandbox/orders/latest/pay").await, 404);
    create(
        &router,
        &order(
            "Northwind Market",
            "25 USD",
            "a@mail.shop",
            "BTC",
            "Lightning",
        ),
    )
    .await;
    assert_eq!(command("/sandbox/orders/latest/explode").await, 404);
    assert_eq!(command("/sandbox/orders/unknown/pay").await, 404);
    assert_eq!(command("/sandbox/orders/latest/underpay").await, 409);
    assert_eq!(get(&router, "/sandbox/orders/latest/pay").await.status, 404);
    assert_eq!(act(&router, "latest", "deliver").await["changed"], true);
    assert_eq!(act(&router, "latest", "cancel").await["changed"], false);
}

#[tokio::test]
async fn the_panels_list_hides_ids() {
    let router = sandbox(&[]);
    let made = create(&router, &plain_order()).await;
    let list = get(&router, "/sandbox/orders").await;
    assert_eq!(list.json()[0]["address"], made["wallet_address"]);
    assert_eq!(list.json()[0]["amount"], made["coin_amount"]);
    assert!(!list.text().contains(made["order_id"].as_str().unwrap()));
}

#[tokio::test]
async fn the_oldest_of_more_than_a_thousand_orders_is_forgotten() {
    let router = sandbox(&[]);
    let first = create(&router, &plain_order()).await;
    let second = create(&router, &plain_order()).await;
    for _ in 0..999 {
        create(&router, &plain_order()).await;
    }
    assert!(read(&router, &first).await.get("order_id").is_none());
    assert_eq!(read(&router, &second).await, second);
}

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
