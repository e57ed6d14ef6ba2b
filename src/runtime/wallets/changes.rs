//! Hears that a provider of EIP-1193 has another account or chain. Dropping it ends that.

use std::rc::Weak;

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::finder::Search;
use super::foreign;

/// How a provider is told to stop telling.
const STOP: &str = "removeListener";
/// What it tells when the buyer changes something (EIP-1193).
const CHANGES: [&str; 2] = ["accountsChanged", "chainChanged"];

/// A provider that is listened to.
#[must_use = "dropping it ends the listening"]
pub struct Changes {
    provider: JsValue,
    heard: Closure<dyn Fn(JsValue)>,
}

impl Changes {
    /// Begins to listen; none if it cannot be told to stop.
    pub fn start(provider: &JsValue, search: Weak<Search>) -> Option<Self> {
        let on = foreign::function(provider, "on")?;
        foreign::function(provider, STOP)?;
        let heard: Box<dyn Fn(JsValue)> = Box::new(move |_| changed(&search));
        let heard = Closure::wrap(heard);
        for name in CHANGES {
            let _ = on.call2(provider, &name.into(), heard.as_ref());
        }
        Some(Self {
            provider: provider.clone(),
            heard,
        })
    }
}

impl Drop for Changes {
    fn drop(&mut self) {
        stop(&self.provider, self.heard.as_ref());
    }
}

/// Never inlined: `cargo xtask stage` cuts the module here.
#[inline(never)]
fn stop(provider: &JsValue, heard: &JsValue) {
    let Some(stop) = foreign::function(provider, STOP) else {
        return;
    };
    for name in CHANGES {
        let _ = stop.call2(provider, &name.into(), heard);
    }
}

/// Another account or chain. Never inlined: `cargo xtask stage` cuts the module here.
#[inline(never)]
fn changed(search: &Weak<Search>) {
    if let Some(search) = search.upgrade() {
        search.gather();
    }
}
