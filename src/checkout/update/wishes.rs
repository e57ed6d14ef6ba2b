//! The buyer's other wishes: trying again, going back, starting over, coming back to an order.

use super::creation::pay_form;
use crate::checkout::Checkout;
use crate::checkout::Loading;
use crate::checkout::Screen;
use crate::checkout::Settings;
use crate::checkout::effect::Effect;
use crate::checkout::event::Event;
use crate::checkout::event::Followed;
use crate::checkout::event::Moment;
use crate::checkout::methods;
use crate::checkout::pay::Pay;
use crate::checkout::pay::Stage;
use crate::checkout::pay::Wish;
use crate::checkout::phase::Phase;
use crate::checkout::remembered::RememberedOrder;
use crate::wire::OrderId;
use std::sync::Arc;

impl Checkout {
    pub(super) fn retry(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects: Vec<Effect> = self.wish_for_rest().into_iter().collect();
        effects.extend(self.read_again_what_failed());
        match &mut self.screen {
            Screen::Browse | Screen::History(_) => {}
            Screen::Configure(form) => {
                let without = form.products().next().is_none();
                effects.extend(self.with_form(now, |form, shop, asks| {
                    form.trouble = None;
                    form.tries_anew();
                    if without {
                        form.group = Loading::Busy;
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

    pub(super) fn back(&mut self, now: Moment) -> Vec<Effect> {
        match std::mem::replace(&mut self.screen, Screen::Browse) {
            Screen::Browse => Vec::new(),
            Screen::History(seen) => self.close_history(seen.to_form, now),
            Screen::Configure(form) => {
                self.left = Some(form);
                self.browse_again()
            }
            Screen::Pay(pay) => {
                self.screen = Screen::Pay(pay);
                let mut effects = self.leave_pay();
                if let Some(mut form) = pay_form(&mut self.screen) {
                    form.draft.share(&self.kept);
                    self.screen = Screen::Configure(form);
                    effects.extend(self.with_form(now, |form, shop, asks| {
                        form.submit = crate::checkout::configure::Submit::Idle;
                        form.second = false;
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

    pub(super) fn leave_pay(&mut self) -> Vec<Effect> {
        match self.screen {
            Screen::Pay(_) | Screen::Configure(_) => self.leave_order(),
            _ => Vec::new(),
        }
    }

    /// Never inlined: `cargo xtask stage` cuts the module here.
    #[inline(never)]
    fn leave_order(&mut self) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Pay(pay) => {
                let attempt = pay.wish.attempt.clone();
                match &mut pay.stage {
                    Stage::Following(following) => following.leave(&attempt),
                    Stage::Returning { .. } if pay.wish.brand.is_empty() => {
                        // Sought by its reference and not found.
                        self.remembered.retain(|order| order.attempt != attempt);
                        Vec::new()
                    }
                    _ => Vec::new(),
                }
            }
            _ => {
                let lost = self.balance.take().map(|_| Effect::LoseWallets);
                lost.into_iter().collect()
            }
        }
    }

    /// A new purchase with every input kept, only where the old order cannot take money any more.
    pub(super) fn start_over(&mut self, now: Moment) -> Vec<Effect> {
        let Screen::Pay(pay) = &self.screen else {
            return Vec::new();
        };
        let family = pay.wish.family.clone();
        let attempt = pay.wish.attempt.clone();
        let allowed = match &pay.stage {
            Stage::UnknownOutcome => true,
            Stage::Following(following) => {
                following.shown_phase() == Phase::Delivered || following.may_start_over()
            }
            Stage::Asking | Stage::Creating | Stage::Returning { .. } => false,
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

    pub(super) fn reopen(&mut self, attempt: &str, now: Moment) -> Vec<Effect> {
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
            Screen::Pay(_) | Screen::Browse | Screen::History(_) => {}
        }
        effects.extend(self.resume(&record, now));
        effects
    }

    /// Shows an order by its reference. It is remembered once the API knows it.
    pub(super) fn seek(&mut self, reference: &str, now: Moment) -> Vec<Effect> {
        let Some(id) = OrderId::new(reference.trim()) else {
            self.browse.no_reference = true;
            return Vec::new();
        };
        self.browse.no_reference = false;
        let id = Some(id.as_str().to_owned());
        let known = self.remembered.iter().find(|order| order.order_id == id);
        if let Some(attempt) = known.map(|order| order.attempt.clone()) {
            return self.reopen(&attempt, now);
        }
        let attempt = format!("{:032x}", now.nonce);
        self.remembered.push(RememberedOrder {
            attempt: attempt.clone(),
            order_id: id,
            created_ms: now.ms,
            brand: String::new(),
            family: String::new(),
            country: self.country.clone(),
            face_value: String::new(),
            items: Vec::new(),
            coin: String::new(),
            network: String::new(),
            accepted: String::new(),
            phase: Phase::Creating,
            money_seen: false,
            sent: None,
            sent_for: None,
            foreign: true,
            archived: false,
            cards: Vec::new(),
        });
        self.reopen(&attempt, now)
    }

    pub(super) fn resume(&mut self, record: &RememberedOrder, _now: Moment) -> Vec<Effect> {
        let stage = match &record.order_id {
            Some(_) => Stage::Returning { trouble: None },
            None => Stage::UnknownOutcome,
        };
        self.screen = Screen::Pay(Box::new(Pay {
            wish: Wish::of(record),
            stage,
            form: None,
            body: None,
            leaving: None,
        }));
        self.ask_returning()
    }

    pub(super) fn ask_returning(&mut self) -> Vec<Effect> {
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

    pub(super) fn change_settings(&mut self, settings: Settings, now: Moment) -> Vec<Effect> {
        let old = std::mem::replace(&mut self.settings, settings);
        let mut effects = Vec::new();
        if old.methods != self.settings.methods
            && let Loading::Here(vias) = &self.vias
        {
            self.coins = Arc::new(methods::coins(vias, &self.settings.methods));
        }
        if old.country != self.settings.country {
            effects.extend(self.change_country(self.settings.country.clone()));
        } else if shelved(&old) != shelved(&self.settings) {
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
            effects.extend(self.update(Event::FamilyOpened(family), now));
        }
        effects
    }
}

/// What of the settings decides which brands are shown.
fn shelved(settings: &Settings) -> [Option<&String>; 3] {
    let only = settings.brand.as_ref().filter(|_| settings.brand_locked);
    [settings.kind.as_ref(), settings.category.as_ref(), only]
}

pub(super) fn pay_has_form(screen: &Screen) -> bool {
    matches!(screen, Screen::Pay(pay) if pay.form.is_some())
}
