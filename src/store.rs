//! What this device remembers, in the origin's own storage under one key per proxy.
//!
//! Ids, times and labels only; never a code, an e-mail address or a phone number. Storage that is
//! missing, blocked or full is reported and lived without: then the page remembers, as long as it lives.

use std::cell::RefCell;

use web_sys::Storage;

use crate::checkout::card::Card;
use crate::checkout::phase::Phase;
use crate::checkout::recent::{Recent, touch};
use crate::checkout::remembered::{Memory, RememberedOrder};

const PREFIX: &str = "cryptorefills-checkout:";
/// At most so many orders are kept.
const MOST: usize = 50;

thread_local! {
    /// What storage refused, by key: for all widgets of the page.
    static PAGE: RefCell<Vec<(String, Memory)>> = const { RefCell::new(Vec::new()) };
}

/// One widget's memory.
pub struct Store {
    storage: Option<Storage>,
    lasting: bool,
    key: String,
}

impl Store {
    /// `lasting` keeps orders beyond the tab's life; otherwise a reload still finds them.
    pub fn open(proxy_url: &str, lasting: bool) -> Self {
        let storage = web_sys::window().and_then(|window| {
            let found = if lasting {
                window.local_storage()
            } else {
                window.session_storage()
            };
            found.ok().flatten()
        });
        let key = [PREFIX, proxy_url].concat();
        Self {
            storage,
            lasting,
            key,
        }
    }

    /// The name under which it is kept: one for each proxy.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What is remembered; what is too old is dropped for good.
    pub fn load(&self, now_ms: i64) -> Memory {
        let mut memory = self.read();
        if memory.expire(now_ms) {
            self.write(memory.clone());
        }
        memory
    }

    /// Whether an order is known to be completed: by this page, or by another tab.
    pub fn is_completed(&self, attempt: &str) -> bool {
        let orders = self.read().orders;
        orders
            .iter()
            .any(|known| known.attempt == attempt && known.phase == Phase::Delivered)
    }

    /// Keeps an order, or replaces what is kept of it. False if the browser refused.
    pub fn remember(&self, order: &RememberedOrder) -> bool {
        if order.phase != Phase::Delivered && self.is_completed(&order.attempt) {
            return true; // a tab that is behind
        }
        let mut memory = self.read();
        let mut order = order.clone();
        // Nor does one that is behind forget what another knows of the money.
        let known = memory
            .orders
            .iter()
            .find(|known| known.attempt == order.attempt);
        if let Some(known) = known {
            order.money_seen |= known.money_seen;
            order.keep_said(known);
            if order.sent.is_none() {
                order.sent.clone_from(&known.sent);
                order.sent_for.clone_from(&known.sent_for);
            }
        }
        memory.orders.retain(|known| known.attempt != order.attempt);
        memory.orders.insert(0, order);
        memory.orders.truncate(MOST);
        self.write(memory)
    }

    /// Keeps what the buyer said about an order.
    pub fn mark(&self, attempt: &str, archived: bool, cards: Vec<Card>) -> bool {
        let mut memory = self.read();
        memory.mark(attempt, archived, cards);
        self.write(memory)
    }

    /// Whether anything outlives the tab.
    pub fn is_lasting(&self) -> bool {
        self.lasting && self.storage.is_some()
    }

    /// Drops everything: the key itself goes.
    pub fn forget_everything(&self) -> bool {
        PAGE.with_borrow_mut(|page| page.retain(|(key, _)| *key != self.key));
        let gone = |storage: &Storage| storage.remove_item(&self.key).is_ok();
        self.storage.as_ref().is_none_or(gone)
    }

    /// Drops an order.
    pub fn forget(&self, attempt: &str) -> bool {
        let mut memory = self.read();
        memory.orders.retain(|known| known.attempt != attempt);
        self.write(memory)
    }

    /// Keeps a brand as the one seen last.
    pub fn remember_brand(&self, mut brand: Recent, now_ms: i64) -> bool {
        brand.seen_ms = now_ms;
        let mut memory = self.read();
        touch(&mut memory.recent, brand);
        self.write(memory)
    }

    /// Keeps the chosen country.
    pub fn remember_country(&self, country: &str) -> bool {
        let mut memory = self.read();
        memory.country = Some(country.to_owned());
        self.write(memory)
    }

    fn read(&self) -> Memory {
        let refused = PAGE.with_borrow(|page| {
            let known = page.iter().find(|(key, _)| *key == self.key);
            known.map(|(_, memory)| memory.clone())
        });
        refused.unwrap_or_else(|| {
            self.storage
                .as_ref()
                .and_then(|storage| storage.get_item(&self.key).ok().flatten())
                .and_then(|text| Memory::parse(&text))
                .unwrap_or_default()
        })
    }

    fn write(&self, memory: Memory) -> bool {
        let kept = self
            .storage
            .as_ref()
            .is_some_and(|storage| storage.set_item(&self.key, &memory.to_json()).is_ok());
        PAGE.with_borrow_mut(|page| {
            page.retain(|(key, _)| *key != self.key);
            if !kept {
                page.push((self.key.clone(), memory));
            }
        });
        kept
    }
}
