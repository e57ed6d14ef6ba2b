//! Leaving a purchase while that could cost the buyer something: asked first.

use super::following::Following;
use super::pay::{Pay, Stage};
use super::phase::Phase;

/// Where somebody who asks to leave wants to go. The visible step back is no such wish: it says itself
/// what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// One step back; asked for again, the question is taken back.
    Back,
    /// Away from the checkout, by a gesture of the buyer's; asked for again, the question is taken back.
    Dismiss,
    /// Away from the checkout, by a press on close or by the page.
    Close,
}

impl Leave {
    /// The word that the element's script uses.
    pub fn named(name: &str) -> Self {
        match name {
            "back" => Self::Back,
            "dismiss" => Self::Dismiss,
            _ => Self::Close,
        }
    }
}

impl Pay {
    /// The question that is on the screen. It goes by itself once nothing can be lost any more.
    pub fn question(&self, kept: bool) -> Option<Leave> {
        self.leaving.filter(|_| self.is_at_stake(kept))
    }

    /// Whether the buyer could lose something by leaving; `kept` is whether the device remembers the order.
    pub(super) fn is_at_stake(&self, kept: bool) -> bool {
        match &self.stage {
            Stage::Asking | Stage::Creating | Stage::UnknownOutcome => true,
            Stage::Returning { .. } => false,
            Stage::Following(following) => following.is_at_stake(kept),
        }
    }
}

impl Following {
    fn is_at_stake(&self, kept: bool) -> bool {
        match self.shown_phase() {
            Phase::Waiting | Phase::Underpaid => {
                self.payable().is_some() || self.hosted_checkout().is_some() || self.money_seen
            }
            phase => !kept && !phase.is_final(),
        }
    }
}
