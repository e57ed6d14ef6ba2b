//! What a price is worth: whose it is, how old, and what happens when it rises.

use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::{Event, Timer};
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::checkout::quote::{Basis, Quote};
use cryptorefills_checkout::money::Amount;
use serde_json::{Value, json};

use crate::rails::Rail;
use crate::shopper::{Goods, fixed, range};
use crate::world::{World, refused};

fn no_order_comes_of(goods: Goods, twist: fn(&mut Value), code: &str) {
    let mut world = World::new();
    world.vendor.twist_validation = Box::new(twist);
    world.fill_in(goods, Rail::Base);
    world.send(Event::PayPressed);
    world.send(Event::PayPressed);
    assert!(world.created().is_empty(), "{code}");
    assert!(
        world.problems().iter().any(|shown| shown == code),
        "{:?}",
        world.problems()
    );
    assert_eq!(world.form().quote.price(), None);
}

#[test]
fn an_answer_about_something_else_is_no_permission() {
    const DIFFERS: &str = "ECHO_DIFFERS";
    no_order_comes_of(
        Goods::Card,
        |answer| answer["deliveries"][0]["deliverable"]["denomination"] = json!("250 EUR"),
        DIFFERS,
    );
    no_order_comes_of(
        Goods::Card,
        |answer| answer["deliveries"][0]["deliverable"]["brand_name"] = json!("Morello"),
        DIFFERS,
    );
    no_order_comes_of(
        Goods::Card,
        |answer| {
            answer["deliveries"][0]["deliverable"]["beneficiary_account"] = json!("bob@mail.shop")
        },
        DIFFERS,
    );
    no_order_comes_of(
        Goods::Card,
        |answer| answer["deliveries"][0]["deliverable"]["country_code"] = json!("US"),
        DIFFERS,
    );
    no_order_comes_of(
        Goods::Card,
        |answer| answer["deliveries"] = Value::Null,
        DIFFERS,
    );
    no_order_comes_of(
        Goods::Card,
        |answer| {
            answer.as_object_mut().unwrap().remove("problems");
            answer["deliveries"] = json!([]);
        },
        DIFFERS,
    );
    no_order_comes_of(
        Goods::Card,
        |answer| {
            let one = answer["deliveries"][0].clone();
            answer["deliveries"] = json!([one.clone(), one]);
        },
        DIFFERS,
    );
    no_order_comes_of(
        Goods::Card,
        |answer| answer["coin"] = json!("USDT"),
        DIFFERS,
    );
    no_order_comes_of(
        Goods::Card,
        |answer| answer["order_id"] = json!("o-1"),
        DIFFERS,
    );
    no_order_comes_of(
        Goods::AnyAmount,
        |answer| answer["deliveries"][0]["deliverable"]["product_value"] = json!("375"),
        DIFFERS,
    );
    no_order_comes_of(
        Goods::AnyAmount,
        |answer| answer["deliveries"][0]["deliverable"]["denomination"] = json!("37.5 EUR"),
        DIFFERS,
    );
}

#[test]
fn no_amount_is_no_price() {
    no_order_comes_of(
        Goods::Card,
        |answer| answer["coin_amount"] = Value::Null,
        "PRICE_MISSING",
    );
    no_order_comes_of(
        Goods::Card,
        |answer| answer["coin_amount"] = json!("0.00"),
        "PRICE_MISSING",
    );
    no_order_comes_of(
        Goods::Card,
        |answer| answer["coin_amount"] = json!(-5),
        "PRICE_MISSING",
    );
}

#[test]
fn every_problem_of_a_validation_is_shown_and_a_cured_one_goes() {
    let mut world = World::new();
    world.vendor.twist_validation = Box::new(|answer| {
        answer["problems"] = json!([
            {"problem": "OUT_OF_STOCK"}, {"problem": "INVALID_EMAIL_DOMAIN", "moreDetails": "x"},
        ]);
    });
    world.fill_in(Goods::Card, Rail::Base);
    assert_eq!(world.problems(), ["OUT_OF_STOCK", "INVALID_EMAIL_DOMAIN"]);
    world.vendor.twist_validation = Box::new(|_| ());
    world.send(Event::ChoiceMade(fixed("7001")));
    assert_eq!(world.problems(), ["INVALID_EMAIL_DOMAIN"]);
    world.send(Event::PayPressed);
    assert_eq!(
        world.created().len(),
        1,
        "the list's price was seen, and the validation's is no higher"
    );
}

