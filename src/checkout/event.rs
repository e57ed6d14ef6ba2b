//! Everything that can happen to a checkout, in the past tense. May import wire; never the browser.

use std::sync::Arc;

use crate::wire::Brand;
use crate::wire::Extent;
use crate::wire::Kind;
use crate::wire::ProxyError;
use crate::wire::Validation;
use crate::wire::Via;
use crate::wire::{Order, OrderId};
use crate::wire::{Price, ProductGroup};

use super::balance::Held;
use super::configure::Plans;
use super::consent::Consent;
use super::draft::{Choice, Field};
use super::intent::Answer;
use super::leave::Leave;
use super::remembered::RememberedOrder;
use super::wallets::{Outcome, Wallet};

/// When an event happened, and the randomness that it may need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The device's clock, in milliseconds since the epoch. It may be wrong by any amount:
    /// deadlines are computed from the server's time (see [`super::deadline`]).
    pub ms: i64,
    /// 128 fresh random bits: the name of an attempt, should this event begin one.
    pub nonce: u128,
}

/// A question's number. An answer carries its question's, and is dropped when another was asked since.
pub type Ask = u32;

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The widget is on the page; what this device remembers comes along.
    Started {
        /// Orders that this device remembers, newest first.
        remembered: Vec<RememberedOrder>,
    },
    /// Another country was chosen.
    CountryPicked(String),
    /// The search text changed.
    SearchEntered(String),
    /// A category was switched on, or all of them (`None`).
    CategoryPicked(Option<String>),
    /// A kind was switched on, or all of them (`None`).
    KindPicked(Option<Kind>),
    /// The number to top up was typed in the shop window.
    NumberEntered(String),
    /// Its field was left.
    NumberLeft,
    /// Of the countries that the number may be of, this was chosen.
    NumberCountryPicked(String),
    /// The answer to a catalogue question.
    CatalogueArrived {
        /// The question's number.
        ask: Ask,
        /// The brands, or why there are none.
        result: Result<Arc<Vec<Brand>>, ProxyError>,
    },
    /// What there is of the brands before the vendor's list is here.
    BrandsAhead {
        /// The number of the question to the vendor.
        ask: Ask,
        /// The brands; none where nothing is known yet.
        brands: Vec<Brand>,
        /// What they are: never the whole list.
        extent: Extent,
    },
    /// What the vendor features.
    HomepageArrived {
        /// The question's number.
        ask: Ask,
        /// Whatever looks like a brand, or why there is nothing.
        result: Result<Vec<Brand>, ProxyError>,
    },
    /// What the vendor's search found.
    SearchArrived {
        /// The question's number.
        ask: Ask,
        /// The words that were asked for.
        query: String,
        /// Whatever looks like a brand, or why there is nothing.
        result: Result<Vec<Brand>, ProxyError>,
    },
    /// The answer about payment methods.
    ViasArrived(Result<Arc<Vec<Via>>, ProxyError>),
    /// A brand was opened from the grid.
    BrandOpened(Brand),
    /// A product family was opened by name: by the host, or by a link.
    FamilyOpened(String),
    /// The answer to a product question.
    ProductsArrived {
        /// The question's number.
        ask: Ask,
        /// The coin that the question asked prices in.
        coin: Option<String>,
        /// The brand groups, or why there are none.
        result: Result<Vec<ProductGroup>, ProxyError>,
    },
    /// A product was picked, or an amount typed.
    ChoiceMade(Choice),
    /// A long list of plans was narrowed, widened or lengthened.
    PlansChanged(Plans),
    /// A text field changed.
    FieldEntered(Field, String),
    /// A field was left: from now on its mistakes are shown.
    FieldLeft(Field),
    /// The address that was suggested for a field was taken.
    SuggestionTaken(Field),
    /// The product on the form shall go into the cart.
    ItemAdded,
    /// So many are wanted.
    QuantityChanged {
        /// Of this thing in the cart, or of the product on the form.
        item: Option<usize>,
        /// How many.
        quantity: u8,
    },
    /// A thing in the cart is not wanted any more.
    ItemRemoved(usize),
    /// This thing in the cart goes to somebody else than the buyer, or to the buyer after all.
    ItemGiftChosen {
        /// Its place in the cart.
        item: usize,
        /// To somebody else.
        gift: bool,
    },
    /// The cart shall be shown, to be paid as it is.
    CartOpened,
    /// What goes by e-mail goes to somebody else, or to the buyer after all.
    GiftChosen(bool),
    /// The vendor's newsletter was agreed to, or is not wanted after all.
    NewsletterChosen(bool),
    /// The coupon that was typed shall be used.
    CouponApplied,
    /// The order shall do without a coupon.
    CouponRemoved,
    /// A coin was chosen.
    CoinPicked(String),
    /// A network was chosen.
    NetworkPicked(String),
    /// A coin was chosen together with its network.
    MethodPicked {
        /// The coin.
        coin: String,
        /// The network.
        network: String,
    },
    /// The answer to a price question.
    PriceArrived {
        /// The question's number.
        ask: Ask,
        /// The price, or why there is none.
        result: Result<Price, ProxyError>,
    },
    /// The answer to a validation.
    ValidationArrived {
        /// The question's number.
        ask: Ask,
        /// What the API thinks of the order, or why we don't know.
        result: Result<Box<Validation>, ProxyError>,
    },
    /// The buyer pressed pay.
    PayPressed,
    /// The host decided whether the order may be created.
    HostDecided {
        /// The attempt that it was asked about.
        attempt: String,
        /// What it decided.
        consent: Consent,
    },
    /// No other widget of this browser is creating now.
    Claimed {
        /// The attempt that asked.
        attempt: String,
        /// What the device remembers at this moment, newest first: other tabs write there too.
        remembered: Vec<RememberedOrder>,
    },
    /// The buyer wants another order although one for the same is unpaid.
    SecondOrderWanted,
    /// The answer to a creation.
    OrderCreated {
        /// The attempt that it belongs to.
        attempt: String,
        /// The order, or why we don't know of one.
        result: Result<Box<Order>, ProxyError>,
    },
    /// The buyer accepted that the order costs more than validated.
    PriceAccepted,
    /// The order as the API tells it, by stream or by poll: one door for both.
    OrderArrived {
        /// The attempt that was asked about.
        attempt: String,
        /// How the word came.
        source: Source,
        /// The order, or why we don't know.
        result: Result<Box<Order>, ProxyError>,
    },
    /// A wallet around the page said what became of the payment that it was asked for.
    PaymentAnswered {
        /// The attempt that it was asked about.
        attempt: String,
        /// What it said.
        answer: Answer,
    },
    /// The wallets in the page are these now.
    WalletsFound {
        /// The attempt that they were looked for.
        attempt: String,
        /// All of them.
        wallets: Vec<Wallet>,
    },
    /// The buyer wants to pay with a wallet in the page.
    WalletPressed(String),
    /// A wallet in the page did what it was asked for, or did not.
    WalletSettled {
        /// The attempt that it was to pay.
        attempt: String,
        /// The question's number.
        ask: Ask,
        /// What became of it.
        outcome: Outcome,
    },
    /// While wallets are asked what they hold: one appeared, or has another account or chain now.
    WalletsMoved,
    /// A wallet in the page answered what it holds.
    BalanceArrived {
        /// The question's number.
        ask: Ask,
        /// Which wallet.
        key: String,
        /// What it said; none if it is not connected to the page, or on another chain.
        held: Option<Held>,
    },
    /// The stream is open.
    StreamOpened {
        /// The attempt that it belongs to.
        attempt: String,
    },
    /// The stream said something unreadable; the truth is asked for at once.
    StreamGarbled {
        /// The attempt that it belongs to.
        attempt: String,
    },
    /// The stream ended on purpose (`stop`) or broke.
    StreamEnded {
        /// The attempt that it belongs to.
        attempt: String,
        /// Whether the server said `stop`.
        stopped: bool,
    },
    /// A timer that we set is due.
    TimerFired(Timer),
    /// The server's own time was read from an answer.
    ServerTimeSeen {
        /// The server's clock in milliseconds since the epoch.
        server_ms: i64,
    },
    /// An answer said that the proxy honours idempotency keys (contract.md section 6).
    KeysHonoured,
    /// The browser says that the network went or came back.
    ConnectionChanged {
        /// Whether there is a network.
        online: bool,
    },
    /// The page was hidden or shown.
    VisibilityChanged {
        /// Whether the page can be seen.
        visible: bool,
    },
    /// One step back was asked for.
    BackPressed,
    /// Somebody wants to leave otherwise: the page, an app around it, the browser, a key.
    LeaveAsked(Leave),
    /// The question whether to leave was answered.
    LeaveAnswered {
        /// By yes.
        leaves: bool,
    },
    /// The widget as a whole is shown, or is not.
    DisplayChanged {
        /// Whether it can be seen.
        shown: bool,
    },
    /// The failed thing on screen shall be tried again.
    RetryPressed,
    /// A new purchase with every input kept.
    StartOverPressed,
    /// A remembered order was opened again.
    OrderReopened(String),
    /// The list of past orders was opened.
    HistoryOpened,
    /// A remembered order was put away, or brought back.
    OrderArchived {
        /// Our random name for it.
        attempt: String,
        /// Put away.
        archived: bool,
    },
    /// What is left on a card was noted.
    BalanceNoted {
        /// Our random name for the order.
        attempt: String,
        /// Which of the order's gift cards, from zero.
        card: usize,
        /// As typed; nothing takes the note away.
        typed: String,
    },
    /// The buyer wants everything forgotten, or takes that back: it is asked first.
    ForgetAsked,
    /// The question whether to forget everything was answered.
    ForgetAnswered {
        /// By yes.
        forgets: bool,
    },
    /// An order shall be shown by its reference, as the buyer typed it.
    OrderSought(String),
    /// Address or amount on the page no longer equal what was proved: somebody altered the page.
    PageTampered,
    /// The host changed settings while the widget lives.
    SettingsChanged(Box<super::Settings>),
    /// The browser would not keep what we asked it to remember.
    MemoryRefused,
    /// The rest of the widget is here: every screen can be shown.
    RestArrived,
    /// The rest of the widget could not be fetched.
    RestMissed,
    /// Begin anew, as on a fresh page; a live order stays remembered.
    ResetPressed,
}

/// How an order's news reached us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A Server-Sent Event.
    Stream,
    /// An answer to our own question.
    Poll,
}

/// Why a timer was set. A late or doubled one does no harm: its number is compared with the state's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timer {
    /// The typed amount or recipient has been still for a moment: a price may be asked.
    TypingSettled(Ask),
    /// The search text has been still for a moment: the vendor may be asked.
    SearchSettled(Ask),
    /// The price on screen is a minute old.
    QuoteAged(Ask),
    /// It is time to ask about the order.
    PollDue(u32),
    /// It is time to open the stream again.
    StreamRetryDue(u32),
    /// The stream has been silent for too long.
    StreamSilent(u32),
    /// The payment window is about to close.
    WindowClosing(String),
    /// The host has had its time to decide about an attempt.
    HostSilent(String),
    /// A failed read of the form may be tried again: the question that failed.
    FormRetryDue(Ask),
    /// A failed read may be tried again.
    ReadRetryDue(Ask),
    /// The rest of the widget may be fetched again, after so many failures.
    RestRetryDue(u8),
}

/// Which order a stream or an answer is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Our own random name for the attempt.
    pub attempt: String,
    /// The vendor's id. It opens the codes: never shown to the host (api-notes rule 10).
    pub id: OrderId,
}
