//! Brands that the device kept from the last visit (features DIS-09).

use cryptorefills_checkout::checkout::Loading;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::notice::Notice;
use cryptorefills_checkout::wire::{Brand, Extent, ProxyError, read_stored};

use crate::world::{MORNING, World};

const MINUTE: i64 = 60_000;

fn is_list(effect: &Effect) -> bool {
    matches!(effect, Effect::FetchCatalogue { .. })
}

/// A widget that starts some time after a visit, and does not hear of the vendor yet.
fn again(after_ms: i64) -> World {
    let visit = World::new();
    let mut world = World::before_start(MORNING + after_ms, visit.vendor);
    world.stored = visit.stored;
    world.holds = is_list;
    world
}

fn start(world: &mut World) {
    world.send(Event::Started {
        remembered: Vec::new(),
    });
}

fn brands(world: &World) -> Vec<Brand> {
    let shelf = world.checkout.browse.shelf.here();
    shelf
        .map(|shelf| shelf.brands().to_vec())
        .unwrap_or_default()
}

fn names(brands: &[Brand]) -> Vec<&str> {
    brands.iter().map(|brand| brand.brand.as_str()).collect()
}

#[test]
fn what_is_kept_shows_until_the_vendors_list_is_here_and_says_nothing_of_values() {
    let first = World::new();
    let all = brands(&first);
    assert!(all.iter().any(|brand| brand.min.is_some()));
    let mut world = again(59 * MINUTE);
    start(&mut world);
    let kept = brands(&world);
    assert_eq!(names(&kept), names(&all));
    assert!(
        kept.iter()
            .all(|brand| brand.min.is_none() && brand.max.is_none())
    );
    assert!(kept.iter().all(|brand| !brand.is_out_of_stock));
    let look = |brand: &Brand| {
        (
            brand.kind.clone(),
            brand.categories.clone(),
            brand.logo.clone(),
        )
    };
    assert!(kept.iter().map(look).eq(all.iter().map(look)));
    assert!(world.log.contains(&Effect::Tell(Notice::Ready)));

    world.release();
    assert_eq!(brands(&world), all);
    let told = world
        .log
        .iter()
        .filter(|effect| **effect == Effect::Tell(Notice::Ready));
    assert_eq!(told.count(), 1);
}

#[test]
fn nothing_older_than_an_hour_is_shown_nor_what_is_from_the_future() {
    for after in [60 * MINUTE, -MINUTE] {
        let mut world = again(after);
        world.holds = |effect| is_list(effect) || matches!(effect, Effect::FetchHomepage { .. });
        start(&mut world);
        assert_eq!(world.checkout.browse.shelf, Loading::Busy);
        world.release();
        assert_eq!(brands(&world).len(), 4);
    }
}

#[test]
fn what_comes_after_the_vendors_list_changes_nothing() {
    let mut world = again(MINUTE);
    world.holds = |effect| matches!(effect, Effect::FetchAhead { .. });
    start(&mut world);
    let all = brands(&world);
    world.release();
    assert_eq!(brands(&world), all);
    assert_eq!(world.checkout.browse.extent, Extent::Whole);
}

#[test]
fn a_brand_that_is_not_among_the_kept_ones_waits_for_the_vendors_list() {
    for (known, opens) in [(true, true), (false, false)] {
        let mut world = again(MINUTE);
        if !known {
            world.stored = world.stored.replace("Morello", "Other");
        }
        world.checkout = cryptorefills_checkout::checkout::Checkout::new(
            cryptorefills_checkout::checkout::Settings {
                brand: Some("Morello".into()),
                ..crate::world::settings()
            },
        );
        start(&mut world);
        assert_eq!(world.checkout.screen_name() == "configure", opens);
        world.release();
        assert_eq!(world.checkout.screen_name(), "configure");
        assert!(world.checkout.browse.unknown.is_none());
    }
}

