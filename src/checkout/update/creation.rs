//! From a validated form to an order, at most once per press (api-notes rule 5).

use crate::checkout::Checkout;
use crate::checkout::Screen;
use crate::checkout::configure::Configure;
use crate::checkout::configure::Outcome;
use crate::checkout::configure::Submit;
use crate::checkout::consent::{Consent, PATIENCE_MS, Summary};
use crate::checkout::draft::Order as ValidOrder;
use crate::checkout::draft::Ordered;
use crate::checkout::effect::Effect;
use crate::checkout::event::Moment;
use crate::checkout::event::Timer;
use crate::checkout::following::Before;
use crate::checkout::notice::Notice;
use crate::checkout::notice::OrderStarted;
use crate::checkout::pay::Pay;
use crate::checkout::pay::Stage;
use crate::checkout::pay::Verdict;
use crate::checkout::pay::Wish;
use crate::checkout::pay::verdict;
use crate::checkout::quote::Price;
use crate::checkout::remembered::RememberedOrder;
use crate::money::Amount;
use crate::wire::Order;
use crate::wire::ProxyError;

impl Checkout {
    /// Turns a validated form into a purchase, unless an order for the same goods may still be paid.
    pub(super) fn create(
        &mut self,
        (order, price, seen): (ValidOrder, Price, Option<Amount>),
        now: Moment,
    ) -> Vec<Effect> {
        let Screen::Configure(mut form) = std::mem::replace(&mut self.screen, Screen::Browse)
        else {
            return Vec::new();
        };
        let first = form.draft.items.first();
        let brand = first.map_or(&form.brand, |item| &item.brand);
        let country = first.map_or(&self.country, |item| &item.country);
        let single = order.request.deliveries.len() == 1;
        let wish = Wish {
            attempt: format!("{:032x}", now.nonce),
            brand: brand.brand.clone(),
            family: brand.family.clone(),
            country: country.clone(),
            face_value: order.chosen.label.clone(),
            items: if single { Vec::new() } else { order.goods },
            coin: order.request.payment.coin,
            network: order.request.payment.network,
            accepted: Some(price.amount),
            seen,
            foreign: false,
            pressed_ms: now.ms,
        };
        if let Some(rival) = self.rival(&form, &wish) {
            form.rival = Some(rival);
            self.screen = Screen::Configure(form);
            return Vec::new();
        }
        let attempt = wish.attempt.clone();
        let summary = Summary {
            brand: wish.brand.clone(),
            face_value: wish.face_value.clone(),
            items: wish.goods(),
            country_code: wish.country.clone(),
            coin: wish.coin.clone(),
            network: wish.network.clone(),
            amount: price.amount.to_string(),
        };
        self.screen = Screen::Pay(Box::new(Pay {
            wish,
            stage: Stage::Asking,
            form: Some(form),
            body: Some(order.body),
            leaving: None,
        }));
        vec![
            Effect::AskHost {
                attempt: attempt.clone(),
                summary,
            },
            Effect::After {
                ms: PATIENCE_MS,
                timer: Timer::HostSilent(attempt),
                jitter: false,
            },
        ]
    }

    /// The host agreed, or it did not: then the form comes back, with everything in it.
    pub(super) fn host_decided(&mut self, attempt: &str, consent: Consent) -> Vec<Effect> {
        let Screen::Pay(pay) = &mut self.screen else {
            return Vec::new();
        };
        if pay.wish.attempt != attempt || pay.stage != Stage::Asking {
            return Vec::new();
        }
        match consent {
            Consent::Given => {
                pay.stage = Stage::Creating;
                let attempt = attempt.into();
                vec![Effect::Claim { attempt }]
            }
            Consent::Refused(refusal) => {
                if let Some(mut form) = pay_form(&mut self.screen) {
                    form.submit = Submit::Idle;
                    form.refusal = Some(refusal);
                    self.screen = Screen::Configure(form);
                }
                Vec::new()
            }
        }
    }

    /// An order for the same goods that may still be paid, unless the buyer wants both.
    fn rival(&self, form: &Configure, wish: &Wish) -> Option<RememberedOrder> {
        let rival = || self.remembered.iter().find(|record| record.rivals(wish));
        (!form.second).then(rival).flatten().cloned()
    }

    /// No other widget of this browser is creating now: what they did before is known at last.
    pub(super) fn claimed(
        &mut self,
        attempt: &str,
        remembered: Vec<RememberedOrder>,
    ) -> Vec<Effect> {
        self.remembered = remembered;
        let Screen::Pay(pay) = &self.screen else {
            return vec![Effect::Release];
        };
        let (true, Stage::Creating, Some(form), Some(body)) = (
            pay.wish.attempt == attempt,
            &pay.stage,
            &pay.form,
            &pay.body,
        ) else {
            return vec![Effect::Release];
        };
        if let Some(rival) = self.rival(form, &pay.wish) {
            if let Some(mut form) = pay_form(&mut self.screen) {
                form.rival = Some(rival);
                self.screen = Screen::Configure(form);
            }
            return vec![Effect::Release];
        }
        let started = Notice::OrderStarted(OrderStarted {
            brand: pay.wish.brand.clone(),
            face_value: pay.wish.face_value.clone(),
            items: pay.wish.goods(),
            country_code: pay.wish.country.clone(),
            coin: pay.wish.coin.clone(),
            network: pay.wish.network.clone(),
        });
        let create = Effect::Create {
            attempt: attempt.into(),
            body: body.clone(),
        };
        // The cart is kept until it is paid for: the order may be refused, left, or expire.
        self.ordered.push(Ordered {
            attempt: attempt.into(),
            items: self.kept.items.clone(),
            coupon: self.kept.coupon.clone(),
        });
        // The key is on the device before the request leaves it.
        let mut effects = self.remember(pay.record());
        effects.extend([Effect::Tell(started), create]);
        effects
    }

    /// The buyer wants another order although one for the same goods is unpaid.
    pub(super) fn want_second(&mut self, now: Moment) -> Vec<Effect> {
        self.with_form(now, |form, shop, asks| {
            if form.rival.take().is_none() {
                return Outcome::default();
            }
            form.second = true;
            form.press(shop, asks)
        })
    }

    pub(super) fn order_created(
        &mut self,
        attempt: &str,
        result: Result<Box<Order>, ProxyError>,
        now: Moment,
    ) -> Vec<Effect> {
        let mut effects = self.order_told(attempt, result, now);
        effects.push(Effect::Release);
        effects
    }

    fn order_told(
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
                let mut effects = vec![self.forget(attempt)];
                if let Some(mut form) = pay_form(&mut self.screen) {
                    effects.extend(form.refused_at_creation(problems, error));
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
    pub(super) fn order_created_unseen(
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
                record.money_seen |= crate::checkout::phase::money_evidence(&order);
                record.order_id = order.order_id.map(|id| id.as_str().to_owned());
                record.phase = crate::checkout::phase::Phase::Waiting;
                self.remember(record)
            }
            Verdict::Refused(..) => vec![self.forget(attempt)],
            Verdict::Unknown => {
                record.phase = crate::checkout::phase::Phase::UnknownOutcome;
                self.remember(record)
            }
        }
    }

    pub(super) fn price_accepted(&mut self, now: Moment) -> Vec<Effect> {
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
}

pub(super) fn pay_form(screen: &mut Screen) -> Option<Box<Configure>> {
    match screen {
        Screen::Pay(pay) => pay.form.take(),
        _ => None,
    }
}