#[test]
fn a_price_that_rose_before_the_press_was_checked_needs_a_second_press() {
    let mut world = World::new();
    world.holds = |effect| matches!(effect, Effect::Validate { .. });
    world.fill_in(Goods::Card, Rail::Base);
    world.release();
    world.clock += 59_000;
    world.vendor.price = "27".into();
    world.clock += 2_000;
    world.send(Event::PayPressed);
    assert!(
        world.created().is_empty(),
        "a price of 61 seconds is not used"
    );
    world.release();
    assert!(world.created().is_empty());
    assert!(world.form().rise.is_some());
    assert_eq!(world.form().quote.price().unwrap().text, "27");
    world.send(Event::PayPressed);
    assert_eq!(world.created().len(), 1);
    assert_eq!(world.validated().len(), 2);
    assert_eq!(world.pay().wish.accepted.unwrap().to_string(), "27");
}

#[test]
fn a_price_that_fell_needs_no_second_press() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.clock += 61_000;
    world.vendor.price = "26.30".into();
    world.send(Event::PayPressed);
    assert_eq!(world.created().len(), 1);
    assert_eq!(world.pay().wish.accepted.unwrap().to_string(), "26.3");
}

#[test]
fn a_press_while_the_price_is_confirmed_is_for_what_is_on_the_screen() {
    let mut world = World::new();
    world.vendor.price = "31".into();
    world.holds = |effect| matches!(effect, Effect::Validate { .. });
    world.fill_in(Goods::Card, Rail::Base);
    world.send(Event::PayPressed);
    world.send(Event::PayPressed);
    assert_eq!(
        world.validated().len(),
        2,
        "one while typing, one for both presses"
    );
    world.release();
    world.release();
    assert!(world.created().is_empty(), "26.31 was on the screen");
    assert!(world.form().rise.is_some());
}

#[test]
fn a_press_without_a_price_on_the_screen_only_fetches_one() {
    let mut world = World::new();
    world.holds = |effect| matches!(effect, Effect::Validate { .. });
    world.fill_in(Goods::Card, Rail::Base);
    // The validation on its way is answered with nothing to pay, so that no price is left.
    world.vendor.twist_validation = Box::new(|answer| answer["coin_amount"] = Value::Null);
    world.release();
    assert_eq!(world.form().quote.price(), None);
    world.vendor.twist_validation = Box::new(|_| ());
    world.send(Event::PayPressed);
    world.release();
    assert!(world.created().is_empty());
    assert!(world.form().rise.is_some());
}

#[test]
fn a_quote_is_asked_anew_after_a_minute_and_not_used_on_a_clock_that_was_set_back() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    let asked = world.validated().len();
    world.pass(60_000);
    assert_eq!(world.validated().len(), asked + 1);
    world.device_ahead = -3_600_000;
    world.send(Event::PayPressed);
    assert_eq!(world.validated().len(), asked + 2);
}

#[test]
fn a_hidden_page_asks_for_no_price_until_it_is_seen_again() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    let asked = world.validated().len();
    world.send(Event::VisibilityChanged { visible: false });
    world.pass(600_000);
    assert_eq!(world.validated().len(), asked);
    assert_eq!(world.form().quote.state(), "stale");
    world.send(Event::VisibilityChanged { visible: true });
    assert_eq!(world.validated().len(), asked + 1);
    assert_eq!(world.form().quote.state(), "fresh");
}

#[test]
fn only_the_newest_question_counts_whatever_the_order_of_the_answers() {
    let mut world = World::new();
    world.holds = |effect| matches!(effect, Effect::Validate { .. });
    world.fill_in(Goods::AnyAmount, Rail::Base);
    world.send(Event::ChoiceMade(range("50")));
    world.pass(400);
    assert_eq!(world.held.len(), 2);
    let (first, second) = (world.held.remove(0), world.held.remove(0));

    let newest = world.answer(&second).unwrap();
    world.send(newest);
    world.vendor.price = "1".into();
    let late = world.answer(&first).unwrap();
    world.send(late);
    let price = world.form().quote.price().unwrap();
    assert_eq!(price.text, Rail::Base.price());
    let Basis::Validated { body, .. } = &price.basis else {
        panic!("an estimate")
    };
    assert!(body.contains("\"product_value\":\"50\""), "{body}");

    world.send(Event::TimerFired(Timer::QuoteAged(0)));
    assert!(
        matches!(world.form().quote, Quote::Fresh(_)),
        "a timer of another quote"
    );
}

#[test]
fn an_order_dearer_than_agreed_shows_nothing_payable_until_the_buyer_agrees() {
    for hosted in [false, true] {
        let mut world = World::at_checkout(Goods::Card, Rail::Base);
        world.vendor.order_price = Some("26.310001".into());
        if hosted {
            world.vendor.twist_order =
                Box::new(|order| order["checkout_url"] = json!("https://pay.example.com/1"));
        }
        world.send(Event::PayPressed);
        let offered = |world: &World| match hosted {
            true => world.following().hosted_checkout().is_some(),
            false => world.payable().is_some(),
        };
        assert_eq!(world.phase(), Phase::Waiting);
        assert!(
            world.following().dearer && !offered(&world),
            "hosted: {hosted}"
        );
        world.pass(120_000);
        assert!(!offered(&world), "hosted: {hosted}");
        world.send(Event::PriceAccepted);
        assert!(offered(&world), "hosted: {hosted}");
        world.streams(json!({"coin_amount": "26.4", "qr_text": null}));
        assert!(!offered(&world), "a price that rises again is asked again");
    }
}

