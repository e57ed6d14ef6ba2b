//! What is fetched ahead: by `preload`, the first screen's two lists, kept for the widget that comes; by the page's
//! script, what the first screen will ask for, while this module is still on its way.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

use super::options;
use crate::client::{Client, User, give, now_ms};
use crate::store::Store;

thread_local! {
    /// Keeps the lists although no widget is there yet.
    static WAITING: RefCell<Option<Rc<User>>> = const { RefCell::new(None) };
}

/// Takes over what the page's script has asked for: `take` is a function of a URL; `shelves` keeps lists from visit to
/// visit; `begun` tells of a list that is not all here. See `early.js`.
#[wasm_bindgen]
pub fn early(take: Function, shelves: Function, begun: Function) {
    give(take, shelves, begun);
}

/// Fetches brands and ways to pay as an element with these attributes would. Shows and tells nothing.
#[wasm_bindgen]
pub fn warm(proxy_url: String, country: Option<String>) {
    let page = web_sys::window().and_then(|window| window.document()?.document_element());
    let Some(page) = page.and_then(|page| page.dyn_into().ok()) else {
        return;
    };
    let attribute = |name: &str| match name {
        "proxy-url" => Some(proxy_url.clone()),
        "country" => country.clone(),
        _ => None,
    };
    let (config, _) = options(&attribute, &page);
    let Some(proxy_url) = config.proxy_url else {
        return;
    };
    let remembered = Store::open(&proxy_url, true).load(now_ms()).country;
    let country = remembered
        .filter(|_| !config.country_given)
        .unwrap_or(config.settings.country);
    WAITING.set(Some(User::new()));
    let lang = config.settings.lang;
    let client = Client::new(
        proxy_url,
        None,
        Rc::new(move || lang.clone()),
        Rc::new(|| None),
        Rc::new(|_| ()),
    );
    for asked in client.ahead(&country) {
        spawn_local(async move {
            let _ = asked.await;
        });
    }
}
