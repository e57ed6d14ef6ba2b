//! What is about to be ordered, line by line above the price, each line with the way to its field (features
//! VAL-06). It costs no press: it is there as soon as nothing is missing.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event as DomEvent};

use super::super::dom::{El, el};
use super::super::{Ui, focus, parts};
use crate::checkout::Checkout;
use crate::checkout::configure::Configure;
use crate::checkout::draft::Field;
use crate::checkout::event::Event;
use crate::text::Key;

/// Where the country is changed: in the shop window, one step back.
const COUNTRY: &str = "[part~=country]";

/// What a line says, and where it is changed.
struct Line {
    name: &'static str,
    /// Its place in the cart; none for the form.
    place: Option<usize>,
    label: Key,
    words: String,
    /// Said below it.
    more: Option<String>,
    /// The field, on the form or in the thing of the cart; empty where the host has locked it.
    field: &'static str,
}

/// The lines, and what a payer from an exchange has to know before there is an order (features PAY-09).
pub fn section(ui: &Ui, state: &Checkout, form: &Configure) -> Option<El> {
    let review = form.review(&state.shop(0))?;
    let locked = state.settings.email_locked;
    let mut lines = Vec::new();
    for thing in review.things {
        let place = thing.place;
        let own = match place {
            Some(place) => Field::Item(place),
            None if thing.recipient.contains('@') => Field::RecipientEmail,
            None => Field::RecipientPhone,
        };
        let times = match thing.quantity {
            1 => String::new(),
            many => ["\u{a0}×\u{a0}", &many.to_string()].concat(),
        };
        lines.push(Line {
            name: "product",
            place,
            label: Key::Product,
            words: [&thing.brand, " · ", &thing.value, &times].concat(),
            // In the cart it belongs to the thing; the shop's own can be changed.
            more: place.map(|_| ui.country(&thing.country)),
            field: match place {
                Some(_) => "[part~=quantity]",
                None => "[part~=denomination]:checked,[part~=amount]",
            },
        });
        if place.is_none() {
            lines.push(Line {
                name: "country",
                place,
                label: Key::Country,
                words: ui.country(&thing.country),
                more: None,
                field: match state.settings.countries.as_slice() {
                    [_] => "",
                    _ => COUNTRY,
                },
            });
        }
        lines.push(Line {
            name: "recipient",
            place,
            label: Key::Recipient,
            words: thing.recipient,
            more: None,
            field: match place {
                _ if form.is_locked(own, locked) => "",
                Some(_) => "[part~=item-recipient]",
                None => "[part~=recipient-email],[part~=recipient-phone]",
            },
        });
    }
    let whole = |name, label, words, field| Line {
        name,
        place: None,
        label,
        words,
        more: None,
        field,
    };
    if let Some(email) = review.buyer {
        let field = if locked { "" } else { "[part~=buyer-email]" };
        lines.push(whole("buyer", Key::BuyerEmail, email, field));
    }
    lines.push(whole(
        "coin",
        Key::Coin,
        review.coin,
        "[part~=coin]:checked",
    ));
    lines.push(whole(
        "network",
        Key::Network,
        review.network,
        "[part~=network]:checked",
    ));
    lines.extend(
        (review.refund).map(|wallet| whole("refund", Key::Refund, wallet, "[part~=refund]")),
    );
    Some(
        el("div")
            .part("review")
            .class("section")
            .attr("role", "group")
            .attr("aria-label", ui.say(Key::YourOrder))
            .kid(parts::text("h3", "section-title", ui.say(Key::YourOrder)))
            .kid(el("dl").kids(lines.into_iter().map(|line| drawn(ui, line))))
            .kid(parts::text("p", "hint", ui.say(Key::ExchangeWarning))),
    )
}

fn drawn(ui: &Ui, line: Line) -> El {
    let label = ui.say(line.label);
    let change = ui.say(Key::Change);
    let (place, field) = (line.place, line.field);
    el("div")
        .part("review-line")
        .class("review-line")
        .attr("data-line", line.name)
        .attr_if("data-index", place.map(|place| place.to_string()))
        .kid(parts::text("dt", "label", label))
        .kid(
            el("dd")
                .kid(parts::text("span", "", line.words).attr("dir", "auto"))
                .kid(line.more.map(|more| parts::text("p", "option-more", more))),
        )
        .kid((!field.is_empty()).then(|| {
            let away = ui.clone();
            let button = el("button")
                .attr("type", "button")
                .part("review-edit")
                .attr("aria-label", [change, ": ", label].concat())
                .on("click", move |event| {
                    match field {
                        COUNTRY => leave(&away, event),
                        _ => lead(event, place, field),
                    };
                });
            el("dd").class("review-at").kid(button.kid(change))
        }))
}

/// One step back, to where the country is chosen. What is filled in stays.
fn leave(ui: &Ui, event: &DomEvent) -> Option<()> {
    let button: Element = event.current_target()?.dyn_into().ok()?;
    let around = button.closest("[part~=checkout]").ok()??;
    ui.send(Event::BackPressed);
    // After the heading, which is where a screen begins.
    ui.later(50, move |_| {
        focus::to(around.query_selector(COUNTRY).ok().flatten());
    });
    Some(())
}

/// Puts the focus where a line is changed.
fn lead(event: &DomEvent, place: Option<usize>, field: &str) -> Option<()> {
    let button: Element = event.current_target()?.dyn_into().ok()?;
    let form = button.closest("form").ok()??;
    let around = match place {
        Some(place) => {
            let items = form.query_selector_all("[part~=cart-item]").ok()?;
            let item = items.get(u32::try_from(place).ok()?)?;
            item.dyn_into().ok()?
        }
        None => form,
    };
    let find = |what| around.query_selector(what).ok().flatten();
    // A plan that the search hides is not in the document: its search is.
    focus::to(find(field).or_else(|| find("input")));
    Some(())
}
