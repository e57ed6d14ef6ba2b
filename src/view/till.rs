//! A code for a scanner: its picture alone on the screen, black on white, with the code in words below it
//! (features RED-05). Shown only of what is revealed, and gone with it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event as DomEvent, EventTarget};

use super::dom::{El, el};
use super::panel::qr_view;
use super::{Ui, parts};
use crate::checkout::delivery::{Code, code};
use crate::text::Key;
use crate::wire::Deliverable;

/// Pixels of a picture that a scanner can read: the vendor's are small unless asked otherwise.
const SIDE: &str = "512";

/// What can be held to a scanner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Drawn here, or the vendor's picture.
    Qr,
    /// The vendor's picture.
    Barcode,
}

impl Picture {
    fn name(self) -> &'static str {
        match self {
            Self::Qr => "qr",
            Self::Barcode => "barcode",
        }
    }

    fn label(self) -> Key {
        match self {
            Self::Qr => Key::QrCode,
            Self::Barcode => Key::Barcode,
        }
    }

    /// Whether a delivery has it. A QR code of our own is drawn for an eSIM alone: what a shop's scanner reads
    /// from the codes of others, only the vendor knows.
    fn is_of(self, item: &Deliverable) -> bool {
        match self {
            Self::Qr => item.qr_image_url.is_some() || esim(item).is_some(),
            Self::Barcode => item.barcode_image_url.is_some(),
        }
    }
}

fn esim(item: &Deliverable) -> Option<&str> {
    match code(item.pin_code.as_deref()?) {
        Code::Esim { text, .. } => Some(text),
        _ => None,
    }
}

/// A button for each picture, and the one that is shown large.
pub fn section(ui: &Ui, place: usize, item: &Deliverable) -> Option<El> {
    let has: Vec<Picture> = [Picture::Qr, Picture::Barcode]
        .into_iter()
        .filter(|picture| picture.is_of(item))
        .collect();
    if has.is_empty() {
        return None;
    }
    let shown = ui.local().large.filter(|(shown, _)| *shown == place);
    let buttons = has.into_iter().map(|picture| {
        let pressed = ui.clone();
        let label = ui.fill(Key::ShowLarge, &[("name", ui.say(picture.label()))]);
        el("button")
            .attr("type", "button")
            .part("enlarge")
            .class("secondary")
            .attr("data-shows", picture.name())
            .on("click", move |event| {
                pressed.change(|local| local.large = Some((place, picture)));
                let button = event.current_target();
                pressed.later(0, move |_| {
                    open(button);
                });
            })
            .kid(label)
    });
    Some(
        el("div")
            .class("line enlarge")
            .kids(buttons)
            .kid(shown.map(|(_, picture)| dialog(ui, picture, item))),
    )
}

/// What was drawn beside the button is put above everything.
fn open(button: Option<EventTarget>) -> Option<()> {
    let button: Element = button?.dyn_into().ok()?;
    let dialog = button.parent_element()?.query_selector("dialog").ok()??;
    call(&dialog, "showModal")
}

fn close(event: &DomEvent) -> Option<()> {
    let inside: Element = event.current_target()?.dyn_into().ok()?;
    // The browser gives the focus back to the button.
    call(&inside.closest("dialog").ok()??, "close")
}

fn call(dialog: &Element, method: &str) -> Option<()> {
    let method = js_sys::Reflect::get(dialog, &JsValue::from_str(method)).ok()?;
    let method: js_sys::Function = method.dyn_into().ok()?;
    method.call0(dialog).ok().map(drop)
}

fn dialog(ui: &Ui, picture: Picture, item: &Deliverable) -> El {
    let label = ui.say(picture.label());
    let drawn = match (picture, esim(item)) {
        (Picture::Qr, Some(text)) => ui
            .qr(text)
            .map(|drawing| qr_view(drawing, text.to_owned(), label.to_owned())),
        (Picture::Qr, None) => item
            .qr_image_url
            .as_deref()
            .map(|url| image(url, "qr", label)),
        (Picture::Barcode, _) => item
            .barcode_image_url
            .as_deref()
            .map(|url| image(url, "barcode", label)),
    };
    let words = item.pin_code.as_deref().unwrap_or_default();
    let closed = ui.clone();
    el("dialog")
        .part("till")
        .class("till")
        .attr("aria-label", label)
        // A dialog around the checkout must not take the key for its own.
        .on("keydown", |event| {
            if parts::key(event).as_deref() == Some("Escape") {
                event.prevent_default();
                event.stop_propagation();
                close(event);
            }
        })
        .on("close", move |_| closed.change(|local| local.large = None))
        .kid(
            el("button")
                .attr("type", "button")
                .part("till-close")
                .attr("aria-label", ui.say(Key::Close))
                .on("click", |event| {
                    close(event);
                })
                .kid("\u{d7}"),
        )
        .kid(
            el("div")
                .class("till-view")
                .kid(drawn)
                .kid(parts::text(
                    "p",
                    "till-missing",
                    ui.say(Key::PictureMissing),
                ))
                .kid(
                    el("p")
                        .class("till-code")
                        .part("till-code")
                        .attr("translate", "no")
                        .attr("dir", "ltr")
                        .kids(parts::coded(words)),
                )
                .kid(parts::text("p", "till-hint", ui.say(Key::TillHint))),
        )
}

/// The vendor's picture. Where it does not come, the words below it are told to do.
fn image(url: &str, part: &'static str, label: &'static str) -> El {
    el("img")
        .part(part)
        .class("till-picture")
        .attr("alt", label)
        .attr("referrerpolicy", "no-referrer")
        .on("error", parts::hide)
        .attr("src", sized(url).unwrap_or_else(|| url.to_owned()))
}

/// The address of a larger picture, if it says how large it is.
fn sized(url: &str) -> Option<String> {
    let address = web_sys::Url::new(url).ok()?;
    let query = js_sys::Reflect::get(&address, &"searchParams".into()).ok()?;
    let call = |name: &str, given: &[&str]| {
        let method: js_sys::Function = js_sys::Reflect::get(&query, &name.into())
            .ok()?
            .dyn_into()
            .ok()?;
        let given: js_sys::Array = given.iter().map(|text| JsValue::from_str(text)).collect();
        method.apply(&query, &given).ok()
    };
    for name in ["w", "h"] {
        if call("has", &[name])?.is_truthy() {
            call("set", &[name, SIDE])?;
        }
    }
    Some(address.href())
}
