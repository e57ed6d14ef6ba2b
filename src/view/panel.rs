//! What is to be paid and where: the one panel that shows a [`Payable`].

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::dom::{El, el};
use super::payment::{fill_amounts, missing};
use super::{Ui, parts, qr, wallets};
use crate::checkout::Checkout;
use crate::checkout::deadline::seconds_left;
use crate::checkout::following::Following;
use crate::checkout::pay::Pay;
use crate::checkout::phase::Phase;
use crate::money::Amount;
use crate::payment::{Payable, Rail};
use crate::text::Key;

/// A wallet that is there has hidden the page by then (features SCR-06).
const OPENS_WITHIN_MS: u32 = 2_000;

/// The link did not lead away, as far as the page can tell: the other ways are pointed out.
fn not_opened(ui: &Ui) {
    if ui.is_visible() {
        ui.change(|local| local.unopened = true);
    }
}

/// Where and how much to pay, in a code and in words.
pub fn panel(
    ui: &Ui,
    state: &Checkout,
    (pay, following): (&Pay, &Following),
    payable: &Payable,
) -> El {
    let named = [
        ("amount", payable.amount_text()),
        ("coin", payable.coin()),
        ("network", payable.network()),
    ];
    let lightning = *payable.rail() == Rail::Lightning;
    let short = following.shown_phase() == Phase::Underpaid;
    let received = following.order.received_amount.as_ref();
    let received = received.and_then(|text| Amount::parse(text.as_str()));
    let arrived = match received.is_some_and(|amount| !amount.is_zero()) {
        true => Key::UnderpaidText,
        false => Key::UnderpaidRest,
    };
    let code = payable.qr_text();
    let drawing = ui
        .qr(&code)
        .map(|drawing| qr_view(drawing, code, ui.fill(Key::QrLabel, &named)));
    let pressed = ui.clone();
    let link = payable.link().map(|link| {
        parts::text("a", "primary as-link", ui.say(Key::OpenWallet))
            .part("open-wallet")
            .attr("href", link)
            .attr("rel", "noreferrer")
            .on("click", move |_| pressed.later(OPENS_WITHIN_MS, not_opened))
    });
    let unopened = ui
        .local()
        .unopened
        .then(|| parts::notice("info", "", ui.say(Key::NotOpened), None));
    let bare = payable.is_bare() && !lightning;
    let uri = (!payable.is_bare() && !lightning).then(|| {
        el("div")
            .class("line")
            .kid(parts::text(
                "span",
                "line-text label",
                ui.say(Key::PaymentLink),
            ))
            .kid(copy(ui, payable, "uri", Key::CopyUri, payable.uri()))
    });
    let amount = el("div")
        .class("line")
        .kid(
            el("div")
                .class("line-text")
                .kid(parts::text("span", "label", ui.say(Key::PayExactly)))
                .kid(
                    el("span")
                        .class("big")
                        .kid(
                            parts::text("span", "exact", payable.amount_text().to_owned())
                                .part("pay-amount")
                                .attr("translate", "no")
                                .attr("data-copyable", ""),
                        )
                        .kid(" ")
                        .kid(
                            el("span")
                                .part("pay-coin")
                                .attr("translate", "no")
                                .kid(payable.coin().to_owned()),
                        ),
                ),
        )
        .kid(copy(
            ui,
            payable,
            "amount",
            Key::CopyAmount,
            payable.amount_text(),
        ));
    let network = el("div").class("line").kid(
        el("div")
            .class("line-text")
            .kid(parts::text("span", "label", ui.say(Key::Network)))
            .kid(
                parts::text("span", "big", payable.network().to_owned())
                    .part("pay-network")
                    .attr("translate", "no")
                    .attr("dir", "auto"),
            )
            .kid(parts::text(
                "span",
                "hint",
                ui.fill(Key::NetworkWarning, &named),
            )),
    );
    let address = el("div")
        .class("line")
        .kid(
            el("div")
                .class("line-text")
                .kid(parts::text(
                    "span",
                    "label",
                    ui.say(if lightning {
                        Key::Invoice
                    } else {
                        Key::Address
                    }),
                ))
                .kid(
                    el("span")
                        .part("pay-address")
                        .class("exact address")
                        .attr("data-copyable", "")
                        .attr("translate", "no")
                        .attr("dir", "ltr")
                        .kids(grouped(payable.address())),
                ),
        )
        .kid(copy(
            ui,
            payable,
            "address",
            Key::CopyAddress,
            payable.address(),
        ));
    let memo = payable.memo().map(|memo| {
        parts::copy_line(ui, "pay-memo", (Key::Memo, Key::Copy), "memo", memo).kid(parts::text(
            "p",
            "hint",
            ui.say(Key::MemoWarning),
        ))
    });
    el("div")
        // Never turned into what follows the payment: the focus must not end up on a button of that.
        .key("panel".into())
        .class("panel")
        .kid(
            el("div")
                .class("panel-head")
                .kid(parts::text(
                    "p",
                    "panel-title",
                    ui.fill(Key::PayTitle, &named),
                ))
                .kid(countdown(ui, state, following)),
        )
        .kid(fell(ui, pay, payable))
        .kid(short.then(|| missing(ui, following)).flatten())
        .kid(
            short.then(|| parts::notice("warning", "", fill_amounts(ui, arrived, following), None)),
        )
        .kid(wallets::answer(ui, following))
        .kid(wallets::view(ui, following, payable))
        .kid(
            el("div")
                .class("ways")
                .kid(
                    el("div")
                        .class("section scan")
                        .kid(drawing)
                        .kid(parts::text("p", "under-qr", ui.fill(Key::PayTitle, &named)))
                        .kid(parts::text("p", "hint centre", ui.say(Key::ScanOrCopy)))
                        .kid(link)
                        .kid(unopened),
                )
                .kid(
                    el("div")
                        .class("section")
                        .kid(
                            el("div")
                                .class("lines")
                                .kid(amount)
                                .kid(network)
                                .kid(address)
                                .kid(memo)
                                .kid(uri),
                        )
                        .kid(
                            bare.then(|| {
                                parts::notice("warning", "", ui.say(Key::BareWarning), None)
                            }),
                        )
                        .kid(parts::text("p", "hint", ui.say(Key::ExchangeWarning))),
                ),
        )
}

