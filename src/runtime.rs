//! The loop: events in, state out, wishes carried out. The only place that spawns, sleeps, reads the
//! clock or draws randomness, and the owner of everything that it starts.
//!
//! May import checkout, client, store and signals; never view.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::checkout::Checkout;
use crate::checkout::consent::{Consent, Refusal, Summary};
use crate::checkout::effect::Effect;
use crate::checkout::event::{Event, Followed, Moment, Source, Timer};
use crate::checkout::notice::Notice;
use crate::client::{Client, Hint, Stream, StreamEvent, now_ms};
use crate::handles::{Sleep, Turn};
use crate::store::Store;

/// The longest wait for other tabs: longer than a creation may take.
const TURN_MS: u32 = 65_000;

/// How the host is told, and how it is asked: its answer is what [`consent`] reads, or a promise of that.
pub type Host = (Rc<dyn Fn(Notice)>, Rc<dyn Fn(&Summary) -> JsValue>);

/// One widget's loop.
pub struct Runtime {
    state: ArcRwSignal<Checkout>,
    client: Client,
    store: Store,
    host: Rc<dyn Fn(Notice)>,
    ask: Rc<dyn Fn(&Summary) -> JsValue>,
    rest: Option<Function>,
    stream: RefCell<Option<Stream>>,
    timers: RefCell<Vec<Sleep>>,
    turn: RefCell<Option<Turn>>,
    queue: RefCell<VecDeque<Event>>,
    busy: Cell<bool>,
    this: Weak<Runtime>,
}

