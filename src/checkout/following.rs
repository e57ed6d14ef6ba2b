//! One order being followed: its truth, what may be paid, and what the host was told.

mod proving;
mod telling;

use telling::cancelled;

use crate::money::Amount;
use crate::payment::{Mismatch, Payable};
use crate::wire::{Decimal, Network};
use crate::wire::{Order, OrderId};

use super::deadline::Skew;
use super::delivery;
use super::effect::Effect;
use super::event::Ask;
use super::intent::Answer;
use super::pay::Wish;
use super::phase::{self, Phase};
use super::tracking::{Mode, Tracking};
use super::wallets::{Kind, Wallet, Wallets};

/// How long an item is waited for after its order ended.
const LATE_DELIVERY_MS: i64 = 15 * 60 * 1000;

/// An order that exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Following {
    /// The vendor's id. It opens the codes (api-notes rule 10).
    pub id: OrderId,
    /// The newest word that we believe.
    pub order: Order,
    /// What the buyer is told, before integrity is considered: see [`Following::shown_phase`].
    phase: Phase,
    /// Whether money was ever seen: then no pay panel comes back.
    pub money_seen: bool,
    /// Why the order may not be paid, if its data disagrees with itself or with the wish.
    pub mismatches: Vec<Mismatch>,
    proved: Option<Payable>,
    /// The end of the payment window by the server's clock.
    pub deadline_ms: i64,
    window_open: bool,
    /// The invoice can no longer be paid, which closes the window whatever the order says.
    lapsed: bool,
    /// The order costs more than was accepted: nothing payable until the buyer agrees.
    pub dearer: bool,
    /// The page was altered while an address was shown.
    pub tampered: bool,
    /// What is missing is less than the network can carry.
    pub missing_too_small: bool,
    /// When each phase after a payment was first seen here, by the server's clock.
    pub reached: Vec<(Phase, i64)>,
    /// How long an item that is on its way is waited for once the order has ended, by the server's clock.
    patient_until_ms: i64,
    /// What a wallet around the page said about the payment on the screen.
    wallet: Option<Answer>,
    /// A wallet said that it has sent the payment: its transaction or Lightning's proof, empty if it named none.
    pub sent: Option<String>,
    /// The exact amount that it was sent for; unknown if the buyer was elsewhere when the wallet said so.
    pub sent_for: Option<String>,
    /// The wallets in the page.
    pub wallets: Wallets,
    /// How the order is followed.
    pub tracking: Tracking,
    told: Told,
}

/// What the host heard already, so that nothing is said twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Told {
    payable: Option<Payable>,
    /// Wallets around the page were asked to pay it.
    asked: bool,
    wallets: Option<Kind>,
    detected: bool,
    received: bool,
    underpaid: bool,
    completed: bool,
    ended: Option<Phase>,
    strange: bool,
    buffered: bool,
}

/// What was known of the order before it was followed: by this page or by an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Money was seen for it.
    pub money_seen: bool,
    /// The host heard that it is completed.
    pub completed: bool,
    /// A wallet said that it has sent the payment: see [`Following::sent`].
    pub sent: Option<String>,
    /// See [`Following::sent_for`].
    pub sent_for: Option<String>,
    /// A wallet in the page that was asked to pay it and has not answered yet.
    pub asked: Option<(Ask, Wallet)>,
}

/// What surrounds the order.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// What the buyer wished.
    pub wish: &'a Wish,
    /// The network as the API describes it, if it does.
    pub network: Option<&'a Network>,
    /// Whether the API's ways to pay are here at all: before, nothing can be judged.
    pub vias_here: bool,
    /// Whether the widget is shown.
    pub shown: bool,
    /// The clocks.
    pub skew: Skew,
    /// The device's clock.
    pub now_ms: i64,
}

impl World<'_> {
    fn server_ms(&self) -> i64 {
        self.skew.server(self.now_ms)
    }
}

impl Following {
    /// Begins with the first word about an order.
    pub fn begin(
        (id, order): (OrderId, Order),
        before: Before,
        (tracking, mut effects): (Tracking, Vec<Effect>),
        world: &World<'_>,
    ) -> (Self, Vec<Effect>) {
        let mut following = Self {
            id,
            phase: if before.completed {
                Phase::Delivered
            } else {
                Phase::Creating
            },
            money_seen: before.money_seen,
            mismatches: Vec::new(),
            proved: None,
            deadline_ms: i64::MAX,
            window_open: true,
            lapsed: false,
            dearer: false,
            tampered: false,
            missing_too_small: false,
            reached: Vec::new(),
            patient_until_ms: world.server_ms().saturating_add(LATE_DELIVERY_MS),
            wallet: None,
            sent: before.sent,
            sent_for: before.sent_for,
            wallets: Wallets::asking(before.asked),
            tracking,
            told: Told {
                completed: before.completed || world.wish.foreign,
                ..Told::default()
            },
            order,
        };
        let seen = following.money_seen || phase::money_evidence(&following.order);
        let phase = phase::phase(&following.order, seen);
        if phase.rank(seen) >= following.phase.rank(following.money_seen) {
            effects.extend(following.review(world));
        }
        (following, effects)
    }

    /// The phase on the screen: a payable phase whose data disagrees is a mismatch.
    pub fn shown_phase(&self) -> Phase {
        match self.phase {
            Phase::Waiting | Phase::Underpaid if !self.mismatches.is_empty() || self.tampered => {
                Phase::Mismatch
            }
            phase => phase,
        }
    }

    /// What may be paid now: the only source of anything payable on the screen.
    pub fn payable(&self) -> Option<&Payable> {
        let may = matches!(self.shown_phase(), Phase::Waiting | Phase::Underpaid)
            && (self.phase == Phase::Underpaid || !self.money_seen)
            && self.window_open
            && !self.dearer
            && !self.missing_too_small;
        self.proved.as_ref().filter(|_| may)
    }

