//! Looking for a brand: the catalogue, the ways to pay, and what is preselected.

use crate::checkout::Checkout;
use crate::checkout::Loading;
use crate::checkout::Screen;
use crate::checkout::browse::{Filter, Number, Shelf};
use crate::checkout::configure::next;
use crate::checkout::effect::Effect;
use crate::checkout::event::Event;
use crate::checkout::event::Moment;
use crate::checkout::event::Timer;
use crate::checkout::methods;
use crate::checkout::notice::ErrorDetail;
use crate::checkout::notice::Notice;
use crate::checkout::retry::{READ_PAUSES_MS, is_temporary, retry_after, trouble};
use crate::wire::Brand;
use crate::wire::Extent;
use crate::wire::ProxyError;
use crate::wire::Via;
use std::sync::Arc;

/// Between further tries to read the ways to pay.
const VIAS_PAUSE_MS: u32 = 30_000;

impl Checkout {
    pub(super) fn fetch_catalogue(&mut self) -> Vec<Effect> {
        let list = self.refresh_catalogue();
        self.search_ask = next(&mut self.asks); // an answer under way is another shelf's
        self.browse.shelf = Loading::Busy;
        self.browse.extent = Extent::Whole;
        self.browse.begun.clear();
        self.browse.head = 0;
        self.unstored = None;
        let mut effects = vec![
            list,
            Effect::FetchAhead {
                ask: self.catalogue_ask,
                country: self.country.clone(),
            },
        ];
        effects.extend(self.fetch_homepage());
        effects
    }

    /// Asks the vendor for the list, also while something is shown in its place.
    pub(super) fn refresh_catalogue(&mut self) -> Effect {
        self.catalogue_ask = next(&mut self.asks);
        Effect::FetchCatalogue {
            ask: self.catalogue_ask,
            country: self.country.clone(),
        }
    }

    pub(super) fn browse_again(&mut self) -> Vec<Effect> {
        self.settle();
        match self.browse.shelf {
            Loading::Here(_) | Loading::Busy => Vec::new(),
            _ => self.fetch_catalogue(),
        }
    }

    pub(super) fn change_country(&mut self, country: String) -> Vec<Effect> {
        if country == self.country {
            return Vec::new();
        }
        self.country = country;
        self.browse.filter = Filter::default();
        self.browse.number = Number::Untouched;
        self.browse.unknown = None;
        self.left = None;
        self.rest.forget();
        // A form of the old country would order its brand in the new one.
        let mut effects = Vec::new();
        match &mut self.screen {
            Screen::Configure(_) => {
                effects = self.leave_pay();
                self.screen = Screen::Browse;
            }
            Screen::Pay(pay) => pay.form = None,
            Screen::Browse | Screen::History(_) => {}
        }
        self.catalogue_failures = 0;
        effects.extend(self.fetch_catalogue());
        effects.push(Effect::RememberChoice {
            country: self.country.clone(),
        });
        effects
    }

    pub(super) fn catalogue_arrived(
        &mut self,
        ask: u32,
        result: Result<Arc<Vec<Brand>>, ProxyError>,
        now: Moment,
    ) -> Vec<Effect> {
        if ask != self.catalogue_ask {
            return Vec::new();
        }
        match result {
            Ok(brands) => {
                self.catalogue_failures = 0;
                let mut effects = self.put_on_shelf(&brands, Extent::Whole, now);
                self.unstored = (!brands.is_empty()).then_some(brands);
                effects.extend(self.store_catalogue());
                effects
            }
            Err(error) => {
                let pause = READ_PAUSES_MS
                    .get(usize::from(self.catalogue_failures))
                    .copied();
                self.catalogue_failures = self.catalogue_failures.saturating_add(1);
                let mut effects = vec![Effect::Tell(trouble("the brands", &error))];
                let again = pause.and_then(|pause| self.read_again_in(pause, &error));
                // What was kept is not taken away as long as the vendor's list may still come.
                if again.is_none() || self.browse.extent != Extent::Stored {
                    if self.browse.extent == Extent::Begun && self.rest.is_here() {
                        self.rest.forget(); // nobody knows what was pressed
                    }
                    self.browse.extent = Extent::Whole;
                    self.browse.shelf = Loading::Failed(error);
                }
                effects.extend(again);
                effects
            }
        }
    }

