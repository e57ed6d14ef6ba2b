//! Time, network and page: what happens without the buyer.

use crate::checkout::Checkout;
use crate::checkout::Loading;
use crate::checkout::Screen;
use crate::checkout::consent::{Consent, Refusal};
use crate::checkout::effect::Effect;
use crate::checkout::event::Event;
use crate::checkout::event::Moment;
use crate::checkout::event::Timer;
use crate::wire::Extent;

impl Checkout {
    pub(super) fn timer(&mut self, timer: Timer, now: Moment) -> Vec<Effect> {
        match &timer {
            Timer::TypingSettled(_) | Timer::QuoteAged(_) | Timer::FormRetryDue(_) => {
                let visible = self.visible;
                self.with_form(now, |form, shop, asks| {
                    form.timer(&timer, visible, shop, asks)
                })
            }
            Timer::SearchSettled(ask) => self.search_settled(*ask),
            Timer::PollDue(_) | Timer::StreamRetryDue(_) | Timer::StreamSilent(_) => {
                self.with_following(now, |following, _| following.tracking.timer(&timer))
            }
            Timer::WindowClosing(attempt) => match &self.screen {
                Screen::Pay(pay) if pay.wish.attempt == *attempt => {
                    self.with_following(now, |following, world| {
                        let mut effects = following.review_window(world);
                        effects.extend(following.tell(world));
                        effects
                    })
                }
                _ => Vec::new(),
            },
            Timer::HostSilent(attempt) if matches!(self.screen, Screen::Pay(_)) => {
                let consent = Consent::Refused(Refusal::Silent);
                let attempt = attempt.clone();
                self.update(Event::HostDecided { attempt, consent }, now)
            }
            Timer::HostSilent(_) => Vec::new(),
            Timer::ReadRetryDue(ask) if *ask == self.retry_ask => {
                let mut effects = self.read_again_what_failed();
                effects.extend(self.ask_returning());
                effects
            }
            Timer::ReadRetryDue(_) => Vec::new(),
            Timer::RestRetryDue(failures) => self.rest_retry_due(*failures),
        }
    }

    pub(super) fn connection(&mut self, online: bool, now: Moment) -> Vec<Effect> {
        self.online = online;
        let mut effects = self.with_following(now, |following, world| {
            let mut effects = following.tracking.connection(online);
            effects.extend(following.review_window(world));
            effects
        });
        if online {
            effects.extend(self.read_again_what_failed());
        }
        effects
    }

    pub(super) fn visibility(&mut self, visible: bool, now: Moment) -> Vec<Effect> {
        self.visible = visible;
        let mut effects = self.with_following(now, |following, world| {
            let mut effects = following.tracking.visibility(visible, world.now_ms);
            effects.extend(following.review_window(world));
            effects.extend(following.tell(world));
            effects
        });
        if visible {
            effects.extend(self.with_form(now, |form, shop, asks| form.seen_again(shop, asks)));
        }
        effects
    }

    /// Reads that failed are tried again when the network is back or the buyer asks.
    pub(super) fn read_again_what_failed(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let failed = match &self.browse.shelf {
            Loading::Failed(_) => true,
            // An empty answer is no last word (api-notes section 3).
            Loading::Here(shelf) => shelf.brands().is_empty(),
            Loading::Idle | Loading::Busy => false,
        };
        if failed {
            effects.extend(self.fetch_catalogue());
        } else if self.browse.extent != Extent::Whole && self.catalogue_failures > 0 {
            effects.push(self.refresh_catalogue());
        }
        if matches!(self.vias, Loading::Failed(_)) {
            self.vias = Loading::Busy;
            effects.push(Effect::FetchVias);
        }
        effects.extend(self.fetch_rest_again());
        effects
    }
}
