//! Lists of brands that this device keeps from visit to visit; see `early.js`.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{Client, early, encode, now_ms};
use crate::wire::{Brand, Catalogue, Extent, read_stored, write_stored};

impl Client {
    /// The address that a list is kept by; none where the host dresses requests, for its lists may be its buyer's own.
    /// Nobody ever asks for it: a page's service worker may answer from all caches of its origin.
    pub(super) fn shelf_mark(&self, country: &str) -> Option<JsValue> {
        let plain = (self.headers)().is_none();
        plain.then(|| {
            let kept = "/cryptorefills-checkout/stored/";
            [&self.base, kept, &encode(country)].concat().into()
        })
    }

    /// What there is of the country's brands before the vendor's list: as they were kept less than an hour ago, if
    /// they may be `kept`, without values and stock; else the beginning of the list, where the page's script has
    /// asked for it.
    pub async fn brands_ahead(&self, country: &str, kept: bool) -> (Vec<Brand>, Extent) {
        let mark = self.shelf_mark(country);
        let shelf = mark.as_ref().filter(|_| kept);
        let stored = text(shelf.and_then(|mark| ask(mark, None))).await;
        let stored = read_stored(&stored, now_ms());
        if !stored.is_empty() {
            return (stored, Extent::Stored);
        }
        let begun = text(mark.as_ref().and_then(early::begun)).await;
        let begun = Catalogue::decode(&begun).map(|list| list.brands);
        let mut begun = begun.unwrap_or_default();
        // Its object may have been cut.
        begun.pop();
        (begun, Extent::Begun)
    }

    /// Keeps the country's brands, as far as they may be kept. Whether it works does not matter.
    pub fn store_brands(&self, country: &str, brands: &[Brand], now_ms: i64) {
        if let Some(mark) = self.shelf_mark(country) {
            let _ = ask(&mark, Some(&write_stored(brands, now_ms)));
        }
    }

    /// Drops the lists of all countries.
    pub fn forget_brands(&self) {
        let _ = ask(&JsValue::NULL, None);
    }
}

/// The text that a promise is of; nothing where there is none.
async fn text(promise: Option<Promise>) -> String {
    match promise {
        Some(promise) => JsFuture::from(promise)
            .await
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default(),
        None => String::new(),
    }
}

fn ask(mark: &JsValue, text: Option<&str>) -> Option<Promise> {
    let shelves: Function = early::shelves()?;
    let text = text.map_or(JsValue::UNDEFINED, JsValue::from);
    shelves
        .call2(&JsValue::NULL, mark, &text)
        .ok()?
        .dyn_into()
        .ok()
}
