//! What narrows a long list of plans, and how much of it is listed (features PRD-07).

use wasm_bindgen::JsCast;
use web_sys::{Element, Event as DomEvent};

use super::super::dom::{El, el, input_value};
use super::super::{Ui, focus, parts};
use crate::checkout::configure::{Configure, Facet, Measure, Plans};
use crate::checkout::event::Event;
use crate::text::Key;

/// What a product holds, in the shopper's words.
pub fn measure(ui: &Ui, held: &Measure) -> String {
    match &held.amount {
        None => ui.say(Key::Unlimited).to_owned(),
        Some(amount) => ui.words().measure(amount, &held.unit),
    }
}

/// The search, a choice for each thing in which the plans differ, and how many are left.
pub fn finder(ui: &Ui, form: &Configure, left: usize, all: usize) -> El {
    let searched = ui.clone();
    let search = el("label")
        .class("field grow")
        .kid(parts::text("span", "label", ui.say(Key::SearchPlans)))
        .kid(
            el("input")
                .attr("type", "search")
                .attr("autocomplete", "off")
                .value(form.plans.search.clone())
                .on("input", move |event| {
                    searched.send(Event::PlansChanged(Plans::Named(input_value(event))))
                })
                // Enter would press pay.
                .on("keydown", |event| {
                    if parts::key(event).as_deref() == Some("Enter") {
                        event.prevent_default();
                    }
                }),
        );
    let regions = ui.words().countries(form.regions().into_iter());
    let regions = regions.into_iter().map(|(name, code)| (code, name));
    let measures = |facet| {
        let held = form.measures(facet).into_iter();
        let named = held.map(|held| (held.text(), measure(ui, &held)));
        named.collect::<Vec<_>>()
    };
    let choices = [
        (
            Facet::Region,
            Key::PlanRegion,
            "plan-region",
            regions.collect(),
        ),
        (
            Facet::Data,
            Key::PlanData,
            "plan-data",
            measures(Facet::Data),
        ),
        (
            Facet::Validity,
            Key::PlanValidity,
            "plan-validity",
            measures(Facet::Validity),
        ),
    ];
    let mut choices = choices
        .into_iter()
        .filter_map(|(facet, label, part, values)| choice(ui, form, facet, (label, part), values));
    let region = (!form.regions().is_empty())
        .then(|| choices.next())
        .flatten();
    let (left, all) = (left.to_string(), all.to_string());
    let count = ui.fill(Key::PlansLeft, &[("count", &left), ("all", &all)]);
    let clear = form.plans.is_narrow().then(|| {
        parts::action(ui, "plans-clear", "quiet", Key::PlansClear, || {
            Event::PlansChanged(Plans::All)
        })
    });
    el("div")
        .class("section")
        .kid(
            el("div")
                .class("filters")
                .kids(region)
                .kid(search)
                .kids(choices),
        )
        .kid(
            el("p")
                .class("hint")
                .kid(
                    parts::text("span", "", count)
                        .part("plans-left")
                        .attr_if("data-told", form.plans.is_narrow().then_some("")),
                )
                .kid(" ")
                .kid(clear),
        )
}

/// A choice of one value or of any; none where there is nothing to choose.
fn choice(
    ui: &Ui,
    form: &Configure,
    facet: Facet,
    (label, part): (Key, &'static str),
    values: Vec<(String, String)>,
) -> Option<El> {
    let option = |(value, name): (String, String)| el("option").attr("value", value).kid(name);
    let any = (String::new(), ui.say(Key::PlanAny).to_owned());
    let options: Vec<El> = std::iter::once(any).chain(values).map(option).collect();
    let changed = ui.clone();
    (options.len() > 2).then(|| {
        el("label")
            .class("field grow")
            .kid(parts::text("span", "label", ui.say(label)))
            .kid(
                el("select")
                    .part(part)
                    .kids(options)
                    .value(form.plans.of(facet))
                    .on("change", move |event| {
                        changed.send(Event::PlansChanged(Plans::With(facet, input_value(event))))
                    }),
            )
    })
}

/// The way to those that are not listed yet. The focus goes to the first of them: what was pressed may be gone.
pub fn more(ui: &Ui, listed: usize) -> El {
    let pressed = ui.clone();
    el("button")
        .attr("type", "button")
        .part("plans-more")
        .class("secondary")
        .kid(ui.say(Key::PlansMore))
        .on("click", move |event: &DomEvent| {
            let button = event.current_target();
            let button = button.and_then(|one| one.dyn_into::<Element>().ok());
            let around = button.and_then(|one| one.closest("form").ok().flatten());
            pressed.send(Event::PlansChanged(Plans::More));
            pressed.later(50, move |_| {
                let options =
                    around.and_then(|form| form.query_selector_all("[part~=denomination]").ok());
                let first = options.and_then(|all| all.get(u32::try_from(listed).ok()?));
                focus::to(first.and_then(|one| one.dyn_into().ok()));
            });
        })
}
