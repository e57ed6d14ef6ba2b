//! What was delivered. A code is not in the document until the buyer asks for it.

mod secrets;

use super::dom::{El, el};
use super::payment::fill_amounts;
use super::{Ui, parts, phases, saving};
use crate::checkout::Checkout;
use crate::checkout::delivery::{has_code, label, masked, state};
use crate::checkout::event::Event;
use crate::checkout::following::Following;
use crate::checkout::pay::Pay;
use crate::checkout::phase::Phase;
use crate::checkout::plain;
use crate::checkout::receipt;
use crate::money::Amount;
use crate::text::Key;
use crate::wire::{Deliverable, Delivery, DeliveryType};

/// A revealed code hides again after this time (features RED-02).
const SHOWN_MS: u32 = 60_000;

/// The receipt.
pub fn view(ui: &Ui, checkout: &Checkout, pay: &Pay, following: &Following) -> El {
    let deliveries = &following.order.deliveries;
    let whole = deliveries
        .iter()
        .all(|delivery| state(delivery) == "delivered");
    let words = match whole {
        true => Key::DeliveredText,
        false if phases::has_failed(following) => Key::DeliveredPartly,
        false => Key::DeliveredWaiting,
    };
    el("div")
        .class("section")
        .kid(parts::text("p", "told", ui.say(words)).attr("data-told", ""))
        .kid(list(ui, checkout, deliveries))
        .kid(overpaid(ui, following))
        .kid(paid(ui, following))
        .kid(phases::steps(ui, pay, Phase::Delivered))
        .kid(phases::transactions(ui, checkout, following))
        .kid(saving::section(ui, pay))
        .kid(el("div").class("actions").kid(parts::action(
            ui,
            "start-over",
            "secondary",
            Key::BuyAnother,
            || Event::StartOverPressed,
        )))
}

/// What arrived of an order that is not finished: the buyer has paid for it.
pub fn early(ui: &Ui, checkout: &Checkout, following: &Following) -> Option<El> {
    let deliveries = &following.order.deliveries;
    let arrived = deliveries.iter().any(|one| has_code(&one.deliverable));
    let safe = following.money_seen && !following.tampered;
    (arrived && safe).then(|| list(ui, checkout, deliveries))
}

fn list(ui: &Ui, checkout: &Checkout, deliveries: &[Delivery]) -> El {
    let recipients = deliveries.iter().filter_map(account).collect::<Vec<_>>();
    let each = deliveries.iter().enumerate();
    el("div")
        .class("deliveries")
        .kids(each.map(|(place, delivery)| one(ui, checkout, (place, delivery), &recipients)))
}

fn account(delivery: &Delivery) -> Option<&str> {
    delivery.deliverable.beneficiary_account.as_deref()
}

/// What was paid, how, and when the order was made.
fn paid(ui: &Ui, following: &Following) -> El {
    let order = &following.order;
    let facts = [
        (Key::ReceiptPaid, receipt::paid(order)),
        (Key::Network, order.network.clone()),
        (
            Key::ReceiptDate,
            order.created_at.map(|at| ui.time(at.as_ms())),
        ),
    ];
    el("dl")
        .class("facts")
        .kids(facts.into_iter().filter_map(|(name, fact)| {
            Some(
                el("div")
                    .class("fact")
                    .kid(parts::text("dt", "label", ui.say(name)))
                    .kid(parts::text("dd", "", fact?).attr("dir", "auto")),
            )
        }))
}

/// More arrived than was asked for.
fn overpaid(ui: &Ui, following: &Following) -> Option<El> {
    let received = following.order.received_amount.as_ref()?;
    let received = Amount::parse(received.as_str())?;
    (received > following.cost()?).then(|| {
        let words = fill_amounts(ui, Key::Overpaid, following);
        parts::notice("info", "", words, None)
    })
}

/// Why a delivery failed, in the vendor's words: plain text, and not much of it.
fn reason(item: &Deliverable) -> Option<El> {
    let told = item.failure_reason.as_deref();
    let lines = plain::lines(told.or(item.error_description.as_deref())?);
    let short: String = lines.join(" ").chars().take(200).collect();
    Some(parts::text("p", "hint", short).attr("dir", "auto"))
}

