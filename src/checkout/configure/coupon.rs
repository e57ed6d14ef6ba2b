//! The discount code: asked only when it is applied, and gone with one wish (features VAL-16).

use super::{Configure, Outcome, Shop};
use crate::checkout::draft;
use crate::checkout::event::Ask;
use crate::wire::ProblemField;

/// No discount code is longer, in letters.
const LONGEST: usize = 64;

impl Configure {
    /// What was typed becomes the order's coupon; nothing typed takes it away.
    pub fn apply_coupon(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        if self.take_coupon() {
            self.forget(&[]);
            return self.requote(false, shop, asks);
        }
        Outcome::default()
    }

    /// The same order without a coupon, asked for at once.
    pub fn remove_coupon(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        self.draft.coupon_typed.clear();
        self.draft.coupon = None;
        self.forget(&[]);
        self.requote(false, shop, asks)
    }

    /// Makes what was typed the coupon; says whether that changes the order.
    pub(super) fn take_coupon(&mut self) -> bool {
        let typed = self.draft.coupon_typed.trim().chars().take(LONGEST);
        let typed = Some(typed.collect::<String>()).filter(|code| !code.is_empty());
        let changed = typed != self.draft.coupon;
        self.draft.coupon = typed;
        changed
    }

    /// Whether the API refused the coupon: then the order is payable without it.
    pub fn coupon_is_refused(&self) -> bool {
        let mut refused = self.refused.iter();
        refused.any(|problem| draft::field(problem) == ProblemField::Coupon)
    }
}
