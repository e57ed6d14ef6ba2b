//! The small pieces that every screen is made of. They know nothing of the checkout.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement};

use super::Ui;
use crate::text::Key;

/// Puts the keyboard and the reader at an element, and the element into sight.
pub fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// A screen's heading, which takes the focus when the screen appears.
pub fn heading(text: AnyView) -> AnyView {
    view! { <h2 class="heading" tabindex="-1">{text}</h2> }.into_any()
}

/// The one action that a screen is about, or a smaller one beside it.
pub fn button(
    part: &'static str,
    class: &'static str,
    label: AnyView,
    press: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button type="button" part=part class=class on:click=move |_: MouseEvent| press()>
            {label}
        </button>
    }
    .into_any()
}

/// Something went wrong or needs attention: what, whether money moved, what to do.
pub fn notice(kind: &'static str, title: &str, text: String, actions: AnyView) -> AnyView {
    let title = title.to_owned();
    let role = if kind == "error" { "alert" } else { "note" };
    view! {
        <div part="notice" class="notice" data-kind=kind role=role>
            <p class="notice-title">{title}</p>
            <p>{text}</p>
            {actions}
        </div>
    }
    .into_any()
}

/// Something is on its way.
pub fn busy(text: &str) -> AnyView {
    let text = text.to_owned();
    view! {
        <p class="busy"><span class="spinner" aria-hidden={"true"}></span>{text}</p>
    }
    .into_any()
}

/// What became of a copy.
#[derive(Clone, Copy, PartialEq)]
enum Copying {
    Idle,
    Done,
    ByHand,
}

/// A button that copies a text, and says so only when it is true.
///
/// `beside` is the id-less class of the element that shows the text; where copying is refused it is
/// selected, so that the shopper can copy by hand.
pub fn copy(ui: Ui, copies: &'static str, label: Key, text: String) -> AnyView {
    let state = RwSignal::new(Copying::Idle);
    let name = move || match state.get() {
        Copying::Idle => ui.say(Key::Copy),
        Copying::Done => ui.say(Key::Copied),
        Copying::ByHand => ui.say(Key::CopyByHand),
    };
    let press = move |event: MouseEvent| {
        let line = event
            .current_target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|button| button.parent_element());
        let text = text.clone();
        spawn_local(async move {
            let done = write_clipboard(&text).await;
            if !done {
                select_text(line);
            }
            let told = if done { Copying::Done } else { Copying::ByHand };
            let _ = state.try_set(told);
            set_timeout(
                move || {
                    let _ = state.try_set(Copying::Idle);
                },
                std::time::Duration::from_secs(4),
            );
        });
    };
    view! {
        <button
            type="button"
            part="copy"
            class="copy"
            data-copies=copies
            data-copied=move || (state.get() == Copying::Done).then_some("true")
            aria-label=move || match state.get() {
                Copying::Idle => ui.say(label),
                _ => name(),
            }
            on:click=press
        >
            <span aria-live="polite">{name}</span>
        </button>
    }
    .into_any()
}

async fn write_clipboard(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let navigator = window.navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))
        .ok()
        .filter(|clipboard| clipboard.is_object());
    if clipboard.is_some() {
        let written = JsFuture::from(navigator.clipboard().write_text(text)).await;
        if written.is_ok() {
            return true;
        }
    }
    copy_by_selection(text)
}

/// The old way, for webviews without the new one: select a field's text and ask the document to copy.
fn copy_by_selection(text: &str) -> bool {
    let copy = || -> Option<bool> {
        let document = web_sys::window()?.document()?;
        let field = document.create_element("textarea").ok()?;
        let field = field.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?;
        field.set_value(text);
        let style = HtmlElement::style(&field);
        for (name, value) in [("position", "fixed"), ("inset", "0 auto auto 0"), ("opacity", "0")] {
            style.set_property(name, value).ok()?;
        }
        let before = document.active_element();
        document.body()?.append_child(&field).ok()?;
        field.select();
        let copied = document
            .dyn_ref::<web_sys::HtmlDocument>()
            .and_then(|document| document.exec_command("copy").ok())
            .unwrap_or(false);
        field.remove();
        focus(before);
        Some(copied)
    };
    copy().unwrap_or(false)
}

fn select_text(line: Option<Element>) {
    let select = || -> Option<()> {
        let text = line?.query_selector("[data-copyable]").ok()??;
        let selection = web_sys::window()?.get_selection().ok()??;
        selection.select_all_children(&text).ok()
    };
    let _ = select();
}

/// A label, an exact text, and a way to copy it.
pub fn copy_line(
    ui: Ui,
    part: &'static str,
    label: String,
    copy_label: Key,
    copies: &'static str,
    text: String,
) -> AnyView {
    let shown = text.clone();
    view! {
        <div class="line">
            <div class="line-text">
                <span class="label">{label}</span>
                <span part=part class="exact" data-copyable={""}>{shown}</span>
            </div>
            {copy(ui, copies, copy_label, text)}
        </div>
    }
    .into_any()
}

/// A link that leaves the page: a new tab that knows nothing of this one.
pub fn link_out(part: &'static str, class: &'static str, url: String, label: String) -> AnyView {
    view! {
        <a part=part class=class href=url target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
            {label}
        </a>
    }
    .into_any()
}

/// The step back, in the same place on every screen.
pub fn back(ui: Ui) -> AnyView {
    view! {
        <button
            type="button"
            part="back"
            class="back"
            on:click=move |_: MouseEvent| ui.send(crate::checkout::event::Event::BackPressed)
        >
            <svg aria-hidden={"true"} viewBox="0 0 16 16" width="16" height="16">
                <path d={"M10 3 5 8l5 5"} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
            </svg>
            {move || ui.say(Key::Back)}
        </button>
    }
    .into_any()
}
