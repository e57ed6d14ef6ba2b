//! The loop: events in, state out, wishes carried out. The only place that spawns, sleeps, reads the
//! clock or draws randomness, and the owner of everything that it starts.
//!
//! May import checkout, client, store and signals; never view.

mod later;
mod wallets;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::{Rc, Weak};

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::checkout::Checkout;
use crate::checkout::consent::Summary;
use crate::checkout::effect::Effect;
use crate::checkout::event::{Event, Moment, Timer};
use crate::checkout::notice::Notice;
use crate::client::{Client, Hint, Stream, now_ms};
use crate::handles::{Sleep, Turn};
use crate::store::Store;
use wallets::Finder;

/// How the host is told, and how it is asked: its answer is `true`, or why not, or a promise of that. And its
/// function that knows a fresh block of Solana, if it has one.
pub type Host = (
    Rc<dyn Fn(Notice)>,
    Rc<dyn Fn(&Summary) -> JsValue>,
    Rc<dyn Fn() -> Option<Function>>,
);

/// One widget's loop.
pub struct Runtime {
    state: ArcRwSignal<Checkout>,
    client: Client,
    store: Store,
    host: Rc<dyn Fn(Notice)>,
    ask: Rc<dyn Fn(&Summary) -> JsValue>,
    blockhash: Rc<dyn Fn() -> Option<Function>>,
    rest: Option<Function>,
    dress: fn(),
    stream: RefCell<Option<Stream>>,
    timers: RefCell<Vec<Sleep>>,
    wallets: RefCell<Option<Finder>>,
    turn: RefCell<Option<Turn>>,
    queue: RefCell<VecDeque<Event>>,
    busy: Cell<bool>,
    completed_elsewhere: Cell<bool>,
    this: Weak<Runtime>,
}

impl Runtime {
    /// A loop around a state. `rest` fetches what the module lacks, and `dress` is called once that is here. It lives as long as the returned pointer; what it started dies with it.
    pub fn new(
        state: ArcRwSignal<Checkout>,
        client: impl FnOnce(Rc<dyn Fn(Hint)>) -> Client,
        store: Store,
        (host, ask, blockhash): Host,
        (rest, dress): (Option<Function>, fn()),
    ) -> Rc<Self> {
        Rc::new_cyclic(|this: &Weak<Self>| {
            let heard = this.clone();
            let hint: Rc<dyn Fn(Hint)> = Rc::new(move |hint| {
                if let Some(runtime) = heard.upgrade() {
                    runtime.dispatch(match hint {
                        Hint::ServerTime(server_ms) => Event::ServerTimeSeen { server_ms },
                        Hint::KeysHonoured => Event::KeysHonoured,
                    });
                }
            });
            Self {
                state,
                client: client(hint),
                store,
                host,
                ask,
                blockhash,
                rest,
                dress,
                stream: RefCell::default(),
                timers: RefCell::default(),
                wallets: RefCell::default(),
                turn: RefCell::default(),
                queue: RefCell::default(),
                busy: Cell::new(false),
                completed_elsewhere: Cell::new(false),
                this: this.clone(),
            }
        })
    }

    /// Lets something happen. Events that arise meanwhile wait for their turn.
    pub fn dispatch(&self, event: Event) {
        self.queue.borrow_mut().push_back(event);
        if self.busy.replace(true) {
            return;
        }
        while let Some(event) = self.next_event() {
            let now = moment();
            let effects = self.state.try_update(|state| state.update(event, now));
            for effect in effects.unwrap_or_default() {
                self.perform(effect);
            }
        }
        self.busy.set(false);
    }

    fn next_event(&self) -> Option<Event> {
        self.queue.borrow_mut().pop_front()
    }

    /// Carries one wish out.
    fn perform(&self, effect: Effect) {
        let client = self.client.clone();
        match effect {
            Effect::FetchCatalogue { ask, country } => self.spawn(async move {
                let result = client.brands(&country).await;
                Event::CatalogueArrived { ask, result }
            }),
            Effect::FetchAhead { ask, country } => {
                let keeps = self.store.is_lasting();
                self.spawn(async move {
                    let (brands, extent) = client.brands_ahead(&country, keeps).await;
                    Event::BrandsAhead {
                        ask,
                        brands,
                        extent,
                    }
                });
            }
            Effect::FetchHomepage { ask, country } => self.spawn(async move {
                let result = client.homepage(&country).await;
                Event::HomepageArrived { ask, result }
            }),
            Effect::RememberBrand(brand) => self.kept(self.store.remember_brand(brand, now_ms())),
            Effect::FetchVias => {
                self.spawn(async move { Event::ViasArrived(client.vias().await) });
            }
            Effect::FetchRest => self.fetch_rest(),
            Effect::After { ms, timer, jitter } => self.sleep(ms, timer, jitter),
            Effect::RememberChoice { country } => self.kept(self.store.remember_country(&country)),
            // Another tab told its host of it (features ANA-02): an order is completed once.
            Effect::Tell(Notice::OrderCompleted(_)) if self.completed_elsewhere.take() => {}
            Effect::Tell(notice) => (self.host)(notice),
            later => self.perform_later(later),
        }
    }

    /// Gets the part of the widget that comes after the first screen.
    fn fetch_rest(&self) {
        let (rest, dress) = (self.rest.clone(), self.dress);
        self.spawn(async move {
            // Whoever waits here lets the first screen be drawn first.
            let asked = rest.and_then(|rest| rest.call0(&JsValue::NULL).ok());
            let came = match asked.map(JsCast::dyn_into::<Promise>) {
                Some(Ok(promise)) => JsFuture::from(promise).await.is_ok(),
                Some(Err(_)) | None => false,
            };
            if came {
                dress();
                Event::RestArrived
            } else {
                Event::RestMissed
            }
        });
    }

    fn kept(&self, worked: bool) {
        if !worked {
            self.queue.borrow_mut().push_back(Event::MemoryRefused);
        }
    }

    fn spawn(&self, work: impl Future<Output = Event> + 'static) {
        self.spawn_boxed(Box::pin(work));
    }

    /// One copy of the task's machinery for every kind of work.
    fn spawn_boxed(&self, work: Pin<Box<dyn Future<Output = Event>>>) {
        let this = self.this.clone();
        spawn_local(async move {
            let event = work.await;
            if let Some(runtime) = this.upgrade() {
                runtime.dispatch(event);
            }
        });
    }

    fn sleep(&self, ms: u32, timer: Timer, jitter: bool) {
        let extra = if jitter { random_below(ms / 5 + 1) } else { 0 };
        let this = self.this.clone();
        let due = move || {
            if let Some(runtime) = this.upgrade() {
                runtime.dispatch(Event::TimerFired(timer));
            }
        };
        let sleep = Sleep::start(ms.saturating_add(extra), Box::new(due));
        let mut timers = self.timers.borrow_mut();
        timers.retain(Sleep::is_pending);
        timers.extend(sleep);
    }
}

fn moment() -> Moment {
    let mut bytes = [0; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    Moment {
        ms: now_ms(),
        nonce: u128::from_le_bytes(bytes),
    }
}

fn random_below(limit: u32) -> u32 {
    let random = moment().nonce % u128::from(limit.max(1));
    u32::try_from(random).unwrap_or(0)
}
