//! An order's news, whatever way they come.

use crate::checkout::Checkout;
use crate::checkout::Screen;
use crate::checkout::configure::next;
use crate::checkout::effect::Effect;
use crate::checkout::event::Followed;
use crate::checkout::event::Moment;
use crate::checkout::event::Source;
use crate::checkout::event::Timer;
use crate::checkout::following::Before;
use crate::checkout::following::Following;
use crate::checkout::following::World;
use crate::checkout::intent::Answer;
use crate::checkout::network_in;
use crate::checkout::notice::ErrorDetail;
use crate::checkout::notice::Notice;
use crate::checkout::pay::Stage;
use crate::checkout::retry::retry_after;
use crate::checkout::tracking::Tracking;
use crate::wire::Order;
use crate::wire::OrderId;
use crate::wire::ProxyError;

impl Checkout {
    pub(super) fn follow(&mut self, order: Order, before: Before, now: Moment) -> Vec<Effect> {
        let Screen::Pay(pay) = &mut self.screen else {
            return Vec::new();
        };
        let Some(id) = order.order_id.clone() else {
            return Vec::new();
        };
        let followed = Followed {
            attempt: pay.wish.attempt.clone(),
            id: id.clone(),
        };
        let link = (self.online, self.visible);
        let begun = Tracking::begin(followed, self.settings.streaming, link, now.ms);
        let wish = pay.wish.clone();
        let world = World {
            network: network_in(
                self.vias.here().map(|vias| vias.as_slice()),
                &wish.coin,
                &wish.network,
            ),
            vias_here: self.vias.here().is_some(),
            wish: &wish,
            shown: self.shown,
            skew: self.skew,
            now_ms: now.ms,
        };
        let (following, mut effects) = Following::begin((id, order), before, begun, &world);
        pay.stage = Stage::Following(Box::new(following));
        let record = pay.record();
        effects.splice(0..0, self.remember(record));
        effects
    }

