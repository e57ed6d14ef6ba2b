//! A checkout in a virtual world: the vendor answers, timers fire on a clock that we turn, and every
//! wish is written down.

use std::sync::Arc;

use cryptorefills_checkout::checkout::consent::Consent;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::{Event, Moment, Source, Timer};
use cryptorefills_checkout::checkout::remembered::RememberedOrder;
use cryptorefills_checkout::checkout::{Checkout, Settings};
use cryptorefills_checkout::wire::{
    Catalogue, Extent, Order, ProxyError, Validation, brands_anywhere, decode_groups, decode_price,
    decode_vias, read_stored, refusal, write_stored,
};
use serde_json::{Value, json};

use crate::rails::Rail;
use crate::vendor::{self, Vendor};

/// When most journeys begin, in milliseconds since 1970.
pub const MORNING: i64 = 1_787_679_708_000;

/// A checkout with its world.
pub struct World {
    /// The thing under test.
    pub checkout: Checkout,
    /// The other side.
    pub vendor: Vendor,
    /// The true time, which is the server's.
    pub clock: i64,
    /// How much the device's clock is ahead of it.
    pub device_ahead: i64,
    /// Every wish so far.
    pub log: Vec<Effect>,
    /// Wishes of these sorts are kept in `held` instead of being answered.
    pub holds: fn(&Effect) -> bool,
    /// Questions without an answer.
    pub held: Vec<Effect>,
    /// What every creation is answered with, where that is no order.
    pub creation_fails: Option<ProxyError>,
    /// What the device remembers, newest first: every widget of the shop in this browser writes here.
    pub device: Vec<RememberedOrder>,
    /// The country's brands as the device kept them, in its own words.
    pub stored: String,
    /// So many brands of the vendor's list are there before its end.
    pub begun: usize,
    timers: Vec<(i64, Timer)>,
    nonce: u128,
}

/// The integrator's wishes of every journey.
pub fn settings() -> Settings {
    Settings {
        country: "IT".into(),
        lang: "en".into(),
        streaming: true,
        ..Settings::default()
    }
}

impl World {
    /// A widget that was just put on a page.
    pub fn new() -> Self {
        Self::starting(MORNING, Vec::new(), Vendor::default())
    }

    /// A widget that starts at a time, with what the device remembers.
    pub fn starting(clock: i64, remembered: Vec<RememberedOrder>, vendor: Vendor) -> Self {
        let mut world = Self::before_start(clock, vendor);
        world.device.clone_from(&remembered);
        world.send(Event::Started { remembered });
        world
    }

    /// A widget that has not started.
    pub fn before_start(clock: i64, vendor: Vendor) -> Self {
        Self {
            checkout: Checkout::new(settings()),
            vendor,
            clock,
            device_ahead: 0,
            log: Vec::new(),
            holds: |_| false,
            held: Vec::new(),
            creation_fails: None,
            device: Vec::new(),
            stored: String::new(),
            begun: 0,
            timers: Vec::new(),
            nonce: 0,
        }
    }

    /// Another world in this state, with a vendor that answers as it should.
    pub fn twin(&self) -> Self {
        Self {
            checkout: self.checkout.clone(),
            vendor: Vendor {
                orders: self.vendor.orders.clone(),
                ..Vendor::default()
            },
            log: self.log.clone(),
            held: self.held.clone(),
            creation_fails: self.creation_fails.clone(),
            timers: self.timers.clone(),
            device: self.device.clone(),
            stored: self.stored.clone(),
            begun: self.begun,
            ..*self
        }
    }

    /// The moment by the device's clock, with a fresh nonce.
    pub fn moment(&mut self) -> Moment {
        self.nonce += 1;
        Moment {
            ms: self.clock + self.device_ahead,
            nonce: self.nonce,
        }
    }

    /// Lets something happen, and everything that follows from it without waiting.
    pub fn send(&mut self, event: Event) {
        let now = self.moment();
        let effects = self.checkout.update(event, now);
        self.log.extend(effects.iter().cloned());
        for effect in effects {
            self.keep(&effect);
            if let Effect::After { ms, timer, .. } = effect {
                self.timers.push((self.clock + i64::from(ms), timer));
            } else if (self.holds)(&effect) {
                self.held.push(effect);
            } else if let Some(event) = self.answer(&effect) {
                self.send(event);
            }
        }
    }

    /// The device's memory, as the widget asks for it.
    fn keep(&mut self, effect: &Effect) {
        match effect {
            Effect::Mark {
                attempt,
                archived,
                cards,
            } => {
                let mut known = self.device.iter_mut();
                if let Some(order) = known.find(|order| order.attempt == *attempt) {
                    order.archived = *archived;
                    order.cards.clone_from(cards);
                }
            }
            Effect::ForgetEverything => self.device.clear(),
            _ => {}
        }
        let (attempt, order) = match effect {
            Effect::Remember(order) => (&order.attempt, Some(order)),
            Effect::Forget { attempt } => (attempt, None),
            Effect::StoreCatalogue { brands, .. } => {
                self.stored = write_stored(brands, self.clock + self.device_ahead);
                return;
            }
            _ => return,
        };
        self.device.retain(|known| known.attempt != *attempt);
        if let Some(order) = order {
            self.device.insert(0, order.clone());
        }
    }

