//! Keys and presses as a person makes them: wherever the focus is, at whatever is there.

use anyhow::Result;
use checkout_e2e::Shopper;
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};

/// WebDriver's names of keys (W3C WebDriver §17.4.2).
pub const TAB: char = '\u{e004}';
pub const ENTER: char = '\u{e007}';
pub const ESCAPE: char = '\u{e00c}';

/// Presses a key.
pub async fn press(shopper: &Shopper, key: char) -> Result<()> {
    let keys = KeyActions::new("keys".into())
        .then(KeyAction::Down { value: key })
        .then(KeyAction::Up { value: key });
    let client = shopper.browser().client();
    Ok(client.perform_actions(keys).await?)
}

/// Presses at a place of the page area.
pub async fn click(shopper: &Shopper, x: f64, y: f64) -> Result<()> {
    let mouse = MouseActions::new("mouse".into())
        .then(PointerAction::MoveTo {
            duration: None,
            x,
            y,
        })
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        })
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
    let client = shopper.browser().client();
    Ok(client.perform_actions(mouse).await?)
}
