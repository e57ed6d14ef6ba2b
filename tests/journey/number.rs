//! The number to top up, asked before a long list of operators (features PRD-08).

use cryptorefills_checkout::checkout::Screen;
use cryptorefills_checkout::checkout::browse::Number;
use cryptorefills_checkout::checkout::draft::{Field, code};
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::rest::Rest;
use cryptorefills_checkout::wire::Kind;

use crate::vendor::Vendor;
use crate::world::{MORNING, World};

/// Looking at the operators of a country.
fn operators(country: &str) -> World {
    let mut world = World::new();
    world.send(Event::CountryPicked(country.into()));
    world.send(Event::KindPicked(Some(Kind::MobileRecharge)));
    world
}

/// The countries whose brands were asked for.
fn asked(world: &World) -> Vec<String> {
    let effects = world.log.iter();
    effects
        .filter_map(|effect| match effect {
            Effect::FetchCatalogue { country, .. } => Some(country.clone()),
            _ => None,
        })
        .collect()
}

/// Types as a person does, sign by sign.
fn type_number(world: &mut World, text: &str) {
    for (end, sign) in text.char_indices() {
        let so_far = text[..end + sign.len_utf8()].to_owned();
        world.send(Event::NumberEntered(so_far));
    }
}

/// The number on the form of the operator that every country has.
fn on_the_form(world: &mut World) -> String {
    world.send(Event::FamilyOpened("Voltara".into()));
    match &world.checkout.screen {
        Screen::Configure(form) => form.draft.recipient_phone.clone(),
        other => panic!("no form but {other:?}"),
    }
}

#[test]
fn a_number_is_asked_where_there_are_many_operators() {
    let mut world = operators("NG");
    assert!(world.checkout.asks_number());
    for category in ["e-sim", "esim"] {
        world.send(Event::CategoryPicked(Some(category.into())));
        assert!(!world.checkout.asks_number(), "eSIMs go by e-mail");
    }
    world.send(Event::CategoryPicked(None));
    assert!(world.checkout.asks_number());
    world.send(Event::KindPicked(Some(Kind::GiftCard)));
    assert!(!world.checkout.asks_number());
    world.send(Event::KindPicked(None));
    assert!(!world.checkout.asks_number());
    assert!(!operators("IT").checkout.asks_number(), "few operators");
    assert!(
        !operators("GH").checkout.asks_number(),
        "an eSIM is no operator"
    );
    let mut world = World::new();
    world.checkout.settings.kind = Some("mobile_recharge".into());
    world.send(Event::CountryPicked("NG".into()));
    assert!(world.checkout.asks_number(), "nothing else is sold here");
}

#[test]
fn a_number_leads_to_its_country_and_into_the_next_form() {
    let mut world = operators("NG");
    let before = asked(&world).len();
    type_number(&mut world, "+49 151 23456789");
    assert_eq!(world.checkout.country, "DE");
    assert_eq!(asked(&world)[before..], ["DE"], "asked once, not per key");
    let filter = &world.checkout.browse.filter;
    assert_eq!(filter.kind, Some(Kind::MobileRecharge));
    assert!(
        world.checkout.asks_number(),
        "the field stays where it is typed in"
    );
    assert!(world.log.contains(&Effect::RememberChoice {
        country: "DE".into()
    }));
    assert_eq!(on_the_form(&mut world), "+49 151 23456789");
    // What is changed there is what the shop window shows next.
    world.enter(Field::RecipientPhone, "+49 151 23456780");
    world.send(Event::BackPressed);
    assert_eq!(world.checkout.kept.recipient_phone, "+49 151 23456780");
    // And a form that is kept with its inputs takes what was typed since.
    type_number(&mut world, "0151 99999999");
    assert_eq!(on_the_form(&mut world), "0151 99999999");
    assert_eq!(asked(&world)[before..], ["DE"]);
}

#[test]
fn a_shared_or_own_code_changes_no_country() {
    for (country, typed) in [
        ("US", "+1 415 555 0132"),
        ("CA", "+1 415 555 0132"),
        ("NG", "+1 415 555 0132"),
        ("NG", "+7 701 123 45 67"),
        ("NG", "+44 7911 123456"),
        ("NG", "+234 803 123 4567"),
        ("NG", "0803 123 4567"),
        ("NG", "4915123456789"),
        ("NG", "+49 call me"),
    ] {
        let mut world = operators(country);
        let before = asked(&world).len();
        world.send(Event::NumberEntered(typed.into()));
        assert_eq!(world.checkout.country, country, "{typed}");
        assert_eq!(asked(&world).len(), before, "{typed}");
    }
    let mut world = operators("NG");
    world.send(Event::NumberEntered("+1 415 555 0132".into()));
    assert!(world.checkout.is_number_whole());
    assert!(world.checkout.number_origins().contains(&"US"));
    world.send(Event::NumberCountryPicked("US".into()));
    assert_eq!(world.checkout.country, "US");
    assert_eq!(
        world.checkout.browse.filter.kind,
        Some(Kind::MobileRecharge)
    );
    assert_eq!(on_the_form(&mut world), "+1 415 555 0132");
}

