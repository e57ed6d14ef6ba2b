//! Each phase's own words: what happened, whether money has moved, what to do now.

use super::dom::{El, el};
use super::{Ui, parts};
use crate::checkout::Checkout;
use crate::checkout::event::Event;
use crate::checkout::following::Following;
use crate::checkout::pay::{Pay, Stage};
use crate::checkout::phase::Phase;
use crate::text::Key;
use crate::wire::ProxyError;

/// The phase in a few words.
pub fn title(phase: Phase) -> Key {
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
pub fn tone(phase: Phase) -> &'static str {
    match phase {
        Phase::Delivered | Phase::Paid | Phase::Detected | Phase::Delivering => "good",
        Phase::Creating | Phase::Waiting | Phase::Processing => "calm",
        Phase::Failed | Phase::Mismatch => "bad",
        _ => "attention",
    }
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
    let needs_help = !moving || phase == Phase::Processing;
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
        .kid(parts::text(
            "p",
            "told",
            ui.say(text(phase, money_seen, tampered, can_ask_again)),
        ))
        .kid(moving.then(|| steps(ui, phase)))
        .kid(
            el("div")
                .class("actions")
                .kid(again)
                .kid(start)
                .kid(needs_help.then(|| support(ui, pay))),
        )
}

/// Back after a reload: the order is known, its state not yet.
pub fn returning(ui: &Ui, trouble: Option<&ProxyError>) -> El {
    let key = match trouble {
        None => return parts::busy(ui.say(Key::Returning)),
        Some(ProxyError::Refused { status: 404, .. }) => Key::ReferenceUnknown,
        Some(_) => Key::ReturningTrouble,
    };
    let retry = parts::action(ui, "retry", "secondary", Key::Retry, || Event::RetryPressed);
    parts::notice("error", "", ui.say(key), Some(retry))
}

/// The way from payment to delivery, and how far it has come.
fn steps(ui: &Ui, phase: Phase) -> El {
    let reached = phase.rank(true);
    let steps = [
        (Phase::Waiting, Key::StepOrdered),
        (Phase::Detected, Key::StepSeen),
        (Phase::Paid, Key::StepPaid),
        (Phase::Delivered, Key::StepDelivered),
    ];
    el("ol").class("steps").kids(steps.map(|(step, words)| {
        let done = step == phase || step.rank(true) < reached;
        parts::text("li", "step", ui.say(words))
            .attr("data-state", if done { "done" } else { "ahead" })
            .attr_if("aria-current", (step == phase).then_some("step"))
    }))
}

/// Everything that support needs, ready to copy: only the buyer can send it.
pub fn support(ui: &Ui, pay: &Pay) -> El {
    let wish = &pay.wish;
    let following = pay.following();
    let order = following.map(|following| &following.order);
    let amount = order
        .and_then(|order| order.coin_amount.as_ref())
        .map(|text| text.as_str());
    let or_none = |text: Option<&str>| text.unwrap_or("–").to_owned();
    let message = ui.fill(
        Key::SupportMessage,
        &[
            (
                "order",
                &or_none(following.map(|following| following.id.as_str())),
            ),
            ("brand", &wish.brand),
            ("value", &wish.face_value),
            ("coin", &wish.coin),
            ("network", &wish.network),
            ("amount", &or_none(amount)),
            (
                "address",
                &or_none(order.and_then(|order| order.wallet_address.as_deref())),
            ),
            ("state", pay.phase().as_str()),
            ("time", &super::iso_time(wish.pressed_ms)),
        ],
    );
    el("details")
        .part("support")
        .class("support")
        .kid(el("summary").kid(ui.say(Key::Support)))
        .kid(
            el("div")
                .class("line")
                .kid(parts::text("pre", "line-text", message.clone()).attr("data-copyable", ""))
                .kid(parts::copy(ui, "support", Key::Support, &message)),
        )
}
