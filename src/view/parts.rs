//! The small pieces that every screen is made of. They know nothing of the checkout's flow.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event as DomEvent, HtmlElement};

use super::dom::{El, Words, el};
use super::{Ui, clipboard};
use crate::checkout::event::Event;
use crate::text::Key;

/// Puts the keyboard and the reader at an element.
pub fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The key of a keyboard's event.
pub fn key(event: &DomEvent) -> Option<String> {
    let key = js_sys::Reflect::get(event, &JsValue::from_str("key"));
    key.ok()?.as_string()
}

/// A screen's heading, which takes the focus when the screen appears.
pub fn heading() -> El {
    el("h2").class("heading").attr("tabindex", "-1")
}

/// Text in a small element.
pub fn text(tag: &'static str, class: &'static str, words: impl Into<Words>) -> El {
    el(tag)
        .class(class)
        .kid(super::dom::Node::Text(words.into()))
}

/// A button that does one thing.
pub fn button(
    part: &'static str,
    class: &'static str,
    label: impl Into<Words>,
    press: impl Fn() + 'static,
) -> El {
    el("button")
        .attr("type", "button")
        .part(part)
        .class(class)
        .on("click", move |_| press())
        .kid(super::dom::Node::Text(label.into()))
}

/// A button that sends an event.
pub fn action(
    ui: &Ui,
    part: &'static str,
    class: &'static str,
    label: Key,
    event: impl Fn() -> Event + 'static,
) -> El {
    let words = ui.say(label);
    let ui = ui.clone();
    button(part, class, words, move || ui.send(event()))
}

/// Something went wrong or needs attention: what, whether money moved, what to do.
pub fn notice(
    kind: &'static str,
    title: impl Into<Words>,
    words: impl Into<Words>,
    action: Option<El>,
) -> El {
    let role = if kind == "error" { "alert" } else { "note" };
    el("div")
        .part("notice")
        .class("notice")
        .attr("data-kind", kind)
        .attr("role", role)
        .kid(text("p", "notice-title", title))
        .kid(text("p", "notice-text", words))
        .kid(action)
}

/// Something is on its way.
pub fn busy(words: &'static str) -> El {
    el("p")
        .class("busy")
        .kid(el("span").class("spinner").attr("aria-hidden", "true"))
        .kid(words)
}

/// A button that copies a text, and says so only when it is true. Where copying is refused, the text
/// beside it is selected for the buyer to copy by hand.
pub fn copy(ui: &Ui, copies: &'static str, label: Key, words: &str) -> El {
    copy_saying(ui, copies, (label, ui.say(Key::Copied).into()), words)
}

/// The same, with its own words for success.
pub fn copy_saying(
    ui: &Ui,
    copies: &'static str,
    (label, copied): (Key, Words),
    words: &str,
) -> El {
    let told = ui
        .local()
        .copied
        .filter(|(copied, _)| copied == words)
        .map(|(_, done)| done);
    let shown: Words = match told {
        None => ui.say(Key::Copy).into(),
        Some(true) => copied,
        Some(false) => ui.say(Key::CopyByHand).into(),
    };
    let name = match told {
        None => ui.say(label).into(),
        Some(_) => shown.clone(),
    };
    let words = words.to_owned();
    let pressed = ui.clone();
    el("button")
        .attr("type", "button")
        .part("copy")
        .class("copy")
        .attr("data-copies", copies)
        .attr_if("data-copied", (told == Some(true)).then_some("true"))
        .attr("aria-label", name)
        .on("click", move |event| {
            start_copy(&pressed, event, words.clone())
        })
        .kid(text("span", "", shown).attr("aria-live", "polite"))
}

fn start_copy(ui: &Ui, event: &DomEvent, words: String) {
    let line = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|button| button.parent_element());
    let ui = ui.clone();
    clipboard::copy(line, words, move |words, done| {
        ui.change(|local| local.copied = Some((words, done)));
        ui.later(4_000, |ui| ui.change(|local| local.copied = None));
    });
}

/// A label, an exact text, and a way to copy it.
pub fn copy_line(
    ui: &Ui,
    part: &'static str,
    (label, copy_label): (Key, Key),
    copies: &'static str,
    words: &str,
) -> El {
    el("div")
        .class("line")
        .kid(
            el("div")
                .class("line-text")
                .kid(text("span", "label", ui.say(label)))
                .kid(
                    text("span", "exact", words.to_owned())
                        .part(part)
                        .attr("data-copyable", ""),
                ),
        )
        .kid(copy(ui, copies, copy_label, words))
}

/// A link that leaves the page: a new tab that knows nothing of this one.
pub fn link_out(
    part: &'static str,
    class: &'static str,
    url: impl Into<Words>,
    label: impl Into<Words>,
) -> El {
    text("a", class, label)
        .part(part)
        .attr("href", url)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .attr("referrerpolicy", "no-referrer")
}

/// The step back, in the same place on every screen.
pub fn back(ui: &Ui) -> El {
    let pressed = ui.clone();
    el("button")
        .attr("type", "button")
        .part("back")
        .class("back")
        .on("click", move |_| pressed.send(Event::BackPressed))
        .kid(
            el("svg")
                .attr("aria-hidden", "true")
                .attr("viewBox", "0 0 16 16")
                .attr("width", "16")
                .attr("height", "16")
                .kid(
                    el("path")
                        .attr("d", "M10 3 5 8l5 5")
                        .attr("fill", "none")
                        .attr("stroke", "currentColor")
                        .attr("stroke-width", "2")
                        .attr("stroke-linecap", "round"),
                ),
        )
        .kid(ui.say(Key::Back))
}
