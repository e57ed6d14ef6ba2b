//! Looking for a brand: country, search, categories, and the grid.

mod countries;
mod filters;
mod logo;
mod orders;
mod tiles;
mod walk;

use std::rc::Rc;
use std::sync::Arc;

use super::dom::{El, Node, el};
use super::{Ui, later, parts, trouble};
use crate::checkout::browse::{Filter, Shelf};
use crate::checkout::event::Event;
use crate::checkout::{Checkout, Loading};
use crate::text::Key;
use crate::wire::Extent;
use countries::Countries;
use logo::partner;

pub use logo::logo;
pub use orders::{open_order, past};
use walk::Walk;

/// What is too dear to compute at every stroke.
#[derive(Default)]
pub struct Cache {
    countries: Option<Countries>,
    choice: countries::Choice,
    shown: Option<Shown>,
    stops: walk::Stops,
    rows: Rows,
}

/// How much of the grid is in the document. An answer is read at its beginning: what lies below the screen
/// comes when the typing rests, so that every letter is answered the sooner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Rows {
    /// Also those that a finger may soon bring onto the screen.
    #[default]
    Spare,
    /// Those on the screen, after so many answers.
    Near(u32),
}

/// So long a pause is no longer typing.
const REST_MS: u32 = 150;

/// A question about a shelf, and its answer.
struct Shown {
    shelf: Arc<Shelf>,
    query: String,
    filter: Filter,
    found: bool,
    places: Rc<Vec<u32>>,
}

/// The shop window.
pub fn screen(ui: &Ui, state: &Checkout) -> El {
    el("div")
        .class("screen browse")
        .kid(partner(&state.settings))
        .kid(
            el("div")
                .class("top")
                .kid(parts::heading().kid(ui.say(Key::Shop)))
                .kid(past(ui)),
        )
        .kid(open_order(ui, state))
        .kid(cart(ui, state))
        .kid(filters::filters(ui, state))
        .kid(filters::categories(ui, state))
        .kid(number(ui, state))
        .kid(unknown(ui, state))
        .kid(shelf(ui, state))
}

/// The number to top up is asked for once what reads numbers is here; until then its room is kept.
fn number(ui: &Ui, state: &Checkout) -> Option<El> {
    state.asks_number().then(|| {
        let there = state.rest.is_here().then(|| later::number(ui, state));
        el("div").class("number").kid(there)
    })
}

/// Whether the brands are on their way.
fn is_awaited(state: &Checkout) -> bool {
    matches!(state.browse.shelf, Loading::Idle | Loading::Busy)
        || state.browse.extent == Extent::Begun
}

/// Where there is room for more, CSS px, the categories stand in as many lines as they need.
const ONE_LINE: f64 = 720.0;

/// Whether the categories will stand in one line, whichever there are.
pub fn is_narrow() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width < ONE_LINE)
}

/// The way to what is in the cart.
fn cart(ui: &Ui, state: &Checkout) -> Option<El> {
    let count = state.kept.in_cart();
    let words = (count > 0).then(|| ui.fill(Key::CartOpen, &[("count", &count.to_string())]))?;
    let opened = ui.clone();
    Some(parts::button("cart-open", "secondary", words, move || {
        opened.send(Event::CartOpened)
    }))
}

/// A link or the host asked for a brand that is not sold here: what it may have meant.
fn unknown(ui: &Ui, state: &Checkout) -> Option<El> {
    let asked = state.browse.unknown.as_ref()?;
    let country = ui.country(&state.country);
    let open = state.browse.meant().map(|brand| {
        let label = ui.fill(Key::OpenBrand, &[("brand", &brand.brand)]);
        let (opened, what) = (ui.clone(), brand.clone());
        parts::button("nearest", "secondary", label, move || {
            opened.send(Event::BrandOpened(what.clone()))
        })
    });
    Some(parts::notice(
        "info",
        "",
        ui.fill(
            Key::NothingFound,
            &[("country", &country), ("words", &asked.name)],
        ),
        open,
    ))
}

