//! Timers and listeners that end when their handle is dropped. May import nothing of ours.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// Something due once.
#[must_use = "dropping it clears the timer"]
pub struct Sleep {
    id: i32,
    fired: Rc<Cell<bool>>,
    _callback: Closure<dyn FnMut()>,
}

impl Sleep {
    /// Calls `due` after so many milliseconds.
    pub fn start(ms: u32, due: Box<dyn FnOnce()>) -> Option<Self> {
        let fired = Rc::new(Cell::new(false));
        let mark = Rc::clone(&fired);
        let mut due = Some(due);
        let callback = Closure::<dyn FnMut()>::new(move || {
            mark.set(true);
            if let Some(due) = due.take() {
                due();
            }
        });
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let id = web_sys::window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                callback.as_ref().unchecked_ref(),
                ms,
            )
            .ok()?;
        Some(Self {
            id,
            fired,
            _callback: callback,
        })
    }

    /// Whether it is still to come.
    pub fn is_pending(&self) -> bool {
        !self.fired.get()
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let (true, Some(window)) = (self.is_pending(), web_sys::window()) {
            window.clear_timeout_with_handle(self.id);
        }
    }
}

/// Something due again and again.
#[must_use = "dropping it clears the timer"]
pub struct Interval {
    id: i32,
    _callback: Closure<dyn FnMut()>,
}

impl Interval {
    /// Calls `due` every so many milliseconds.
    pub fn start(ms: i32, due: Box<dyn FnMut()>) -> Option<Self> {
        let callback = Closure::wrap(due);
        let id = web_sys::window()?
            .set_interval_with_callback_and_timeout_and_arguments_0(
                callback.as_ref().unchecked_ref(),
                ms,
            )
            .ok()?;
        Some(Self {
            id,
            _callback: callback,
        })
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_interval_with_handle(self.id);
        }
    }
}

/// A listener on something outside the widget.
#[must_use = "dropping it removes the listener"]
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    capture: bool,
    callback: Closure<dyn FnMut()>,
}

impl Listener {
    /// Listens; `capture` hears also what does not bubble, such as scrolling inside the page.
    pub fn start(
        target: &EventTarget,
        name: &'static str,
        capture: bool,
        heard: Box<dyn FnMut()>,
    ) -> Self {
        let callback = Closure::wrap(heard);
        let _ = target.add_event_listener_with_callback_and_bool(
            name,
            callback.as_ref().unchecked_ref(),
            capture,
        );
        Self {
            target: target.clone(),
            name,
            capture,
            callback,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.name,
            self.callback.as_ref().unchecked_ref(),
            self.capture,
        );
    }
}
