//! Purchases that go well, from the first screen to the codes.

use cryptorefills_checkout::checkout::Settings;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::wire::Acquisition;
use serde_json::{Value, json};

use crate::rails::{BASE_USDC, Rail};
use crate::shopper::Goods;
use crate::world::{World, settings};

/// Names of what the host heard, without `error`.
fn names(world: &World) -> Vec<&'static str> {
    let name = |notice: &&Notice| match notice {
        Notice::Ready => "ready",
        Notice::ProductViewed(_) => "product_viewed",
        Notice::QuoteShown(_) => "quote_shown",
        Notice::ValidationFailed(_) => "validation_failed",
        Notice::OrderStarted(_) => "order_started",
        Notice::PaymentInitiated(_) => "payment_initiated",
        Notice::PaymentIntentCancelled(_) => "payment_intent_cancelled",
        Notice::PaymentDetected(_) => "payment_detected",
        Notice::PaymentReceived(_) => "payment_received",
        Notice::PaymentUnderpaid(_) => "payment_underpaid",
        Notice::OrderCompleted(_) => "order_completed",
        Notice::OrderEnded(_) => "order_ended",
        Notice::Error(_) => "error",
        Notice::Close => "close",
    };
    world.told().iter().map(name).collect()
}

/// Pays, waits and receives; checks each step on the way.
fn buys(goods: Goods, rail: Rail) -> World {
    let mut world = World::at_checkout(goods, rail);
    assert_eq!(world.form().quote.state(), "fresh");
    assert_eq!(world.form().quote.price().unwrap().text, rail.price());
    world.send(Event::PayPressed);
    assert_eq!(world.created().len(), 1);
    assert_eq!(world.created().last(), world.validated().last());

    assert_eq!(world.phase(), Phase::Waiting);
    let payable = world.payable().expect("something to pay").clone();
    assert_eq!(
        (payable.coin(), payable.network()),
        (rail.coin(), rail.network())
    );
    assert_eq!(payable.amount_text(), rail.price());
    assert_eq!(payable.uri(), rail.text(payable.address(), rail.price()));

    world.pass(20_000);
    world.streams(json!({"order_state": "PaymentStarted", "payment_state": "PaymentStarted"}));
    assert_eq!(world.phase(), Phase::Detected);
    assert_eq!(world.payable(), None);
    world.streams(json!({"payment_state": "PaymentReceived", "sent_coin_amount": rail.price()}));
    assert_eq!(world.phase(), Phase::Paid);
    world.streams(json!({"order_state": "WaitingForDelivery"}));
    assert_eq!(world.phase(), Phase::Delivering);

    let mut done = world.vendor.newest()["deliveries"].clone();
    done[0]["delivery_state"] = json!("Succeeded");
    done[0]["deliverable"]["pin_code"] = match goods {
        Goods::TopUp => Value::Null,
        Goods::Esim => json!("LPA:1$rsp.example.com$CODE-1"),
        _ => json!("TEST-0000-CODE-0001"),
    };
    world
        .vendor
        .now_says(json!({"order_state": "Done", "deliveries": done}));
    world.pass(40_000);
    assert_eq!(
        world.phase(),
        Phase::Delivered,
        "a question finds it without the stream"
    );
    assert_eq!(world.checkout.screen_name(), "receipt");

    let before = world.log.len();
    world.pass(24 * 3_600_000);
    assert_eq!(
        world.log.len(),
        before,
        "after the end nothing is asked any more"
    );
    assert_eq!(
        names(&world),
        [
            "ready",
            "product_viewed",
            "quote_shown",
            "order_started",
            "payment_initiated",
            "payment_intent_cancelled",
            "payment_detected",
            "payment_received",
            "order_completed",
        ]
    );
    world
}

fn sent(world: &World) -> Value {
    serde_json::from_str(world.created()[0]).unwrap()
}

#[test]
fn a_card_of_fixed_value_for_usdc_on_base() {
    let world = buys(Goods::Card, Rail::Base);
    assert_eq!(
        sent(&world),
        json!({
            "email": "ann@mail.shop",
            "user": {"email": "ann@mail.shop", "has_accepted_newsletter": false},
            "payment": {"type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base"},
            "deliveries": [{
                "brand_name": "Morello IT", "country_code": "IT", "denomination": "25 EUR - PIN",
                "beneficiary_account": "ann@mail.shop",
            }],
            "lang": "en",
        })
    );
}

