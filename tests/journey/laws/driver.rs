//! Carries random things out: every question waits until something random answers it.

use std::collections::BTreeMap;

use cryptorefills_checkout::checkout::Settings;
use cryptorefills_checkout::checkout::balance::Held;
use cryptorefills_checkout::checkout::draft::Field;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::{Event, Source};
use cryptorefills_checkout::wire::{Order, Validation};
use serde_json::{Value, json};

use super::audit::Audit;
use super::op::{Flaw, How, Op, Place, Sign, Word};
use crate::rails::Rail;
use crate::shopper::{Goods, fixed};
use crate::vendor::merge;
use crate::world::{World, decoded, settings};

thread_local! {
    /// A form that is filled in and priced: the way there is the same for all.
    static READY: World = World::at_checkout(Goods::Card, Rail::Base);
}

/// A world that is driven at random, and watched.
pub struct Driver {
    /// What is driven.
    pub world: World,
    /// What watches it.
    pub audit: Audit,
    /// The order of each attempt that the vendor made one for.
    pub made: BTreeMap<String, Value>,
    answered: Vec<Effect>,
}

fn is_question(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::FetchCatalogue { .. }
            | Effect::FetchAhead { .. }
            | Effect::FetchHomepage { .. }
            | Effect::FetchSearch { .. }
            | Effect::FetchVias
            | Effect::FetchProducts { .. }
            | Effect::FetchPrice { .. }
            | Effect::Validate { .. }
            | Effect::Create { .. }
            | Effect::FetchOrder(_)
            | Effect::Subscribe(_)
    )
}

impl Driver {
    /// A form that is filled in and priced, behind a proxy that honours keys or not; from here on
    /// nothing is answered by itself.
    pub fn new(keys: bool) -> Self {
        let mut world = READY.with(World::twin);
        world.holds = is_question;
        world.begun = 2;
        world.checkout.opens_early = true;
        if keys {
            world.send(Event::KeysHonoured);
        }
        let mut audit = Audit::default();
        audit.begins(&world);
        Self {
            world,
            audit,
            made: BTreeMap::new(),
            answered: Vec::new(),
        }
    }

    /// Presses pay and lets the creation succeed.
    pub fn pay(&mut self) {
        self.send(Event::PayPressed);
        let create = self
            .world
            .held
            .iter()
            .rposition(|held| matches!(held, Effect::Create { .. }));
        let create = self.world.held.remove(create.expect("a creation"));
        let plain = Word {
            order: "WaitingForPayment",
            payment: "WalletCreated",
            sign: Sign::None,
            updated: None,
            flaw: Flaw::None,
        };
        self.answer(create, How::Well, &plain);
    }

    /// Lets something happen, and checks the laws.
    pub fn send(&mut self, event: Event) {
        let before = self.world.log.len();
        self.audit.before(&self.world, &event);
        self.world.send(event.clone());
        self.audit.after(&self.world, &event, before);
    }

