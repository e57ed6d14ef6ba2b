//! Leaving by other ways than the visible step back, and what is not shown for a while.

use crate::checkout::Checkout;
use crate::checkout::Screen;
use crate::checkout::effect::Effect;
use crate::checkout::event::Moment;
use crate::checkout::leave::Leave;
use crate::checkout::notice::Notice;

impl Checkout {
    /// From the shop window: nothing is behind it.
    pub(super) fn leave_shop(&mut self, leave: Leave) -> Vec<Effect> {
        if leave == Leave::Back && self.rest.wait().is_some() {
            self.rest.forget();
            return Vec::new();
        }
        vec![Effect::Tell(Notice::Close)]
    }

    /// From any other screen.
    pub(super) fn leave_asked(&mut self, leave: Leave, now: Moment) -> Vec<Effect> {
        let kept = self.memory_works;
        if let Screen::Pay(pay) = &mut self.screen
            && pay.is_at_stake(kept)
        {
            let taken_back = leave != Leave::Close && pay.leaving.is_some();
            pay.leaving = (!taken_back).then_some(leave);
            return Vec::new();
        }
        self.leave(leave, now)
    }

    /// The question was answered.
    pub(super) fn leave_answered(&mut self, leaves: bool, now: Moment) -> Vec<Effect> {
        let Screen::Pay(pay) = &mut self.screen else {
            return Vec::new();
        };
        match pay.leaving.take() {
            Some(leave) if leaves => self.leave(leave, now),
            _ => Vec::new(),
        }
    }

    fn leave(&mut self, leave: Leave, now: Moment) -> Vec<Effect> {
        match leave {
            Leave::Back => self.back(now),
            Leave::Dismiss | Leave::Close => vec![Effect::Tell(Notice::Close)],
        }
    }

    /// What is not shown is as good as a hidden page, and a wallet must not pay it.
    pub(super) fn displayed(&mut self, shown: bool, now: Moment) -> Vec<Effect> {
        self.shown = shown;
        let mut effects = self.with_following(now, |following, world| following.displayed(world));
        effects.extend(self.visibility(shown, now));
        effects
    }
}
