//! The secrets of one delivery: a code, a link or an eSIM, with all that goes with it.

use super::super::dom::{El, el};
use super::super::panel::qr_view;
use super::super::{Ui, parts, till};
use crate::checkout::delivery::{Code, code};
use crate::text::Key;
use crate::wire::Deliverable;

/// The secrets of one delivery; drawn only while they are revealed.
pub fn view(ui: &Ui, place: usize, item: &Deliverable) -> El {
    let line = |label: Key, text: &str| parts::secret_line(ui, label, text);
    let lines = el("div").class("lines");
    let lines = match code(item.pin_code.as_deref().unwrap_or_default()) {
        Code::Plain(text) => lines.kid(line(Key::Code, text)),
        Code::Link { url, host } => {
            let label = ui.fill(Key::Redeem, &[("host", host)]);
            let link = parts::link_out("redeem-link", "primary as-link", url.to_owned(), label);
            lines
                .kid(el("div").class("line").kid(link))
                .kid(line(Key::Code, url))
        }
        Code::Esim { text, server, code } => {
            let label = ui.say(Key::EsimQr);
            let drawn = ui
                .qr(text)
                .map(|drawing| qr_view(drawing, text.to_owned(), label.to_owned()));
            lines
                .kid(
                    el("div")
                        .class("line esim")
                        .kid(parts::text("p", "hint", label))
                        .kid(drawn)
                        .kid(install(ui, text)),
                )
                .kid(line(Key::Code, text))
                .kid(line(Key::EsimServer, server))
                .kid(line(Key::EsimCode, code))
        }
    };
    lines
        .kid(
            item.pin_serial
                .as_deref()
                .map(|text| line(Key::Serial, text)),
        )
        .kid(
            item.security_code
                .as_deref()
                .map(|text| line(Key::SecurityCode, text)),
        )
        .kid(till::section(ui, place, item))
}

/// Apple's page that puts an eSIM on the phone that opens it (features RED-09).
fn install(ui: &Ui, text: &str) -> El {
    let data: String = js_sys::encode_uri_component(text).into();
    let url = [
        "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=",
        &data,
    ]
    .concat();
    parts::link_out(
        "redeem-link",
        "secondary as-link",
        url,
        ui.say(Key::EsimInstall),
    )
}
