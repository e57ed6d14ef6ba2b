//! Answers that the page's script asked for while this module was still on its way. Each is used once, by the
//! first request that is the same.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static TAKE: RefCell<Option<Function>> = const { RefCell::new(None) };
    static SHELVES: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Takes over what is under way: `take` gives the promise of a response for its URL, once. It must have been asked
/// for as [`Client`](super::Client) asks where the host supplies no headers.
/// `shelves` keeps lists from visit to visit.
pub fn give(take: Function, shelves: Function) {
    TAKE.set(Some(take));
    SHELVES.set(Some(shelves));
}

/// What keeps lists from visit to visit.
pub fn shelves() -> Option<Function> {
    SHELVES.with_borrow(Clone::clone)
}

/// What is under way from a URL.
pub fn take(url: &str) -> Option<Promise> {
    let taken = TAKE.with_borrow(|take| take.as_ref()?.call1(&JsValue::NULL, &url.into()).ok())?;
    taken.dyn_into().ok()
}
