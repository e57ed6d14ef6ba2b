//! Each phase's own words: what happened, whether money has moved, what to do now.

use super::dom::{El, el, input_value};
use super::{Ui, bought, parts};
use crate::checkout::event::Event;
use crate::checkout::following::Following;
use crate::checkout::methods::via;
use crate::checkout::pay::{Pay, Stage};
use crate::checkout::phase::Phase;
use crate::checkout::{Checkout, delivery};
use crate::payment::Rail;
use crate::text::Key;
use crate::wire::{Decimal, OrderState, PaymentState, ProxyError, Timestamp};

/// What a phase's own words would tell wrongly, with a title and a text of its own (api-notes section 8).
fn special(phase: Phase, following: Option<&Following>) -> Option<(Key, Key)> {
    let following = following?;
    let order = &following.order;
    Some(match (phase, &order.payment_state) {
        (Phase::Failed, _)
            if order.order_state == OrderState::PaymentSetupFailed
                && !following.money_seen
                && order.wallet_address.is_none() =>
        {
            (Key::SetupFailedTitle, Key::SetupFailedText)
        }
        (Phase::Held, PaymentState::WaitingForComplianceReport) => {
            (Key::ComplianceTitle, Key::ComplianceText)
        }
        // Inferred only: nothing is claimed about the money.
        (Phase::Held, PaymentState::PaymentRejected) => (Key::ProcessingTitle, Key::ProcessingText),
        (Phase::Delivered, _) if has_failed(following) => {
            (Key::DeliveredPartlyTitle, Key::DeliveredPartly)
        }
        _ => return None,
    })
}

/// Whether a delivery failed.
pub fn has_failed(following: &Following) -> bool {
    let mut deliveries = following.order.deliveries.iter();
    deliveries.any(|delivery| delivery::state(delivery) == "failed")
}

/// The phase in a few words.
pub fn title(phase: Phase, following: Option<&Following>) -> Key {
    if let Some((title, _)) = special(phase, following) {
        return title;
    }
    match phase {
        Phase::Creating => Key::Creating,
        Phase::UnknownOutcome => Key::UnknownTitle,
        Phase::Waiting => Key::WaitingTitle,
        Phase::Underpaid => Key::UnderpaidTitle,
        Phase::Processing => Key::ProcessingTitle,
        Phase::Expired => Key::ExpiredTitle,
        Phase::Canceled => Key::CanceledTitle,
        Phase::Failed => Key::FailedTitle,
        Phase::Detected => Key::DetectedTitle,
        Phase::Paid => Key::PaidTitle,
        Phase::Delivering => Key::DeliveringTitle,
        Phase::Held => Key::HeldTitle,
        Phase::Review => Key::ReviewTitle,
        Phase::Late => Key::LateTitle,
        Phase::Refunded => Key::RefundedTitle,
        Phase::Delivered => Key::DeliveredTitle,
        Phase::Mismatch => Key::MismatchTitle,
    }
}

/// Calm, glad, or in need of attention.
pub fn tone(phase: Phase, following: Option<&Following>) -> &'static str {
    match phase {
        Phase::Failed | Phase::Delivered if special(phase, following).is_some() => "attention",
        Phase::Delivered | Phase::Paid | Phase::Detected | Phase::Delivering => "good",
        Phase::Creating | Phase::Waiting | Phase::Processing => "calm",
        Phase::Failed | Phase::Mismatch => "bad",
        _ => "attention",
    }
}

fn decimal(amount: Option<&Decimal>) -> &str {
    amount.map_or("–", Decimal::as_str)
}

