//! Each phase's own words: what happened, whether money has moved, what to do now.

use leptos::prelude::*;

use super::payment::{order, pay};
use super::{Ui, parts};
use crate::checkout::event::Event;
use crate::checkout::following::Following;
use crate::checkout::pay::Stage;
use crate::checkout::phase::Phase;
use crate::text::Key;

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
        Phase::Processing | Phase::Waiting | Phase::Underpaid | Phase::Delivered => Key::ProcessingText,
    }
}

/// A phase that asks for no payment and delivers nothing.
pub fn told(ui: Ui, phase: Phase) -> AnyView {
    let money_seen = order(ui, |following| following.money_seen);
    let tampered = order(ui, |following| following.tampered);
    let keys = ui.slice(|state| state.keys_honoured);
    let can_ask_again = pay(ui, |pay| {
        matches!(pay.stage, Stage::UnknownOutcome) && pay.body.is_some()
    });
    let may_start = pay(ui, |pay| {
        matches!(pay.stage, Stage::UnknownOutcome)
            || pay.following().is_some_and(Following::may_start_over)
    });
    let words = move || {
        let keyed = keys.get() && can_ask_again.get();
        ui.say(text(phase, money_seen.get(), tampered.get(), keyed))
    };
    let moving = matches!(
        phase,
        Phase::Creating | Phase::Detected | Phase::Paid | Phase::Delivering | Phase::Processing
    );
    let progress = moving.then(|| steps(ui, phase));
    let again = move || {
        (phase == Phase::UnknownOutcome && keys.get() && can_ask_again.get()).then(|| {
            parts::button("retry", "primary", ui.say(Key::CheckAgain).into_any(), move || {
                ui.send(Event::RetryPressed);
            })
        })
    };
    let start = move || {
        may_start.get().then(|| {
            parts::button("start-over", "primary", ui.say(Key::StartOver).into_any(), move || {
                ui.send(Event::StartOverPressed);
            })
        })
    };
    let needs_help = matches!(
        phase,
        Phase::Held
            | Phase::Review
            | Phase::Late
            | Phase::Refunded
            | Phase::Failed
            | Phase::Mismatch
            | Phase::UnknownOutcome
            | Phase::Processing
            | Phase::Expired
            | Phase::Canceled
    );
    view! {
        <p class="told">{words}</p>
        {progress}
        <div class="actions">
            {again}
            {start}
            {needs_help.then(|| support(ui))}
        </div>
    }
    .into_any()
}

/// Back after a reload: the order is known, its state not yet.
pub fn returning(ui: Ui) -> AnyView {
    let trouble = pay(ui, |pay| match &pay.stage {
        Stage::Returning { trouble } => trouble.clone(),
        _ => None,
    });
    (move || match trouble.get() {
        None => parts::busy(ui.say(Key::Returning)),
        Some(error) => {
            let retry = parts::button("retry", "secondary", ui.say(Key::Retry).into_any(), move || {
                ui.send(Event::RetryPressed);
            });
            let key = match error {
                crate::wire::ProxyError::Refused { status: 404, .. } => Key::ReferenceUnknown,
                _ => Key::ReturningTrouble,
            };
            parts::notice("error", "", ui.say(key).to_owned(), retry)
        }
    })
    .into_any()
}

/// The way from payment to delivery, and how far it has come.
fn steps(ui: Ui, phase: Phase) -> AnyView {
    let reached = phase.rank(true);
    let items = [
        (Phase::Waiting, Key::StepOrdered),
        (Phase::Detected, Key::StepSeen),
        (Phase::Paid, Key::StepPaid),
        (Phase::Delivered, Key::StepDelivered),
    ]
    .map(|(step, words)| {
        let done = step == phase || step.rank(true) < reached;
        let state = if done { "done" } else { "ahead" };
        let current = (step == phase).then_some("step");
        view! { <li class="step" data-state=state aria-current=current>{ui.say(words)}</li> }
    })
    .into_iter()
    .collect_view();
    view! { <ol class="steps">{items}</ol> }.into_any()
}

/// Everything that support needs, ready to copy: only the buyer can send it.
pub fn support(ui: Ui) -> AnyView {
    let message = pay(ui, |pay| {
        let following = pay.following();
        let order = following.map(|following| &following.order);
        let text = |value: Option<&str>| value.unwrap_or("–").to_owned();
        vec![
            ("order", text(following.map(|following| following.id.as_str()))),
            ("brand", pay.wish.brand.clone()),
            ("value", pay.wish.face_value.clone()),
            ("coin", pay.wish.coin.clone()),
            ("network", pay.wish.network.clone()),
            ("amount", text(order.and_then(|order| order.coin_amount.as_ref()).map(|text| text.as_str()))),
            ("address", text(order.and_then(|order| order.wallet_address.as_deref()))),
            ("state", pay.phase().as_str().to_owned()),
            ("time", pay.wish.pressed_ms.to_string()),
        ]
    });
    (move || {
        let mut values = message.get();
        for (name, value) in &mut values {
            if *name == "time" {
                *value = value.parse().map(super::iso_time).unwrap_or_default();
            }
        }
        let named: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let text = ui.fill(Key::SupportMessage, &named);
        view! {
            <details part="support" class="support">
                <summary>{ui.say(Key::Support)}</summary>
                <div class="line">
                    <pre class="line-text" data-copyable={""}>{text.clone()}</pre>
                    {parts::copy(ui, "support", Key::Support, text)}
                </div>
            </details>
        }
    })
    .into_any()
}
