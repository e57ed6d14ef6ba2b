//! What it costs now, and how sure that is.

use super::dom::{El, Words, el};
use super::{Ui, parts, problems, trouble};
use crate::checkout::Checkout;
use crate::checkout::configure::Configure;
use crate::checkout::draft::Choice;
use crate::checkout::event::Event;
use crate::checkout::quote::{Basis, Price, Quote};
use crate::money::Amount;
use crate::text::Key;

/// The price box, with what went wrong in asking for it.
pub fn section(ui: &Ui, state: &Checkout, form: &Configure) -> El {
    let price = form.quote.price();
    let note = match &form.quote {
        Quote::None => match (&form.draft.choice, &form.draft.coin) {
            (_, Some(_)) => Key::QuoteNoValue,
            (Choice::Fixed { .. } | Choice::Range { .. }, None) => Key::QuoteNoCoin,
            (Choice::Nothing, None) => Key::QuoteNone,
        },
        Quote::Loading => Key::QuoteLoading,
        Quote::Stale(_) => Key::QuoteStale,
        Quote::Unavailable => Key::QuoteUnavailable,
        Quote::Fresh(price) if price.basis == Basis::Estimate => Key::QuoteEstimate,
        Quote::Fresh(_) => Key::QuoteConfirmed,
    };
    let note: Words = match form.awaited(&state.shop(0)) {
        Some(problem) => problems::words(ui, &problem).into(),
        None => ui.say(note).into(),
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
        Some(error) => Some(trouble::trouble(ui, error, retry())),
        None => (form.quote == Quote::Unavailable && form.refused.is_empty()).then(retry),
    };
    el("div")
        .class("section")
        .kid(
            el("div")
                .class("quote")
                .kid(price.and_then(|price| way(ui, price)))
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
                        .kid(parts::text("span", "hint", note).attr_if("data-told", told)),
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
        if let Some((total, currency)) = &sums.fiat {
            let total_text = ui.money(&total.to_string(), currency);
            lines.push(ui.fill(Key::QuoteFiat, &[("amount", &total_text)]));
            lines.extend(total.rate(&price.amount, 5).map(|rate| {
                let rate = ui.money(&rate.to_string(), currency);
                ui.fill(Key::QuoteRate, &[("amount", &rate), ("coin", coin)])
            }));
        }
        lines.extend(sums.fee.as_ref().map(|fee| {
            ui.fill(
                Key::QuoteFee,
                &[("amount", &fee.to_string()), ("coin", coin)],
            )
        }));
    }
    lines.join(" · ")
}

/// The way to the total: either lines that add up to it, or the discount as a whole.
fn way(ui: &Ui, price: &Price) -> Option<El> {
    let Basis::Validated { sums, .. } = &price.basis else {
        return None;
    };
    let off = |key, amount: &Option<Amount>| amount.as_ref().map(|off| (key, "−", *off));
    let lines: Vec<(Key, &str, Amount)> = match &sums.lines {
        Some(way) => {
            let before = Some((Key::QuoteBefore, "", way.before));
            let coupon = off(Key::QuoteCoupon, &way.coupon);
            let other = off(Key::QuoteDiscount, &way.other);
            [before, coupon, other].into_iter().flatten().collect()
        }
        None => off(Key::QuoteDiscount, &sums.discount)
            .into_iter()
            .collect(),
    };
    let decimals = |text: &str| text.split_once('.').map_or(0, |(_, after)| after.len());
    let most = lines
        .iter()
        .map(|(.., amount)| decimals(&amount.to_string()));
    let most = most.max()?;
    let each = lines.into_iter().map(|(key, sign, amount)| {
        let mut text = amount.to_string();
        // As many decimals as the longest, so that they stand below each other.
        let short = most.saturating_sub(decimals(&text));
        if short == most && most > 0 {
            text.push('.');
        }
        text.push_str(&"0".repeat(short));
        let shown = [sign, &text, " ", &price.coin].concat();
        el("div")
            .class("fact")
            .part("quote-line")
            .attr("data-amount", amount.to_string())
            .kid(parts::text("dt", "label", ui.say(key)))
            .kid(parts::text("dd", "exact", shown).attr("dir", "ltr"))
    });
    Some(el("dl").class("sums").kids(each))
}
