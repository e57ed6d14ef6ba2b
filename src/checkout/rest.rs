//! The part of the widget that is fetched after the first screen, and what waits for it.
//!
//! Without it only the shop window can be shown: `cargo xtask stage` cuts the module so.

use super::event::Event;

/// Where the rest of the widget is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rest {
    pub(super) stage: Stage,
    /// What the buyer or the host wants to see, as soon as it can be shown. The last wish counts.
    pub(super) opening: Option<Box<Event>>,
    /// How often in a row it could not be fetched, since the buyer last wished.
    pub(super) failures: u8,
}

/// How far the rest is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// Here, or never apart.
    #[default]
    Here,
    /// Not asked for yet.
    Apart,
    /// On its way.
    Coming,
    /// It did not come; a timer is set.
    Missed,
}

/// What the buyer sees of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Something wants to be opened, and the rest is on its way.
    Coming,
    /// Something wants to be opened, and the rest did not come; it is tried again by itself.
    Missed,
}

impl Rest {
    /// It has to be fetched: only the shop window is here.
    pub fn apart() -> Self {
        Self {
            stage: Stage::Apart,
            ..Self::default()
        }
    }

    /// Whether every screen can be shown.
    pub fn is_here(&self) -> bool {
        self.stage == Stage::Here
    }

    /// What to tell the buyer; nothing as long as nobody waits.
    pub fn wait(&self) -> Option<Wait> {
        self.opening.as_ref()?;
        Some(match self.failures {
            0 => Wait::Coming,
            _ => Wait::Missed,
        })
    }

    /// Whether an order waits to be shown again: until then the shop window would only flash up.
    pub fn is_returning(&self) -> bool {
        let reopens = matches!(self.opening.as_deref(), Some(Event::OrderReopened(_)));
        reopens && self.failures == 0
    }

    /// Whether an order waits to be shown, which may be paid already.
    pub fn wants_order(&self) -> bool {
        matches!(
            self.opening.as_deref(),
            Some(Event::OrderReopened(_) | Event::HistoryOpened)
        )
    }

    /// Nobody wants to see anything else any more.
    pub(super) fn forget(&mut self) {
        self.opening = None;
    }
}
