//! Every combination of order state, payment state and sign of money, by a table written from api-notes
//! section 8 and not from the code.
//!
//! The first word that holds wins: Delivered, Refunded, Held, Late by its own name, reView, Issuing,
//! Paid, Seen in transit, Late because it ended with money, Failed, Cancelled, Expired, Underpaid, then
//! Waiting or an Address in the making; `?` is a word that claims nothing. A part that arrived yields to
//! every ending, since its rest could be paid.

use cryptorefills_checkout::checkout::phase::{Phase, is_cleanly_over, money_evidence, phase};
use cryptorefills_checkout::wire::Order;
use serde_json::{Value, json};

use crate::vendor::merge;

/// The rows below.
const ORDER: [&str; 19] = [
    "Created",
    "WaitingForPayment",
    "PaymentStarted",
    "PartialPaymentStarted",
    "PaymentReceived",
    "PaymentFailed",
    "PaymentSetupFailed",
    "WaitingForNFTCards",
    "NFTCardsSpent",
    "WaitingForCoupon",
    "WaitingForDelivery",
    "WaitingForManualAction",
    "Done",
    "Completed",
    "Refunded",
    "Expired",
    "Canceled",
    "Teleporting",
    "",
];

/// The columns below.
const PAYMENT: [&str; 23] = [
    "WalletRequested",
    "WalletCreated",
    "PaymentRequested",
    "PaymentStarted",
    "PartialPaymentStarted",
    "WaitingForComplianceReport",
    "PaymentQuarantined",
    "PaymentReceived",
    "PaymentCompleted",
    "Failed",
    "WaitingForExpiry",
    "WaitingForExpiryAfterPaymentDetection",
    "Expired",
    "ExpiredAfterPaymentDetection",
    "PaymentCanceled",
    "PaymentConfirmed",
    "PaymentSucceeded",
    "PaymentRejected",
    "PaymentUnderpaid",
    "PaymentRefunded",
    "PaymentExpired",
    "Teleporting",
    "",
];

/// No other sign of money than the states themselves.
const NOTHING: [&str; 19] = [
    "AWWSUHHPPFELELCSSHURE?W", // Created
    "AWWSUHHPPFELELCSSHURE?W", // WaitingForPayment
    "SSSSUHHPPSSLSLSSSHURSSS", // PaymentStarted
    "UUUUUHHPPFLLLLLUUHURLUU", // PartialPaymentStarted
    "PPPPPHHPPPPLPLPPPHPRPPP", // PaymentReceived
    "FFFSFHHPPFFLFLFSSHFRFFF", // PaymentFailed
    "FFFSFHHPPFFLFLFSSHFRFFF", // PaymentSetupFailed
    "???SUHHPPFELELCSSHURE??", // WaitingForNFTCards
    "???SUHHPPFELELCSSHURE??", // NFTCardsSpent
    "???SUHHPPFELELCSSHURE??", // WaitingForCoupon
    "IIIIIHHIIIILILIIIHIRIII", // WaitingForDelivery
    "VVVVVHHVVVVLVLVVVHVRVVV", // WaitingForManualAction
    "DDDDDDDDDDDDDDDDDDDDDDD", // Done
    "DDDDDDDDDDDDDDDDDDDDDDD", // Completed
    "RRRRRRRRRRRRRRRRRRRRRRR", // Refunded
    "EEESLHHPPFELELCSSHLREEE", // Expired
    "CCCSLHHPPFCLCLCSSHLRCCC", // Canceled
    "???SUHHPPFELELCSSHURE??", // Teleporting
    "???SUHHPPFELELCSSHURE??", // none
];

/// Something was sent.
const SENT: [&str; 19] = [
    "SSSSUHHPPFLLLLLSSHURL?S", // Created
    "SSSSUHHPPFLLLLLSSHURL?S", // WaitingForPayment
    "SSSSUHHPPSSLSLSSSHURSSS", // PaymentStarted
    "UUUUUHHPPFLLLLLUUHURLUU", // PartialPaymentStarted
    "PPPPPHHPPPPLPLPPPHPRPPP", // PaymentReceived
    "FFFSFHHPPFLLLLLSSHFRLFF", // PaymentFailed
    "FFFSFHHPPFLLLLLSSHFRLFF", // PaymentSetupFailed
    "???SUHHPPFLLLLLSSHURL??", // WaitingForNFTCards
    "???SUHHPPFLLLLLSSHURL??", // NFTCardsSpent
    "???SUHHPPFLLLLLSSHURL??", // WaitingForCoupon
    "IIIIIHHIIIILILIIIHIRIII", // WaitingForDelivery
    "VVVVVHHVVVVLVLVVVHVRVVV", // WaitingForManualAction
    "DDDDDDDDDDDDDDDDDDDDDDD", // Done
    "DDDDDDDDDDDDDDDDDDDDDDD", // Completed
    "RRRRRRRRRRRRRRRRRRRRRRR", // Refunded
    "LLLSLHHPPLLLLLLSSHLRLLL", // Expired
    "LLLSLHHPPLLLLLLSSHLRLLL", // Canceled
    "???SUHHPPFLLLLLSSHURL??", // Teleporting
    "???SUHHPPFLLLLLSSHURL??", // none
];