impl Runtime {
    /// A loop around a state. It lives as long as the returned pointer; what it started dies with it.
    pub fn new(
        state: ArcRwSignal<Checkout>,
        client: impl FnOnce(Rc<dyn Fn(Hint)>) -> Client,
        store: Store,
        (host, ask): Host,
        rest: Option<Function>,
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
                rest,
                stream: RefCell::default(),
                timers: RefCell::default(),
                turn: RefCell::default(),
                queue: RefCell::default(),
                busy: Cell::new(false),
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
                let result = client.brands(&country).await.map(Arc::new);
                Event::CatalogueArrived { ask, result }
            }),
            Effect::FetchVias => {
                self.spawn(async move { Event::ViasArrived(client.vias().await) });
            }
            Effect::FetchRest => self.fetch_rest(),
            Effect::After { ms, timer, jitter } => self.sleep(ms, timer, jitter),
            Effect::RememberChoice { country } => self.kept(self.store.remember_country(&country)),
            Effect::Tell(notice) => (self.host)(notice),
            later => self.perform_later(later),
        }
    }

    /// What nobody wishes on the first screen. Never inlined: `cargo xtask stage` cuts the module here.
    #[inline(never)]
    fn perform_later(&self, effect: Effect) {
        let client = self.client.clone();
        match effect {
            Effect::FetchProducts {
                ask,
                country,
                family,
                coin,
            } => self.spawn(async move {
                let result = client.products(&country, &family, coin.as_deref()).await;
                Event::ProductsArrived { ask, coin, result }
            }),
            Effect::FetchPrice {
                ask,
                country,
                brand,
                face_value,
                coin,
            } => self.spawn(async move {
                let result = client.price(&country, &brand, &face_value, &coin).await;
                Event::PriceArrived { ask, result }
            }),
            Effect::Validate { ask, body } => self.spawn(async move {
                let result = client.validate(&body).await.map(Box::new);
                Event::ValidationArrived { ask, result }
            }),
            Effect::AskHost { attempt, summary } => self.ask_host(attempt, &summary),
            Effect::Claim { attempt } => self.claim(attempt),
            Effect::Release => {
                self.turn.take();
            }
            Effect::Create { attempt, body } => {
                let keyed = self.state.with_untracked(|state| state.keys_honoured);
                self.spawn(async move {
                    let key = keyed.then_some(attempt.as_str());
                    let result = client.create(&body, key).await.map(Box::new);
                    Event::OrderCreated { attempt, result }
                });
            }
            Effect::FetchOrder(Followed { attempt, id }) => self.spawn(async move {
                let result = client.order(&id).await.map(Box::new);
                Event::OrderArrived {
                    attempt,
                    source: Source::Poll,
                    result,
                }
            }),
            Effect::Subscribe(followed) => self.subscribe(followed),
            Effect::Unsubscribe => {
                self.stream.take();
            }
            Effect::Remember(order) => self.kept(self.store.remember(&order)),
            Effect::Forget { attempt } => self.kept(self.store.forget(&attempt)),
            Effect::FetchCatalogue { .. }
            | Effect::FetchVias
            | Effect::FetchRest
            | Effect::After { .. }
            | Effect::RememberChoice { .. }
            | Effect::Tell(_) => {}
        }
    }

    /// Gets the part of the widget that comes after the first screen.
    fn fetch_rest(&self) {
        let rest = self.rest.clone();
        self.spawn(async move {
            // Whoever waits here lets the first screen be drawn first.
            let asked = rest.and_then(|rest| rest.call0(&JsValue::NULL).ok());
            let came = match asked.map(JsCast::dyn_into::<Promise>) {
                Some(Ok(promise)) => JsFuture::from(promise).await.is_ok(),
                Some(Err(_)) | None => false,
            };
            if came {
                Event::RestArrived
            } else {
                Event::RestMissed
            }
        });
    }

    /// Asks the host, which may answer at once or later.
    fn ask_host(&self, attempt: String, summary: &Summary) {
        match (self.ask)(summary).dyn_into::<Promise>() {
            Ok(promise) => self.spawn(async move {
                let answer = JsFuture::from(promise).await.unwrap_or(JsValue::FALSE);
                let consent = consent(&answer);
                Event::HostDecided { attempt, consent }
            }),
            Err(answer) => {
                let consent = consent(&answer);
                let decided = Event::HostDecided { attempt, consent };
                self.queue.borrow_mut().push_back(decided);
            }
        }
    }

    /// Waits for this widget's turn to create an order, and reads what all of them remember.
    fn claim(&self, attempt: String) {
        let this = self.this.clone();
        let name = self.store.key().to_owned();
        spawn_local(async move {
            let turn = Turn::take(&name, TURN_MS).await;
            if let Some(runtime) = this.upgrade() {
                runtime.turn.replace(Some(turn));
                let remembered = runtime.store.load(now_ms()).orders;
                runtime.dispatch(Event::Claimed {
                    attempt,
                    remembered,
                });
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

    fn subscribe(&self, Followed { attempt, id }: Followed) {
        let this = self.this.clone();
        let name = attempt.clone();
        let heard: Rc<dyn Fn(StreamEvent)> = Rc::new(move |said| {
            let Some(runtime) = this.upgrade() else {
                return;
            };
            let attempt = name.clone();
            runtime.dispatch(match said {
                StreamEvent::Opened => Event::StreamOpened { attempt },
                StreamEvent::Order(order) => Event::OrderArrived {
                    attempt,
                    source: Source::Stream,
                    result: Ok(order),
                },
                StreamEvent::Garbled => Event::StreamGarbled { attempt },
                StreamEvent::Stopped => Event::StreamEnded {
                    attempt,
                    stopped: true,
                },
                StreamEvent::Lost => Event::StreamEnded {
                    attempt,
                    stopped: false,
                },
            });
        });
        self.stream.take();
        let opened = self.client.follow(&id, heard);
        if opened.is_none() {
            self.queue.borrow_mut().push_back(Event::StreamEnded {
                attempt,
                stopped: true,
            });
        }
        self.stream.replace(opened);
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

/// Only `true` agrees; a text says why not.
fn consent(answer: &JsValue) -> Consent {
    match answer.as_bool() {
        Some(true) => Consent::Given,
        _ => Consent::Refused(Refusal::said(&answer.as_string().unwrap_or_default())),
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
