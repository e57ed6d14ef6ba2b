//! The number that is topped up, asked above a long list of operators (features PRD-08).

use wasm_bindgen::JsCast;
use web_sys::{Element, ShadowRoot};

use super::configure::dialled;
use super::dom::{El, el, input_value};
use super::{Ui, abroad, focus, parts, problems};
use crate::checkout::Checkout;
use crate::checkout::event::Event;
use crate::text::Key;

/// The field, and below it what is known of the number. In one and the same line, so that a tile which is
/// being pressed stays where it is when the field is left.
pub fn field(ui: &Ui, state: &Checkout) -> El {
    let found: Vec<_> = state.number_problem().into_iter().collect();
    let described = problems::ids(&found, |_| true);
    let (typed, left) = (ui.clone(), ui.clone());
    let input = el("label")
        .class("field")
        .kid(parts::text("span", "label", ui.say(Key::RecipientPhone)))
        .kid(
            el("input")
                .part("number")
                .attr("type", "tel")
                .attr("inputmode", "tel")
                .attr("autocomplete", "tel")
                .attr("enterkeyhint", "go")
                .attr("dir", "ltr")
                .attr_if("aria-invalid", described.as_ref().map(|_| "true"))
                .attr_if("aria-describedby", described)
                .value(state.kept.recipient_phone.clone())
                .on("input", move |event| {
                    typed.send(Event::NumberEntered(input_value(event)))
                })
                .on("blur", move |_| left.send(Event::NumberLeft))
                .on("keydown", enter),
        )
        .kid(parts::text("span", "hint", ui.say(Key::NumberHint)));
    let problem = problems::those(ui, &found, |_| true).into_iter().next();
    el("div")
        .class("section")
        .kid(input)
        .kid(problem.or_else(|| home(ui, state)))
        .kid(elsewhere(ui, state))
}

/// From the number to the operators.
fn enter(event: &web_sys::Event) {
    if parts::key(event).as_deref() != Some("Enter") {
        return;
    }
    event.prevent_default();
    let field = event.current_target();
    let field = field.and_then(|one| one.dyn_into::<Element>().ok());
    let root = field.and_then(|one| one.get_root_node().dyn_into::<ShadowRoot>().ok());
    focus::to(root.and_then(|root| root.query_selector("[part~=brand]").ok().flatten()));
}

/// Whose number it is, or would be.
fn home(ui: &Ui, state: &Checkout) -> Option<El> {
    let origins = state.number_origins();
    if origins.contains(&state.country.as_str()) {
        let words = abroad::words(ui, Key::NumberCountry, &state.country)?;
        return Some(parts::text("p", "hint", words).attr("data-told", ""));
    }
    let words = origins.is_empty().then(|| dialled(ui, &state.country))??;
    Some(parts::text("p", "hint", words))
}

/// A whole number of another country, and the ways to those that it may be of.
fn elsewhere(ui: &Ui, state: &Checkout) -> Option<El> {
    let origins = state.number_origins();
    let other = !origins.is_empty() && !origins.contains(&state.country.as_str());
    if !other || !state.is_number_whole() {
        return None;
    }
    let name = ui.country(&state.country);
    let words = ui.fill(Key::NumberElsewhere, &[("country", &name)]);
    let sold = origins.into_iter();
    let sold = sold.filter(|code| state.settings.sells_in(code));
    let ways = abroad::by_size(sold.collect()).into_iter();
    let ways = ways.filter_map(|country| {
        let picked = ui.clone();
        abroad::way(ui, country, move |code| {
            picked.send(Event::NumberCountryPicked(code))
        })
    });
    Some(
        el("div")
            .class("section")
            .kid(parts::text("p", "hint", words).attr("data-told", ""))
            .kid(el("div").class("chips wrap").kids(ways)),
    )
}