/// A part arrived and the rest is named.
const SHORT: [&str; 19] = [
    "UUUUUHHPPFLLLLLUUHURLUU", // Created
    "UUUUUHHPPFLLLLLUUHURLUU", // WaitingForPayment
    "UUUUUHHPPFLLLLLUUHURLUU", // PaymentStarted
    "UUUUUHHPPFLLLLLUUHURLUU", // PartialPaymentStarted
    "PPPPPHHPPPPLPLPPPHPRPPP", // PaymentReceived
    "FFFFFHHPPFLLLLLFFHFRLFF", // PaymentFailed
    "FFFFFHHPPFLLLLLFFHFRLFF", // PaymentSetupFailed
    "UUUUUHHPPFLLLLLUUHURLUU", // WaitingForNFTCards
    "UUUUUHHPPFLLLLLUUHURLUU", // NFTCardsSpent
    "UUUUUHHPPFLLLLLUUHURLUU", // WaitingForCoupon
    "IIIIIHHIIIILILIIIHIRIII", // WaitingForDelivery
    "VVVVVHHVVVVLVLVVVHVRVVV", // WaitingForManualAction
    "DDDDDDDDDDDDDDDDDDDDDDD", // Done
    "DDDDDDDDDDDDDDDDDDDDDDD", // Completed
    "RRRRRRRRRRRRRRRRRRRRRRR", // Refunded
    "LLLLLHHPPLLLLLLLLHLRLLL", // Expired
    "LLLLLHHPPLLLLLLLLHLRLLL", // Canceled
    "UUUUUHHPPFLLLLLUUHURLUU", // Teleporting
    "UUUUUHHPPFLLLLLUUHURLUU", // none
];

fn told(letter: char) -> Phase {
    match letter {
        'A' => Phase::Creating,
        'W' => Phase::Waiting,
        'U' => Phase::Underpaid,
        '?' => Phase::Processing,
        'E' => Phase::Expired,
        'C' => Phase::Canceled,
        'F' => Phase::Failed,
        'S' => Phase::Detected,
        'P' => Phase::Paid,
        'I' => Phase::Delivering,
        'H' => Phase::Held,
        'V' => Phase::Review,
        'L' => Phase::Late,
        'R' => Phase::Refunded,
        'D' => Phase::Delivered,
        other => panic!("no such letter: {other}"),
    }
}

fn order(row: &str, column: &str, sign: &Value) -> Order {
    let mut order = json!({"order_state": row, "payment_state": column});
    merge(&mut order, sign);
    Order::decode(&order.to_string()).unwrap()
}

fn agrees(table: &[&str; 19], sign: &Value, seen_before: bool) {
    for (row, letters) in ORDER.iter().zip(table) {
        assert_eq!(letters.chars().count(), PAYMENT.len(), "{row}");
        for (column, letter) in PAYMENT.iter().zip(letters.chars()) {
            let order = order(row, column, sign);
            let money = seen_before || money_evidence(&order);
            assert_eq!(
                phase(&order, money),
                told(letter),
                "{row} x {column}, {sign}, before: {seen_before}"
            );
        }
    }
}

#[test]
fn without_other_signs_of_money_the_states_decide() {
    agrees(&NOTHING, &json!({}), false);
    agrees(
        &NOTHING,
        &json!({"sent_coin_amount": "0", "received_amount": 0.00, "missing_amount": "5"}),
        false,
    );
}

#[test]
fn every_sign_of_money_counts_alike_and_is_never_forgotten() {
    agrees(&SENT, &json!({"sent_coin_amount": "1"}), false);
    agrees(&SENT, &json!({"received_amount": 1e-8}), false);
    agrees(&SENT, &json!({"sent_coin_amount": "some"}), false);
    agrees(&SENT, &json!({"payment_transactions": [{}]}), false);
    agrees(&SENT, &json!({}), true);
}

#[test]
fn a_rest_that_is_named_is_an_underpayment_while_nothing_later_is_known() {
    agrees(
        &SHORT,
        &json!({"received_amount": "1", "missing_amount": "2"}),
        false,
    );
}

#[test]
fn only_two_ended_states_without_any_money_may_start_over() {
    let over = ["Expired", "Canceled", "PaymentSetupFailed"];
    let ended = ["Expired", "PaymentExpired", "PaymentCanceled", "Failed", ""];
    for row in ORDER {
        for column in PAYMENT {
            let clean = order(row, column, &json!({}));
            let expected = over.contains(&row) && ended.contains(&column);
            assert_eq!(is_cleanly_over(&clean, false), expected, "{row} x {column}");
            assert!(!is_cleanly_over(&clean, true), "{row} x {column}");
            let paid = order(row, column, &json!({"payment_transactions": ["0xab"]}));
            assert!(!is_cleanly_over(&paid, false), "{row} x {column}");
        }
    }
}

#[test]
fn spelling_changes_no_phase() {
    let upper = |name: &str| {
        let mut spelt = String::new();
        for sign in name.chars() {
            if sign.is_ascii_uppercase() && !spelt.is_empty() {
                spelt.push('_');
            }
            spelt.push(sign.to_ascii_uppercase());
        }
        spelt
    };
    for row in ORDER {
        for column in PAYMENT {
            let (plain, loud) = (
                order(row, column, &json!({})),
                order(&upper(row), &upper(column), &json!({})),
            );
            let money = money_evidence(&plain);
            assert_eq!(money_evidence(&loud), money, "{row} x {column}");
            assert_eq!(
                phase(&loud, money),
                phase(&plain, money),
                "{row} x {column}"
            );
        }
    }
}