fn text(phase: Phase, money_seen: bool, tampered: bool, keys: bool) -> Key {
    match phase {
        Phase::Creating => Key::CreatingText,
        Phase::UnknownOutcome if keys => Key::UnknownText,
        Phase::UnknownOutcome => Key::UnknownTextNoKey,
        Phase::Expired => Key::ExpiredText,
        Phase::Canceled => Key::CanceledText,
        Phase::Failed if money_seen => Key::FailedMoneyText,
        Phase::Failed => Key::FailedText,
        Phase::Detected => Key::DetectedText,
        Phase::Paid => Key::PaidText,
        Phase::Delivering => Key::DeliveringText,
        Phase::Held => Key::HeldText,
        Phase::Review => Key::ReviewText,
        Phase::Late => Key::LateText,
        Phase::Refunded => Key::RefundedText,
        Phase::Mismatch if tampered => Key::TamperedText,
        Phase::Mismatch if money_seen => Key::MismatchMoneyText,
        Phase::Mismatch => Key::MismatchText,
        Phase::Processing | Phase::Waiting | Phase::Underpaid | Phase::Delivered => {
            Key::ProcessingText
        }
    }
}

/// A phase that asks for no payment and delivers nothing.
pub fn told(ui: &Ui, state: &Checkout, pay: &Pay, phase: Phase) -> El {
    let following = pay.following();
    let money_seen = following.is_some_and(|following| following.money_seen);
    let tampered = following.is_some_and(|following| following.tampered);
    let unknown = matches!(pay.stage, Stage::UnknownOutcome);
    let can_ask_again = unknown && state.keys_honoured && pay.body.is_some();
    let may_start = unknown || following.is_some_and(Following::may_start_over);
    let moving = matches!(
        phase,
        Phase::Creating | Phase::Detected | Phase::Paid | Phase::Delivering | Phase::Processing
    );
    let again = can_ask_again.then(|| {
        parts::action(ui, "retry", "primary", Key::CheckAgain, || {
            Event::RetryPressed
        })
    });
    let start_class = if can_ask_again {
        "secondary"
    } else {
        "primary"
    };
    let start = may_start.then(|| {
        parts::action(ui, "start-over", start_class, Key::StartOver, || {
            Event::StartOverPressed
        })
    });
    el("div")
        .class("section")
        .kid(
            parts::text(
                "p",
                "told",
                ui.say(special(phase, following).map_or_else(
                    || text(phase, money_seen, tampered, can_ask_again),
                    |(_, text)| text,
                )),
            )
            .attr("data-told", ""),
        )
        .kid(moving.then(|| steps(ui, pay, phase)))
        .kid(following.map(|following| transactions(ui, state, following)))
        .kid(el("div").class("actions").kid(again).kid(start))
}

/// Back after a reload: the order is known, its state not yet.
pub fn returning(ui: &Ui, trouble: Option<&ProxyError>) -> El {
    let key = match trouble {
        None => return el("div"), // the status says it
        Some(ProxyError::Refused { status: 404, .. }) => Key::ReferenceUnknown,
        Some(_) => Key::ReturningTrouble,
    };
    let retry = parts::action(ui, "retry", "secondary", Key::Retry, || Event::RetryPressed);
    parts::notice("error", "", ui.say(key), Some(retry))
}

/// The way from payment to delivery, how far it has come, and when, as far as this device saw it.
pub fn steps(ui: &Ui, pay: &Pay, phase: Phase) -> El {
    let rank = phase.rank(true);
    let steps = [
        (Phase::Waiting, Key::StepOrdered),
        (Phase::Detected, Key::StepSeen),
        (Phase::Paid, Key::StepPaid),
        (Phase::Delivered, Key::StepDelivered),
    ];
    let when = |step: Phase| {
        let following = pay.following()?;
        if step == Phase::Waiting {
            return following.order.created_at.map(Timestamp::as_ms);
        }
        let mut reached = following.reached.iter();
        reached.find(|(seen, _)| *seen == step).map(|(_, at)| *at)
    };
    el("ol").class("steps").kids(steps.map(|(step, words)| {
        let done = step == phase || step.rank(true) < rank;
        parts::text("li", "step", ui.say(words))
            .attr("data-state", if done { "done" } else { "ahead" })
            .attr_if("aria-current", (step == phase).then_some("step"))
            .kid(when(step).map(|at| parts::text("span", "hint", ui.time(at))))
    }))
}

