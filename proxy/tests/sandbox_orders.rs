//! An order's whole life in the sandbox.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;

use axum::Router;
use axum::body::Body;
use common::{
    act, create, get, order, plain_order, post, range_order, read, request, sandbox, send, states,
};
use serde_json::Value;

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
        ("deliver-first", "WaitingForDelivery", "PaymentReceived"),
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
