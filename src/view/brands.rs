//! Looking for a brand: country, search, categories, and a grid of which only what is near the screen is
//! in the document.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlElement;

use super::{Ui, parts};
use crate::checkout::Loading;
use crate::checkout::event::Event;
use crate::text::{Key, category};
use crate::wire::{Brand, ProxyError};

/// Rows drawn beyond each edge of the screen.
const SPARE_ROWS: u32 = 3;
/// Before the first tile can be measured.
const GUESSED_ROW_PX: u32 = 168;
/// Tiles are at least this wide; the style sheet lays them out by the same number.
const TILE_PX: u32 = 144;

/// ISO 3166-1 alpha-2 codes, and XK, which the vendor serves.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// The shop window.
pub fn screen(ui: Ui) -> AnyView {
    view! {
        <div class="screen browse">
            {parts::heading((move || ui.say(Key::Shop)).into_any())}
            {open_order(ui)}
            {filters(ui)}
            {categories(ui)}
            {shelf(ui)}
        </div>
    }
    .into_any()
}

/// An order of this device that is not over comes first: two payable orders for one wish help nobody.
pub fn open_order(ui: Ui) -> AnyView {
    let open = ui.slice(move |state| state.open_order(ui.now.get_untracked()).cloned());
    (move || {
        let order = open.get()?;
        let detail = ui.fill(
            Key::OpenOrderDetail,
            &[("brand", &order.brand), ("value", &order.face_value)],
        );
        let attempt = order.attempt.clone();
        let phase = order.phase.as_str();
        Some(view! {
            <div part="notice" class="notice" data-kind="info" role="note">
                <p class="notice-title">{ui.say(Key::OpenOrder)}</p>
                <p>{detail}</p>
                <button
                    type="button"
                    part="history-item"
                    class="secondary"
                    data-phase=phase
                    on:click=move |_| ui.send(Event::OrderReopened(attempt.clone()))
                >
                    {ui.say(Key::Resume)}
                </button>
            </div>
        })
    })
    .into_any()
}

fn filters(ui: Ui) -> AnyView {
    let country = ui.slice(|state| state.country.clone());
    let codes = ui.slice(|state| state.settings.countries.clone());
    let options = move || {
        let allowed = codes.get();
        let mut named: Vec<(String, String)> = COUNTRIES
            .split(' ')
            .filter(|code| allowed.is_empty() || allowed.iter().any(|known| known == code))
            .map(|code| (ui.country(code), code.to_owned()))
            .collect();
        named.sort();
        let chosen = country.get_untracked();
        named
            .into_iter()
            .map(|(name, code)| {
                let is_chosen = code == chosen;
                view! { <option value=code selected=is_chosen>{name}</option> }
            })
            .collect_view()
    };
    let query = ui.slice(|state| state.browse.query.clone());
    view! {
        <div class="filters">
            <label class="field">
                <span class="label">{move || ui.say(Key::Country)}</span>
                <select
                    part="country"
                    prop:value=move || country.get()
                    on:change:target=move |event| ui.send(Event::CountryPicked(event.target().value()))
                >
                    {options}
                </select>
            </label>
            <label class="field grow">
                <span class="label">{move || ui.say(Key::Search)}</span>
                <input
                    part="search"
                    type="search"
                    inputmode="search"
                    autocomplete="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    prop:value=move || query.get()
                    on:input:target=move |event| ui.send(Event::SearchEntered(event.target().value()))
                />
            </label>
        </div>
    }
    .into_any()
}

fn categories(ui: Ui) -> AnyView {
    let shelf = ui.slice(|state| state.browse.shelf.here().cloned());
    let chosen = ui.slice(|state| state.browse.category.clone());
    let chip = move |slug: Option<String>, name: String, count: usize| {
        let data = slug.clone().unwrap_or_default();
        let wanted = slug.clone();
        let pressed = move || if chosen.get() == wanted { "true" } else { "false" };
        view! {
            <button
                type="button"
                part="category"
                class="chip"
                data-category=data
                aria-pressed=pressed
                on:click=move |_| ui.send(Event::CategoryPicked(slug.clone()))
            >
                {name}
                <span class="count">{count.to_string()}</span>
            </button>
        }
        .into_any()
    };
    (move || {
        let shelf = shelf.get().filter(|shelf| shelf.categories().len() > 1)?;
        let mut chips = vec![chip(None, ui.say(Key::CategoryAll).into(), shelf.brands().len())];
        for (slug, count) in shelf.categories() {
            let count = usize::try_from(*count).unwrap_or_default();
            chips.push(chip(Some(slug.clone()), category(slug), count));
        }
        Some(view! {
            <div class="chips" role="group" aria-label=ui.say(Key::Categories)>{chips}</div>
        })
    })
    .into_any()
}

/// What the shelf is, without the brands themselves.
#[derive(Clone, PartialEq)]
enum Shelf {
    Busy,
    Failed(ProxyError),
    Empty,
    Full,
}