/// A copy button whose success names the network: the moment at which a wrong one can still be avoided.
fn copy(ui: &Ui, payable: &Payable, copies: &'static str, label: Key, words: &str) -> El {
    let copied = ui.fill(Key::CopiedOn, &[("network", payable.network())]);
    parts::copy_saying(ui, copies, (label, copied.into()), words)
}

/// The order costs less than what was on the screen when pay was pressed.
fn fell(ui: &Ui, pay: &Pay, payable: &Payable) -> Option<El> {
    let seen = pay.wish.seen.filter(|seen| payable.amount() < seen)?;
    Some(parts::text(
        "p",
        "hint",
        ui.fill(
            Key::PriceFell,
            &[
                ("old", &seen.to_string()),
                ("amount", payable.amount_text()),
                ("coin", payable.coin()),
            ],
        ),
    ))
}

/// Whether the document still says what was proved: where, how much, on which network, and what the code
/// and the link hold. A page or an extension may have altered it since (features SEC-09).
pub fn is_untouched(ui: &Ui, root: &Element, payable: &Payable) -> bool {
    let only = |part: &str| {
        let found = root
            .query_selector_all(&["[part~=", part, "]"].concat())
            .ok()?;
        (found.length() == 1).then(|| found.get(0)?.dyn_into::<Element>().ok())?
    };
    let says = |part: &str, words: &str| {
        only(part)
            .and_then(|element| element.text_content())
            .as_deref()
            == Some(words)
    };
    let code = payable.qr_text();
    let path = ui.qr(&code).map(|drawing| drawing.path);
    let drawn = only("qr").and_then(|code| code.query_selector("path").ok()?);
    let link = only("open-wallet").and_then(|link| link.get_attribute("href"));
    says("pay-address", payable.address())
        && says("pay-amount", payable.amount_text())
        && says("pay-coin", payable.coin())
        && says("pay-network", payable.network())
        && drawn.and_then(|path| path.get_attribute("d")) == path
        && link == payable.link()
}

/// An address in groups of four, without a space in its text: what is selected is what is copied. The
/// first and the last signs are what people compare.
fn grouped(address: &str) -> Vec<El> {
    let letters: Vec<char> = address.chars().collect();
    let length = letters.len();
    let groups = letters.chunks(4).enumerate().map(|(place, group)| {
        let edge = place == 0 || place * 4 + 8 > length;
        parts::text(
            "span",
            if edge { "group edge" } else { "group" },
            group.iter().collect::<String>(),
        )
    });
    groups.collect()
}

/// A QR code: dark on white in every theme, nothing over it.
pub fn qr_view(drawing: qr::Drawing, text: String, label: String) -> El {
    let side = drawing.side.to_string();
    let pixels = drawing.pixels.to_string();
    el("svg")
        .part("qr")
        .class("qr")
        .attr("role", "img")
        .attr("aria-label", label)
        .attr("data-text", text)
        .attr("viewBox", ["0 0 ", &side, " ", &side].concat())
        .attr("width", pixels.clone())
        .attr("height", pixels)
        .attr("shape-rendering", "crispEdges")
        .kid(
            el("rect")
                .attr("width", side.clone())
                .attr("height", side)
                .attr("fill", "#fff"),
        )
        .kid(el("path").attr("d", drawing.path).attr("fill", "#000"))
}

/// Seconds until payment is no longer offered, by the server's clock. The digits are no live region.
fn countdown(ui: &Ui, state: &Checkout, following: &Following) -> El {
    let left = seconds_left(following.deadline_ms, state.skew.server(ui.local().now_ms));
    let two = |number: u32| {
        let text = number.to_string();
        if number < 10 {
            ["0", &text].concat()
        } else {
            text
        }
    };
    // Spoken three times in all, not at every second, and only while it is true; the phase tells that the time
    // is over.
    let spoken = match left {
        31..=60 => ui.count(Key::MinutesLeft, 1),
        271..=300 => ui.count(Key::MinutesLeft, 5),
        571..=600 => ui.count(Key::MinutesLeft, 10),
        _ => String::new(),
    };
    el("p")
        .class("countdown")
        .kid(parts::text("span", "spoken", spoken).attr("data-told", ""))
        .kid(parts::text("span", "label", ui.say(Key::TimeLeft)))
        .kid(
            parts::text(
                "span",
                "clock",
                [&two(left / 60), ":", &two(left % 60)].concat(),
            )
            .part("countdown")
            .attr("role", "timer")
            .attr("data-seconds-left", left.to_string())
            .attr_if("data-short", (left < 180).then_some("true")),
        )
}
