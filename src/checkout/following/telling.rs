//! What the host hears of an order, each thing once.

use super::{Following, World};
use crate::checkout::effect::Effect;
use crate::checkout::intent::Answer;
use crate::checkout::notice::{
    Amounts, Ended, ErrorDetail, Notice, OrderCompleted, PaymentInitiated,
};
use crate::checkout::phase::Phase;
use crate::payment::Payable;
use crate::wire::{OrderState, PaymentState};

impl Following {
    /// What the host must hear after a change; each thing once.
    pub fn tell(&mut self, world: &World<'_>) -> Vec<Effect> {
        let mut notices = Vec::new();
        let mut wallets = None;
        let attempt = &world.wish.attempt;
        let payable = self.payable().cloned();
        let kept = |payable: &Payable| {
            world.shown || (self.is_sent() && self.told.payable.as_ref() == Some(payable))
        };
        let payable = payable.filter(kept);
        if payable != self.told.payable {
            if std::mem::take(&mut self.told.asked) {
                notices.push(cancelled(attempt, self.withdrawn(payable.is_some())));
            }
            self.wallet = payable.as_ref().and_then(|payable| self.sent_as(payable));
            // What a wallet says that it has sent, none is asked for again.
            if let Some(payable) = payable.as_ref().filter(|_| self.wallet.is_none()) {
                let intent = self.intent(payable, attempt);
                notices.push(Notice::PaymentInitiated(Box::new(intent)));
                self.told.asked = true;
            }
            self.told.payable = payable;
            wallets = self.look_for_wallets(attempt);
        }
        let phase = self.shown_phase();
        if phase == Phase::Underpaid && !self.told.underpaid {
            self.told.underpaid = true;
            notices.push(Notice::PaymentUnderpaid(self.amounts(attempt)));
        }
        let seen = self.money_seen
            && phase.rank(true) >= Phase::Detected.rank(true)
            && !matches!(phase, Phase::Underpaid | Phase::Processing);
        if seen && !self.told.detected {
            self.told.detected = true;
            notices.push(Notice::PaymentDetected(self.amounts(attempt)));
        }
        let paid = matches!(phase, Phase::Paid | Phase::Delivering | Phase::Delivered);
        if paid && !self.told.received {
            self.told.received = true;
            notices.push(Notice::PaymentReceived(self.amounts(attempt)));
        }
        if phase == Phase::Delivered && !self.told.completed {
            self.told.completed = true;
            notices.push(Notice::OrderCompleted(OrderCompleted {
                attempt: attempt.clone(),
                brand: world.wish.brand.clone(),
                face_value: world.wish.face_value.clone(),
                items: world.wish.goods(),
                coin: self.order.coin.clone(),
                amount: self
                    .order
                    .coin_amount
                    .as_ref()
                    .map(|text| text.as_str().to_owned()),
                deliveries: self
                    .order
                    .deliveries
                    .iter()
                    .map(crate::checkout::delivery::state)
                    .collect(),
            }));
        }
        let ended = matches!(
            phase,
            Phase::Expired
                | Phase::Canceled
                | Phase::Failed
                | Phase::Refunded
                | Phase::Held
                | Phase::Late
                | Phase::Mismatch
        );
        if ended && self.told.ended != Some(phase) {
            self.told.ended = Some(phase);
            notices.push(Notice::OrderEnded(Ended {
                attempt: attempt.clone(),
                reason: phase.as_str().into(),
            }));
            if !self.mismatches.is_empty() {
                let codes: Vec<&str> = self.mismatches.iter().map(|one| one.code()).collect();
                let message = ["the order contradicts itself: ", &codes.join(", ")].concat();
                notices.push(problem("unreadable", &message));
            }
        }
        let strange = matches!(self.order.order_state, OrderState::Unknown(_))
            || matches!(self.order.payment_state, PaymentState::Unknown(_));
        if strange && !std::mem::replace(&mut self.told.strange, true) {
            notices.push(problem(
                "unreadable",
                "the API named a state of the order that this version does not know",
            ));
        }
        notices
            .into_iter()
            .map(Effect::Tell)
            .chain(wallets)
            .collect()
    }

