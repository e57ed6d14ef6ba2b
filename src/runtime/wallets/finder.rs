//! Finds the wallets of a page, and listens for those that come later. Dropping it ends that.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event as DomEvent, Window};

use super::changes::Changes;
use super::{evm, lightning, solana};
use crate::checkout::event::Event;
use crate::checkout::wallets::{Kind, Wallet};
use crate::handles::Sleep;
use crate::runtime::Runtime;

/// A page could announce thousands.
const MOST: usize = 32;
/// When to look again for wallets that never announce themselves. The first gives those that do the time for
/// it.
const LOOKS_MS: [u32; 3] = [400, 1_500, 4_000];

/// Wallets speak up one after the other, and change account and chain at once: this long they are waited for.
const GATHERS_MS: u32 = 100;

/// What wallets are looked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To pay this attempt.
    Pay(String),
    /// To be asked what they hold.
    Hold,
}

/// A search that goes on.
#[must_use = "dropping it ends the search"]
pub struct Finder {
    search: Rc<Search>,
    _hearing: Option<Hearing>,
    _register: Option<Rc<solana::Register>>,
    _looks: Vec<Sleep>,
}

/// What is looked for, and what was found.
pub struct Search {
    runtime: Weak<Runtime>,
    purpose: Purpose,
    kind: Kind,
    found: RefCell<Vec<Found>>,
    /// The one that stands there without a word.
    silent: RefCell<Option<Found>>,
    changes: RefCell<Vec<Changes>>,
    gathering: RefCell<Option<Sleep>>,
}

/// A wallet and its provider.
pub type Found = (Wallet, JsValue);

impl Search {
    /// Nothing is found yet.
    pub fn new(runtime: Weak<Runtime>, purpose: Purpose, kind: Kind) -> Self {
        Self {
            runtime,
            purpose,
            kind,
            found: RefCell::default(),
            silent: RefCell::default(),
            changes: RefCell::default(),
            gathering: RefCell::default(),
        }
    }

    /// Each wallet once, whatever it says later.
    fn add(self: &Rc<Self>, wallet: Wallet, provider: JsValue) {
        let mut found = self.found.borrow_mut();
        let known = found.iter().any(|(known, _)| known.key == wallet.key);
        if known || found.len() >= MOST {
            return;
        }
        found.push((wallet, provider.clone()));
        drop(found);
        self.silent.take();
        self.heed(&provider);
        self.tell();
    }

    /// Hears of its changes, where they matter.
    fn heed(self: &Rc<Self>, provider: &JsValue) {
        if self.purpose == Purpose::Hold {
            let heard = Changes::start(provider, Rc::downgrade(self));
            self.changes.borrow_mut().extend(heard);
        }
    }

    fn tell(&self) {
        match &self.purpose {
            Purpose::Pay(attempt) => self.tell_all(attempt.clone()),
            Purpose::Hold => self.gather(),
        }
    }

    /// Many words of wallets become one event.
    pub fn gather(&self) {
        let mut gathering = self.gathering.borrow_mut();
        if gathering.as_ref().is_some_and(Sleep::is_pending) {
            return;
        }
        let runtime = self.runtime.clone();
        let due = move || {
            if let Some(runtime) = runtime.upgrade() {
                runtime.dispatch(Event::WalletsMoved);
            }
        };
        *gathering = Sleep::start(GATHERS_MS, Box::new(due));
    }

    fn tell_all(&self, attempt: String) {
        let (found, silent) = (self.found.borrow(), self.silent.borrow());
        let all = found.iter().chain(silent.as_ref());
        let wallets = all.map(|(wallet, _)| wallet.clone()).collect();
        drop((found, silent));
        if let Some(runtime) = self.runtime.upgrade() {
            runtime.dispatch(Event::WalletsFound { attempt, wallets });
        }
    }
}

