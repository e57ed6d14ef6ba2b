//! The life of an order (api-notes §8): what each command does from any state.

use super::action::Action;

/// Where one delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// Nothing was paid yet.
    Waiting,
    /// Being issued.
    Preparing,
    /// Issued.
    Arrived,
    /// Refused by its provider.
    Failed,
}

/// Where an order stands. Amounts are in units of the coin's shown decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// `order_state`.
    pub order: &'static str,
    /// `payment_state`.
    pub payment: &'static str,
    /// Seen on the chain.
    pub sent: u128,
    /// Confirmed.
    pub received: u128,
    /// Transfers seen.
    pub transfers: u64,
    /// Each delivery.
    pub deliveries: Vec<Delivered>,
}

/// What follows a command by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// Nothing.
    Nothing,
    /// Preparation and delivery, as after a payment.
    Delivery,
}

impl State {
    /// A fresh order.
    pub fn new(deliveries: usize) -> Self {
        Self {
            order: "WaitingForPayment",
            payment: "WalletCreated",
            sent: 0,
            received: 0,
            transfers: 0,
            deliveries: vec![Delivered::Waiting; deliveries],
        }
    }

    /// Plays a command on an order of so many units. A command that makes no sense any more, such
    /// as cancelling a delivered order, changes nothing.
    pub fn act(&mut self, action: Action, units: u128) -> Plan {
        match action {
            Action::Pay if self.is_closed() && !self.is_paid() => self.late(units),
            Action::Pay if !self.is_final() => return self.pay(units),
            Action::Detect if self.may_receive() => {
                self.see(units);
                self.set("PaymentStarted", "PaymentStarted");
            }
            Action::Underpay if self.may_receive() => {
                self.confirm((units * 6 / 10).max(1));
                self.set("WaitingForPayment", "PartialPaymentStarted");
            }
            Action::Overpay if self.may_receive() => {
                self.confirm(units + units.div_ceil(100));
                self.set("WaitingForManualAction", "PaymentQuarantined");
            }
            Action::Expire if !self.is_paid() && !self.is_closed() => match self.sent {
                0 => self.set("Expired", "Expired"),
                _ => self.set("Expired", "ExpiredAfterPaymentDetection"),
            },
            Action::PayLate if !self.is_paid() => self.late(units),
            Action::Deliver if self.order != "Done" => {
                self.finish(units, false);
                // The other word for paid (O 2026-08).
                self.payment = "PaymentCompleted";
            }
            Action::DeliverFirst if !self.is_final() => {
                self.confirm_at_least(units);
                self.set("WaitingForDelivery", "PaymentReceived");
                self.deliveries.fill(Delivered::Preparing);
                if let Some(first) = self.deliveries.first_mut() {
                    *first = Delivered::Arrived;
                }
            }
            Action::FailDelivery => self.finish(units, true),
            Action::Review if !self.is_final() => {
                self.confirm_at_least(units);
                self.set("WaitingForManualAction", "PaymentReceived");
            }
            Action::Refund => {
                self.confirm_at_least(units);
                self.set("Refunded", "PaymentReceived");
            }
            Action::Cancel if !self.is_paid() && !self.is_closed() => {
                self.set("Canceled", "PaymentCanceled");
            }
            _ => {}
        }
        Plan::Nothing
    }

    /// Preparation begins, some time after the payment.
    pub fn prepare(&mut self) {
        self.order = "WaitingForDelivery";
        self.deliveries.fill(Delivered::Preparing);
    }

    /// Everything arrives, or all but the first.
    pub fn finish(&mut self, units: u128, first_fails: bool) {
        self.confirm_at_least(units);
        self.set("Done", "PaymentReceived");
        self.deliveries.fill(Delivered::Arrived);
        if let Some(first) = self.deliveries.first_mut().filter(|_| first_fails) {
            *first = Delivered::Failed;
        }
    }

    /// What is still to pay after an underpayment.
    pub fn missing(&self, units: u128) -> Option<u128> {
        let short = self.payment == "PartialPaymentStarted";
        units
            .checked_sub(self.received)
            .filter(|missing| short && *missing > 0)
    }

    /// Whether the vendor ends the stream: nothing more will happen by itself.
    pub fn ends_stream(&self) -> bool {
        matches!(self.order, "Done" | "Refunded" | "Canceled") || self.payment == "Expired"
    }

