//! Tiles are one stop of the keyboard; inside, its arrows lead from tile to tile (features DIS-13).

use wasm_bindgen::JsCast;
use web_sys::{Element, Event as DomEvent, HtmlElement, KeyboardEvent};

use super::super::dom::El;
use super::super::{Ui, focus};

/// Tiles that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Which of [`Stops`] is theirs.
    pub stop: usize,
    /// How many there are.
    pub count: u32,
    /// How many stand in a row; all, where there is one row only.
    pub columns: u32,
    /// The first that is in the document.
    pub first: u32,
}

/// Where the arrows led, by kind of tiles.
pub type Stops = [u32; 3];

/// Of [`Stops`].
pub const GRID: usize = 0;
/// Of [`Stops`].
pub const RECENT: usize = 1;
/// Of [`Stops`].
pub const FEATURED: usize = 2;

impl Walk {
    /// The tile that Tab leads to, of those in the document, the first of which is no 0.
    pub fn tab_stop(self, ui: &Ui, drawn: u32) -> u32 {
        let at = ui.0.cache.borrow().stops.get(self.stop).copied();
        let at = at.unwrap_or_default().checked_sub(self.first);
        at.filter(|at| *at < drawn).unwrap_or_default()
    }

    /// Listens to the arrows on what holds the tiles.
    pub fn listen(self, ui: &Ui, tiles: El) -> El {
        let ui = ui.clone();
        tiles.on("keydown", move |event| {
            self.step(&ui, event);
        })
    }

    fn step(self, ui: &Ui, event: &DomEvent) -> Option<()> {
        let key = event.dyn_ref::<KeyboardEvent>()?;
        if key.alt_key() || key.ctrl_key() || key.meta_key() || key.shift_key() {
            return None;
        }
        let tiles = key.current_target()?.dyn_into::<Element>().ok()?;
        let on = key.target()?.dyn_into::<Element>().ok()?;
        let kids = tiles.children();
        let mut places = 0..kids.length();
        let at = self.first + places.find(|place| kids.item(*place).as_ref() == Some(&on))?;
        let next = self.next(
            &key.key(),
            at,
            tiles.matches(":dir(rtl)").unwrap_or_default(),
        )?;
        event.prevent_default();
        if let Some(stop) = ui.0.cache.borrow_mut().stops.get_mut(self.stop) {
            *stop = next;
        }
        // What is far away is not in the document yet.
        let row = next / self.columns;
        super::spare(ui);
        ui.change(|local| {
            if self.stop == GRID {
                local.window.reach(row);
            }
        });
        ui.later(0, move |ui| {
            let first = match self.stop {
                GRID => ui.local().window.first.saturating_mul(self.columns),
                _ => 0,
            };
            let tile = tiles.children().item(next.saturating_sub(first));
            focus::to(tile.filter(|tile| tile.is_instance_of::<HtmlElement>()));
            if self.stop == GRID {
                ui.change(|local| local.window.held = None);
            }
        });
        Some(())
    }

    fn next(self, key: &str, at: u32, rtl: bool) -> Option<u32> {
        let last = self.count.checked_sub(1)?;
        let next = match (key, rtl) {
            ("ArrowRight", false) | ("ArrowLeft", true) => at + 1,
            ("ArrowLeft", false) | ("ArrowRight", true) => at.checked_sub(1)?,
            ("ArrowDown", _) => at.checked_add(self.columns)?,
            ("ArrowUp", _) => at.checked_sub(self.columns)?,
            ("Home", _) => 0,
            ("End", _) => last,
            _ => return None,
        };
        // A row that is not full is still reached from above it.
        let lower = next > last && next / self.columns == last / self.columns;
        (next <= last || lower).then_some(next.min(last))
    }
}
