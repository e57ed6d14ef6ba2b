//! What the host page hears: DOM events on the element, with plain JSON as their detail.

use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

use crate::checkout::notice::{ErrorDetail, Notice};

#[derive(Serialize)]
struct Ready {
    version: &'static str,
}

/// Tells the host. The events bubble and cross shadow roots, so a page may listen anywhere.
pub fn tell(element: &EventTarget, notice: &Notice) {
    let (name, detail) = match notice {
        Notice::Ready => {
            let version = env!("CARGO_PKG_VERSION");
            ("ready", json(&Ready { version }))
        }
        Notice::ProductViewed(detail) => ("product_viewed", json(detail)),
        Notice::OrderStarted(detail) => ("order_started", json(detail)),
        Notice::PaymentInitiated(detail) => ("payment_initiated", json(detail)),
        Notice::PaymentIntentCancelled(detail) => ("payment_intent_cancelled", json(detail)),
        Notice::PaymentDetected(detail) => ("payment_detected", json(detail)),
        Notice::PaymentReceived(detail) => ("payment_received", json(detail)),
        Notice::PaymentUnderpaid(detail) => ("payment_underpaid", json(detail)),
        Notice::OrderCompleted(detail) => ("order_completed", json(detail)),
        Notice::OrderEnded(detail) => ("order_ended", json(detail)),
        Notice::Error(detail) => return error(element, detail),
    };
    dispatch(element, name, &detail);
}

/// Tells of a mistake, on the console as well: it is the integrator's to mend.
pub fn error(element: &EventTarget, detail: &ErrorDetail) {
    if detail.kind == "config" {
        let text = ["cryptorefills-checkout: ", &detail.message].concat();
        web_sys::console::warn_1(&JsValue::from_str(&text));
    }
    dispatch(element, "error", &json(detail));
}

fn json(detail: &impl Serialize) -> String {
    serde_json::to_string(detail).unwrap_or_default()
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
