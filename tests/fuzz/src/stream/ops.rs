//! Everything that can happen, from bytes.

use arbitrary::{Result, Unstructured};

use super::op::{Flaw, How, ORDER, Op, PAYMENT, Place, Sign, Word};

/// One of it, about this one of what is there.
pub fn op(bytes: &mut Unstructured<'_>, place: Place) -> Result<Op> {
    Ok(match bytes.int_in_range(0..=43)? {
        0..=5 => Op::Stream(place, word(bytes)?),
        6..=13 => Op::Answer(place, how(bytes)?, word(bytes)?),
        14 => Op::AnswerAgain(place, how(bytes)?, word(bytes)?),
        15 => Op::StreamEvent(place, bytes.int_in_range(0..=3)?),
        16 => Op::Fire(place),
        17 | 18 => Op::Pass(bytes.int_in_range(1..=200_000)?),
        19 => Op::Jump(bytes.int_in_range(-7_200_000..=7_200_000)?),
        20..=22 => Op::Pay,
        23 => Op::Retry,
        24 => Op::Back,
        25 => Op::StartOver,
        26 => Op::Reset,
        27 => Op::Accept,
        28 => Op::Reopen(place),
        29 => {
            let goods = [("Morello", "7002"), ("Morello", "7001"), ("Roamly", "7601")];
            let (family, product) = *bytes.choose(&goods)?;
            Op::Open(family, product)
        }
        30 => Op::Type(bytes.choose(&["ann@mail.shop", "bob@mail.shop", "bob"])?),
        31 => Op::Coin(bytes.choose(&["USDC", "SOL"])?),
        32 => Op::Online(bytes.arbitrary()?),
        33 => Op::Visible(bytes.arbitrary()?),
        34 => bytes
            .choose(&[Op::Keys, Op::ServerTime, Op::Tamper])?
            .clone(),
        35 => Op::Second,
        36 => Op::Seek(place),
        37..=42 => cart(bytes)?,
        _ => match bytes.arbitrary()? {
            true => Op::Country(bytes.choose(&["IT", "FR"])?),
            false => Op::Lang(bytes.choose(&["en", "it"])?),
        },
    })
}

/// Something about what is bought, for whom, and for less.
fn cart(bytes: &mut Unstructured<'_>) -> Result<Op> {
    const EMAILS: [&str; 4] = ["ann@mail.shop", "bob@mail.shop", "bob@gmial.com", ""];
    Ok(match bytes.int_in_range(0..=18)? {
        0 | 1 => Op::Add,
        2 | 3 => Op::Share,
        4 => Op::Cart,
        5 => Op::TypeBuyer(bytes.choose(&EMAILS)?),
        6 => Op::TypeItem(bytes.int_in_range(0..=3)?, bytes.choose(&EMAILS)?),
        7 => {
            let place = bytes.int_in_range(0..=3)?;
            Op::Quantity(Some(place).filter(|place| *place > 0), bytes.arbitrary()?)
        }
        8 => Op::Remove(bytes.int_in_range(0..=3)?),
        9 => Op::Gift(bytes.arbitrary()?),
        10 => Op::Coupon(bytes.choose(&["SAVE10", "SPENT", ""])?),
        11 => Op::NoCoupon,
        12 => Op::Suggestion,
        13 => Op::History,
        14 => Op::Archive(Place(bytes.arbitrary()?), bytes.arbitrary()?),
        15 => Op::Forget,
        16 => Op::Refund(bytes.choose(&[
            "",
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "0x52908400098527886E0F7030069857D2E4169EE8",
        ])?),
        17 => Op::Holds(bytes.arbitrary()?),
        _ => Op::Search(bytes.choose(&["mor", "morelo", "", "%"])?),
    })
}

fn word(bytes: &mut Unstructured<'_>) -> Result<Word> {
    let usual: u8 = bytes.arbitrary()?;
    Ok(Word {
        order: match usual & 1 {
            0 => "WaitingForPayment",
            _ => bytes.choose(&ORDER)?,
        },
        payment: match usual & 2 {
            0 => "WalletCreated",
            _ => bytes.choose(&PAYMENT)?,
        },
        sign: match usual & 4 {
            0 => Sign::None,
            _ => *bytes.choose(&[
                Sign::Sent,
                Sign::Transaction,
                Sign::Short,
                Sign::ShortWrongly,
            ])?,
        },
        updated: match usual & 8 {
            0 => None,
            _ => Some(bytes.arbitrary()?),
        },
        flaw: match usual & 48 {
            0 => *bytes.choose(&[
                Flaw::Foreign,
                Flaw::Address,
                Flaw::Network,
                Flaw::Dearer,
                Flaw::Cheaper,
                Flaw::Hosted,
            ])?,
            _ => Flaw::None,
        },
    })
}

fn how(bytes: &mut Unstructured<'_>) -> Result<How> {
    Ok(match bytes.int_in_range(0..=13)? {
        0 => How::Dearer,
        1 => How::Substituted,
        2 => How::Priceless,
        3 => How::Problems,
        4 => How::Refused,
        5 => How::Broken,
        6 => How::TimedOut,
        _ => How::Well,
    })
}
