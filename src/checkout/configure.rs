//! One product being bought: the form, its price, and the way to a validated order.

use std::sync::Arc;

use crate::money::Amount;
use crate::wire::Brand;
use crate::wire::Validation;
use crate::wire::{DeliveryType, Price as WirePrice, Product, ProductGroup, pick_group};
use crate::wire::{Problem, ProblemField, ProxyError};

use super::Loading;
use super::draft::{self, Choice, Draft, Field, Order, Surroundings, code};
use super::echo;
use super::effect::Effect;
use super::event::{Ask, Timer};
use super::methods::Coin;
use super::quote::{Basis, FRESH_MS, Price, Quote, SETTLE_MS};

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
    pub touched: Vec<Field>,
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
    /// The coin that the product list is priced in.
    priced_in: Option<String>,
    products_ask: Ask,
    quote_ask: Ask,
    products_retries: u8,
}

/// What surrounds the form.
#[derive(Clone, Copy, Debug)]
pub struct Shop<'a> {
    /// Country, language and campaign.
    pub around: Surroundings<'a>,
    /// Ways to pay.
    pub coins: &'a [Coin],
    /// The device's clock.
    pub now_ms: i64,
}

/// What a change asks of the checkout around the form.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Wishes to the world.
    pub effects: Vec<Effect>,
    /// The order may be created now, at this price.
    pub create: Option<(Order, Price)>,
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
            pressed: false,
            refused: Vec::new(),
            trouble: None,
            quote: Quote::None,
            submit: Submit::Idle,
            rise: None,
            priced_in: None,
            products_ask: 0,
            quote_ask: 0,
            products_retries: 0,
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
                self.products_retries = 0;
                self.priced_in = coin;
                self.group = match pick_group(groups, &self.brand.brand) {
                    Some(group) => Loading::Here(Arc::new(group)),
                    None => Loading::Here(Arc::new(nothing_of(&self.brand))),
                };
                self.requote(false, shop, asks)
            }
            Err(error) => {
                if !matches!(self.group, Loading::Here(_)) {
                    self.group = Loading::Failed(error);
                } else {
                    self.trouble = Some(error);
                    self.quote = Quote::Unavailable;
                }
                Outcome::default()
            }
        }
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
        let mut shown: Vec<Problem> = match &self.group {
            Loading::Here(group) => match self.draft.order(group, shop.around) {
                Ok(_) => Vec::new(),
                Err(problems) => problems
                    .into_iter()
                    .filter(|problem| self.pressed || self.is_touched(problem))
                    .collect(),
            },
            _ => Vec::new(),
        };
        shown.extend(self.refused.iter().cloned());
        shown
    }

    fn is_touched(&self, problem: &Problem) -> bool {
        let field = match problem.code.as_str() {
            code::AMOUNT_MISSING => return false,
            code::AMOUNT_UNREADABLE
            | code::AMOUNT_AMBIGUOUS
            | code::AMOUNT_BELOW_RANGE
            | code::AMOUNT_ABOVE_RANGE
            | code::AMOUNT_OFF_STEP => Field::Amount,
            code::EMAIL_UNREADABLE => Field::RecipientEmail,
            code::PHONE_UNREADABLE => Field::RecipientPhone,
            code::BUYER_EMAIL_UNREADABLE => Field::BuyerEmail,
            _ => return false,
        };
        self.touched.contains(&field)
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
        self.draft.choice = choice;
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
        match field {
            Field::RecipientEmail => self.draft.recipient_email = text,
            Field::RecipientPhone => self.draft.recipient_phone = text,
            Field::BuyerEmail => self.draft.buyer_email = text,
            Field::Amount => {
                if let Choice::Range { typed, .. } = &mut self.draft.choice {
                    *typed = text;
                }
            }
        }
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
        self.trouble = None;
        self.submit = Submit::Idle;
    }

    /// Asks for the best price that the draft allows: a validation when it is complete, else an estimate.
    ///
    /// `typing` waits until the buyer rests. Every call makes older answers worthless.
    pub fn requote(&mut self, typing: bool, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        self.quote_ask = next(asks);
        let Loading::Here(group) = &self.group else {
            return Outcome::default();
        };
        let group = Arc::clone(group);
        let (Ok(chosen), Some(coin)) = (self.draft.chosen(&group), self.draft.coin.clone()) else {
            self.quote = Quote::None;
            return Outcome::default();
        };
        if typing {
            self.quote = std::mem::take(&mut self.quote).aged();
            let timer = Timer::TypingSettled(self.quote_ask);
            return vec![Effect::After {
                ms: SETTLE_MS,
                timer,
                jitter: false,
            }]
            .into();
        }
        if let Ok(order) = self.draft.order(&group, shop.around)
            && self.refused.is_empty()
        {
            return self.validate(order.body).into();
        }
        if let Some(value) = chosen.product_value {
            self.quote = std::mem::take(&mut self.quote).aged();
            return vec![Effect::FetchPrice {
                ask: self.quote_ask,
                country: shop.around.country.into(),
                brand: group.brand.clone(),
                face_value: value,
                coin,
            }]
            .into();
        }
        if self.priced_in.as_ref() != Some(&coin) {
            self.quote = Quote::Loading;
            return self.fetch_products(shop, asks).into();
        }
        let listed = self.product().and_then(|product| {
            let right_coin = product.coin.as_ref().is_none_or(|named| *named == coin);
            product
                .coin_amount
                .as_ref()
                .filter(|_| right_coin)
                .map(|text| text.as_str().to_owned())
        });
        self.priced(listed, coin, Basis::Estimate, shop.now_ms)
            .into()
    }

    fn validate(&mut self, body: String) -> Vec<Effect> {
        self.quote = std::mem::take(&mut self.quote).aged();
        vec![Effect::Validate {
            ask: self.quote_ask,
            body,
        }]
    }

    fn priced(
        &mut self,
        text: Option<String>,
        coin: String,
        basis: Basis,
        now_ms: i64,
    ) -> Vec<Effect> {
        let amount = text
            .as_deref()
            .and_then(Amount::parse)
            .filter(|amount| !amount.is_zero());
        let (Some(text), Some(amount)) = (text, amount) else {
            self.quote = Quote::Unavailable;
            return Vec::new();
        };
        self.quote = Quote::Fresh(Price {
            text,
            amount,
            coin,
            at_ms: now_ms,
            basis,
        });
        let timer = Timer::QuoteAged(self.quote_ask);
        vec![Effect::After {
            ms: FRESH_MS,
            timer,
            jitter: false,
        }]
    }

    /// The price of a typed amount came.
    pub fn price_arrived(
        &mut self,
        ask: Ask,
        result: Result<WirePrice, ProxyError>,
        now_ms: i64,
    ) -> Vec<Effect> {
        if ask != self.quote_ask {
            return Vec::new();
        }
        match (result, self.draft.coin.clone()) {
            (Ok(price), Some(coin)) => {
                let right_coin = price.coin.as_ref().is_none_or(|named| *named == coin);
                let text = price
                    .coin_amount
                    .filter(|_| right_coin)
                    .map(|text| text.as_str().to_owned());
                self.priced(text, coin, Basis::Estimate, now_ms)
            }
            (Err(error), _) => {
                self.trouble = Some(error);
                self.quote = Quote::Unavailable;
                Vec::new()
            }
            (Ok(_), None) => Vec::new(),
        }
    }

    /// The price got old, or the buyer stopped typing.
    pub fn timer(
        &mut self,
        timer: &Timer,
        visible: bool,
        shop: &Shop<'_>,
        asks: &mut Ask,
    ) -> Outcome {
        match timer {
            Timer::TypingSettled(ask) if *ask == self.quote_ask => self.requote(false, shop, asks),
            Timer::QuoteAged(ask) if *ask == self.quote_ask && self.submit == Submit::Idle => {
                self.quote = std::mem::take(&mut self.quote).aged();
                if visible {
                    self.refresh(shop, asks)
                } else {
                    Outcome::default()
                }
            }
            _ => Outcome::default(),
        }
    }

    /// The page is seen again: an old price is asked anew.
    pub fn seen_again(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        if matches!(self.quote, Quote::Stale(_)) && self.submit == Submit::Idle {
            self.refresh(shop, asks)
        } else {
            Outcome::default()
        }
    }

    fn refresh(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        let stale = self.quote.clone();
        self.priced_in = None;
        let outcome = self.requote(false, shop, asks);
        if self.quote == Quote::Loading {
            self.quote = stale;
        }
        outcome
    }

    /// Pay was pressed.
    pub fn press(&mut self, shop: &Shop<'_>, asks: &mut Ask) -> Outcome {
        if self.submit != Submit::Idle {
            return Outcome::default();
        }
        self.pressed = true;
        let Loading::Here(group) = &self.group else {
            return Outcome::default();
        };
        let Ok(order) = self.draft.order(group, shop.around) else {
            return Outcome::default();
        };
        self.trouble = None;
        if let Some((price, body)) = self.quote.usable(shop.now_ms)
            && body == order.body
        {
            let price = price.clone();
            return Outcome {
                effects: Vec::new(),
                create: Some((order, price)),
            };
        }
        self.refused.clear();
        self.rise = None;
        self.submit = Submit::Checking {
            seen: match &self.quote {
                Quote::Fresh(price) => Some(price.amount),
                _ => None,
            },
        };
        self.quote_ask = next(asks);
        self.validate(order.body).into()
    }

    /// The validation's answer came.
    pub fn validation_arrived(
        &mut self,
        ask: Ask,
        result: Result<Box<Validation>, ProxyError>,
        shop: &Shop<'_>,
    ) -> Outcome {
        if ask != self.quote_ask {
            return Outcome::default();
        }
        let submit = std::mem::take(&mut self.submit);
        let Loading::Here(group) = &self.group else {
            return Outcome::default();
        };
        let Ok(order) = self.draft.order(group, shop.around) else {
            return Outcome::default();
        };
        let validation = match result {
            Ok(validation) => validation,
            Err(error) => {
                if let ProxyError::Refused { problems, .. } = &error {
                    self.refused.clone_from(problems);
                }
                if self.refused.is_empty() {
                    self.trouble = Some(error);
                }
                self.quote = Quote::Unavailable;
                return Outcome::default();
            }
        };
        match echo::accepted(&validation, &order) {
            Err(problems) => {
                self.refused = problems;
                self.quote = Quote::Unavailable;
                Outcome::default()
            }
            Ok(text) => {
                let coin = order.request.payment.coin.to_owned();
                let basis = Basis::Validated {
                    body: order.body.clone(),
                };
                let effects = self.priced(Some(text), coin, basis, shop.now_ms);
                let create = match (&submit, &self.quote) {
                    (Submit::Checking { seen: Some(seen) }, Quote::Fresh(price))
                        if price.amount <= *seen =>
                    {
                        Some((order, price.clone()))
                    }
                    (Submit::Checking { seen }, _) => {
                        self.rise = Some(Rise { seen: *seen });
                        None
                    }
                    (Submit::Idle, _) => None,
                };
                Outcome { effects, create }
            }
        }
    }

    /// The API refused to create the order: the form comes back with its reasons.
    pub fn refused_at_creation(&mut self, problems: Vec<Problem>, error: Option<ProxyError>) {
        self.submit = Submit::Idle;
        self.refused = problems;
        self.trouble = error;
        self.quote = Quote::Unavailable;
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
