//! Random sequences of what may happen, as `proptest` draws them.

use proptest::prelude::*;
use proptest::sample::select;

use super::op::{Flaw, How, ORDER, Op, PAYMENT, Place, Sign, Word};

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

fn cart() -> impl Strategy<Value = Op> {
    let item = prop::option::of(0_usize..3);
    prop_oneof![
        4 => Just(Op::Add),
        4 => Just(Op::Share),
        2 => (item, any::<u8>()).prop_map(|(item, quantity)| Op::Quantity(item, quantity)),
        1 => (0_usize..3).prop_map(Op::Remove),
        1 => (0_usize..3, select(vec!["cleo@mail.shop", "cleo@"]))
            .prop_map(|(place, text)| Op::TypeItem(place, text)),
        2 => Just(Op::TypeBuyer("ann@mail.shop")),
        2 => Just(Op::Cart),
        1 => any::<bool>().prop_map(Op::Gift),
        6 => select(vec!["TEN", "TEN", "NO"]).prop_map(Op::Coupon),
        2 => select(vec!["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "", "0x5a"])
            .prop_map(Op::Refund),
        1 => Just(Op::NoCoupon),
        1 => Just(Op::Suggestion),
    ]
}

fn op() -> impl Strategy<Value = Op> {
    let place = || any::<u16>().prop_map(Place);
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
        1 => select(vec!["ann@mail.shop", "bob@mail.shop", "bob", "ann@gmial.com", "test@mail.shop"]).prop_map(Op::Type),
        1 => select(vec!["USDC", "SOL"]).prop_map(Op::Coin),
        4 => cart(),
        1 => Just(Op::History),
        1 => (place(), any::<bool>()).prop_map(|(place, away)| Op::Archive(place, away)),
    ];
    let rare = prop_oneof![
        1 => Just(Op::Tamper),
        1 => Just(Op::Forget),
        1 => select(vec!["IT", "FR"]).prop_map(Op::Country),
        1 => select(vec!["", "morello", "nothing"]).prop_map(Op::Search),
        5 => select(vec!["en", "it"]).prop_map(Op::Lang),
        4 => Just(Op::Keys),
        2 => Just(Op::ServerTime),
        3 => (-7_200_000i64..7_200_000).prop_map(Op::Jump),
        3 => any::<bool>().prop_map(Op::Online),
        3 => any::<bool>().prop_map(Op::Visible),
        3 => any::<Option<u32>>().prop_map(Op::Holds),
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
