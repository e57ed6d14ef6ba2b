//! What all widgets of a page need alike, the brands of a country and the ways to pay: asked for once, and kept for
//! a minute while a widget is there.
//!
//! An answer that could not be read is not kept, so that trying again asks again.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::now_ms;

/// How long an answer is good for another widget.
const FRESH_MS: i64 = 60_000;

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
    static FLIGHTS: RefCell<Vec<(String, Promise)>> = const { RefCell::new(Vec::new()) };
    static USERS: Cell<usize> = const { Cell::new(0) };
}

struct Kept {
    url: String,
    at_ms: i64,
    answer: Rc<dyn Any>,
}

/// Somebody who may need what is kept. With the last one it goes.
pub struct User(());

impl User {
    /// One more.
    pub fn new() -> Rc<Self> {
        USERS.set(USERS.get() + 1);
        Rc::new(Self(()))
    }
}

impl Drop for User {
    fn drop(&mut self) {
        USERS.set(USERS.get().saturating_sub(1));
        if USERS.get() == 0 {
            KEPT.with_borrow_mut(Vec::clear);
        }
    }
}

/// An answer under way, until it is here, failed or given up.
pub struct Flight {
    url: String,
    landed: Option<Function>,
}

impl Flight {
    /// Keeps what came.
    pub fn lands(self, answer: Rc<dyn Any>) {
        let kept = Kept {
            url: self.url.clone(),
            at_ms: now_ms(),
            answer,
        };
        KEPT.with_borrow_mut(|all| all.push(kept));
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        FLIGHTS.with_borrow_mut(|flights| flights.retain(|(url, _)| *url != self.url));
        if let Some(landed) = &self.landed {
            let _ = landed.call0(&JsValue::NULL);
        }
    }
}

/// What is known by this address, or leave to ask. Waits for whoever asks already.
pub async fn ask(url: &str) -> Result<Rc<dyn Any>, Flight> {
    loop {
        let now = now_ms();
        let known = KEPT.with_borrow_mut(|all| {
            all.retain(|kept| (0..FRESH_MS).contains(&now.saturating_sub(kept.at_ms)));
            let found = all.iter().find(|kept| kept.url == url);
            found.map(|kept| Rc::clone(&kept.answer))
        });
        if let Some(answer) = known {
            return Ok(answer);
        }
        let flight = FLIGHTS.with_borrow(|flights| {
            let flight = flights.iter().find(|(asked, _)| asked == url);
            flight.map(|(_, landing)| landing.clone())
        });
        let Some(landing) = flight else { break };
        let _ = JsFuture::from(landing).await;
    }
    let mut landed = None;
    let landing = Promise::new(&mut |resolve, _| landed = Some(resolve));
    FLIGHTS.with_borrow_mut(|flights| flights.push((url.to_owned(), landing.unchecked_into())));
    Err(Flight {
        url: url.to_owned(),
        landed,
    })
}
