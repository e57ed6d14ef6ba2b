//! The one door: which part of the checkout an event concerns. Each part has its own file.

mod browsing;
mod creation;
mod form;
mod leaving;
mod memory;
mod order;
mod rest;
mod surroundings;
mod wallets;
mod wishes;

use crate::checkout::Checkout;
use crate::checkout::Loading;
use crate::checkout::Screen;
use crate::checkout::configure::Outcome;
use crate::checkout::effect::Effect;
use crate::checkout::event::Event;
use crate::checkout::event::Moment;
use crate::checkout::remembered::RememberedOrder;
use crate::checkout::tracking::Tracking;

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
            Event::RetryPressed => self.retry(now),
            Event::SettingsChanged(settings) => self.change_settings(*settings, now),
            Event::MemoryRefused => {
                self.memory_works = false;
                Vec::new()
            }
            Event::RestArrived => self.rest_arrived(now),
            Event::RestMissed => self.rest_missed(),
            Event::ResetPressed => self.reset(),
            Event::LeaveAsked(leave) if matches!(self.screen, Screen::Browse) => {
                self.leave_shop(leave)
            }
            Event::DisplayChanged { shown } => self.displayed(shown, now),
            later if self.rest.is_here() => self.update_later(later, now),
            later => self.hold(later),
        }
    }

    /// What cannot happen on the first screen. Never inlined: `cargo xtask stage` cuts the module here.
    #[inline(never)]
    fn update_later(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        match event {
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
                form.left(field);
                Outcome::default()
            }),
            Event::CoinPicked(coin) => self.pick_coin(coin, now),
            Event::NetworkPicked(network) => self.with_form(now, |form, shop, asks| {
                let coin = form.draft.coin.clone();
                form.pay_with(coin, Some(network), shop, asks)
            }),
            Event::MethodPicked { coin, network } => self.with_form(now, |form, shop, asks| {
                form.pay_with(Some(coin), Some(network), shop, asks)
            }),
            Event::PriceArrived { ask, result } => self.with_form(now, |form, shop, _| {
                form.price_arrived(ask, result, shop.now_ms).into()
            }),
            Event::ValidationArrived { ask, result } => self.with_form(now, |form, shop, _| {
                form.validation_arrived(ask, result, shop)
            }),
            Event::PayPressed => self.with_form(now, |form, shop, asks| form.press(shop, asks)),
            Event::HostDecided { attempt, consent } => self.host_decided(&attempt, consent),
            Event::Claimed {
                attempt,
                remembered,
            } => self.claimed(&attempt, remembered),
            Event::SecondOrderWanted => self.want_second(now),
            Event::OrderCreated { attempt, result } => self.order_created(&attempt, result, now),
            Event::PriceAccepted => self.price_accepted(now),
            Event::OrderArrived {
                attempt,
                source,
                result,
            } => self.order_arrived(&attempt, source, result, now),
            Event::PaymentAnswered { attempt, answer } => {
                self.payment_answered(&attempt, answer, now)
            }
            Event::WalletsFound { attempt, wallets } => self.wallets_found(&attempt, wallets, now),
            Event::WalletPressed(key) => self.wallet_pressed(&key, now),
            Event::WalletSettled {
                attempt,
                ask,
                outcome,
            } => self.wallet_settled(&attempt, ask, outcome, now),
            Event::StreamOpened { attempt } => {
                self.with_tracking(&attempt, |tracking| tracking.opened(now.ms))
            }
            Event::StreamGarbled { attempt } => self.with_tracking(&attempt, Tracking::garbled),
            Event::StreamEnded { attempt, stopped } => {
                self.with_tracking(&attempt, |tracking| tracking.stream_ended(stopped))
            }
            Event::BackPressed => self.back(now),
            Event::LeaveAsked(leave) => self.leave_asked(leave, now),
            Event::LeaveAnswered { leaves } => self.leave_answered(leaves, now),
            Event::StartOverPressed => self.start_over(now),
            Event::OrderReopened(attempt) => self.reopen(&attempt, now),
            Event::OrderSought(reference) => self.seek(&reference, now),
            Event::PageTampered => self.tampered(now),
            Event::Started { .. }
            | Event::CountryPicked(_)
            | Event::SearchEntered(_)
            | Event::CategoryPicked(_)
            | Event::CatalogueArrived { .. }
            | Event::ViasArrived(_)
            | Event::TimerFired(_)
            | Event::ServerTimeSeen { .. }
            | Event::KeysHonoured
            | Event::ConnectionChanged { .. }
            | Event::VisibilityChanged { .. }
            | Event::RetryPressed
            | Event::SettingsChanged(_)
            | Event::MemoryRefused
            | Event::RestArrived
            | Event::RestMissed
            | Event::DisplayChanged { .. }
            | Event::ResetPressed => Vec::new(),
        }
    }

    fn reset(&mut self) -> Vec<Effect> {
        let mut effects = self.leave_pay();
        self.screen = Screen::Browse;
        self.left = None;
        self.rest.forget();
        self.browse.query.clear();
        self.browse.category = None;
        effects.extend(self.browse_again());
        effects
    }

    fn start(&mut self, remembered: Vec<RememberedOrder>, now: Moment) -> Vec<Effect> {
        self.remembered = remembered;
        let mut effects = vec![Effect::FetchVias];
        effects.extend(self.fetch_catalogue());
        self.vias = Loading::Busy;
        if self.wanted.is_some() {
            effects.extend(self.fetch_rest());
        }
        let mut orders = self.remembered.iter();
        let open = orders.find(|order| order.is_open(now.ms));
        if let Some(attempt) = open.map(|order| order.attempt.clone()) {
            effects.extend(self.update(Event::OrderReopened(attempt), now));
        }
        effects
    }
}