    /// What the world says to a wish, if anything.
    pub fn answer(&mut self, effect: &Effect) -> Option<Event> {
        Some(match effect.clone() {
            Effect::FetchCatalogue { ask, country } => {
                let brands = Catalogue::decode(&vendor::catalogue(&country))
                    .unwrap()
                    .brands;
                Event::CatalogueArrived {
                    ask,
                    result: Ok(Arc::new(brands)),
                }
            }
            Effect::FetchAhead { ask, country } => {
                let stored = read_stored(&self.stored, self.clock + self.device_ahead);
                let (brands, extent) = if stored.is_empty() {
                    let text = vendor::catalogue(&country);
                    let all = Catalogue::decode(&text).unwrap().brands;
                    let begun = all.into_iter().take(self.begun).collect();
                    (begun, Extent::Begun)
                } else {
                    (stored, Extent::Stored)
                };
                Event::BrandsAhead {
                    ask,
                    brands,
                    extent,
                }
            }
            Effect::FetchHomepage { ask, country } => Event::HomepageArrived {
                ask,
                result: Ok(brands_anywhere(&vendor::homepage(&country))),
            },
            Effect::FetchSearch {
                ask,
                country,
                query,
            } => Event::SearchArrived {
                ask,
                query,
                result: Ok(brands_anywhere(&vendor::found(&country))),
            },
            Effect::FetchVias => {
                Event::ViasArrived(Ok(Arc::new(decode_vias(&vendor::vias()).unwrap())))
            }
            Effect::FetchProducts {
                ask, family, coin, ..
            } => {
                let groups = decode_groups(&vendor::products(&family, coin.as_deref())).unwrap();
                Event::ProductsArrived {
                    ask,
                    coin,
                    result: Ok(groups),
                }
            }
            Effect::FetchPrice { ask, coin, .. } => {
                let body = json!({"coin": coin, "coin_amount": Rail::of(&coin).price()});
                Event::PriceArrived {
                    ask,
                    result: Ok(decode_price(&body.to_string()).unwrap()),
                }
            }
            Effect::Validate { ask, body } => {
                let answer = self.vendor.validation(&body).to_string();
                Event::ValidationArrived {
                    ask,
                    result: Ok(Box::new(Validation::decode(&answer).unwrap())),
                }
            }
            Effect::AskHost { attempt, .. } => Event::HostDecided {
                attempt,
                consent: Consent::Given,
            },
            Effect::Claim { attempt } => Event::Claimed {
                attempt,
                remembered: self.device.clone(),
            },
            Effect::Create { attempt, body } => {
                let order = self.vendor.create(&body, self.clock);
                let result = match &self.creation_fails {
                    Some(error) => Err(error.clone()),
                    None => Ok(decoded(&order)),
                };
                Event::OrderCreated { attempt, result }
            }
            Effect::FetchOrder(followed) => {
                let result = match self.vendor.orders.get(followed.id.as_str()) {
                    Some(order) => Ok(decoded(order)),
                    None => Err(refused(404, "{}")),
                };
                Event::OrderArrived {
                    attempt: followed.attempt,
                    source: Source::Poll,
                    result,
                }
            }
            Effect::Subscribe(followed) => Event::StreamOpened {
                attempt: followed.attempt,
            },
            _ => return None,
        })
    }

    /// Answers the oldest held question as the vendor would.
    pub fn release(&mut self) {
        let effect = self.held.remove(0);
        let event = self.answer(&effect).expect("a question");
        self.send(event);
    }

    /// Turns the clock, firing what becomes due on the way.
    pub fn pass(&mut self, ms: i64) {
        let end = self.clock + ms;
        while let Some(timer) = self.next_due(end) {
            self.send(Event::TimerFired(timer));
        }
        self.clock = end;
    }

    /// Turns the clock to the next timer that is due until then, and takes it.
    pub fn next_due(&mut self, end: i64) -> Option<Timer> {
        let due = self
            .timers
            .iter()
            .enumerate()
            .filter(|(_, (at, _))| *at <= end);
        let (place, _) = due.min_by_key(|(_, (at, _))| *at)?;
        let (at, timer) = self.timers.remove(place);
        self.clock = self.clock.max(at);
        Some(timer)
    }

    /// The vendor changes the newest order and says so by stream.
    pub fn streams(&mut self, change: Value) {
        self.vendor.now_says(change);
        let order = decoded(self.vendor.newest());
        let attempt = self.attempt();
        self.send(Event::OrderArrived {
            attempt,
            source: Source::Stream,
            result: Ok(order),
        });
    }
}

/// An order as the real decoder reads it.
pub fn decoded(order: &Value) -> Box<Order> {
    Box::new(Order::decode(&order.to_string()).unwrap())
}

/// A refusal with a status and a body.
pub fn refused(status: u16, body: &str) -> ProxyError {
    ProxyError::Refused {
        status,
        problems: refusal(body),
        retry_after_ms: None,
    }
}
