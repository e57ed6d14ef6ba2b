//! Coin, then network: two explicit choices, the network always in words.

use super::dom::{El, el};
use super::{Ui, parts, problems, trouble};
use crate::checkout::configure::{Configure, Standing, least};
use crate::checkout::draft;
use crate::checkout::event::Event;
use crate::checkout::methods::Coin;
use crate::checkout::{Checkout, Loading};
use crate::money::Amount;
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
            trouble::trouble(ui, error, retry)
        }
        Loading::Here(_) => coins(ui, state, form, at_coins),
    };
    el("fieldset")
        .class("section")
        .kid(parts::text("legend", "section-title", ui.say(Key::PayWith)))
        .kid(body)
        .kid(networks(ui, state, form, at_networks))
        .kids(
            form.ways(&state.coins)
                .into_iter()
                .map(|way| instead(ui, way)),
        )
}

/// One press to a way that is not refused.
fn instead(ui: &Ui, (coin, network): (&str, &str)) -> El {
    let label = ui.fill(Key::PayInstead, &[("coin", coin), ("network", network)]);
    let (coin, network) = (coin.to_owned(), network.to_owned());
    let sender = ui.clone();
    parts::button("suggestion", "secondary", label, move || {
        sender.send(Event::MethodPicked {
            coin: coin.clone(),
            network: network.clone(),
        });
    })
}

fn coins(ui: &Ui, state: &Checkout, form: &Configure, described: Option<String>) -> El {
    let options = state.coins.iter().map(|coin| {
        let chosen = form.draft.coin.as_ref() == Some(&coin.name);
        let standing = form.coin_standing(coin);
        pill(
            ui,
            ("coin", &coin.name),
            (standing == Standing::Open, closed(ui, standing, &coin.name)),
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
        let standing = form.standing(coin, network);
        let more = closed(ui, standing, &coin.name).or_else(|| {
            let cost = network
                .transfer_cost()
                .map(|cost| ui.fill(Key::TransferCost, &[("cost", cost)]));
            let least = least(network).map(|least| minimum(ui, least, &coin.name));
            let more: Vec<String> = least.into_iter().chain(cost).collect();
            (!more.is_empty()).then(|| more.join(" · "))
        });
        pill(
            ui,
            ("network", &network.name),
            (standing == Standing::Open, more),
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

/// Why something cannot be chosen; nothing where it can.
fn closed(ui: &Ui, standing: Standing, coin: &str) -> Option<String> {
    match standing {
        Standing::Open => None,
        Standing::Suspended => Some(ui.say(Key::Suspended).to_owned()),
        Standing::Refused => Some(ui.say(Key::NotForProduct).to_owned()),
        Standing::BelowMinimum(least) => Some(minimum(ui, least, coin)),
    }
}

fn minimum(ui: &Ui, least: Amount, coin: &str) -> String {
    let least = ui.words().number(&least.to_string());
    ui.fill(Key::BelowMinimum, &[("amount", &least), ("coin", coin)])
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
    (usable, more): (bool, Option<String>),
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
                .kid(more.map(|more| parts::text("span", "option-more", more))),
        )
}