fn shelf(ui: &Ui, state: &Checkout) -> El {
    let retry = || parts::action(ui, "retry", "secondary", Key::Retry, || Event::RetryPressed);
    match &state.browse.shelf {
        Loading::Idle | Loading::Busy => skeleton(ui.say(Key::Loading)),
        Loading::Failed(error) => trouble::trouble(ui, error, retry()),
        Loading::Here(shelf) if shelf.brands().is_empty() => {
            let country = ui.country(&state.country);
            let words = ui.fill(Key::EmptyShop, &[("country", &country)]);
            parts::notice("info", "", words, Some(retry()))
        }
        Loading::Here(shelf) if state.browse.is_idle() => el("div")
            .kid(tiles::row(
                ui,
                state,
                ("recent", Key::RecentBrands, walk::RECENT),
                &state.browse.recent,
            ))
            .kid(tiles::row(
                ui,
                state,
                ("featured", Key::FeaturedBrands, walk::FEATURED),
                &state.browse.featured,
            ))
            .kid(grid(ui, state, shelf)),
        Loading::Here(shelf) => el("div").kid(grid(ui, state, shelf)),
    }
}

/// The room that the brands will take, laid out as they will be, with what a reader is told.
pub fn skeleton(label: &'static str) -> El {
    let tiles = (0..8).map(|_| el("span").class("tile ghost").attr("aria-hidden", "true"));
    el("div")
        // What comes has rows above it: turned into them, what is here would be seen to jump.
        .key("awaited".into())
        .class("shelf")
        .attr("aria-busy", "true")
        .kid(parts::text("p", "found", label).attr("data-told", ""))
        .kid(Node::Nothing)
        .kid(el("div").class("grid ghosts").kids(tiles))
}

/// The places of the brands to show, computed anew only when the question changes.
fn shown(ui: &Ui, state: &Checkout, shelf: &Arc<Shelf>) -> Rc<Vec<u32>> {
    let mut cache = ui.0.cache.borrow_mut();
    let (query, filter) = (&state.browse.query, &state.browse.filter);
    let known = cache.shown.as_ref().filter(|known| {
        Arc::ptr_eq(&known.shelf, shelf)
            && known.query == *query
            && known.filter == *filter
            && known.found == state.browse.is_found()
    });
    if let Some(known) = known {
        return Rc::clone(&known.places);
    }
    let places = Rc::new(state.browse.shown());
    cache.stops = walk::Stops::default();
    let number = match cache.rows {
        Rows::Spare => 0,
        Rows::Near(number) => number.wrapping_add(1),
    };
    cache.rows = Rows::Near(number);
    ui.later(REST_MS, move |ui| {
        if ui.0.cache.borrow().rows == Rows::Near(number) {
            spare(ui);
        }
    });
    cache.shown = Some(Shown {
        shelf: Arc::clone(shelf),
        query: query.clone(),
        filter: filter.clone(),
        found: state.browse.is_found(),
        places: Rc::clone(&places),
    });
    places
}

/// Draws what lies below the screen too.
fn spare(ui: &Ui) {
    let rows = std::mem::take(&mut ui.0.cache.borrow_mut().rows);
    if rows != Rows::Spare {
        ui.change(|_| {});
    }
}

fn grid(ui: &Ui, state: &Checkout, shelf: &Arc<Shelf>) -> El {
    let places = shown(ui, state, shelf);
    let window = ui.local().window;
    let last = match ui.0.cache.borrow().rows {
        Rows::Spare => window.last,
        Rows::Near(_) => window.near,
    };
    let columns = window.columns.max(1);
    let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
    let rows = count.div_ceil(columns);
    let first = window.first.min(rows.saturating_sub(1));
    let bounds = [first, last.max(first + 1)]
        .map(|row| usize::try_from(row.saturating_mul(columns).min(count)).unwrap_or_default());
    let visible = places.get(bounds[0]..bounds[1]).unwrap_or_default();
    let walk = Walk {
        stop: walk::GRID,
        count,
        columns,
        first: first.saturating_mul(columns),
    };
    let tiles = tiles::tiles(ui, state, ("brand", walk), visible);
    let awaited = is_awaited(state);
    if awaited && count == 0 {
        return skeleton(ui.say(Key::Loading));
    }
    let found = if awaited {
        ui.say(Key::Loading).to_owned()
    } else {
        ui.count(Key::BrandsFound, count)
    };
    el("div")
        .class("shelf")
        .kid(parts::text("p", "found", found).attr("data-told", ""))
        .kid((count == 0).then(|| filters::nothing(ui, state)))
        .kid(
            el("div")
                .class("frame")
                .style("height", px(rows.saturating_mul(window.row_px)))
                .kid(
                    walk.listen(
                        ui,
                        el("div")
                            .part("brand-grid")
                            .class("grid window")
                            .style("top", px(first.saturating_mul(window.row_px)))
                            .style("--columns", columns.to_string())
                            .kids(tiles),
                    ),
                ),
        )
}

fn px(number: u32) -> String {
    let mut text = number.to_string();
    text.push_str("px");
    text
}
