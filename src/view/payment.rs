//! Paying, waiting, receiving: one screen from the press on pay to the end.
//!
//! Everything payable on it comes from one [`Payable`], which only a proof can make.

use super::dom::{El, el};
use super::panel::panel;
use super::{Ui, bought, parts, phases, receipt};
use crate::checkout::event::Event;
use crate::checkout::following::Following;
use crate::checkout::pay::{Pay, Stage};
use crate::checkout::phase::Phase;
use crate::checkout::{Checkout, Loading, delivery};
use crate::text::Key;
use crate::wire::Decimal;

/// The screen.
pub fn screen(ui: &Ui, state: &Checkout, pay: &Pay) -> El {
    let phase = pay.phase();
    let body = match (phase, pay.following(), &pay.stage) {
        (_, _, Stage::Returning { trouble }) => phases::returning(ui, trouble.as_ref()),
        (Phase::Waiting | Phase::Underpaid, Some(following), _) => due(ui, state, pay, following),
        (Phase::Delivered, Some(following), _) => receipt::view(ui, state, pay, following),
        _ => phases::told(ui, state, pay, phase),
    };
    el("div")
        .class("screen pay")
        .kid(pay.question(state.memory_works).map(|_| leaving(ui, state)))
        .kid(parts::back(ui))
        .kid(bought::heading(ui, &pay.wish))
        .kid(bought::goods(&pay.wish))
        .kid(status(ui, pay, phase))
        .kid(body)
        .kid(match phase {
            Phase::Delivered => None,
            _ => pay
                .following()
                .and_then(|following| receipt::early(ui, state, following)),
        })
        // Help is in the same place on every screen (features A11-13).
        .kid(phases::support(
            ui,
            pay,
            match phase {
                Phase::Waiting => Key::PaidAlready,
                _ => Key::Support,
            },
        ))
        .kid(
            pay.following()
                .map(|following| reference(ui, state, following)),
        )
}

/// The question before leaving what could still be paid.
fn leaving(ui: &Ui, state: &Checkout) -> El {
    let answer = |part, class, label, leaves| {
        parts::action(ui, part, class, label, move || Event::LeaveAnswered {
            leaves,
        })
    };
    let words = match state.memory_works {
        true => Key::LeaveText,
        false => Key::MemoryBlocked,
    };
    let refused = ui.clone();
    let question = parts::notice(
        "warning",
        ui.say(Key::LeaveTitle),
        ui.say(words),
        Some(
            el("div")
                .class("actions")
                .kid(answer("stay", "primary", Key::Stay, false))
                .kid(answer("leave", "secondary", Key::Leave, true)),
        ),
    );
    el("div")
        .part("leaving")
        .class("leaving")
        .attr("role", "alertdialog")
        .attr("aria-label", ui.say(Key::LeaveTitle))
        .on("keydown", move |event| {
            if parts::key(event).as_deref() == Some("Escape") {
                event.prevent_default();
                event.stop_propagation();
                refused.send(Event::LeaveAnswered { leaves: false });
            }
        })
        .kid(question)
}

/// The one line that tells the phase, in a live region that outlives all of them.
fn status(ui: &Ui, pay: &Pay, phase: Phase) -> El {
    let following = pay.following();
    let closed = phase == Phase::Waiting && following.is_some_and(Following::window_closed);
    let words = match pay.stage {
        Stage::Returning { trouble: Some(_) } => Key::OrderMissed,
        Stage::Returning { trouble: None } => Key::Returning,
        _ if closed => Key::WindowClosed,
        _ => phases::title(phase, following),
    };
    let tone = match words {
        Key::OrderMissed | Key::WindowClosed => "attention",
        _ => phases::tone(phase, following),
    };
    let raw = following.map(|following| {
        let order = &following.order;
        (
            order.order_state.as_str().to_owned(),
            order.payment_state.as_str().to_owned(),
        )
    });
    let (order_state, payment_state) = raw.unzip();
    let connection = following.filter(|_| !phase.is_final()).map(|following| {
        let mode = following.mode().as_str();
        let silent = following
            .tracking
            .heard_ms()
            .map_or(0, |heard| ui.local().now_ms.saturating_sub(heard) / 1000);
        let old = |key| ui.count(key, u32::try_from(silent).unwrap_or(u32::MAX));
        let words = match mode {
            "stream" if silent > 20 => old(Key::Ago),
            "stream" => ui.say(Key::Updated).into(),
            "poll" if silent > 20 => old(Key::Reconnecting),
            "poll" => ui.say(Key::Polling).into(),
            _ => ui.say(Key::NoStatus).into(),
        };
        parts::text("span", "connection", words)
            .part("connection")
            .attr("data-mode", mode)
    });
    el("div")
        .class("status-row")
        .kid(
            parts::text("p", "status", ui.say(words))
                .part("status")
                .attr("role", "status")
                // The one voice of the widget tells it.
                .attr("aria-live", "off")
                .attr("data-told", "")
                .attr("data-phase", phase.as_str())
                .attr_if("data-order-state", order_state)
                .attr_if("data-payment-state", payment_state)
                .attr("data-tone", tone),
        )
        .kid(connection)
}

