//! Every answer of validation that a tester can ask for.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use axum::Router;
use common::{Got, order, plain_order, post, range_order, sandbox};
use serde_json::{Value, json};

async fn validate(router: &Router, body: &Value) -> Got {
    post(router, "/v5/orders/validations", body).await
}

fn codes(answer: &Value) -> Vec<String> {
    let problems = answer["problems"].as_array().cloned().unwrap_or_default();
    problems
        .iter()
        .map(|one| one["problem"].as_str().unwrap().to_owned())
        .collect()
}

fn wishing(local: &str) -> Value {
    let address = format!("{local}@mail.shop");
    order("Northwind Market", "25 USD", &address, "USDC", "Base")
}

/// Decimal text in its smallest shown units.
fn units(text: &Value) -> u128 {
    text.as_str().unwrap().replace('.', "").parse().unwrap()
}

#[tokio::test]
async fn a_good_order_has_a_price_and_null_problems_and_its_own_words_back() {
    let answer = validate(&sandbox(&[]), &plain_order()).await.json();
    assert!(answer["problems"].is_null() && answer.get("problems").is_some());
    assert_eq!(answer["coin"], "USDC");
    // 25 dollars and 1.3 %, within the swing of the price.
    assert!(
        (252_700..=253_900).contains(&units(&answer["coin_amount"])),
        "{answer}"
    );
    let echo = &answer["deliveries"][0]["deliverable"];
    assert_eq!(echo["denomination"], "25 USD");
    assert_eq!(echo["brand_name"], "Northwind Market");
    assert_eq!(echo["beneficiary_account"], "buyer@mail.shop");
    assert_eq!(answer["deliveries"][0]["delivery_state"], "Created");
    assert!(answer["summary"]["as_USD"]["value_to_pay_in_crypto"].is_string());
    let bitcoin = order(
        "Northwind Market",
        "25 USD",
        "a@mail.shop",
        "BTC",
        "Mainnet",
    );
    let answer = validate(&sandbox(&[]), &bitcoin).await.json();
    assert!(answer.get("summary").is_none() && answer.get("payment_fee").is_none());
}

#[tokio::test]
async fn every_documented_problem_can_be_asked_for() {
    let router = sandbox(&[]);
    for code in [
        "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
        "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED",
        "DAILY_SPENDING_LIMIT_EXCEEDED",
        "MONTHLY_SPENDING_LIMIT_EXCEEDED",
        "PRODUCT_COUNT_EXCEEDED",
        "MULTIPLE_LIMITED_PRODUCT_SAME_ORDER",
        "NOT_AVAILABLE_PRODUCT",
        "PRODUCT_NOT_AVAILABLE",
        "OUT_OF_STOCK",
        "NOT_ACTIVE",
        "INVALID_BENEFICIARY_ACCOUNT",
        "INVALID_EMAIL_DOMAIN",
        "NOT_ALLOWED_PAYMENT_VIA",
        "UNSUPPORTED_PROTOCOL_COIN_COMBINATION",
        "FULLNAME_MISSING",
        "KYC_MISSING",
        "KYC_PENDING",
        "VERIFICATION_REQUIRED",
        "COUPON_REQUIRES_LOGIN",
        "COUPON_NOT_FOUND",
        "COUPON_NOT_ACTIVE",
        "COUPON_EXPIRED",
        "COUPON_ALREADY_SPENT",
        "COUPON_MAX_USAGE_REACHED",
        "COUPON_BELOW_MIN_AMOUNT",
        "COUPON_NOT_VALID_FOR_USER",
        "COUPON_NOT_VALID_FOR_CATEGORY",
        "COUPON_NOT_VALID_FOR_KIND",
        "COUPON_NOT_VALID_FOR_BRAND",
        "COUPON_NOT_VALID_FOR_COUNTRY",
        "COUPON_NOT_VALID_FOR_STORE",
        "INVALID_DENOMINATION",
        "INVALID_PRODUCT_VALUE",
        "AMOUNT_TOO_LOW",
        "AMOUNT_TOO_HIGH",
        "COUNTRY_NOT_SUPPORTED",
    ] {
        let body = wishing(&format!("problem.{}", code.to_lowercase()));
        let got = validate(&router, &body).await;
        assert_eq!(
            (got.status.as_u16(), codes(&got.json())),
            (200, vec![code.to_owned()])
        );
        let refused = post(&router, "/v5/orders", &body).await;
        assert_eq!(
            (refused.status.as_u16(), codes(&refused.json())),
            (422, vec![code.to_owned()])
        );
    }
    let several = wishing("problem.out_of_stock+daily_spending_limit_exceeded");
    let both = ["OUT_OF_STOCK", "DAILY_SPENDING_LIMIT_EXCEEDED"];
    assert_eq!(codes(&validate(&router, &several).await.json()), both);
    let unknown = wishing("problem.unknown_code");
    assert_eq!(
        codes(&validate(&router, &unknown).await.json()),
        ["NEW_THING_2027"]
    );
    assert_eq!(
        validate(&router, &wishing("problem.no_such_thing"))
            .await
            .status,
        400
    );
    assert_eq!(
        common::get(&router, "/sandbox/stats").await.json()["creations"],
        0
    );
}