#[test]
fn the_integrators_countries_hold() {
    let mut world = operators("NG");
    world.checkout.settings.countries = vec!["NG".into(), "FR".into()];
    type_number(&mut world, "+49 151 23456789");
    assert_eq!(world.checkout.country, "NG");
    world.send(Event::NumberCountryPicked("DE".into()));
    assert_eq!(world.checkout.country, "NG");
    type_number(&mut world, "+33 6 12 34 56 78");
    assert_eq!(world.checkout.country, "FR");
}

#[test]
fn a_mistake_is_told_once_the_field_was_left() {
    let mut world = operators("NG");
    world.send(Event::NumberLeft);
    assert_eq!(world.checkout.number_problem(), None, "nothing was typed");
    type_number(&mut world, "0803 12");
    assert_eq!(world.checkout.number_problem(), None);
    world.send(Event::NumberLeft);
    let problem = world.checkout.number_problem().unwrap();
    assert_eq!(problem.code, code::PHONE_LENGTH);
    assert!(
        !world.checkout.browse.shown().is_empty(),
        "the grid is there"
    );
    world.send(Event::NumberEntered("0803 123 4567".into()));
    world.send(Event::NumberLeft);
    assert_eq!(world.checkout.number_problem(), None);
    world.send(Event::NumberEntered(" ".into()));
    world.send(Event::NumberLeft);
    assert_eq!(
        world.checkout.number_problem(),
        None,
        "it need not be typed here"
    );
}

#[test]
fn the_number_is_forgotten_with_all_else() {
    let mut world = operators("NG");
    type_number(&mut world, "0803 123 4567");
    world.send(Event::NumberLeft);
    assert!(
        !format!("{:?}", world.checkout).contains("0803"),
        "it stays out of logs"
    );
    assert!(!format!("{:?}", world.log).contains("0803"));
    let mut other = world.twin();
    world.send(Event::ResetPressed);
    assert_eq!(world.checkout.kept.recipient_phone, "");
    assert_eq!(world.checkout.browse.number, Number::Untouched);
    other.send(Event::HistoryOpened);
    other.send(Event::ForgetAsked);
    other.send(Event::ForgetAnswered { forgets: true });
    assert_eq!(other.checkout.kept.recipient_phone, "");
    assert_eq!(other.checkout.browse.number, Number::Untouched);
}

#[test]
fn a_number_elsewhere_than_in_the_shop_window_means_nothing() {
    let mut world = World::new();
    on_the_form(&mut world);
    world.send(Event::NumberEntered("+49 151 23456789".into()));
    assert_eq!(world.checkout.country, "IT");
    assert_eq!(world.checkout.kept.recipient_phone, "");
    let mut world = World::before_start(MORNING, Vendor::default());
    world.checkout.rest = Rest::apart();
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    world.send(Event::NumberEntered("+49 151 23456789".into()));
    assert_eq!(
        world.checkout.country, "IT",
        "what reads numbers is not here yet"
    );
}

#[test]
fn the_way_to_dial_out_is_not_taken_into_another_country() {
    let mut world = operators("US");
    type_number(&mut world, "011 49");
    assert_eq!(world.checkout.country, "DE");
    assert_eq!(world.checkout.kept.recipient_phone, "+49");
    world.send(Event::NumberEntered("+49 151 23456789".into()));
    world.send(Event::NumberLeft);
    assert_eq!(world.checkout.number_problem(), None);
    assert_eq!(on_the_form(&mut world), "+49 151 23456789");
}

#[test]
fn a_number_leads_to_no_country_that_the_vendor_does_not_serve() {
    for typed in ["+98 912 345 6789", "+223 20 12 34 56", "+58 412 1234567"] {
        let mut world = operators("NG");
        type_number(&mut world, typed);
        assert_eq!(world.checkout.country, "NG", "{typed}");
        assert_eq!(world.checkout.kept.recipient_phone, typed);
    }
    assert!(!World::new().checkout.settings.sells_in("RU"));
    assert!(World::new().checkout.settings.sells_in("KZ"));
}
