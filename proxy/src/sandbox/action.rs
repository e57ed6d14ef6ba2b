//! The commands by which a tester moves an order (contract §6).

/// A command of a tester.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The exact amount arrives, or what was missing; late if the window has closed.
    Pay,
    /// The transfer is seen but not confirmed.
    Detect,
    /// Six tenths of the amount arrive.
    Underpay,
    /// One percent too much arrives and is held (api-notes §1 rule 2).
    Overpay,
    /// The window closes.
    Expire,
    /// The amount arrives after the window has closed.
    PayLate,
    /// Everything is delivered at once.
    Deliver,
    /// The first delivery arrives while the others are still on their way.
    DeliverFirst,
    /// The order ends with its first delivery failed.
    FailDelivery,
    /// Support takes over.
    Review,
    /// The money goes back.
    Refund,
    /// The order is cancelled.
    Cancel,
}

impl Action {
    /// The command of this name in a URL.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "pay" => Self::Pay,
            "detect" => Self::Detect,
            "underpay" => Self::Underpay,
            "overpay" => Self::Overpay,
            "expire" => Self::Expire,
            "pay-late" => Self::PayLate,
            "deliver" => Self::Deliver,
            "deliver-first" => Self::DeliverFirst,
            "fail-delivery" => Self::FailDelivery,
            "review" => Self::Review,
            "refund" => Self::Refund,
            "cancel" => Self::Cancel,
            _ => return None,
        })
    }
}
