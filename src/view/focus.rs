//! Where the keyboard and the reader are: never nowhere. Knows nothing of checkout.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

use super::Ui;

/// What a mistake's field is found by.
const FIRST: &str = "[aria-describedby~=problem-0]";

/// Puts the keyboard and the reader at an element. What it is folded away in is unfolded.
pub fn to(element: Option<Element>) {
    let folded = |one: &Element| one.closest("details:not([open])").ok().flatten();
    if let Some(one) = element.as_ref().filter(|one| one.tag_name() != "SUMMARY")
        && let Some(folded) = folded(one)
    {
        let _ = folded.set_attribute("open", "");
    }
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// From anything in the widget to the choice of a country.
pub fn on_country(event: &web_sys::Event) {
    let root = event
        .current_target()
        .and_then(|button| button.dyn_into::<Element>().ok())
        .and_then(|button| button.get_root_node().dyn_into::<ShadowRoot>().ok());
    to(root.and_then(|root| root.query_selector("[part~=country]").ok().flatten()));
}

/// The element in the widget that has the focus, and what it stands in.
pub fn hold(parent: &HtmlElement) -> Vec<Element> {
    let root = parent.get_root_node().dyn_into::<ShadowRoot>().ok();
    let active = root.and_then(|root| root.active_element());
    let inside = active.filter(|active| parent.contains(Some(active)));
    std::iter::successors(inside, |one| {
        one.parent_element()
            .filter(|above| parent.contains(Some(above)))
    })
    .collect()
}

/// What had the focus may be gone: then the nearest thing that can have it takes over, and a screen's heading
/// where there is none.
pub fn keep(parent: &HtmlElement, held: Vec<Element>) {
    let Some(at) = held.first() else { return };
    // A button that may not be pressed again has lost the focus, or soon will.
    if at.is_connected() && at.matches(":disabled").unwrap_or_default() {
        return to(at.closest("[tabindex]").ok().flatten());
    }
    if at.is_connected() {
        return;
    }
    let near = "button:not([disabled]),input:not([disabled]),summary,a[href]";
    let left = held.iter().filter(|one| one.is_connected());
    let mut found = left
        .take_while(|one| !one.matches(".screen,.checkout,.panel").unwrap_or(true))
        .filter_map(|one| one.query_selector(near).ok().flatten());
    to(found
        .next()
        .or_else(|| parent.query_selector("h2").ok().flatten()));
}

/// Whether nobody is busy elsewhere: the focus is on the form, or nowhere.
pub fn is_free(parent: &HtmlElement) -> bool {
    if let Some(at) = hold(parent).first() {
        let is_in = |what| at.closest(what).ok().flatten().is_some();
        return is_in(".form") && !is_in("[type=search]");
    }
    let active = parent
        .owner_document()
        .and_then(|page| page.active_element());
    active.is_none_or(|at| at.tag_name() == "BODY")
}

/// Leads to what stands in the way of the order: the question about another one, the list of all mistakes,
/// or the field of the only one.
pub fn lead(ui: &Ui, parent: &HtmlElement) {
    let parent = parent.clone();
    ui.later(50, move |_| {
        let find = |what: &str| parent.query_selector(what).ok().flatten();
        to(find(".rival")
            .or_else(|| find("[part~=problems]"))
            .or_else(|| field(&parent, FIRST))
            .or_else(|| find("[part~=problem]"))
            .or_else(|| find(".pay-bar:focus [part~=pay]")));
    });
}

/// The field that something describes; of a group its choice, or what can be chosen first.
pub fn field(parent: &Element, described: &str) -> Option<Element> {
    let found = parent.query_selector(described).ok().flatten()?;
    let inside = |what| found.query_selector(what).ok().flatten();
    inside("input:checked:not([disabled])")
        .or_else(|| inside("input:not([disabled])"))
        // A group in which nothing can be chosen takes no focus.
        .or_else(|| Some(found).filter(|one| one.matches("input,[tabindex]").unwrap_or_default()))
}
