//! The form: what was typed is never lost, and nothing incomplete is ever sent.

use std::sync::Arc;

use cryptorefills_checkout::checkout::Screen;
use cryptorefills_checkout::checkout::draft::{Choice, Field};
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;

use crate::rails::Rail;
use crate::shopper::{Goods, fixed, range};
use crate::vendor::Vendor;
use crate::world::{MORNING, World};

#[test]
fn going_back_and_forth_keeps_everything() {
    let mut world = World::at_checkout(Goods::AnyAmount, Rail::Base);
    let draft = world.form().draft.clone();
    world.send(Event::BackPressed);
    assert_eq!(world.checkout.screen_name(), "browse");
    world.send(Event::FamilyOpened("Brickhaven".into()));
    assert!(world.form().draft == draft);
    assert_eq!(world.form().quote.state(), "fresh");

    world.send(Event::PayPressed);
    world.send(Event::BackPressed);
    assert!(world.form().draft == draft, "also from the address");
    assert_eq!(world.payable(), None);
}

#[test]
fn another_brand_takes_over_who_and_how_but_not_what() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(Event::FamilyOpened("Voltara".into()));
    let draft = &world.form().draft;
    assert_eq!(
        draft.choice,
        Choice::Nothing,
        "nothing that costs money is preselected"
    );
    assert_eq!(draft.recipient_email, "ann@mail.shop");
    assert_eq!(
        (draft.coin.as_deref(), draft.network.as_deref()),
        (Some("USDC"), Some("Base"))
    );
}

#[test]
fn a_range_opens_empty_whatever_default_it_names() {
    let mut world = World::new();
    world.send(Event::FamilyOpened("Brickhaven".into()));
    assert_eq!(world.form().draft.choice, Choice::Nothing);
}

#[test]
fn an_incomplete_form_says_what_is_missing_and_sends_nothing() {
    let mut world = World::new();
    world.send(Event::FamilyOpened("Voltara".into()));
    world.send(Event::PayPressed);
    assert_eq!(world.problems(), ["AMOUNT_MISSING", "METHOD_MISSING"]);
    world.send(Event::ChoiceMade(fixed("7202")));
    world.send(Event::CoinPicked("USDC".into()));
    assert_eq!(world.problems(), ["PHONE_MISSING", "BUYER_EMAIL_MISSING"]);
    world.enter(Field::RecipientPhone, "347 1234 x");
    world.send(Event::FieldLeft(Field::RecipientPhone));
    world.enter(Field::BuyerEmail, "ann");
    world.send(Event::FieldLeft(Field::BuyerEmail));
    assert_eq!(
        world.problems(),
        ["PHONE_UNREADABLE", "BUYER_EMAIL_UNREADABLE"]
    );
    world.enter(Field::RecipientPhone, "347 123");
    assert_eq!(world.problems(), ["BUYER_EMAIL_UNREADABLE"]);
    world.send(Event::FieldLeft(Field::RecipientPhone));
    assert_eq!(world.problems(), ["PHONE_LENGTH", "BUYER_EMAIL_UNREADABLE"]);
    world.send(Event::PayPressed);
    world.pass(1_000);
    assert!(world.validated().is_empty() && world.created().is_empty());
}

#[test]
fn the_recipient_follows_the_product_and_not_the_brand() {
    let mut world = World::at_checkout(Goods::TopUp, Rail::Base);
    let asked = world.validated().len();
    world.send(Event::ChoiceMade(fixed("7203")));
    world.send(Event::PayPressed);
    assert_eq!(
        world.validated().len(),
        asked,
        "no recipient, no validation"
    );
    assert_eq!(world.problems(), ["EMAIL_MISSING"]);
    world.enter(Field::RecipientEmail, "ann@mail.shop");
    world.pass(400);
    let body = *world.validated().last().unwrap();
    assert!(
        body.contains("\"beneficiary_account\":\"ann@mail.shop\""),
        "{body}"
    );
    assert!(!body.contains("+39"));
}

