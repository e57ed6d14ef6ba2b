//! What may be paid: agreement of all witnesses, the window, the rest of an underpayment.

use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::following::Following;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::payment::Mismatch;
use serde_json::{Value, json};

use crate::rails::{BASE_USDC, INVOICE, INVOICE_MADE, Rail};
use crate::shopper::Goods;
use crate::vendor::Vendor;
use crate::world::World;

const MINUTE: i64 = 60_000;

/// The last offer that the host knows of, if it was not withdrawn.
fn live_intent(world: &World) -> Option<(String, String)> {
    world.told().iter().fold(None, |live, notice| match notice {
        Notice::PaymentInitiated(intent) => Some((intent.amount.clone(), intent.uri.clone())),
        Notice::PaymentIntentCancelled(_) => None,
        _ => live,
    })
}

fn reason(world: &World) -> Option<String> {
    world.told().iter().rev().find_map(|notice| match notice {
        Notice::PaymentIntentCancelled(ended) => Some(ended.reason.clone()),
        _ => None,
    })
}

#[test]
fn an_order_that_disagrees_with_itself_or_the_wish_shows_nothing_payable() {
    let other = "0x00000000000000000000000000000000000000aa";
    let text = |contract: &str, chain: u32, to: &str, units: &str| json!({"qr_text": format!("ethereum:{contract}@{chain}/transfer?address={to}&uint256={units}")});
    let own = Rail::Base.address(0);
    let twists: [(Value, Mismatch); 8] = [
        (json!({"network": "Arbitrum"}), Mismatch::NetworkDiffers),
        (json!({"network": null}), Mismatch::NetworkDiffers),
        (json!({"coin": "USDT"}), Mismatch::CoinDiffers),
        (json!({"coin_amount": "26.32"}), Mismatch::AmountDiffers),
        (
            text(BASE_USDC, 1, &own, "26310000"),
            Mismatch::TextChainDiffers,
        ),
        (
            text(other, 8453, &own, "26310000"),
            Mismatch::TextTokenDiffers,
        ),
        (
            text(BASE_USDC, 8453, other, "26310000"),
            Mismatch::TextAddressDiffers,
        ),
        (json!({"wallet_address": null}), Mismatch::AddressMissing),
    ];
    for (twist, mismatch) in twists {
        let mut world = World::at_checkout(Goods::Card, Rail::Base);
        let change = twist.clone();
        world.vendor.twist_order = Box::new(move |order| crate::vendor::merge(order, &change));
        world.send(Event::PayPressed);
        assert_eq!(world.phase(), Phase::Mismatch, "{twist}");
        assert!(world.following().mismatches.contains(&mismatch), "{twist}");
        assert_eq!(world.payable(), None);
        assert_eq!(live_intent(&world), None);
        assert!(world.log.iter().any(|effect| {
            matches!(
                effect,
                cryptorefills_checkout::checkout::effect::Effect::Subscribe(_)
            )
        }));
    }
}

#[test]
fn an_address_that_changes_under_the_buyer_is_a_mismatch() {
    let mut world = World::at_payment(Goods::TopUp, Rail::Solana);
    assert!(world.payable().unwrap().is_bare());
    let other = Rail::Solana.address(1);
    world.streams(json!({"wallet_address": other, "qr_text": other}));
    assert_eq!(world.phase(), Phase::Mismatch);
    assert_eq!(world.payable(), None);
    assert_eq!(reason(&world).as_deref(), Some("mismatch"));
    world.pass(MINUTE);
    assert_eq!(world.payable(), None, "saying it again makes it no better");
}

#[test]
fn a_page_that_was_altered_offers_nothing_more() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.send(Event::PageTampered);
    assert_eq!(world.payable(), None);
    assert_eq!(reason(&world).as_deref(), Some("tampered"));
    world.pass(2 * MINUTE);
    assert_eq!(world.payable(), None, "no answer heals the page");
}

#[test]
fn the_window_closes_by_the_clock_and_watching_goes_on() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.pass(28 * MINUTE);
    assert!(world.payable().is_some());
    world.pass(MINUTE + 1_000);
    assert_eq!(world.payable(), None, "a minute before the end");
    assert_eq!(world.phase(), Phase::Waiting);
    assert!(world.following().window_closed());
    assert!(
        !world.following().may_start_over(),
        "only the API may say that it is over"
    );
    assert_eq!(reason(&world).as_deref(), Some("window_closed"));

    world.vendor.now_says(json!({
        "order_state": "Expired", "payment_state": "ExpiredAfterPaymentDetection",
        "payment_transactions": ["0xab"],
    }));
    world.pass(MINUTE);
    assert_eq!(world.phase(), Phase::Late);
    assert!(!world.following().may_start_over());
}

#[test]
fn a_wrong_device_clock_moves_no_deadline() {
    let mut world = World::before_start(crate::world::MORNING, Vendor::default());
    world.device_ahead = 40 * 24 * 60 * MINUTE;
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    world.fill_in(Goods::Card, Rail::Base);
    world.send(Event::PayPressed);
    assert!(world.payable().is_some());
    world.pass(28 * MINUTE);
    assert!(world.payable().is_some());
    world.pass(2 * MINUTE);
    assert_eq!(world.payable(), None);
}