    /// Shows what is known of the brands until the vendor's list is here.
    pub(super) fn brands_ahead(
        &mut self,
        ask: u32,
        brands: Vec<Brand>,
        extent: Extent,
        now: Moment,
    ) -> Vec<Effect> {
        if ask != self.catalogue_ask || brands.is_empty() {
            return Vec::new();
        }
        match extent {
            Extent::Begun if self.browse.begun.is_empty() => {
                self.browse.begun = brands;
                self.begin(now)
            }
            Extent::Stored if self.awaits_brands() || self.browse.extent == Extent::Begun => {
                self.put_on_shelf(&brands, extent, now)
            }
            _ => Vec::new(),
        }
    }

    /// Whether nothing is shown yet. After a failure, what was known ahead would come and go.
    fn awaits_brands(&self) -> bool {
        self.browse.shelf == Loading::Busy && self.catalogue_failures == 0
    }

    /// Shows what the vendor features and the beginning of its list, as soon as it is certain which rows will be
    /// above the grid: they are filled from what is shown first.
    pub(super) fn begin(&mut self, now: Moment) -> Vec<Effect> {
        let settings = &self.settings;
        let narrowed = settings.kind.is_some() || settings.category.is_some() || self.is_locked();
        let mut recent = self.recent.iter();
        let unsure = self.browse.feed == Loading::Busy
            || recent.any(|recent| recent.country == self.country);
        let awaited = self.awaits_brands() || self.browse.extent == Extent::Begun;
        if !self.opens_early || narrowed || unsure || !awaited {
            return Vec::new();
        }
        let mut brands = self.browse.begun.clone();
        for brand in self.browse.feed.here().into_iter().flatten() {
            if brands.iter().any(|known| known.brand == brand.brand) {
                continue;
            }
            match &brand.country_code {
                Some(country) if *country != self.country => {}
                Some(_) if !brand.kind.as_str().is_empty() => brands.push(brand.clone()),
                // Only the list says what it is.
                _ => return Vec::new(),
            }
        }
        let shelf = self.shelf(&brands);
        if shelf.brands().is_empty() {
            return Vec::new();
        }
        self.browse.head = self.shelf(&self.browse.begun).count(None);
        self.show(shelf, Extent::Begun, now)
    }

    fn put_on_shelf(&mut self, brands: &[Brand], extent: Extent, now: Moment) -> Vec<Effect> {
        let goes_on = self.browse.extent == Extent::Begun && extent == Extent::Whole;
        let begun = self.browse.shelf.here().filter(|_| goes_on);
        let shelf = match begun {
            Some(begun) => begun.go_on(self.browse.head, brands),
            None => self.shelf(brands),
        };
        self.show(shelf, extent, now)
    }

