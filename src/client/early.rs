//! Answers that the page's script asked for while this module was still on its way. Each is used once, by the
//! first request that is the same.

use std::cell::RefCell;

use js_sys::{ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static TAKE: RefCell<Option<Function>> = const { RefCell::new(None) };
    static SHELVES: RefCell<Option<Function>> = const { RefCell::new(None) };
    static BEGUN: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Takes over what is under way: `take` gives the promise of a response for its URL, once. It must have been asked
/// for as [`Client`](super::Client) asks where the host supplies no headers.
/// `shelves` keeps lists from visit to visit; `begun` gives the promise of what has come of the brands, by the
/// address that they are kept by.
pub fn give(take: Function, shelves: Function, begun: Function) {
    TAKE.set(Some(take));
    SHELVES.set(Some(shelves));
    BEGUN.set(Some(begun));
}

/// What keeps lists from visit to visit.
pub fn shelves() -> Option<Function> {
    SHELVES.with_borrow(Clone::clone)
}

/// What is under way from a URL.
pub fn take(url: &str) -> Option<Promise> {
    promise(TAKE.with_borrow(Clone::clone), &url.into())
}

/// The beginning of the brands that are kept by an address, as a list by itself.
pub fn begun(mark: &JsValue) -> Option<Promise> {
    promise(BEGUN.with_borrow(Clone::clone), mark)
}

/// The body of a response that the page's script has read already.
pub fn body(response: &JsValue) -> Option<Vec<u8>> {
    let read = Reflect::get(response, &"read".into()).ok()?;
    let read: ArrayBuffer = read.dyn_into().ok()?;
    Some(Uint8Array::new(&read).to_vec())
}

/// The promise that it has been seen, once somebody has asked for it.
pub fn seen(mark: &JsValue) -> Option<Promise> {
    let begun = BEGUN.with_borrow(Clone::clone)?;
    let seen = begun.call2(&JsValue::NULL, mark, &JsValue::TRUE).ok()?;
    seen.dyn_into().ok()
}

fn promise(of: Option<Function>, key: &JsValue) -> Option<Promise> {
    of?.call1(&JsValue::NULL, key).ok()?.dyn_into().ok()
}
