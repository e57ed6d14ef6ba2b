//! What the device shall remember.

use crate::checkout::Checkout;
use crate::checkout::effect::Effect;
use crate::checkout::remembered::RememberedOrder;

impl Checkout {
    pub(super) fn remember(&mut self, record: RememberedOrder) -> Vec<Effect> {
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

    pub(super) fn forget(&mut self, attempt: &str) -> Effect {
        self.remembered.retain(|record| record.attempt != attempt);
        Effect::Forget {
            attempt: attempt.into(),
        }
    }
}