    /// Carries one thing out.
    pub fn perform(&mut self, op: Op) {
        let event = match op {
            Op::Pay => Event::PayPressed,
            Op::Second => Event::SecondOrderWanted,
            Op::Seek(place) => {
                let ids: Vec<&String> = self.world.vendor.orders.keys().collect();
                match place.of(&ids) {
                    Some(id) => Event::OrderSought((*id).clone()),
                    None => Event::OrderSought("no such order".into()),
                }
            }
            Op::Retry => Event::RetryPressed,
            Op::Back => Event::BackPressed,
            Op::StartOver => Event::StartOverPressed,
            Op::Reset => Event::ResetPressed,
            Op::Accept => Event::PriceAccepted,
            Op::Tamper => Event::PageTampered,
            Op::Reopen(place) => match place.of(&self.world.checkout.remembered) {
                Some(record) => Event::OrderReopened(record.attempt.clone()),
                None => return,
            },
            Op::Open(family, product) => {
                self.send(Event::FamilyOpened(family.into()));
                Event::ChoiceMade(fixed(product))
            }
            Op::Type(text) => Event::FieldEntered(Field::RecipientEmail, text.into()),
            Op::TypeBuyer(text) => Event::FieldEntered(Field::BuyerEmail, text.into()),
            Op::Add => Event::ItemAdded,
            Op::Share => {
                let field = |field, text: &str| Event::FieldEntered(field, text.into());
                self.send(field(Field::RecipientEmail, "bob@mail.shop"));
                self.send(Event::ItemAdded);
                self.send(field(Field::RecipientEmail, "ann@mail.shop"));
                self.send(field(Field::BuyerEmail, "ann@mail.shop"));
                Event::ChoiceMade(fixed("7001"))
            }
            Op::Quantity(item, quantity) => Event::QuantityChanged { item, quantity },
            Op::TypeItem(place, text) => Event::FieldEntered(Field::Item(place), text.into()),
            Op::Remove(place) => Event::ItemRemoved(place),
            Op::Cart => Event::CartOpened,
            Op::Gift(gift) => Event::GiftChosen(gift),
            Op::Coupon(code) => {
                self.send(Event::FieldEntered(Field::Coupon, code.into()));
                Event::CouponApplied
            }
            Op::Refund(wallet) => Event::FieldEntered(Field::Refund, wallet.into()),
            Op::NoCoupon => Event::CouponRemoved,
            Op::History => Event::HistoryOpened,
            Op::Archive(place, archived) => match place.of(&self.world.checkout.remembered) {
                Some(record) => Event::OrderArchived {
                    attempt: record.attempt.clone(),
                    archived,
                },
                None => return,
            },
            Op::Forget => {
                self.send(Event::ForgetAsked);
                Event::ForgetAnswered { forgets: true }
            }
            Op::Suggestion => {
                self.send(Event::FieldLeft(Field::RecipientEmail));
                Event::SuggestionTaken(Field::RecipientEmail)
            }
            Op::Coin(coin) => Event::CoinPicked(coin.into()),
            Op::Search(words) => Event::SearchEntered(words.into()),
            Op::Country(country) => Event::CountryPicked(country.into()),
            Op::Lang(lang) => Event::SettingsChanged(Box::new(Settings {
                lang: lang.into(),
                ..settings()
            })),
            Op::Answer(place, how, word) => {
                let Some(at) = place.at(self.world.held.len()) else {
                    return;
                };
                let effect = self.world.held.remove(at);
                return self.answer(effect, how, &word);
            }
            Op::AnswerAgain(place, how, word) => match place.of(&self.answered).cloned() {
                Some(effect) => return self.answer(effect, how, &word),
                None => return,
            },
            Op::Stream(place, word) => match self.some_attempt(place) {
                Some(attempt) => {
                    let result = Ok(said(&self.made[&attempt], &word));
                    Event::OrderArrived {
                        attempt,
                        source: Source::Stream,
                        result,
                    }
                }
                None => return,
            },
            Op::StreamEvent(place, what) => match (self.some_attempt(place), what) {
                (None, _) => return,
                (Some(attempt), 0) => Event::StreamOpened { attempt },
                (Some(attempt), 1) => Event::StreamGarbled { attempt },
                (Some(attempt), what) => Event::StreamEnded {
                    attempt,
                    stopped: what == 2,
                },
            },
            Op::Fire(place) => {
                let set = |effect: &Effect| match effect {
                    Effect::After { timer, .. } => Some(timer.clone()),
                    _ => None,
                };
                let timers: Vec<_> = self.world.log.iter().filter_map(set).collect();
                match place.of(&timers) {
                    Some(timer) => Event::TimerFired(timer.clone()),
                    None => return,
                }
            }
            Op::Pass(ms) => {
                let end = self.world.clock + i64::from(ms);
                while let Some(timer) = self.world.next_due(end) {
                    self.send(Event::TimerFired(timer));
                }
                self.world.clock = end;
                return;
            }
            Op::Jump(ms) => {
                self.world.device_ahead += ms;
                return;
            }
            Op::Online(online) => Event::ConnectionChanged { online },
            Op::Visible(visible) => Event::VisibilityChanged { visible },
            Op::Holds(None) => Event::WalletsMoved,
            Op::Holds(Some(units)) => {
                let asked = self.world.log.iter().rev().find_map(|effect| match effect {
                    Effect::AskBalance { ask, .. } => Some(*ask),
                    _ => None,
                });
                let Some(ask) = asked else { return };
                let (key, own) = ("a".into(), None);
                let held = Some(Held {
                    coin: units.into(),
                    own,
                });
                Event::BalanceArrived { ask, key, held }
            }
            Op::ServerTime => Event::ServerTimeSeen {
                server_ms: self.world.clock,
            },
            Op::Keys => Event::KeysHonoured,
        };
        self.send(event);
    }

    /// One of the attempts that the vendor made an order for.
    pub fn some_attempt(&self, place: Place) -> Option<String> {
        let attempts: Vec<&String> = self.made.keys().collect();
        place.of(&attempts).map(|attempt| (*attempt).clone())
    }

