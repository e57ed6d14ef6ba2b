//! One product being bought: the form, its price, and the way to a validated order.

mod editing;
mod pricing;
mod submitting;

use std::sync::Arc;

use crate::money::Amount;
use crate::wire::Brand;
use crate::wire::{DeliveryType, Product, ProductGroup, pick_group};
use crate::wire::{Problem, ProblemField, ProxyError};

use super::Loading;
use super::consent::Refusal;
use super::draft::{self, Choice, Draft, Field, Order, Surroundings};
use super::effect::Effect;
use super::event::{Ask, Timer};
use super::methods::Coin;
use super::quote::{Price, Quote};
use super::remembered::RememberedOrder;
use super::retry::{READ_PAUSES_MS, is_temporary, retry_after, trouble};

/// How far the press on pay has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Submit {
    /// Not pressed.
    #[default]
    Idle,
    /// Pressed; the validation runs. Holds the price that the buyer saw, if there was one.
    Checking {
        /// What the buyer saw when pressing.
        seen: Option<Amount>,
    },
}

/// A price that rose between what the buyer saw and the validation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rise {
    /// What was on the screen; absent when no price had been seen.
    pub seen: Option<Amount>,
}

/// The form of one brand.
#[derive(Clone, Debug, PartialEq)]
pub struct Configure {
    /// The brand as the grid showed it.
    pub brand: Brand,
    /// Its products.
    pub group: Loading<Arc<ProductGroup>>,
    /// What the buyer entered.
    pub draft: Draft,
    /// Narrows a long list of plans.
    pub plan_search: String,
    /// Fields that were left: their mistakes are shown.
    touched: Vec<Field>,
    /// The field that is typed in: no new mistake is shown in it.
    editing: Option<editing::Editing>,
    /// Pay was pressed once: all mistakes are shown.
    pub pressed: bool,
    /// What the API refused.
    pub refused: Vec<Problem>,
    /// Why the last question had no answer.
    pub trouble: Option<ProxyError>,
    /// The price.
    pub quote: Quote,
    /// The press on pay.
    pub submit: Submit,
    /// The price rose since the buyer pressed: they must press again.
    pub rise: Option<Rise>,
    /// An unpaid order for the same goods, of this or another tab: the buyer chooses.
    pub rival: Option<RememberedOrder>,
    /// The host did not agree to the order.
    pub refusal: Option<Refusal>,
    /// The buyer wants another order for the same goods.
    pub second: bool,
    /// Coins and networks that the API refused for this product: a coin alone, or with a network.
    pub closed: Vec<(String, Option<String>)>,
    /// The coin that the product list is priced in.
    priced_in: Option<String>,
    products_ask: Ask,
    quote_ask: Ask,
    retries: u8,
}

/// What surrounds the form.
#[derive(Clone, Copy, Debug)]
pub struct Shop<'a> {
    /// Country, language and campaign.
    pub around: Surroundings<'a>,
    /// Ways to pay.
    pub coins: &'a [Coin],
    /// The value to choose at first, as the integrator wrote it.
    pub face_value: Option<&'a str>,
    /// The device's clock.
    pub now_ms: i64,
}

/// What a change asks of the checkout around the form.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Wishes to the world.
    pub effects: Vec<Effect>,
    /// The order may be created now, at this price; the last is the price on the screen when pay was
    /// pressed, where it was another one.
    pub create: Option<(Order, Price, Option<Amount>)>,
}

