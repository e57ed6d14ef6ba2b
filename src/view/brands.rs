//! Looking for a brand: country, search, categories, and the grid.

mod countries;
mod logo;
mod orders;

use std::rc::Rc;

use super::dom::{El, el, input_value};
use super::{Ui, parts, problems};
use crate::checkout::browse::Shelf;
use crate::checkout::event::Event;
use crate::checkout::{Checkout, Loading};
use crate::text::{Key, category, category_key};
use crate::wire::Brand;
use countries::{Countries, countries};
use logo::partner;

pub use logo::logo;
pub use orders::{finder, open_order};

/// What is too dear to compute at every stroke.
#[derive(Default)]
pub struct Cache {
    countries: Option<Countries>,
    shown: Option<Shown>,
}

/// A question about a shelf, and its answer.
struct Shown {
    shelf: *const Shelf,
    query: String,
    category: Option<String>,
    places: Rc<Vec<u32>>,
}

/// The shop window.
pub fn screen(ui: &Ui, state: &Checkout) -> El {
    el("div")
        .class("screen browse")
        .kid(partner(&state.settings))
        .kid(parts::heading().kid(ui.say(Key::Shop)))
        .kid(open_order(ui, state))
        .kid(filters(ui, state))
        .kid(categories(ui, state))
        .kid(shelf(ui, state))
        .kid(finder(ui, state))
}

fn filters(ui: &Ui, state: &Checkout) -> El {
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
                        .kept(countries(ui, &state.settings.countries)),
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
}

fn categories(ui: &Ui, state: &Checkout) -> Option<El> {
    let shelf = state
        .browse
        .shelf
        .here()
        .filter(|shelf| shelf.categories().len() > 1)?;
    let chosen = state.browse.category.as_deref();
    let all = chip(
        ui,
        None,
        ui.say(Key::CategoryAll).to_owned(),
        shelf.brands().len(),
        chosen.is_none(),
    );
    let chips = shelf.categories().iter().map(|(slug, count)| {
        let count = usize::try_from(*count).unwrap_or_default();
        chip(
            ui,
            Some(slug.clone()),
            category_key(slug).map_or_else(|| category(slug), |key| ui.say(key).to_owned()),
            count,
            chosen == Some(slug.as_str()),
        )
    });
    Some(
        el("div")
            .class("chips")
            .attr("role", "group")
            .attr("aria-label", ui.say(Key::Categories))
            .kids(std::iter::once(all).chain(chips)),
    )
}

fn chip(ui: &Ui, slug: Option<String>, name: String, count: usize, pressed: bool) -> El {
    let picked = ui.clone();
    let data = slug.clone().unwrap_or_default();
    el("button")
        .attr("type", "button")
        .part("category")
        .class("chip")
        .attr("data-category", data)
        .attr("aria-pressed", if pressed { "true" } else { "false" })
        .on("click", move |_| {
            picked.send(Event::CategoryPicked(slug.clone()))
        })
        .kid(name)
        .kid(parts::text("span", "count", count.to_string()))
}

fn shelf(ui: &Ui, state: &Checkout) -> El {
    let retry = || parts::action(ui, "retry", "secondary", Key::Retry, || Event::RetryPressed);
    match &state.browse.shelf {
        Loading::Idle | Loading::Busy => skeleton(ui.say(Key::Loading)),
        Loading::Failed(error) => problems::trouble(ui, error, retry()),
        Loading::Here(shelf) if shelf.brands().is_empty() => {
            let country = ui.country(&state.country);
            let words = ui.fill(Key::EmptyShop, &[("country", &country)]);
            parts::notice("info", "", words, Some(retry()))
        }
        Loading::Here(shelf) => grid(ui, state, shelf),
    }
}

