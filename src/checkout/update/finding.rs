//! Finding more than the country's list says: what the vendor features, what its search knows, and what
//! this device has seen.

use crate::checkout::Checkout;
use crate::checkout::Loading;
use crate::checkout::Screen;
use crate::checkout::browse::Filter;
use crate::checkout::configure::next;
use crate::checkout::effect::Effect;
use crate::checkout::event::Moment;
use crate::checkout::event::Timer;
use crate::checkout::fold::fold;
use crate::checkout::recent::{Recent, touch};
use crate::checkout::remembered::RememberedOrder;
use crate::wire::Brand;
use crate::wire::Extent;
use crate::wire::ProxyError;

/// Typing rests for so long before the vendor is asked.
const REST_MS: u32 = 500;
/// Fewer letters are no question for the vendor.
const FEWEST_LETTERS: usize = 3;
/// A text with more digits may be somebody's number, which is asked of nobody.
const MOST_DIGITS: usize = 6;
/// Whoever has so many answers on the device needs no more.
const ENOUGH: usize = 24;

impl Checkout {
    /// What was typed into the search field. One timer waits at a time, whatever is typed meanwhile.
    pub(super) fn search(&mut self, text: String) -> Vec<Effect> {
        self.browse.query = text;
        self.browse.unknown = None;
        if !self.browse.is_idle() {
            self.settle();
        }
        if self.browse.asked.is_some() {
            return Vec::new();
        }
        self.wait_for_rest()
    }

    /// Waits until this text has been there for a moment.
    pub(super) fn wait_for_rest(&mut self) -> Vec<Effect> {
        if self.browse.query.len() < FEWEST_LETTERS || self.is_locked() {
            return Vec::new();
        }
        let ask = next(&mut self.asks);
        self.browse.asked = Some((ask, self.browse.query.clone()));
        vec![Effect::After {
            ms: REST_MS,
            timer: Timer::SearchSettled(ask),
            jitter: false,
        }]
    }

    /// Asks the vendor, where the device has few answers.
    pub(super) fn search_settled(&mut self, due: u32) -> Vec<Effect> {
        let Some((_, waited)) = self.browse.asked.take_if(|(ask, _)| *ask == due) else {
            return Vec::new();
        };
        if self.browse.query.len() < FEWEST_LETTERS {
            return Vec::new();
        }
        if waited != self.browse.query {
            return self.wait_for_rest();
        }
        // Whoever has opened something has found it.
        let digits = waited.chars().filter(|sign| sign.is_numeric()).count();
        let asked = digits > MOST_DIGITS
            || !matches!(self.screen, Screen::Browse)
            || self.browse.is_found()
            // The end of the list may know.
            || self.browse.extent == Extent::Begun
            || fold(&waited).chars().count() < FEWEST_LETTERS;
        let few = self.browse.shelf.here().is_some_and(|shelf| {
            shelf.matching(&waited, &Filter::default()).len() < ENOUGH && !shelf.brands().is_empty()
        });
        if asked || !few || !self.rest.is_here() {
            return Vec::new();
        }
        self.search_ask = next(&mut self.asks);
        vec![Effect::FetchSearch {
            ask: self.search_ask,
            country: self.country.clone(),
            query: waited.trim().into(),
        }]
    }

    /// The vendor's answer goes below what is read; one to other words than those typed now is none.
    /// A failure is nobody's trouble: the device's own answers stand.
    pub(super) fn search_arrived(
        &mut self,
        ask: u32,
        query: &str,
        result: Result<Vec<Brand>, ProxyError>,
    ) -> Vec<Effect> {
        if let (true, Ok(brands)) = (
            ask == self.search_ask && self.browse.query.trim() == query,
            result,
        ) {
            let typed = self.browse.query.clone();
            self.browse.find_more(typed, brands, &self.country);
        }
        Vec::new()
    }

    /// What the vendor features, asked for with the catalogue. There is no second try: without it, the
    /// grid is there all the same.
    pub(super) fn fetch_homepage(&mut self) -> Option<Effect> {
        self.browse.feed = Loading::Idle;
        (!self.is_locked()).then(|| {
            self.browse.feed = Loading::Busy;
            self.homepage_ask = next(&mut self.asks);
            Effect::FetchHomepage {
                ask: self.homepage_ask,
                country: self.country.clone(),
            }
        })
    }

    pub(super) fn homepage_arrived(
        &mut self,
        ask: u32,
        result: Result<Vec<Brand>, ProxyError>,
        now: Moment,
    ) -> Vec<Effect> {
        if ask != self.homepage_ask {
            return Vec::new();
        }
        self.browse.feed = match result {
            Ok(brands) => Loading::Here(brands),
            Err(error) => Loading::Failed(error),
        };
        if !matches!(self.screen, Screen::Browse) {
            self.settle();
        }
        self.begin(now)
    }

    /// Fills the rows above the grid while nobody looks at them.
    pub(super) fn settle(&mut self) {
        self.browse.settle(&self.recent, &self.country);
    }

    /// Keeps a brand for the next visit, if the page lets us.
    pub(super) fn keep_brand(&mut self, seen: Recent) -> Option<Effect> {
        if self.forgetful || seen.brand.is_empty() {
            return None;
        }
        touch(&mut self.recent, seen.clone());
        Some(Effect::RememberBrand(seen))
    }

    /// Keeps all brands of an order that was delivered, the order's first brand before the others. Of those
    /// beside it the order knows no family: whoever bought them here has opened them here.
    pub(super) fn keep_bought(&mut self, record: &RememberedOrder) -> Vec<Effect> {
        let mut bought = Vec::new();
        for line in record.items.iter().rev() {
            let same = |one: &&Recent| one.brand == line.brand && one.country == line.country_code;
            let known = self.recent.iter().find(same);
            bought.extend(known.cloned().map(|known| Recent {
                bought: true,
                ..known
            }));
        }
        bought.push(Recent {
            country: record.country.clone(),
            family: record.family.clone(),
            brand: record.brand.clone(),
            bought: true,
            seen_ms: 0,
        });
        let kept = bought.into_iter();
        kept.filter_map(|one| self.keep_brand(one)).collect()
    }

    /// Whether the buyer may have one brand only.
    pub(super) fn is_locked(&self) -> bool {
        self.settings.brand_locked && self.settings.brand.is_some()
    }
}
