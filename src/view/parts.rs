//! The small pieces that every screen is made of. They know nothing of the checkout's flow.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event as DomEvent};

use super::dom::{El, Words, can_sanitise, el};
use super::{Ui, clipboard};
use crate::checkout::event::Event;
use crate::checkout::plain;
use crate::text::Key;

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
    let told = if kind == "error" { "now" } else { "" };
    el("div")
        .part("notice")
        .class("notice")
        .attr("data-kind", kind)
        .attr("role", "note")
        .kid(text("p", "notice-title", title).attr("data-told", told))
        .kid(text("p", "notice-text", words).attr("data-told", told))
        .kid(action)
}

/// Something is on its way.
pub fn busy(words: &'static str) -> El {
    el("p")
        .class("busy")
        .attr("data-told", "")
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
    copy_named(ui, copies, ui.say(label).into(), copied, words)
}

/// Hides what an event happened to, as a picture that does not come.
pub fn hide(event: &DomEvent) {
    let there = event.current_target();
    if let Some(there) = there.and_then(|there| there.dyn_into::<Element>().ok()) {
        let _ = there.set_attribute("hidden", "");
    }
}

fn copy_named(ui: &Ui, copies: &'static str, label: Words, copied: Words, words: &str) -> El {
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
        None => label,
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
        .kid(text("span", "", shown).attr_if("data-told", told.map(|_| copies)))
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

/// A secret with its own name and a button that names it too. Digits are set apart from letters, whatever the
/// font makes of 0 and O or 1 and l (features RED-03).
pub fn secret_line(ui: &Ui, label: Key, words: &str) -> El {
    let label = ui.say(label);
    let named = ui.fill(Key::CopyNamed, &[("name", label)]);
    el("div")
        .class("line")
        .kid(
            el("div")
                .class("line-text")
                .kid(text("span", "label", label))
                .kid(
                    el("span")
                        .class("exact")
                        .part("code")
                        .attr("data-copyable", "")
                        .attr("translate", "no")
                        .attr("dir", "ltr")
                        .kids(coded(words)),
                ),
        )
        .kid(copy_named(
            ui,
            "code",
            named.into(),
            ui.say(Key::Copied).into(),
            words,
        ))
}

/// A code in runs of digits and of other signs.
pub fn coded(words: &str) -> Vec<El> {
    let signs: Vec<char> = words.chars().collect();
    // A number alone cannot be mistaken for letters.
    let mixed = signs.iter().any(char::is_ascii_alphabetic);
    let runs = signs.chunk_by(|one, next| one.is_ascii_digit() == next.is_ascii_digit());
    runs.map(|run| {
        let digits = mixed && run.first().is_some_and(char::is_ascii_digit);
        let class = if digits { "digits" } else { "letters-of" };
        text("span", class, run.iter().collect::<String>())
    })
    .collect()
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

/// A text of the vendor's, hostile until now: through the browser's sanitizer, or as plain lines.
pub fn foreign(html: &str) -> Option<El> {
    let lines = plain::lines(html);
    if lines.is_empty() {
        return None;
    }
    let shown = if can_sanitise(html) {
        // In the wrapper alone: what is keyed by its text is never turned into another one.
        el("div").kid(el("div").class("told").sanitised(html))
    } else {
        el("div").kids(lines.into_iter().map(|line| text("p", "hint", line)))
    };
    Some(shown.attr("dir", "auto"))
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
