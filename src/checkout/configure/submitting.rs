//! From the press on pay to an order that may be created: validated, echoed, and at the price that was seen.

use super::{Configure, Outcome, Rise, Shop, Standing, Submit, next};
use crate::checkout::Loading;
use crate::checkout::draft;
use crate::checkout::echo;
use crate::checkout::effect::Effect;
use crate::checkout::event::Ask;
use crate::checkout::methods::Coin;
use crate::checkout::notice::{ErrorDetail, Notice, ValidationFailed};
use crate::checkout::quote::{Basis, Quote, Sums};
use crate::wire::{Problem, ProblemField, ProxyError, Validation};

/// A total may rise by so many thousandths between the screen and the validation before the buyer must
/// agree again (features QUO-03).
const TOLERATED: u32 = 5;

impl Configure {
    /// Pay was pressed.
    pub fn press(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        if self.submit != Submit::Idle {
            return Outcome::default();
        }
        self.pressed = true;
        self.editing = None;
        // Who typed a coupon wants it, whether the button beside it was pressed or not.
        self.take_coupon();
        let Loading::Here(group) = &self.group else {
            return Outcome::default();
        };
        let Ok(order) = self.draft.order(group, shop.around) else {
            return Outcome::default();
        };
        self.trouble = None;
        self.refusal = None;
        if let Some((price, body)) = self.quote.usable(shop.now_ms)
            && body == order.body
        {
            if self.below_minimum(shop).is_some() {
                return Outcome::default();
            }
            let price = price.clone();
            return Outcome {
                effects: Vec::new(),
                create: Some((order, price, None)),
                looks_again: false,
            };
        }
        self.refused.clear();
        self.rise = None;
        self.rival = None;
        self.submit = Submit::Checking {
            // Also a price that was being refreshed: it is what the buyer saw.
            seen: self
                .quote
                .price()
                .filter(|price| self.draft.coin.as_ref() == Some(&price.coin))
                .map(|price| price.amount),
        };
        self.quote_ask = next(asks);
        self.validate(order.body).into()
    }

    /// What the API refused. A coin or network among it cannot be chosen again for this product (features
    /// VAL-14); a code that has no text of ours is told to the host (VAL-13).
    fn refuse(&mut self, problems: Vec<Problem>) -> Vec<Effect> {
        for problem in &problems {
            self.learn(problem);
        }
        self.refused = problems;
        self.quote = Quote::Unavailable;
        let mut effects = Vec::new();
        if !self.refused.is_empty() {
            let codes = self.refused.iter().map(|one| one.code.clone());
            effects.push(Effect::Tell(Notice::ValidationFailed(ValidationFailed {
                brand: self.brand.brand.clone(),
                codes: codes.collect(),
            })));
        }
        for problem in &self.refused {
            let code = problem.code.as_str();
            let coin = self.draft.coin.clone().unwrap_or_default();
            match code {
                "SUSPENDED_COIN" => self.closed.push((coin, None)),
                "SUSPENDED_NETWORK"
                | "UNSUPPORTED_PROTOCOL_COIN_COMBINATION"
                | "NOT_ALLOWED_PAYMENT_VIA"
                | "FULLNAME_MISSING" => self.closed.push((coin, self.draft.network.clone())),
                "DAILY_SPENDING_LIMIT_EXCEEDED" | "MONTHLY_SPENDING_LIMIT_EXCEEDED" => {}
                _ if draft::field(problem) == ProblemField::Account => {
                    effects.push(Effect::Tell(Notice::Error(ErrorDetail {
                        kind: "refused",
                        message: ["the API refused the order: ", code].concat(),
                    })));
                }
                _ => {}
            }
        }
        effects
    }

    /// Whether the API refused this way to pay for this product.
    pub fn is_closed(&self, coin: &str, network: &str) -> bool {
        self.closed
            .iter()
            .any(|(name, only)| name == coin && only.as_deref().is_none_or(|only| only == network))
    }

    /// Another way to pay instead of a refused one: the same coin on another network first.
    pub fn alternative<'a>(&self, coins: &'a [Coin]) -> Option<(&'a str, &'a str)> {
        let (chosen, network) = (self.draft.coin.as_deref()?, self.draft.network.as_deref()?);
        // The API's own minimum is the coin's, on whatever network.
        let mut refused = self.refused.iter();
        let too_little = refused.any(|one| one.code == "AMOUNT_LESS_THEN_MINIMUM_ALLOWED");
        let same = coins
            .iter()
            .filter(|coin| coin.name == chosen && !too_little);
        let coin = same.clone().next();
        let small = coin
            .and_then(|coin| Some(self.standing(coin, coin.network(network)?)))
            .is_some_and(|standing| matches!(standing, Standing::BelowMinimum(_)));
        if !small && !too_little && !self.is_closed(chosen, network) {
            return None;
        }
        let others = coins.iter().filter(|coin| coin.name != chosen);
        same.chain(others).find_map(|coin| {
            let mut networks = coin.networks.iter();
            let network =
                networks.find(|network| self.standing(coin, network) == Standing::Open)?;
            Some((coin.name.as_str(), network.name.as_str()))
        })
    }

    /// The validation's answer came.
    pub fn validation_arrived(
        &mut self,
        ask: Ask,
        result: Result<Box<Validation>, ProxyError>,
        shop: &Shop<'_>,
    ) -> Outcome {
        if ask != self.quote_ask {
            return Outcome::default();
        }
        let submit = std::mem::take(&mut self.submit);
        let Loading::Here(group) = &self.group else {
            return Outcome::default();
        };
        let Ok(order) = self.draft.order(group, shop.around) else {
            return Outcome::default();
        };
        if order.body != self.asked_body {
            return Outcome::default();
        }
        let validation = match result {
            Ok(validation) => validation,
            Err(error) => {
                let problems = match &error {
                    ProxyError::Refused { problems, .. } => problems.clone(),
                    _ => Vec::new(),
                };
                if problems.is_empty() {
                    self.trouble = Some(error);
                }
                return self.refuse(problems).into();
            }
        };
        match echo::accepted(&validation, &order) {
            Err(problems) => self.refuse(problems).into(),
            Ok(text) => {
                self.sells();
                let coin = order.request.payment.coin.to_owned();
                let basis = Basis::Validated {
                    body: order.body.clone(),
                    sums: Box::new(Sums::of(&validation)),
                };
                let effects = self.priced(Some(text), coin, basis, shop.now_ms);
                let create = match (&submit, &self.quote) {
                    _ if self.below_minimum(shop).is_some() => None,
                    (Submit::Checking { seen: Some(seen) }, Quote::Fresh(price))
                        if !price.amount.exceeds_by_permille(seen, TOLERATED) =>
                    {
                        Some((order, price.clone(), Some(*seen)))
                    }
                    (Submit::Checking { seen }, _) => {
                        self.rise = Some(Rise { seen: *seen });
                        None
                    }
                    (Submit::Idle, _) => None,
                };
                Outcome {
                    effects,
                    create,
                    looks_again: false,
                }
            }
        }
    }

    /// The API refused to create the order: the form comes back with its reasons.
    pub fn refused_at_creation(
        &mut self,
        problems: Vec<Problem>,
        error: Option<ProxyError>,
    ) -> Vec<Effect> {
        self.submit = Submit::Idle;
        self.trouble = error;
        self.refuse(problems)
    }
}
