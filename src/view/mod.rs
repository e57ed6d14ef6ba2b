//! The screens: each a function from the state to elements. They read, send events, and decide nothing.
//!
//! May import checkout, wire, money, payment, handles and text; never client, runtime or embed.
//! One Leptos effect draws the whole widget whenever a signal changes that was read; [`dom`] touches only
//! what differs.

mod abroad;
mod amount;
mod bought;
mod brands;
mod clipboard;
mod configure;
mod dom;
mod focus;
mod grid;
mod history;
mod later;
mod methods;
mod number;
mod panel;
mod parts;
mod payment;
mod phases;
mod problems;
pub mod qr;
mod quote;
mod receipt;
mod saving;
mod till;
mod trouble;
mod voice;
mod wallets;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::checkout::configure::Submit;
use crate::checkout::event::Event;
use crate::checkout::{Checkout, Screen};
use crate::handles::Sleep;
use crate::text::{Key, Words};
pub use brands::is_narrow;
use dom::{Canvas, El, el};

/// What every screen needs: signals to read, and the one way to answer.
#[derive(Clone)]
pub struct Ui(Rc<Inner>);

struct Inner {
    state: ArcRwSignal<Checkout>,
    local: ArcRwSignal<Local>,
    /// None while they are fetched.
    words: Cell<Option<Words>>,
    dispatch: Box<dyn Fn(Event)>,
    drawing: Cell<bool>,
    waiting: RefCell<Vec<Event>>,
    watch: RefCell<Option<grid::Watch>>,
    cache: RefCell<brands::Cache>,
    code: RefCell<Option<(String, Option<qr::Drawing>)>>,
    sleeps: RefCell<Vec<Sleep>>,
    voice: RefCell<Option<voice::Voice>>,
    /// What was drawn is about to be told.
    listening: Cell<bool>,
    /// A press on pay is being answered.
    checking: Cell<bool>,
}

/// What only this screen knows: nothing of it outlives the widget.
#[derive(Clone, Debug, Default)]
pub struct Local {
    /// The device's clock, renewed every second.
    pub now_ms: i64,
    /// `auto`, `light` or `dark`.
    pub theme: &'static str,
    /// The text copied last, and whether that worked.
    copied: Option<(String, bool)>,
    /// Deliveries of the current order whose code is on the screen.
    revealed: Vec<usize>,
    /// The picture of a delivery's code that fills the screen.
    large: Option<(usize, till::Picture)>,
    /// The link to a wallet was pressed, and the page is still there.
    unopened: bool,
    /// The transaction's id, as the buyer typed it for support.
    transaction: String,
    /// The order's reference that the buyer looks for.
    sought: String,
    /// The rows of the grid that are near the screen.
    window: grid::Window,
}

impl Local {
    /// A fresh screen.
    pub fn new(now_ms: i64, theme: &'static str) -> Self {
        Self {
            now_ms,
            theme,
            ..Self::default()
        }
    }

    /// Takes one delivery's secrets off the screen.
    fn conceal(&mut self, place: usize) {
        self.revealed.retain(|known| *known != place);
        self.large.take_if(|(known, _)| *known == place);
    }

    /// Takes all secrets off the screen.
    fn conceal_all(&mut self) {
        self.revealed.clear();
        self.large = None;
    }
}

impl Ui {
    /// Ties the screens to a state and its loop.
    pub fn new(
        state: ArcRwSignal<Checkout>,
        local: ArcRwSignal<Local>,
        dispatch: Box<dyn Fn(Event)>,
    ) -> Self {
        Self(Rc::new(Inner {
            state,
            local,
            words: Cell::default(),
            dispatch,
            drawing: Cell::new(false),
            waiting: RefCell::default(),
            watch: RefCell::default(),
            cache: RefCell::default(),
            code: RefCell::default(),
            sleeps: RefCell::default(),
            voice: RefCell::default(),
            listening: Cell::default(),
            checking: Cell::default(),
        }))
    }

    /// Gives the screens their words, and draws them again.
    pub fn speaker(&self) -> impl Fn(Words) + use<> {
        let weak = Rc::downgrade(&self.0);
        move |words| {
            if let Some(inner) = weak.upgrade() {
                inner.words.set(Some(words));
                let _ = inner.local.try_update(|_| {});
            }
        }
    }

