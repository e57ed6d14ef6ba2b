//! From the order's state, the payment's state and every sign of money to the one thing that the buyer
//! is told (api-notes section 8, contract.md section 4).

use serde::Serialize;

use crate::money::Amount;
use crate::wire::Decimal;
use crate::wire::Order;
use crate::wire::{OrderState, PaymentState};

/// What the buyer is told. The names are the public contract's `data-phase`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// The order, or its address, is being made.
    Creating,
    /// A creation whose answer never came.
    UnknownOutcome,
    /// Waiting for the payment: the only phase, with `Underpaid`, that may show an address.
    Waiting,
    /// Part of the money arrived.
    Underpaid,
    /// A state that we don't know. Nothing is claimed; watching goes on.
    Processing,
    /// The window closed and nothing arrived.
    Expired,
    /// Cancelled and nothing arrived.
    Canceled,
    /// The payment failed.
    Failed,
    /// A transfer was seen, not yet confirmed.
    Detected,
    /// The payment is complete.
    Paid,
    /// The product is being issued.
    Delivering,
    /// The payment is held for a check.
    Held,
    /// Support looks at the order.
    Review,
    /// Money came after, or short of, the deadline.
    Late,
    /// The money went back.
    Refunded,
    /// Finished: each delivery tells its own end.
    Delivered,
    /// The order's own data disagrees about where or how much to pay.
    Mismatch,
}

impl Phase {
    /// Every phase.
    pub const ALL: [Self; 17] = [
        Self::Creating,
        Self::UnknownOutcome,
        Self::Waiting,
        Self::Underpaid,
        Self::Processing,
        Self::Expired,
        Self::Canceled,
        Self::Failed,
        Self::Detected,
        Self::Paid,
        Self::Delivering,
        Self::Held,
        Self::Review,
        Self::Late,
        Self::Refunded,
        Self::Delivered,
        Self::Mismatch,
    ];

    /// The contract's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Creating => "creating",
            Self::UnknownOutcome => "unknown-outcome",
            Self::Waiting => "waiting",
            Self::Underpaid => "underpaid",
            Self::Processing => "processing",
            Self::Expired => "expired",
            Self::Canceled => "canceled",
            Self::Failed => "failed",
            Self::Detected => "detected",
            Self::Paid => "paid",
            Self::Delivering => "delivering",
            Self::Held => "held",
            Self::Review => "review",
            Self::Late => "late",
            Self::Refunded => "refunded",
            Self::Delivered => "delivered",
            Self::Mismatch => "mismatch",
        }
    }

    /// The phase of the contract's name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.as_str() == name)
    }

    /// Whether nothing more is expected to happen.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Delivered | Self::Refunded | Self::Canceled | Self::Expired | Self::Failed
        )
    }

    /// How far the order has come. An answer that would lower it is old, and is dropped.
    ///
    /// An underpayment, a detected transfer and an unknown state follow one another in any order once
    /// money was seen: a part is detected before it is found too small, and so is the rest.
    ///
    /// `Expired`, `Canceled` and `Failed` come before the signs of money: a payment may still be seen
    /// after them, and is then told. Attention comes after payment, so that a held order never looks
    /// like one that is on its way.
    pub fn rank(self, money_seen: bool) -> u8 {
        match self {
            Self::Creating | Self::UnknownOutcome => 0,
            Self::Waiting | Self::Mismatch => 1,
            Self::Underpaid => 5,
            Self::Processing if money_seen => 5,
            Self::Processing => 3,
            Self::Failed if money_seen => 11,
            Self::Expired | Self::Canceled | Self::Failed => 4,
            Self::Detected => 5,
            Self::Paid => 6,
            Self::Delivering => 7,
            Self::Held => 8,
            Self::Review => 9,
            Self::Late => 10,
            Self::Refunded => 12,
            Self::Delivered => 13,
        }
    }
}

