//! From an element on somebody's page to a running checkout, and back to nothing.
//!
//! May import anything; nothing imports it. `element.js` calls [`mount`] once its module is here.

pub mod config;
mod host;
mod panic;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Function, Reflect};
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, EventTarget, HtmlElement, ShadowRoot};

use crate::checkout::Checkout;
use crate::checkout::event::Event;
use crate::checkout::notice::ErrorDetail;
use crate::client::{Client, now_ms};
use crate::runtime::Runtime;
use crate::store::Store;
use crate::text::{Key, Words};
use crate::view::{self, Ui};
use config::{Config, Surroundings};

/// The widget's whole style sheet.
const STYLE: &str = include_str!("../../style/widget.css");

thread_local! {
    /// One constructed sheet serves every widget on the page.
    static SHEET: RefCell<Option<CssStyleSheet>> = const { RefCell::new(None) };
}

/// A mounted checkout. Dropping it, or `unmount`, leaves nothing behind.
#[wasm_bindgen]
pub struct Handle {
    element: HtmlElement,
    live: Option<Live>,
}

struct Live {
    runtime: Option<Rc<Runtime>>,
    config: Config,
    state: Option<RwSignal<Checkout>>,
    theme: RwSignal<&'static str>,
    _listeners: Vec<Listener>,
    _clock: Option<Interval>,
    _tree: Box<dyn std::any::Any>,
}

/// Puts a checkout into an element's shadow root. `options` are the attributes as a JSON object of texts.
#[wasm_bindgen]
pub fn mount(element: HtmlElement, root: ShadowRoot, options: &str) -> Handle {
    panic::prepare();
    panic::watch(&element, &root);
    adopt_style(&root);
    let (config, errors) = read_config(&element, options);
    for error in errors {
        host::error(&element, &ErrorDetail { kind: "config", message: error.message });
    }
    let live = start(&element, &root, config);
    Handle { element, live }
}

#[wasm_bindgen]
impl Handle {
    /// The attributes changed. What was typed and a live order stay.
    pub fn update(&mut self, options: &str) {
        let (config, errors) = read_config(&self.element, options);
        for error in errors {
            host::error(&self.element, &ErrorDetail { kind: "config", message: error.message });
        }
        let Some(live) = &mut self.live else { return };
        live.theme.set(config.theme);
        if let (Some(runtime), true) = (&live.runtime, live.config.settings != config.settings) {
            runtime.dispatch(Event::SettingsChanged(Box::new(config.settings.clone())));
        }
        live.config = config;
    }

    /// Whether this change needs a fresh start: another proxy means another shop.
    #[wasm_bindgen(js_name = needsRestart)]
    pub fn needs_restart(&self, options: &str) -> bool {
        let (config, _) = read_config(&self.element, options);
        self.live.as_ref().is_some_and(|live| {
            (&live.config.proxy_url, &live.config.stream_url, live.config.history)
                != (&config.proxy_url, &config.stream_url, config.history)
        })
    }

    /// Opens a product family by name.
    pub fn open(&self, family: String) {
        self.dispatch(Event::FamilyOpened(family));
    }

    /// One step back.
    pub fn back(&self) {
        self.dispatch(Event::BackPressed);
    }

    /// Begins anew.
    pub fn reset(&self) {
        self.dispatch(Event::ResetPressed);
    }

    /// `screen` and `phase` as the public contract names them, as JSON.
    pub fn state(&self) -> String {
        let read = |state: &Checkout| {
            let phase = match &state.screen {
                crate::checkout::Screen::Pay(pay) => Some(pay.phase()),
                _ => None,
            };
            let screen = state.screen_name();
            match phase {
                Some(phase) => ["{\"screen\":\"", screen, "\",\"phase\":\"", phase.as_str(), "\"}"].concat(),
                None => ["{\"screen\":\"", screen, "\",\"phase\":null}"].concat(),
            }
        };
        let state = self.live.as_ref().and_then(|live| live.state);
        state.and_then(|state| state.try_with_untracked(read)).unwrap_or_else(|| "null".into())
    }

    /// Stops everything and empties the shadow root.
    pub fn unmount(&mut self) {
        panic::unwatch(&self.element);
        self.live = None;
    }

    fn dispatch(&self, event: Event) {
        if let Some(runtime) = self.live.as_ref().and_then(|live| live.runtime.as_ref()) {
            runtime.dispatch(event);
        }
    }
}