#[test]
fn a_card_of_any_value_over_lightning() {
    let world = buys(Goods::AnyAmount, Rail::Lightning);
    assert_eq!(
        sent(&world)["deliveries"],
        json!([{
            "brand_name": "Brickhaven Games", "country_code": "IT", "denomination": "range",
            "beneficiary_account": "ann@mail.shop", "product_value": "37.5",
        }])
    );
}

#[test]
fn a_top_up_for_sol_goes_to_the_phone_and_its_receipt_to_the_buyer() {
    let world = buys(Goods::TopUp, Rail::Solana);
    let body = sent(&world);
    assert_eq!(
        body["deliveries"][0]["beneficiary_account"],
        "+393471234567"
    );
    assert_eq!(body["email"], "ann@mail.shop");
}

#[test]
fn an_esim_goes_by_e_mail_although_its_kind_is_a_recharge() {
    let world = buys(Goods::Esim, Rail::Base);
    let body = sent(&world);
    assert_eq!(
        body["deliveries"][0]["beneficiary_account"],
        "ann@mail.shop"
    );
    assert_eq!(body["deliveries"][0]["denomination"], "1 GB 7 days");
}

#[test]
fn the_host_hears_what_a_wallet_needs_and_nothing_that_redeems() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let told = world.told();
    let Some(Notice::PaymentInitiated(intent)) = told.last() else {
        panic!("{told:?}")
    };
    assert_eq!(intent.chain_id, Some(8453));
    assert_eq!(intent.contract.as_deref(), Some(BASE_USDC));
    assert_eq!(intent.amount_atomic.as_deref(), Some("26310000"));
    assert_eq!(intent.attempt, world.attempt());
    assert_eq!(
        intent.expires_at,
        Some(world.clock / 1000 * 1000 + 30 * 60_000)
    );

    let mut done = world.vendor.newest()["deliveries"].clone();
    done[0]["deliverable"]["pin_code"] = json!("TEST-0000-CODE-0001");
    world.streams(json!({"order_state": "Done", "deliveries": done}));
    let id = world.following().id.as_str().to_owned();
    for notice in world.told() {
        let said = format!("{notice:?}");
        for secret in [id.as_str(), "TEST-0000-CODE-0001", "ann@mail.shop"] {
            assert!(!said.contains(secret), "{said}");
        }
    }
}

#[test]
fn a_stop_or_a_broken_or_silent_stream_is_replaced_by_questions() {
    for stopped in [true, false] {
        let mut world = World::at_payment(Goods::Card, Rail::Base);
        let attempt = world.attempt();
        world.vendor.now_says(json!({"order_state": "Done"}));
        world.send(Event::StreamEnded { attempt, stopped });
        assert_eq!(world.phase(), Phase::Delivered);
    }
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let attempt = world.attempt();
    world.vendor.now_says(json!({"order_state": "Done"}));
    world.send(Event::StreamGarbled { attempt });
    assert_eq!(world.phase(), Phase::Delivered);
}

#[test]
fn new_settings_during_a_validation_never_make_the_created_body_another_one() {
    let campaign = Some(Acquisition {
        utm_source: Some("blog".into()),
        ..Acquisition::default()
    });
    let (acquisition, lang) = (campaign, "it".to_owned());
    for changed in [
        Settings {
            acquisition,
            ..settings()
        },
        Settings { lang, ..settings() },
    ] {
        let mut world = World::at_checkout(Goods::Card, Rail::Base);
        world.clock += 61_000;
        world.holds = |effect| {
            matches!(
                effect,
                Effect::Validate { .. } | Effect::FetchProducts { .. }
            )
        };
        world.send(Event::PayPressed);
        world.send(Event::SettingsChanged(Box::new(changed)));
        world.release();
        assert!(world.created().is_empty(), "that was another body");
        while !world.held.is_empty() {
            world.release();
        }
        let (created, validated) = (world.created(), world.validated());
        assert_eq!(created.len(), 1);
        assert_eq!(created.last(), validated.last());
        assert_ne!(created[0], validated[0]);
    }
}
