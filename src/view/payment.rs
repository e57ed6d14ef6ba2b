//! Paying, waiting, receiving: one screen from the press on pay to the end.
//!
//! Everything payable on it comes from one [`Payable`], which only a proof can make.

use leptos::prelude::*;

use super::{Ui, parts, phases, qr, receipt};
use crate::checkout::deadline::seconds_left;
use crate::checkout::event::Event;
use crate::checkout::following::Following;
use crate::checkout::pay::{Pay, Stage};
use crate::checkout::phase::Phase;
use crate::checkout::{Checkout, Screen, delivery};
use crate::payment::{Payable, Rail};
use crate::text::Key;

/// A part of the purchase.
pub fn pay<T>(ui: Ui, read: impl Fn(&Pay) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Default + Send + Sync + 'static,
{
    ui.slice(move |state| match &state.screen {
        Screen::Pay(pay) => read(pay),
        _ => T::default(),
    })
}

/// A part of the order, once there is one.
pub fn order<T>(ui: Ui, read: impl Fn(&Following) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Default + Send + Sync + 'static,
{
    pay(ui, move |pay| pay.following().map(&read).unwrap_or_default())
}

/// The screen.
pub fn screen(ui: Ui) -> AnyView {
    let phase = pay(ui, |pay| Some(pay.phase()));
    let returning = pay(ui, |pay| matches!(pay.stage, Stage::Returning { .. }));
    let body = move || match phase.get()? {
        Phase::Creating if returning.get() => Some(phases::returning(ui)),
        Phase::Waiting | Phase::Underpaid => Some(due(ui)),
        Phase::Delivered => Some(receipt::view(ui)),
        phase => Some(phases::told(ui, phase)),
    };
    view! {
        <div class="screen pay">
            {parts::back(ui)}
            {title(ui)}
            {status(ui, phase)}
            {body}
            {reference(ui)}
        </div>
    }
    .into_any()
}

/// What is being bought: the heading of every phase.
fn title(ui: Ui) -> AnyView {
    let brand = pay(ui, |pay| pay.wish.brand.clone());
    let value = pay(ui, |pay| pay.wish.face_value.clone());
    view! {
        <div class="head plain">
            {parts::heading(view! {
                <span dir="auto">{move || brand.get()}</span>
                <span class="heading-more" dir="auto">{move || value.get()}</span>
            }.into_any())}
        </div>
    }
    .into_any()
}

/// The one line that tells the phase, in a live region that outlives all of them.
fn status(ui: Ui, phase: Memo<Option<Phase>>) -> AnyView {
    let raw = order(ui, |following| {
        Some((
            following.order.order_state.as_str().to_owned(),
            following.order.payment_state.as_str().to_owned(),
        ))
    });
    let mode = order(ui, |following| Some(following.mode().as_str()));
    let over = pay(ui, |pay| pay.phase().is_final());
    let closed = order(ui, Following::window_closed);
    let words = move || match phase.get()? {
        Phase::Waiting if closed.get() => Some(ui.say(Key::WindowClosed)),
        phase => Some(ui.say(phases::title(phase))),
    };
    let connection = move || {
        let mode = mode.get().filter(|_| !over.get())?;
        let words = match mode {
            "stream" => Key::Updated,
            "poll" => Key::Polling,
            _ => Key::NoStatus,
        };
        Some(view! {
            <span part="connection" class="connection" data-mode=mode>{ui.say(words)}</span>
        })
    };
    view! {
        <div class="status-row">
            <p
                part="status"
                class="status"
                role="status"
                data-phase=move || phase.get().map(Phase::as_str)
                data-order-state=move || raw.get().map(|raw| raw.0)
                data-payment-state=move || raw.get().map(|raw| raw.1)
                data-tone=move || phase.get().map(phases::tone)
            >
                {words}
            </p>
            {connection}
        </div>
    }
    .into_any()
}

/// The buyer still owes something.
fn due(ui: Ui) -> AnyView {
    let payable = order(ui, |following| following.payable().cloned());
    let hosted = order(ui, |following| following.hosted_checkout().map(str::to_owned));
    let dearer = order(ui, |following| following.dearer);
    let small = order(ui, |following| following.missing_too_small);
    let closed = order(ui, Following::window_closed);
    (move || {
        if let Some(payable) = payable.get() {
            return panel(ui, &payable);
        }
        if let Some(url) = hosted.get() {
            return hosted_checkout(ui, url);
        }
        if closed.get() {
            let text = ui.say(Key::WindowClosedText).to_owned();
            return view! {
                {parts::notice("warning", "", text, ().into_any())}
                {phases::support(ui)}
            }
            .into_any();
        }
        if dearer.get() {
            return accept_price(ui);
        }
        if small.get() {
            let text = fill_amounts(ui, Key::MissingTooSmall);
            return view! {
                {missing(ui)}
                {parts::notice("warning", "", text, ().into_any())}
                {phases::support(ui)}
            }
            .into_any();
        }
        let text = ui.say(Key::UnderpaidWait).to_owned();
        parts::notice("info", "", text, ().into_any())
    })
    .into_any()
}

/// A text about the order's amounts, each as the API wrote it.
fn fill_amounts(ui: Ui, key: Key) -> String {
    let amounts = ui.state.with_untracked(|state| {
        let order = match &state.screen {
            Screen::Pay(pay) => pay.following().map(|following| &following.order),
            _ => None,
        };
        let text = |read: fn(&crate::wire::Order) -> Option<String>| {
            order.and_then(read).unwrap_or_default()
        };
        [
            ("missing", text(|order| order.missing_amount.as_ref().map(|text| text.as_str().into()))),
            ("received", text(|order| order.received_amount.as_ref().map(|text| text.as_str().into()))),
            ("amount", text(|order| order.coin_amount.as_ref().map(|text| text.as_str().into()))),
            ("coin", text(|order| order.coin.clone())),
        ]
    });
    ui.fill(key, &amounts.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn missing(ui: Ui) -> AnyView {
    let missing = order(ui, |following| {
        let amount = following.order.missing_amount.as_ref()?;
        Some((amount.as_str().to_owned(), following.order.coin.clone().unwrap_or_default()))
    });
    (move || {
        missing.get().map(|(amount, coin)| {
            view! {
                <p class="missing">
                    <span class="label">{ui.say(Key::Missing)}</span>
                    <span class="total-amount">
                        <span part="missing-amount" class="exact" data-amount=amount.clone()>{amount.clone()}</span>
                        {" "} {coin}
                    </span>
                </p>
            }
        })
    })
    .into_any()
}

/// Where and how much to pay, in a code and in words.
fn panel(ui: Ui, payable: &Payable) -> AnyView {
    let (coin, network) = (payable.coin().to_owned(), payable.network().to_owned());
    let amount = payable.amount_text().to_owned();
    let named = [("amount", amount.as_str()), ("coin", coin.as_str()), ("network", network.as_str())];
    let underpaid = ui.state.with_untracked(|state| match &state.screen {
        Screen::Pay(pay) => pay.phase() == Phase::Underpaid,
        _ => false,
    });
    let short = underpaid.then(|| {
        let text = fill_amounts(ui, Key::UnderpaidText);
        view! { {missing(ui)} {parts::notice("warning", "", text, ().into_any())} }
    });
    let label = ui.fill(Key::QrLabel, &named);
    let code = payable.qr_text();
    let drawing = qr::draw(&code).map(|drawing| qr_view(drawing, code, label));
    let link = payable.link().map(|link| {
        view! {
            <a part="open-wallet" class="primary as-link" href=link rel="noreferrer">{ui.say(Key::OpenWallet)}</a>
        }
    });
    let lightning = *payable.rail() == Rail::Lightning;
    let address_label = if lightning { Key::Invoice } else { Key::Address };
    let memo = payable.memo().map(|memo| {
        view! {
            {parts::copy_line(ui, "pay-memo", ui.say(Key::Memo).into(), Key::Copy, "memo", memo.to_owned())}
            <p class="hint">{ui.say(Key::MemoWarning)}</p>
        }
    });
    let bare = (payable.is_bare() && !lightning)
        .then(|| parts::notice("warning", "", ui.say(Key::BareWarning).to_owned(), ().into_any()));
    let uri = (!payable.is_bare() && !lightning).then(|| {
        view! {
            <div class="copy-uri">
                {parts::copy(ui, "uri", Key::CopyUri, payable.uri().to_owned())}
                <span class="label">{ui.say(Key::CopyUri)}</span>
            </div>
        }
    });
    view! {
        <div class="panel">
            <p class="panel-title">{ui.fill(Key::PayTitle, &named)}</p>
            {countdown(ui)}
            {short}
            {drawing}
            <p class="hint centre">{ui.say(Key::ScanOrCopy)}</p>
            {link}
            <div class="lines">
                <div class="line">
                    <div class="line-text">
                        <span class="label">{ui.say(Key::PayExactly)}</span>
                        <span class="big">
                            <span part="pay-amount" class="exact" data-copyable={""}>{amount.clone()}</span>
                            {" "}
                            <span part="pay-coin">{coin.clone()}</span>
                        </span>
                    </div>
                    {parts::copy(ui, "amount", Key::CopyAmount, amount.clone())}
                </div>
                <div class="line">
                    <div class="line-text">
                        <span class="label">{ui.say(Key::Network)}</span>
                        <span part="pay-network" class="big" dir="auto">{network.clone()}</span>
                    </div>
                </div>
                <div class="line">
                    <div class="line-text">
                        <span class="label">{ui.say(address_label)}</span>
                        <span part="pay-address" class="exact address" data-copyable={""} dir="ltr">
                            {grouped(payable.address())}
                        </span>
                    </div>
                    {parts::copy(ui, "address", Key::CopyAddress, payable.address().to_owned())}
                </div>
                {memo}
            </div>
            {uri}
            {bare}
            <p class="hint">{ui.fill(Key::NetworkWarning, &named)}</p>
            <p class="hint">{ui.say(Key::ExchangeWarning)}</p>
        </div>
    }
    .into_any()
}

/// An address in groups of four, without a space in its text: what is selected is what is copied. The
/// first and the last group are what people compare.
fn grouped(address: &str) -> AnyView {
    let letters: Vec<char> = address.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    let last = groups.len().saturating_sub(1);
    groups
        .into_iter()
        .enumerate()
        .map(|(place, group)| {
            let class = if place == 0 || place == last { "group edge" } else { "group" };
            view! { <span class=class>{group}</span> }
        })
        .collect_view()
        .into_any()
}

/// A QR code: dark on white in every theme, nothing over it.
pub fn qr_view(drawing: qr::Drawing, text: String, label: String) -> AnyView {
    let side = drawing.side.to_string();
    let view_box = ["0 0 ", &side, " ", &side].concat();
    let pixels = drawing.pixels.to_string();
    view! {
        <svg
            part="qr"
            class="qr"
            role="img"
            aria-label=label
            data-text=text
            viewBox=view_box
            width=pixels.clone()
            height=pixels
            shape-rendering="crispEdges"
        >
            <rect width=side.clone() height=side fill="#fff" />
            <path d=drawing.path fill="#000" />
        </svg>
    }
    .into_any()
}

/// Seconds until payment is no longer offered, by the server's clock. The digits are no live region.
fn countdown(ui: Ui) -> AnyView {
    let deadline = order(ui, |following| following.deadline_ms);
    let skew = ui.slice(|state: &Checkout| state.skew);
    let left = Memo::new(move |_| seconds_left(deadline.get(), skew.get().server(ui.now.get())));
    let text = move || {
        let left = left.get();
        let two = |number: u32| {
            let text = number.to_string();
            if number < 10 { ["0", &text].concat() } else { text }
        };
        [&two(left / 60), ":", &two(left % 60)].concat()
    };
    view! {
        <p class="countdown">
            <span class="label">{ui.say(Key::TimeLeft)}</span>
            <span
                part="countdown"
                class="clock"
                role="timer"
                data-seconds-left=move || left.get().to_string()
                data-short=move || (left.get() < 180).then_some("true")
            >
                {text}
            </span>
        </p>
    }
    .into_any()
}

/// The order asks for more than the buyer agreed to: nothing payable until they agree again.
fn accept_price(ui: Ui) -> AnyView {
    let old = pay(ui, |pay| pay.wish.accepted.map(|amount| amount.to_string()));
    let cost = order(ui, |following| {
        Some((
            following.order.coin_amount.as_ref()?.as_str().to_owned(),
            following.order.coin.clone()?,
        ))
    });
    (move || {
        let (amount, coin) = cost.get().unwrap_or_default();
        let old = old.get().unwrap_or_default();
        let named = [("old", old.as_str()), ("new", amount.as_str()), ("coin", coin.as_str()), ("amount", amount.as_str())];
        let accept = parts::button(
            "pay",
            "primary",
            ui.fill(Key::PayAmount, &named).into_any(),
            move || ui.send(Event::PriceAccepted),
        );
        parts::notice("warning", ui.say(Key::DearerTitle), ui.fill(Key::DearerText, &named), accept)
    })
    .into_any()
}

fn hosted_checkout(ui: Ui, url: String) -> AnyView {
    let host = delivery::host_of(&url).map(str::to_owned);
    let Some(host) = host else {
        return phases::told(ui, Phase::Mismatch);
    };
    let label = ui.fill(Key::HostedLink, &[("host", &host)]);
    let link = parts::link_out("hosted-checkout", "primary as-link", url, label);
    let title = ui.fill(Key::HostedTitle, &[("host", &host)]);
    parts::notice("info", &title, ui.say(Key::HostedText).to_owned(), link)
}

/// The vendor's order id: the buyer's own key to the order, for support and for coming back.
fn reference(ui: Ui) -> AnyView {
    let id = order(ui, |following| Some(following.id.as_str().to_owned()));
    let memory = ui.slice(|state| state.memory_works);
    (move || {
        id.get().map(|id| {
            let warning = (!memory.get()).then(|| {
                parts::notice("warning", "", ui.say(Key::MemoryBlocked).to_owned(), ().into_any())
            });
            view! {
                <div class="reference">
                    {warning}
                    {parts::copy_line(ui, "reference", ui.say(Key::OrderReference).into(), Key::CopyReference, "reference", id)}
                    <p class="hint">{ui.say(Key::ReferenceHint)}</p>
                </div>
            }
        })
    })
    .into_any()
}
