//! The wallets in the page.

use crate::checkout::Checkout;
use crate::checkout::Screen;
use crate::checkout::configure::next;
use crate::checkout::effect::Effect;
use crate::checkout::event::Ask;
use crate::checkout::event::Moment;
use crate::checkout::intent::Answer;
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
        // Its number is unlike all others: an order that is left and opened again has new questions.
        let ask = next(&mut self.asks);
        let effects = self.with_following(now, |following, world| {
            let pressed = following.wallet_pressed(key, ask);
            let asked = pressed.map(|asking| Effect::AskWallet {
                attempt: world.wish.attempt.clone(),
                ask,
                key: key.to_owned(),
                asking: Box::new(asking),
            });
            asked.into_iter().collect()
        });
        if let Screen::Pay(pay) = &self.screen
            && let Some(following) = pay.following()
            && let Some((open, wallet)) = following.wallets.open()
            && open == ask
        {
            self.asked = Some((pay.wish.attempt.clone(), ask, wallet.clone()));
        }
        effects
    }

    pub(super) fn wallet_settled(
        &mut self,
        attempt: &str,
        ask: Ask,
        outcome: Outcome,
        now: Moment,
    ) -> Vec<Effect> {
        self.asked.take_if(|(_, known, _)| *known == ask);
        if !self.follows(attempt) {
            let Outcome::Sent { proof } = outcome else {
                return Vec::new();
            };
            let answer = Answer::read("sent", proof.as_deref());
            return answer.map_or_else(Vec::new, |answer| self.answered_unseen(attempt, answer));
        }
        self.with_following(now, |following, _| {
            let answer = following.wallet_settled(ask, outcome);
            answer.map_or_else(Vec::new, |answer| following.wallet_answered(answer))
        })
    }

    /// Whether the order of this attempt is on the screen, and known.
    pub(super) fn follows(&self, attempt: &str) -> bool {
        match &self.screen {
            Screen::Pay(pay) => pay.wish.attempt == attempt && pay.following().is_some(),
            _ => false,
        }
    }

    /// The buyer went elsewhere before the wallet answered: what it has sent is remembered all the same, so
    /// that nobody is asked to pay again.
    pub(super) fn answered_unseen(&mut self, attempt: &str, answer: Answer) -> Vec<Effect> {
        let Answer::Sent { transaction } = answer else {
            return Vec::new();
        };
        let known = self.remembered.iter().find(|record| {
            record.attempt == attempt && record.order_id.is_some() && !record.money_seen
        });
        match known.cloned() {
            Some(mut record) => {
                record.sent = Some(transaction.unwrap_or_default());
                record.sent_for = None;
                self.remember(record)
            }
            None => Vec::new(),
        }
    }

    /// Whether a wallet may be told to send what it was asked about: it must still be what is to be paid.
    pub fn may_send(&self, attempt: &str, ask: Ask, asking: &Asking, now_ms: i64) -> bool {
        let Screen::Pay(pay) = &self.screen else {
            return false;
        };
        self.shown
            && pay.wish.attempt == attempt
            && pay
                .following()
                .is_some_and(|following| following.may_send(ask, asking, self.skew.server(now_ms)))
    }
}