impl From<Vec<Effect>> for Outcome {
    fn from(effects: Vec<Effect>) -> Self {
        Self {
            effects,
            create: None,
        }
    }
}

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
            draft,
            plan_search: String::new(),
            touched: Vec::new(),
            editing: None,
            pressed: false,
            refused: Vec::new(),
            trouble: None,
            quote: Quote::None,
            submit: Submit::Idle,
            rise: None,
            rival: None,
            refusal: None,
            second: false,
            closed: Vec::new(),
            priced_in: None,
            products_ask: 0,
            quote_ask: 0,
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
        }
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
        match result {
            Ok(groups) => {
                self.retries = 0;
                self.trouble = None;
                self.priced_in = coin;
                self.group = match pick_group(groups, &self.brand.brand) {
                    Some(group) => Loading::Here(Arc::new(group)),
                    None => Loading::Here(Arc::new(nothing_of(&self.brand))),
                };
                self.preset(shop.face_value);
                self.requote(false, shop, asks)
            }
            Err(error) => {
                let again = self.again("the products", &error, ask);
                if !matches!(self.group, Loading::Here(_)) {
                    self.group = Loading::Failed(error);
                } else {
                    self.trouble = Some(error);
                    self.quote = Quote::Unavailable;
                }
                again.into()
            }
        }
    }

    /// Chooses what the integrator wishes for, where the buyer chose nothing.
    fn preset(&mut self, wanted: Option<&str>) {
        if let (Choice::Nothing, Some(group), Some(wanted)) =
            (&self.draft.choice, self.group.here(), wanted)
        {
            self.draft.choice = draft::preset(group, wanted).unwrap_or_default();
        }
    }

    /// The buyer asks: as many tries as at first.
    pub fn tries_anew(&mut self) {
        self.retries = 0;
    }

    /// A read failed: the host is told, and it is tried again if that may help.
    fn again(&mut self, what: &str, error: &ProxyError, ask: Ask) -> Vec<Effect> {
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

    /// Products that can be bought here at all; the rest would need a recipient we cannot ask for.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        match &self.group {
            Loading::Here(group) => group.products.as_slice(),
            _ => &[],
        }
        .iter()
        .filter(|product| product.is_sellable())
    }

    /// The product that is chosen.
    pub fn product(&self) -> Option<&Product> {
        match &self.group {
            Loading::Here(group) => self.draft.product(group),
            _ => None,
        }
    }

    /// How the product is delivered, as far as that is known yet.
    pub fn delivery_type(&self) -> Option<DeliveryType> {
        self.draft.delivery_type(self.group.here()?)
    }

    /// Everything that is wrong and may be shown now, the API's refusals last.
    pub fn problems(&self, shop: &Shop<'_>) -> Vec<Problem> {
        let mut shown = self.mistakes(shop);
        shown.extend(self.refused.iter().cloned());
        shown
    }

    /// What we find wrong ourselves and may show now.
    fn mistakes(&self, shop: &Shop<'_>) -> Vec<Problem> {
        let found = match &self.group {
            Loading::Here(group) => self.draft.order(group, shop.around).err(),
            _ => None,
        };
        let mut found = found.unwrap_or_default();
        found.retain(|problem| self.may_show(problem));
        found
    }

    /// Another product, or another amount.
    pub fn choose(&mut self, choice: Choice, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        let typed = matches!(choice, Choice::Range { .. });
        if let (
            Choice::Range {
                product_id: old, ..
            },
            Choice::Range {
                product_id: new, ..
            },
        ) = (&self.draft.choice, &choice)
            && old != new
        {
            self.touched.retain(|field| *field != Field::Amount);
        }
        if typed {
            self.edit(Field::Amount, shop, |form| form.draft.choice = choice);
        } else {
            self.draft.choice = choice;
        }
        self.forget(&[ProblemField::Amount, ProblemField::Product]);
        self.requote(typed, shop, asks)
    }

    /// Another recipient.
    pub fn enter(
        &mut self,
        field: Field,
        text: String,
        shop: &Shop<'_>,
        asks: &mut Ask,
    ) -> Outcome {
        self.edit(field, shop, |form| match field {
            Field::RecipientEmail => form.draft.recipient_email = text,
            Field::RecipientPhone => form.draft.recipient_phone = text,
            Field::BuyerEmail => form.draft.buyer_email = text,
            Field::Amount => {
                if let Choice::Range { typed, .. } = &mut form.draft.choice {
                    *typed = text;
                }
            }
        });
        self.forget(&[ProblemField::Recipient, ProblemField::Account]);
        self.requote(true, shop, asks)
    }

    /// Another coin or network.
    pub fn pay_with(
        &mut self,
        coin: Option<String>,
        network: Option<String>,
        shop: &Shop<'_>,
        asks: &mut Ask,
    ) -> Outcome {
        self.draft.coin = coin;
        self.draft.network = network;
        self.forget(&[
            ProblemField::Payment,
            ProblemField::Amount,
            ProblemField::Account,
        ]);
        self.requote(false, shop, asks)
    }

    /// What was refused about these parts no longer holds. Problems of no part of the form go as well:
    /// any change may have cured them.
    fn forget(&mut self, fields: &[ProblemField]) {
        self.refused.retain(|problem| {
            let field = draft::field(problem);
            !fields.contains(&field) && field != ProblemField::Account
        });
        self.rise = None;
        self.rival = None;
        self.refusal = None;
        self.second = false;
        self.trouble = None;
        self.submit = Submit::Idle;
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

/// The next question's number.
pub fn next(asks: &mut Ask) -> Ask {
    *asks = asks.wrapping_add(1);
    *asks
}