    fn show(&mut self, shelf: Shelf, extent: Extent, now: Moment) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.browse.extent, extent);
        if before == Extent::Whole {
            self.browse.shelf = Loading::Here(Arc::new(shelf));
            self.settle();
        } else {
            self.browse.refresh(shelf);
        }
        self.browse.find_nothing();
        if let Some(unknown) = self.browse.unknown.take() {
            self.browse.miss(&unknown.name);
        }
        let mut effects = Vec::new();
        if !self.ready {
            self.ready = true;
            effects.push(Effect::Tell(Notice::Ready));
        }
        // On a slow line the end of the list comes first.
        if extent != Extent::Begun {
            effects.extend(self.fetch_rest());
        }
        if before == Extent::Begun && extent != Extent::Begun {
            effects.extend(self.wait_for_rest());
            if self.rest.is_here()
                && let Some(pressed) = self.rest.opening.take()
            {
                effects.extend(self.update(*pressed, now));
            }
        }
        if let Some(family) = self.wanted.take() {
            effects.extend(self.update(Event::FamilyOpened(family), now));
        }
        effects
    }

    fn shelf(&self, brands: &[Brand]) -> Shelf {
        let settings = &self.settings;
        Shelf::new(
            brands,
            settings.kind.as_deref(),
            settings.category.as_deref(),
            settings.brand.as_deref().filter(|_| settings.brand_locked),
        )
    }

    /// Keeps the vendor's list for the next visit, as soon as what writes it is here.
    pub(super) fn store_catalogue(&mut self) -> Option<Effect> {
        let brands = self.unstored.take_if(|_| self.rest.is_here())?;
        let country = self.country.clone();
        Some(Effect::StoreCatalogue { country, brands })
    }

    /// Sets the timer that reads again what failed, if trying again may help.
    fn read_again_in(&mut self, pause_ms: u32, error: &ProxyError) -> Option<Effect> {
        is_temporary(error).then(|| {
            self.retry_ask = next(&mut self.asks);
            Effect::After {
                ms: pause_ms.max(retry_after(error).unwrap_or(0)),
                timer: Timer::ReadRetryDue(self.retry_ask),
                jitter: true,
            }
        })
    }

    pub(super) fn vias_arrived(
        &mut self,
        result: Result<Arc<Vec<Via>>, ProxyError>,
        now: Moment,
    ) -> Vec<Effect> {
        match result {
            Ok(vias) => {
                self.vias_failures = 0;
                self.coins = Arc::new(methods::coins(&vias, &self.settings.methods));
                self.vias = Loading::Here(vias);
                let mut effects = Vec::new();
                if self.coins.is_empty() {
                    effects.push(Effect::Tell(Notice::Error(ErrorDetail {
                        kind: "config",
                        message: "no way to pay is left: check the `methods` attribute".into(),
                    })));
                }
                self.preselect();
                effects.extend(
                    self.with_form(now, |form, shop, asks| form.requote(false, shop, asks)),
                );
                effects.extend(self.prove_again(now));
                effects
            }
            Err(error) => {
                // An order that waits for its payment needs them: this is asked until it is answered.
                let tries = usize::from(self.vias_failures);
                let pause = READ_PAUSES_MS.get(tries).copied().unwrap_or(VIAS_PAUSE_MS);
                self.vias_failures = self.vias_failures.saturating_add(1);
                let mut effects = vec![Effect::Tell(trouble("the payment methods", &error))];
                effects.extend(self.read_again_in(pause, &error));
                self.vias = Loading::Failed(error);
                effects
            }
        }
    }

    /// The integrator's coin and network, else those of the last order of this device (features PAY-04), where
    /// the buyer has not chosen and the API offers them.
    pub(super) fn preselect(&mut self) {
        let own = self.remembered.iter().filter(|order| !order.foreign);
        let last = own.max_by_key(|order| order.created_ms);
        let network = self.settings.network.as_deref();
        let wanted = [
            self.settings.coin.as_deref().map(|coin| (coin, network)),
            last.map(|order| {
                let own = Some(order.network.as_str());
                (order.coin.as_str(), network.or(own))
            }),
        ];
        let mut wanted = wanted.into_iter().flatten();
        let found = wanted.find_map(|(name, network)| {
            let mut coins = self.coins.iter();
            let coin = coins.find(|coin| coin.name == name && coin.usable().next().is_some())?;
            Some((coin.name.clone(), pick_network(coin, network)))
        });
        let draft = match &mut self.screen {
            Screen::Configure(form) => &mut form.draft,
            _ => &mut self.kept,
        };
        if draft.coin.is_none()
            && let Some((coin, network)) = found
        {
            draft.coin = Some(coin);
            draft.network = network;
        }
    }
}

/// The wanted network if it can be used; the only one, if there is just one; else the buyer chooses.
pub(super) fn pick_network(coin: &methods::Coin, wanted: Option<&str>) -> Option<String> {
    let mut usable = coin.usable();
    if let Some(name) = wanted.filter(|name| coin.usable().any(|network| network.name == **name)) {
        return Some(name.into());
    }
    let only = usable.next()?;
    match usable.next() {
        None if coin.networks.len() == 1 => Some(only.name.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout::Settings;

    #[test]
    fn the_ways_to_pay_are_asked_until_they_are_answered() {
        let mut checkout = Checkout::new(Settings {
            country: "US".into(),
            ..Settings::default()
        });
        let now = Moment { ms: 0, nonce: 0 };
        let started = checkout.update(
            Event::Started {
                remembered: Vec::new(),
            },
            now,
        );
        assert!(started.contains(&Effect::FetchVias));
        for _ in 0..6 {
            let failed = checkout.update(Event::ViasArrived(Err(ProxyError::TimedOut)), now);
            let timer = failed.into_iter().find_map(|effect| match effect {
                Effect::After { timer, .. } => Some(timer),
                _ => None,
            });
            let again = checkout.update(Event::TimerFired(timer.unwrap()), now);
            assert_eq!(again, [Effect::FetchVias]);
        }
        let refused = ProxyError::Refused {
            status: 403,
            problems: Vec::new(),
            retry_after_ms: None,
        };
        let told = checkout.update(Event::ViasArrived(Err(refused)), now);
        assert!(
            !told
                .iter()
                .any(|effect| matches!(effect, Effect::After { .. }))
        );
    }
}
