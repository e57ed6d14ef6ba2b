//! Watches a checkout from outside and checks the laws after every event.

use std::collections::{BTreeMap, BTreeSet};

use cryptorefills_checkout::checkout::configure::Submit;
use cryptorefills_checkout::checkout::effect::Effect;
use cryptorefills_checkout::checkout::event::Event;
use cryptorefills_checkout::checkout::following::Following;
use cryptorefills_checkout::checkout::notice::{Notice, PaymentInitiated};
use cryptorefills_checkout::checkout::pay::Stage;
use cryptorefills_checkout::checkout::phase::Phase;
use cryptorefills_checkout::checkout::{Checkout, Screen};
use cryptorefills_checkout::payment::{Asked, Offered, Payable, Via, prove, prove_missing};
use cryptorefills_checkout::wire::Order;
use serde_json::Value;

use super::reached::Reached;
use crate::world::World;

/// Order states that tell of money by themselves (api-notes section 8).
const MONEY_ORDER: [&str; 7] = [
    "PaymentStarted",
    "PartialPaymentStarted",
    "PaymentReceived",
    "WaitingForDelivery",
    "Done",
    "Completed",
    "Refunded",
];
/// Payment states that do.
const MONEY_PAYMENT: [&str; 10] = [
    "PaymentStarted",
    "PartialPaymentStarted",
    "WaitingForComplianceReport",
    "PaymentQuarantined",
    "PaymentReceived",
    "PaymentCompleted",
    "WaitingForExpiryAfterPaymentDetection",
    "ExpiredAfterPaymentDetection",
    "PaymentRejected",
    "PaymentRefunded",
];

/// What was seen so far.
#[derive(Default)]
pub struct Audit {
    /// What was reached.
    pub reached: Reached,
    permitted: BTreeSet<String>,
    created: BTreeMap<String, String>,
    press_open: bool,
    may_repeat: Option<String>,
    money: BTreeSet<String>,
    completed: BTreeSet<String>,
    live: Option<PaymentInitiated>,
    last: Option<(String, u8, Phase)>,
}

fn tells_of_money(order: &Order) -> bool {
    let some = |amount: &Option<cryptorefills_checkout::wire::Decimal>| {
        amount.as_ref().is_some_and(|amount| !amount.is_zero())
    };
    some(&order.sent_coin_amount)
        || some(&order.received_amount)
        || !order.payment_transactions.is_empty()
        || MONEY_ORDER.contains(&order.order_state.as_str())
        || MONEY_PAYMENT.contains(&order.payment_state.as_str())
}

impl Audit {
    /// What was permitted before the watch began.
    pub fn begins(&mut self, world: &World) {
        for body in world.validated() {
            self.permits(body);
        }
    }

    /// The vendor said about exactly this body that it may be ordered.
    pub fn permits(&mut self, body: &str) {
        self.permitted.insert(body.into());
    }

    /// Notes what an event may cause.
    pub fn before(&mut self, world: &World, event: &Event) {
        let checkout = &world.checkout;
        self.may_repeat = None;
        match (event, &checkout.screen) {
            (Event::PayPressed | Event::SecondOrderWanted, Screen::Configure(form))
                if form.submit == Submit::Idle =>
            {
                self.press_open = true;
            }
            (Event::RetryPressed, Screen::Pay(pay))
                if checkout.keys_honoured && pay.stage == Stage::UnknownOutcome =>
            {
                self.may_repeat = Some(pay.wish.attempt.clone());
            }
            _ => {}
        }
        if let Event::OrderArrived {
            attempt,
            result: Ok(order),
            ..
        } = event
        {
            let known = checkout
                .remembered
                .iter()
                .find(|record| record.attempt == *attempt);
            let id = order.order_id.as_ref().map(|id| id.as_str());
            let own = known.is_some_and(|record| id.is_some() && record.order_id.as_deref() == id);
            if own && tells_of_money(order) {
                self.reached.signs += 1;
                self.money.insert(attempt.clone());
            }
        }
    }

    /// Checks what an event caused: the wishes from this place of the log on, and the state.
    pub fn after(&mut self, world: &World, event: &Event, from: usize) {
        for effect in &world.log[from..] {
            match effect {
                Effect::Create { attempt, body } => self.creation(attempt, body),
                Effect::Tell(notice) => self.notice(notice, world),
                _ => {}
            }
        }
        let checking = matches!(&world.checkout.screen, Screen::Configure(form) if form.submit != Submit::Idle);
        self.press_open &= checking;
        if matches!(event, Event::ResetPressed) {
            let fresh = Checkout::new(world.checkout.settings.clone());
            assert_eq!(world.checkout.kept, fresh.kept, "as on a fresh page");
        }
        let on_form = matches!(world.checkout.screen, Screen::Configure(_));
        assert!(
            on_form || world.checkout.balance.is_none(),
            "what wallets hold outlives the form: {event:?}"
        );
        self.screen(world, event);
    }

    /// One creation for a press, of a body that was permitted; a repetition only on a press, under the
    /// same key, of the same bytes.
    fn creation(&mut self, attempt: &str, body: &str) {
        self.reached.creations += 1;
        if let Some(first) = self.created.get(attempt) {
            self.reached.repeats += 1;
            assert_eq!(
                self.may_repeat.take().as_deref(),
                Some(attempt),
                "created again by itself"
            );
            assert_eq!(first, body, "another body under the same key");
        } else {
            assert!(
                std::mem::take(&mut self.press_open),
                "created without a press"
            );
            assert!(
                self.permitted.contains(body),
                "created what was not validated: {body}"
            );
            self.created.insert(attempt.into(), body.into());
            self.order(body);
        }
    }