/// The buyer still owes something.
fn due(ui: &Ui, state: &Checkout, pay: &Pay, following: &Following) -> El {
    if let Some(payable) = following.payable() {
        return panel(ui, state, (pay, following), payable);
    }
    if let Some(url) = following.hosted_checkout() {
        return hosted_checkout(ui, state, pay, url);
    }
    let short = following.shown_phase() == Phase::Underpaid;
    if following.window_closed() {
        let words = match short {
            true => Key::UnderpaidClosed,
            false => Key::WindowClosedText,
        };
        return parts::notice("warning", "", ui.say(words), None);
    }
    if pay.wish.foreign {
        return parts::notice("info", "", ui.say(Key::ForeignText), None);
    }
    if following.dearer {
        return accept_price(ui, pay, following);
    }
    if following.missing_too_small {
        let words = fill_amounts(ui, Key::MissingTooSmall, following);
        return el("div")
            .class("section")
            .kid(missing(ui, following))
            .kid(parts::notice("warning", "", words, None));
    }
    match &state.vias {
        // What may be paid cannot be proved without the API's ways to pay.
        Loading::Failed(_) => {
            let retry = parts::action(ui, "retry", "secondary", Key::Retry, || Event::RetryPressed);
            let words = match short {
                true => Key::UnderpaidWait,
                false => Key::ReturningTrouble,
            };
            parts::notice("error", "", ui.say(words), Some(retry))
        }
        _ if short => parts::notice("info", "", ui.say(Key::UnderpaidWait), None),
        _ => parts::busy(ui.say(Key::Loading)),
    }
}

/// A text about the order's amounts, each as the API wrote it.
pub(super) fn fill_amounts(ui: &Ui, key: Key, following: &Following) -> String {
    let order = &following.order;
    let text = |amount: &Option<Decimal>| {
        amount
            .as_ref()
            .map_or_else(String::new, |text| text.as_str().to_owned())
    };
    ui.fill(
        key,
        &[
            ("missing", &text(&order.missing_amount)),
            ("received", &text(&order.received_amount)),
            ("amount", &text(&order.coin_amount)),
            ("coin", order.coin.as_deref().unwrap_or_default()),
        ],
    )
}

pub(super) fn missing(ui: &Ui, following: &Following) -> Option<El> {
    let amount = following.order.missing_amount.as_ref()?.as_str().to_owned();
    let coin = following.order.coin.clone().unwrap_or_default();
    Some(
        el("p")
            .class("missing")
            .kid(parts::text("span", "label", ui.say(Key::Missing)))
            .kid(
                el("span")
                    .class("total-amount exact")
                    .kid(
                        el("span")
                            .part("missing-amount")
                            .attr("data-amount", amount.clone())
                            .kid(amount),
                    )
                    .kid([" ", &coin].concat()),
            ),
    )
}

/// The order asks for more than the buyer agreed to: nothing payable until they agree again.
fn accept_price(ui: &Ui, pay: &Pay, following: &Following) -> El {
    let old = pay
        .wish
        .accepted
        .map(|amount| amount.to_string())
        .unwrap_or_default();
    let order = &following.order;
    let new = order
        .coin_amount
        .as_ref()
        .map_or("", |amount| amount.as_str());
    let coin = order.coin.as_deref().unwrap_or_default();
    let named = [
        ("old", old.as_str()),
        ("new", new),
        ("coin", coin),
        ("amount", new),
    ];
    let accepted = ui.clone();
    let accept = parts::button(
        "pay",
        "primary",
        ui.fill(Key::PayAmount, &named),
        move || {
            accepted.send(Event::PriceAccepted);
        },
    );
    parts::notice(
        "warning",
        ui.say(Key::DearerTitle),
        ui.fill(Key::DearerText, &named),
        Some(accept),
    )
}

fn hosted_checkout(ui: &Ui, state: &Checkout, pay: &Pay, url: &str) -> El {
    let Some(host) = delivery::host_of(url) else {
        return phases::told(ui, state, pay, Phase::Mismatch);
    };
    let label = ui.fill(Key::HostedLink, &[("host", host)]);
    let link = parts::link_out("hosted-checkout", "primary as-link", url.to_owned(), label);
    let title = ui.fill(Key::HostedTitle, &[("host", host)]);
    parts::notice("info", title, ui.say(Key::HostedText), Some(link))
}

/// The vendor's order id: the buyer's own key to the order, for support and for coming back.
fn reference(ui: &Ui, state: &Checkout, following: &Following) -> El {
    let forgetful = !state.memory_works;
    let line = parts::copy_line(
        ui,
        "reference",
        (Key::OrderReference, Key::CopyReference),
        "reference",
        following.id.as_str(),
    );
    el("div")
        .class("reference")
        .kid(forgetful.then(|| parts::notice("warning", "", ui.say(Key::MemoryBlocked), None)))
        .kid(line)
        .kid(parts::text("p", "hint", ui.say(Key::ReferenceHint)))
}
