//! What may happen at random.

use proptest::prelude::*;
use proptest::sample::{Index, select};

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

/// One thing that happens. An `Index` picks one of what is there then.
#[derive(Clone, Debug)]
pub enum Op {
    /// Pay is pressed.
    Pay,
    /// A second order for the same goods is wanted.
    Second,
    /// An order is sought by a reference.
    Seek(Index),
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
    Reopen(Index),
    /// A brand is opened and its first product chosen.
    Open(&'static str, &'static str),
    /// An e-mail address is typed.
    Type(&'static str),
    /// A coin is chosen.
    Coin(&'static str),
    /// Another country.
    Country(&'static str),
    /// The host changes the language.
    Lang(&'static str),
    /// An open question is answered, with this word if it is about an order.
    Answer(Index, How, Word),
    /// A question that was answered is answered again.
    AnswerAgain(Index, How, Word),
    /// Word comes by stream about an order that exists.
    Stream(Index, Word),
    /// The stream of some attempt opens, breaks, stops or garbles.
    StreamEvent(Index, u8),
    /// Any timer that was ever set fires: due, late, early or again.
    Fire(Index),
    /// Time passes, and what is due fires.
    Pass(u32),
    /// The device's clock is set.
    Jump(i64),
    /// The network goes or comes.
    Online(bool),
    /// The page is hidden or shown.
    Visible(bool),
    /// A `Date` header is read.
    ServerTime,
    /// The proxy honours keys.
    Keys,
}

const ORDER: [&str; 14] = [
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

const PAYMENT: [&str; 16] = [
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

fn word() -> impl Strategy<Value = Word> {
    let order = prop_oneof![3 => Just("WaitingForPayment"), 2 => select(ORDER.to_vec())];
    let payment = prop_oneof![
        3 => Just("WalletCreated"),
        1 => Just("PartialPaymentStarted"),
        2 => select(PAYMENT.to_vec()),
    ];
    let sign = prop_oneof![
        6 => Just(Sign::None), 1 => Just(Sign::Sent), 1 => Just(Sign::Transaction),
        2 => Just(Sign::Short), 1 => Just(Sign::ShortWrongly),
    ];
    let flaw = prop_oneof![
        10 => Just(Flaw::None), 1 => Just(Flaw::Foreign), 1 => Just(Flaw::Address),
        1 => Just(Flaw::Network), 1 => Just(Flaw::Dearer), 1 => Just(Flaw::Cheaper),
        1 => Just(Flaw::Hosted),
    ];
    let updated = prop::option::weighted(0.4, 0u16..600);
    (order, payment, sign, updated, flaw).prop_map(|(order, payment, sign, updated, flaw)| Word {
        order,
        payment,
        sign,
        updated,
        flaw,
    })
}

fn how() -> impl Strategy<Value = How> {
    prop_oneof![
        20 => Just(How::Well), 2 => Just(How::Dearer), 1 => Just(How::Substituted),
        1 => Just(How::Priceless), 1 => Just(How::Problems), 1 => Just(How::Refused),
        2 => Just(How::Broken), 1 => Just(How::TimedOut),
    ]
}

fn op() -> impl Strategy<Value = Op> {
    let place = any::<Index>;
    let buyer = prop_oneof![
        8 => Just(Op::Pay),
        4 => Just(Op::Second),
        1 => place().prop_map(Op::Seek),
        5 => Just(Op::Retry),
        2 => Just(Op::Back),
        2 => Just(Op::StartOver),
        1 => Just(Op::Reset),
        2 => Just(Op::Accept),
        3 => place().prop_map(Op::Reopen),
        3 => select(vec![("Morello", "7002"), ("Morello", "7001"), ("Roamly", "7601")])
            .prop_map(|(family, product)| Op::Open(family, product)),
        1 => select(vec!["ann@mail.example", "bob@mail.example", "bob"]).prop_map(Op::Type),
        1 => select(vec!["USDC", "SOL"]).prop_map(Op::Coin),
    ];
    let rare = prop_oneof![
        1 => Just(Op::Tamper),
        1 => select(vec!["IT", "FR"]).prop_map(Op::Country),
        5 => select(vec!["en", "it"]).prop_map(Op::Lang),
        4 => Just(Op::Keys),
        2 => Just(Op::ServerTime),
        3 => (-7_200_000i64..7_200_000).prop_map(Op::Jump),
        3 => any::<bool>().prop_map(Op::Online),
        3 => any::<bool>().prop_map(Op::Visible),
    ];
    prop_oneof![
        8 => buyer,
        2 => rare,
        14 => (place(), how(), word()).prop_map(|(place, how, word)| Op::Answer(place, how, word)),
        1 => (place(), how(), word()).prop_map(|(place, how, word)| Op::AnswerAgain(place, how, word)),
        5 => (place(), word()).prop_map(|(place, word)| Op::Stream(place, word)),
        1 => (place(), 0u8..4).prop_map(|(place, what)| Op::StreamEvent(place, what)),
        2 => place().prop_map(Op::Fire),
        3 => (1u32..200_000).prop_map(Op::Pass),
    ]
}

/// Sequences of up to so many.
pub fn ops(most: usize) -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(op(), 1..most)
}
