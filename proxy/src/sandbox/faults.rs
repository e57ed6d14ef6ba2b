//! Faults on demand: what a network, an edge and a vendor may do wrong, played on the next
//! matching requests (contract §6).

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::fault::Fault;
use crate::routes::Call;

const MOST: usize = 100;

/// The faults that wait.
#[derive(Default)]
pub struct Faults {
    list: Mutex<Vec<Fault>>,
}

impl Faults {
    fn lock(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds faults from a JSON list.
    ///
    /// # Errors
    /// What is wrong with the list.
    pub fn add(&self, json: &[u8]) -> Result<(), String> {
        let new: Vec<Fault> = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        for fault in &new {
            fault.check()?;
        }
        let mut list = self.lock();
        if list.len() + new.len() > MOST {
            return Err(format!("at most {MOST} faults can wait"));
        }
        list.extend(new);
        Ok(())
    }

    /// Forgets all.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// Those that wait.
    pub fn waiting(&self) -> Vec<Fault> {
        self.lock().clone()
    }

    /// Takes the first fault that this request meets at the vendor.
    pub fn at_vendor(&self, call: &Call) -> Option<Fault> {
        self.take(call, false)
    }

    /// Takes the first fault that this request's answer meets on its way to the browser.
    pub fn at_edge(&self, call: &Call) -> Option<Fault> {
        self.take(call, true)
    }

    fn take(&self, call: &Call, at_edge: bool) -> Option<Fault> {
        let mut list = self.lock();
        let meets = |fault: &Fault| fault.is_at_edge() == at_edge && fault.meets(call);
        let at = list.iter().position(meets)?;
        let fault = list.remove(at);
        if let Some(left) = fault.clone().played() {
            list.insert(at, left);
        }
        Some(fault)
    }
}
