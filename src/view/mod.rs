//! The screens. They read the state, send events, and decide nothing.
//!
//! May import checkout, wire, money, payment and text; never client, runtime or embed.
//! Static markup is written with at least one value in braces per element: Leptos turns markup that is
//! all literals into `innerHTML`, which pages with Trusted Types block.

mod brands;
mod configure;
mod methods;
mod parts;
mod payment;
mod phases;
mod problems;
pub mod qr;
mod quote;
mod receipt;

use std::rc::Rc;

use leptos::prelude::*;

use crate::checkout::event::Event;
use crate::checkout::{Checkout, Screen};
use crate::text::{Key, Words};

/// What every screen needs: the state to read, and the one way to answer.
#[derive(Clone, Copy)]
pub struct Ui {
    /// The checkout's state.
    pub state: RwSignal<Checkout>,
    /// The device's clock, once a second.
    pub now: RwSignal<i64>,
    words: RwSignal<Words>,
    dispatch: StoredValue<Rc<dyn Fn(Event)>, LocalStorage>,
}

impl Ui {
    /// Ties the screens to a state and its loop.
    pub fn new(
        state: RwSignal<Checkout>,
        now: RwSignal<i64>,
        words: RwSignal<Words>,
        dispatch: Rc<dyn Fn(Event)>,
    ) -> Self {
        Self { state, now, words, dispatch: StoredValue::new_local(dispatch) }
    }

    /// Lets something happen.
    pub fn send(self, event: Event) {
        if let Some(dispatch) = self.dispatch.try_get_value() {
            dispatch(event);
        }
    }

    /// A text in the shopper's language.
    pub fn say(self, key: Key) -> &'static str {
        self.words.with(|words| words.say(key))
    }

    /// A text with its places filled.
    pub fn fill(self, key: Key, with: &[(&str, &str)]) -> String {
        self.words.with(|words| words.fill(key, with))
    }

    /// A country's name.
    pub fn country(self, code: &str) -> String {
        self.words.with(|words| words.country(code))
    }

    /// An amount of a currency.
    pub fn money(self, amount: &str, currency: &str) -> String {
        self.words.with(|words| words.money(amount, currency))
    }

    /// A part of the state, computed when the state changes, told on when it differs.
    pub fn slice<T>(self, read: impl Fn(&Checkout) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.state.with(|state| read(state)))
    }
}

/// Which screen's markup stands in the document.
#[derive(Clone, PartialEq)]
enum Shown {
    Browse,
    Configure(String),
    Pay(String),
}

/// The whole widget below its shadow root.
pub fn app(ui: Ui, theme: RwSignal<&'static str>) -> AnyView {
    let shown = ui.slice(|state| match &state.screen {
        Screen::Browse => Shown::Browse,
        Screen::Configure(form) => Shown::Configure(form.brand.brand.clone()),
        Screen::Pay(pay) => Shown::Pay(pay.wish.attempt.clone()),
    });
    let root = NodeRef::<leptos::html::Div>::new();
    focus_new_headings(root, shown);
    let screen = move || match shown.get() {
        Shown::Browse => brands::screen(ui),
        Shown::Configure(_) => configure::screen(ui),
        Shown::Pay(_) => payment::screen(ui),
    };
    let name = ui.slice(Checkout::screen_name);
    let offline = ui.slice(|state| !state.online);
    view! {
        <div
            node_ref=root
            part="checkout"
            class="checkout"
            data-screen=move || name.get()
            data-theme=move || theme.get()
            data-lang=move || ui.words.with(|words| words.tag().to_owned())
            lang=move || ui.words.with(|words| words.tag().to_owned())
            dir="ltr"
        >
            {move || offline.get().then(|| parts::notice(
                "warning",
                ui.say(Key::Offline),
                ui.say(Key::OfflineText).to_owned(),
                ().into_any(),
            ))}
            {screen}
        </div>
    }
    .into_any()
}

/// A new screen begins at its heading, for readers and keyboards; the first one leaves the page's focus
/// alone.
fn focus_new_headings(root: NodeRef<leptos::html::Div>, shown: Memo<Shown>) {
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(move || {
                let heading = root
                    .get_untracked()
                    .and_then(|root| root.query_selector("h2").ok().flatten());
                parts::focus(heading);
            });
        }
        now
    });
}

/// A moment in ISO 8601, for texts that support reads.
fn iso_time(ms: i64) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from(ms as f64));
    date.to_iso_string().into()
}
