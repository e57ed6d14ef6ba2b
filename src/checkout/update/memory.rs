//! What the device shall remember.

use crate::checkout::Checkout;
use crate::checkout::effect::Effect;
use crate::checkout::phase::Phase;
use crate::checkout::remembered::RememberedOrder;

impl Checkout {
    pub(super) fn remember(&mut self, mut record: RememberedOrder) -> Vec<Effect> {
        let before = self
            .remembered
            .iter()
            .find(|known| known.attempt == record.attempt);
        let delivered = record.phase == Phase::Delivered
            && !record.foreign
            && before.is_none_or(|known| known.phase != Phase::Delivered);
        if let Some(known) = before {
            record.keep_said(known);
        }
        let kept = match delivered {
            true => self.keep_bought(&record),
            false => Vec::new(),
        };
        let bought = match record.money_seen {
            true => self.cart_is_bought(&record.attempt),
            false => Vec::new(),
        };
        match self
            .remembered
            .iter_mut()
            .find(|known| known.attempt == record.attempt)
        {
            Some(known) => known.clone_from(&record),
            None => self.remembered.insert(0, record.clone()),
        }
        let mut effects = vec![Effect::Remember(record)];
        effects.extend(kept);
        effects.extend(bought);
        effects
    }

    pub(super) fn forget(&mut self, attempt: &str) -> Effect {
        self.remembered.retain(|record| record.attempt != attempt);
        Effect::Forget {
            attempt: attempt.into(),
        }
    }
}
