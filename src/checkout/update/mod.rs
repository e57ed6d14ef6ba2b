//! The one door: which part of the checkout an event concerns. Each part has its own file.

mod balance;
mod browsing;
mod cart;
mod creation;
mod finding;
mod form;
mod history;
mod leaving;
mod memory;
mod number;
mod order;
mod rest;
mod surroundings;
mod wallets;
mod wishes;

use crate::checkout::Checkout;
use crate::checkout::Loading;
use crate::checkout::Screen;
use crate::checkout::browse::{Filter, Number};
use crate::checkout::configure::Outcome;
use crate::checkout::effect::Effect;
use crate::checkout::event::Event;
use crate::checkout::event::Moment;
use crate::checkout::fresh;
use crate::checkout::remembered::RememberedOrder;
use crate::checkout::tracking::Tracking;

impl Checkout {
    /// The one door for everything that happens.
    pub fn update(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        match event {
            Event::Started { remembered } => self.start(remembered, now),
            Event::CountryPicked(country) => self.change_country(country),
            Event::SearchEntered(text) => self.search(text),
            Event::CategoryPicked(category) => {
                self.browse.filter.category = category;
                Vec::new()
            }
            Event::KindPicked(kind) => {
                self.browse.pick_kind(kind);
                Vec::new()
            }
            Event::HomepageArrived { ask, result } => self.homepage_arrived(ask, result, now),
            Event::SearchArrived { ask, query, result } => self.search_arrived(ask, &query, result),
            Event::CatalogueArrived { ask, result } => self.catalogue_arrived(ask, result, now),
            Event::BrandsAhead {
                ask,
                brands,
                extent,
            } => self.brands_ahead(ask, brands, extent, now),
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
        let mut effects = self.change_later(event, now);
        // Before what the new screen looks for.
        effects.splice(0..0, self.balance_left());
        effects
    }

    fn change_later(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        match event {
            Event::BrandOpened(brand) => self.open_brand(brand, now),
            Event::NumberEntered(typed) => self.enter_number(typed),
            Event::NumberCountryPicked(country) => self.go_with_number(&country),
            Event::NumberLeft => {
                self.browse.number.leave();
                Vec::new()
            }
            Event::FamilyOpened(family) => self.open_family(family, now),
            Event::ProductsArrived { ask, coin, result } => self
                .with_form(now, |form, shop, asks| {
                    form.products_arrived(ask, coin, result, shop, asks)
                }),
            Event::ChoiceMade(choice) => {
                self.with_form(now, |form, shop, asks| form.choose(choice, shop, asks))
            }
            Event::PlansChanged(change) => self.with_form(now, |form, _, _| {
                form.plans.change(change);
                Outcome::default()
            }),
            Event::FieldEntered(field, text) => {
                self.with_form(now, |form, shop, asks| form.enter(field, text, shop, asks))
            }
            Event::FieldLeft(field) => self.with_form(now, |form, _, _| {
                form.left(field);
                Outcome::default()
            }),
            Event::SuggestionTaken(field) => self.with_form(now, |form, shop, asks| {
                form.take_suggestion(field, shop, asks)
            }),
            Event::ItemAdded => self.with_form(now, |form, shop, asks| form.add_item(shop, asks)),
            Event::QuantityChanged { item, quantity } => self.with_form(now, |form, shop, asks| {
                form.set_quantity(item, quantity, shop, asks)
            }),
            Event::ItemGiftChosen { item, gift } => self.with_form(now, |form, shop, asks| {
                form.choose_item_gift(item, gift, shop, asks)
            }),
            Event::ItemRemoved(place) => {
                self.with_form(now, |form, shop, asks| form.remove_item(place, shop, asks))
            }
            Event::CartOpened => self.open_cart(now),
            Event::GiftChosen(gift) => {
                self.with_form(now, |form, shop, asks| form.choose_gift(gift, shop, asks))
            }
            Event::NewsletterChosen(wanted) => self.with_form(now, |form, shop, asks| {
                form.choose_newsletter(wanted, shop, asks)
            }),
            Event::CouponApplied => {
                self.with_form(now, |form, shop, asks| form.apply_coupon(shop, asks))
            }
            Event::CouponRemoved => {
                self.with_form(now, |form, shop, asks| form.remove_coupon(shop, asks))
            }
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
            Event::WalletsMoved => self.wallets_moved().into_iter().collect(),
            Event::BalanceArrived { ask, key, held } => {
                self.balance_arrived(ask, key, held);
                Vec::new()
            }
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
            Event::HistoryOpened => self.open_history(),
            Event::OrderArchived { attempt, archived } => self.archive(&attempt, archived),
            Event::BalanceNoted {
                attempt,
                card,
                typed,
            } => self.note_balance(&attempt, card, &typed),
            Event::ForgetAsked => self.ask_to_forget(),
            Event::ForgetAnswered { forgets } => self.answer_to_forget(forgets),
            Event::PageTampered => self.tampered(now),
            Event::Started { .. }
            | Event::CountryPicked(_)
            | Event::SearchEntered(_)
            | Event::CategoryPicked(_)
            | Event::KindPicked(_)
            | Event::CatalogueArrived { .. }
            | Event::BrandsAhead { .. }
            | Event::HomepageArrived { .. }
            | Event::SearchArrived { .. }
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
        self.kept = fresh(&self.settings);
        self.ordered.clear();
        self.rest.forget();
        self.browse.query.clear();
        self.browse.filter = Filter::default();
        self.browse.number = Number::Untouched;
        self.browse.unknown = None;
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
