//! Holds the orders, at most a thousand, and tells whoever follows one about every change.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use tokio::sync::broadcast::{self, Receiver, Sender};

use super::action::Action;
use super::order::Order;
use super::states::Plan;

const MOST: usize = 1_000;
/// States one follower may lag behind before it misses some.
const BACKLOG: usize = 64;

/// All orders, oldest first.
#[derive(Default)]
pub struct Orders {
    list: Mutex<VecDeque<Entry>>,
}

struct Entry {
    order: Order,
    changes: Sender<Arc<Order>>,
}

/// Why a command was not played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such order.
    Unknown,
    /// An invoice is paid whole or not at all.
    Lightning,
}

/// What a command did.
pub struct Acted {
    /// The order's id, for what follows; never shown.
    pub id: String,
    /// Its generation after the command.
    pub generation: u64,
    /// What follows by itself.
    pub plan: Plan,
    /// States for the tester's panel.
    pub shown: Value,
}

impl Orders {
    fn lock(&self) -> MutexGuard<'_, VecDeque<Entry>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an order, forgetting the oldest when there are too many.
    pub fn add(&self, order: Order) {
        let mut list = self.lock();
        if list.len() >= MOST {
            list.pop_front();
        }
        let (changes, _) = broadcast::channel(BACKLOG);
        list.push_back(Entry { order, changes });
    }

    /// The order of this id.
    pub fn get(&self, id: &str) -> Option<Order> {
        let list = self.lock();
        let entry = list.iter().find(|entry| entry.order.id == id);
        entry.map(|entry| entry.order.clone())
    }

    /// The order as it stands, and all that will happen to it.
    pub fn follow(&self, id: &str) -> Option<(Order, Receiver<Arc<Order>>)> {
        let list = self.lock();
        let entry = list.iter().find(|entry| entry.order.id == id)?;
        Some((entry.order.clone(), entry.changes.subscribe()))
    }

    /// Plays a command on the order with this id or address, or on the `latest`.
    ///
    /// # Errors
    /// No such order, or a command that its network does not know.
    pub fn act(&self, name: &str, action: Action) -> Result<Acted, Refused> {
        let mut list = self.lock();
        let entry = match name {
            "latest" => list.back_mut(),
            name => list.iter_mut().rev().find(|entry| {
                entry.order.id == name || (!name.is_empty() && entry.order.address == name)
            }),
        };
        let entry = entry.ok_or(Refused::Unknown)?;
        if action == Action::Underpay && entry.order.is_lightning() {
            return Err(Refused::Lightning);
        }
        let before = entry.order.state.clone();
        let units = entry.order.units;
        let plan = entry.order.state.act(action, units);
        let changed = entry.order.state != before;
        if changed {
            entry.order.generation += 1;
            entry.publish();
        }
        Ok(Acted {
            id: entry.order.id.clone(),
            generation: entry.order.generation,
            plan: if changed { plan } else { Plan::Nothing },
            shown: json!({
                "order_state": entry.order.state.order,
                "payment_state": entry.order.state.payment,
                "changed": changed,
            }),
        })
    }

    /// Changes an order unless a later command has overtaken the plan; tells whether it did.
    pub fn continue_plan(&self, id: &str, generation: u64, step: impl FnOnce(&mut Order)) -> bool {
        let mut list = self.lock();
        let entry = list.iter_mut().find(|entry| entry.order.id == id);
        let Some(entry) = entry.filter(|entry| entry.order.generation == generation) else {
            return false;
        };
        step(&mut entry.order);
        entry.publish();
        true
    }

    /// Every order for the demo's panel, newest first, without its id.
    pub fn shown(&self) -> Value {
        let list = self.lock();
        let shown = list.iter().rev().map(|Entry { order, .. }| {
            json!({
                "address": order.address,
                "coin": order.priced.coin.name,
                "network": order.priced.network.as_ref().map(|network| network.name.as_str()),
                "amount": order.priced.coin.text(order.units),
                "order_state": order.state.order,
                "payment_state": order.state.payment,
                "created_at": order.created,
            })
        });
        Value::Array(shown.collect())
    }
}

impl Entry {
    fn publish(&mut self) {
        self.order.touch();
        // Nobody may be listening, which is no failure.
        drop(self.changes.send(Arc::new(self.order.clone())));
    }
}
