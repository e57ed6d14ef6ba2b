//! What was delivered. A code is not in the document until the buyer asks for it.

use std::time::Duration;

use leptos::prelude::*;

use super::payment::{order, qr_view};
use super::{Ui, parts, phases, qr};
use crate::checkout::delivery::{Code, code, has_code, state};
use crate::checkout::event::Event;
use crate::checkout::plain;
use crate::checkout::Screen;
use crate::text::Key;
use crate::wire::{Deliverable, DeliveryType};

/// A revealed code hides again after this time (features RED-02).
const SHOWN: Duration = Duration::from_secs(60);

/// What stands on the screen of a delivery without its secrets.
#[derive(Clone, PartialEq)]
struct Item {
    name: String,
    label: String,
    state: &'static str,
    has_code: bool,
    by_phone: bool,
    recipient: Option<String>,
    operator: Option<String>,
    instructions: Vec<String>,
}

/// The receipt.
pub fn view(ui: Ui) -> AnyView {
    let items = order(ui, |following| {
        following
            .order
            .deliveries
            .iter()
            .map(|delivery| item(&delivery.deliverable, state(delivery)))
            .collect::<Vec<_>>()
    });
    let words = move || {
        let whole = items.with(|items| items.iter().all(|item| item.state == "delivered"));
        ui.say(if whole { Key::DeliveredText } else { Key::DeliveredPartly })
    };
    let list = move || {
        items
            .get()
            .into_iter()
            .enumerate()
            .map(|(place, item)| delivery(ui, place, item))
            .collect_view()
    };
    let failed = move || {
        items
            .with(|items| items.iter().any(|item| item.state != "delivered"))
            .then(|| phases::support(ui))
    };
    view! {
        <p class="told">{words}</p>
        <div class="deliveries">{list}</div>
        {failed}
        <div class="actions">
            {parts::button("start-over", "secondary", ui.say(Key::BuyAnother).into_any(), move || {
                ui.send(Event::StartOverPressed);
            })}
        </div>
    }
    .into_any()
}

fn item(deliverable: &Deliverable, state: &'static str) -> Item {
    let label = match (&deliverable.product_value, &deliverable.currency_code) {
        (Some(value), Some(currency)) => [value.as_str(), " ", currency].concat(),
        _ => deliverable
            .localized_denomination
            .clone()
            .or_else(|| deliverable.denomination.clone())
            .filter(|text| text != "range")
            .unwrap_or_default(),
    };
    let recipient = deliverable.beneficiary_account.clone();
    let by_phone = match deliverable.delivery_type {
        Some(DeliveryType::Phone) => true,
        Some(DeliveryType::Email) => false,
        _ => recipient.as_ref().is_some_and(|text| text.starts_with('+')),
    };
    let html = [
        &deliverable.redeem_instructions,
        &deliverable.how_to_redeem,
        &deliverable.pin_usage_instructions,
    ];
    Item {
        name: deliverable.brand_name.clone().unwrap_or_default(),
        label,
        state,
        has_code: has_code(deliverable),
        by_phone,
        recipient,
        operator: deliverable.operator_reference.clone(),
        instructions: html.into_iter().flatten().next().map(|text| plain::lines(text)).unwrap_or_default(),
    }
}

