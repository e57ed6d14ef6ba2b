//! Timers, listeners and turns that end when their handle is dropped. May import nothing of ours.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, EventTarget};

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

/// A turn that only one widget of this browser has at a time, in whatever tab (W3C Web Locks). Where
/// the browser has no locks, or refuses them, everybody has a turn at once.
#[must_use = "dropping it ends the turn"]
pub struct Turn {
    end: Option<Function>,
}

impl Turn {
    /// Waits for the turn of that name; not longer than `most_ms`, since another tab may be frozen.
    pub async fn take(name: &str, most_ms: u32) -> Self {
        Self {
            end: lock(name, most_ms).await,
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            let _ = end.call0(&JsValue::UNDEFINED);
        }
    }
}

/// The function that gives the lock back.
async fn lock(name: &str, most_ms: u32) -> Option<Function> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    let limit = AbortSignal::timeout_with_u32(most_ms);
    Reflect::set(&options, &"signal".into(), &limit).ok()?;
    let mut requested = None;
    // The lock is held until the promise that its callback returns is settled.
    let granted = Promise::new(&mut |granted, _| {
        let hold = Closure::once_into_js(move || {
            Promise::new(&mut |end, _| {
                let _ = granted.call1(&JsValue::UNDEFINED, &end);
            })
        });
        requested = request.call3(&locks, &name.into(), &options, &hold).ok();
    });
    // A refused request ends the race; one that is granted ends it before.
    let race = Promise::race(&Array::of2(&granted, &requested?));
    JsFuture::from(race).await.ok()?.dyn_into().ok()
}
