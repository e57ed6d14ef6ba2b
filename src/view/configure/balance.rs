//! A connected wallet holds too little: said before there is an order, in the way of nothing.

use super::super::dom::{El, el};
use super::super::{Ui, parts};
use crate::checkout::Checkout;
use crate::checkout::balance::Verdict;
use crate::text::Key;

/// What is missing; nothing where nothing is known to be.
pub fn notice(ui: &Ui, state: &Checkout) -> Option<El> {
    let balance = state.balance.as_ref()?;
    let need = &balance.need;
    let network = ("network", need.network.as_str());
    let (state, words) = match balance.told()? {
        Verdict::Enough => return None,
        Verdict::NoFee => {
            let coin = need.fee_coin.as_deref()?;
            let words = ui.fill(Key::BalanceNoFee, &[("coin", coin), network]);
            ("fee", words)
        }
        Verdict::TooLittle { held } => {
            let key = match need.holding.is_token() {
                true => Key::BalanceLow,
                false => Key::BalanceLowFee,
            };
            let held = held.to_string();
            let named = [
                ("held", held.as_str()),
                ("needed", &need.text),
                ("coin", &need.coin),
                network,
            ];
            ("amount", ui.fill(key, &named))
        }
    };
    let words = parts::text("p", "notice-text", words).attr("data-told", "");
    Some(
        el("div")
            .part("balance-low")
            .class("notice")
            .attr("data-kind", "info")
            .attr("data-missing", state)
            .attr("role", "note")
            .kid(words),
    )
}