    fn pay(&mut self, units: u128) -> Plan {
        self.confirm_at_least(units);
        self.set("PaymentReceived", "PaymentReceived");
        Plan::Delivery
    }

    fn late(&mut self, units: u128) {
        self.confirm_at_least(units);
        self.set("Expired", "ExpiredAfterPaymentDetection");
    }

    fn set(&mut self, order: &'static str, payment: &'static str) {
        self.order = order;
        self.payment = payment;
    }

    fn see(&mut self, units: u128) {
        if self.sent < units {
            self.sent = units;
            self.transfers += 1;
        }
    }

    fn confirm(&mut self, units: u128) {
        self.see(units);
        self.received = units;
    }

    fn confirm_at_least(&mut self, units: u128) {
        self.confirm(units.max(self.received));
    }

    fn may_receive(&self) -> bool {
        matches!(
            self.payment,
            "WalletCreated" | "PartialPaymentStarted" | "PaymentStarted"
        )
    }

    fn is_paid(&self) -> bool {
        matches!(
            self.payment,
            "PaymentReceived" | "PaymentCompleted" | "PaymentQuarantined"
        )
    }

    fn is_closed(&self) -> bool {
        matches!(self.order, "Expired" | "Canceled")
    }

    fn is_final(&self) -> bool {
        matches!(self.order, "Done" | "Refunded")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTIONS: [Action; 12] = [
        Action::Pay,
        Action::Detect,
        Action::Underpay,
        Action::Overpay,
        Action::Expire,
        Action::PayLate,
        Action::Deliver,
        Action::DeliverFirst,
        Action::FailDelivery,
        Action::Review,
        Action::Refund,
        Action::Cancel,
    ];

    fn after(actions: &[Action]) -> State {
        let mut state = State::new(2);
        for action in actions {
            state.act(*action, 1_000);
        }
        state
    }

    #[test]
    fn paying_after_underpaying_completes_the_amount_with_a_second_transfer() {
        let state = after(&[Action::Underpay]);
        assert_eq!((state.received, state.missing(1_000)), (600, Some(400)));
        let state = after(&[Action::Underpay, Action::Pay]);
        assert_eq!((state.received, state.transfers), (1_000, 2));
        assert_eq!(state.missing(1_000), None);
    }

    #[test]
    fn money_after_the_window_is_late_and_never_delivered_by_itself() {
        for actions in [
            &[Action::Expire, Action::Pay][..],
            &[Action::PayLate],
            &[Action::Cancel, Action::Pay],
            &[Action::Detect, Action::Expire],
            &[Action::Underpay, Action::Expire],
        ] {
            let mut state = after(actions);
            assert_eq!(state.payment, "ExpiredAfterPaymentDetection", "{actions:?}");
            assert_eq!(state.act(Action::Pay, 1_000), Plan::Nothing);
        }
    }

    #[test]
    fn a_delivered_order_stays_delivered_whatever_a_payer_does() {
        for action in [
            Action::Pay,
            Action::Detect,
            Action::Underpay,
            Action::Overpay,
            Action::Expire,
            Action::PayLate,
            Action::Cancel,
            Action::Review,
        ] {
            let state = after(&[Action::Deliver, action]);
            assert_eq!(state, after(&[Action::Deliver]), "{action:?}");
        }
    }

    #[test]
    fn support_may_release_what_was_held() {
        for held in [Action::Overpay, Action::Review] {
            let mut state = after(&[held]);
            assert_eq!(state.order, "WaitingForManualAction");
            assert_eq!(state.act(Action::Pay, 1_000), Plan::Delivery);
            assert_eq!(after(&[held, Action::Deliver]).order, "Done");
        }
    }

    #[test]
    fn every_pair_of_commands_leaves_a_consistent_order() {
        for first in ACTIONS {
            for second in ACTIONS {
                let state = after(&[first, second]);
                assert!(state.received <= state.sent, "{first:?} {second:?}");
                assert_eq!(state.sent > 0, state.transfers > 0, "{first:?} {second:?}");
                if state.order == "Done" {
                    assert!(matches!(
                        state.payment,
                        "PaymentReceived" | "PaymentCompleted"
                    ));
                    assert!(state.received >= 1_000);
                }
                if state.payment == "Expired" {
                    assert_eq!(state.sent, 0);
                }
            }
        }
    }
}
