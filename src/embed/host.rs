//! What the host page hears: DOM events on the element, with plain JSON as their detail.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

use crate::checkout::notice::{ErrorDetail, Notice};

/// Tells the host. The events bubble and cross shadow roots, so a page may listen anywhere.
pub fn tell(element: &EventTarget, notice: &Notice) {
    if let Notice::Error(detail) = notice {
        return error(element, detail);
    }
    let (name, detail) = notice.told(env!("CARGO_PKG_VERSION"));
    dispatch(element, name, &detail);
}

/// Tells of a mistake, on the console as well: it is the integrator's to mend.
pub fn error(element: &EventTarget, detail: &ErrorDetail) {
    if detail.kind != "fatal" {
        let text = ["cryptorefills-checkout: ", &detail.message].concat();
        web_sys::console::warn_1(&JsValue::from_str(&text));
    }
    dispatch(element, "error", &detail.json());
}

fn dispatch(element: &EventTarget, name: &str, detail: &str) {
    let Ok(detail) = js_sys::JSON::parse(detail) else {
        return;
    };
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = element.dispatch_event(&event);
    }
}
