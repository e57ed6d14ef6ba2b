//! The wallets in the page.

use crate::checkout::Checkout;
use crate::checkout::Screen;
use crate::checkout::effect::Effect;
use crate::checkout::event::Ask;
use crate::checkout::event::Moment;
use crate::checkout::wallets::Outcome;
use crate::checkout::wallets::Wallet;
use crate::payment::asking::Asking;

impl Checkout {
    pub(super) fn wallets_found(
        &mut self,
        attempt: &str,
        wallets: Vec<Wallet>,
        now: Moment,
    ) -> Vec<Effect> {
        self.with_following(now, |following, world| {
            if world.wish.attempt == attempt {
                following.wallets_found(wallets);
            }
            Vec::new()
        })
    }

    pub(super) fn wallet_pressed(&mut self, key: &str, now: Moment) -> Vec<Effect> {
        self.with_following(now, |following, world| {
            let pressed = following.wallet_pressed(key);
            let asked = pressed.map(|(ask, asking)| Effect::AskWallet {
                attempt: world.wish.attempt.clone(),
                ask,
                key: key.to_owned(),
                asking: Box::new(asking),
            });
            asked.into_iter().collect()
        })
    }

    pub(super) fn wallet_settled(
        &mut self,
        attempt: &str,
        ask: Ask,
        outcome: Outcome,
        now: Moment,
    ) -> Vec<Effect> {
        self.with_following(now, |following, world| {
            if world.wish.attempt != attempt {
                return Vec::new();
            }
            let answer = following.wallet_settled(ask, outcome);
            answer.map_or_else(Vec::new, |answer| following.wallet_answered(answer))
        })
    }

    /// Whether a wallet may be told to send what it was asked about: it must still be what is to be paid.
    pub fn may_send(&self, attempt: &str, ask: Ask, asking: &Asking, now_ms: i64) -> bool {
        let Screen::Pay(pay) = &self.screen else {
            return false;
        };
        pay.wish.attempt == attempt
            && pay
                .following()
                .is_some_and(|following| following.may_send(ask, asking, self.skew.server(now_ms)))
    }
}
