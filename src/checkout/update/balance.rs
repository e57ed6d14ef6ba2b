//! What connected wallets hold: asked when the total on the form becomes another one, when they change, and
//! when the page is seen again; never on a timer.

use std::rc::Rc;

use crate::checkout::Checkout;
use crate::checkout::Screen;
use crate::checkout::balance::{Balance, Held, Need};
use crate::checkout::configure::next;
use crate::checkout::effect::Effect;
use crate::checkout::event::Ask;

impl Checkout {
    /// Asks what is needed now, or stops where nothing is. `again` asks the same anew.
    pub(super) fn settle_balance(&mut self, again: bool) -> Option<Effect> {
        let need = match &self.screen {
            Screen::Configure(form) => Need::of(form, &self.coins),
            _ => None,
        };
        let Some(need) = need else {
            return self.balance.take().map(|_| Effect::LoseWallets);
        };
        match &mut self.balance {
            Some(balance) if balance.need == need && !again => return None,
            Some(balance) if balance.need == need => balance.again(next(&mut self.asks)),
            balance => {
                let asked = Balance::asked(need, next(&mut self.asks));
                *balance = Some(Box::new(asked));
            }
        }
        self.ask_balance()
    }

    /// Stops where the form is left.
    pub(super) fn balance_left(&mut self) -> Option<Effect> {
        let left = !matches!(self.screen, Screen::Configure(_));
        let lost = self.balance.take_if(|_| left);
        lost.map(|_| Effect::LoseWallets)
    }

    /// A wallet appeared, or changed.
    pub(super) fn wallets_moved(&mut self) -> Option<Effect> {
        let ask = next(&mut self.asks);
        let balance = self.balance.as_mut()?;
        balance.again(ask);
        if balance.moved() {
            self.ask_balance()
        } else {
            None
        }
    }

    pub(super) fn balance_arrived(&mut self, ask: Ask, key: String, held: Option<Held>) {
        if let Some(balance) = &mut self.balance {
            balance.answered(ask, key, held);
        }
    }

    fn ask_balance(&self) -> Option<Effect> {
        let balance = self.balance.as_ref()?;
        Some(Effect::AskBalance {
            ask: balance.ask(),
            holding: Rc::clone(&balance.need.holding),
        })
    }
}