#[tokio::test]
async fn refusals_of_the_whole_request_carry_a_detail() {
    let router = sandbox(&[]);
    let pay = |coin, network| order("Northwind Market", "25 USD", "a@mail.shop", coin, network);
    for (body, detail) in [
        (wishing("problem.login_required"), "LOGIN_REQUIRED"),
        (wishing("problem.suspended_coin"), "SUSPENDED_COIN"),
        (wishing("problem.suspended_network"), "SUSPENDED_NETWORK"),
        (
            order("Vault Pay", "25 USD", "a@mail.shop", "USDC", "Base"),
            "LOGIN_REQUIRED",
        ),
        (pay("XMR", "Mainnet"), "SUSPENDED_COIN"),
        (pay("USDT", "BSC"), "SUSPENDED_NETWORK"),
    ] {
        let got = validate(&router, &body).await;
        assert_eq!(
            (got.status.as_u16(), &got.json()["detail"]),
            (422, &json!(detail))
        );
    }
}

#[tokio::test]
async fn problems_follow_from_what_is_bought() {
    let router = sandbox(&[]);
    let mut eleven = plain_order();
    eleven["deliveries"] = vec![eleven["deliveries"][0].clone(); 11].into();
    let mut dear = range_order("Airvale Stays", "500", "USDC", "Base");
    dear["deliveries"] = vec![dear["deliveries"][0].clone(); 10].into();
    let phone = |account| order("Tidal Mobile Credits", "10 USD", account, "USDC", "Solana");
    let mut gate = plain_order();
    gate["payment"]["payment_via"] = json!("GATE_PAY");
    for (body, code) in [
        (eleven, "PRODUCT_COUNT_EXCEEDED"),
        (dear, "MAXIMUM_AMOUNT_PER_ORDER_EXCEEDED"),
        (gate, "NOT_ALLOWED_PAYMENT_VIA"),
        (
            order("Quiet Books", "25 USD", "a@mail.shop", "USDC", "Base"),
            "OUT_OF_STOCK",
        ),
        (
            order("No Such Brand", "25 USD", "a@mail.shop", "USDC", "Base"),
            "NOT_AVAILABLE_PRODUCT",
        ),
        (
            order("Harbor Coffee", "25 USD", "a@mail.shop", "USDC", "Base"),
            "UNSUPPORTED_PROTOCOL_COIN_COMBINATION",
        ),
        (
            order(
                "Roamly Global eSIM",
                "100 MB 1 day",
                "a@mail.shop",
                "USDC",
                "Base",
            ),
            "AMOUNT_LESS_THEN_MINIMUM_ALLOWED",
        ),
        (phone("+14155550001"), "INVALID_BENEFICIARY_ACCOUNT"),
        (phone("+14155550002"), "OUT_OF_STOCK"),
        (phone("a@mail.shop"), "INVALID_BENEFICIARY_ACCOUNT"),
        (
            order("Northwind Market", "25 USD", "+14155551234", "USDC", "Base"),
            "INVALID_BENEFICIARY_ACCOUNT",
        ),
    ] {
        assert_eq!(codes(&validate(&router, &body).await.json()), [code]);
    }
    for body in [
        phone("+14155551234"),
        order("Harbor Coffee", "25 USD", "a@mail.shop", "USDC", "Solana"),
        order("Harbor Coffee", "25 USD", "+14155551234", "ETH", "Base"),
    ] {
        assert!(validate(&router, &body).await.json()["problems"].is_null());
    }
}

