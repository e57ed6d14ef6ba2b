//! Copying, and the truth about it. The browser's clipboard comes first, then the old command; where both are
//! refused, the buyer's own hand finds the text selected.
//!
//! An app around the page is not asked: no host of the documented ones offers its clipboard, and a message
//! of ours that carries a code or an address would tell it to everybody who listens there.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, Element, HtmlDocument, HtmlTextAreaElement, ShadowRoot};

use super::focus;

/// Copies `words`, which `line` shows, and tells whether that was done.
pub fn copy(line: Option<Element>, words: String, told: impl FnOnce(String, bool) + 'static) {
    // Some browsers let the old command through only as long as the press lasts.
    let Some(asked) = ask(&words) else {
        let done = without_clipboard(line.as_ref(), &words);
        return told(words, done);
    };
    spawn_local(async move {
        let done = JsFuture::from(asked).await.is_ok() || without_clipboard(line.as_ref(), &words);
        told(words, done);
    });
}

/// Asks the browser's clipboard, which is not there on pages without TLS and in old webviews.
fn ask(words: &str) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let there = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    there
        .is_object()
        .then(|| navigator.clipboard().write_text(words))
}

fn without_clipboard(line: Option<&Element>, words: &str) -> bool {
    let done = line.and_then(|line| by_command(line, words)) == Some(true);
    if !done {
        let _ = line.and_then(select);
    }
    done
}

/// The old way: select a field's text and ask the document to copy. The field stands beside the button, out
/// of reach of the page's styles and inside whatever dialog is open. Done is only what our own listener was
/// asked for and gave: the command's answer says little, and a page may put something else in its place.
fn by_command(line: &Element, words: &str) -> Option<bool> {
    let document: HtmlDocument = line.owner_document()?.dyn_into().ok()?;
    let root: ShadowRoot = line.get_root_node().dyn_into().ok()?;
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    for (name, value) in [
        ("aria-hidden", "true"),
        ("tabindex", "-1"),
        ("readonly", ""),
    ] {
        field.set_attribute(name, value).ok()?;
    }
    for (name, value) in [
        ("position", "fixed"),
        ("inset", "0 auto auto 0"),
        ("opacity", "0"),
    ] {
        field.style().set_property(name, value).ok()?;
    }
    field.set_value(words);
    let given = Rc::new(Cell::new(false));
    let (mark, text) = (Rc::clone(&given), words.to_owned());
    let give = Closure::<dyn FnMut(ClipboardEvent)>::new(move |event: ClipboardEvent| {
        event.stop_propagation();
        let data = event
            .clipboard_data()
            .filter(|_| !event.default_prevented());
        if data.is_some_and(|data| data.set_data("text/plain", &text).is_ok()) {
            event.prevent_default();
            mark.set(true);
        }
    });
    let listener = give.as_ref().unchecked_ref();
    field
        .add_event_listener_with_callback("copy", listener)
        .ok()?;
    let before = root.active_element();
    line.append_child(&field).ok()?;
    field.select();
    let copied = document.exec_command("copy").unwrap_or(false);
    field.remove();
    focus::to(before);
    Some(copied && given.get())
}

fn select(line: &Element) -> Option<()> {
    let shown = line.query_selector("[data-copyable]").ok()??;
    let selection = web_sys::window()?.get_selection().ok()??;
    selection.select_all_children(&shown).ok()
}
