//! Long lists of plans: narrowed by place, data and days, and listed bit by bit (features PRD-07).

use cryptorefills_checkout::checkout::configure::{Configure, Facet, Plans};
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::wire::{Product, decode_groups};
use serde_json::{Value, json};

use crate::shopper::fixed;
use crate::world::World;

fn plan(id: usize, megabytes: Value, days: (u64, &str), regions: &[&str]) -> Value {
    json!({
        "product_id": id.to_string(), "is_dynamic": false, "delivery_type": "by_email",
        "denomination": format!("plan {id}"), "valid_regions": regions,
        "benefits": [
            {"type": "DATA", "unit": "MB", "amount": {"base": megabytes}},
            {"type": "VALIDITY", "unit": days.1, "amount": days.0},
        ],
    })
}

/// Ten sizes, ten durations: one hundred plans, each tenth of them for Japan alone.
fn many() -> Vec<Value> {
    let all = (0..100).map(|id| {
        let megabytes = [
            500, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000, -1,
        ];
        let regions: &[&str] = match id % 10 {
            0 => &["JP"],
            _ => &["IT", "FR"],
        };
        plan(
            id,
            megabytes[id / 10].into(),
            (id as u64 % 10 + 1, "DAY"),
            regions,
        )
    });
    all.collect()
}

/// The form of an eSIM with these plans.
fn form_of(plans: Vec<Value>) -> World {
    let mut world = World::new();
    world.holds = |effect| matches!(effect, Effect::FetchProducts { .. });
    world.send(Event::FamilyOpened("Roamly".into()));
    let Some(Effect::FetchProducts { ask, coin, .. }) = world.held.pop() else {
        panic!("the products were not asked for");
    };
    let groups = json!([{
        "family": "Roamly", "brand": "Roamly eSIM Italy", "kind": "mobile_recharge",
        "country_code": "IT", "products": plans,
    }]);
    let result = Ok(decode_groups(&groups.to_string()).unwrap());
    world.send(Event::ProductsArrived { ask, coin, result });
    world
}

fn label(product: &Product) -> String {
    product.denomination.clone().unwrap()
}

fn name(region: &str) -> String {
    match region {
        "JP" => "Japan".into(),
        "IT" => "Italy".into(),
        other => other.into(),
    }
}

fn named(words: &str) -> Event {
    Event::PlansChanged(Plans::Named(words.into()))
}

fn left(form: &Configure) -> Vec<String> {
    form.narrowed(label, name).into_iter().map(label).collect()
}

fn listed(world: &World) -> usize {
    let form = world.form();
    form.listed(&form.narrowed(label, name))
}

fn measures(form: &Configure, facet: Facet) -> Vec<String> {
    form.measures(facet).iter().map(|one| one.text()).collect()
}

#[test]
fn each_facet_offers_what_plans_differ_in_from_less_to_more() {
    let world = form_of(many());
    assert_eq!(
        measures(world.form(), Facet::Data),
        [
            "500 MB", "1 GB", "1.5 GB", "2 GB", "3 GB", "5 GB", "10 GB", "20 GB", "50 GB", "-1 MB"
        ]
    );
    let days: Vec<String> = (1..=10).map(|days| format!("{days} DAY")).collect();
    assert_eq!(measures(world.form(), Facet::Validity), days);
    assert_eq!(world.form().regions(), ["JP", "IT", "FR"]);
}

#[test]
fn where_nothing_differs_nothing_is_asked() {
    let same = (0..30).map(|id| plan(id, json!(1_000), (7, "DAYS"), &["IT", "FR"]));
    let world = form_of(same.collect());
    let form = world.form();
    assert!(form.regions().is_empty());
    assert!(form.measures(Facet::Data).is_empty() && form.measures(Facet::Validity).is_empty());
}

#[test]
fn units_are_compared_by_what_they_mean() {
    let units = [
        (2, "WEEK"),
        (36, "HOURS"),
        (1, "DAY"),
        (1, "YEAR"),
        (1, "MONTH"),
    ];
    let plans = units.into_iter().enumerate();
    let plans = plans.map(|(id, days)| plan(id, json!(1_024), days, &["IT"]));
    let world = form_of(plans.collect());
    assert_eq!(
        measures(world.form(), Facet::Validity),
        ["1 DAY", "36 HOUR", "2 WEEK", "1 MONTH", "1 YEAR"]
    );
}

#[test]
fn facets_and_words_narrow_together_and_are_cleared_at_once() {
    let mut world = form_of(many());
    let narrow = |facet, value: &str| Event::PlansChanged(Plans::With(facet, value.into()));
    assert!(!world.form().plans.is_narrow());
    world.send(narrow(Facet::Data, "1.5 GB"));
    assert_eq!(left(world.form()).len(), 10);
    world.send(narrow(Facet::Region, "JP"));
    assert_eq!(left(world.form()), ["plan 20"]);
    world.send(narrow(Facet::Validity, "2 DAY"));
    assert!(left(world.form()).is_empty());
    world.send(narrow(Facet::Data, ""));
    world.send(narrow(Facet::Region, ""));
    assert_eq!(left(world.form()).len(), 10);
    world.send(named("PLAN 41"));
    assert_eq!(left(world.form()), ["plan 41"]);
    assert!(world.form().plans.is_narrow());
    world.send(Event::PlansChanged(Plans::All));
    assert_eq!(left(world.form()).len(), 100);
}

#[test]
fn places_are_found_by_their_names() {
    let mut world = form_of(many());
    world.send(named("  japán 3"));
    assert_eq!(left(world.form()), ["plan 30"]);
    world.send(named("italy"));
    assert_eq!(left(world.form()).len(), 90);
    world.send(named("nowhere"));
    assert!(left(world.form()).is_empty());
}

#[test]
fn a_long_list_grows_by_wish_and_never_without_the_chosen_plan() {
    let mut world = form_of(many());
    assert_eq!(listed(&world), 60);
    world.send(Event::PlansChanged(Plans::More));
    assert_eq!(listed(&world), 100);
    world.send(named("plan"));
    assert_eq!(listed(&world), 60, "a new list begins anew");
    world.send(Event::ChoiceMade(fixed("71")));
    assert_eq!(listed(&world), 72);
    world.send(Event::PlansChanged(Plans::With(Facet::Region, "JP".into())));
    assert_eq!(listed(&world), 10);
    assert_eq!(
        world.form().draft.choice,
        fixed("71"),
        "chosen, though not listed"
    );
}
