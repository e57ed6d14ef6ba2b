//! Finds the wallets of a page, and listens for those that come later. Dropping it ends that.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, Window};

use super::{evm, lightning};
use crate::checkout::wallets::{Kind, Wallet};
use crate::handles::Sleep;

/// A page could announce thousands.
const MOST: usize = 32;
/// When to look again for wallets that never announce themselves. The first gives those that do the time for
/// it.
const LOOKS_MS: [u32; 3] = [400, 1_500, 4_000];

/// A search that goes on.
#[must_use = "dropping it ends the search"]
pub struct Finder {
    found: Rc<Found>,
    _hearing: Option<Hearing>,
    _looks: Vec<Sleep>,
}

/// What was found, and who wants to know.
struct Found {
    kind: Kind,
    wallets: RefCell<Vec<(Wallet, JsValue)>>,
    /// Those that stand there without a word.
    silent: RefCell<Option<(Wallet, JsValue)>>,
    told: Rc<dyn Fn(Vec<Wallet>)>,
}

impl Finder {
    /// Begins to look. `told` hears all wallets whenever they change, and may do so before this returns.
    pub fn start(kind: Kind, told: Rc<dyn Fn(Vec<Wallet>)>) -> Option<Self> {
        let window = web_sys::window()?;
        let found = Rc::new(Found {
            kind,
            wallets: RefCell::default(),
            silent: RefCell::default(),
            told,
        });
        let hearing = match kind {
            Kind::Evm => Hearing::start(&window, "eip6963:announceProvider", &found),
            Kind::Lightning => Hearing::start(&window, "webln:ready", &found),
        };
        let looks = LOOKS_MS.into_iter().filter_map(|ms| {
            let found = Rc::downgrade(&found);
            Sleep::start(ms, Box::new(move || look(&found)))
        });
        let looks = looks.collect();
        match kind {
            Kind::Evm => {
                if let Ok(request) = Event::new("eip6963:requestProvider") {
                    let _ = window.dispatch_event(&request);
                }
            }
            Kind::Lightning => look(&Rc::downgrade(&found)),
        }
        Some(Self {
            found,
            _hearing: hearing,
            _looks: looks,
        })
    }

    /// The provider of a wallet.
    pub fn get(&self, key: &str) -> Option<JsValue> {
        let (wallets, silent) = (self.found.wallets.borrow(), self.found.silent.borrow());
        let mut all = wallets.iter().chain(silent.as_ref());
        all.find(|(wallet, _)| wallet.key == key)
            .map(|(_, provider)| provider.clone())
    }
}

impl Found {
    /// Each wallet once, whatever it says later.
    fn add(&self, wallet: Wallet, provider: JsValue) {
        let mut wallets = self.wallets.borrow_mut();
        let known = wallets.iter().any(|(known, _)| known.key == wallet.key);
        if known || wallets.len() >= MOST {
            return;
        }
        wallets.push((wallet, provider));
        drop(wallets);
        self.silent.take();
        self.tell();
    }

    fn tell(&self) {
        let wallets: Vec<Wallet> = {
            let (wallets, silent) = (self.wallets.borrow(), self.silent.borrow());
            let all = wallets.iter().chain(silent.as_ref());
            all.map(|(wallet, _)| wallet.clone()).collect()
        };
        (self.told)(wallets);
    }
}

/// Looks for the wallet that does not announce itself; one is enough, and none if another did.
fn look(found: &Weak<Found>) {
    let (Some(found), Some(window)) = (found.upgrade(), web_sys::window()) else {
        return;
    };
    let settled = !found.wallets.borrow().is_empty() || found.silent.borrow().is_some();
    if settled {
        return;
    }
    let there = match found.kind {
        Kind::Evm => evm::unannounced(&window),
        Kind::Lightning => lightning::provider(&window),
    };
    // Looking may have made one speak up.
    if there.is_some() && found.wallets.borrow().is_empty() {
        found.silent.replace(there);
        found.tell();
    }
}

/// A listener for events that carry something.
struct Hearing {
    window: Window,
    name: &'static str,
    heard: Closure<dyn Fn(JsValue)>,
}

impl Hearing {
    fn start(window: &Window, name: &'static str, found: &Rc<Found>) -> Option<Self> {
        let found = Rc::downgrade(found);
        let heard = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            match found.upgrade().map(|found| (found.kind, found)) {
                Some((Kind::Evm, found)) => {
                    if let Some((wallet, provider)) = evm::announced(&event) {
                        found.add(wallet, provider);
                    }
                }
                Some((Kind::Lightning, found)) => look(&Rc::downgrade(&found)),
                None => {}
            }
        });
        let callback = heard.as_ref().unchecked_ref();
        // Captured: what is told to the document passes here too.
        window
            .add_event_listener_with_callback_and_bool(name, callback, true)
            .ok()?;
        Some(Self {
            window: window.clone(),
            name,
            heard,
        })
    }
}

impl Drop for Hearing {
    fn drop(&mut self) {
        let callback = self.heard.as_ref().unchecked_ref();
        let _ = self
            .window
            .remove_event_listener_with_callback_and_bool(self.name, callback, true);
    }
}
