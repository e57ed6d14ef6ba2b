//! Past orders of this device: reopening one, putting it away, noting what is left on a card, and forgetting
//! everything.

mod finder;

use super::dom::{El, el, input_value};
use super::{Ui, bought, parts, phases};
use crate::checkout::Checkout;
use crate::checkout::event::Event;
use crate::checkout::history::History;
use crate::checkout::phase::Phase;
use crate::checkout::remembered::RememberedOrder;
use crate::text::Key;

/// The list.
pub fn screen(ui: &Ui, state: &Checkout, seen: &History) -> El {
    let shown = state.history(false).map(|order| item(ui, order));
    let away = state.history(true).map(|order| item(ui, order));
    el("div")
        .class("screen history")
        .kid(parts::back(ui))
        .kid(parts::heading().kid(ui.say(Key::History)))
        .kid((!state.has_history()).then(|| parts::text("p", "hint", ui.say(Key::HistoryEmpty))))
        .kid(el("div").class("section").kids(shown))
        .kid(state.history(true).next().map(|_| {
            el("details")
                .kid(el("summary").kid(ui.say(Key::Archived)))
                .kids(away)
        }))
        .kid(finder::finder(ui, state.browse.no_reference))
        .kid(state.has_traces().then(|| forget(ui, seen)))
}

fn item(ui: &Ui, order: &RememberedOrder) -> El {
    let open = order.attempt.clone();
    let put = (order.attempt.clone(), !order.archived);
    let named = ["past-", &order.attempt].concat();
    let label = if order.archived {
        Key::Unarchive
    } else {
        Key::Archive
    };
    let state = match order.phase {
        Phase::Delivered => Key::Delivered,
        phase => phases::title(phase, None),
    };
    let show = match order.phase.is_final() {
        true => Key::Find,
        false => Key::Resume,
    };
    el("section")
        .key(order.attempt.clone())
        .class("delivery")
        .attr("aria-labelledby", named.clone())
        .kid(
            parts::text("h3", "delivery-name", bought::words(ui, &order.goods()))
                .attr("id", named)
                .attr("dir", "auto"),
        )
        .kid(
            parts::text("p", "told", ui.say(state))
                .attr("data-tone", phases::tone(order.phase, None)),
        )
        .kid(parts::text("p", "hint", ui.time(order.created_ms)))
        .kids((0..order.cards.len()).filter_map(|place| balance(ui, order, place)))
        .kid(
            el("div")
                .class("actions")
                .kid(
                    parts::action(ui, "history-item", "secondary", show, move || {
                        Event::OrderReopened(open.clone())
                    })
                    .attr("data-phase", order.phase.as_str()),
                )
                .kid(parts::action(ui, "archive", "quiet", label, move || {
                    Event::OrderArchived {
                        attempt: put.0.clone(),
                        archived: put.1,
                    }
                })),
        )
}

/// What is left on a gift card; of several, each is named.
fn balance(ui: &Ui, order: &RememberedOrder, place: usize) -> Option<El> {
    let card = order.cards.get(place)?;
    if order.phase != Phase::Delivered {
        return None;
    }
    let (noted, attempt) = (ui.clone(), order.attempt.clone());
    let mut label = ui.say(Key::Balance).to_owned();
    if order.cards.len() > 1 {
        label = [&label, ": ", &card.name].concat();
    }
    Some(
        el("label")
            .class("field")
            .kid(parts::text("span", "label", label))
            .kid(
                el("input")
                    .part("balance")
                    .attr("data-index", place.to_string())
                    .attr("autocomplete", "off")
                    .attr("maxlength", "14")
                    .value(card.balance.clone().unwrap_or_default())
                    .on("change", move |event| {
                        noted.send(Event::BalanceNoted {
                            attempt: attempt.clone(),
                            card: place,
                            typed: input_value(event),
                        });
                    }),
            ),
    )
}

/// It cannot be undone, so it is asked first.
fn forget(ui: &Ui, seen: &History) -> El {
    let ask =
        |part, class, label, event: fn() -> Event| parts::action(ui, part, class, label, event);
    if !seen.forgetting {
        return ask("forget", "quiet", Key::ForgetAll, || Event::ForgetAsked);
    }
    let yes = ask("forget", "secondary", Key::ForgetAll, || {
        Event::ForgetAnswered { forgets: true }
    });
    let no = ask("keep", "primary", Key::Back, || Event::ForgetAnswered {
        forgets: false,
    });
    parts::notice(
        "warning",
        "",
        ui.say(Key::ForgetText),
        Some(el("div").class("actions").kid(no).kid(yes)),
    )
}
