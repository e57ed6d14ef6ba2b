//! The checkout itself: what the buyer is in, and how everything that happens changes it.
//!
//! Pure: no clock, no randomness, no browser, no waiting. `update` takes an event and the moment, changes
//! the state, and returns wishes to the world as [`Effect`]s. May import wire, money and payment.

pub mod balance;
pub mod browse;
pub mod card;
pub mod configure;
pub mod consent;
pub mod deadline;
pub mod delivery;
pub mod draft;
mod echo;
pub mod effect;
pub mod event;
pub mod fold;
pub mod following;
pub mod goods;
pub mod history;
pub mod intent;
pub mod leave;
pub mod methods;
pub mod notice;
pub mod pay;
pub mod phase;
pub mod plain;
pub mod quote;
pub mod receipt;
pub mod recent;
pub mod remembered;
pub mod rest;
mod retry;
pub mod served;
pub mod tracking;
mod update;
pub mod wallets;

use std::sync::Arc;

use crate::wire::Acquisition;
use crate::wire::Brand;
use crate::wire::ProxyError;
use crate::wire::{Network, Via};

use balance::Balance;
use browse::Browse;
use configure::{Configure, Shop};
use deadline::Skew;
use draft::{Draft, Surroundings};
use event::Ask;
use history::History;
use methods::Coin;
use pay::Pay;
use recent::Recent;
use remembered::RememberedOrder;
use rest::Rest;

/// Something that is fetched.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Loading<T> {
    /// Not asked for.
    #[default]
    Idle,
    /// On its way.
    Busy,
    /// Here.
    Here(T),
    /// It did not come.
    Failed(ProxyError),
}

impl<T> Loading<T> {
    /// The thing, if it is here.
    pub fn here(&self) -> Option<&T> {
        match self {
            Self::Here(thing) => Some(thing),
            _ => None,
        }
    }
}

/// The integrator's wishes, checked: what of the element's attributes concerns the flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// First country, ISO 3166-1 alpha-2, upper case.
    pub country: String,
    /// Only these countries may be chosen; empty means all.
    pub countries: Vec<String>,
    /// The API's language code.
    pub lang: String,
    /// A family to open at once.
    pub brand: Option<String>,
    /// Only this kind.
    pub kind: Option<String>,
    /// Only this category.
    pub category: Option<String>,
    /// A coin to preselect.
    pub coin: Option<String>,
    /// A network to preselect.
    pub network: Option<String>,
    /// An e-mail address to prefill.
    pub email: Option<String>,
    /// The only ways to pay, in this order: `COIN/Network` or `COIN`.
    pub methods: Vec<String>,
    /// Campaign fields for the order.
    pub acquisition: Option<Acquisition>,
    /// Whether live status may use a stream.
    pub streaming: bool,
    /// The value to choose when a product opens: a denomination, or an amount.
    pub face_value: Option<String>,
    /// The buyer may buy `brand` only.
    pub brand_locked: bool,
    /// The buyer may not change `email`.
    pub email_locked: bool,
    /// The partner's name, above the shop window.
    pub partner_name: Option<String>,
    /// The absolute address of the partner's logo.
    pub partner_logo: Option<String>,
}

/// Where the buyer is.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// Looking for a brand.
    Browse,
    /// Filling in one brand's form.
    Configure(Box<Configure>),
    /// Paying, waiting, receiving.
    Pay(Box<Pay>),
    /// Looking at past orders.
    History(History),
}

