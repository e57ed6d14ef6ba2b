//! From an element on somebody's page to a running checkout, and back to nothing.
//!
//! May import anything; nothing imports it. `element.js` calls [`mount`] once its module is here.

mod handle;
mod host;
mod panic;
mod speech;
mod warm;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, EventTarget, HtmlElement, ShadowRoot};

use crate::checkout::Checkout;
use crate::checkout::event::Event;
use crate::checkout::notice::ErrorDetail;
use crate::checkout::rest::Rest;
use crate::client::{Client, Hint, now_ms};
use crate::config::{self, Config, ConfigError, Surroundings};
use crate::handles::{Interval, Listener};
use crate::runtime::Runtime;
use crate::store::Store;
use crate::text::Key;
use crate::view::{self, Local, Ui};
use host::Host;
use speech::Speech;

/// The widget's style sheet, in its order. What stands between comes with the module's rest.
const BEGIN: &str = include_str!(concat!(env!("OUT_DIR"), "/begin.css"));
const LATER: &str = include_str!(concat!(env!("OUT_DIR"), "/later.css"));
const END: &str = include_str!(concat!(env!("OUT_DIR"), "/end.css"));

thread_local! {
    /// One constructed sheet serves every widget on the page.
    static SHEET: RefCell<Option<CssStyleSheet>> = const { RefCell::new(None) };
}

/// A mounted checkout. Dropping it, or `unmount`, leaves nothing behind.
#[wasm_bindgen]
pub struct Handle {
    element: HtmlElement,
    host: Host,
    live: Option<Live>,
}

/// What runs while a widget is mounted. Dropped in this order: first nothing happens any more, then
/// nothing is drawn, then the state goes.
struct Live {
    listeners: Vec<Listener>,
    clock: Option<Interval>,
    drawing: Option<RenderEffect<Option<String>>>,
    runtime: Rc<Runtime>,
    config: RefCell<Config>,
    state: ArcRwSignal<Checkout>,
    local: ArcRwSignal<Local>,
    speech: Speech,
    shown: Rc<Cell<bool>>,
    /// `light` or `dark`, where the host said so.
    host_theme: Cell<Option<&'static str>>,
    root: Option<Box<dyn std::any::Any>>,
}

impl Live {
    /// Shows what the integrator wishes; `auto` is what the host says, and else the system.
    fn show_theme(&self, configured: &'static str) {
        let said = self.host_theme.get().filter(|_| configured == "auto");
        let theme = said.unwrap_or(configured);
        let _ = self.local.try_update(|local| local.theme = theme);
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.speech.hush();
        self.listeners.clear();
        self.clock = None;
        self.drawing = None;
        self.root = None;
    }
}

/// Puts a checkout into an element's shadow root; the element's attributes are its options.
///
/// `rest` is given where this module holds the first screen only: it fetches the other part, and its promise
/// is fulfilled once every screen can be shown. `tell` is a function of an event's name and its detail as JSON,
/// `texts` of a language; its promise is a list of texts.
#[wasm_bindgen]
pub fn mount(
    element: HtmlElement,
    root: ShadowRoot,
    rest: Option<Function>,
    tell: Function,
    texts: Option<Function>,
) -> Handle {
    let host = Host::new(tell);
    panic::prepare();
    panic::watch(&element, &root, &host);
    adopt_style(&root);
    let config = read_config(&element, Some(&host));
    let live = start(&element, &root, config, [rest, texts], host.clone());
    Handle {
        element,
        host,
        live,
    }
}

/// Reads the attributes, and tells of mistakes in them.
fn read_config(element: &HtmlElement, host: Option<&Host>) -> Config {
    let (config, errors) = options(&|name| element.get_attribute(name), element);
    for error in errors {
        if let Some(host) = host {
            host.error(&ErrorDetail {
                kind: "config",
                message: error.message,
            });
        }
    }
    config
}

