//! The wallets: what one said that was asked to pay, and a button for each in the page.

use super::dom::{El, el};
use super::{Ui, parts};
use crate::checkout::event::Event;
use crate::checkout::following::Following;
use crate::checkout::intent::Answer;
use crate::checkout::wallets::{Outcome, Wallet};
use crate::payment::{Payable, Rail};
use crate::text::Key;

/// What a wallet around the page or in it said about this payment: its word, not the API's.
pub fn answer(ui: &Ui, following: &Following) -> Option<El> {
    let told = |key| parts::notice("info", "", ui.say(key), None);
    Some(match following.wallet()? {
        Answer::Sent { transaction } => {
            let proof = following.payable().map(Payable::rail) == Some(&Rail::Lightning);
            let words = match transaction {
                Some(id) if proof => ui.fill(Key::WalletProof, &[("transaction", id)]),
                Some(id) => ui.fill(Key::WalletSentAs, &[("transaction", id)]),
                None => ui.say(Key::WalletSent).into(),
            };
            parts::notice("info", ui.say(Key::WalletSentTitle), words, None)
                .attr("data-wallet", "sent")
        }
        Answer::Rejected => told(Key::WalletRejected).attr("data-wallet", "rejected"),
        Answer::Unsupported => told(Key::WalletUnsupported).attr("data-wallet", "unsupported"),
        Answer::Busy => told(Key::WalletBusy).attr("data-wallet", "busy"),
    })
}

/// Buttons, and what is said. After a wallet has sent the payment nothing of it is left.
pub fn view(ui: &Ui, following: &Following, payable: &Payable) -> Option<El> {
    let wallets = &following.wallets;
    let sent = matches!(following.wallet(), Some(Answer::Sent { .. }));
    if sent || wallets.found().is_empty() && wallets.asked().is_none() {
        return None;
    }
    let asked = wallets.asked();
    let told = asked.and_then(|(wallet, outcome)| told(ui, wallet, outcome, payable));
    let buttons = wallets.found().iter().map(|wallet| {
        let asked = asked.is_some_and(|(asked, _)| asked.key == wallet.key);
        button(ui, wallet, wallets.is_asking(), asked)
    });
    Some(
        el("div")
            .class("wallets")
            .kids(buttons)
            .kid(el("div").kid(told)),
    )
}

fn button(ui: &Ui, wallet: &Wallet, busy: bool, asked: bool) -> El {
    let pressed = ui.clone();
    let key = wallet.key.clone();
    let label = ui.fill(Key::WalletPay, &[("wallet", &name(ui, wallet))]);
    let press = move || {
        if !busy {
            pressed.send(Event::WalletPressed(key.clone()));
        }
    };
    parts::button("wallet", "secondary", label, press)
        .key(wallet.key.clone())
        .attr("data-wallet", wallet.key.clone())
        .attr_if("data-state", (asked && busy).then_some("asking"))
        .attr_if("aria-disabled", busy.then_some("true"))
}

fn told(ui: &Ui, wallet: &Wallet, outcome: Option<&Outcome>, payable: &Payable) -> Option<El> {
    let (kind, state, words) = match outcome {
        None => ("info", "asking", Key::WalletAsking),
        Some(Outcome::Sent { .. }) => return None,
        Some(Outcome::Refused) => ("info", "refused", Key::WalletRefused),
        Some(Outcome::Pending) => ("warning", "pending", Key::WalletPending),
        Some(Outcome::WrongChain) => ("warning", "wrong-chain", Key::WalletChain),
        Some(Outcome::Unable) => ("warning", "unable", Key::WalletUnable),
        Some(Outcome::Failed) => ("warning", "failed", Key::WalletFailed),
    };
    let name = name(ui, wallet);
    let named = [("wallet", name.as_str()), ("network", payable.network())];
    Some(parts::notice(kind, "", ui.fill(words, &named), None).attr("data-wallet", state))
}

/// What it calls itself, apart from the words around it: letters written from right to left stay its own.
fn name(ui: &Ui, wallet: &Wallet) -> String {
    match wallet.name.as_str() {
        "" => ui.say(Key::WalletHere).to_owned(),
        name => ["\u{2068}", name, "\u{2069}"].concat(),
    }
}
