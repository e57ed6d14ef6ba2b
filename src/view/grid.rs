//! Which rows of the brand grid are near the screen: only those are in the document.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::Ui;
use crate::handles::Listener;

/// Rows drawn beyond each edge of the screen.
const SPARE_ROWS: u32 = 3;
/// Between two tiles, as the style sheet has it.
const GAP_PX: u32 = 12;
/// Tiles are at least this wide.
const TILE_PX: u32 = 132;

/// The rows in the document, and how they lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Tiles in a row.
    pub columns: u32,
    /// A row's height with its gap, CSS px.
    pub row_px: u32,
    /// The first row drawn.
    pub first: u32,
    /// One past the last row on the screen.
    pub near: u32,
    /// One past the last row drawn.
    pub last: u32,
    /// A row that is drawn wherever the screen is: the focus is on its way there.
    pub held: Option<u32>,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            columns: 2,
            row_px: 178,
            first: 0,
            near: 4,
            last: 8,
            held: None,
        }
    }
}

impl Window {
    /// Moves it to where a row is in it, and keeps it there until that is let go.
    pub fn reach(&mut self, row: u32) {
        self.held = Some(row);
        if row < self.first || row >= self.last {
            let rows = self.last.saturating_sub(self.first).max(1);
            self.first = row.saturating_sub(rows / 2);
            self.last = self.first.saturating_add(rows);
            self.near = self.last;
        }
    }
}

/// What watches the grid's surroundings; ends when dropped.
pub struct Watch {
    _listeners: [Listener; 3],
    observer: Option<ResizeObserver>,
    _resized: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Watches scrolling of the page or of any box around the widget, and the widget's size.
pub fn watch(ui: &Ui, parent: &HtmlElement) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let look = || {
        let weak = Rc::downgrade(&ui.0);
        let parent = parent.clone();
        move || {
            if let Some(inner) = weak.upgrade() {
                measure(&Ui(inner), &parent);
            }
        }
    };
    // Not at once: rows drawn now would resize what is observed, which the browser reports as a loop.
    let weak = Rc::downgrade(&ui.0);
    let place = parent.clone();
    let resized = Closure::<dyn FnMut()>::new(move || {
        if let Some(inner) = weak.upgrade() {
            let place = place.clone();
            Ui(inner).later(0, move |ui| measure(ui, &place));
        }
    });
    let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(parent);
    }
    let watch = Watch {
        _listeners: [
            Listener::start(&window, "scroll", true, Box::new(look())),
            // Of what scrolls inside the shadow root, nothing is heard outside.
            Listener::start(&parent.get_root_node(), "scroll", true, Box::new(look())),
            Listener::start(&window, "resize", false, Box::new(look())),
        ],
        observer,
        _resized: resized,
    };
    ui.0.watch.replace(Some(watch));
}

/// Looks where the grid lies, and draws other rows if others are near the screen now.
pub fn measure(ui: &Ui, parent: &HtmlElement) {
    let frame = parent.query_selector(".frame").ok().flatten();
    if let Some(frame) = frame {
        let known = ui.local().window;
        let mut seen = rows_near(&frame, known);
        if let Some(row) = known.held {
            seen.reach(row);
        }
        if seen != known {
            ui.change(|local| local.window = seen);
        }
    }
}

fn rows_near(frame: &Element, known: Window) -> Window {
    let width = u32::try_from(frame.client_width()).unwrap_or(0);
    if width == 0 {
        return known;
    }
    let row_px = frame
        .query_selector(".tile")
        .ok()
        .flatten()
        .and_then(|tile| tile.dyn_into::<HtmlElement>().ok())
        .and_then(|tile| u32::try_from(tile.offset_height()).ok())
        .filter(|height| *height > 0)
        .map_or(known.row_px, |height| height + GAP_PX);
    let tall = web_sys::window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64())
        .map_or(800, |height| height as u32);
    let top = frame.get_bounding_client_rect().top();
    let first = (-top.min(0.0) as u32) / row_px;
    // With a part of a row at each end.
    let seen = tall.saturating_sub(top.max(0.0) as u32) / row_px + if top < 0.0 { 2 } else { 1 };
    Window {
        columns: ((width + GAP_PX) / (TILE_PX + GAP_PX)).clamp(1, 12),
        row_px,
        first: first.saturating_sub(SPARE_ROWS),
        near: first.saturating_add(seen),
        last: first.saturating_add(tall / row_px + 1 + SPARE_ROWS),
        held: None,
    }
}