/// Reads options as an element in this place would. Not generic: the reader is large, and once is enough.
fn options(
    attribute: &dyn Fn(&str) -> Option<String>,
    place: &HtmlElement,
) -> (Config, Vec<ConfigError>) {
    config::read(attribute, &surroundings(place), |text, base| {
        let url = web_sys::Url::new_with_base(text, base).ok()?;
        Some(url.href())
    })
}

fn surroundings(element: &HtmlElement) -> Surroundings {
    let page = element
        .closest("[lang]")
        .ok()
        .flatten()
        .and_then(|parent| parent.get_attribute("lang"))
        .filter(|tag| !tag.is_empty());
    let browser = web_sys::window().map(|window| window.navigator().languages());
    let browser = browser
        .iter()
        .flat_map(Array::iter)
        .filter_map(|tag| tag.as_string());
    let base = element.base_uri().ok().flatten().unwrap_or_default();
    Surroundings {
        base,
        languages: page.into_iter().chain(browser).collect(),
    }
}

fn start(
    element: &HtmlElement,
    root: &ShadowRoot,
    config: Config,
    [rest, texts]: [Option<Function>; 2],
    host: Host,
) -> Option<Live> {
    let container = container(root)?;
    let Some(proxy_url) = config.proxy_url.clone() else {
        let theme = config.theme;
        let show = move |words| {
            let said = (Key::ConfigTitle, Key::ConfigText);
            view::show_panel(&container, &words, theme, said);
        };
        Speech::new(texts, element, show, host).change_to(&config.settings.lang);
        return None;
    };
    let store = Store::open(&proxy_url, config.history);
    let memory = store.load(now_ms());
    let mut settings = config.settings.clone();
    if let Some(country) = memory.country.filter(|_| !config.country_given) {
        settings.country = country;
    }
    let forgetful = !config.history;
    let recent = if forgetful { Vec::new() } else { memory.recent };
    let filled: Rc<RefCell<Option<Live>>> = Rc::default();
    let filling = Rc::clone(&filled);
    let element = element.clone();
    // Leptos brings the reactive owner; the elements themselves are drawn by `view::dom`.
    let root = mount_to(container.clone(), move || {
        let mut checkout = Checkout::new(settings);
        if rest.is_some() {
            checkout.rest = Rest::apart();
        } else {
            dress();
        }
        checkout.forgetful = forgetful;
        checkout.opens_early = view::is_narrow();
        checkout.recent = recent;
        let state = ArcRwSignal::new(checkout);
        let local = ArcRwSignal::new(Local::new(now_ms(), config.theme));
        let client = client(&element, &config, proxy_url, state.clone());
        let (asked, errors) = (host.clone(), host.clone());
        let host: crate::runtime::Host = (
            Rc::new(move |notice| host.tell(&notice)),
            Rc::new(move |summary| asked.say("before_order", &summary.json())),
            supplied(&element, "solanaBlockhash"),
        );
        let runtime = Runtime::new(state.clone(), client, store, host, (rest, dress));
        let weak = Rc::downgrade(&runtime);
        let dispatch = Box::new(move |event| {
            if let Some(runtime) = weak.upgrade() {
                runtime.dispatch(event);
            }
        });
        let ui = Ui::new(state.clone(), local.clone(), dispatch);
        let speech = Speech::new(texts, &element, ui.speaker(), errors);
        speech.change_to(&config.settings.lang);
        let drawing = view::draw(ui, container);
        let ticking = local.clone();
        let tick = Box::new(move || {
            let _ = ticking.try_update(|local| local.now_ms = now_ms());
        });
        let shown = Rc::new(Cell::new(true));
        filling.replace(Some(Live {
            listeners: listen(&runtime, &shown),
            clock: Interval::start(1_000, tick),
            drawing,
            runtime,
            config: config.into(),
            state,
            local,
            speech,
            shown,
            host_theme: Cell::new(None),
            root: None,
        }));
    });
    let mut live = filled.take()?;
    live.root = Some(Box::new(root));
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    if !online {
        live.runtime.dispatch(Event::ConnectionChanged { online });
    }
    live.runtime.dispatch(Event::Started {
        remembered: memory.orders,
    });
    Some(live)
}

