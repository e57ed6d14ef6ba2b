//! What was delivered. A code is not in the document until the buyer asks for it.

use super::dom::{El, can_sanitise, el};
use super::panel::qr_view;
use super::payment::fill_amounts;
use super::{Ui, parts, phases, till};
use crate::checkout::Checkout;
use crate::checkout::delivery::{Code, code, has_code, label, state};
use crate::checkout::event::Event;
use crate::checkout::following::Following;
use crate::checkout::pay::Pay;
use crate::checkout::phase::Phase;
use crate::checkout::plain;
use crate::money::Amount;
use crate::text::Key;
use crate::wire::{Decimal, Deliverable, Delivery, DeliveryType, PaymentState};

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
    let list = deliveries
        .iter()
        .enumerate()
        .map(|(place, delivery)| one(ui, checkout, place, delivery));
    el("div")
        .class("section")
        .kid(parts::text("p", "told", ui.say(words)).attr("data-told", ""))
        .kid(el("div").class("deliveries").kids(list))
        .kid(overpaid(ui, following))
        .kid(paid(ui, following))
        .kid(phases::steps(ui, pay, Phase::Delivered))
        .kid(phases::transactions(ui, checkout, following))
        .kid(el("div").class("actions").kid(parts::action(
            ui,
            "start-over",
            "secondary",
            Key::BuyAnother,
            || Event::StartOverPressed,
        )))
}

/// What was paid, how, and when the order was made.
fn paid(ui: &Ui, following: &Following) -> El {
    let order = &following.order;
    let above_zero =
        |text: &&Decimal| Amount::parse(text.as_str()).is_some_and(|amount| !amount.is_zero());
    let received = order.received_amount.as_ref().filter(above_zero);
    // Nothing is claimed that the API does not say (api-notes rule 7).
    let cost = matches!(
        order.payment_state,
        PaymentState::PaymentReceived | PaymentState::PaymentCompleted
    );
    let paid = received.or(order.coin_amount.as_ref().filter(|_| cost));
    let paid = paid.zip(order.coin.as_deref());
    let paid = paid.map(|(amount, coin)| [amount.as_str(), " ", coin].concat());
    let facts = [
        (Key::ReceiptPaid, paid),
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

fn one(ui: &Ui, checkout: &Checkout, place: usize, delivery: &Delivery) -> El {
    let item = &delivery.deliverable;
    let state = state(delivery);
    let badge = match state {
        "delivered" => Key::Delivered,
        "failed" => Key::DeliveryFailed,
        _ => Key::DeliveryWaiting,
    };
    let head = el("header")
        .class("delivery-head")
        .kid(
            parts::text(
                "span",
                "delivery-name",
                item.brand_name.clone().unwrap_or_default(),
            )
            .attr("dir", "auto"),
        )
        .kid(parts::text("span", "delivery-label", label(item)).attr("dir", "auto"))
        .kid(parts::text("span", "badge", ui.say(badge)).attr("data-state", state));
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
        .kid(head)
        .kid((state == "failed").then(|| reason(item)).flatten())
        .kid(secret.then(|| reveal(ui, place, revealed)))
        .kid(revealed.then(|| secrets(ui, place, item)))
        .kid(operator)
        .kid(
            (state == "delivered")
                .then(|| went(ui, item, secret))
                .flatten(),
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
fn went(ui: &Ui, item: &Deliverable, secret: bool) -> Option<El> {
    let recipient = item.beneficiary_account.as_deref()?;
    let by_phone = match item.delivery_type {
        Some(DeliveryType::Phone) => true,
        Some(DeliveryType::Email) => false,
        _ => recipient.starts_with('+'),
    };
    let key = match (by_phone, secret) {
        (_, true) => Key::AlsoSent,
        (true, false) => Key::Credited,
        (false, false) => Key::SentTo,
    };
    let masked = masked(recipient);
    Some(parts::text(
        "p",
        "hint",
        ui.fill(key, &[("phone", &masked), ("email", &masked)]),
    ))
}

fn instructions(ui: &Ui, item: &Deliverable) -> Option<El> {
    let html = [
        &item.redeem_instructions,
        &item.how_to_redeem,
        &item.pin_usage_instructions,
    ];
    let html = html.into_iter().flatten().next()?;
    let lines = plain::lines(html);
    if lines.is_empty() {
        return None;
    }
    let shown = if can_sanitise(html) {
        // In the wrapper alone: what is keyed by its text is never turned into another one.
        el("div").kid(el("div").class("told").sanitised(html))
    } else {
        let lines = lines.into_iter();
        el("div").kids(lines.map(|line| parts::text("p", "hint", line)))
    };
    Some(
        el("details")
            .part("instructions")
            .class("instructions")
            .kid(el("summary").kid(ui.say(Key::HowToRedeem)))
            .kid(shown.attr("dir", "auto")),
    )
}

/// The secrets of one delivery; drawn only while they are revealed.
fn secrets(ui: &Ui, place: usize, item: &Deliverable) -> El {
    let line = |label: Key, text: &str| parts::secret_line(ui, label, text);
    let lines = el("div").class("lines");
    let lines = match code(item.pin_code.as_deref().unwrap_or_default()) {
        Code::Plain(text) => lines.kid(line(Key::Code, text)),
        Code::Link { url, host } => {
            let label = ui.fill(Key::Redeem, &[("host", host)]);
            let link = parts::link_out("redeem-link", "primary as-link", url.to_owned(), label);
            lines
                .kid(el("div").class("line").kid(link))
                .kid(line(Key::Code, url))
        }
        Code::Esim { text, server, code } => {
            let label = ui.say(Key::EsimQr);
            let drawn = ui
                .qr(text)
                .map(|drawing| qr_view(drawing, text.to_owned(), label.to_owned()));
            lines
                .kid(
                    el("div")
                        .class("line esim")
                        .kid(parts::text("p", "hint", label))
                        .kid(drawn)
                        .kid(install(ui, text)),
                )
                .kid(line(Key::Code, text))
                .kid(line(Key::EsimServer, server))
                .kid(line(Key::EsimCode, code))
        }
    };
    lines
        .kid(
            item.pin_serial
                .as_deref()
                .map(|text| line(Key::Serial, text)),
        )
        .kid(
            item.security_code
                .as_deref()
                .map(|text| line(Key::SecurityCode, text)),
        )
        .kid(till::section(ui, place, item))
}

/// Apple's page that puts an eSIM on the phone that opens it (features RED-09).
fn install(ui: &Ui, text: &str) -> El {
    let data: String = js_sys::encode_uri_component(text).into();
    let url = [
        "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=",
        &data,
    ]
    .concat();
    parts::link_out(
        "redeem-link",
        "secondary as-link",
        url,
        ui.say(Key::EsimInstall),
    )
}

/// Enough of a recipient to recognise, not enough to read over a shoulder.
fn masked(text: &str) -> String {
    match text.split_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(2).collect();
            [&first, "…@", domain].concat()
        }
        None => {
            let letters: Vec<char> = text.chars().collect();
            let head: String = letters.iter().take(3).collect();
            let tail: String = letters
                .iter()
                .skip(letters.len().saturating_sub(3).max(3))
                .collect();
            [&head, "…", &tail].concat()
        }
    }
}
