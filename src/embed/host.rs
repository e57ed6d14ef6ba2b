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
    match notice {
        Notice::Ready => dispatch(
            element,
            "ready",
            &Ready {
                version: env!("CARGO_PKG_VERSION"),
            },
        ),
        Notice::ProductViewed(detail) => dispatch(element, "product_viewed", detail),
        Notice::OrderStarted(detail) => dispatch(element, "order_started", detail),
        Notice::PaymentInitiated(detail) => dispatch(element, "payment_initiated", detail),
        Notice::PaymentIntentCancelled(detail) => {
            dispatch(element, "payment_intent_cancelled", detail);
        }
        Notice::PaymentDetected(detail) => dispatch(element, "payment_detected", detail),
        Notice::PaymentReceived(detail) => dispatch(element, "payment_received", detail),
        Notice::PaymentUnderpaid(detail) => dispatch(element, "payment_underpaid", detail),
        Notice::OrderCompleted(detail) => dispatch(element, "order_completed", detail),
        Notice::OrderEnded(detail) => dispatch(element, "order_ended", detail),
        Notice::Error(detail) => error(element, detail),
    }
}

/// Tells of a mistake, on the console as well: it is the integrator's to mend.
pub fn error(element: &EventTarget, detail: &ErrorDetail) {
    if detail.kind == "config" {
        let text = ["cryptorefills-checkout: ", &detail.message].concat();
        web_sys::console::warn_1(&JsValue::from_str(&text));
    }
    dispatch(element, "error", detail);
}

fn dispatch(element: &EventTarget, name: &str, detail: &impl Serialize) {
    let json = serde_json::to_string(detail).unwrap_or_default();
    let Ok(detail) = js_sys::JSON::parse(&json) else {
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
