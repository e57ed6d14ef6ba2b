//! What comes after the shop window, and the wait for it. `cargo xtask stage` cuts the module here: the
//! functions that are never inlined are part of the rest.

use web_sys::HtmlElement;

use super::dom::{El, el};
use super::{Ui, abroad, configure, history, number, panel, parts, payment};
use crate::checkout::event::Event;
use crate::checkout::following::Following;
use crate::checkout::pay::Pay;
use crate::checkout::rest::Wait;
use crate::checkout::{Checkout, Screen};
use crate::text::Key;

/// Every screen but the shop window.
#[inline(never)]
pub fn screen(ui: &Ui, state: &Checkout) -> El {
    match &state.screen {
        Screen::Browse => el("div"),
        Screen::Configure(form) => configure::screen(ui, state, form),
        Screen::Pay(pay) => payment::screen(ui, state, pay),
        Screen::History(seen) => history::screen(ui, state, seen),
    }
}

/// The number to top up, before its operators are read.
#[inline(never)]
pub fn number(ui: &Ui, state: &Checkout) -> El {
    number::field(ui, state)
}

/// A country's name with the code that is dialled.
#[inline(never)]
pub fn coded(name: &str, country: &str) -> String {
    abroad::coded(name, country)
}

/// The ways to countries that are sought.
#[inline(never)]
pub fn found(ui: &Ui, state: &Checkout) -> Option<El> {
    abroad::found(ui, state)
}

/// Whether the page changed what is to be paid, or where to.
#[inline(never)]
pub fn is_altered(ui: &Ui, pay: &Pay, parent: &HtmlElement) -> bool {
    let payable = pay.following().and_then(Following::payable);
    payable.is_some_and(|payable| !panel::is_untouched(ui, parent, payable))
}

/// What the buyer wants to see needs the rest of the widget. The style sheet lets a moment pass before it
/// shows that this takes time, and takes no room for it.
pub fn waiting(ui: &Ui, state: &Checkout) -> Option<El> {
    let what = match state.rest.wait()? {
        Wait::Coming if state.rest.is_returning() => return None,
        Wait::Coming => parts::busy(ui.say(Key::Loading)),
        Wait::Missed => {
            let retry = parts::action(ui, "retry", "secondary", Key::Retry, || Event::RetryPressed);
            let (title, words) = match state.rest.wants_order() {
                true => ("", ui.say(Key::ReturningTrouble)),
                false => (ui.say(Key::RestMissed), ui.say(Key::RestMissedText)),
            };
            parts::notice("error", title, words, Some(retry))
        }
    };
    Some(el("div").class("opening").kid(what))
}