fn shelf(ui: Ui) -> AnyView {
    let shelf = ui.slice(|state| match &state.browse.shelf {
        Loading::Idle | Loading::Busy => Shelf::Busy,
        Loading::Failed(error) => Shelf::Failed(error.clone()),
        Loading::Here(shelf) if shelf.brands().is_empty() => Shelf::Empty,
        Loading::Here(_) => Shelf::Full,
    });
    let retry = move || {
        parts::button("retry", "secondary", ui.say(Key::Retry).into_any(), move || {
            ui.send(Event::RetryPressed);
        })
    };
    (move || match shelf.get() {
        Shelf::Busy => skeleton(ui),
        Shelf::Failed(error) => super::problems::trouble(ui, &error, retry()),
        Shelf::Empty => {
            let country = ui.country(&ui.state.with_untracked(|state| state.country.clone()));
            let text = ui.fill(Key::EmptyShop, &[("country", &country)]);
            parts::notice("info", "", text, retry())
        }
        Shelf::Full => grid(ui),
    })
    .into_any()
}

fn skeleton(ui: Ui) -> AnyView {
    let tiles = (0..8)
        .map(|_| view! { <span class="tile ghost" aria-hidden={"true"}></span> })
        .collect_view();
    view! {
        <div class="grid" aria-busy="true">
            <span class="hidden" role="status">{ui.say(Key::Loading)}</span>
            {tiles}
        </div>
    }
    .into_any()
}

/// The rows in the document, and how they lie.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Window {
    columns: u32,
    row_px: u32,
    first: u32,
    last: u32,
}

fn grid(ui: Ui) -> AnyView {
    let shown = ui.slice(|state| state.browse.shown());
    let frame = NodeRef::<leptos::html::Div>::new();
    let window = RwSignal::new(Window { columns: 2, row_px: GUESSED_ROW_PX, first: 0, last: 8 });
    let look = move || {
        if let Some(frame) = frame.get_untracked() {
            let seen = visible_rows(&frame, window.get_untracked().row_px);
            if seen != window.get_untracked() {
                window.set(seen);
            }
        }
    };
    Effect::new(move |_| {
        frame.track();
        shown.track();
        look();
        request_animation_frame(look);
    });
    watch_scrolling(look);
    watch_width(frame, look);

    let visible = Memo::new(move |_| {
        let Window { columns, first, last, .. } = window.get();
        let from = first.saturating_mul(columns);
        let to = last.saturating_mul(columns);
        shown.with(|places| {
            let length = u32::try_from(places.len()).unwrap_or(u32::MAX);
            let (from, to) = (from.min(length), to.min(length));
            places
                .get(usize::try_from(from).unwrap_or(0)..usize::try_from(to).unwrap_or(0))
                .map(<[u32]>::to_vec)
                .unwrap_or_default()
        })
    });
    let rows = Memo::new(move |_| {
        let columns = window.with(|window| window.columns.max(1));
        shown.with(|places| u32::try_from(places.len()).unwrap_or(u32::MAX)).div_ceil(columns)
    });
    let height = move || px(rows.get().saturating_mul(window.with(|window| window.row_px)));
    let offset = move || {
        let (first, row) = window.with(|window| (window.first, window.row_px));
        let mut text = "translateY(".to_owned();
        text.push_str(&px(first.saturating_mul(row)));
        text.push(')');
        text
    };
    let columns = move || window.with(|window| window.columns).to_string();
    let count = move || shown.with(Vec::len);
    let found = move || match count() {
        1 => ui.say(Key::BrandFound).to_owned(),
        count => ui.fill(Key::BrandsFound, &[("count", &count.to_string())]),
    };
    let tile = move |place: u32| {
        let brand = ui.state.with_untracked(|state| {
            state.browse.shelf.here().and_then(|shelf| shelf.get(place)).cloned()
        });
        brand.map(|brand| tile(ui, brand))
    };
    view! {
        <p class="found" role="status">{found}</p>
        {move || (count() == 0).then(|| nothing(ui))}
        <div node_ref=frame class="frame" style:height=height>
            <div part="brand-grid" class="grid window" style:transform=offset style:--columns=columns>
                <For each=move || visible.get() key=|place| *place children=tile />
            </div>
        </div>
    }
    .into_any()
}

fn px(number: u32) -> String {
    let mut text = number.to_string();
    text.push_str("px");
    text
}

/// Which rows are near the screen, from where the grid lies in the viewport.
fn visible_rows(frame: &HtmlElement, known_row: u32) -> Window {
    let width = u32::try_from(frame.client_width()).unwrap_or(0);
    let columns = ((width + 12) / (TILE_PX + 12)).clamp(1, 12);
    let measured = frame
        .query_selector(".tile")
        .ok()
        .flatten()
        .and_then(|tile| tile.dyn_into::<HtmlElement>().ok())
        .and_then(|tile| u32::try_from(tile.offset_height()).ok())
        .filter(|height| *height > 0)
        .map_or(known_row, |height| height + 12);
    let area = frame.get_bounding_client_rect();
    let tall = web_sys::window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64())
        .unwrap_or(800.0);
    let above = (-area.top()).max(0.0) as u32;
    let first = (above / measured).saturating_sub(SPARE_ROWS);
    let screen = (tall.max(0.0) as u32) / measured + 1;
    Window {
        columns,
        row_px: measured,
        first,
        last: (above / measured).saturating_add(screen + SPARE_ROWS),
    }
}

