//! Finding a brand: by a link that names none, and by what the vendor features.

use cryptorefills_checkout::checkout::Screen;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::wire::ProxyError;
use serde_json::json;

use crate::cart::card_and_top_up;
use crate::rails::Rail;
use crate::shopper::Goods;
use crate::world::World;

#[test]
fn a_link_to_an_unknown_brand_offers_the_nearest_one() {
    let mut world = World::new();
    world.send(Event::FamilyOpened("Morelo Cafe".into()));
    let browse = &world.checkout.browse;
    assert_eq!(browse.unknown.as_ref().unwrap().name, "Morelo Cafe");
    let meant = browse.meant().unwrap().clone();
    assert_eq!(meant.family, "Morello");
    assert!(!browse.shown().is_empty(), "the shop window is all there");
    world.send(Event::BrandOpened(meant));
    assert!(matches!(world.checkout.screen, Screen::Configure(_)));
    assert_eq!(world.checkout.browse.unknown, None);
}

#[test]
fn what_is_like_nothing_is_said_to_be_unknown() {
    let mut world = World::new();
    world.send(Event::FamilyOpened("Qqqqq".into()));
    assert!(world.checkout.browse.unknown.is_some());
    assert_eq!(world.checkout.browse.meant(), None);
    world.send(Event::SearchEntered("m".into()));
    assert_eq!(world.checkout.browse.unknown, None);
}

/// The names of what a search shows.
fn names(world: &World, places: &[u32]) -> Vec<String> {
    let browse = &world.checkout.browse;
    let name = |place: &u32| browse.brand(*place).unwrap().brand.clone();
    places.iter().map(name).collect()
}

fn shown(world: &World) -> Vec<String> {
    names(world, &world.checkout.browse.shown())
}

#[test]
fn the_vendors_finds_come_below_what_is_read() {
    let mut world = World::new();
    world.send(Event::SearchEntered("more".into()));
    assert_eq!(shown(&world), ["Morello IT"]);
    world.send(Event::SearchEntered("morel".into()));
    world.pass(400);
    world.send(Event::SearchEntered("morell".into()));
    let questions = |world: &World| {
        let asked = |effect: &&Effect| matches!(effect, Effect::FetchSearch { .. });
        world.log.iter().filter(asked).count()
    };
    world.pass(200);
    assert_eq!(questions(&world), 0, "the typing has not rested");
    world.pass(500);
    assert_eq!(questions(&world), 1);
    assert_eq!(
        shown(&world),
        ["Morello IT", "Roamly eSIM Italy", "Hidden Gem"]
    );
    world.send(Event::CategoryPicked(Some("food".into())));
    assert_eq!(shown(&world), ["Morello IT", "Hidden Gem"]);
    world.send(Event::SearchEntered("morello".into()));
    assert_eq!(shown(&world), ["Morello IT"], "other words, another answer");
    world.send(Event::SearchEntered(String::new()));
    world.send(Event::CategoryPicked(None));
    assert_eq!(
        shown(&world).len(),
        4,
        "what was found is not sold here otherwise"
    );
    world.pass(5_000);
    assert_eq!(questions(&world), 1);
}

/// It may be a phone number: those are in no address that is fetched.
#[test]
fn a_long_number_is_no_question_for_the_vendor() {
    let asked = |typed: &str| {
        let mut world = World::new();
        world.send(Event::SearchEntered(typed.into()));
        world.pass(5_000);
        let question = |effect: &Effect| matches!(effect, Effect::FetchSearch { .. });
        world.log.iter().any(question)
    };
    for number in ["+49 151 23456789", "0803 123 4567", "4155550"] {
        assert!(!asked(number), "{number}");
    }
    for brand in ["morello 365", "415555"] {
        assert!(asked(brand), "{brand}");
    }
}

#[test]
fn who_has_opened_a_brand_seeks_no_more() {
    let mut world = World::new();
    world.send(Event::SearchEntered("morell".into()));
    world.send(Event::FamilyOpened("Morello".into()));
    world.pass(5_000);
    let asked = |effect: &Effect| matches!(effect, Effect::FetchSearch { .. });
    assert!(!world.log.iter().any(asked));
}

#[test]
fn a_late_or_failed_search_changes_nothing() {
    let mut world = World::new();
    world.holds = |effect| matches!(effect, Effect::FetchSearch { .. });
    world.send(Event::SearchEntered("morello".into()));
    world.pass(600);
    let Some(Effect::FetchSearch { ask, query, .. }) = world.held.first().cloned() else {
        panic!("a question");
    };
    world.send(Event::SearchEntered("roamly".into()));
    world.release();
    assert_eq!(shown(&world), ["Roamly eSIM Italy"]);
    world.send(Event::SearchEntered("morello".into()));
    world.send(Event::SearchArrived {
        ask,
        query,
        result: Err(ProxyError::TimedOut),
    });
    assert_eq!(shown(&world), ["Morello IT"]);
    assert!(
        !world
            .log
            .iter()
            .any(|effect| matches!(effect, Effect::Tell(Notice::Error(_))))
    );
}

