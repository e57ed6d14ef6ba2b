//! The receipt on paper, and passed on to another app (features RED-14). A code is on paper only while it is
//! revealed, and what is passed on never holds one, nor the reference that opens it.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event as DomEvent, ShadowRoot};

use super::super::dom::El;
use super::super::{Ui, parts};
use crate::text::Key;

/// What the page hides on paper: all that neither is the widget nor holds it.
const ALONE: &str =
    "@media print{body :not([data-printing],:has([data-printing])){display:none!important}}";
/// On the widget while it is printed.
const MARK: &str = "data-printing";

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(of, &name.into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    get(of, name)?.dyn_into().ok()
}

/// The way to paper; none where the browser prints nothing, or where the frame is known to be kept from it.
pub fn print(ui: &Ui) -> Option<El> {
    let window: JsValue = web_sys::window()?.into();
    method(&window, "print")?;
    // Only a frame of the same origin can see what it may not do.
    let frame = get(&window, "frameElement").and_then(|frame| frame.dyn_into::<Element>().ok());
    let kept_from = |frame: Element| {
        let rights = frame.get_attribute("sandbox");
        rights.is_some_and(|rights| !rights.split(' ').any(|one| one == "allow-modals"))
    };
    if frame.is_some_and(kept_from) {
        return None;
    }
    let label = ui.say(Key::Print);
    let button = parts::button("print", "quiet", label, || {});
    Some(button.on("click", |event| {
        print_alone(event);
    }))
}

/// Prints the widget without the page around it. Only what is in the document itself can be told apart from
/// it: in another component everything is printed.
fn print_alone(event: &DomEvent) -> Option<()> {
    let window = web_sys::window()?;
    let button: Element = event.current_target()?.dyn_into().ok()?;
    let host = button.get_root_node().dyn_into::<ShadowRoot>().ok()?.host();
    let document = host.owner_document()?;
    let whole: JsValue = document.clone().into();
    let sheets = "adoptedStyleSheets".into();
    let before = Reflect::get(&whole, &sheets).ok();
    if document.contains(Some(&host))
        && let (Some(before), Ok(sheet)) = (before, web_sys::CssStyleSheet::new())
        && let Some(replace) = method(&sheet, "replaceSync")
        && replace.call1(&sheet, &ALONE.into()).is_ok()
    {
        let _ = host.set_attribute(MARK, "");
        let all = Array::from(&before);
        all.push(&sheet);
        let _ = Reflect::set(&whole, &sheets, &all);
        let over = Closure::once_into_js(move || {
            let _ = host.remove_attribute(MARK);
            let now = Reflect::get(&whole, &sheets).unwrap_or_default();
            let kept = Array::from(&now).filter(&mut |one, _, _| !Object::is(&one, &sheet));
            let _ = Reflect::set(&whole, &sheets, &kept);
        });
        let once = Object::new();
        let _ = Reflect::set(&once, &"once".into(), &true.into());
        let listen = method(&window, "addEventListener")?;
        let _ = listen.call3(&window, &"afterprint".into(), &over, &once);
    }
    let _ = method(&window, "print")?.call0(&window);
    Some(())
}

/// The way to another app; none where the browser has none, or the frame is kept from it.
pub fn share(ui: &Ui, text: String) -> Option<El> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    let data = Object::new();
    Reflect::set(&data, &"text".into(), &text.into()).ok()?;
    method(&navigator, "share")?;
    let can = method(&navigator, "canShare")?.call1(&navigator, &data);
    if !can.is_ok_and(|can| can.is_truthy()) {
        return None;
    }
    let label = ui.say(Key::Share);
    Some(parts::button("share", "quiet", label, move || {
        if let Some(share) = method(&navigator, "share")
            && let Ok(promise) = share.call1(&navigator, &data)
        {
            // The buyer may think better of it, which is nobody's error.
            spawn_local(async move {
                let _ = JsFuture::from(Promise::resolve(&promise)).await;
            });
        }
    }))
}
