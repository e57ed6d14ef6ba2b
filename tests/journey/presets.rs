//! What the host chooses beforehand, and what it locks; what it hears of prices and refusals.

use cryptorefills_checkout::checkout::draft::{Choice, Field};
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::checkout::remembered::RememberedOrder;
use cryptorefills_checkout::checkout::{Checkout, Settings};
use serde_json::json;

use crate::rails::Rail;
use crate::shopper::{Goods, fixed, range};
use crate::vendor::Vendor;
use crate::world::{MORNING, World, settings};

/// A widget whose host set these options while it runs.
fn with(change: impl FnOnce(&mut Settings)) -> World {
    let mut world = World::new();
    let mut wanted = settings();
    change(&mut wanted);
    world.send(Event::SettingsChanged(Box::new(wanted)));
    world
}

fn brands(world: &World) -> Vec<&str> {
    let shelf = world.checkout.browse.shelf.here().expect("brands");
    shelf
        .brands()
        .iter()
        .map(|one| one.brand.as_str())
        .collect()
}

#[test]
fn a_wished_value_is_chosen_and_the_buyer_may_choose_otherwise() {
    for (family, wanted, chosen) in [
        ("Morello", "25 EUR - PIN", fixed("7002")),
        ("Morello", "25", fixed("7002")),
        ("Morello", "26", Choice::Nothing),
        ("Brickhaven", "42.50", range("42.50")),
        ("Brickhaven", "4.99", Choice::Nothing),
    ] {
        let mut world = with(|settings| settings.face_value = Some(wanted.into()));
        world.send(Event::FamilyOpened(family.into()));
        assert_eq!(world.form().draft.choice, chosen, "{family} {wanted}");
    }
    let mut world = with(|settings| settings.face_value = Some("25".into()));
    world.send(Event::FamilyOpened("Morello".into()));
    world.send(Event::ChoiceMade(fixed("7001")));
    world.send(Event::CoinPicked("USDC".into()));
    world.send(Event::BackPressed);
    world.send(Event::FamilyOpened("Morello".into()));
    assert_eq!(world.form().draft.choice, fixed("7001"));
}

#[test]
fn a_locked_brand_is_the_only_one_until_it_is_unlocked() {
    let locked = |settings: &mut Settings| {
        settings.brand = Some("morello it".into());
        settings.brand_locked = true;
    };
    let mut world = with(locked);
    assert_eq!(world.form().brand.brand, "Morello IT");
    world.send(Event::BackPressed);
    assert_eq!(brands(&world), ["Morello IT"]);
    world.send(Event::FamilyOpened("Brickhaven".into()));
    assert_eq!(world.checkout.screen_name(), "browse");
    world.send(Event::SettingsChanged(Box::new(settings())));
    assert_eq!(brands(&world).len(), 4);
}

#[test]
fn a_locked_address_stays_the_only_one_in_the_cart_and_for_gifts() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    let mut wanted = settings();
    wanted.email = Some("ann@mail.shop".into());
    wanted.email_locked = true;
    world.send(Event::SettingsChanged(Box::new(wanted)));
    world.send(Event::GiftChosen(true));
    world.enter(Field::RecipientEmail, "eve@mail.shop");
    world.enter(Field::BuyerEmail, "eve@mail.shop");
    world.send(Event::ItemAdded);
    world.send(Event::ItemGiftChosen {
        item: 0,
        gift: true,
    });
    world.enter(Field::Item(0), "eve@mail.shop");
    world.pass(400);
    world.send(Event::PayPressed);
    let body = world.created()[0];
    assert!(
        body.contains("ann@mail.shop") && !body.contains("eve@"),
        "{body}"
    );

    // A phone is not locked by it.
    let mut world = World::at_checkout(Goods::TopUp, Rail::Base);
    let mut wanted = settings();
    wanted.email_locked = true;
    world.send(Event::SettingsChanged(Box::new(wanted)));
    world.send(Event::ItemAdded);
    world.enter(Field::Item(0), "+39 347 7654321");
    assert_eq!(world.checkout.cart()[0].recipient, "+39 347 7654321");
}

#[test]
fn another_country_language_or_theme_keeps_what_was_typed() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    world.enter(Field::RecipientEmail, "bea@mail.shop");
    let mut wanted = settings();
    wanted.lang = "it".into();
    world.send(Event::SettingsChanged(Box::new(wanted.clone())));
    let draft = &world.form().draft;
    assert_eq!(draft.recipient_email, "bea@mail.shop");
    assert_eq!(draft.choice, fixed("7002"));

    // The brand is of the old country: its form goes, and the buyer's own input stays for the next.
    wanted.country = "DE".into();
    world.send(Event::SettingsChanged(Box::new(wanted)));
    assert_eq!(world.checkout.screen_name(), "browse");
    world.send(Event::FamilyOpened("Morello".into()));
    let draft = &world.form().draft;
    assert_eq!(draft.recipient_email, "bea@mail.shop");
    assert_eq!(
        (draft.coin.as_deref(), draft.network.as_deref()),
        (Some("USDC"), Some("Base"))
    );
}