#[test]
fn an_invoice_that_runs_out_closes_the_window_and_is_no_mismatch() {
    let mut world = World::starting(INVOICE_MADE + 45 * MINUTE, Vec::new(), Vendor::default());
    world.fill_in(Goods::Card, Rail::Lightning);
    world.send(Event::PayPressed);
    assert_eq!(world.payable().unwrap().address(), INVOICE);
    assert_eq!(world.following().deadline_ms, INVOICE_MADE + 60 * MINUTE);
    world.pass(13 * MINUTE);
    assert!(world.payable().is_some());
    world.pass(5 * MINUTE);
    assert_eq!((world.phase(), world.payable()), (Phase::Waiting, None));
    assert!(world.following().window_closed());
    assert!(
        !world
            .told()
            .iter()
            .any(|notice| matches!(notice, Notice::OrderEnded(_)))
    );

    let record = world.checkout.remembered.clone();
    let vendor = std::mem::take(&mut world.vendor);
    let world = World::starting(world.clock, record, vendor);
    assert_eq!((world.phase(), world.payable()), (Phase::Waiting, None));
    assert!(world.following().window_closed(), "also after a reload");
}

/// An order of which 20 of 26.31 arrived, said with these members on top.
fn underpaid(missing: Value) -> World {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.vendor.now_says(json!({
        "payment_state": "PartialPaymentStarted", "sent_coin_amount": "20.00",
        "received_amount": "20.00", "payment_transactions": ["0xab"],
    }));
    world.streams(missing);
    assert_eq!(world.phase(), Phase::Underpaid);
    world
}

#[test]
fn the_missing_rest_replaces_the_whole_amount_everywhere() {
    let address = Rail::Base.address(0);
    let text = Rail::Base.text(&address, "6.310000");
    let world = underpaid(json!({"missing_amount": "6.310000", "missing_amount_qr_text": text}));
    let payable = world.payable().unwrap();
    assert_eq!(payable.amount_text(), "6.310000");
    assert_eq!(live_intent(&world), Some(("6.310000".into(), text)));
    assert_eq!(reason(&world).as_deref(), Some("underpaid"));
}

#[test]
fn a_missing_rest_without_its_own_text_is_a_bare_address() {
    let world = underpaid(json!({"missing_amount": "6.31", "missing_amount_qr_text": null}));
    let payable = world.payable().unwrap();
    assert_eq!(payable.uri(), Rail::Base.address(0));
    assert!(payable.is_bare());
}

#[test]
fn a_rest_that_is_unknown_wrong_or_too_small_is_not_asked_for() {
    let world = underpaid(json!({"missing_amount": null}));
    assert_eq!((world.payable(), live_intent(&world)), (None, None));
    let world = underpaid(json!({"missing_amount": "0.31"}));
    assert!(world.following().missing_too_small);
    assert_eq!((world.payable(), live_intent(&world)), (None, None));

    let mut world = underpaid(json!({"missing_amount": "6.31"}));
    let whole = Rail::Base.text(&Rail::Base.address(0), "26.310000");
    world.streams(json!({"missing_amount_qr_text": whole}));
    assert_eq!((world.phase(), world.payable()), (Phase::Mismatch, None));
    assert_eq!(live_intent(&world), None);
}

#[test]
fn a_part_that_is_first_detected_is_then_told_as_too_little() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.streams(json!({
        "order_state": "PaymentStarted", "payment_state": "PaymentStarted", "sent_coin_amount": "20.00",
    }));
    assert_eq!((world.phase(), world.payable()), (Phase::Detected, None));
    let partial = json!({
        "order_state": "WaitingForPayment", "payment_state": "PartialPaymentStarted",
        "received_amount": "20.00", "missing_amount": "6.31",
    });
    world.streams(partial.clone());
    assert_eq!(world.phase(), Phase::Underpaid);
    assert_eq!(world.payable().unwrap().amount_text(), "6.31");

    world.streams(json!({
        "payment_state": "PaymentStarted", "sent_coin_amount": "26.31", "missing_amount": "0",
    }));
    assert_eq!((world.phase(), world.payable()), (Phase::Detected, None));
    let mut old = partial;
    old["sent_coin_amount"] = json!("20.00");
    world.streams(old);
    assert_eq!(
        (world.phase(), world.payable()),
        (Phase::Detected, None),
        "the rest was sent already"
    );
}

#[test]
fn an_underpayment_has_its_end_too() {
    let mut world = underpaid(json!({"missing_amount": "6.31"}));
    world.pass(29 * MINUTE + 1_000);
    assert_eq!(world.payable(), None);
    world.streams(json!({"order_state": "Expired", "payment_state": "Expired"}));
    assert_eq!(world.phase(), Phase::Late);
    assert!(!world.following().may_start_over());
}

#[test]
fn a_hosted_page_is_offered_only_by_https_and_only_while_waiting() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.vendor.twist_order =
        Box::new(|order| order["checkout_url"] = json!("https://pay.example.com/1"));
    world.send(Event::PayPressed);
    assert_eq!(
        world.following().hosted_checkout(),
        Some("https://pay.example.com/1")
    );
    assert_eq!(world.payable(), None, "one way to pay at a time");
    world.streams(json!({"payment_state": "PaymentStarted"}));
    assert_eq!(world.following().hosted_checkout(), None);

    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.vendor.twist_order =
        Box::new(|order| order["checkout_url"] = json!("javascript:alert(1)"));
    world.send(Event::PayPressed);
    assert_eq!(
        world.pay().following().and_then(Following::hosted_checkout),
        None
    );
}