#[tokio::test]
async fn what_is_not_on_sale_silently_becomes_the_dearest() {
    let router = sandbox(&[]);
    let echo = |body: Value| {
        let router = router.clone();
        async move {
            let answer = validate(&router, &body).await.json();
            assert!(answer["problems"].is_null());
            let deliverable = answer["deliveries"][0]["deliverable"].clone();
            (
                deliverable["denomination"].clone(),
                deliverable["product_value"].clone(),
            )
        }
    };
    let market = |text| order("Northwind Market", text, "a@mail.shop", "USDC", "Base");
    assert_eq!(
        echo(market("26 USD")).await,
        (json!("100 USD"), Value::Null)
    );
    assert_eq!(echo(market("25")).await, (json!("100 USD"), Value::Null));
    for value in ["4", "501", "50.5"] {
        let body = range_order("Airvale Stays", value, "USDC", "Base");
        assert_eq!(echo(body).await, (json!("range"), json!("500")), "{value}");
    }
    let body = range_order("Northwind Market", "25", "USDC", "Base");
    assert_eq!(echo(body).await, (json!("100 USD"), Value::Null));
    assert_eq!(echo(wishing("problem.substitute")).await.0, "100 USD");
    let number = json!(50);
    let mut body = range_order("Airvale Stays", "1", "USDC", "Base");
    body["deliveries"][0]["product_value"] = number;
    assert_eq!(echo(body).await, (json!("range"), json!("50")));
}

#[tokio::test]
async fn a_currency_text_on_a_free_amount_is_another_and_dearer_product() {
    let router = sandbox(&[]);
    let right = validate(
        &router,
        &range_order("Airvale Stays", "100", "USDC", "Base"),
    )
    .await
    .json();
    let wrong = order("Airvale Stays", "100 USD", "a@mail.shop", "USDC", "Base");
    let wrong = validate(&router, &wrong).await.json();
    assert_eq!(
        wrong["deliveries"][0]["deliverable"]["denomination"],
        "100 USD"
    );
    let (right, wrong) = (units(&right["coin_amount"]), units(&wrong["coin_amount"]));
    assert!(
        wrong * 1_000 > right * 1_025 && wrong * 1_000 < right * 1_040,
        "{right} {wrong}"
    );
}

#[tokio::test]
async fn no_problem_and_no_amount_can_come_together() {
    let answer = validate(&sandbox(&[]), &wishing("problem.null_amount"))
        .await
        .json();
    assert!(answer["problems"].is_null() && answer["coin_amount"].is_null());
}

#[tokio::test]
async fn coupons_work_or_say_why_not() {
    let router = sandbox(&[]);
    let with = |code: &str| {
        let mut body = plain_order();
        body["coupon_code"] = json!(code);
        body
    };
    let answer = validate(&router, &with("save10")).await.json();
    let (now, before) = (
        units(&answer["coin_amount"]),
        units(&answer["original_coin_amount"]),
    );
    assert_eq!(now, (before * 9).div_ceil(10));
    assert_eq!(answer["coupon_code"], "save10");
    let cents = |answer: &Value| units(&answer["summary"]["as_USD"]["value_to_pay_in_crypto"]);
    let dear = cents(&validate(&router, &plain_order()).await.json());
    assert!(cents(&answer) < dear, "dollars before the discount");
    for (code, problem) in [
        ("COUPON_EXPIRED", "COUPON_EXPIRED"),
        ("coupon_not_valid_for_store", "COUPON_NOT_VALID_FOR_STORE"),
        ("WHATEVER", "COUPON_NOT_FOUND"),
    ] {
        assert_eq!(
            codes(&validate(&router, &with(code)).await.json()),
            [problem]
        );
    }
}

#[tokio::test]
async fn a_wallet_for_a_refund_must_be_one_of_the_network() {
    let router = sandbox(&[]);
    let with = |wallet: &str| {
        let mut body = plain_order();
        body["refund_wallet_address"] = json!(wallet);
        body
    };
    let right = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    assert_eq!(validate(&router, &with(right)).await.status, 200);
    for wrong in [
        "",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
        "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN",
    ] {
        assert_eq!(validate(&router, &with(wrong)).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn a_body_that_no_document_describes_is_refused_with_words() {
    let router = sandbox(&[]);
    let mut nested = plain_order();
    nested["deliveries"][0] = json!({"kind": "giftcard", "quantity": 1, "deliverable": {}});
    let mut without_network = plain_order();
    without_network["payment"]
        .as_object_mut()
        .unwrap()
        .remove("network");
    let mut national = plain_order();
    national["deliveries"][0]["beneficiary_account"] = json!("415 555 1234");
    let mut elsewhere = plain_order();
    elsewhere["payment"]["network"] = json!("base");
    for body in [nested, without_network, national, elsewhere] {
        for path in ["/v5/orders/validations", "/v5/orders"] {
            let got = post(&router, path, &body).await;
            assert_eq!(got.status, 400, "{body}");
            assert!(!got.json()["message"].as_str().unwrap().is_empty());
        }
    }
    let mut nobody = plain_order();
    nobody.as_object_mut().unwrap().remove("user");
    assert_eq!(validate(&router, &nobody).await.status, 200);
    assert_eq!(post(&router, "/v5/orders", &nobody).await.status, 400);
}