    /// Wallets are looked for while they can pay something, and no longer.
    fn look_for_wallets(&mut self, attempt: &str) -> Option<Effect> {
        self.wallets.forget();
        let kind = self.wallet_kind();
        let before = std::mem::replace(&mut self.told.wallets, kind);
        match kind {
            Some(kind) => Some(Effect::FindWallets {
                attempt: attempt.to_owned(),
                kind,
            }),
            None => before.map(|_| Effect::LoseWallets),
        }
    }

    /// The widget was hidden or shown again: only what is shown may be paid by a wallet.
    pub fn displayed(&mut self, world: &World<'_>) -> Vec<Effect> {
        if world.shown || self.is_sent() {
            return self.tell(world);
        }
        self.told.payable = None;
        let asked = std::mem::take(&mut self.told.asked);
        let cancelled = asked.then(|| Effect::Tell(cancelled(&world.wish.attempt, "left")));
        cancelled.into_iter().collect()
    }

    /// A wallet's word that it has sent just this. The whole says nothing of what is missing afterwards.
    fn sent_as(&self, payable: &Payable) -> Option<Answer> {
        let same = match self.sent_for.as_deref() {
            Some(amount) => amount == payable.amount_text(),
            None => self.phase == Phase::Waiting,
        };
        Answer::read("sent", Some(self.sent.as_deref().filter(|_| same)?))
    }

    /// What a wallet says that it has sent must not be offered to it once more.
    fn is_sent(&self) -> bool {
        matches!(self.wallet, Some(Answer::Sent { .. }))
    }

    /// News came by question while the stream is open and says nothing: the proxy holds it back.
    pub fn tell_of_silence(&mut self, now_ms: i64) -> Option<Effect> {
        let silent = self.tracking.is_silent(now_ms) && !self.told.buffered;
        self.told.buffered |= silent;
        silent.then(|| {
            Effect::Tell(problem(
                "network",
                "the live stream is open but says nothing: the proxy must not buffer it (X-Accel-Buffering: no)",
            ))
        })
    }

    /// Why what could be paid can no longer be, or not like that.
    fn withdrawn(&self, replaced: bool) -> &'static str {
        match self.shown_phase() {
            _ if self.tampered => "tampered",
            Phase::Waiting if replaced => "replaced",
            Phase::Waiting if !self.window_open => "window_closed",
            Phase::Waiting if self.dearer => "dearer",
            phase => phase.as_str(),
        }
    }

    fn intent(&self, payable: &Payable, attempt: &str) -> PaymentInitiated {
        PaymentInitiated {
            attempt: attempt.into(),
            coin: payable.coin().into(),
            network: payable.network().into(),
            chain_id: payable.chain_id(),
            caip2: payable.caip2(),
            asset: payable.asset(),
            contract: payable.contract().map(Into::into),
            decimals: payable.decimals(),
            amount: payable.amount_text().into(),
            amount_atomic: payable.amount_atomic().map(crate::money::plain_digits),
            address: payable.address().into(),
            uri: payable.uri().into(),
            memo: payable.memo().map(Into::into),
            expires_at: Some(self.deadline_ms),
        }
    }

    fn amounts(&self, attempt: &str) -> Amounts {
        let text = |amount: &Option<crate::wire::Decimal>| {
            amount.as_ref().map(|text| text.as_str().to_owned())
        };
        Amounts {
            attempt: attempt.into(),
            coin: self.order.coin.clone(),
            amount: text(&self.order.coin_amount),
            received: text(&self.order.received_amount),
            missing: text(&self.order.missing_amount),
        }
    }
}

fn problem(kind: &'static str, message: &str) -> Notice {
    Notice::Error(ErrorDetail {
        kind,
        message: message.into(),
    })
}

pub(super) fn cancelled(attempt: &str, reason: &str) -> Notice {
    Notice::PaymentIntentCancelled(Ended {
        attempt: attempt.into(),
        reason: reason.into(),
    })
}
