//! What the host page hears. The element's script makes an event of it, and a message to an app around the page.

use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::checkout::notice::{ErrorDetail, Notice};

/// The way to the host: a function of an event's name and its detail as JSON.
#[derive(Clone)]
pub struct Host(Function);

impl Host {
    /// Wraps the element's function.
    pub fn new(tell: Function) -> Self {
        Self(tell)
    }

    /// Tells the host.
    pub fn tell(&self, notice: &Notice) {
        if let Notice::Error(detail) = notice {
            return self.error(detail);
        }
        let (name, detail) = notice.told(env!("CARGO_PKG_VERSION"));
        self.say(name, &detail);
    }

    /// Tells of a mistake, on the console as well: it is the integrator's to mend.
    pub fn error(&self, detail: &ErrorDetail) {
        if detail.kind != "fatal" {
            let text = ["cryptorefills-checkout: ", &detail.message].concat();
            web_sys::console::warn_1(&JsValue::from_str(&text));
        }
        self.say("error", &detail.json());
    }

    /// Says something by its name, and returns what the page thinks of it.
    pub fn say(&self, name: &str, detail: &str) -> JsValue {
        let said = self.0.call2(&JsValue::NULL, &name.into(), &detail.into());
        said.unwrap_or(JsValue::UNDEFINED)
    }
}