    /// One to ten deliveries, to nobody who reads no mail, and the receipt goes to the buyer.
    fn order(&mut self, body: &str) {
        let body: Value = serde_json::from_str(body).unwrap();
        let deliveries = body["deliveries"].as_array().unwrap();
        assert!((1..=10).contains(&deliveries.len()), "{body}");
        assert_eq!(body["email"], body["user"]["email"]);
        self.reached.carts += u32::from(deliveries.len() > 1);
        self.reached.coupons += u32::from(body["coupon_code"].is_string());
        let to = |delivery: &Value| delivery["beneficiary_account"].clone();
        let recipients: BTreeSet<String> =
            deliveries.iter().map(|one| to(one).to_string()).collect();
        if recipients.len() > 1 {
            self.reached.shared += 1;
            assert_ne!(body["email"], "cleo@mail.shop", "who buys nothing: {body}");
        }
        assert!(!body.to_string().contains("test@"), "{body}");
    }

    /// Offers alternate with withdrawals, one at a time over all orders; completion is told once.
    fn notice(&mut self, notice: &Notice, world: &World) {
        match notice {
            Notice::PaymentInitiated(intent) => {
                assert!(self.live.is_none(), "a second offer beside {:?}", self.live);
                self.live = Some((**intent).clone());
            }
            Notice::PaymentIntentCancelled(ended) => {
                self.reached.withdrawals += 1;
                let live = self.live.take().expect("a withdrawal of nothing");
                assert_eq!(live.attempt, ended.attempt);
            }
            Notice::OrderCompleted(order) => {
                self.reached.completions += 1;
                assert!(
                    self.completed.insert(order.attempt.clone()),
                    "completed twice"
                );
            }
            _ => {}
        }
        let said = format!("{notice:?}");
        assert!(
            !said.contains("@mail.shop") && !said.contains("@gm"),
            "{said}"
        );
        for id in world.vendor.orders.keys() {
            assert!(!said.contains(id.as_str()), "{said}");
        }
    }

    fn screen(&mut self, world: &World, event: &Event) {
        let Screen::Pay(pay) = &world.checkout.screen else {
            self.last = None;
            assert!(
                self.live.is_none(),
                "an offer of an order that left the screen"
            );
            return;
        };
        let attempt = &pay.wish.attempt;
        if let Some(live) = &self.live {
            assert_eq!(
                live.attempt, *attempt,
                "an offer of an order that left the screen"
            );
        }
        let Some(following) = pay.following() else {
            self.reached.returns += u32::from(matches!(pay.stage, Stage::Returning { .. }));
            self.last = None;
            return;
        };
        let phase = following.shown_phase();
        self.reached.mismatches += u32::from(phase == Phase::Mismatch);
        self.never_back(attempt, following, phase, event);
        if self.money.contains(attempt) {
            assert!(following.money_seen, "money was forgotten after {event:?}");
            assert!(
                !following.may_start_over(),
                "a new purchase while money is on its way"
            );
            assert!(phase != Phase::Waiting, "a pay panel after money was seen");
            assert_eq!(following.hosted_checkout(), None);
        }
        if let Some(payable) = following.payable() {
            self.reached.payables += 1;
            self.reached.rests += u32::from(phase == Phase::Underpaid);
            self.offered(world, following, payable);
        }
    }

    /// The rank never falls while an order is on the screen. A mismatch replaces only the words.
    fn never_back(&mut self, attempt: &str, following: &Following, phase: Phase, event: &Event) {
        if phase == Phase::Mismatch {
            return;
        }
        let rank = phase.rank(following.money_seen);
        if let Some((before, reached, old)) = &self.last
            && before == attempt
        {
            assert!(
                rank >= *reached,
                "from {old:?} back to {phase:?} by {event:?}"
            );
        }
        self.last = Some((attempt.into(), rank, phase));
    }

    /// What may be paid is what was asked for, proves again, and is what the host knows.
    fn offered(&self, world: &World, following: &Following, payable: &Payable) {
        let phase = following.shown_phase();
        assert!(
            matches!(phase, Phase::Waiting | Phase::Underpaid),
            "payable while {phase:?}"
        );
        let wish = &world.pay().wish;
        let order = &following.order;
        let underpaid = phase == Phase::Underpaid;
        let (amount, text) = match underpaid {
            true => (&order.missing_amount, &order.missing_amount_qr_text),
            false => (&order.coin_amount, &order.qr_text),
        };
        let offered = Offered {
            coin: order.coin.as_deref(),
            network: order.network.as_deref(),
            address: order.wallet_address.as_deref(),
            amount: amount.as_ref().map(|amount| amount.as_str()),
            text: text.as_deref(),
            memo: order.memo.as_deref(),
        };
        let network = world
            .checkout
            .network(&wish.coin, &wish.network)
            .expect("a network");
        let via = Via {
            chain_id: network.chain_id,
            engine: network.engine.as_deref(),
            contract: network
                .contract
                .as_ref()
                .map(|known| (known.address.as_str(), known.decimals)),
            threshold: network.threshold.as_ref().map(|least| least.as_str()),
        };
        let asked = Asked {
            coin: &wish.coin,
            network: &wish.network,
        };
        let proof = match underpaid {
            true => prove_missing(&asked, &offered, &via, world.clock),
            false => prove(&asked, &offered, &via, world.clock),
        };
        assert_eq!(proof.as_ref(), Ok(payable));
        assert_eq!(
            (payable.coin(), payable.network()),
            (wish.coin.as_str(), wish.network.as_str())
        );
        if !underpaid {
            assert!(
                *payable.amount() <= wish.accepted.unwrap(),
                "dearer than agreed"
            );
        }
        if let Some(live) = &self.live {
            assert_eq!(
                (live.amount.as_str(), live.address.as_str()),
                (payable.amount_text(), payable.address())
            );
        }
    }
}