    /// Lets the order that is followed change, and keeps what must be remembered.
    pub(super) fn with_following(
        &mut self,
        now: Moment,
        change: impl FnOnce(&mut Following, &World<'_>) -> Vec<Effect>,
    ) -> Vec<Effect> {
        match self.screen {
            Screen::Pay(_) => self.change_following(now, change),
            _ => Vec::new(),
        }
    }

    /// Never inlined: `cargo xtask stage` cuts the module here.
    #[inline(never)]
    fn change_following(
        &mut self,
        now: Moment,
        change: impl FnOnce(&mut Following, &World<'_>) -> Vec<Effect>,
    ) -> Vec<Effect> {
        let Screen::Pay(pay) = &mut self.screen else {
            return Vec::new();
        };
        let before = pay.record();
        let Stage::Following(following) = &mut pay.stage else {
            return Vec::new();
        };
        let world = World {
            network: network_in(
                self.vias.here().map(|vias| vias.as_slice()),
                &pay.wish.coin,
                &pay.wish.network,
            ),
            vias_here: self.vias.here().is_some(),
            wish: &pay.wish,
            shown: self.shown,
            skew: self.skew,
            now_ms: now.ms,
        };
        let mut effects = change(following, &world);
        let after = pay.record();
        if after != before {
            effects.splice(0..0, self.remember(after));
        }
        effects
    }

    pub(super) fn order_arrived(
        &mut self,
        attempt: &str,
        source: Source,
        result: Result<Box<Order>, ProxyError>,
        now: Moment,
    ) -> Vec<Effect> {
        let Screen::Pay(pay) = &mut self.screen else {
            return self.order_arrived_unseen(attempt, result);
        };
        if pay.wish.attempt != attempt {
            return self.order_arrived_unseen(attempt, result);
        }
        if let Stage::Returning { trouble } = &mut pay.stage {
            return match result {
                Ok(order) => {
                    let known = self
                        .remembered
                        .iter()
                        .find(|record| record.attempt == attempt);
                    let same = known.is_some_and(|record| {
                        record.order_id.as_deref() == order.order_id.as_ref().map(OrderId::as_str)
                    });
                    let before = known.map_or_else(Before::default, |record| Before {
                        money_seen: record.money_seen,
                        completed: record.phase == crate::checkout::phase::Phase::Delivered,
                        sent: record.sent.clone(),
                        sent_for: record.sent_for.clone(),
                        asked: self
                            .asked
                            .as_ref()
                            .filter(|(known, ..)| known == attempt)
                            .map(|(_, ask, wallet)| (*ask, wallet.clone())),
                    });
                    if same {
                        pay.wish.learn(&order);
                        self.follow(*order, before, now)
                    } else {
                        *trouble = Some(ProxyError::Unreadable { status: 200 });
                        Vec::new()
                    }
                }
                Err(error) => {
                    let wait = retry_after(&error).unwrap_or(0).max(5_000);
                    *trouble = Some(error);
                    self.retry_ask = next(&mut self.asks);
                    let timer = Timer::ReadRetryDue(self.retry_ask);
                    vec![Effect::After {
                        ms: wait,
                        timer,
                        jitter: true,
                    }]
                }
            };
        }
        self.with_following(now, |following, world| match (result, source) {
            (Ok(order), Source::Stream) => {
                let mut effects = following.tracking.streamed(now.ms);
                effects.extend(following.absorb(*order, world));
                effects
            }
            (Ok(order), Source::Poll) => {
                let before = following.shown_phase();
                let mut effects = following.tracking.answered(true, None, now.ms);
                effects.extend(following.absorb(*order, world));
                if following.shown_phase() != before {
                    effects.extend(following.tell_of_silence(now.ms));
                }
                effects
            }
            (Err(_), Source::Stream) => following.tracking.garbled(),
            (Err(error), Source::Poll) => {
                let wait = retry_after(&error).map(u64::from);
                let mut effects = following.tracking.answered(false, wait, now.ms);
                if !following.keeps_watching(world) {
                    effects.extend(following.tracking.finish());
                }
                effects
            }
        })
    }

    /// The buyer went elsewhere before the answer came: money that it tells of is remembered all the
    /// same, so that no pay panel comes back (api-notes rule 6).
    pub(super) fn order_arrived_unseen(
        &mut self,
        attempt: &str,
        result: Result<Box<Order>, ProxyError>,
    ) -> Vec<Effect> {
        let Ok(order) = result else {
            return Vec::new();
        };
        let id = order.order_id.as_ref().map(OrderId::as_str);
        let known = self.remembered.iter().find(|record| {
            record.attempt == attempt
                && record.order_id.is_some()
                && record.order_id.as_deref() == id
        });
        match known.cloned() {
            Some(mut record)
                if !record.money_seen && crate::checkout::phase::money_evidence(&order) =>
            {
                record.money_seen = true;
                self.remember(record)
            }
            _ => Vec::new(),
        }
    }

    /// The wallet's word about the payment on the screen. About any other it is none.
    pub(super) fn payment_answered(
        &mut self,
        attempt: &str,
        answer: Answer,
        now: Moment,
    ) -> Vec<Effect> {
        if !self.follows(attempt) {
            return self.answered_unseen(attempt, answer);
        }
        self.with_following(now, |following, _| following.wallet_answered(answer))
    }

    pub(super) fn with_tracking(
        &mut self,
        attempt: &str,
        change: impl FnOnce(&mut Tracking) -> Vec<Effect>,
    ) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Pay(pay) if pay.wish.attempt == attempt => match &mut pay.stage {
                Stage::Following(following) => change(&mut following.tracking),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Something outside the order changed: the network's data, the clock, the buyer's consent.
    pub(super) fn prove_again(&mut self, now: Moment) -> Vec<Effect> {
        self.with_following(now, Following::review)
    }

    pub(super) fn tampered(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = self.with_following(now, |following, world| {
            following.tampered = true;
            following.tell(world)
        });
        effects.push(Effect::Tell(Notice::Error(ErrorDetail {
            kind: "fatal",
            message: "the page changed the payment address or amount on screen".into(),
        })));
        effects
    }
}