    fn words(&self) -> Words {
        self.0.words.get().unwrap_or_else(Words::english)
    }

    /// Changes what only this screen knows, and draws again.
    fn change(&self, change: impl FnOnce(&mut Local)) {
        let _ = self.0.local.try_update(change);
    }

    /// What only this screen knows, as it was when drawing began.
    fn local(&self) -> Local {
        self.0.local.get_untracked()
    }

    /// Lets something happen.
    ///
    /// While the screen is drawn the state is being read: taking a focused field away makes the browser
    /// tell us at once that it was left. Such news waits until the drawing is done.
    fn send(&self, event: Event) {
        if self.0.drawing.get() {
            self.0.waiting.borrow_mut().push(event);
        } else {
            (self.0.dispatch)(event);
        }
    }

    fn say(&self, key: Key) -> &'static str {
        self.words().say(key)
    }

    fn fill(&self, key: Key, with: &[(&str, &str)]) -> String {
        self.words().fill(key, with)
    }

    fn count(&self, key: Key, count: u32) -> String {
        self.words().count(key, count)
    }

    fn country(&self, code: &str) -> String {
        self.words().country(code)
    }

    fn money(&self, amount: &str, currency: &str) -> String {
        self.words().money(amount, currency)
    }

    /// An amount as the buyer would type it: digits and the language's own decimal mark.
    fn typed(&self, amount: &str) -> String {
        self.words().typed(amount)
    }

    fn time(&self, ms: i64) -> String {
        self.words().time(ms)
    }

    /// A QR code; the last one is kept, for the screen is drawn every second.
    fn qr(&self, text: &str) -> Option<qr::Drawing> {
        let mut kept = self.0.code.borrow_mut();
        match &*kept {
            Some((known, drawing)) if known == text => drawing.clone(),
            _ => {
                let drawing = qr::draw(text);
                *kept = Some((text.to_owned(), drawing.clone()));
                drawing
            }
        }
    }

    /// Whether a press on pay is being answered.
    fn is_checking(&self) -> bool {
        self.0.state.with_untracked(is_checking)
    }

    /// Whether the page can be seen.
    fn is_visible(&self) -> bool {
        self.0.state.with_untracked(|state| state.visible)
    }

    /// Does something later, unless the widget is gone by then.
    fn later(&self, ms: u32, due: impl FnOnce(&Ui) + 'static) {
        let weak = Rc::downgrade(&self.0);
        let sleep = Sleep::start(
            ms,
            Box::new(move || {
                if let Some(inner) = weak.upgrade() {
                    due(&Ui(inner));
                }
            }),
        );
        let mut sleeps = self.0.sleeps.borrow_mut();
        sleeps.retain(Sleep::is_pending);
        sleeps.extend(sleep);
    }
}

/// Draws the widget into an element, and keeps drawing while the owner lives.
pub fn draw(ui: Ui, parent: HtmlElement) -> Option<RenderEffect<Option<String>>> {
    let mut canvas = Canvas::new(parent.clone().into())?;
    ui.0.voice.replace(voice::Voice::new(&parent));
    grid::watch(&ui, &parent);
    Some(RenderEffect::new(move |before: Option<Option<String>>| {
        ui.0.local.track();
        ui.0.drawing.set(true);
        let held = focus::hold(&parent);
        let place = ui.0.state.with(|state| {
            canvas.show(app(&ui, state));
            place(state)
        });
        if ui
            .0
            .state
            .with_untracked(|state| is_tampered(&ui, state, &parent))
        {
            ui.send(Event::PageTampered);
        }
        ui.0.drawing.set(false);
        // What was revealed is not revealed again by coming back (features RED-02).
        if !ui.0.state.with_untracked(|state| state.visible) && !ui.local().revealed.is_empty() {
            ui.change(Local::conceal_all);
        }
        for event in ui.0.waiting.take() {
            ui.send(event);
        }
        if before.flatten().is_some_and(|before| before != place) {
            entered(&ui, &parent);
        } else {
            focus::keep(&parent, held);
        }
        let checking = ui.is_checking();
        if ui.0.checking.replace(checking) && !checking && focus::is_free(&parent) {
            focus::lead(&ui, &parent);
        }
        voice::listen(&ui, &parent);
        grid::measure(&ui, &parent);
        Some(place)
    }))
}

