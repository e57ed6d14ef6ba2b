//! The list of this device's orders.

use super::Checkout;
use super::plain::is_unseen;
use super::remembered::RememberedOrder;

/// Longest note, in characters: an amount with its currency, and no room for a code.
const NOTE: usize = 14;

/// The screen with past orders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The buyer is asked whether to forget everything.
    pub forgetting: bool,
    /// A form was left for the list: the way back leads to it.
    pub to_form: bool,
}

impl Checkout {
    /// The orders to list, newest first: those that were put away, or the others.
    pub fn history(&self, archived: bool) -> impl Iterator<Item = &RememberedOrder> {
        let mut orders: Vec<&RememberedOrder> = self
            .remembered
            .iter()
            .filter(|order| order.archived == archived && !order.brand.is_empty())
            .collect();
        orders.sort_by_key(|order| std::cmp::Reverse(order.created_ms));
        orders.into_iter()
    }

    /// Whether there is anything to list.
    pub fn has_history(&self) -> bool {
        self.remembered.iter().any(|order| !order.brand.is_empty())
    }

    /// Whether there is anything to forget: orders, or brands that were looked at.
    pub fn has_traces(&self) -> bool {
        !self.remembered.is_empty() || !self.recent.is_empty()
    }
}

/// A note of a balance as it is kept: one short line, nothing that is not seen.
pub fn note(typed: &str) -> Option<String> {
    let seen = typed.chars().filter(|sign| !is_unseen(*sign));
    let short: String = seen.take(NOTE).collect();
    let short = short.trim();
    (!short.is_empty()).then(|| short.to_owned())
}
