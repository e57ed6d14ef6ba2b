//! Orders that are there already: one that is not over, and the way to all of them.

use super::super::dom::El;
use super::super::{Ui, bought, parts};
use crate::checkout::Checkout;
use crate::checkout::event::Event;
use crate::text::Key;

/// The way to this device's past orders, and to one by its reference. Never below the brands, where nobody
/// would get to.
pub fn past(ui: &Ui) -> El {
    parts::action(ui, "history-open", "quiet", Key::Orders, || {
        Event::HistoryOpened
    })
}

/// An order of this device that is not over comes first: two payable orders for one wish help nobody.
pub fn open_order(ui: &Ui, state: &Checkout) -> Option<El> {
    let order = state.open_order(ui.local().now_ms)?;
    let attempt = order.attempt.clone();
    let reopen = parts::action(ui, "history-item", "secondary", Key::Resume, move || {
        Event::OrderReopened(attempt.clone())
    })
    .attr("data-phase", order.phase.as_str());
    Some(parts::notice(
        "info",
        ui.say(Key::OpenOrder),
        bought::words(ui, &order.goods()),
        Some(reopen),
    ))
}
