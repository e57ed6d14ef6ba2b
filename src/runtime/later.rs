//! The wishes that nobody has on the first screen. `cargo xtask stage` cuts the module here.

use std::rc::Rc;

use js_sys::Promise;
use leptos::prelude::WithUntracked;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::Runtime;
use crate::checkout::consent::{Consent, Refusal, Summary};
use crate::checkout::effect::Effect;
use crate::checkout::event::{Event, Followed, Source};
use crate::client::{StreamEvent, now_ms};
use crate::handles::Turn;

/// The longest wait for other tabs: longer than a creation may take.
const TURN_MS: u32 = 65_000;

impl Runtime {
    /// Carries one of them out. Never inlined, so that it can be cut off.
    #[inline(never)]
    pub(super) fn perform_later(&self, effect: Effect) {
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
            Effect::FetchSearch {
                ask,
                country,
                query,
            } => self.spawn(async move {
                let result = client.search(&country, &query).await;
                Event::SearchArrived { ask, query, result }
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
            Effect::Remember(order) => {
                let completed = self.store.is_completed(&order.attempt);
                self.completed_elsewhere.set(completed);
                self.kept(self.store.remember(&order));
            }
            Effect::Mark {
                attempt,
                archived,
                cards,
            } => self.kept(self.store.mark(&attempt, archived, cards)),
            Effect::StoreCatalogue { country, brands } if self.store.is_lasting() => {
                client.store_brands(&country, &brands, now_ms());
            }
            Effect::StoreCatalogue { .. } => {}
            Effect::ForgetEverything => {
                client.forget_brands();
                self.kept(self.store.forget_everything());
            }
            Effect::Forget { attempt } => self.kept(self.store.forget(&attempt)),
            Effect::FindWallets { attempt, kind } => self.find_wallets(attempt, kind),
            Effect::LoseWallets => {
                self.wallets.take();
            }
            Effect::AskWallet {
                attempt,
                ask,
                key,
                asking,
            } => self.ask_wallet(attempt, ask, &key, asking),
            Effect::AskBalance { ask, holding } => self.ask_balance(ask, holding),
            Effect::FetchCatalogue { .. }
            | Effect::FetchAhead { .. }
            | Effect::FetchHomepage { .. }
            | Effect::RememberBrand(_)
            | Effect::FetchVias
            | Effect::FetchRest
            | Effect::After { .. }
            | Effect::RememberChoice { .. }
            | Effect::Tell(_) => {}
        }
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
}

/// Only `true` agrees; a text says why not.
fn consent(answer: &JsValue) -> Consent {
    match answer.as_bool() {
        Some(true) => Consent::Given,
        _ => Consent::Refused(Refusal::said(&answer.as_string().unwrap_or_default())),
    }
}