fn read_config(element: &HtmlElement, options: &str) -> (Config, Vec<config::ConfigError>) {
    let attributes: BTreeMap<String, String> = serde_json::from_str(options).unwrap_or_default();
    config::read(&attributes, &surroundings(element), |text, base| {
        web_sys::Url::new_with_base(text, base).ok().map(|url| url.href())
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
    let browser = browser.iter().flat_map(Array::iter).filter_map(|tag| tag.as_string());
    let base = element.base_uri().ok().flatten().unwrap_or_default();
    Surroundings { base, languages: page.into_iter().chain(browser).collect() }
}

fn start(element: &HtmlElement, root: &ShadowRoot, config: Config) -> Option<Live> {
    let container = container(root)?;
    let theme_name = config.theme;
    let Some(proxy_url) = config.proxy_url.clone() else {
        let tree = mount_to(container, not_set_up);
        return Some(Live {
            runtime: None,
            config,
            state: None,
            theme: RwSignal::new(theme_name),
            _listeners: Vec::new(),
            _clock: None,
            _tree: Box::new(tree),
        });
    };

    let store = Store::open(&proxy_url, config.history);
    let (remembered, last_country) = store.load(now_ms());
    let mut settings = config.settings.clone();
    if let Some(country) = last_country.filter(|_| !config.country_given) {
        settings.country = country;
    }
    let lang = settings.lang.clone();
    let stream_url = config.stream_url.clone();
    let kept: Rc<RefCell<Option<Parts>>> = Rc::default();
    let filled = Rc::clone(&kept);
    let element_for_host = element.clone();
    let tree = mount_to(container, move || {
        let state = RwSignal::new(Checkout::new(settings));
        let now = RwSignal::new(now_ms());
        let theme = RwSignal::new(theme_name);
        let words = RwSignal::new(Words::new("en"));
        let host_element = element_for_host.clone();
        let told: Rc<dyn Fn(_)> = Rc::new(move |notice| host::tell(&host_element, &notice));
        let headers_element = element_for_host.clone();
        let headers: Rc<dyn Fn() -> Option<Function>> = Rc::new(move || {
            let supplied = Reflect::get(&headers_element, &"requestHeaders".into()).ok()?;
            supplied.dyn_into::<Function>().ok()
        });
        let fallback = lang.clone();
        let lang: Rc<dyn Fn() -> String> = Rc::new(move || {
            state.try_with_untracked(|state| state.settings.lang.clone()).unwrap_or_else(|| fallback.clone())
        });
        let runtime = Runtime::new(
            state,
            move |hint| Client::new(proxy_url, stream_url, lang, headers, hint),
            store,
            told,
        );
        let weak = Rc::downgrade(&runtime);
        let dispatch: Rc<dyn Fn(Event)> = Rc::new(move |event| {
            if let Some(runtime) = weak.upgrade() {
                runtime.dispatch(event);
            }
        });
        filled.replace(Some(Parts { runtime, state, now, theme }));
        view::app(Ui::new(state, now, words, dispatch), theme)
    });

    let parts = kept.take()?;
    let listeners = listen(&parts.runtime);
    let now = parts.now;
    let clock = Interval::start(1_000, move || {
        let _ = now.try_set(now_ms());
    });
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    if !online {
        parts.runtime.dispatch(Event::ConnectionChanged { online });
    }
    parts.runtime.dispatch(Event::Started { remembered });
    Some(Live {
        runtime: Some(parts.runtime),
        config,
        state: Some(parts.state),
        theme: parts.theme,
        _listeners: listeners,
        _clock: clock,
        _tree: Box::new(tree),
    })
}

struct Parts {
    runtime: Rc<Runtime>,
    state: RwSignal<Checkout>,
    now: RwSignal<i64>,
    theme: RwSignal<&'static str>,
}

/// A readable panel where the integrator forgot the one attribute that is needed.
fn not_set_up() -> AnyView {
    let words = Words::new("en");
    leptos::view! {
        <div part="checkout" class="checkout" data-screen="browse" data-theme="auto">
            <div part="notice" class="notice" data-kind="error" role="alert">
                <p class="notice-title">{words.say(Key::ConfigTitle)}</p>
                <p>{words.say(Key::ConfigText)}</p>
            </div>
        </div>
    }
    .into_any()
}

/// The element that the screens live in; a skeleton that the loader painted makes room for it.
fn container(root: &ShadowRoot) -> Option<HtmlElement> {
    root.set_text_content(None);
    let container = root.owner_document()?.create_element("div").ok()?;
    root.append_child(&container).ok()?;
    container.dyn_into().ok()
}

fn adopt_style(root: &ShadowRoot) {
    let sheet = SHEET.with(|kept| {
        let mut kept = kept.borrow_mut();
        if kept.is_none() {
            if let Ok(sheet) = CssStyleSheet::new() {
                if sheet.replace_sync(STYLE).is_ok() {
                    *kept = Some(sheet);
                }
            }
        }
        kept.clone()
    });
    if let Some(sheet) = sheet {
        let _ = Reflect::set(root, &"adoptedStyleSheets".into(), &Array::of1(&sheet));
    }
}

/// The browser's news of network and page.
fn listen(runtime: &Rc<Runtime>) -> Vec<Listener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let Some(document) = window.document() else { return Vec::new() };
    let on = |target: &EventTarget, name: &'static str, event: Box<dyn Fn() -> Event>| {
        let weak = Rc::downgrade(runtime);
        Listener::start(target, name, move || {
            if let Some(runtime) = weak.upgrade() {
                runtime.dispatch(event());
            }
        })
    };
    let seen = document.clone();
    vec![
        on(&window, "online", Box::new(|| Event::ConnectionChanged { online: true })),
        on(&window, "offline", Box::new(|| Event::ConnectionChanged { online: false })),
        on(&document, "visibilitychange", Box::new(move || Event::VisibilityChanged { visible: !seen.hidden() })),
    ]
}

/// A listener that is removed when dropped.
struct Listener {
    target: EventTarget,
    name: &'static str,
    callback: Closure<dyn FnMut()>,
}

impl Listener {
    fn start(target: &EventTarget, name: &'static str, heard: impl FnMut() + 'static) -> Self {
        let callback = Closure::<dyn FnMut()>::new(heard);
        let _ = target.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
        Self { target: target.clone(), name, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.name, self.callback.as_ref().unchecked_ref());
    }
}

/// A repeated timer that is cleared when dropped.
struct Interval {
    id: i32,
    _callback: Closure<dyn FnMut()>,
}

impl Interval {
    fn start(ms: i32, due: impl FnMut() + 'static) -> Option<Self> {
        let callback = Closure::<dyn FnMut()>::new(due);
        let id = web_sys::window()?
            .set_interval_with_callback_and_timeout_and_arguments_0(callback.as_ref().unchecked_ref(), ms)
            .ok()?;
        Some(Self { id, _callback: callback })
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_interval_with_handle(self.id);
        }
    }
}