/// Scrolling of the page or of any box around the widget, and the window's size. Listening ends with the
/// grid.
fn watch_scrolling(look: impl Fn() + 'static) {
    let waiting = RwSignal::new(false);
    let look = std::rc::Rc::new(look);
    let listener = Closure::<dyn FnMut()>::new(move || {
        if !waiting.try_get_untracked().unwrap_or(true) {
            waiting.set(true);
            let look = std::rc::Rc::clone(&look);
            request_animation_frame(move || {
                if waiting.try_set(false).is_none() {
                    look();
                }
            });
        }
    });
    let Some(window) = web_sys::window() else { return };
    let function: js_sys::Function = listener.as_ref().unchecked_ref::<js_sys::Function>().clone();
    for name in ["scroll", "resize"] {
        let _ = window.add_event_listener_with_callback_and_bool(name, &function, true);
    }
    let kept = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        for name in ["scroll", "resize"] {
            let _ = window.remove_event_listener_with_callback_and_bool(name, &function, true);
        }
        kept.try_update_value(Option::take);
    });
}

/// The widget may be resized without the window.
fn watch_width(frame: NodeRef<leptos::html::Div>, look: impl Fn() + 'static) {
    let listener = Closure::<dyn FnMut()>::new(move || look());
    let Ok(observer) = web_sys::ResizeObserver::new(listener.as_ref().unchecked_ref()) else {
        return;
    };
    let watched = observer.clone();
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            watched.observe(&frame);
        }
    });
    let kept = StoredValue::new_local(Some((observer, listener)));
    on_cleanup(move || {
        if let Some(Some((observer, _listener))) = kept.try_update_value(Option::take) {
            observer.disconnect();
        }
    });
}

fn nothing(ui: Ui) -> AnyView {
    let (country, query) = ui
        .state
        .with_untracked(|state| (state.country.clone(), state.browse.query.clone()));
    let country = ui.country(&country);
    let text = if query.trim().is_empty() {
        ui.fill(Key::NothingFoundPlain, &[("country", &country)])
    } else {
        ui.fill(Key::NothingFound, &[("country", &country), ("words", query.trim())])
    };
    let clear = parts::button("retry", "secondary", ui.say(Key::ClearSearch).into_any(), move || {
        ui.send(Event::SearchEntered(String::new()));
        ui.send(Event::CategoryPicked(None));
    });
    parts::notice("info", "", text, clear)
}

fn tile(ui: Ui, brand: Brand) -> AnyView {
    let sold_out = brand.is_out_of_stock;
    let values = if sold_out {
        ui.say(Key::SoldOut).to_owned()
    } else {
        values(&brand)
    };
    let name = brand.brand.clone();
    let opened = brand.clone();
    view! {
        <button
            type="button"
            part="brand"
            class="tile"
            data-brand=brand.brand.clone()
            data-family=brand.family.clone()
            data-brand-id=brand.brand_id.clone()
            aria-disabled=sold_out.then_some("true")
            on:click=move |_| ui.send(Event::BrandOpened(opened.clone()))
        >
            {logo(&brand.brand, brand.logo.as_deref(), brand.bg_color.as_deref())}
            <span class="tile-name" dir="auto">{name}</span>
            <span class="tile-values">{values}</span>
        </button>
    }
    .into_any()
}

/// The catalogue's labels for the smallest and largest value; shown, never computed with.
fn values(brand: &Brand) -> String {
    match (brand.min.as_deref(), brand.max.as_deref()) {
        (Some(min), Some(max)) if min != max => [min, " – ", max].concat(),
        (Some(one), _) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

/// A brand's logo on its own colour. The name's first letters stand in for a logo that is missing.
pub fn logo(name: &str, url: Option<&str>, color: Option<&str>) -> AnyView {
    let letters: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    let failed = RwSignal::new(url.is_none());
    let source = url.map(str::to_owned);
    let color = color.map(str::to_owned);
    view! {
        <span class="logo" style:background-color=color aria-hidden={"true"}>
            {move || if failed.get() {
                view! { <span class="letters">{letters.clone()}</span> }.into_any()
            } else {
                view! {
                    <img
                        src=source.clone()
                        alt={""}
                        loading="lazy"
                        decoding="async"
                        width="120"
                        height="76"
                        referrerpolicy="no-referrer"
                        on:error=move |_| failed.set(true)
                    />
                }
                .into_any()
            }}
        </span>
    }
    .into_any()
}
