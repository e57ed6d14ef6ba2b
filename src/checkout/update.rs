//! Event by event: how the state changes and what is asked of the world.

use std::sync::Arc;

use crate::wire::Brand;
use crate::wire::ProxyError;
use crate::wire::Via;
use crate::wire::{Order, OrderId};

use super::browse::Shelf;
use super::configure::{Configure, Outcome, next};
use super::draft::Order as ValidOrder;
use super::effect::Effect;
use super::event::{Event, Followed, Moment, Source, Timer};
use super::following::{Before, Following, World};
use super::notice::{ErrorDetail, Notice, OrderStarted, ProductViewed};
use super::pay::{Pay, Stage, Verdict, Wish, verdict};
use super::quote::Price;
use super::remembered::RememberedOrder;
use super::tracking::Tracking;
use super::{Checkout, Loading, Screen, Settings, methods, network_in, shop};

/// Pauses between tries to read the catalogue; after the last the buyer decides.
const READ_PAUSES_MS: [u32; 3] = [1_000, 3_000, 8_000];

impl Checkout {
    /// The one door for everything that happens.
    pub fn update(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        match event {
            Event::Started { remembered } => self.start(remembered, now),
            Event::CountryPicked(country) => self.change_country(country),
            Event::SearchEntered(text) => {
                self.browse.query = text;
                Vec::new()
            }
            Event::CategoryPicked(category) => {
                self.browse.category = category;
                Vec::new()
            }
            Event::CatalogueArrived { ask, result } => self.catalogue_arrived(ask, result, now),
            Event::ViasArrived(result) => self.vias_arrived(result, now),
            Event::BrandOpened(brand) => self.open_brand(brand, now),
            Event::FamilyOpened(family) => self.open_family(family, now),
            Event::ProductsArrived { ask, coin, result } => self
                .with_form(now, |form, shop, asks| {
                    form.products_arrived(ask, coin, result, shop, asks)
                }),
            Event::ChoiceMade(choice) => {
                self.with_form(now, |form, shop, asks| form.choose(choice, shop, asks))
            }
            Event::PlanSearched(text) => self.with_form(now, |form, _, _| {
                form.plan_search = text;
                Outcome::default()
            }),
            Event::FieldEntered(field, text) => {
                self.with_form(now, |form, shop, asks| form.enter(field, text, shop, asks))
            }
            Event::FieldLeft(field) => self.with_form(now, |form, _, _| {
                if !form.touched.contains(&field) {
                    form.touched.push(field);
                }
                Outcome::default()
            }),
            Event::CoinPicked(coin) => self.pick_coin(coin, now),
            Event::NetworkPicked(network) => self.with_form(now, |form, shop, asks| {
                let coin = form.draft.coin.clone();
                form.pay_with(coin, Some(network), shop, asks)
            }),
            Event::PriceArrived { ask, result } => self.with_form(now, |form, shop, _| {
                form.price_arrived(ask, result, shop.now_ms).into()
            }),
            Event::ValidationArrived { ask, result } => self.with_form(now, |form, shop, _| {
                form.validation_arrived(ask, result, shop)
            }),
            Event::PayPressed => self.with_form(now, |form, shop, asks| form.press(shop, asks)),
            Event::OrderCreated { attempt, result } => self.order_created(&attempt, result, now),
            Event::PriceAccepted => self.price_accepted(now),
            Event::OrderArrived {
                attempt,
                source,
                result,
            } => self.order_arrived(&attempt, source, result, now),
            Event::StreamOpened { attempt } => self.with_tracking(&attempt, Tracking::opened),
            Event::StreamGarbled { attempt } => self.with_tracking(&attempt, Tracking::garbled),
            Event::StreamEnded { attempt, stopped } => {
                self.with_tracking(&attempt, |tracking| tracking.stream_ended(stopped))
            }
            Event::TimerFired(timer) => self.timer(timer, now),
            Event::ServerTimeSeen { server_ms } => {
                self.skew.learn_header(server_ms, now.ms);
                Vec::new()
            }
            Event::KeysHonoured => {
                self.keys_honoured = true;
                Vec::new()
            }
            Event::ConnectionChanged { online } => self.connection(online, now),
            Event::VisibilityChanged { visible } => self.visibility(visible, now),
            Event::BackPressed => self.back(now),
            Event::RetryPressed => self.retry(now),
            Event::StartOverPressed => self.start_over(now),
            Event::OrderReopened(attempt) => self.reopen(&attempt, now),
            Event::PageTampered => self.tampered(now),
            Event::SettingsChanged(settings) => self.change_settings(*settings, now),
            Event::MemoryRefused => {
                self.memory_works = false;
                Vec::new()
            }
            Event::ResetPressed => {
                let mut effects = self.leave_pay();
                self.screen = Screen::Browse;
                self.left = None;
                self.browse.query.clear();
                self.browse.category = None;
                effects.extend(self.browse_again());
                effects
            }
        }
    }