#[test]
fn an_answer_of_another_country_is_dropped() {
    let mut world = World::new();
    world.holds = |effect| {
        matches!(
            effect,
            Effect::FetchSearch { .. } | Effect::FetchHomepage { .. }
        )
    };
    world.send(Event::SearchEntered("morello".into()));
    world.pass(600);
    world.send(Event::CountryPicked("DE".into()));
    while !world.held.is_empty() {
        world.release();
    }
    assert_eq!(shown(&world), ["Morello IT"]);
}

#[test]
fn what_is_featured_stands_above_the_grid() {
    let world = World::new();
    let mut world = World::starting(world.clock, Vec::new(), world.vendor);
    // It came after the grid, and moves nothing that is on the screen.
    assert!(world.checkout.browse.featured.is_empty());
    world.send(Event::FamilyOpened("Morello".into()));
    world.send(Event::BackPressed);
    let browse = &world.checkout.browse;
    assert_eq!(names(&world, &browse.featured), ["Voltara Credits"]);
    assert_eq!(names(&world, &browse.recent), ["Morello IT"]);
}

#[test]
fn what_is_featured_is_there_at_once_if_it_came_first() {
    let mut world = World::before_start(crate::world::MORNING, Default::default());
    world.holds = |effect| matches!(effect, Effect::FetchCatalogue { .. });
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    world.release();
    assert_eq!(
        names(&world, &world.checkout.browse.featured),
        ["Voltara Credits"]
    );
}

#[test]
fn without_what_is_featured_the_grid_is_there() {
    let mut world = World::before_start(crate::world::MORNING, Default::default());
    world.holds = |effect| matches!(effect, Effect::FetchHomepage { .. });
    world.send(Event::Started {
        remembered: Vec::new(),
    });
    let Some(Effect::FetchHomepage { ask, .. }) = world.held.pop() else {
        panic!("a question");
    };
    world.send(Event::HomepageArrived {
        ask,
        result: Err(ProxyError::Offline),
    });
    assert_eq!(shown(&world).len(), 4);
    assert!(
        !world
            .log
            .iter()
            .any(|effect| matches!(effect, Effect::Tell(Notice::Error(_))))
    );
}

#[test]
fn what_was_seen_and_bought_comes_back() {
    let mut world = World::at_payment(Goods::Card, Rail::Base);
    let kept = |world: &World| -> Vec<(String, bool)> {
        let kept = world.log.iter().filter_map(|effect| match effect {
            Effect::RememberBrand(brand) => Some((brand.brand.clone(), brand.bought)),
            _ => None,
        });
        kept.collect()
    };
    assert_eq!(kept(&world), [("Morello IT".to_owned(), false)]);
    world.streams(json!({"order_state": "Done", "payment_state": "PaymentReceived"}));
    assert_eq!(kept(&world)[1..], [("Morello IT".to_owned(), true)], "once");
    world.streams(json!({"order_state": "Done", "payment_state": "PaymentCompleted"}));
    assert_eq!(kept(&world).len(), 2);
    world.send(Event::StartOverPressed);
    assert_eq!(names(&world, &world.checkout.browse.recent), ["Morello IT"]);
}

#[test]
fn every_brand_of_a_cart_was_bought_and_in_the_country_of_its_order() {
    let mut world = card_and_top_up();
    world.send(Event::PayPressed);
    world.send(Event::CountryPicked("DE".into()));
    world.streams(json!({"order_state": "Done", "payment_state": "PaymentReceived"}));
    let kept = world.checkout.recent.iter();
    let kept: Vec<_> = kept
        .map(|one| {
            (
                one.brand.as_str(),
                one.country.as_str(),
                one.family.as_str(),
                one.bought,
            )
        })
        .collect();
    assert_eq!(
        kept,
        [
            ("Morello IT", "IT", "Morello", true),
            ("Voltara Credits", "IT", "Voltara", true),
        ]
    );
}

#[test]
fn a_forgetful_widget_keeps_no_brand() {
    let mut world = World::new();
    world.checkout.forgetful = true;
    world.send(Event::FamilyOpened("Morello".into()));
    world.send(Event::BackPressed);
    assert!(world.checkout.recent.is_empty() && world.checkout.browse.recent.is_empty());
    assert!(
        !world
            .log
            .iter()
            .any(|effect| matches!(effect, Effect::RememberBrand(_)))
    );
}

#[test]
fn what_may_be_a_phone_number_in_any_script_is_not_sent_to_be_sought() {
    for typed in ["0501234567", "٠٥٠١٢٣٤٥٦٧", "０５０ １２３ ４５６７"] {
        let mut world = World::new();
        world.send(Event::SearchEntered(typed.into()));
        world.pass(2_000);
        let sought = |effect: &Effect| matches!(effect, Effect::FetchSearch { .. });
        assert!(!world.log.iter().any(sought), "{typed}");
    }
}
