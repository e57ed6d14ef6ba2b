//! What it costs now, and how sure that is.

use super::dom::{El, el};
use super::{Ui, parts, problems};
use crate::checkout::configure::Configure;
use crate::checkout::draft::Choice;
use crate::checkout::event::Event;
use crate::checkout::quote::{Basis, Price, Quote};
use crate::money::Amount;
use crate::text::Key;

/// The price box, with what went wrong in asking for it.
pub fn section(ui: &Ui, form: &Configure) -> El {
    let price = form.quote.price();
    let note = match &form.quote {
        Quote::None => match (&form.draft.choice, &form.draft.coin) {
            (Choice::Nothing, Some(_)) => Key::QuoteNoValue,
            (Choice::Fixed { .. } | Choice::Range { .. }, None) => Key::QuoteNoCoin,
            _ => Key::QuoteNone,
        },
        Quote::Loading => Key::QuoteLoading,
        Quote::Stale(_) => Key::QuoteStale,
        Quote::Unavailable => Key::QuoteUnavailable,
        Quote::Fresh(price) if price.basis == Basis::Estimate => Key::QuoteEstimate,
        Quote::Fresh(_) => Key::QuoteConfirmed,
    };
    let told = matches!(form.quote, Quote::Unavailable).then_some("");
    let total = price.map(|price| {
        parts::text(
            "span",
            "total-amount exact",
            [&price.text, " ", &price.coin].concat(),
        )
    });
    // A price that is asked for anew and stays the same is no news.
    let news = price.map(|price| {
        let note = match price.basis {
            Basis::Estimate => Key::QuoteEstimate,
            Basis::Validated { .. } => Key::QuoteConfirmed,
        };
        let words = [&price.text, " ", &price.coin, ". ", ui.say(note)].concat();
        parts::text("span", "hidden", words)
            .attr("aria-hidden", "true")
            .attr("data-told", "")
    });
    let lines = price.map(|price| detail(ui, price)).unwrap_or_default();
    let age = price.map(|price| price.age_ms(ui.local().now_ms).max(0) / 1000);
    let age = age
        .filter(|age| *age < 600)
        .map_or_else(String::new, |age| {
            ui.count(Key::Ago, u32::try_from(age).unwrap_or_default())
        });
    let rose = form.rise.as_ref().zip(price).map(|(rise, price)| {
        let words = match rise.seen {
            Some(seen) => ui.fill(
                Key::PriceRose,
                &[
                    ("old", &seen.to_string()),
                    ("new", &price.text),
                    ("coin", &price.coin),
                ],
            ),
            None => ui.fill(
                Key::PriceNew,
                &[("new", &price.text), ("coin", &price.coin)],
            ),
        };
        parts::notice("warning", "", words, None)
    });
    let retry = || parts::action(ui, "retry", "secondary", Key::Retry, || Event::RetryPressed);
    let failed = match &form.trouble {
        Some(error) => Some(problems::trouble(ui, error, retry())),
        None => (form.quote == Quote::Unavailable && form.refused.is_empty()).then(retry),
    };
    el("div")
        .class("section")
        .kid(
            el("div")
                .class("quote")
                .kid(
                    el("div")
                        .part("quote")
                        .class("price")
                        .attr("data-state", form.quote.state())
                        .attr_if("data-coin", price.map(|price| price.coin.clone()))
                        .attr_if("data-amount", price.map(|price| price.text.clone()))
                        .kid(parts::text("span", "label", ui.say(Key::Total)))
                        .kid(total)
                        .kid(news)
                        .kid(parts::text("span", "hint", ui.say(note)).attr_if("data-told", told)),
                )
                // Two lines that are always there: the button below must not move under a finger.
                .kid(parts::text("p", "hint line-kept", lines))
                .kid(parts::text("p", "hint line-kept", age)),
        )
        .kid(rose)
        .kid(failed)
}

/// The total in a currency, the rate, and what is contained.
fn detail(ui: &Ui, price: &Price) -> String {
    let mut lines = Vec::new();
    let coin = price.coin.as_str();
    if let Basis::Validated { sums, .. } = &price.basis {
        let named = |key: Key, amount: &Amount| {
            ui.fill(key, &[("amount", &amount.to_string()), ("coin", coin)])
        };
        if let Some((total, currency)) = &sums.fiat {
            let total_text = ui.money(&total.to_string(), currency);
            lines.push(ui.fill(Key::QuoteFiat, &[("amount", &total_text)]));
            lines.extend(total.rate(&price.amount, 5).map(|rate| {
                let rate = ui.money(&rate.to_string(), currency);
                ui.fill(Key::QuoteRate, &[("amount", &rate), ("coin", coin)])
            }));
        }
        lines.extend(sums.fee.as_ref().map(|fee| named(Key::QuoteFee, fee)));
        lines.extend(
            sums.discount
                .as_ref()
                .map(|discount| named(Key::QuoteDiscount, discount)),
        );
    }
    lines.join(" · ")
}