impl Finder {
    /// Begins to look.
    pub fn start(search: Search) -> Option<Self> {
        let window = web_sys::window()?;
        let kind = search.kind;
        let search = Rc::new(search);
        let name = match kind {
            Kind::Evm => "eip6963:announceProvider",
            Kind::Lightning => "webln:ready",
            Kind::Solana => "wallet-standard:register-wallet",
        };
        let register =
            (kind == Kind::Solana).then(|| Rc::new(solana::register(Rc::downgrade(&search))));
        let hearing = Hearing::start(&window, name, Rc::downgrade(&search), register.clone());
        // Only these wallets may stand there without a word.
        let times = LOOKS_MS.into_iter().filter(|_| kind != Kind::Solana);
        let looks = times.filter_map(|ms| {
            let search = Rc::downgrade(&search);
            Sleep::start(ms, Box::new(move || look(&search)))
        });
        let looks = looks.collect();
        match kind {
            Kind::Evm => {
                if let Ok(request) = DomEvent::new("eip6963:requestProvider") {
                    let _ = window.dispatch_event(&request);
                }
            }
            Kind::Lightning => look(&Rc::downgrade(&search)),
            Kind::Solana => {
                register
                    .as_ref()
                    .and_then(|register| solana::call(&window, register));
            }
        }
        Some(Self {
            search,
            _hearing: hearing,
            _register: register,
            _looks: looks,
        })
    }

    /// Whether it looks for wallets that are asked what they hold.
    pub fn holds(&self) -> bool {
        self.search.purpose == Purpose::Hold
    }

    /// All that are there now.
    pub fn all(&self) -> Vec<Found> {
        let (found, silent) = (self.search.found.borrow(), self.search.silent.borrow());
        found.iter().chain(silent.as_ref()).cloned().collect()
    }

    /// The provider of a wallet.
    pub fn get(&self, key: &str) -> Option<JsValue> {
        let (found, silent) = (self.search.found.borrow(), self.search.silent.borrow());
        let mut all = found.iter().chain(silent.as_ref());
        all.find(|(wallet, _)| wallet.key == key)
            .map(|(_, provider)| provider.clone())
    }
}

/// Looks for the wallet that does not announce itself; one is enough, and none if another did. Never inlined:
/// `cargo xtask stage` cuts the module here.
#[inline(never)]
fn look(search: &Weak<Search>) {
    let (Some(search), Some(window)) = (search.upgrade(), web_sys::window()) else {
        return;
    };
    if !search.found.borrow().is_empty() || search.silent.borrow().is_some() {
        return;
    }
    let there = match search.kind {
        Kind::Evm => evm::unannounced(&window),
        Kind::Lightning => lightning::provider(&window),
        Kind::Solana => None,
    };
    // Looking may have made one speak up.
    if let Some((wallet, provider)) = there
        && search.found.borrow().is_empty()
    {
        search.silent.replace(Some((wallet, provider.clone())));
        search.heed(&provider);
        search.tell();
    }
}

/// A wallet says something. Never inlined: `cargo xtask stage` cuts the module here.
#[inline(never)]
fn hear(search: &Weak<Search>, register: Option<&solana::Register>, event: &JsValue) {
    let Some(live) = search.upgrade() else { return };
    match live.kind {
        Kind::Evm => {
            if let Some((wallet, provider)) = evm::announced(event) {
                live.add(wallet, provider);
            }
        }
        Kind::Lightning => look(search),
        Kind::Solana => {
            if let Some(register) = register {
                solana::answer(event, register);
            }
        }
    }
}

/// A wallet registers. Never inlined: `cargo xtask stage` cuts the module here.
#[inline(never)]
pub fn registered(search: &Weak<Search>, wallet: &JsValue) {
    if let (Some(search), Some((wallet, provider))) = (search.upgrade(), solana::registered(wallet))
    {
        search.add(wallet, provider);
    }
}

/// A listener for events that carry something.
struct Hearing {
    window: Window,
    name: &'static str,
    heard: Closure<dyn Fn(JsValue)>,
}

impl Hearing {
    fn start(
        window: &Window,
        name: &'static str,
        search: Weak<Search>,
        register: Option<Rc<solana::Register>>,
    ) -> Option<Self> {
        let heard: Box<dyn Fn(JsValue)> =
            Box::new(move |event| hear(&search, register.as_deref(), &event));
        let heard = Closure::wrap(heard);
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
