//! What the element's script can ask of a mounted checkout.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use super::{Handle, panic, read_config};
use crate::checkout::Checkout;
use crate::checkout::event::Event;
use crate::checkout::intent::Answer;
use crate::checkout::leave::Leave;
use crate::text::{Key, Words};

#[wasm_bindgen]
impl Handle {
    /// The attributes changed. What was typed and a live order stay.
    ///
    /// The page may call any method from a listener of what it is told meanwhile.
    pub fn update(&self) {
        let mut config = read_config(&self.element, Some(&self.host));
        let Some(live) = &self.live else { return };
        // A country that no attribute names is the buyer's by now, not the language's.
        let country = |state: &Checkout| state.settings.country.clone();
        if let Some(country) = live.state.try_with_untracked(country)
            && !config.country_given
        {
            config.settings.country = country;
        }
        live.show_theme(config.theme);
        let before = live.config.replace(config.clone());
        if before.settings.lang != config.settings.lang || live.speech.is_given_anew() {
            live.speech.change_to(&config.settings.lang);
        }
        if before.settings != config.settings {
            live.runtime
                .dispatch(Event::SettingsChanged(Box::new(config.settings)));
        }
    }

    /// Whether this change needs a fresh start: another proxy means another shop.
    #[wasm_bindgen(js_name = needsRestart)]
    pub fn needs_restart(&self) -> bool {
        let config = read_config(&self.element, None);
        self.live.as_ref().is_some_and(|live| {
            let now = live.config.borrow();
            (&now.proxy_url, &now.stream_url, now.history)
                != (&config.proxy_url, &config.stream_url, config.history)
        })
    }

    /// Opens a product family by name.
    pub fn open(&self, family: String) {
        self.dispatch(Event::FamilyOpened(family));
    }

    /// Somebody wants to leave: `back`, `dismiss` or `close`. Returns whether the widget can hear it.
    pub fn leave(&self, how: &str) -> bool {
        self.dispatch(Event::LeaveAsked(Leave::named(how)));
        self.live.is_some() && !panic::happened()
    }

    /// The widget can be seen, or cannot.
    pub fn show(&self, shown: bool) {
        let live = self.live.as_ref();
        if live.is_some_and(|live| live.shown.replace(shown) != shown) {
            self.dispatch(Event::DisplayChanged { shown });
        }
    }

    /// The theme of an app around the page, for `auto`: `light` or `dark`; anything else is the system's.
    pub fn theme(&self, name: &str) {
        let Some(live) = &self.live else { return };
        let themes = ["light", "dark"];
        let known = themes.into_iter().find(|known| *known == name);
        if live.host_theme.replace(known) != known {
            let configured = live.config.borrow().theme;
            live.show_theme(configured);
        }
    }

    /// What a wallet around the page says about the payment that it was asked for.
    pub fn answer(&self, attempt: String, result: &str, transaction: Option<String>) {
        if let Some(answer) = Answer::read(result, transaction.as_deref()) {
            self.dispatch(Event::PaymentAnswered { attempt, answer });
        }
    }

    /// The names of a dialog around the widget and of its button, in the language that the widget speaks.
    pub fn labels(&self) -> Vec<String> {
        let live = self.live.as_ref();
        let words = live.map_or_else(Words::english, |live| live.speech.words());
        [Key::Shop, Key::Close]
            .map(|key| words.say(key).to_owned())
            .into()
    }

    /// Begins anew.
    pub fn reset(&self) {
        self.dispatch(Event::ResetPressed);
    }

    /// `screen` and `phase` as the public contract names them, as JSON.
    pub fn state(&self) -> String {
        let read = |state: &Checkout| {
            let phase = match &state.screen {
                crate::checkout::Screen::Pay(pay) => Some(pay.phase()),
                _ => None,
            };
            let screen = state.screen_name();
            match phase {
                Some(phase) => [
                    "{\"screen\":\"",
                    screen,
                    "\",\"phase\":\"",
                    phase.as_str(),
                    "\"}",
                ]
                .concat(),
                None => ["{\"screen\":\"", screen, "\",\"phase\":null}"].concat(),
            }
        };
        let state = self.live.as_ref().map(|live| &live.state);
        state
            .and_then(|state| state.try_with_untracked(read))
            .unwrap_or_else(|| "null".into())
    }

    /// Stops everything and empties the shadow root.
    pub fn unmount(&mut self) {
        panic::unwatch(&self.element);
        self.live = None;
    }

    fn dispatch(&self, event: Event) {
        if let Some(live) = &self.live {
            live.runtime.dispatch(event);
        }
    }
}