/// The transactions that the API knows of, each with a page that shows it where the network has one.
pub fn transactions(ui: &Ui, state: &Checkout, following: &Following) -> El {
    let order = &following.order;
    let named = |text: &Option<String>| text.clone().unwrap_or_default();
    let (coin, network) = (named(&order.coin), named(&order.network));
    let via = state.network(&coin, &network).map(via).unwrap_or_default();
    let rail = Rail::of(&coin, &network, &via);
    let lines = order
        .payment_transactions
        .iter()
        .filter(|id| !id.is_empty());
    el("div").class("transactions").kids(lines.map(|id| {
        let link = rail.explorer(id).map(|url| {
            let host = delivery::host_of(&url).unwrap_or_default().to_owned();
            let label = ui.fill(Key::ViewTransaction, &[("host", &host)]);
            parts::link_out("link", "quiet", url, label)
        });
        let names = (Key::Transaction, Key::Copy);
        el("div")
            .class("transaction")
            .kid(parts::copy_line(
                ui,
                "transaction",
                names,
                "transaction",
                id,
            ))
            .kid(link)
    }))
}

/// The order's address, unless it could be paid to while nothing may be paid: before the buyer agrees to a
/// price, or before it is proved (api-notes rule 3).
fn told_address(following: &Following) -> Option<&str> {
    let is_due = following.shown_phase() == Phase::Waiting
        && !following.money_seen
        && !following.window_closed();
    let address = following.order.wallet_address.as_deref();
    address.filter(|_| !is_due || following.payable().is_some())
}

/// Everything that support needs, ready to copy: only the buyer can send it.
pub fn support(ui: &Ui, pay: &Pay, title: Key) -> El {
    let wish = &pay.wish;
    let following = pay.following();
    let order = following.map(|following| &following.order);
    let or_none = |text: Option<&str>| text.unwrap_or("–").to_owned();
    let typed = ui.local().transaction;
    let transaction = match order {
        _ if !typed.trim().is_empty() => typed.trim().to_owned(),
        Some(order) if !order.payment_transactions.is_empty() => {
            order.payment_transactions.join(", ")
        }
        _ => {
            let sent = following.and_then(|following| following.sent.as_deref());
            or_none(sent.filter(|sent| !sent.is_empty()))
        }
    };
    let mut told = vec![pay.phase().as_str()];
    if let Some(order) = order {
        told.extend([order.order_state.as_str(), order.payment_state.as_str()]);
    }
    let mismatches = following.iter().flat_map(|following| &following.mismatches);
    told.extend(mismatches.map(|mismatch| mismatch.code()));
    let message = ui.fill(
        Key::SupportMessage,
        &[
            (
                "order",
                &or_none(following.map(|following| following.id.as_str())),
            ),
            ("goods", &bought::words(ui, &wish.goods())),
            ("coin", &wish.coin),
            ("network", &wish.network),
            (
                "amount",
                decimal(order.and_then(|order| order.coin_amount.as_ref())),
            ),
            (
                "received",
                decimal(order.and_then(|order| order.received_amount.as_ref())),
            ),
            ("address", &or_none(following.and_then(told_address))),
            ("transaction", &transaction),
            ("state", &told.join(", ")),
            ("time", &super::iso_time(wish.pressed_ms)),
            ("now", &super::iso_time(ui.local().now_ms)),
            ("version", env!("CARGO_PKG_VERSION")),
        ],
    );
    let enters = ui.clone();
    el("details")
        .part("support")
        .class("support")
        .kid(el("summary").kid(ui.say(title)))
        .kid(
            el("label")
                .class("field")
                .kid(parts::text("span", "label", ui.say(Key::Transaction)))
                .kid(
                    el("input")
                        .part("transaction")
                        .attr("autocomplete", "off")
                        .attr("autocapitalize", "off")
                        .attr("spellcheck", "false")
                        .attr("dir", "ltr")
                        .attr("maxlength", "120")
                        .value(typed)
                        .on("input", move |event| {
                            enters.change(|local| local.transaction = input_value(event));
                        }),
                )
                .kid(parts::text("span", "hint", ui.say(Key::TransactionHint))),
        )
        .kid(
            el("div")
                .class("line")
                .kid(parts::text("pre", "line-text", message.clone()).attr("data-copyable", ""))
                .kid(parts::copy(ui, "support", Key::Support, &message)),
        )
}