#[test]
fn each_price_is_told_once_and_every_refusal_with_its_codes() {
    let mut world = World::at_checkout(Goods::Card, Rail::Base);
    let shown = |world: &World| {
        let told = world.told().into_iter();
        told.filter(|notice| matches!(notice, Notice::QuoteShown(_)))
            .count()
    };
    assert_eq!(shown(&world), 1);
    world.pass(5 * 60_000);
    assert_eq!(shown(&world), 1, "the same price, asked for again");
    world.vendor.twist_validation = Box::new(|answer| {
        answer["problems"] =
            json!([{"problem": "OUT_OF_STOCK"}, {"problem": "INVALID_EMAIL_DOMAIN"}]);
    });
    world.enter(Field::RecipientEmail, "cleo@mail.shop");
    world.pass(1_000);
    let failed = world
        .told()
        .into_iter()
        .rev()
        .find_map(|notice| match notice {
            Notice::ValidationFailed(detail) => Some(detail.clone()),
            _ => None,
        });
    let failed = failed.expect("a refusal");
    assert_eq!(failed.codes, ["OUT_OF_STOCK", "INVALID_EMAIL_DOMAIN"]);
    assert_eq!(failed.brand, "Morello IT");
}

/// A widget on a device with these past orders, the newest last: coin, network, whether opened by reference.
fn after(orders: &[(&str, &str, bool)], change: impl FnOnce(&mut Settings)) -> World {
    let world = World::at_payment(Goods::Card, Rail::Base);
    let last = world.checkout.remembered[0].clone();
    let past = orders.iter().enumerate();
    let past = past.map(|(place, (coin, network, foreign))| RememberedOrder {
        attempt: place.to_string(),
        created_ms: last.created_ms + place as i64,
        coin: (*coin).into(),
        network: (*network).into(),
        foreign: *foreign,
        phase: Phase::Delivered,
        ..last.clone()
    });
    let remembered = past.collect();
    let mut world = World::before_start(MORNING, Vendor::default());
    let mut wanted = settings();
    change(&mut wanted);
    world.checkout = Checkout::new(wanted);
    world.send(Event::Started { remembered });
    world.send(Event::FamilyOpened("Morello".into()));
    world
}

fn chosen(world: &World) -> (Option<&str>, Option<&str>) {
    let draft = &world.form().draft;
    (draft.coin.as_deref(), draft.network.as_deref())
}

#[test]
fn who_comes_back_pays_as_the_last_time_unless_the_host_says_otherwise() {
    let past = [("USDC", "Base", false), ("SOL", "Solana", false)];
    let world = after(&past, |_| ());
    assert_eq!(chosen(&world), (Some("SOL"), Some("Solana")));
    let world = after(&past, |settings| settings.coin = Some("USDC".into()));
    assert_eq!(chosen(&world), (Some("USDC"), Some("Base")));
    let world = after(&past, |settings| settings.coin = Some("LTC".into()));
    assert_eq!(chosen(&world), (Some("SOL"), Some("Solana")));
    let world = after(&[], |_| ());
    assert_eq!(chosen(&world), (None, None));
}

#[test]
fn what_is_no_more_offered_or_was_somebody_elses_is_not_chosen() {
    for past in [("LTC", "Litecoin", false), ("SOL", "Solana", true)] {
        let world = after(&[past], |_| ());
        assert_eq!(chosen(&world), (None, None), "{past:?}");
    }
    let past = [("USDC", "Base", false), ("SOL", "Solana", false)];
    let only = |settings: &mut Settings| settings.methods = vec!["BTC".into()];
    assert_eq!(chosen(&after(&past, only)), (None, None));
    let world = after(&[("USDC", "Polygon", false)], |_| ());
    assert_eq!(
        chosen(&world),
        (Some("USDC"), Some("Base")),
        "the only network"
    );
}

#[test]
fn a_device_that_forgets_everything_forgets_how_it_paid() {
    let mut world = after(&[("SOL", "Solana", false)], |_| ());
    world.send(Event::BackPressed);
    world.send(Event::HistoryOpened);
    world.send(Event::ForgetAsked);
    world.send(Event::ForgetAnswered { forgets: true });
    world.send(Event::BackPressed);
    world.send(Event::FamilyOpened("Morello".into()));
    assert_eq!(chosen(&world), (None, None));
}