/// Whether the order itself shows that money moved (api-notes rule 6).
pub fn money_evidence(order: &Order) -> bool {
    order.has_money_evidence
        || positive(order.sent_coin_amount.as_ref())
        || positive(order.received_amount.as_ref())
        || !order.payment_transactions.is_empty()
        || matches!(
            order.payment_state,
            PaymentState::PaymentStarted
                | PaymentState::PartialPaymentStarted
                | PaymentState::PaymentUnderpaid
                | PaymentState::WaitingForComplianceReport
                | PaymentState::PaymentQuarantined
                | PaymentState::PaymentReceived
                | PaymentState::PaymentCompleted
                | PaymentState::PaymentConfirmed
                | PaymentState::PaymentSucceeded
                | PaymentState::PaymentRefunded
                | PaymentState::PaymentRejected
                | PaymentState::WaitingForExpiryAfterPaymentDetection
                | PaymentState::ExpiredAfterPaymentDetection
        )
        || matches!(
            order.order_state,
            OrderState::PaymentStarted
                | OrderState::PartialPaymentStarted
                | OrderState::PaymentReceived
                | OrderState::WaitingForDelivery
                | OrderState::Done
                | OrderState::Completed
                | OrderState::Refunded
        )
}

/// A number above zero. One that cannot be read counts as money: the cautious reading.
fn positive(amount: Option<&Decimal>) -> bool {
    amount.is_some_and(|text| Amount::parse(text.as_str()).is_none_or(|amount| !amount.is_zero()))
}

/// The phase of an order. `money_seen` is whether money was ever seen for it, now or before.
pub fn phase(order: &Order, money_seen: bool) -> Phase {
    use {OrderState as O, PaymentState as P};
    let (o, p) = (&order.order_state, &order.payment_state);
    let short = positive(order.missing_amount.as_ref());

    if matches!(o, O::Done | O::Completed) {
        return Phase::Delivered;
    }
    if matches!(o, O::Refunded) || matches!(p, P::PaymentRefunded) {
        return Phase::Refunded;
    }
    if matches!(
        p,
        P::PaymentQuarantined | P::WaitingForComplianceReport | P::PaymentRejected
    ) {
        return Phase::Held;
    }
    if matches!(
        p,
        P::ExpiredAfterPaymentDetection | P::WaitingForExpiryAfterPaymentDetection
    ) {
        return Phase::Late;
    }
    if matches!(o, O::WaitingForManualAction) {
        return Phase::Review;
    }
    if matches!(o, O::WaitingForDelivery) {
        return Phase::Delivering;
    }
    if matches!(p, P::PaymentReceived | P::PaymentCompleted) || matches!(o, O::PaymentReceived) {
        return Phase::Paid;
    }
    let ended = matches!(o, O::Expired | O::Canceled)
        || matches!(
            p,
            P::Expired | P::PaymentExpired | P::PaymentCanceled | P::WaitingForExpiry
        );
    let partial = matches!(p, P::PartialPaymentStarted | P::PaymentUnderpaid)
        || matches!(o, O::PartialPaymentStarted)
        || (money_seen && short && positive(order.received_amount.as_ref()));
    let detected = matches!(
        p,
        P::PaymentStarted | P::PaymentConfirmed | P::PaymentSucceeded
    ) || matches!(o, O::PaymentStarted);
    if detected && !partial {
        return Phase::Detected;
    }
    if ended && money_seen {
        return Phase::Late;
    }
    if matches!(o, O::PaymentFailed | O::PaymentSetupFailed) || matches!(p, P::Failed) {
        return Phase::Failed;
    }
    if matches!(o, O::Canceled) || matches!(p, P::PaymentCanceled) {
        return Phase::Canceled;
    }
    if ended {
        return Phase::Expired;
    }
    if partial {
        return Phase::Underpaid;
    }
    let known_wait = matches!(o, O::Created | O::WaitingForPayment)
        && matches!(
            p,
            P::WalletRequested | P::WalletCreated | P::PaymentRequested | P::Missing
        );
    match (known_wait, money_seen) {
        (true, true) => Phase::Detected,
        (true, false) if matches!(p, P::WalletRequested) => Phase::Creating,
        (true, false) => Phase::Waiting,
        (false, _) => Phase::Processing,
    }
}

