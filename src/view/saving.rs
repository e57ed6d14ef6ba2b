//! The receipt as something to keep: copied as text, or saved as a file of text or JSON (features REC-05).
//!
//! A frame without `allow-downloads` and many apps' web views drop a download without a word, so copying is
//! always beside it.

mod passing;

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::dom::{El, el};
use super::{Ui, parts};
use crate::checkout::pay::Pay;
use crate::checkout::receipt::Line;
use crate::text::Key;

/// How long a browser may take to read the file.
const READ_MS: u32 = 60_000;

/// The ways to keep it; none as long as there is no order.
pub fn section(ui: &Ui, pay: &Pay) -> Option<El> {
    let json = pay.receipt_json()?;
    let words = |line| ui.say(label(line)).to_owned();
    let text = pay.receipt_text(&words);
    Some(
        el("div")
            .class("actions keep")
            .kid(parts::copy(ui, "receipt", Key::ReceiptCopy, &text))
            .kid(save(
                ui,
                Key::ReceiptText,
                ("text", "text/plain", "receipt.txt"),
                text.clone(),
            ))
            .kid(save(
                ui,
                Key::ReceiptJson,
                ("json", "application/json", "receipt.json"),
                json,
            ))
            .kid(passing::print(ui))
            .kid(passing::share(ui, pay.receipt_for_others(&words))),
    )
}

fn label(line: Line) -> Key {
    match line {
        Line::Reference => Key::OrderReference,
        Line::Date => Key::ReceiptDate,
        Line::Product => Key::Product,
        Line::Recipient => Key::Recipient,
        Line::Waiting => Key::DeliveryWaiting,
        Line::Delivered => Key::Delivered,
        Line::Failed => Key::DeliveryFailed,
        Line::Paid => Key::ReceiptPaid,
        Line::Network => Key::Network,
        Line::Transaction => Key::Transaction,
    }
}

fn save(
    ui: &Ui,
    label: Key,
    (format, kind, name): (&'static str, &'static str, &'static str),
    content: String,
) -> El {
    let pressed = ui.clone();
    parts::button("save-receipt", "quiet", ui.say(label), move || {
        if let Some(url) = offer(&content, kind, name) {
            pressed.later(READ_MS, move |_| {
                let _ = Url::revoke_object_url(&url);
            });
        }
    })
    .attr("data-format", format)
}

/// Hands a file to the browser. Its name tells nothing of the order.
fn offer(content: &str, kind: &str, name: &str) -> Option<String> {
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    let parts = Array::of1(&content.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &bag).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    link.set_attribute("href", &url).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    Some(url)
}