    fn start(&mut self, remembered: Vec<RememberedOrder>, now: Moment) -> Vec<Effect> {
        self.remembered = remembered;
        let mut effects = vec![Effect::FetchVias];
        effects.extend(self.fetch_catalogue());
        self.vias = Loading::Busy;
        let open = self
            .remembered
            .iter()
            .find(|order| order.is_open(now.ms))
            .cloned();
        if let Some(record) = open {
            effects.extend(self.resume(&record, now));
        }
        effects
    }

    // Browsing

    fn fetch_catalogue(&mut self) -> Vec<Effect> {
        self.catalogue_ask = next(&mut self.asks);
        self.browse.shelf = Loading::Busy;
        vec![Effect::FetchCatalogue {
            ask: self.catalogue_ask,
            country: self.country.clone(),
        }]
    }

    fn browse_again(&mut self) -> Vec<Effect> {
        match self.browse.shelf {
            Loading::Here(_) | Loading::Busy => Vec::new(),
            _ => self.fetch_catalogue(),
        }
    }

    fn change_country(&mut self, country: String) -> Vec<Effect> {
        if country == self.country {
            return Vec::new();
        }
        self.country = country;
        self.browse.category = None;
        self.left = None;
        // A form of the old country would order its brand in the new one.
        match &mut self.screen {
            Screen::Configure(_) => self.screen = Screen::Browse,
            Screen::Pay(pay) => pay.form = None,
            Screen::Browse => {}
        }
        self.catalogue_failures = 0;
        let mut effects = self.fetch_catalogue();
        effects.push(Effect::RememberChoice {
            country: self.country.clone(),
        });
        effects
    }

    fn catalogue_arrived(
        &mut self,
        ask: u32,
        result: Result<Arc<Vec<Brand>>, ProxyError>,
        now: Moment,
    ) -> Vec<Effect> {
        if ask != self.catalogue_ask {
            return Vec::new();
        }
        match result {
            Ok(brands) => {
                self.catalogue_failures = 0;
                let settings = &self.settings;
                let shelf = Shelf::new(
                    &brands,
                    settings.kind.as_deref(),
                    settings.category.as_deref(),
                );
                self.browse.shelf = Loading::Here(Arc::new(shelf));
                let mut effects = Vec::new();
                if !self.ready {
                    self.ready = true;
                    effects.push(Effect::Tell(Notice::Ready));
                }
                if let Some(family) = self.wanted.take() {
                    effects.extend(self.open_family(family, now));
                }
                effects
            }
            Err(error) => {
                let pause = READ_PAUSES_MS
                    .get(usize::from(self.catalogue_failures))
                    .copied();
                let temporary = is_temporary(&error);
                let wait = retry_after(&error).unwrap_or(0);
                self.catalogue_failures = self.catalogue_failures.saturating_add(1);
                let mut effects = vec![Effect::Tell(trouble("the brands", &error))];
                self.browse.shelf = Loading::Failed(error);
                if let (Some(pause), true) = (pause, temporary) {
                    self.retry_ask = next(&mut self.asks);
                    effects.push(Effect::After {
                        ms: pause.max(wait),
                        timer: Timer::ReadRetryDue(self.retry_ask),
                        jitter: true,
                    });
                }
                effects
            }
        }
    }