fn delivery(ui: Ui, place: usize, item: Item) -> AnyView {
    let Item { name, label, state, has_code, by_phone, recipient, operator, instructions } = item;
    let revealed = RwSignal::new(false);
    let visible = ui.slice(|state| state.visible);
    Effect::new(move |_| {
        if !visible.get() {
            revealed.set(false);
        }
    });
    let toggle = move || {
        revealed.update(|shown| *shown = !*shown);
        if revealed.get_untracked() {
            set_timeout(
                move || {
                    let _ = revealed.try_set(false);
                },
                SHOWN,
            );
        }
    };
    let badge = match state {
        "delivered" => Key::Delivered,
        "failed" => Key::DeliveryFailed,
        _ => Key::DeliveryWaiting,
    };
    let secret = has_code.then(|| {
        view! {
            <button
                type="button"
                part="reveal"
                class="primary"
                aria-expanded=move || if revealed.get() { "true" } else { "false" }
                on:click=move |_| toggle()
            >
                {move || ui.say(if revealed.get() { Key::Hide } else { Key::Reveal })}
            </button>
            {move || revealed.get().then(|| secrets(ui, place))}
        }
    });
    let went = (state == "delivered")
        .then_some(recipient)
        .flatten()
        .map(|recipient| {
            let key = match (by_phone, has_code) {
                (true, false) => Key::Credited,
                (_, false) => Key::SentTo,
                (_, true) => Key::AlsoSent,
            };
            let masked = masked(&recipient);
            view! {
                <p class="hint">{ui.fill(key, &[("phone", &masked), ("email", &masked)])}</p>
            }
        });
    let operator = operator.map(|text| {
        parts::copy_line(ui, "reference", ui.say(Key::OperatorReference).into(), Key::Copy, "reference", text)
    });
    let how = (!instructions.is_empty()).then(|| {
        let lines = instructions
            .into_iter()
            .map(|line| view! { <p dir="auto">{line}</p> })
            .collect_view();
        view! {
            <details part="instructions" class="instructions">
                <summary>{ui.say(Key::HowToRedeem)}</summary>
                {lines}
            </details>
        }
    });
    view! {
        <section part="delivery" class="delivery" data-index=place.to_string() data-state=state>
            <header class="delivery-head">
                <span class="delivery-name" dir="auto">{name}</span>
                <span class="delivery-label" dir="auto">{label}</span>
                <span class="badge" data-state=state>{ui.say(badge)}</span>
            </header>
            {secret}
            {operator}
            {went}
            {how}
        </section>
    }
    .into_any()
}

/// The secrets of one delivery, read from the state only now.
fn secrets(ui: Ui, place: usize) -> AnyView {
    let found = ui.state.with_untracked(|state| match &state.screen {
        Screen::Pay(pay) => pay
            .following()
            .and_then(|following| following.order.deliveries.get(place))
            .map(|delivery| delivery.deliverable.clone()),
        _ => None,
    });
    let Some(deliverable) = found else { return ().into_any() };
    let text = deliverable.pin_code.clone().unwrap_or_default();
    let line = |label: Key, text: &str| {
        parts::copy_line(ui, "code", ui.say(label).into(), Key::CopyCode, "code", text.to_owned())
    };
    let main = match code(&text) {
        Code::Plain(text) => line(Key::Code, text),
        Code::Link { url, host } => {
            let label = ui.fill(Key::Redeem, &[("host", host)]);
            parts::link_out("redeem-link", "primary as-link", url.to_owned(), label)
        }
        Code::Esim { text, server, code } => {
            let label = ui.say(Key::EsimQr).to_owned();
            let drawn = qr::draw(text).map(|drawing| qr_view(drawing, text.to_owned(), label.clone()));
            view! {
                <p class="hint centre">{label}</p>
                {drawn}
                {line(Key::Code, text)}
                {line(Key::EsimServer, server)}
                {line(Key::EsimCode, code)}
            }
            .into_any()
        }
    };
    let serial = deliverable.pin_serial.as_deref().map(|text| line(Key::Serial, text));
    let security = deliverable.security_code.as_deref().map(|text| line(Key::SecurityCode, text));
    view! { <div class="lines">{main} {serial} {security}</div> }.into_any()
}

/// Enough of a recipient to recognise, not enough to read over a shoulder.
fn masked(text: &str) -> String {
    match text.split_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(2).collect();
            [&first, "…@", domain].concat()
        }
        None => {
            let all: Vec<char> = text.chars().collect();
            let head: String = all.iter().take(3).collect();
            let tail: String = all.iter().skip(all.len().saturating_sub(3).max(3)).collect();
            [&head, "…", &tail].concat()
        }
    }
}
