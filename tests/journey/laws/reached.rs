//! How far random sequences get.

/// What the sequences got to, to see that the laws are about something.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    /// Orders asked for.
    pub creations: u32,
    /// Orders asked for again under the same key.
    pub repeats: u32,
    /// Moments with something to pay.
    pub payables: u32,
    /// Of these, the rest of an underpayment.
    pub rests: u32,
    /// Words that told of money.
    pub signs: u32,
    /// Orders completed.
    pub completions: u32,
    /// Moments with a mismatch.
    pub mismatches: u32,
    /// Offers withdrawn.
    pub withdrawals: u32,
    /// Orders of several deliveries.
    pub carts: u32,
    /// Of these, to several recipients.
    pub shared: u32,
    /// Orders with a coupon.
    pub coupons: u32,
    /// Moments on the way back to an order.
    pub returns: u32,
}

impl Reached {
    /// Adds up.
    pub fn add(&mut self, other: &Self) {
        self.creations += other.creations;
        self.repeats += other.repeats;
        self.payables += other.payables;
        self.rests += other.rests;
        self.signs += other.signs;
        self.completions += other.completions;
        self.mismatches += other.mismatches;
        self.withdrawals += other.withdrawals;
        self.carts += other.carts;
        self.shared += other.shared;
        self.coupons += other.coupons;
        self.returns += other.returns;
    }

    /// Whether every law had its occasions.
    pub fn all_often(&self) -> bool {
        let common = [
            self.creations,
            self.payables,
            self.signs,
            self.completions,
            self.mismatches,
            self.withdrawals,
            self.returns,
            self.rests,
        ];
        let rare = [self.repeats, self.carts, self.shared, self.coupons];
        common.iter().all(|count| *count >= 20) && rare.iter().all(|count| *count >= 3)
    }
}
