//! What is about to be ordered, to be read once more before paying (features VAL-06). Read from the order's
//! own body, so that it cannot say anything else than what is sent.

use super::{Draft, Surroundings};
use crate::wire::ProductGroup;

/// The order in words.
#[derive(Clone, PartialEq, Eq)]
pub struct Review {
    /// What is bought: the cart first, then the product on the form.
    pub things: Vec<Thing>,
    /// Where the receipt goes, where that is asked for beside the recipients.
    pub buyer: Option<String>,
    /// The coin's name.
    pub coin: String,
    /// The network's name.
    pub network: String,
    /// The wallet for a refund, where one was given.
    pub refund: Option<String>,
}

/// One product of one value for one recipient.
#[derive(Clone, PartialEq, Eq)]
pub struct Thing {
    /// Its place in the cart; none for the product on the form.
    pub place: Option<usize>,
    /// The exact brand.
    pub brand: String,
    /// The face value as the buyer reads it.
    pub value: String,
    /// How many.
    pub quantity: u8,
    /// ISO 3166-1 alpha-2: where it is sold for.
    pub country: String,
    /// An e-mail address, or a phone number in E.164.
    pub recipient: String,
}

/// Recipients stay out of logs.
impl std::fmt::Debug for Review {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Review")
            .field("things", &self.things.len())
            .field("coin", &self.coin)
            .field("network", &self.network)
            .finish_non_exhaustive()
    }
}

impl Draft {
    /// The order in words, once nothing is missing.
    pub fn review(&self, group: &ProductGroup, around: Surroundings<'_>) -> Option<Review> {
        let request = self.order(group, around).ok()?.request;
        let current = self.has_current().then(|| self.chosen(group).ok());
        let mut deliveries = request.deliveries.into_iter();
        let mut things = Vec::new();
        for place in 0..=self.items.len() {
            let (place, value, quantity) = match (self.items.get(place), &current) {
                (Some(item), _) => (Some(place), &item.chosen.label, item.quantity),
                (None, Some(chosen)) => (None, &chosen.as_ref()?.label, self.quantity()),
                (None, None) => break,
            };
            // One of so many that are alike.
            let one = deliveries.nth(usize::from(quantity.saturating_sub(1)))?;
            things.push(Thing {
                place,
                brand: one.brand_name,
                value: value.clone(),
                quantity,
                country: one.country_code,
                recipient: one.beneficiary_account,
            });
        }
        let asked = self.asks_buyer(self.delivery_type(group).as_ref());
        Some(Review {
            things,
            buyer: asked.then_some(request.email),
            coin: request.payment.coin,
            network: request.payment.network,
            refund: request.refund_wallet_address,
        })
    }
}
