//! The end of the form: what is wrong in all, what stands in the way, pay, and who sells.

use wasm_bindgen::JsCast;
use web_sys::EventTarget;

use super::super::dom::{El, el};
use super::super::{Ui, bought, focus, parts, problems};
use super::balance;
use crate::checkout::Checkout;
use crate::checkout::configure::{Configure, Submit};
use crate::checkout::consent::Refusal;
use crate::checkout::event::Event;
use crate::text::Key;
use crate::wire::{Problem, ProblemField};

/// What belongs to no field, and the button.
pub fn section(ui: &Ui, state: &Checkout, form: &Configure, found: &[Problem]) -> El {
    el("div")
        .class("pay-bar")
        .attr("tabindex", "-1")
        .kids(problems::of(ui, found, &[ProblemField::Account]))
        .kid(
            (form.pressed && (found.len() > 1 || !form.refused.is_empty()))
                .then(|| problems::summary(ui, found)),
        )
        .kid(rival(ui, form))
        .kid(refusal(ui, form))
        .kid(pay(ui, state, form))
        // Below the button, which it must not move under a finger.
        .kid(balance::notice(ui, state))
        .kid(sold_by(ui))
        .kid(parts::text("p", "powered", ui.say(Key::PoweredBy)))
}

/// The host did not agree. Pay can be pressed again.
fn refusal(ui: &Ui, form: &Configure) -> Option<El> {
    Some(match form.refusal.as_ref()? {
        Refusal::Said(Some(reason)) => {
            parts::notice("error", ui.say(Key::HostRefusedTitle), reason.clone(), None)
        }
        Refusal::Said(None) => parts::notice("error", "", ui.say(Key::HostRefused), None),
        Refusal::Silent => parts::notice("error", "", ui.say(Key::HostSilent), None),
    })
}

/// An order for the same goods may still be paid: going on with it comes first.
fn rival(ui: &Ui, form: &Configure) -> Option<El> {
    let rival = form.rival.as_ref()?;
    let goods = bought::words(ui, &rival.goods());
    let named = [
        ("goods", goods.as_str()),
        ("time", &ui.time(rival.created_ms)),
    ];
    let attempt = rival.attempt.clone();
    let resume = parts::action(ui, "history-item", "primary", Key::Resume, move || {
        Event::OrderReopened(attempt.clone())
    })
    .attr("data-phase", rival.phase.as_str());
    let again = parts::action(ui, "start-over", "secondary", Key::OrderAnyway, || {
        Event::SecondOrderWanted
    });
    let notice = parts::notice(
        "warning",
        ui.say(Key::RivalTitle),
        ui.fill(Key::RivalText, &named),
        Some(el("div").class("actions").kid(resume).kid(again)),
    );
    Some(el("div").class("rival").attr("tabindex", "-1").kid(notice))
}

fn pay(ui: &Ui, state: &Checkout, form: &Configure) -> El {
    let checking = form.submit != Submit::Idle;
    let label = match form.quote.price() {
        _ if checking => ui.say(Key::Checking).to_owned(),
        Some(price) => ui.fill(
            Key::PayAmount,
            &[("amount", &price.text), ("coin", &price.coin)],
        ),
        None => ui.say(Key::Pay).to_owned(),
    };
    let pressed = ui.clone();
    let waits = checking || !state.online;
    // Not left to the form, whose submission need not be told in a frame that may not submit any. Enter in a
    // field presses this button all the same.
    parts::text("button", "primary", label)
        .part("pay")
        .attr("type", "submit")
        .on("click", move |event| {
            event.prevent_default();
            if !waits {
                press(&pressed, event.current_target());
            }
        })
        .attr_if("aria-busy", checking.then_some("true"))
        .attr_if("disabled", checking.then_some(""))
        // Offline it is not `disabled`: that would take the focus away.
        .attr_if("aria-disabled", waits.then_some("true"))
}

/// Who sells, under which terms (api-notes section 14).
fn sold_by(ui: &Ui) -> El {
    let link = |url: &'static str, label: Key| parts::link_out("link", "quiet", url, ui.say(label));
    el("p")
        .class("sold-by")
        .kid(ui.say(Key::SoldBy))
        .kid(" ")
        .kid(link(
            "https://www.cryptorefills.com/en/terms-of-service",
            Key::Terms,
        ))
        .kid(" · ")
        .kid(link(
            "https://www.cryptorefills.com/en/privacy-policy",
            Key::Privacy,
        ))
}

/// Presses pay, and leads to what is wrong if it is known at once.
fn press(ui: &Ui, button: Option<EventTarget>) {
    let form = button
        .and_then(|button| button.dyn_into::<web_sys::Element>().ok())
        .and_then(|button| button.closest("form").ok().flatten())
        .and_then(|form| form.dyn_into::<web_sys::HtmlElement>().ok());
    ui.send(Event::PayPressed);
    // What is still being asked leads there when the answer comes.
    if let Some(form) = form.filter(|_| !ui.is_checking()) {
        focus::lead(ui, &form);
    }
}
