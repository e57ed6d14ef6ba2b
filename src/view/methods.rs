//! Coin, then network: two explicit choices, the network always in words.

use std::sync::Arc;

use leptos::prelude::*;

use super::configure::form;
use super::{Ui, parts, problems};
use crate::checkout::Loading;
use crate::checkout::event::Event;
use crate::checkout::methods::Coin;
use crate::text::Key;
use crate::wire::{Problem, ProblemField, ProxyError};

#[derive(Clone, PartialEq)]
enum Coins {
    Busy,
    Failed(ProxyError),
    Here(Arc<Vec<Coin>>),
}

/// The way to pay.
pub fn section(ui: Ui, problems: Memo<Vec<Problem>>) -> AnyView {
    let coins = ui.slice(|state| match &state.vias {
        Loading::Idle | Loading::Busy => Coins::Busy,
        Loading::Failed(error) => Coins::Failed(error.clone()),
        Loading::Here(_) => Coins::Here(Arc::clone(&state.coins)),
    });
    let body = move || match coins.get() {
        Coins::Busy => parts::busy(ui.say(Key::Loading)),
        Coins::Failed(error) => {
            let retry = parts::button("retry", "secondary", ui.say(Key::Retry).into_any(), move || {
                ui.send(Event::RetryPressed);
            });
            problems::trouble(ui, &error, retry)
        }
        Coins::Here(coins) => choices(ui, coins),
    };
    view! {
        <fieldset class="section">
            <legend class="section-title">{move || ui.say(Key::PayWith)}</legend>
            {body}
            {problems::of(ui, problems, &[ProblemField::Payment])}
        </fieldset>
    }
    .into_any()
}

fn choices(ui: Ui, coins: Arc<Vec<Coin>>) -> AnyView {
    let chosen_coin = form(ui, |form| form.draft.coin.clone());
    let chosen_network = form(ui, |form| form.draft.network.clone());
    let listed = coins
        .iter()
        .map(|coin| {
            let usable = coin.usable().next().is_some();
            let name = coin.name.clone();
            let here = name.clone();
            radio(
                ui,
                Radio { part: "coin", name: name.clone(), coin: Some(name.clone()), network: None, usable },
                move || chosen_coin.with(|chosen| chosen.as_deref() == Some(here.as_str())),
                Event::CoinPicked(name),
            )
        })
        .collect_view();
    let networks = move || {
        let name = chosen_coin.get()?;
        let coin = coins.iter().find(|coin| coin.name == name)?.clone();
        let listed = coin
            .networks
            .iter()
            .map(|network| {
                let usable = !coin.is_suspended && !network.is_suspended;
                let name = network.name.clone();
                let here = name.clone();
                radio(
                    ui,
                    Radio {
                        part: "network",
                        name: name.clone(),
                        coin: Some(coin.name.clone()),
                        network: Some(name.clone()),
                        usable,
                    },
                    move || chosen_network.with(|chosen| chosen.as_deref() == Some(here.as_str())),
                    Event::NetworkPicked(name),
                )
            })
            .collect_view();
        Some(view! {
            <div class="chips wrap" role="radiogroup" aria-label=ui.say(Key::Network)>
                <span class="label full">{ui.say(Key::Network)}</span>
                {listed}
            </div>
            <p class="hint">{ui.say(Key::NetworkHint)}</p>
        })
    };
    view! {
        <div class="chips wrap" role="radiogroup" aria-label=ui.say(Key::Coin)>
            <span class="label full">{ui.say(Key::Coin)}</span>
            {listed}
        </div>
        {networks}
    }
    .into_any()
}

struct Radio {
    part: &'static str,
    name: String,
    coin: Option<String>,
    network: Option<String>,
    usable: bool,
}

fn radio(
    ui: Ui,
    Radio { part, name, coin, network, usable }: Radio,
    chosen: impl Fn() -> bool + Send + 'static,
    picked: Event,
) -> AnyView {
    let paused = (!usable).then(|| view! { <span class="option-more">{ui.say(Key::Suspended)}</span> });
    view! {
        <label class="pill">
            <input
                type="radio"
                name=part
                part=part
                data-coin=coin
                data-network=network
                disabled=!usable
                prop:checked=chosen
                on:change=move |_| ui.send(picked.clone())
            />
            <span class="pill-text" dir="auto">{name} {paused}</span>
        </label>
    }
    .into_any()
}
