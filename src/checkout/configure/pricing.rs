//! What the purchase costs now: the best price that the draft allows, asked anew as it changes and ages.

use std::sync::Arc;

use super::editing::missing;
use super::{Configure, Outcome, Shop, Submit, next};
use crate::checkout::Loading;
use crate::checkout::effect::Effect;
use crate::checkout::event::{Ask, Timer};
use crate::checkout::notice::{Notice, QuoteShown};
use crate::checkout::quote::{Basis, FRESH_MS, Price, Quote, SETTLE_MS};
use crate::money::Amount;
use crate::wire::{Price as WirePrice, Problem, ProxyError};

impl Configure {
    /// Asks for the best price that the draft allows: a validation when it is complete, else an estimate.
    ///
    /// `typing` waits until the buyer rests. Every call makes older answers worthless.
    pub fn requote(&mut self, typing: bool, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        let mut outcome = self.ask(typing, shop, asks);
        // The list shows prices too, whatever is chosen from it (features PRD-01).
        let coin = &self.draft.coin;
        let known = self.priced_in == *coin || self.listing.as_ref() == Some(coin);
        if !typing && !known && coin.is_some() && self.group.here().is_some() {
            outcome.effects.extend(self.fetch_products(shop, asks));
        }
        outcome
    }

    fn ask(&mut self, typing: bool, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        self.quote_ask = next(asks);
        self.awaits_list = false;
        let Loading::Here(group) = &self.group else {
            self.awaits_list = true;
            return Outcome::default();
        };
        let group = Arc::clone(group);
        let chosen = self.draft.chosen(&group).ok();
        let cart_alone = !self.draft.has_current();
        let coin = self.draft.coin.clone();
        let Some(coin) = coin.filter(|_| cart_alone || chosen.is_some()) else {
            self.quote = Quote::None;
            return Outcome::default();
        };
        if typing {
            self.quote = std::mem::take(&mut self.quote).aged();
            let timer = Timer::TypingSettled(self.quote_ask);
            return vec![Effect::After {
                ms: SETTLE_MS,
                timer,
                jitter: false,
            }]
            .into();
        }
        if let Ok(order) = self.draft.order(&group, shop.around)
            && self.refused.is_empty()
        {
            return self.validate(order.body).into();
        }
        // There is no estimate of several things, and part of them is no price.
        let Some(chosen) = chosen.filter(|_| self.draft.items.is_empty()) else {
            self.quote = if self.refused.is_empty() {
                Quote::None
            } else {
                Quote::Unavailable
            };
            return Outcome::default();
        };
        if let Some(value) = chosen.product_value {
            self.quote = std::mem::take(&mut self.quote).aged();
            return vec![Effect::FetchPrice {
                ask: self.quote_ask,
                country: shop.around.country.into(),
                brand: group.brand.clone(),
                face_value: value,
                coin,
            }]
            .into();
        }
        if self.priced_in.as_ref() != Some(&coin) {
            self.quote = Quote::Loading;
            self.awaits_list = true;
            return Outcome::default();
        }
        let listed = self.product().and_then(|product| {
            let right_coin = product.coin.as_ref().is_none_or(|named| *named == coin);
            product
                .coin_amount
                .as_ref()
                .filter(|_| right_coin)
                .map(|text| text.as_str().to_owned())
        });
        let listed = self.times(listed);
        self.priced(listed, coin, Basis::Estimate, shop.now_ms)
            .into()
    }

    /// What the price of a cart waits for: there is no estimate of several things. What is told beside its field
    /// already comes first; of a field that is typed in, only that it is still to be filled in.
    pub fn awaited(&self, shop: &Shop<'_>) -> Option<Problem> {
        if self.draft.items.is_empty() || self.quote != Quote::None {
            return None;
        }
        let found = self.draft.order(self.group.here()?, shop.around).err()?;
        let told = found.iter().position(|problem| self.may_show(problem));
        let mut first = found.into_iter().nth(told.unwrap_or_default())?;
        if told.is_none() {
            first.code = missing(&first.code).into();
        }
        Some(first)
    }

