//! Until the rest of the widget is here: what waits for it, and when it is asked for.

use crate::checkout::Checkout;
use crate::checkout::effect::Effect;
use crate::checkout::event::Event;
use crate::checkout::event::Moment;
use crate::checkout::event::Timer;
use crate::checkout::notice::ErrorDetail;
use crate::checkout::notice::Notice;
use crate::checkout::rest::Stage;
use crate::checkout::retry::READ_PAUSES_MS;

/// Between further tries to fetch the rest.
const LONG_PAUSE_MS: u32 = 30_000;

impl Checkout {
    /// Asks for the rest, once.
    pub(super) fn fetch_rest(&mut self) -> Option<Effect> {
        (self.rest.stage == Stage::Apart).then(|| self.ask_for_rest())
    }

    /// Asks for the rest again, if it did not come.
    pub(super) fn fetch_rest_again(&mut self) -> Option<Effect> {
        (self.rest.stage == Stage::Missed).then(|| self.ask_for_rest())
    }

    fn ask_for_rest(&mut self) -> Effect {
        self.rest.stage = Stage::Coming;
        Effect::FetchRest
    }

    /// Keeps what opens another screen until it can be shown. Anything else means nothing to the shop window.
    pub(super) fn hold(&mut self, event: Event) -> Vec<Effect> {
        match &event {
            Event::BackPressed => {
                self.rest.forget();
                return Vec::new();
            }
            Event::BrandOpened(brand) if brand.is_out_of_stock => return Vec::new(),
            Event::BrandOpened(_) => self.wanted = None,
            Event::FamilyOpened(_) | Event::OrderReopened(_) | Event::HistoryOpened => {}
            _ => return Vec::new(),
        }
        self.rest.opening = Some(Box::new(event));
        let fetch = self.fetch_rest();
        fetch.or_else(|| self.wish_for_rest()).into_iter().collect()
    }

    /// The buyer wants what did not come: the count starts anew, and so does the screen's patience.
    pub(super) fn wish_for_rest(&mut self) -> Option<Effect> {
        self.rest.failures = 0;
        self.fetch_rest_again()
    }

    /// Now every screen can be shown, and what waited happens.
    pub(super) fn rest_arrived(&mut self, now: Moment) -> Vec<Effect> {
        self.rest.stage = Stage::Here;
        let mut effects: Vec<Effect> = self.store_catalogue().into_iter().collect();
        if let Some(event) = self.rest.opening.take() {
            effects.extend(self.update(*event, now));
        }
        effects
    }

    pub(super) fn rest_missed(&mut self) -> Vec<Effect> {
        if self.rest.stage != Stage::Coming {
            return Vec::new();
        }
        let failures = self.rest.failures;
        let pause = READ_PAUSES_MS.get(usize::from(failures)).copied();
        self.rest.stage = Stage::Missed;
        self.rest.failures = failures.saturating_add(1);
        let mut effects = vec![Effect::After {
            ms: pause.unwrap_or(LONG_PAUSE_MS),
            timer: Timer::RestRetryDue(self.rest.failures),
            jitter: true,
        }];
        if failures == 0 {
            effects.push(Effect::Tell(Notice::Error(ErrorDetail {
                kind: "load",
                message: "the rest of the checkout could not be loaded; it is tried again".into(),
            })));
        }
        effects
    }

    pub(super) fn rest_retry_due(&mut self, failures: u8) -> Vec<Effect> {
        let again = (failures == self.rest.failures).then(|| self.fetch_rest_again());
        again.flatten().into_iter().collect()
    }
}
