//! One brand's form: opening it, and letting it change.

use super::browsing::pick_network;
use crate::checkout::Checkout;
use crate::checkout::Screen;
use crate::checkout::browse::Filter;
use crate::checkout::configure::Configure;
use crate::checkout::configure::Outcome;
use crate::checkout::effect::Effect;
use crate::checkout::event::Event;
use crate::checkout::event::Moment;
use crate::checkout::notice::ErrorDetail;
use crate::checkout::notice::Notice;
use crate::checkout::notice::ProductViewed;
use crate::checkout::recent::Recent;
use crate::checkout::shop;
use crate::wire::Brand;
use crate::wire::Extent;

impl Checkout {
    pub(super) fn open_brand(&mut self, brand: Brand, now: Moment) -> Vec<Effect> {
        if brand.is_out_of_stock {
            return Vec::new();
        }
        self.wanted = None;
        self.rest.forget();
        if self.browse.is_to_come(&brand.brand) {
            self.rest.opening = Some(Box::new(Event::BrandOpened(brand)));
            return Vec::new();
        }
        // What a row says of it may be less than the list does.
        let brand = self.browse.listed(&brand).cloned().unwrap_or(brand);
        self.browse.unknown = None;
        let kept = self.keep_brand(Recent {
            country: self.country.clone(),
            family: brand.family.clone(),
            brand: brand.brand.clone(),
            bought: false,
            seen_ms: 0,
        });
        let viewed = Notice::ProductViewed(ProductViewed {
            brand: brand.brand.clone(),
            brand_id: brand.brand_id.clone(),
            country_code: self.country.clone(),
            kind: brand.kind.as_str().into(),
            category: brand.categories.first().cloned(),
        });
        let mut effects = self.leave_pay();
        let again = |form: &mut Box<Configure>| {
            form.brand.is_same(&brand) && form.products().next().is_some()
        };
        if let Some(mut form) = self.left.take_if(again) {
            form.draft.share(&self.kept);
            form.brand = brand;
            form.reopened();
            self.screen = Screen::Configure(form);
            self.preselect();
            effects.extend(self.with_form(now, |form, shop, asks| form.requote(false, shop, asks)));
        } else {
            self.preselect_kept();
            let surroundings = shop(&self.settings, &self.country, &self.coins, now.ms);
            let draft = self.kept.clone();
            let (form, more) = Configure::open(brand, draft, &surroundings, &mut self.asks);
            self.screen = Screen::Configure(Box::new(form));
            effects.extend(more);
        }
        effects.push(Effect::Tell(viewed));
        effects.extend(kept);
        effects
    }

    pub(super) fn preselect_kept(&mut self) {
        self.screen = Screen::Browse;
        self.preselect();
    }

    pub(super) fn open_family(&mut self, family: String, now: Moment) -> Vec<Effect> {
        let Some(shelf) = self.browse.shelf.here() else {
            self.wanted = Some(family);
            return Vec::new();
        };
        let found = shelf.find(&family);
        match found
            .filter(|brand| !self.browse.is_to_come(&brand.brand))
            .cloned()
        {
            Some(brand) => self.open_brand(brand, now),
            // It may be new since the last visit, or still to come: the vendor's list will tell.
            None if self.browse.extent != Extent::Whole => {
                self.wanted = Some(family);
                Vec::new()
            }
            None => {
                self.browse.miss(&family);
                self.browse.query.clear();
                self.browse.filter = Filter::default();
                let mut effects = self.leave_pay();
                self.screen = Screen::Browse;
                self.settle();
                effects.push(Effect::Tell(Notice::Error(ErrorDetail {
                    kind: "config",
                    message: "the brand that was asked for is not sold in this country".into(),
                })));
                effects
            }
        }
    }

    pub(super) fn pick_coin(&mut self, name: String, now: Moment) -> Vec<Effect> {
        let Some(coin) = self.coins.iter().find(|coin| coin.name == name).cloned() else {
            return Vec::new();
        };
        self.with_form(now, |form, shop, asks| {
            let kept = form
                .draft
                .network
                .as_deref()
                .filter(|_| form.draft.coin.as_deref() == Some(&coin.name));
            let network = pick_network(&coin, kept);
            form.pay_with(Some(coin.name.clone()), network, shop, asks)
        })
    }

    /// Lets a form change, and creates the order if that is what comes of it.
    pub(super) fn with_form(
        &mut self,
        now: Moment,
        change: impl FnOnce(&mut Configure, &crate::checkout::configure::Shop<'_>, &mut u32) -> Outcome,
    ) -> Vec<Effect> {
        match self.screen {
            Screen::Configure(_) => self.change_form(now, change),
            _ => Vec::new(),
        }
    }

    /// Never inlined: `cargo xtask stage` cuts the module here.
    #[inline(never)]
    fn change_form(
        &mut self,
        now: Moment,
        change: impl FnOnce(&mut Configure, &crate::checkout::configure::Shop<'_>, &mut u32) -> Outcome,
    ) -> Vec<Effect> {
        let Screen::Configure(form) = &mut self.screen else {
            return Vec::new();
        };
        let surroundings = shop(&self.settings, &self.country, &self.coins, now.ms);
        let outcome = change(form, &surroundings, &mut self.asks);
        self.kept.clone_from(&form.draft);
        self.kept.choice = crate::checkout::draft::Choice::Nothing;
        self.kept.quantity = 0;
        self.kept.newsletter = false;
        self.kept.most = 0;
        let mut effects = outcome.effects;
        let looks_again = outcome.looks_again;
        if let Some(wish) = outcome.create {
            effects.extend(self.create(wish, now));
        }
        effects.extend(self.settle_balance(looks_again));
        effects
    }
}