    /// The price of one, as often as it is wanted: exactly, or not at all.
    fn times(&self, one: Option<String>) -> Option<String> {
        match self.draft.quantity() {
            1 => one,
            many => {
                let all = Amount::parse(&one?)?.checked_mul_u64(u64::from(many))?;
                Some(all.to_string())
            }
        }
    }

    pub(super) fn validate(&mut self, body: String) -> Vec<Effect> {
        self.quote = std::mem::take(&mut self.quote).aged();
        self.awaits_list = false;
        self.asked_body.clone_from(&body);
        vec![Effect::Validate {
            ask: self.quote_ask,
            body,
        }]
    }

    pub(super) fn priced(
        &mut self,
        text: Option<String>,
        coin: String,
        basis: Basis,
        now_ms: i64,
    ) -> Vec<Effect> {
        let amount = text
            .as_deref()
            .and_then(Amount::parse)
            .filter(|amount| !amount.is_zero());
        let (Some(text), Some(amount)) = (text, amount) else {
            self.quote = Quote::Unavailable;
            return Vec::new();
        };
        let known = self.quote.price();
        let news = known.is_none_or(|known| known.text != text || known.coin != coin);
        let told = news.then(|| {
            Effect::Tell(Notice::QuoteShown(QuoteShown {
                brand: self.brand.brand.clone(),
                coin: coin.clone(),
                amount: text.clone(),
            }))
        });
        self.quote = Quote::Fresh(Price {
            text,
            amount,
            coin,
            at_ms: now_ms,
            basis,
        });
        let timer = Timer::QuoteAged(self.quote_ask);
        let aging = Effect::After {
            ms: FRESH_MS,
            timer,
            jitter: false,
        };
        told.into_iter().chain([aging]).collect()
    }

    /// The price of a typed amount came.
    pub fn price_arrived(
        &mut self,
        ask: Ask,
        result: Result<WirePrice, ProxyError>,
        now_ms: i64,
    ) -> Vec<Effect> {
        if ask != self.quote_ask {
            return Vec::new();
        }
        match (result, self.draft.coin.clone()) {
            (Ok(price), Some(coin)) => {
                self.retries = 0;
                self.trouble = None;
                let right_coin = price.coin.as_ref().is_none_or(|named| *named == coin);
                let text = price
                    .coin_amount
                    .filter(|_| right_coin)
                    .map(|text| text.as_str().to_owned());
                let text = self.times(text);
                self.priced(text, coin, Basis::Estimate, now_ms)
            }
            (Err(error), _) => {
                let again = self.again("the price", &error, ask);
                self.trouble = Some(error);
                self.quote = Quote::Unavailable;
                again
            }
            (Ok(_), None) => Vec::new(),
        }
    }

    /// The price got old, or the buyer stopped typing.
    pub fn timer(
        &mut self,
        timer: &Timer,
        visible: bool,
        shop: &Shop<'_>,
        asks: &mut Ask,
    ) -> Outcome {
        match timer {
            Timer::TypingSettled(ask) if *ask == self.quote_ask => self.requote(false, shop, asks),
            Timer::FormRetryDue(ask) if *ask == self.products_ask => {
                self.fetch_products(shop, asks).into()
            }
            Timer::FormRetryDue(ask) if *ask == self.quote_ask => self.requote(false, shop, asks),
            Timer::QuoteAged(ask) if *ask == self.quote_ask && self.submit == Submit::Idle => {
                self.quote = std::mem::take(&mut self.quote).aged();
                if visible {
                    self.refresh(shop, asks)
                } else {
                    Outcome::default()
                }
            }
            _ => Outcome::default(),
        }
    }

    /// The page is seen again: an old price is asked anew.
    pub fn seen_again(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        let mut outcome = Outcome::default();
        if matches!(self.quote, Quote::Stale(_)) && self.submit == Submit::Idle {
            outcome = self.refresh(shop, asks);
        }
        outcome.looks_again = true;
        outcome
    }

    fn refresh(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        let stale = self.quote.clone();
        self.priced_in = None;
        let outcome = self.requote(false, shop, asks);
        if self.quote == Quote::Loading {
            self.quote = stale;
        }
        outcome
    }
}