#[test]
fn amounts_off_the_range_or_readable_in_two_ways_are_not_sent() {
    for (typed, code) in [
        ("4.99", "AMOUNT_BELOW_RANGE"),
        ("500.01", "AMOUNT_ABOVE_RANGE"),
        ("37.505", "AMOUNT_AMBIGUOUS"),
        ("37.5051", "AMOUNT_OFF_STEP"),
        ("1e2", "AMOUNT_UNREADABLE"),
    ] {
        let mut world = World::at_checkout(Goods::AnyAmount, Rail::Base);
        let asked = world.validated().len();
        world.send(Event::ChoiceMade(range(typed)));
        world.send(Event::FieldLeft(Field::Amount));
        world.pass(400);
        world.send(Event::PayPressed);
        assert_eq!(world.problems(), [code], "{typed}");
        assert_eq!(world.validated().len(), asked, "{typed}");
    }
}

#[test]
fn another_country_closes_the_form_of_the_old_one() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.send(Event::CountryPicked("FR".into()));
    assert!(matches!(world.checkout.screen, Screen::Browse));
    world.send(Event::PayPressed);
    assert!(world.created().is_empty());

    let mut world = World::at_payment(Goods::Card, Rail::Base);
    world.send(Event::CountryPicked("FR".into()));
    assert!(world.payable().is_some(), "an order that exists stays");
    world.send(Event::BackPressed);
    assert!(matches!(world.checkout.screen, Screen::Browse));
}

/// Features VAL-15.
#[test]
fn a_mistake_shows_when_its_field_is_left_and_goes_when_it_is_mended() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    let email = |world: &mut World, text: &str| {
        world.enter(Field::RecipientEmail, text);
        world.problems()
    };
    let none = Vec::<String>::new();
    assert_eq!(email(&mut world, "ann@"), none, "while it is typed");
    world.send(Event::FieldLeft(Field::RecipientEmail));
    assert_eq!(world.problems(), ["EMAIL_UNREADABLE"]);
    assert_eq!(email(&mut world, "ann@mail"), ["EMAIL_UNREADABLE"]);
    assert_eq!(
        email(&mut world, "ann@mail.ex"),
        none,
        "the moment it is fixed"
    );
    assert_eq!(
        email(&mut world, "ann@mail.ex,"),
        none,
        "not back while it is typed"
    );
    world.send(Event::FieldLeft(Field::RecipientEmail));
    assert_eq!(world.problems(), ["EMAIL_UNREADABLE"]);

    assert_eq!(
        email(&mut world, ""),
        none,
        "another mistake than the one that was shown"
    );
    world.send(Event::PayPressed);
    assert_eq!(world.problems(), ["EMAIL_MISSING"]);
    assert_eq!(email(&mut world, "b"), none);
    world.send(Event::BackPressed);
    world.send(Event::FamilyOpened("Morello".into()));
    assert_eq!(
        world.form().draft.recipient_email,
        "b",
        "nothing typed is lost"
    );
}

#[test]
fn typing_asks_once_after_a_rest() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    let asked = world.validated().len();
    for text in ["b", "bo", "bob@mail.exampl", "bob@mail.shop"] {
        world.enter(Field::RecipientEmail, text);
        world.pass(100);
    }
    world.pass(400);
    assert_eq!(world.validated().len(), asked + 1);
}

#[test]
fn an_empty_answer_is_asked_for_again() {
    let mut world = World::before_start(MORNING, Vendor::default());
    world.holds = |effect| matches!(effect, Effect::FetchCatalogue { .. });
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    for asked in 1..3 {
        let Some(Effect::FetchCatalogue { ask, .. }) = world.held.pop() else {
            panic!("the brands were not asked for, after {asked} answers");
        };
        let result = Ok(Arc::new(Vec::new()));
        world.send(Event::CatalogueArrived { ask, result });
        world.send(Event::RetryPressed);
    }
}

#[test]
fn a_brand_without_products_is_asked_for_again() {
    let mut world = World::new();
    world.holds = |effect| matches!(effect, Effect::FetchProducts { .. });
    world.send(Event::FamilyOpened("Brickhaven".into()));
    for again in [
        &[Event::RetryPressed][..],
        &[Event::BackPressed, Event::FamilyOpened("Brickhaven".into())],
        &[],
    ] {
        let Some(Effect::FetchProducts { ask, coin, .. }) = world.held.pop() else {
            panic!("the products were not asked for before {again:?}");
        };
        let result = Ok(Vec::new());
        world.send(Event::ProductsArrived { ask, coin, result });
        assert_eq!(world.form().products().count(), 0);
        for event in again {
            world.send(event.clone());
        }
    }
}
