//! The wallets in the page: found while something can be paid, and asked when the buyer presses.
//!
//! Whatever they are and do, nothing here throws or panics. May import checkout and payment.

mod evm;
mod finder;
mod foreign;
mod lightning;

use std::rc::Rc;

use crate::checkout::event::{Ask, Event};
use crate::checkout::wallets::{Kind, Outcome, Wallet};
use crate::client::now_ms;
use crate::payment::asking::Asking;
use crate::runtime::Runtime;
use leptos::prelude::WithUntracked;
use wasm_bindgen::JsValue;

pub use finder::Finder;

/// No error: the wallet says that the buyer said no (EIP-1193).
const REFUSED: i32 = 4001;
/// It has a question open already (EIP-1474's "resource unavailable").
const PENDING: i32 = -32_002;

impl Runtime {
    /// Looks for wallets from now on.
    pub(super) fn find_wallets(&self, attempt: String, kind: Kind) {
        let this = self.this.clone();
        let told = Rc::new(move |wallets: Vec<Wallet>| {
            let attempt = attempt.clone();
            if let Some(runtime) = this.upgrade() {
                runtime.dispatch(Event::WalletsFound { attempt, wallets });
            }
        });
        self.wallets.take();
        let finder = Finder::start(kind, told);
        self.wallets.replace(finder);
    }

    /// Asks one of them to pay. It may never answer.
    pub(super) fn ask_wallet(&self, (attempt, ask): (String, Ask), key: &str, asking: Box<Asking>) {
        let wallet = self.wallets.borrow().as_ref().and_then(|all| all.get(key));
        let this = self.this.clone();
        let name = attempt.clone();
        let question = asking.clone();
        let may_send = move || {
            this.upgrade().is_some_and(|runtime| {
                let state = &runtime.state;
                state.with_untracked(|state| state.may_send(&name, ask, &question, now_ms()))
            })
        };
        self.spawn(async move {
            let outcome = match wallet {
                Some(wallet) => pay(&wallet, &asking, &may_send).await,
                None => Outcome::Unable,
            };
            Event::WalletSettled {
                attempt,
                ask,
                outcome,
            }
        });
    }
}

async fn pay(wallet: &JsValue, asking: &Asking, may_send: &dyn Fn() -> bool) -> Outcome {
    match asking {
        Asking::Evm(payment) => evm::pay(wallet, payment, may_send).await,
        Asking::Lightning { invoice } => lightning::pay(wallet, invoice, may_send).await,
    }
}

/// What a failure means before the wallet was asked to send.
fn unsent(error: &JsValue) -> Outcome {
    match foreign::code(error) {
        Some(REFUSED) => Outcome::Refused,
        Some(PENDING) => Outcome::Pending,
        _ => Outcome::Unable,
    }
}

/// What a failure means after that: unless the wallet says so clearly, nobody knows whether it sent.
fn unknown(error: &JsValue) -> Outcome {
    match unsent(error) {
        Outcome::Unable => Outcome::Failed,
        clear => clear,
    }
}