/// The whole state. One lives behind each widget.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkout {
    /// The integrator's wishes.
    pub settings: Settings,
    /// The country being shopped in.
    pub country: String,
    /// The shop window; kept while the buyer is elsewhere.
    pub browse: Browse,
    /// The API's ways to pay.
    pub vias: Loading<Arc<Vec<Via>>>,
    /// The same for the buyer's own wallet, as the integrator narrowed it.
    pub coins: Arc<Vec<Coin>>,
    /// Where the buyer is.
    pub screen: Screen,
    /// What was typed last, for the next form.
    pub kept: Draft,
    /// What was ordered from the cart on this visit: it stays in the cart until money is seen for it.
    ordered: Vec<draft::Ordered>,
    /// The last form that was left, to come back to with everything in it.
    left: Option<Box<Configure>>,
    /// Orders that this device remembers, newest first.
    pub remembered: Vec<RememberedOrder>,
    /// Brands that were looked at or bought on this device, the last one first.
    pub recent: Vec<Recent>,
    /// Nothing shall be remembered for another visit.
    pub forgetful: bool,
    /// The shop may open with what is known before its whole list, for nothing on this screen will move when that
    /// comes: the categories stand in one line.
    pub opens_early: bool,
    /// Whether there is a network.
    pub online: bool,
    /// Whether the page can be seen.
    pub visible: bool,
    /// Whether the widget is shown at all: a modal one can be closed.
    pub shown: bool,
    /// Whether the proxy honours idempotency keys.
    pub keys_honoured: bool,
    /// Whether the browser keeps what we ask it to remember.
    pub memory_works: bool,
    /// The part of the widget that comes after the first screen.
    pub rest: Rest,
    /// The clocks.
    pub skew: Skew,
    /// What connected wallets hold, while the form has a total that they could be asked about.
    pub balance: Option<Box<Balance>>,
    asks: Ask,
    /// The wallet in the page that was asked to pay an attempt and has not answered yet.
    asked: Option<(String, Ask, wallets::Wallet)>,
    catalogue_ask: Ask,
    homepage_ask: Ask,
    search_ask: Ask,
    retry_ask: Ask,
    catalogue_failures: u8,
    vias_failures: u8,
    ready: bool,
    wanted: Option<String>,
    /// The vendor's list, until it is kept for the next visit.
    unstored: Option<Arc<Vec<Brand>>>,
}

impl Checkout {
    /// A checkout that has not started: see [`event::Event::Started`].
    pub fn new(settings: Settings) -> Self {
        let kept = fresh(&settings);
        Self {
            country: settings.country.clone(),
            wanted: settings.brand.clone(),
            settings,
            browse: Browse::default(),
            vias: Loading::Idle,
            coins: Arc::default(),
            screen: Screen::Browse,
            kept,
            ordered: Vec::new(),
            left: None,
            unstored: None,
            remembered: Vec::new(),
            recent: Vec::new(),
            forgetful: false,
            opens_early: false,
            online: true,
            visible: true,
            shown: true,
            keys_honoured: false,
            memory_works: true,
            rest: Rest::default(),
            skew: Skew::default(),
            balance: None,
            asks: 0,
            asked: None,
            catalogue_ask: 0,
            homepage_ask: 0,
            search_ask: 0,
            retry_ask: 0,
            catalogue_failures: 0,
            vias_failures: 0,
            ready: false,
        }
    }

    /// The public contract's `data-screen`.
    pub fn screen_name(&self) -> &'static str {
        match &self.screen {
            Screen::Browse => "browse",
            Screen::Configure(_) => "configure",
            Screen::Pay(pay) if pay.phase() == phase::Phase::Delivered => "receipt",
            Screen::Pay(_) => "pay",
            Screen::History(_) => "history",
        }
    }

    /// What surrounds a form.
    pub fn shop(&self, now_ms: i64) -> Shop<'_> {
        shop(&self.settings, &self.country, &self.coins, now_ms)
    }

    /// The network that an order is to be paid on, as the API describes it.
    pub fn network(&self, coin: &str, network: &str) -> Option<&Network> {
        network_in(self.vias.here().map(|vias| vias.as_slice()), coin, network)
    }

    /// An order of this device that is not over, while another screen is shown.
    pub fn open_order(&self, now_ms: i64) -> Option<&RememberedOrder> {
        match self.screen {
            Screen::Pay(_) => None,
            _ => self.remembered.iter().find(|order| order.is_open(now_ms)),
        }
    }
}

/// What the host gives before the buyer types anything.
fn fresh(settings: &Settings) -> Draft {
    let email = settings.email.clone().unwrap_or_default();
    Draft {
        recipient_email: email.clone(),
        buyer_email: email,
        ..Draft::default()
    }
}

/// Borrows only what a form needs, so that the form itself can be changed meanwhile.
fn shop<'a>(settings: &'a Settings, country: &'a str, coins: &'a [Coin], now_ms: i64) -> Shop<'a> {
    Shop {
        around: Surroundings {
            country,
            lang: &settings.lang,
            acquisition: settings.acquisition.as_ref(),
            coins,
        },
        coins,
        face_value: settings.face_value.as_deref(),
        email_locked: settings.email_locked,
        now_ms,
    }
}

/// A network among the wallet's vias. Its chain, contract and minimum come from the API, never from us.
fn network_in<'a>(vias: Option<&'a [Via]>, coin: &str, network: &str) -> Option<&'a Network> {
    vias?
        .iter()
        .filter(|via| via.name == methods::USER_WALLET)
        .flat_map(|via| &via.currencies)
        .filter(|currency| currency.name == coin)
        .flat_map(|currency| &currency.networks)
        .find(|candidate| candidate.name == network)
}
