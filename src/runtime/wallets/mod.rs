//! The wallets in the page: found while something can be paid, and asked when the buyer presses; before that,
//! those that are connected already are asked what they hold.
//!
//! Whatever they are and do, nothing here throws or panics. May import checkout and payment.

mod changes;
mod evm;
mod finder;
mod foreign;
mod lightning;
mod solana;

use std::rc::{Rc, Weak};

use crate::checkout::event::{Ask, Event};
use crate::checkout::wallets::{Kind, Outcome};
use crate::client::now_ms;
use crate::payment::asking::{Asking, Holding};
use crate::runtime::Runtime;
use leptos::prelude::WithUntracked;
use wasm_bindgen::JsValue;

pub use finder::Finder;
use finder::{Purpose, Search};

/// No error: the wallet says that the buyer said no (EIP-1193).
const REFUSED: i32 = 4001;
/// It has a question open already (EIP-1474's "resource unavailable").
const PENDING: i32 = -32_002;

impl Runtime {
    /// Looks for wallets from now on.
    pub(super) fn find_wallets(&self, attempt: String, kind: Kind) {
        self.wallets.take();
        // Without a page that knows a fresh block there is nothing to ask a wallet of Solana.
        if kind == Kind::Solana && (self.blockhash)().is_none() {
            return;
        }
        let finder = Finder::start(Search::new(self.this.clone(), Purpose::Pay(attempt), kind));
        self.wallets.replace(finder);
    }

    /// Asks those of EVM chains what they hold. Each answers for itself, or never.
    pub(super) fn ask_balance(&self, ask: Ask, holding: Rc<Holding>) {
        let known = match self.wallets.borrow().as_ref() {
            Some(finder) if finder.holds() => Some(finder.all()),
            _ => None,
        };
        // They are asked once they have been found.
        let Some(all) = known else {
            self.wallets.take();
            let search = Search::new(self.this.clone(), Purpose::Hold, Kind::Evm);
            let finder = Finder::start(search);
            self.wallets.replace(finder);
            return;
        };
        for (wallet, provider) in all {
            let holding = Rc::clone(&holding);
            self.spawn(async move {
                let held = evm::holds(&provider, &holding).await;
                let key = wallet.key;
                Event::BalanceArrived { ask, key, held }
            });
        }
    }

    /// Asks one of them to pay. It may never answer.
    pub(super) fn ask_wallet(&self, attempt: String, ask: Ask, key: &str, asking: Box<Asking>) {
        let wallet = self.wallets.borrow().as_ref().and_then(|all| all.get(key));
        let question = Question {
            runtime: self.this.clone(),
            attempt,
            ask,
            asking,
        };
        self.spawn(async move {
            let outcome = match wallet {
                Some(wallet) => question.put(&wallet).await,
                None => Outcome::Unable,
            };
            Event::WalletSettled {
                attempt: question.attempt,
                ask,
                outcome,
            }
        });
    }
}

/// What a wallet is asked, and whether it still may be.
struct Question {
    runtime: Weak<Runtime>,
    attempt: String,
    ask: Ask,
    asking: Box<Asking>,
}

impl Question {
    async fn put(&self, wallet: &JsValue) -> Outcome {
        match &*self.asking {
            Asking::Evm(payment) => evm::pay(wallet, payment, self).await,
            Asking::Lightning { invoice } => lightning::pay(wallet, invoice, self).await,
            Asking::Solana(payment) => {
                let runtime = self.runtime.upgrade();
                let blockhash = runtime.and_then(|runtime| (runtime.blockhash)());
                solana::pay(wallet, payment, blockhash, self).await
            }
        }
    }

    /// Looked at just before a wallet is told to send: it must still be what is to be paid.
    fn may_send(&self) -> bool {
        let (attempt, asking) = (&self.attempt, &self.asking);
        self.runtime.upgrade().is_some_and(|runtime| {
            let state = &runtime.state;
            state.with_untracked(|state| state.may_send(attempt, self.ask, asking, now_ms()))
        })
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