/// Whether what may be paid no longer stands in the document as it was proved. Asked at every drawing: at
/// each copy, and every second while the clock runs.
fn is_tampered(ui: &Ui, state: &Checkout, parent: &HtmlElement) -> bool {
    let Screen::Pay(pay) = &state.screen else {
        return false;
    };
    if ui.0.words.get().is_none() {
        return false; // nothing of it is drawn yet
    }
    later::is_altered(ui, pay, parent)
}

/// Where the buyer is, as far as focus is concerned.
fn place(state: &Checkout) -> String {
    match &state.screen {
        Screen::Browse => String::new(),
        Screen::History(_) => "\u{0}history".into(),
        Screen::Configure(form) => form.brand.brand.clone(),
        Screen::Pay(pay) => {
            let asked = pay.question(state.memory_works).map_or("", |_| "?");
            [pay.wish.attempt.as_str(), asked].concat()
        }
    }
}

/// Whether a press on pay is being answered.
fn is_checking(state: &Checkout) -> bool {
    matches!(&state.screen, Screen::Configure(form) if form.submit != Submit::Idle)
}

/// A new screen begins at its heading, for readers and keyboards, and hides what the last one revealed.
fn entered(ui: &Ui, parent: &HtmlElement) {
    let parent = parent.clone();
    ui.later(0, move |ui| {
        ui.change(|local| {
            local.conceal_all();
            local.unopened = false;
        });
        let find = |what| parent.query_selector(what).ok().flatten();
        let first = find(".leaving button").or_else(|| find(".rival"));
        focus::to(first.or_else(|| find("h2")));
    });
}

fn app(ui: &Ui, state: &Checkout) -> El {
    let screen = match &state.screen {
        _ if ui.0.words.get().is_none() => brands::skeleton(""),
        Screen::Browse if state.rest.is_returning() => el("div")
            .class("screen")
            .kid(parts::busy(ui.say(Key::Loading))),
        Screen::Browse => brands::screen(ui, state),
        Screen::Configure(_) | Screen::Pay(_) | Screen::History(_) => later::screen(ui, state),
    };
    let offline = (!state.online).then(|| {
        parts::notice(
            "warning",
            ui.say(Key::Offline),
            ui.say(match state.screen {
                Screen::Pay(_) => Key::OfflineOrder,
                _ => Key::OfflineText,
            }),
            None,
        )
    });
    el("div")
        .part("checkout")
        .class("checkout")
        .attr("data-screen", state.screen_name())
        .attr("data-theme", ui.local().theme)
        .attr("data-lang", state.settings.lang.clone())
        .attr("lang", ui.words().tag())
        .attr("dir", "ltr")
        .kid(offline)
        .kid(later::waiting(ui, state))
        .kid(screen.key(screen_key(ui, state).into()))
}

/// Screens are never turned into each other.
fn screen_key(ui: &Ui, state: &Checkout) -> &'static str {
    match state.screen {
        _ if ui.0.words.get().is_none() => "wait",
        Screen::Browse => "browse",
        Screen::Configure(_) => "configure",
        Screen::Pay(_) => "pay",
        Screen::History(_) => "history",
    }
}

/// A panel for a widget that cannot start.
pub fn show_panel(
    parent: &HtmlElement,
    words: &Words,
    theme: &'static str,
    (title, text): (Key, Key),
) {
    let panel = el("div")
        .part("checkout")
        .class("checkout")
        .attr("data-screen", "browse")
        .attr("data-theme", theme)
        .attr("lang", words.tag())
        .kid(parts::notice(
            "error",
            words.say(title),
            words.say(text).to_owned(),
            None,
        ));
    if let Some(mut canvas) = Canvas::new(parent.clone().into()) {
        canvas.show(panel);
    }
}

/// A moment in ISO 8601, for texts that support reads.
fn iso_time(ms: i64) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from(ms as f64));
    date.to_iso_string().into()
}