    /// A page of a payment processor that takes over, if the order names one (api-notes section 5).
    pub fn hosted_checkout(&self) -> Option<&str> {
        let open =
            self.phase == Phase::Waiting && self.window_open && !self.dearer && !self.tampered;
        self.order
            .checkout_url
            .as_deref()
            .filter(|url| open && url.starts_with("https://"))
    }

    /// Whether the time to pay has ended although the API still waits.
    pub fn window_closed(&self) -> bool {
        !self.window_open
    }

    /// Whether a new purchase of the same may be offered (api-notes rule 6).
    pub fn may_start_over(&self) -> bool {
        phase::is_cleanly_over(&self.order, self.money_seen)
    }

    /// Takes a word about the order, whatever way it came. Foreign words change nothing, and old ones
    /// nothing but that money was seen (api-notes rule 6).
    pub fn absorb(&mut self, order: Order, world: &World<'_>) -> Vec<Effect> {
        if order.order_id.as_ref() != Some(&self.id) {
            return Vec::new();
        }
        let money_seen = self.money_seen || phase::money_evidence(&order);
        if self.is_newer(&order, money_seen) {
            self.order = order;
        } else if money_seen == self.money_seen {
            return Vec::new();
        }
        self.money_seen = money_seen;
        self.review(world)
    }

    /// Draws every conclusion anew: from another word, another clock, or the networks that came late.
    pub fn review(&mut self, world: &World<'_>) -> Vec<Effect> {
        self.money_seen |= phase::money_evidence(&self.order);
        let before = self.phase;
        self.phase = phase::phase(&self.order, self.money_seen);
        if self.phase != before && self.phase.rank(true) >= Phase::Detected.rank(true) {
            self.reached.push((self.phase, world.server_ms()));
            self.patient_until_ms = world.server_ms().saturating_add(LATE_DELIVERY_MS);
        }
        self.tracking.calm = matches!(self.phase, Phase::Review | Phase::Held | Phase::Late);
        self.prove(world);
        let mut effects = self.review_window(world);
        effects.extend(self.tell(world));
        if !self.keeps_watching(world) {
            effects.extend(self.tracking.finish());
        }
        effects
    }

    /// Whether a word about the order is not older than the one that is known.
    fn is_newer(&self, order: &Order, money_seen: bool) -> bool {
        let older = match (order.updated_at, self.order.updated_at) {
            (Some(new), Some(old)) => new < old,
            _ => false,
        };
        let phase = phase::phase(order, money_seen);
        // Money does not un-arrive: a missing rest is old news once more of it was seen.
        let read =
            |text: &Option<Decimal>| text.as_ref().and_then(|text| Amount::parse(text.as_str()));
        let knows_less = |new: &Option<Decimal>, old: &Option<Decimal>| {
            read(new).is_some_and(|new| read(old).is_some_and(|old| new < old))
        };
        let older = older
            || phase == Phase::Underpaid
                && (knows_less(&order.sent_coin_amount, &self.order.sent_coin_amount)
                    || knows_less(&order.received_amount, &self.order.received_amount));
        !older && phase.rank(money_seen) >= self.phase.rank(self.money_seen)
    }

    /// A wallet said what it did with the payment that it was asked for. If it says that it has sent it, the
    /// API is asked at once; only the API may say that it is paid.
    pub fn wallet_answered(&mut self, answer: Answer) -> Vec<Effect> {
        if matches!(self.wallet, Some(Answer::Sent { .. })) {
            return Vec::new();
        }
        let mut effects = Vec::new();
        // What was sent was sent, whether it still is on the screen or not.
        if let Answer::Sent { transaction } = &answer {
            let payable = self.told.payable.as_ref().or_else(|| self.payable());
            self.sent_for = payable.map(|payable| payable.amount_text().to_owned());
            self.sent = Some(transaction.clone().unwrap_or_default());
            effects = self.tracking.ask_now();
        }
        if self.told.payable.is_some() {
            self.wallet = Some(answer);
        }
        effects
    }

    /// What a wallet said about what is payable now.
    pub fn wallet(&self) -> Option<&Answer> {
        self.wallet.as_ref().filter(|_| self.payable().is_some())
    }

    /// The buyer leaves the screen: a wallet must not pay what can no longer be seen.
    pub fn leave(&mut self, attempt: &str) -> Vec<Effect> {
        let mut effects = self.tracking.finish();
        self.told.payable = None;
        if std::mem::take(&mut self.told.asked) {
            effects.push(Effect::Tell(cancelled(attempt, "left")));
        }
        effects.extend(self.told.wallets.take().map(|_| Effect::LoseWallets));
        effects
    }

    /// How status is followed.
    pub fn mode(&self) -> Mode {
        self.tracking.mode()
    }

    pub(super) fn keeps_watching(&self, world: &World<'_>) -> bool {
        match self.phase {
            Phase::Refunded => false,
            // An item may still be on its way; not every state of one that came is known.
            Phase::Delivered => {
                let waits = |one| delivery::state(one) == "waiting";
                self.order.deliveries.iter().any(waits) && world.server_ms() < self.patient_until_ms
            }
            Phase::Expired | Phase::Canceled | Phase::Failed => {
                let late = self.deadline_ms.saturating_add(5 * 60 * 1000);
                self.money_seen || !self.may_start_over() || world.server_ms() < late
            }
            _ => true,
        }
    }

    /// What the order costs, if it can be read.
    pub fn cost(&self) -> Option<Amount> {
        self.order
            .coin_amount
            .as_ref()
            .and_then(|text| Amount::parse(text.as_str()))
    }
}
