//! What may happen at random.

use cryptorefills_checkout::wire::ProxyError;

use crate::world::refused;

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As the vendor would.
    Well,
    /// At a higher price.
    Dearer,
    /// With another product than asked for.
    Substituted,
    /// Without a price.
    Priceless,
    /// With reasons against it.
    Problems,
    /// Refused with 422.
    Refused,
    /// Refused with 503.
    Broken,
    /// Not in time.
    TimedOut,
}

impl How {
    /// The failure that it stands for, if it is one.
    pub fn failure(self) -> Option<ProxyError> {
        match self {
            Self::Refused => Some(refused(422, r#"{"detail":"OUT_OF_STOCK"}"#)),
            Self::Broken => Some(refused(503, "<html>")),
            Self::TimedOut => Some(ProxyError::TimedOut),
            _ => None,
        }
    }
}

/// What is said about an order.
#[derive(Clone, Debug)]
pub struct Word {
    /// `order_state`.
    pub order: &'static str,
    /// `payment_state`.
    pub payment: &'static str,
    /// What it tells of money.
    pub sign: Sign,
    /// `updated_at`, in seconds after the order's creation.
    pub updated: Option<u16>,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What a word tells of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Nothing.
    None,
    /// `sent_coin_amount`.
    Sent,
    /// A transaction.
    Transaction,
    /// A part arrived, and the rest is named.
    Short,
    /// A part arrived, and the rest comes with the whole amount's text.
    ShortWrongly,
}

/// What is wrong with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing.
    None,
    /// It is about another order.
    Foreign,
    /// Another address than before.
    Address,
    /// Another network than chosen.
    Network,
    /// A higher price than agreed.
    Dearer,
    /// A lower price than agreed.
    Cheaper,
    /// A page that takes the payment over.
    Hosted,
}

/// One of what is there then, whatever that may be.
#[derive(Clone, Copy, Debug)]
pub struct Place(pub u16);

impl Place {
    /// Its number among so many; none of nothing.
    pub fn at(self, count: usize) -> Option<usize> {
        usize::from(self.0).checked_rem(count)
    }

    /// The one of these that is meant; none of nothing.
    pub fn of<T>(self, these: &[T]) -> Option<&T> {
        these.get(self.at(these.len())?)
    }
}

/// One thing that happens.
#[derive(Clone, Debug)]
pub enum Op {
    /// Pay is pressed.
    Pay,
    /// A second order for the same goods is wanted.
    Second,
    /// An order is sought by a reference.
    Seek(Place),
    /// Retry is pressed.
    Retry,
    /// Back is pressed.
    Back,
    /// Start over is pressed.
    StartOver,
    /// Begin anew.
    Reset,
    /// The higher price is accepted.
    Accept,
    /// The page was altered.
    Tamper,
    /// A remembered order is opened.
    Reopen(Place),
    /// A brand is opened and its first product chosen.
    Open(&'static str, &'static str),
    /// An e-mail address is typed.
    Type(&'static str),
    /// The buyer's own address is typed.
    TypeBuyer(&'static str),
    /// The product goes into the cart.
    Add,
    /// The product goes into the cart for Bob, and another is chosen for Ann, who buys.
    Share,
    /// So many of it, or of a thing in the cart.
    Quantity(Option<usize>, u8),
    /// A thing in the cart is for somebody else.
    TypeItem(usize, &'static str),
    /// A thing in the cart is removed.
    Remove(usize),
    /// The cart is opened.
    Cart,
    /// It is a gift, or is none.
    Gift(bool),
    /// A coupon is typed and applied.
    Coupon(&'static str),
    /// Types the wallet for a refund.
    Refund(&'static str),
    /// The coupon is removed.
    NoCoupon,
    /// The suggested address is taken.
    Suggestion,
    /// The list of past orders is opened.
    History,
    /// A remembered order is put away, or brought back.
    Archive(Place, bool),
    /// Everything is forgotten, if the list is open.
    Forget,
    /// A coin is chosen.
    Coin(&'static str),
    /// Something is sought.
    Search(&'static str),
    /// Another country.
    Country(&'static str),
    /// The host changes the language.
    Lang(&'static str),
    /// An open question is answered, with this word if it is about an order.
    Answer(Place, How, Word),
    /// A question that was answered is answered again.
    AnswerAgain(Place, How, Word),
    /// Word comes by stream about an order that exists.
    Stream(Place, Word),
    /// The stream of some attempt opens, breaks, stops or garbles.
    StreamEvent(Place, u8),
    /// Any timer that was ever set fires: due, late, early or again.
    Fire(Place),
    /// Time passes, and what is due fires.
    Pass(u32),
    /// The device's clock is set.
    Jump(i64),
    /// The network goes or comes.
    Online(bool),
    /// The page is hidden or shown.
    Visible(bool),
    /// A wallet answers what it holds, as it was asked last; none for one that has changed.
    Holds(Option<u32>),
    /// A `Date` header is read.
    ServerTime,
    /// The proxy honours keys.
    Keys,
}

/// Order states, with one that nobody knows.
pub const ORDER: [&str; 14] = [
    "Created",
    "WaitingForPayment",
    "PaymentStarted",
    "PaymentReceived",
    "PaymentFailed",
    "PaymentSetupFailed",
    "WaitingForCoupon",
    "WaitingForDelivery",
    "WaitingForManualAction",
    "Done",
    "Refunded",
    "Expired",
    "Canceled",
    "Teleporting",
];

/// Payment states, with one that nobody knows and one left out.
pub const PAYMENT: [&str; 16] = [
    "WalletRequested",
    "PaymentRequested",
    "PaymentStarted",
    "PartialPaymentStarted",
    "PaymentQuarantined",
    "PaymentReceived",
    "Failed",
    "WaitingForExpiry",
    "Expired",
    "WaitingForExpiryAfterPaymentDetection",
    "ExpiredAfterPaymentDetection",
    "PaymentCanceled",
    "PaymentRejected",
    "PaymentRefunded",
    "Teleporting",
    "",
];