/// The room that the brands will take, with what a reader is told.
pub fn skeleton(label: &'static str) -> El {
    let tiles = (0..8).map(|_| el("span").class("tile ghost").attr("aria-hidden", "true"));
    el("div")
        .class("grid ghosts")
        .attr("aria-busy", "true")
        .kid(parts::text("span", "hidden", label).attr("data-told", ""))
        .kids(tiles)
}

/// The places of the brands to show, computed anew only when the question changes.
fn shown(ui: &Ui, state: &Checkout, shelf: &Shelf) -> Rc<Vec<u32>> {
    let mut cache = ui.0.cache.borrow_mut();
    let (query, category) = (&state.browse.query, &state.browse.category);
    let known = cache.shown.as_ref().filter(|known| {
        std::ptr::eq(known.shelf, shelf) && known.query == *query && known.category == *category
    });
    if let Some(known) = known {
        return Rc::clone(&known.places);
    }
    let places = Rc::new(state.browse.shown());
    cache.shown = Some(Shown {
        shelf,
        query: query.clone(),
        category: category.clone(),
        places: Rc::clone(&places),
    });
    places
}

fn grid(ui: &Ui, state: &Checkout, shelf: &Shelf) -> El {
    let places = shown(ui, state, shelf);
    let window = ui.local().window;
    let columns = window.columns.max(1);
    let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
    let rows = count.div_ceil(columns);
    let first = window.first.min(rows.saturating_sub(1));
    let bounds = [first, window.last.max(first + 1)]
        .map(|row| usize::try_from(row.saturating_mul(columns).min(count)).unwrap_or_default());
    let visible = places.get(bounds[0]..bounds[1]).unwrap_or_default();
    let tiles = visible
        .iter()
        .filter_map(|place| Some(tile(ui, shelf.get(*place)?, *place)));
    let found = ui.count(Key::BrandsFound, count);
    el("div")
        .class("shelf")
        .kid(parts::text("p", "found", found).attr("data-told", ""))
        .kid((count == 0).then(|| nothing(ui, state)))
        .kid(
            el("div")
                .class("frame")
                .style("height", px(rows.saturating_mul(window.row_px)))
                .kid(
                    el("div")
                        .part("brand-grid")
                        .class("grid window")
                        .style("top", px(first.saturating_mul(window.row_px)))
                        .style("--columns", columns.to_string())
                        .kids(tiles),
                ),
        )
}

fn px(number: u32) -> String {
    let mut text = number.to_string();
    text.push_str("px");
    text
}

fn nothing(ui: &Ui, state: &Checkout) -> El {
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
        cleared.send(Event::SearchEntered(String::new()));
        cleared.send(Event::CategoryPicked(None));
    });
    parts::notice("info", "", words, Some(clear))
}

fn tile(ui: &Ui, brand: &Brand, place: u32) -> El {
    let sold_out = brand.is_out_of_stock;
    let values = if sold_out {
        ui.say(Key::SoldOut).to_owned()
    } else {
        values(brand)
    };
    let opened = ui.clone();
    let what = brand.clone();
    el("button")
        .key(place.to_string())
        .attr("type", "button")
        .part("brand")
        .class("tile")
        .attr("data-brand", brand.brand.clone())
        .attr("data-family", brand.family.clone())
        .attr_if("data-brand-id", brand.brand_id.clone())
        .attr_if("aria-disabled", sold_out.then_some("true"))
        .on("click", move |_| {
            opened.send(Event::BrandOpened(what.clone()))
        })
        .kid(logo(
            &brand.brand,
            brand.logo.as_deref(),
            brand.bg_color.as_deref(),
        ))
        .kid(parts::text("span", "tile-name", brand.brand.clone()).attr("dir", "auto"))
        .kid(parts::text("span", "tile-values", values))
}

/// The catalogue's labels for the smallest and largest value; shown, never computed with.
fn values(brand: &Brand) -> String {
    match (brand.min.as_deref(), brand.max.as_deref()) {
        (Some(min), Some(max)) if min != max => [min, " – ", max].concat(),
        (Some(one), _) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}