    fn vias_arrived(&mut self, result: Result<Vec<Via>, ProxyError>, now: Moment) -> Vec<Effect> {
        match result {
            Ok(vias) => {
                self.coins = Arc::new(methods::coins(&vias, &self.settings.methods));
                self.vias = Loading::Here(Arc::new(vias));
                let mut effects = Vec::new();
                if self.coins.is_empty() {
                    effects.push(Effect::Tell(Notice::Error(ErrorDetail {
                        kind: "config",
                        message: "no way to pay is left: check the `methods` attribute".into(),
                    })));
                }
                self.preselect();
                effects.extend(
                    self.with_form(now, |form, shop, asks| form.requote(false, shop, asks)),
                );
                effects.extend(self.prove_again(now));
                effects
            }
            Err(error) => {
                let effect = Effect::Tell(trouble("the payment methods", &error));
                self.vias = Loading::Failed(error);
                vec![effect]
            }
        }
    }

    /// The integrator's coin and network, where the buyer has not chosen and the API offers them.
    fn preselect(&mut self) {
        let wanted = (self.settings.coin.clone(), self.settings.network.clone());
        let draft = match &mut self.screen {
            Screen::Configure(form) => &mut form.draft,
            _ => &mut self.kept,
        };
        if draft.coin.is_none() {
            let coin = wanted.0.and_then(|name| {
                self.coins
                    .iter()
                    .find(|coin| coin.name == name && coin.usable().next().is_some())
            });
            draft.coin = coin.map(|coin| coin.name.clone());
            draft.network = coin.and_then(|coin| pick_network(coin, wanted.1.as_deref()));
        }
    }

    // The form

    fn open_brand(&mut self, brand: Brand, now: Moment) -> Vec<Effect> {
        if brand.is_out_of_stock {
            return Vec::new();
        }
        let viewed = Notice::ProductViewed(ProductViewed {
            brand: brand.brand.clone(),
            brand_id: brand.brand_id.clone(),
            country_code: self.country.clone(),
            kind: brand.kind.as_str().into(),
            category: brand.categories.first().cloned(),
        });
        let mut effects = self.leave_pay();
        if let Some(form) = self.left.take_if(|form| form.brand == brand) {
            self.screen = Screen::Configure(form);
            self.preselect();
            effects.extend(self.with_form(now, |form, shop, asks| form.requote(false, shop, asks)));
        } else {
            self.preselect_kept();
            let surroundings = shop(&self.settings, &self.country, &self.coins, now.ms);
            let draft = self.kept.clone();
            let (form, more) = Configure::open(brand, draft, &surroundings, &mut self.asks);
            self.screen = Screen::Configure(Box::new(form));
            effects.extend(more);
        }
        effects.push(Effect::Tell(viewed));
        effects
    }

    fn preselect_kept(&mut self) {
        self.screen = Screen::Browse;
        self.preselect();
    }

    fn open_family(&mut self, family: String, now: Moment) -> Vec<Effect> {
        let Some(shelf) = self.browse.shelf.here() else {
            self.wanted = Some(family);
            return Vec::new();
        };
        match shelf.find(&family).cloned() {
            Some(brand) => self.open_brand(brand, now),
            None => {
                self.browse.query.clone_from(&family);
                let mut effects = self.leave_pay();
                self.screen = Screen::Browse;
                effects.push(Effect::Tell(Notice::Error(ErrorDetail {
                    kind: "config",
                    message: "the brand that was asked for is not sold in this country".into(),
                })));
                effects
            }
        }
    }

    fn pick_coin(&mut self, name: String, now: Moment) -> Vec<Effect> {
        let Some(coin) = self.coins.iter().find(|coin| coin.name == name).cloned() else {
            return Vec::new();
        };
        self.with_form(now, |form, shop, asks| {
            let kept = form
                .draft
                .network
                .as_deref()
                .filter(|_| form.draft.coin.as_deref() == Some(&coin.name));
            let network = pick_network(&coin, kept);
            form.pay_with(Some(coin.name.clone()), network, shop, asks)
        })
    }