/// Whether both states say that the order is over, and nothing says that money moved: only then may a
/// new purchase of the same be offered (api-notes rule 6).
pub fn is_cleanly_over(order: &Order, money_seen: bool) -> bool {
    use {OrderState as O, PaymentState as P};
    let order_over = matches!(
        order.order_state,
        O::Expired | O::Canceled | O::PaymentSetupFailed
    );
    let payment_over = matches!(
        order.payment_state,
        P::Expired | P::PaymentExpired | P::PaymentCanceled | P::Failed | P::Missing
    );
    order_over && payment_over && !money_seen && !money_evidence(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(o: OrderState, p: PaymentState) -> Order {
        let mut order = Order::decode("{}").unwrap();
        order.order_state = o;
        order.payment_state = p;
        order
    }

    fn told(o: OrderState, p: PaymentState) -> Phase {
        let order = order(o, p);
        phase(&order, money_evidence(&order))
    }

    #[test]
    fn the_plain_way() {
        use {OrderState as O, PaymentState as P};
        assert_eq!(
            told(O::WaitingForPayment, P::WalletRequested),
            Phase::Creating
        );
        assert_eq!(told(O::WaitingForPayment, P::WalletCreated), Phase::Waiting);
        assert_eq!(told(O::PaymentStarted, P::PaymentStarted), Phase::Detected);
        assert_eq!(told(O::WaitingForPayment, P::PaymentReceived), Phase::Paid);
        assert_eq!(
            told(O::WaitingForDelivery, P::PaymentReceived),
            Phase::Delivering
        );
        assert_eq!(told(O::Done, P::PaymentCompleted), Phase::Delivered);
    }

    #[test]
    fn a_done_order_never_asks_for_money() {
        assert_eq!(
            told(OrderState::Done, PaymentState::PaymentRequested),
            Phase::Delivered
        );
    }

    #[test]
    fn expiry_is_plain_only_without_money() {
        use {OrderState as O, PaymentState as P};
        let mut expired = order(O::Expired, P::Expired);
        assert_eq!(phase(&expired, false), Phase::Expired);
        assert!(is_cleanly_over(&expired, false));
        assert_eq!(phase(&expired, true), Phase::Late);
        expired.received_amount = Decimal::parse("0.0001");
        assert!(money_evidence(&expired));
        assert!(!is_cleanly_over(&expired, false));
        assert_eq!(
            told(O::Expired, P::ExpiredAfterPaymentDetection),
            Phase::Late
        );
        assert!(!is_cleanly_over(
            &order(O::Expired, P::PaymentRequested),
            false
        ));
    }

    #[test]
    fn held_money_is_never_preparing() {
        use {OrderState as O, PaymentState as P};
        assert_eq!(
            told(O::WaitingForDelivery, P::PaymentQuarantined),
            Phase::Held
        );
        assert_eq!(
            told(O::WaitingForManualAction, P::PaymentQuarantined),
            Phase::Held
        );
        assert_eq!(
            told(O::WaitingForManualAction, P::PaymentReceived),
            Phase::Review
        );
        assert_eq!(
            told(O::WaitingForPayment, P::WaitingForComplianceReport),
            Phase::Held
        );
    }

    #[test]
    fn unknown_words_claim_nothing() {
        use {OrderState as O, PaymentState as P};
        let strange = || "Teleporting".to_owned();
        assert_eq!(
            told(O::Unknown(strange()), P::WalletCreated),
            Phase::Processing
        );
        assert_eq!(
            told(O::WaitingForPayment, P::Unknown(strange())),
            Phase::Processing
        );
        assert_eq!(told(O::Unknown(strange()), P::PaymentReceived), Phase::Paid);
        assert_eq!(
            told(O::WaitingForCoupon, P::WalletCreated),
            Phase::Processing
        );
    }

    #[test]
    fn a_waiting_order_with_money_hides_the_address() {
        let mut waiting = order(OrderState::WaitingForPayment, PaymentState::WalletCreated);
        waiting.payment_transactions = vec!["ab".into()];
        assert_eq!(phase(&waiting, money_evidence(&waiting)), Phase::Detected);
        waiting.received_amount = Decimal::parse("1");
        waiting.missing_amount = Decimal::parse("0.5");
        assert_eq!(phase(&waiting, money_evidence(&waiting)), Phase::Underpaid);
    }
}
