//! Lists of brands that this device keeps from visit to visit; see `early.js`.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{Client, early, encode, now_ms};
use crate::wire::{Brand, read_stored, write_stored};

impl Client {
    /// The address that a list is kept by; none where the host dresses requests, for its lists may be its buyer's own.
    /// Nobody ever asks for it: a page's service worker may answer from all caches of its origin.
    fn shelf_mark(&self, country: &str) -> Option<String> {
        let plain = (self.headers)().is_none();
        plain.then(|| {
            [
                &self.base,
                "/cryptorefills-checkout/stored/",
                &encode(country),
            ]
            .concat()
        })
    }

    /// The country's brands as they were kept less than an hour ago, without values and stock.
    pub async fn stored_brands(&self, country: &str) -> Vec<Brand> {
        let Some(read) = self
            .shelf_mark(country)
            .and_then(|mark| ask(&mark.into(), None))
        else {
            return Vec::new();
        };
        let text = JsFuture::from(read).await.ok();
        let text = text.and_then(|text| text.as_string()).unwrap_or_default();
        read_stored(&text, now_ms())
    }

    /// Keeps the country's brands, as far as they may be kept. Whether it works does not matter.
    pub fn store_brands(&self, country: &str, brands: &[Brand], now_ms: i64) {
        if let Some(mark) = self.shelf_mark(country) {
            let _ = ask(&mark.into(), Some(&write_stored(brands, now_ms)));
        }
    }

    /// Drops the lists of all countries.
    pub fn forget_brands(&self) {
        let _ = ask(&JsValue::NULL, None);
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