    /// Lets a form change, and creates the order if that is what comes of it.
    fn with_form(
        &mut self,
        now: Moment,
        change: impl FnOnce(&mut Configure, &super::configure::Shop<'_>, &mut u32) -> Outcome,
    ) -> Vec<Effect> {
        let Screen::Configure(form) = &mut self.screen else {
            return Vec::new();
        };
        let surroundings = shop(&self.settings, &self.country, &self.coins, now.ms);
        let outcome = change(form, &surroundings, &mut self.asks);
        self.kept.clone_from(&form.draft);
        self.kept.choice = super::draft::Choice::Nothing;
        let mut effects = outcome.effects;
        if let Some((order, price)) = outcome.create {
            effects.extend(self.create(order, &price, now));
        }
        effects
    }

    // Creation

    fn create(&mut self, order: ValidOrder, price: &Price, now: Moment) -> Vec<Effect> {
        let Screen::Configure(form) = std::mem::replace(&mut self.screen, Screen::Browse) else {
            return Vec::new();
        };
        let wish = Wish {
            attempt: format!("{:032x}", now.nonce),
            brand: form.brand.brand.clone(),
            family: form.brand.family.clone(),
            country: self.country.clone(),
            face_value: order.chosen.label.clone(),
            coin: order.request.payment.coin,
            network: order.request.payment.network,
            accepted: Some(price.amount),
            pressed_ms: now.ms,
        };
        let started = Notice::OrderStarted(OrderStarted {
            brand: wish.brand.clone(),
            face_value: wish.face_value.clone(),
            country_code: wish.country.clone(),
            coin: wish.coin.clone(),
            network: wish.network.clone(),
        });
        let attempt = wish.attempt.clone();
        let pay = Pay {
            wish,
            stage: Stage::Creating,
            form: Some(form),
            body: Some(order.body.clone()),
        };
        let record = pay.record();
        self.screen = Screen::Pay(Box::new(pay));
        let mut effects = self.remember(record);
        effects.push(Effect::Tell(started));
        effects.push(Effect::Create {
            attempt,
            body: order.body,
        });
        effects
    }

    fn order_created(
        &mut self,
        attempt: &str,
        result: Result<Box<Order>, ProxyError>,
        now: Moment,
    ) -> Vec<Effect> {
        let Screen::Pay(pay) = &mut self.screen else {
            return self.order_created_unseen(attempt, result, now);
        };
        if pay.wish.attempt != attempt {
            return self.order_created_unseen(attempt, result, now);
        }
        if matches!(pay.stage, Stage::Following(_) | Stage::Returning { .. }) {
            return Vec::new();
        }
        match verdict(result) {
            Verdict::Created(order) => {
                if let Some(created) = order.created_at {
                    self.skew.learn_order(created.as_ms(), now.ms);
                }
                self.follow(*order, Before::default(), now)
            }
            Verdict::Refused(problems, error) => {
                let effects = vec![self.forget(attempt)];
                if let Some(mut form) = pay_form(&mut self.screen) {
                    form.refused_at_creation(problems, error);
                    self.screen = Screen::Configure(form);
                } else {
                    self.screen = Screen::Browse;
                }
                effects
            }
            Verdict::Unknown => {
                pay.stage = Stage::UnknownOutcome;
                let record = pay.record();
                self.remember(record)
            }
        }
    }

    /// The buyer went elsewhere while the order was being made: it is kept for coming back.
    fn order_created_unseen(
        &mut self,
        attempt: &str,
        result: Result<Box<Order>, ProxyError>,
        _now: Moment,
    ) -> Vec<Effect> {
        let Some(mut record) = self
            .remembered
            .iter()
            .find(|order| order.attempt == attempt && order.order_id.is_none())
            .cloned()
        else {
            return Vec::new();
        };
        match verdict(result) {
            Verdict::Created(order) => {
                record.money_seen |= super::phase::money_evidence(&order);
                record.order_id = order.order_id.map(|id| id.as_str().to_owned());
                record.phase = super::phase::Phase::Waiting;
                self.remember(record)
            }
            Verdict::Refused(..) => vec![self.forget(attempt)],
            Verdict::Unknown => {
                record.phase = super::phase::Phase::UnknownOutcome;
                self.remember(record)
            }
        }
    }

    fn price_accepted(&mut self, now: Moment) -> Vec<Effect> {
        let Screen::Pay(pay) = &mut self.screen else {
            return Vec::new();
        };
        let Stage::Following(following) = &mut pay.stage else {
            return Vec::new();
        };
        if !following.dearer {
            return Vec::new();
        }
        following.dearer = false;
        pay.wish.accepted = following.cost();
        let record = pay.record();
        let mut effects = self.remember(record);
        effects.extend(self.prove_again(now));
        effects
    }

    // Following an order

    fn follow(&mut self, order: Order, before: Before, now: Moment) -> Vec<Effect> {
        let Screen::Pay(pay) = &mut self.screen else {
            return Vec::new();
        };
        let Some(id) = order.order_id.clone() else {
            return Vec::new();
        };
        let followed = Followed {
            attempt: pay.wish.attempt.clone(),
            id: id.clone(),
        };
        let link = (self.online, self.visible);
        let begun = Tracking::begin(followed, self.settings.streaming, link, now.ms);
        let wish = pay.wish.clone();
        let world = World {
            network: network_in(
                self.vias.here().map(|vias| vias.as_slice()),
                &wish.coin,
                &wish.network,
            ),
            vias_here: self.vias.here().is_some(),
            wish: &wish,
            skew: self.skew,
            now_ms: now.ms,
        };
        let (following, mut effects) = Following::begin((id, order), before, begun, &world);
        pay.stage = Stage::Following(Box::new(following));
        let record = pay.record();
        effects.splice(0..0, self.remember(record));
        effects
    }

    /// Lets the order that is followed change, and keeps what must be remembered.
    fn with_following(
        &mut self,
        now: Moment,
        change: impl FnOnce(&mut Following, &World<'_>) -> Vec<Effect>,
    ) -> Vec<Effect> {
        let Screen::Pay(pay) = &mut self.screen else {
            return Vec::new();
        };
        let before = pay.record();
        let Stage::Following(following) = &mut pay.stage else {
            return Vec::new();
        };
        let world = World {
            network: network_in(
                self.vias.here().map(|vias| vias.as_slice()),
                &pay.wish.coin,
                &pay.wish.network,
            ),
            vias_here: self.vias.here().is_some(),
            wish: &pay.wish,
            skew: self.skew,
            now_ms: now.ms,
        };
        let mut effects = change(following, &world);
        let after = pay.record();
        if after != before {
            effects.splice(0..0, self.remember(after));
        }
        effects
    }

    fn order_arrived(
        &mut self,
        attempt: &str,
        source: Source,
        result: Result<Box<Order>, ProxyError>,
        now: Moment,
    ) -> Vec<Effect> {
        let Screen::Pay(pay) = &mut self.screen else {
            return self.order_arrived_unseen(attempt, result);
        };
        if pay.wish.attempt != attempt {
            return self.order_arrived_unseen(attempt, result);
        }
        if let Stage::Returning { trouble } = &mut pay.stage {
            return match result {
                Ok(order) => {
                    let known = self
                        .remembered
                        .iter()
                        .find(|record| record.attempt == attempt);
                    let same = known.is_some_and(|record| {
                        record.order_id.as_deref() == order.order_id.as_ref().map(OrderId::as_str)
                    });
                    let before = known.map_or_else(Before::default, |record| Before {
                        money_seen: record.money_seen,
                        completed: record.phase == super::phase::Phase::Delivered,
                    });
                    if same {
                        self.follow(*order, before, now)
                    } else {
                        *trouble = Some(ProxyError::Unreadable { status: 200 });
                        Vec::new()
                    }
                }
                Err(error) => {
                    let wait = retry_after(&error).unwrap_or(0).max(5_000);
                    *trouble = Some(error);
                    self.retry_ask = next(&mut self.asks);
                    let timer = Timer::ReadRetryDue(self.retry_ask);
                    vec![Effect::After {
                        ms: wait,
                        timer,
                        jitter: true,
                    }]
                }
            };
        }
        self.with_following(now, |following, world| match (result, source) {
            (Ok(order), Source::Stream) => {
                let mut effects = following.tracking.streamed(now.ms);
                effects.extend(following.absorb(*order, world));
                effects
            }
            (Ok(order), Source::Poll) => {
                let mut effects = following.tracking.answered(true, None, now.ms);
                effects.extend(following.absorb(*order, world));
                effects
            }
            (Err(_), Source::Stream) => following.tracking.garbled(),
            (Err(error), Source::Poll) => {
                let wait = retry_after(&error).map(u64::from);
                following.tracking.answered(false, wait, now.ms)
            }
        })
    }

    /// The buyer went elsewhere before the answer came: money that it tells of is remembered all the
    /// same, so that no pay panel comes back (api-notes rule 6).
    fn order_arrived_unseen(
        &mut self,
        attempt: &str,
        result: Result<Box<Order>, ProxyError>,
    ) -> Vec<Effect> {
        let Ok(order) = result else {
            return Vec::new();
        };
        let id = order.order_id.as_ref().map(OrderId::as_str);
        let known = self.remembered.iter().find(|record| {
            record.attempt == attempt
                && record.order_id.is_some()
                && record.order_id.as_deref() == id
        });
        match known.cloned() {
            Some(mut record) if !record.money_seen && super::phase::money_evidence(&order) => {
                record.money_seen = true;
                self.remember(record)
            }
            _ => Vec::new(),
        }
    }

    fn with_tracking(
        &mut self,
        attempt: &str,
        change: impl FnOnce(&mut Tracking) -> Vec<Effect>,
    ) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Pay(pay) if pay.wish.attempt == attempt => match &mut pay.stage {
                Stage::Following(following) => change(&mut following.tracking),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Something outside the order changed: the network's data, the clock, the buyer's consent.
    fn prove_again(&mut self, now: Moment) -> Vec<Effect> {
        self.with_following(now, Following::review)
    }

    fn tampered(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = self.with_following(now, |following, world| {
            following.tampered = true;
            following.tell(world)
        });
        effects.push(Effect::Tell(Notice::Error(ErrorDetail {
            kind: "fatal",
            message: "the page changed the payment address or amount on screen".into(),
        })));
        effects
    }

    // Time, network, page

    fn timer(&mut self, timer: Timer, now: Moment) -> Vec<Effect> {
        match &timer {
            Timer::TypingSettled(_) | Timer::QuoteAged(_) => {
                let visible = self.visible;
                self.with_form(now, |form, shop, asks| {
                    form.timer(&timer, visible, shop, asks)
                })
            }
            Timer::PollDue(_) | Timer::StreamRetryDue(_) | Timer::StreamSilent(_) => {
                self.with_following(now, |following, _| following.tracking.timer(&timer))
            }
            Timer::WindowClosing(attempt) => match &self.screen {
                Screen::Pay(pay) if pay.wish.attempt == *attempt => {
                    self.with_following(now, |following, world| {
                        let mut effects = following.review_window(world);
                        effects.extend(following.tell(world));
                        effects
                    })
                }
                _ => Vec::new(),
            },
            Timer::ReadRetryDue(ask) if *ask == self.retry_ask => {
                let mut effects = self.read_again_what_failed();
                effects.extend(self.ask_returning());
                effects
            }
            Timer::ReadRetryDue(_) => Vec::new(),
        }
    }

    fn connection(&mut self, online: bool, now: Moment) -> Vec<Effect> {
        self.online = online;
        let mut effects = self.with_following(now, |following, world| {
            let mut effects = following.tracking.connection(online);
            effects.extend(following.review_window(world));
            effects
        });
        if online {
            effects.extend(self.read_again_what_failed());
        }
        effects
    }

    fn visibility(&mut self, visible: bool, now: Moment) -> Vec<Effect> {
        self.visible = visible;
        let mut effects = self.with_following(now, |following, world| {
            let mut effects = following.tracking.visibility(visible, world.now_ms);
            effects.extend(following.review_window(world));
            effects.extend(following.tell(world));
            effects
        });
        if visible {
            effects.extend(self.with_form(now, |form, shop, asks| form.seen_again(shop, asks)));
        }
        effects
    }

    /// Reads that failed are tried again when the network is back or the buyer asks.
    fn read_again_what_failed(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if matches!(self.browse.shelf, Loading::Failed(_)) {
            effects.extend(self.fetch_catalogue());
        }
        if matches!(self.vias, Loading::Failed(_)) {
            self.vias = Loading::Busy;
            effects.push(Effect::FetchVias);
        }
        effects
    }

    // The buyer's other wishes

    fn retry(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = self.read_again_what_failed();
        match &mut self.screen {
            Screen::Browse => {}
            Screen::Configure(form) => {
                let failed = matches!(form.group, Loading::Failed(_));
                effects.extend(self.with_form(now, |form, shop, asks| {
                    form.trouble = None;
                    if failed {
                        form.fetch_products(shop, asks).into()
                    } else {
                        form.requote(false, shop, asks)
                    }
                }));
            }
            Screen::Pay(pay) => match (&mut pay.stage, &pay.body) {
                (Stage::Returning { .. }, _) => effects.extend(self.ask_returning()),
                (stage @ Stage::UnknownOutcome, Some(body)) if self.keys_honoured => {
                    effects.push(Effect::Create {
                        attempt: pay.wish.attempt.clone(),
                        body: body.clone(),
                    });
                    *stage = Stage::Creating;
                }
                _ => {}
            },
        }
        effects
    }

    fn back(&mut self, now: Moment) -> Vec<Effect> {
        match std::mem::replace(&mut self.screen, Screen::Browse) {
            Screen::Browse => Vec::new(),
            Screen::Configure(form) => {
                self.left = Some(form);
                self.browse_again()
            }
            Screen::Pay(pay) => {
                self.screen = Screen::Pay(pay);
                let mut effects = self.leave_pay();
                if let Some(form) = pay_form(&mut self.screen) {
                    self.screen = Screen::Configure(form);
                    effects.extend(self.with_form(now, |form, shop, asks| {
                        form.submit = super::configure::Submit::Idle;
                        form.requote(false, shop, asks)
                    }));
                } else {
                    self.screen = Screen::Browse;
                    effects.extend(self.browse_again());
                }
                effects
            }
        }
    }

    fn leave_pay(&mut self) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Pay(pay) => {
                let attempt = pay.wish.attempt.clone();
                match &mut pay.stage {
                    Stage::Following(following) => following.leave(&attempt),
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }

    /// A new purchase with every input kept, only where the old order cannot take money any more.
    fn start_over(&mut self, now: Moment) -> Vec<Effect> {
        let Screen::Pay(pay) = &self.screen else {
            return Vec::new();
        };
        let family = pay.wish.family.clone();
        let attempt = pay.wish.attempt.clone();
        let allowed = match &pay.stage {
            Stage::UnknownOutcome => true,
            Stage::Following(following) => {
                following.shown_phase() == super::phase::Phase::Delivered
                    || following.may_start_over()
            }
            Stage::Creating | Stage::Returning { .. } => false,
        };
        if !allowed {
            return Vec::new();
        }
        let unknown = matches!(pay.stage, Stage::UnknownOutcome);
        let delivered = self.screen_name() == "receipt";
        let mut effects = Vec::new();
        if unknown {
            effects.push(self.forget(&attempt));
        }
        if delivered {
            effects.extend(self.leave_pay());
            self.screen = Screen::Browse;
            effects.extend(self.browse_again());
        } else if pay_has_form(&self.screen) {
            effects.extend(self.back(now));
        } else {
            effects.extend(self.leave_pay());
            self.screen = Screen::Browse;
            effects.extend(self.browse_again());
            effects.extend(self.open_family(family, now));
        }
        effects
    }

    fn reopen(&mut self, attempt: &str, now: Moment) -> Vec<Effect> {
        let Some(record) = self
            .remembered
            .iter()
            .find(|order| order.attempt == attempt)
            .cloned()
        else {
            return Vec::new();
        };
        if matches!(&self.screen, Screen::Pay(pay) if pay.wish.attempt == attempt) {
            return Vec::new();
        }
        let mut effects = self.leave_pay();
        match std::mem::replace(&mut self.screen, Screen::Browse) {
            Screen::Configure(form) => self.left = Some(form),
            Screen::Pay(pay) if pay.form.is_some() => self.left = pay.form,
            Screen::Pay(_) | Screen::Browse => {}
        }
        effects.extend(self.resume(&record, now));
        effects
    }

    fn resume(&mut self, record: &RememberedOrder, _now: Moment) -> Vec<Effect> {
        let stage = match &record.order_id {
            Some(_) => Stage::Returning { trouble: None },
            None => Stage::UnknownOutcome,
        };
        self.screen = Screen::Pay(Box::new(Pay {
            wish: Wish::of(record),
            stage,
            form: None,
            body: None,
        }));
        self.ask_returning()
    }

    fn ask_returning(&mut self) -> Vec<Effect> {
        let Screen::Pay(pay) = &self.screen else {
            return Vec::new();
        };
        let id = self
            .remembered
            .iter()
            .find(|record| record.attempt == pay.wish.attempt)
            .and_then(|record| record.order_id.as_deref().and_then(OrderId::new));
        match (&pay.stage, id) {
            (Stage::Returning { .. }, Some(id)) => vec![Effect::FetchOrder(Followed {
                attempt: pay.wish.attempt.clone(),
                id,
            })],
            _ => Vec::new(),
        }
    }

    fn change_settings(&mut self, settings: Settings, now: Moment) -> Vec<Effect> {
        let old = std::mem::replace(&mut self.settings, settings);
        let mut effects = Vec::new();
        if old.methods != self.settings.methods
            && let Loading::Here(vias) = &self.vias
        {
            self.coins = Arc::new(methods::coins(vias, &self.settings.methods));
        }
        if old.country != self.settings.country {
            effects.extend(self.change_country(self.settings.country.clone()));
        } else if (&old.kind, &old.category) != (&self.settings.kind, &self.settings.category) {
            effects.extend(self.fetch_catalogue());
        }
        if old.lang != self.settings.lang {
            effects.extend(self.with_form(now, |form, shop, asks| {
                form.fetch_products(shop, asks).into()
            }));
        }
        if (&old.lang, &old.acquisition) != (&self.settings.lang, &self.settings.acquisition) {
            // Both are part of the body: a validation under way is of another order now.
            effects.extend(self.with_form(now, |form, shop, asks| form.requote(false, shop, asks)));
        }
        if let Some(family) = self
            .settings
            .brand
            .clone()
            .filter(|_| old.brand != self.settings.brand)
        {
            effects.extend(self.open_family(family, now));
        }
        effects
    }

    // Memory

    fn remember(&mut self, record: RememberedOrder) -> Vec<Effect> {
        match self
            .remembered
            .iter_mut()
            .find(|known| known.attempt == record.attempt)
        {
            Some(known) => known.clone_from(&record),
            None => self.remembered.insert(0, record.clone()),
        }
        vec![Effect::Remember(record)]
    }

    fn forget(&mut self, attempt: &str) -> Effect {
        self.remembered.retain(|record| record.attempt != attempt);
        Effect::Forget {
            attempt: attempt.into(),
        }
    }
}

fn pay_form(screen: &mut Screen) -> Option<Box<Configure>> {
    match screen {
        Screen::Pay(pay) => pay.form.take(),
        _ => None,
    }
}

fn pay_has_form(screen: &Screen) -> bool {
    matches!(screen, Screen::Pay(pay) if pay.form.is_some())
}

/// The wanted network if it can be used; the only one, if there is just one; else the buyer chooses.
fn pick_network(coin: &methods::Coin, wanted: Option<&str>) -> Option<String> {
    let mut usable = coin.usable();
    if let Some(name) = wanted.filter(|name| coin.usable().any(|network| network.name == **name)) {
        return Some(name.into());
    }
    let only = usable.next()?;
    match usable.next() {
        None if coin.networks.len() == 1 => Some(only.name.clone()),
        _ => None,
    }
}

fn is_temporary(error: &ProxyError) -> bool {
    match error {
        ProxyError::Offline | ProxyError::TimedOut | ProxyError::Unreadable { .. } => true,
        ProxyError::Refused { status, .. } => matches!(status, 408 | 425 | 429 | 500..),
    }
}

fn retry_after(error: &ProxyError) -> Option<u32> {
    match error {
        ProxyError::Refused {
            retry_after_ms: Some(ms),
            ..
        } => Some(u32::try_from(*ms).unwrap_or(u32::MAX).min(120_000)),
        _ => None,
    }
}

fn trouble(what: &str, error: &ProxyError) -> Notice {
    let (kind, why) = match error {
        ProxyError::Offline => (
            "network",
            "the proxy could not be reached: check proxy-url, CORS and connect-src".to_owned(),
        ),
        ProxyError::TimedOut => ("network", "the proxy did not answer in time".to_owned()),
        ProxyError::Refused { status, .. } => ("refused", format!("the proxy answered {status}")),
        ProxyError::Unreadable { status } => (
            "unreadable",
            format!("the proxy's answer ({status}) is not the API's JSON"),
        ),
    };
    Notice::Error(ErrorDetail {
        kind,
        message: format!("{what}: {why}"),
    })
}