#[test]
fn a_price_route_that_fails_says_so_and_the_press_still_validates() {
    let mut world = World::new();
    world.holds = |effect| matches!(effect, Effect::FetchPrice { .. });
    world.send(Event::FamilyOpened("Brickhaven".into()));
    world.send(Event::ChoiceMade(range("10")));
    world.send(Event::CoinPicked("USDC".into()));
    let Some(Effect::FetchPrice { ask, .. }) = world.held.last().cloned() else {
        panic!("no question")
    };
    world.send(Event::PriceArrived {
        ask,
        result: Err(refused(500, "")),
    });
    assert_eq!(world.form().quote.state(), "unavailable");
    world.enter(
        cryptorefills_checkout::checkout::draft::Field::RecipientEmail,
        "ann@mail.shop",
    );
    world.pass(400);
    assert_eq!(world.form().quote.state(), "fresh");
}

#[test]
fn small_rises_and_falls_need_no_second_press_and_a_fall_is_stated() {
    let seen = Amount::parse("26.31").unwrap();
    let totals = [
        ("26.44155", false),
        ("26.441551", true),
        ("26.30", false),
        ("31", true),
    ];
    for (price, asks) in totals {
        let mut world = World::at_checkout(Goods::Card, Rail::Base);
        // A minute later, in a tab that is not seen, the price is old and not yet asked anew.
        world.send(Event::VisibilityChanged { visible: false });
        world.pass(61_000);
        assert!(matches!(world.form().quote, Quote::Stale(_)));
        world.vendor.price = price.into();
        world.send(Event::PayPressed);
        assert_eq!(world.created().is_empty(), asks, "{price}");
        if asks {
            assert_eq!(world.form().rise.as_ref().unwrap().seen, Some(seen));
            world.send(Event::PayPressed);
        } else {
            assert_eq!(world.pay().wish.seen, Some(seen), "{price}");
        }
        assert_eq!(world.pay().wish.accepted, Amount::parse(price), "{price}");
        assert!(world.payable().is_some(), "{price}");
    }
}

/// What the values on the form are said to cost.
fn listed(world: &World) -> Vec<String> {
    let products = world.form().products();
    products
        .filter_map(|one| {
            Some([one.coin_amount.as_ref()?.as_str(), one.coin.as_deref()?].join(" "))
        })
        .collect()
}

#[test]
fn another_coin_is_the_coin_of_the_whole_list_and_no_validation_is_lost_over_it() {
    for complete in [false, true] {
        let mut world = World::new();
        world.send(Event::FamilyOpened("Morello".into()));
        if complete {
            world.fill_in(Goods::Card, Rail::Base);
        }
        world.holds = |effect| matches!(effect, Effect::Validate { .. });
        world.send(Event::CoinPicked("SOL".into()));
        assert_eq!(listed(&world), ["0.175 SOL"; 2], "complete: {complete}");
        world.holds = |_| false;
        if complete {
            assert_eq!(
                world.held.len(),
                1,
                "asked once, and not again for the list"
            );
            world.release();
            assert!(matches!(world.form().quote, Quote::Fresh(_)));
            world.send(Event::PayPressed);
            assert_eq!(world.created().len(), 1);
        }
    }
}

#[test]
fn a_list_that_fails_takes_no_price_away_and_one_that_changed_does() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.holds = |effect| matches!(effect, Effect::FetchProducts { .. });
    world.send(Event::CoinPicked("SOL".into()));
    world.send(Event::CoinPicked("SOL".into()));
    let [Effect::FetchProducts { ask, coin, .. }] = world.held.as_slice() else {
        panic!("not one question but {:?}", world.held)
    };
    let (ask, coin) = (*ask, coin.clone());
    world.send(Event::ProductsArrived {
        ask,
        coin: coin.clone(),
        result: Err(refused(500, "")),
    });
    assert!(matches!(world.form().quote, Quote::Fresh(_)));
    assert_eq!(world.form().trouble, None);
    world.pass(60_000);
    let Some(Effect::FetchProducts { ask, .. }) = world.held.last() else {
        panic!("it is not asked again")
    };
    world.send(Event::ProductsArrived {
        ask: *ask,
        coin,
        result: Ok(Vec::new()),
    });
    assert_eq!(world.form().quote.price(), None, "what was chosen is gone");
    world.send(Event::PayPressed);
    assert!(world.created().is_empty());
}