    fn answer(&mut self, effect: Effect, how: How, word: &Word) {
        self.answered.push(effect.clone());
        let event = match (effect, how.failure()) {
            (Effect::Validate { ask, .. }, Some(error)) => Event::ValidationArrived {
                ask,
                result: Err(error),
            },
            (Effect::Validate { ask, body }, None) => {
                let mut answer = self.world.vendor.validation(&body);
                match how {
                    How::Dearer => answer["coin_amount"] = json!("31"),
                    How::Priceless => answer["coin_amount"] = Value::Null,
                    How::Problems => answer["problems"] = json!([{"problem": "OUT_OF_STOCK"}]),
                    How::Substituted => {
                        // Any of them, for the echo of each is compared.
                        let deliveries = answer["deliveries"].as_array_mut().unwrap();
                        let last = deliveries.last_mut().unwrap();
                        last["deliverable"]["denomination"] = json!("250 EUR");
                    }
                    _ => {}
                }
                // This vendor knows one coupon. What it says of others is no permission.
                let coupon = coupon_of(&body);
                if coupon.as_deref() == Some("TEN") {
                    answer["coupon_code"] = json!("TEN");
                }
                let taken = coupon.is_none_or(|code| code == "TEN");
                let well = !matches!(how, How::Priceless | How::Problems | How::Substituted);
                if well && taken {
                    self.audit.permits(&body);
                }
                let result = Ok(Box::new(Validation::decode(&answer.to_string()).unwrap()));
                Event::ValidationArrived { ask, result }
            }
            (Effect::Create { attempt, .. }, Some(error)) => Event::OrderCreated {
                attempt,
                result: Err(error),
            },
            (Effect::Create { attempt, body }, None) => {
                if !self.made.contains_key(&attempt) {
                    let order = self.world.vendor.create(&body, self.world.clock);
                    self.made.insert(attempt.clone(), order);
                }
                let mut order = self.made[&attempt].clone();
                match how {
                    How::Dearer => {
                        merge(&mut order, &json!({"coin_amount": "31", "qr_text": null}))
                    }
                    How::Problems => order["problems"] = json!([{"problem": "OUT_OF_STOCK"}]),
                    How::Substituted => order["network"] = json!("Arbitrum"),
                    How::Priceless => order["coin_amount"] = Value::Null,
                    _ => {}
                }
                Event::OrderCreated {
                    attempt,
                    result: Ok(decoded(&order)),
                }
            }
            (Effect::FetchOrder(followed), failure) => {
                let result = match failure {
                    Some(error) => Err(error),
                    None => {
                        let own = |order: &&Value| order["order_id"] == followed.id.as_str();
                        let order = self.made.values().find(own).expect("an order of ours");
                        Ok(said(order, word))
                    }
                };
                Event::OrderArrived {
                    attempt: followed.attempt,
                    source: Source::Poll,
                    result,
                }
            }
            (other, _) => match self.world.answer(&other) {
                Some(event) => event,
                None => return,
            },
        };
        self.send(event);
    }
}

/// The coupon of a body.
fn coupon_of(body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).unwrap();
    body["coupon_code"].as_str().map(str::to_owned)
}

/// An order as the word has it.
fn said(order: &Value, word: &Word) -> Box<Order> {
    let mut order = order.clone();
    let address = order["wallet_address"].as_str().unwrap().to_owned();
    let rail = Rail::of(order["coin"].as_str().unwrap());
    merge(
        &mut order,
        &json!({"order_state": word.order, "payment_state": word.payment}),
    );
    let sign = match word.sign {
        Sign::None => json!({}),
        Sign::Sent => json!({"sent_coin_amount": "1.5"}),
        Sign::Transaction => json!({"payment_transactions": ["0xab"]}),
        Sign::Short => json!({
            "received_amount": "20", "missing_amount": "6.31",
            "missing_amount_qr_text": rail.text(&address, "6.31"),
        }),
        Sign::ShortWrongly => json!({
            "received_amount": "20", "missing_amount": "6.31",
            "missing_amount_qr_text": rail.text(&rail.address(7), "6.31"),
        }),
    };
    merge(&mut order, &sign);
    if let Some(seconds) = word.updated {
        let created: i64 = order["created_at"].as_str().unwrap().parse().unwrap();
        order["updated_at"] = json!(created + i64::from(seconds));
    }
    let other = rail.address(9);
    let flaw = match word.flaw {
        Flaw::None => json!({}),
        Flaw::Foreign => json!({"order_id": "8a1d7c1e-0000-0000-0000-000000000009"}),
        Flaw::Address => json!({"wallet_address": other, "qr_text": other}),
        Flaw::Network => json!({"network": "Arbitrum"}),
        Flaw::Dearer => json!({"coin_amount": "33", "qr_text": rail.text(&address, "33")}),
        Flaw::Cheaper => json!({"coin_amount": "0.1", "qr_text": rail.text(&address, "0.1")}),
        Flaw::Hosted => json!({"checkout_url": "https://pay.example.com/1"}),
    };
    merge(&mut order, &flaw);
    decoded(&order)
}