#[test]
fn the_rows_above_the_grid_stay_when_the_vendors_list_comes() {
    let mut world = again(MINUTE);
    world.holds = |effect| is_list(effect) || matches!(effect, Effect::FetchHomepage { .. });
    start(&mut world);
    assert!(world.checkout.browse.featured.is_empty());
    // What is featured comes while what is kept is being read.
    while let Some(place) = world.held.iter().position(|effect| !is_list(effect)) {
        let effect = world.held.remove(place);
        let answer = world.answer(&effect).unwrap();
        world.send(answer);
    }
    world.release();
    assert!(world.checkout.browse.featured.is_empty());
    assert_eq!(brands(&world).len(), 4);
}

fn fail(world: &mut World) {
    let Some(Effect::FetchCatalogue { ask, .. }) = world.held.pop() else {
        panic!("a question");
    };
    world.send(Event::CatalogueArrived {
        ask,
        result: Err(ProxyError::Offline),
    });
}

#[test]
fn what_is_kept_stays_while_the_vendor_is_asked_again_and_goes_when_that_is_given_up() {
    let mut world = again(MINUTE);
    start(&mut world);
    for _ in 0..3 {
        let shown = brands(&world);
        fail(&mut world);
        assert_eq!(brands(&world), shown);
        assert_eq!(shown.len(), 4);
        world.pass(20_000);
    }
    fail(&mut world);
    assert!(matches!(world.checkout.browse.shelf, Loading::Failed(_)));
    // Nor does it come back and go again.
    world.send(Event::RetryPressed);
    assert_eq!(world.checkout.browse.shelf, Loading::Busy);
    world.release();
    assert_eq!(brands(&world).len(), 4);
    assert!(brands(&world).iter().any(|brand| brand.min.is_some()));
}

#[test]
fn a_vendor_that_answers_again_is_heard() {
    let mut world = again(MINUTE);
    start(&mut world);
    fail(&mut world);
    world.pass(20_000);
    world.release();
    assert!(brands(&world).iter().any(|brand| brand.min.is_some()));
    assert_eq!(world.checkout.browse.extent, Extent::Whole);
}

#[test]
fn what_a_host_opens_waits_for_the_vendors_list_if_it_is_not_among_what_is_kept() {
    let mut world = again(MINUTE);
    world.stored = world.stored.replace("Morello", "Other");
    start(&mut world);
    world.send(Event::FamilyOpened("Morello".into()));
    assert!(world.checkout.browse.unknown.is_none());
    world.release();
    assert_eq!(world.checkout.screen_name(), "configure");
}

#[test]
fn a_form_that_was_left_is_the_same_after_the_vendors_list_came() {
    let mut world = again(MINUTE);
    start(&mut world);
    world.send(Event::FamilyOpened("Morello".into()));
    let products = |world: &World| {
        let asked = |effect: &&Effect| matches!(effect, Effect::FetchProducts { .. });
        world.log.iter().filter(asked).count()
    };
    let before = products(&world);
    world.send(Event::BackPressed);
    world.release();
    world.send(Event::FamilyOpened("Morello".into()));
    assert_eq!(world.checkout.screen_name(), "configure");
    assert_eq!(products(&world), before);
}

#[test]
fn values_and_stock_are_not_even_kept() {
    let world = World::new();
    let kept = &world.stored;
    assert!(kept.contains("Morello IT"));
    for word in ["min", "max", "stock", "€"] {
        assert!(!kept.contains(word), "{word} in {kept}");
    }
    assert_eq!(read_stored(kept, MORNING).len(), 4);
    // Whoever else wrote it: nothing of that kind is read.
    let forged = kept.replace(
        "\"brand\":",
        "\"min\":\"€1\",\"is_out_of_stock\":true,\"brand\":",
    );
    let read = read_stored(&forged, MORNING);
    assert!(
        read.iter()
            .all(|brand| brand.min.is_none() && !brand.is_out_of_stock)
    );
    assert_eq!(read.len(), 4);
    assert!(read_stored("[]", MORNING).is_empty());
    assert!(read_stored(&kept.replace("stored_ms", "other"), MORNING).is_empty());
}
