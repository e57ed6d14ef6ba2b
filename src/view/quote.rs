//! What it costs now, and how sure that is.

use leptos::prelude::*;

use super::configure::form;
use super::{Ui, parts, problems};
use crate::checkout::draft::Choice;
use crate::checkout::event::Event;
use crate::checkout::quote::{Basis, Quote};
use crate::text::Key;

/// The price box, with what went wrong in asking for it.
pub fn section(ui: Ui) -> AnyView {
    let quote = form(ui, |form| form.quote.clone());
    let missing = form(ui, |form| {
        (form.draft.choice == Choice::Nothing, form.draft.coin.is_none())
    });
    let trouble = form(ui, |form| form.trouble.clone());
    let rise = form(ui, |form| form.rise.clone());
    let price = move || quote.with(|quote| quote.price().cloned());
    let amount = move || match price() {
        Some(price) => view! {
            <span class="total-amount">
                <span class="exact">{price.text}</span> {" "} {price.coin}
            </span>
        }
        .into_any(),
        None => ().into_any(),
    };
    let note = move || {
        quote.with(|quote| match quote {
            Quote::None => match missing.get() {
                (true, false) => Key::QuoteNoValue,
                (false, true) => Key::QuoteNoCoin,
                _ => Key::QuoteNone,
            },
            Quote::Loading => Key::QuoteLoading,
            Quote::Stale(_) => Key::QuoteStale,
            Quote::Unavailable => Key::QuoteUnavailable,
            Quote::Fresh(price) if price.basis == Basis::Estimate => Key::QuoteEstimate,
            Quote::Fresh(_) => Key::QuoteConfirmed,
        })
    };
    let rose = move || {
        let rise = rise.get()?;
        let price = price()?;
        let text = match rise.seen {
            Some(seen) => ui.fill(
                Key::PriceRose,
                &[("old", &seen.to_string()), ("new", &price.text), ("coin", &price.coin)],
            ),
            None => ui.fill(Key::PriceNew, &[("new", &price.text), ("coin", &price.coin)]),
        };
        Some(parts::notice("warning", "", text, ().into_any()))
    };
    let failed = move || {
        trouble.get().map(|error| {
            let retry = parts::button("retry", "secondary", ui.say(Key::Retry).into_any(), move || {
                ui.send(Event::RetryPressed);
            });
            problems::trouble(ui, &error, retry)
        })
    };
    view! {
        <div
            part="quote"
            class="quote"
            data-state=move || quote.with(Quote::state)
            data-coin=move || price().map(|price| price.coin)
            data-amount=move || price().map(|price| price.text)
            aria-live="polite"
        >
            <span class="label">{move || ui.say(Key::Total)}</span>
            {amount}
            <span class="hint">{move || ui.say(note())}</span>
        </div>
        {rose}
        {failed}
    }
    .into_any()
}
