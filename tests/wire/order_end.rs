//! Orders that were delivered, held, refunded, or closed.

use super::fixture::text;
use cryptorefills_checkout::wire::{
    Deliverable, DeliveryState, DeliveryType, Kind, Order, OrderState, PaymentState,
};

fn decode(body: &str) -> Order {
    Order::decode(body).unwrap()
}

fn only(order: &Order) -> &Deliverable {
    assert_eq!(order.deliveries.len(), 1);
    &order.deliveries[0].deliverable
}

#[test]
fn order_done_pin_keeps_leading_zeros_of_serial_and_security_code() {
    let order = decode(fixture!("order_done_pin.json"));
    assert_eq!(order.order_state, OrderState::Done);
    assert_eq!(order.payment_state, PaymentState::PaymentReceived);
    assert_eq!(order.deliveries[0].state, DeliveryState::Succeeded);
    let bought = only(&order);
    assert_eq!(bought.pin_code.as_deref(), Some("TEST-0000-CODE-0001"));
    assert_eq!(bought.pin_serial.as_deref(), Some("0012340056"));
    assert_eq!(bought.security_code.as_deref(), Some("007"));
    assert_eq!(
        bought.pin_usage_instructions.as_deref(),
        Some("<p>Enter the code at the till.</p>")
    );
    assert!(bought.barcode_image_url.is_some());
}

#[test]
fn order_done_link_is_a_code_and_its_plain_http_picture_is_left_out() {
    let order = decode(fixture!("order_done_link.json"));
    assert_eq!(order.payment_state, PaymentState::PaymentCompleted);
    assert_eq!(order.deliveries[0].state, DeliveryState::Done);
    let bought = only(&order);
    assert_eq!(
        bought.pin_code.as_deref(),
        Some("https://redeem.example.com/c/TEST0001")
    );
    assert_eq!(bought.qr_image_url, None);
    assert!(
        bought
            .redeem_instructions
            .as_deref()
            .unwrap()
            .contains("javascript:")
    );
}

#[test]
fn order_done_esim_delivers_an_activation_string_by_email() {
    let order = decode(fixture!("order_done_esim.json"));
    let delivery = &order.deliveries[0];
    assert_eq!(delivery.state, DeliveryState::Completed);
    assert_eq!(delivery.kind, Kind::MobileRecharge);
    let bought = only(&order);
    let code = bought.pin_code.as_deref();
    assert_eq!(code, Some("LPA:1$rsp.example.com$TEST-MATCHING-ID"));
    assert_eq!(bought.delivery_type, Some(DeliveryType::Email));
    assert_eq!(
        bought.how_to_redeem.as_deref(),
        Some("<p>Scan the code.</p>")
    );
}

#[test]
fn order_done_top_up_has_a_reference_and_no_code() {
    let order = decode(fixture!("order_done_top_up.json"));
    let bought = only(&order);
    assert_eq!(bought.pin_code, None);
    assert_eq!(bought.operator_reference.as_deref(), Some("OP-000001"));
    assert_eq!(bought.delivery_type, Some(DeliveryType::Phone));
    assert_eq!(bought.beneficiary_account.as_deref(), Some("+390000000000"));
}

#[test]
fn order_done_one_failed_keeps_the_good_delivery_beside_the_failed_one() {
    let order = decode(fixture!("order_done_one_failed.json"));
    let states: Vec<_> = order
        .deliveries
        .iter()
        .map(|delivery| &delivery.state)
        .collect();
    assert_eq!(states, [&DeliveryState::Succeeded, &DeliveryState::Failed]);
    let failed = &order.deliveries[1].deliverable;
    assert_eq!(failed.failure_reason.as_deref(), Some("Supplier timeout"));
    assert_eq!(failed.error_description.as_deref(), Some("SUP-504"));
    assert_eq!(failed.pin_code, None);
}

#[test]
fn order_quarantined_shows_more_received_than_owed() {
    let order = decode(fixture!("order_quarantined.json"));
    assert_eq!(order.payment_state, PaymentState::PaymentQuarantined);
    assert_eq!(text(&order.coin_amount), Some("118.21"));
    assert_eq!(text(&order.received_amount), Some("119.36"));
    assert!(order.has_money_evidence);
}

#[test]
fn order_late_payment_is_no_plain_expiry() {
    let order = decode(fixture!("order_late_payment.json"));
    assert_eq!(
        order.payment_state,
        PaymentState::ExpiredAfterPaymentDetection
    );
    assert_eq!(order.order_state, OrderState::Expired);
    assert_eq!(
        order.payment_transactions,
        ["5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnb"]
    );
    assert!(order.has_money_evidence);
}

#[test]
fn order_expired_clean_has_no_money_evidence() {
    let order = decode(fixture!("order_expired_clean.json"));
    assert_eq!(order.order_state, OrderState::Expired);
    assert_eq!(order.payment_state, PaymentState::Expired);
    assert!(!order.has_money_evidence);
}

#[test]
fn order_refunded_tells_about_the_refund() {
    let order = decode(fixture!("order_refunded.json"));
    assert_eq!(order.order_state, OrderState::Refunded);
    assert_eq!(
        order.refund,
        ["coin: USDC", "amount: 26.31", "transaction: 5VERv8NM"]
    );
}

#[test]
fn order_unknown_state_claims_nothing() {
    let order = decode(fixture!("order_unknown_state.json"));
    assert_eq!(
        order.payment_state,
        PaymentState::Unknown("PaymentTeleported".to_owned())
    );
    assert_eq!(order.order_state, OrderState::Missing);
    let delivery = &order.deliveries[0];
    assert_eq!(
        delivery.state,
        DeliveryState::Unknown("InFlight".to_owned())
    );
    assert!(!delivery.kind.is_sold());
}

#[test]
fn order_debug_output_holds_no_secret_and_no_person() {
    for body in [
        fixture!("order_done_pin.json"),
        fixture!("order_done_link.json"),
        fixture!("order_done_esim.json"),
        fixture!("order_done_top_up.json"),
    ] {
        let order = decode(body);
        let shown = format!("{order:?} {:?}", order.order_id);
        assert!(shown.contains("USDC"));
        for secret in [
            "TEST",
            "LPA:",
            "0012340056",
            "007",
            "OP-000001",
            "+39",
            "buyer@",
            "8a1d7c1e",
            "d-5c1",
        ] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

#[test]
fn order_bodies_that_are_no_object_are_unreadable() {
    for body in [
        fixture!("error_page.html"),
        fixture!("error_empty.txt"),
        fixture!("error_truncated.txt"),
        "[]",
        "null",
    ] {
        assert!(Order::decode(body).is_err());
    }
}
