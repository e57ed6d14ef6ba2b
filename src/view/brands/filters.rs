//! What narrows the grid: country, words, kind and category; and what is said when nothing is left.

use super::super::dom::{El, el, input_value};
use super::super::{Ui, focus, later, parts};
use super::{countries::countries, is_awaited};
use crate::checkout::Checkout;
use crate::checkout::browse::Filter;
use crate::checkout::event::Event;
use crate::text::{Key, category, category_key};
use crate::wire::Kind;

pub fn filters(ui: &Ui, state: &Checkout) -> El {
    let picked = ui.clone();
    let searched = ui.clone();
    el("div")
        .class("filters")
        .kid(
            el("label")
                .class("field")
                .kid(parts::text("span", "label", ui.say(Key::Country)))
                .kid(
                    el("select")
                        .part("country")
                        .attr("aria-label", ui.say(Key::Country))
                        .value(state.country.clone())
                        .on("change", move |event| {
                            picked.send(Event::CountryPicked(input_value(event)))
                        })
                        .kept(countries(ui, state)),
                ),
        )
        .kid(
            el("label")
                .class("field grow")
                .kid(parts::text("span", "label", ui.say(Key::Search)))
                .kid(
                    el("input")
                        .part("search")
                        .attr("type", "search")
                        .attr("autocomplete", "off")
                        .attr("spellcheck", "false")
                        .attr("enterkeyhint", "search")
                        .value(state.browse.query.clone())
                        .on("input", move |event| {
                            searched.send(Event::SearchEntered(input_value(event)))
                        }),
                ),
        )
        .kid(
            (state.rest.is_here() && state.browse.seeks())
                .then(|| later::found(ui, state))
                .flatten(),
        )
}

pub fn categories(ui: &Ui, state: &Checkout) -> Option<El> {
    if is_awaited(state) {
        let ghosts = (0..14).map(|_| el("span").class("chip ghost"));
        let room = el("div").class("chips").attr("aria-hidden", "true");
        return Some(room.kids(ghosts));
    }
    let shelf = state
        .browse
        .shelf
        .here()
        .filter(|shelf| shelf.categories(None).nth(1).is_some())?;
    let filter = &state.browse.filter;
    let (kind, chosen) = (filter.kind.as_ref(), filter.category.as_deref());
    let all = chip(
        ui,
        ("category", ""),
        ui.say(Key::CategoryAll).to_owned(),
        shelf.count(None),
        *filter == Filter::default(),
        (Some(None), Some(None)),
    );
    const SOLD: [(Kind, Key); 2] = [
        (Kind::GiftCard, Key::KindCard),
        (Kind::MobileRecharge, Key::KindTopUp),
    ];
    let has_both = SOLD.iter().all(|(kind, _)| shelf.count(Some(kind)) > 0);
    let kinds = SOLD.iter().filter(|_| has_both).map(|(one, label)| {
        let pressed = kind == Some(one);
        chip(
            ui,
            ("kind", one.as_str()),
            ui.say(*label).to_owned(),
            shelf.count(Some(one)),
            pressed,
            (Some((!pressed).then(|| one.clone())), None),
        )
    });
    let chips = shelf.categories(kind).map(|(slug, count)| {
        let pressed = chosen == Some(slug);
        chip(
            ui,
            ("category", slug),
            category_key(slug).map_or_else(|| category(slug), |key| ui.say(key).to_owned()),
            count,
            pressed,
            (None, Some((!pressed).then(|| slug.to_owned()))),
        )
    });
    Some(
        el("div")
            .class("chips")
            .attr("role", "group")
            .attr("aria-label", ui.say(Key::Categories))
            .kids(std::iter::once(all).chain(kinds).chain(chips)),
    )
}

/// A chip that narrows the grid. `pick` is what becomes of kind and category, if anything.
fn chip(
    ui: &Ui,
    (part, slug): (&'static str, &str),
    name: String,
    count: u32,
    pressed: bool,
    pick: (Option<Option<Kind>>, Option<Option<String>>),
) -> El {
    let picked = ui.clone();
    let data = match part {
        "kind" => "data-kind",
        _ => "data-category",
    };
    el("button")
        .attr("type", "button")
        .part(part)
        .class("chip")
        .attr(data, slug.to_owned())
        .attr("aria-pressed", if pressed { "true" } else { "false" })
        .on("click", move |_| {
            // Not as events: to copy any event takes more bytes than the shop window.
            let (kind, category) = pick.clone();
            if let Some(kind) = kind {
                picked.send(Event::KindPicked(kind));
            }
            if let Some(category) = category {
                picked.send(Event::CategoryPicked(category));
            }
        })
        .kid(name)
        .kid(parts::text("span", "count", count.to_string()))
}

pub fn nothing(ui: &Ui, state: &Checkout) -> El {
    let country = ui.country(&state.country);
    let query = state.browse.query.trim();
    let words = if query.is_empty() {
        ui.fill(Key::NothingFoundPlain, &[("country", &country)])
    } else {
        ui.fill(
            Key::NothingFound,
            &[("country", &country), ("words", query)],
        )
    };
    let cleared = ui.clone();
    let clear = parts::button("retry", "secondary", ui.say(Key::ClearSearch), move || {
        cleared.send(Event::KindPicked(None));
        cleared.send(Event::CategoryPicked(None));
        cleared.send(Event::SearchEntered(String::new()));
    });
    let all = state.browse.filter.kind.as_ref().map(|_| {
        parts::action(ui, "retry", "quiet", Key::KindAll, || {
            Event::KindPicked(None)
        })
    });
    let other = el("button")
        .attr("type", "button")
        .part("retry")
        .class("quiet")
        .on("click", focus::on_country)
        .kid(ui.say(Key::OtherCountry));
    let ways = el("div").class("actions").kid(clear).kid(all).kid(other);
    parts::notice("info", "", words, Some(ways))
}
