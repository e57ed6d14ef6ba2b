//! A panic stops the module for good. Then each widget becomes a still panel that keeps the buyer's order
//! reference, the host hears `fatal`, and the page goes on.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, ShadowRoot};

use super::host::Host;
use crate::checkout::notice::ErrorDetail;
use crate::text::{Key, Words};

thread_local! {
    static HAPPENED: Cell<bool> = const { Cell::new(false) };
    static MOUNTED: RefCell<Vec<(HtmlElement, ShadowRoot, Host)>> = const { RefCell::new(Vec::new()) };
}

/// Sets the hook, once per page.
pub fn prepare() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|_| {
            HAPPENED.set(true);
            let mounted = MOUNTED.with(|mounted| mounted.try_borrow().map(|list| list.clone()));
            for (_, root, host) in mounted.unwrap_or_default() {
                show_panel(&root);
                let detail = ErrorDetail {
                    kind: "fatal",
                    message: "the checkout stopped working; the page has to be reloaded".into(),
                };
                host.error(&detail);
            }
        }));
    });
}

/// Whether the module has stopped.
pub fn happened() -> bool {
    HAPPENED.get()
}

/// Remembers a widget, for the worst case.
pub fn watch(element: &HtmlElement, root: &ShadowRoot, host: &Host) {
    MOUNTED.with(|mounted| {
        if let Ok(mut list) = mounted.try_borrow_mut() {
            list.push((element.clone(), root.clone(), host.clone()));
        }
    });
}

/// Forgets a widget.
pub fn unwatch(element: &HtmlElement) {
    MOUNTED.with(|mounted| {
        if let Ok(mut list) = mounted.try_borrow_mut() {
            list.retain(|(known, ..)| known != element);
        }
    });
}

fn show_panel(root: &ShadowRoot) -> Option<()> {
    let checkout = root.query_selector("[part~=checkout]").ok()??;
    let reference = root
        .query_selector("[part~=reference]")
        .ok()
        .flatten()
        .and_then(|element| element.text_content());
    let words = Words::new(&checkout.get_attribute("lang").unwrap_or_default());
    checkout.set_text_content(None);
    let document = checkout.owner_document()?;
    let paragraph = |text: &str| -> Option<Element> {
        let paragraph = document.create_element("p").ok()?;
        paragraph.set_text_content(Some(text));
        Some(paragraph)
    };
    let panel = document.create_element("div").ok()?;
    for (name, value) in [
        ("part", "notice"),
        ("class", "notice"),
        ("data-kind", "error"),
        ("role", "alert"),
    ] {
        panel.set_attribute(name, value).ok()?;
    }
    panel
        .append_child(paragraph(words.say(Key::Panicked))?.as_ref())
        .ok()?;
    panel
        .append_child(reload_button(&document, &words)?.as_ref())
        .ok()?;
    if let Some(reference) = reference {
        let text = [words.say(Key::OrderReference), ": ", &reference].concat();
        panel.append_child(paragraph(&text)?.as_ref()).ok()?;
    }
    checkout.append_child(&panel).ok()?;
    Some(())
}

/// A button that needs nothing of ours any more: the browser's own function is its listener.
fn reload_button(document: &Document, words: &Words) -> Option<Element> {
    let location = web_sys::window()?.location();
    let reload: Function = Reflect::get(&location, &"reload".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let button = document.create_element("button").ok()?;
    for (name, value) in [
        ("type", "button"),
        ("part", "retry"),
        ("class", "secondary"),
    ] {
        button.set_attribute(name, value).ok()?;
    }
    button.set_text_content(Some(words.say(Key::Reload)));
    button
        .add_event_listener_with_callback("click", &reload.bind0(&location))
        .ok()?;
    Some(button)
}
