//! Coin, then network: two explicit choices, the network always in words.

use super::dom::{El, el};
use super::{Ui, parts, problems};
use crate::checkout::configure::Configure;
use crate::checkout::draft;
use crate::checkout::event::Event;
use crate::checkout::methods::Coin;
use crate::checkout::{Checkout, Loading};
use crate::text::Key;
use crate::wire::{Problem, ProblemField};

/// The way to pay.
pub fn section(ui: &Ui, state: &Checkout, form: &Configure, found: &[Problem]) -> El {
    // The networks of a chosen coin are what is chosen last, and what mostly stands in the way.
    let described = problems::ids(found, |one| draft::field(one) == ProblemField::Payment);
    let chosen = form.draft.coin.as_ref();
    let chosen = state.coins.iter().find(|coin| Some(&coin.name) == chosen);
    let another = |coin: &Coin| {
        let mut usable = coin.usable();
        usable.any(|network| !form.is_closed(&coin.name, &network.name))
    };
    let (at_coins, at_networks) = match chosen.is_some_and(another) {
        false => (described, None),
        true => (None, described),
    };
    let body = match &state.vias {
        Loading::Idle | Loading::Busy => parts::busy(ui.say(Key::Loading)),
        Loading::Failed(error) => {
            let retry = parts::action(ui, "retry", "secondary", Key::Retry, || Event::RetryPressed);
            problems::trouble(ui, error, retry)
        }
        Loading::Here(_) => coins(ui, state, form, at_coins),
    };
    el("fieldset")
        .class("section")
        .kid(parts::text("legend", "section-title", ui.say(Key::PayWith)))
        .kid(body)
        .kid(networks(ui, state, form, at_networks))
        .kid(instead(ui, state, form))
}

/// One press to a way that is not refused.
fn instead(ui: &Ui, state: &Checkout, form: &Configure) -> Option<El> {
    let (coin, network) = form.alternative(&state.coins)?;
    let label = ui.fill(Key::PayInstead, &[("coin", coin), ("network", network)]);
    let (coin, network) = (coin.to_owned(), network.to_owned());
    let sender = ui.clone();
    Some(parts::button("suggestion", "secondary", label, move || {
        sender.send(Event::MethodPicked {
            coin: coin.clone(),
            network: network.clone(),
        });
    }))
}

fn coins(ui: &Ui, state: &Checkout, form: &Configure, described: Option<String>) -> El {
    let options = state.coins.iter().map(|coin| {
        let chosen = form.draft.coin.as_ref() == Some(&coin.name);
        let usable = coin
            .usable()
            .any(|network| !form.is_closed(&coin.name, &network.name));
        pill(
            ui,
            ("coin", &coin.name),
            usable,
            chosen,
            Event::CoinPicked,
            &coin.name,
        )
    });
    group(ui, Key::Coin, described).kids(options)
}

fn networks(ui: &Ui, state: &Checkout, form: &Configure, described: Option<String>) -> Option<El> {
    let name = form.draft.coin.as_ref()?;
    let coin = state.coins.iter().find(|coin| coin.name == *name)?;
    let options = coin.networks.iter().map(|network| {
        let chosen = form.draft.network.as_ref() == Some(&network.name);
        let usable = !coin.is_suspended
            && !network.is_suspended
            && !form.is_closed(&coin.name, &network.name);
        pill(
            ui,
            ("network", &network.name),
            usable,
            chosen,
            Event::NetworkPicked,
            &coin.name,
        )
    });
    Some(
        el("div")
            .class("section")
            .kid(group(ui, Key::Network, described).kids(options))
            .kid(parts::text("p", "hint", ui.say(Key::NetworkHint))),
    )
}

fn group(ui: &Ui, label: Key, described: Option<String>) -> El {
    el("div")
        .class("chips wrap")
        .attr("role", "radiogroup")
        .attr("aria-label", ui.say(label))
        .attr_if("aria-invalid", described.as_ref().map(|_| "true"))
        .attr_if("aria-describedby", described)
        .kid(parts::text("span", "label full", ui.say(label)).attr("aria-hidden", "true"))
}

fn pill(
    ui: &Ui,
    (part, name): (&'static str, &str),
    usable: bool,
    chosen: bool,
    picked: fn(String) -> Event,
    coin: &str,
) -> El {
    let (sender, value) = (ui.clone(), name.to_owned());
    let network = (part == "network").then(|| name.to_owned());
    el("label")
        .class("pill")
        .kid(
            el("input")
                .attr("type", "radio")
                .attr("name", part)
                .part(part)
                .attr("data-coin", coin.to_owned())
                .attr_if("data-network", network)
                .attr_if("disabled", (!usable).then_some(""))
                .checked(chosen)
                .on("change", move |_| sender.send(picked(value.clone()))),
        )
        .kid(
            el("span")
                .class("pill-text")
                .attr("dir", "auto")
                .kid(name.to_owned())
                .kid((!usable).then(|| parts::text("span", "option-more", ui.say(Key::Suspended)))),
        )
}
