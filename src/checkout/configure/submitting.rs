//! From the press on pay to an order that may be created: validated, echoed, and at the price that was seen.

use super::{Configure, Outcome, Rise, Shop, Submit, next};
use crate::checkout::Loading;
use crate::checkout::echo;
use crate::checkout::event::Ask;
use crate::checkout::quote::{Basis, Quote};
use crate::wire::{Problem, ProxyError, Validation};

impl Configure {
    /// Pay was pressed.
    pub fn press(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        if self.submit != Submit::Idle {
            return Outcome::default();
        }
        self.pressed = true;
        let Loading::Here(group) = &self.group else {
            return Outcome::default();
        };
        let Ok(order) = self.draft.order(group, shop.around) else {
            return Outcome::default();
        };
        self.trouble = None;
        if let Some((price, body)) = self.quote.usable(shop.now_ms)
            && body == order.body
        {
            let price = price.clone();
            return Outcome {
                effects: Vec::new(),
                create: Some((order, price)),
            };
        }
        self.refused.clear();
        self.rise = None;
        self.submit = Submit::Checking {
            seen: match &self.quote {
                Quote::Fresh(price) => Some(price.amount),
                _ => None,
            },
        };
        self.quote_ask = next(asks);
        self.validate(order.body).into()
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
        let validation = match result {
            Ok(validation) => validation,
            Err(error) => {
                if let ProxyError::Refused { problems, .. } = &error {
                    self.refused.clone_from(problems);
                }
                if self.refused.is_empty() {
                    self.trouble = Some(error);
                }
                self.quote = Quote::Unavailable;
                return Outcome::default();
            }
        };
        match echo::accepted(&validation, &order) {
            Err(problems) => {
                self.refused = problems;
                self.quote = Quote::Unavailable;
                Outcome::default()
            }
            Ok(text) => {
                let coin = order.request.payment.coin.to_owned();
                let basis = Basis::Validated {
                    body: order.body.clone(),
                };
                let effects = self.priced(Some(text), coin, basis, shop.now_ms);
                let create = match (&submit, &self.quote) {
                    (Submit::Checking { seen: Some(seen) }, Quote::Fresh(price))
                        if price.amount <= *seen =>
                    {
                        Some((order, price.clone()))
                    }
                    (Submit::Checking { seen }, _) => {
                        self.rise = Some(Rise { seen: *seen });
                        None
                    }
                    (Submit::Idle, _) => None,
                };
                Outcome { effects, create }
            }
        }
    }

    /// The API refused to create the order: the form comes back with its reasons.
    pub fn refused_at_creation(&mut self, problems: Vec<Problem>, error: Option<ProxyError>) {
        self.submit = Submit::Idle;
        self.refused = problems;
        self.trouble = error;
        self.quote = Quote::Unavailable;
    }
}
