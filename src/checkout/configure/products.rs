//! Opening the form: which products there are, and what is asked again where that failed.

use std::sync::Arc;

use super::{Configure, Narrowing, Outcome, Shop, Submit, next};
use crate::checkout::Loading;
use crate::checkout::draft::{self, Choice, Chosen, Draft};
use crate::checkout::effect::Effect;
use crate::checkout::event::{Ask, Timer};
use crate::checkout::quote::Quote;
use crate::checkout::retry::{READ_PAUSES_MS, is_temporary, retry_after, trouble};
use crate::wire::{Brand, ProductGroup, ProxyError, pick_group};

impl Configure {
    /// Opens a brand's form. `draft` brings what was typed before.
    pub fn open(
        brand: Brand,
        draft: Draft,
        shop: &Shop<'_>,
        asks: &mut Ask,
    ) -> (Self, Vec<Effect>) {
        let mut form = Self {
            brand,
            group: Loading::Busy,
            coupon_open: draft.has_coupon(),
            draft,
            plans: Narrowing::default(),
            touched: Vec::new(),
            editing: None,
            pressed: false,
            adding: false,
            refused: Vec::new(),
            trouble: None,
            quote: Quote::None,
            submit: Submit::Idle,
            rise: None,
            rival: None,
            refusal: None,
            second: false,
            closed: Vec::new(),
            unsold: Vec::new(),
            priced_in: None,
            listing: None,
            awaits_list: true,
            products_ask: 0,
            quote_ask: 0,
            asked_body: String::new(),
            retries: 0,
        };
        let effects = form.fetch_products(shop, asks);
        (form, effects)
    }

    /// Asks for the products, priced in the chosen coin.
    pub fn fetch_products(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Vec<Effect> {
        self.products_ask = next(asks);
        if !matches!(self.group, Loading::Here(_)) {
            self.group = Loading::Busy;
            self.awaits_list = true;
        }
        self.listing = Some(self.draft.coin.clone());
        vec![Effect::FetchProducts {
            ask: self.products_ask,
            country: shop.around.country.into(),
            family: self.brand.family.clone(),
            coin: self.draft.coin.clone(),
        }]
    }

    /// The products came.
    pub fn products_arrived(
        &mut self,
        ask: Ask,
        coin: Option<String>,
        result: Result<Vec<ProductGroup>, ProxyError>,
        shop: &Shop<'_>,
        asks: &mut Ask,
    ) -> Outcome {
        if ask != self.products_ask {
            return Outcome::default();
        }
        self.listing = None;
        match result {
            Ok(groups) => {
                self.retries = 0;
                let before = self.chosen();
                self.priced_in = coin;
                self.group = match pick_group(groups, &self.brand.brand) {
                    Some(group) => Loading::Here(Arc::new(group)),
                    None => Loading::Here(Arc::new(nothing_of(&self.brand))),
                };
                self.preset(shop.face_value);
                // A price of its own that is here, or on its way, stands: only the list's were asked anew.
                if !self.awaits_list && self.chosen() == before {
                    return Outcome::default();
                }
                self.trouble = None;
                self.requote(false, shop, asks)
            }
            Err(error) => {
                let again = self.again("the products", &error, ask);
                if !matches!(self.group, Loading::Here(_)) {
                    self.group = Loading::Failed(error);
                } else if self.awaits_list {
                    self.trouble = Some(error);
                    self.quote = Quote::Unavailable;
                }
                again.into()
            }
        }
    }

    /// What is chosen from the list, if it is complete.
    fn chosen(&self) -> Option<Chosen> {
        self.draft.chosen(self.group.here()?).ok()
    }

    /// Chooses what the integrator wishes for, where the buyer chose nothing.
    fn preset(&mut self, wanted: Option<&str>) {
        // With a cart it would buy one thing more.
        if let (Choice::Nothing, Some(group), Some(wanted), true) = (
            &self.draft.choice,
            self.group.here(),
            wanted,
            self.draft.items.is_empty(),
        ) {
            self.draft.choice = draft::preset(group, wanted).unwrap_or_default();
        }
    }

    /// The buyer asks: as many tries as at first.
    pub fn tries_anew(&mut self) {
        self.retries = 0;
    }

    /// A read failed: the host is told, and it is tried again if that may help.
    pub(super) fn again(&mut self, what: &str, error: &ProxyError, ask: Ask) -> Vec<Effect> {
        let mut effects = vec![Effect::Tell(trouble(what, error))];
        let pause = READ_PAUSES_MS.get(usize::from(self.retries)).copied();
        self.retries = self.retries.saturating_add(1);
        if let Some(pause) = pause.filter(|_| is_temporary(error)) {
            effects.push(Effect::After {
                ms: pause.max(retry_after(error).unwrap_or(0)),
                timer: Timer::FormRetryDue(ask),
                jitter: true,
            });
        }
        effects
    }
}

/// A brand that is listed but sells nothing here (api-notes section 3): an empty shelf, not an error.
fn nothing_of(brand: &Brand) -> ProductGroup {
    ProductGroup {
        brand: brand.brand.clone(),
        family: brand.family.clone(),
        brand_id: brand.brand_id.clone(),
        country_code: brand.country_code.clone(),
        kind: brand.kind.clone(),
        category: None,
        is_out_of_stock: brand.is_out_of_stock,
        logo: brand.logo.clone(),
        bg_color: brand.bg_color.clone(),
        description: None,
        products: Vec::new(),
    }
}