fn one(
    ui: &Ui,
    checkout: &Checkout,
    (place, delivery): (usize, &Delivery),
    recipients: &[&str],
) -> El {
    let item = &delivery.deliverable;
    let recipient = account(delivery).map(|text| masked(text, recipients));
    // One of several is told by its name and by whom it is for.
    let several = recipients.len() > 1;
    let name = ["delivery-", &place.to_string()].concat();
    let state = state(delivery);
    let badge = match state {
        "delivered" => Key::Delivered,
        "failed" => Key::DeliveryFailed,
        _ => Key::DeliveryWaiting,
    };
    let brand = item.brand_name.clone().unwrap_or_default();
    let words = |class, text: String| parts::text("span", class, text);
    let head = el("header")
        .class("delivery-head")
        .attr("id", name.clone())
        .kid(
            el("span")
                .class("delivery-what")
                .kid(words("delivery-name", brand).attr("dir", "auto"))
                .kid(" ")
                .kid(words("delivery-label", label(item)).attr("dir", "auto")),
        )
        .kid(parts::text("span", "badge", ui.say(badge)).attr("data-state", state))
        .kid(recipient.clone().filter(|_| several).map(|text| {
            parts::text("span", "delivery-to", text)
                .part("recipient")
                .attr("dir", "ltr")
        }));
    let secret = has_code(item);
    let revealed = secret && checkout.visible && ui.local().revealed.contains(&place);
    let operator = item.operator_reference.as_deref().map(|text| {
        parts::copy_line(
            ui,
            "reference",
            (Key::OperatorReference, Key::Copy),
            "reference",
            text,
        )
    });
    el("section")
        .part("delivery")
        .class("delivery")
        .attr("data-index", place.to_string())
        .attr("data-state", state)
        .attr_if("role", several.then_some("group"))
        .attr_if("aria-labelledby", several.then(|| name.clone()))
        .kid(head)
        .kid((state == "failed").then(|| reason(item)).flatten())
        .kid(secret.then(|| {
            reveal(ui, place, revealed).attr_if("aria-describedby", several.then_some(name))
        }))
        .kid(revealed.then(|| secrets::view(ui, place, item)))
        .kid(operator)
        .kid(
            recipient
                .filter(|_| state == "delivered")
                .map(|masked| went(ui, item, &masked, secret)),
        )
        .kid(instructions(ui, item))
}

fn reveal(ui: &Ui, place: usize, revealed: bool) -> El {
    let pressed = ui.clone();
    let label = if revealed { Key::Hide } else { Key::Reveal };
    parts::button("reveal", "primary", ui.say(label), move || {
        pressed.change(|local| {
            local.conceal(place);
            if !revealed {
                local.revealed.push(place);
            }
        });
        if !revealed {
            pressed.later(SHOWN_MS, move |ui| {
                ui.change(|local| local.conceal(place));
            });
        }
    })
    .attr("aria-expanded", if revealed { "true" } else { "false" })
}

/// Where the goods went beside this screen.
fn went(ui: &Ui, item: &Deliverable, masked: &str, secret: bool) -> El {
    let by_phone = match item.delivery_type {
        Some(DeliveryType::Phone) => true,
        Some(DeliveryType::Email) => false,
        _ => masked.starts_with('+'),
    };
    let key = match (by_phone, secret) {
        (_, true) => Key::AlsoSent,
        (true, false) => Key::Credited,
        (false, false) => Key::SentTo,
    };
    let words = ui.fill(key, &[("phone", masked), ("email", masked)]);
    parts::text("p", "hint", words)
}

fn instructions(ui: &Ui, item: &Deliverable) -> Option<El> {
    let html = [
        &item.redeem_instructions,
        &item.how_to_redeem,
        &item.pin_usage_instructions,
    ];
    let html = html.into_iter().flatten().next()?;
    let shown = parts::foreign(html)?;
    Some(
        el("details")
            .part("instructions")
            .class("instructions")
            .kid(el("summary").kid(ui.say(Key::HowToRedeem)))
            .kid(shown),
    )
}