/// A function that the page supplies as a property, read afresh each time.
fn supplied(element: &HtmlElement, name: &'static str) -> Rc<dyn Fn() -> Option<Function>> {
    let element = element.clone();
    Rc::new(move || {
        let supplied = Reflect::get(&element, &name.into()).ok()?;
        supplied.dyn_into::<Function>().ok()
    })
}

/// How the runtime gets its client: the runtime hears what answers tell beside their bodies.
fn client(
    element: &HtmlElement,
    config: &Config,
    proxy_url: String,
    state: ArcRwSignal<Checkout>,
) -> impl FnOnce(Rc<dyn Fn(Hint)>) -> Client + use<> {
    let stream_url = config.stream_url.clone();
    let fallback = config.settings.lang.clone();
    let lang: Rc<dyn Fn() -> String> = Rc::new(move || {
        let now = state.try_with_untracked(|state| state.settings.lang.clone());
        now.unwrap_or_else(|| fallback.clone())
    });
    let headers = supplied(element, "requestHeaders");
    move |hint| Client::new(proxy_url, stream_url, lang, headers, hint)
}

/// The element that the screens live in: the room that the loader keeps for them, if it does.
fn container(root: &ShadowRoot) -> Option<HtmlElement> {
    if let Some(room) = root.query_selector("[aria-busy]").ok().flatten() {
        let _ = room.remove_attribute("aria-busy");
        room.set_class_name("");
        return room.dyn_into().ok();
    }
    root.set_text_content(None);
    let container = root.owner_document()?.create_element("div").ok()?;
    root.append_child(&container).ok()?;
    container.dyn_into().ok()
}

fn adopt_style(root: &ShadowRoot) {
    let sheet = SHEET.with(|kept| {
        let mut kept = kept.borrow_mut();
        if kept.is_none()
            && let Ok(sheet) = CssStyleSheet::new()
        {
            let _ = sheet.replace_sync(&[BEGIN, END].concat());
            *kept = Some(sheet);
        }
        kept.clone()
    });
    if let Some(sheet) = sheet {
        let key = "adoptedStyleSheets".into();
        // The loader's own stays: it places a dialog.
        let sheets =
            Reflect::get(root, &key).map_or_else(|_| Array::new(), |sheets| Array::from(&sheets));
        sheets.push(&sheet);
        let _ = Reflect::set(root, &key, &sheets);
    }
}

/// The styles of all screens, once their part of the module is here.
fn dress() {
    SHEET.with_borrow(|kept| {
        let whole = [BEGIN, LATER, END].concat();
        let _ = kept.as_ref().map(|sheet| sheet.replace_sync(&whole));
    });
}

/// The browser's news of network and page.
fn listen(runtime: &Rc<Runtime>, shown: &Rc<Cell<bool>>) -> Vec<Listener> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let Some(document) = window.document() else {
        return Vec::new();
    };
    let on = |target: &EventTarget, name: &'static str, event: Box<dyn Fn() -> Event>| {
        let weak = Rc::downgrade(runtime);
        let heard = move || {
            if let Some(runtime) = weak.upgrade() {
                runtime.dispatch(event());
            }
        };
        Listener::start(target, name, false, Box::new(heard))
    };
    let (seen, shown) = (document.clone(), Rc::clone(shown));
    vec![
        on(
            &window,
            "online",
            Box::new(|| Event::ConnectionChanged { online: true }),
        ),
        on(
            &window,
            "offline",
            Box::new(|| Event::ConnectionChanged { online: false }),
        ),
        on(
            &document,
            "visibilitychange",
            Box::new(move || Event::VisibilityChanged {
                visible: !seen.hidden() && shown.get(),
            }),
        ),
    ]
}
