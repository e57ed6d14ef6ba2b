//! Transactions read back, byte by byte, by a reader of their own.

use super::*;
use crate::payment::{Asked, Offered, Via, prove};

const PAYEE: &str = "mvines9iiHiQTysrwkJjGf2gb9Ex9jXJX8ns3qwf2kN";
const PAYER: &str = "B8UwBUUnKwCyKuGMbFKWaG7exYdDk2ozZrPg72NyVbfj";
const USDC: &str = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";
const BLOCK: &str = "4uQeVj5tqViQh7yWWGStvkEG1Zmhx6uasJtWCJziofM";
const REFERENCE: &str = "8opHzTAnfzRpPEx21XtnrVTX28YQuCpAjcn1PczScKh";

fn payable(amount: &str, text: Option<&str>, mint: Option<&str>, payee: &str) -> Payable {
    let coin = if mint.is_some() { "USDC" } else { "SOL" };
    let asked = Asked {
        coin,
        network: "Solana",
    };
    let offered = Offered {
        coin: Some(coin),
        network: Some("Solana"),
        address: Some(payee),
        amount: Some(amount),
        text,
        memo: None,
    };
    let via = Via {
        engine: Some("SVM"),
        contract: mint.map(|mint| (mint, 6)),
        ..Via::default()
    };
    prove(&asked, &offered, &via, 0).unwrap()
}

/// A message, read: accounts with whether they change, and instructions with theirs.
struct Read {
    accounts: Vec<(String, bool)>,
    instructions: Vec<(String, Vec<String>, Vec<u8>)>,
}

fn read(transaction: &[u8]) -> Read {
    let mut rest = transaction.iter().copied();
    let mut next = || rest.next().unwrap();
    assert_eq!(next(), 1, "one signature");
    assert!((0..64).all(|_| next() == 0), "not signed");
    assert_eq!((next(), next()), (1, 0), "one signer, who pays");
    let unchanged = usize::from(next());
    let count = usize::from(next());
    let accounts: Vec<(String, bool)> = (0..count)
        .map(|place| {
            let key: Vec<u8> = (0..32).map(|_| next()).collect();
            (bs58::encode(key).into_string(), place < count - unchanged)
        })
        .collect();
    let block: Vec<u8> = (0..32).map(|_| next()).collect();
    assert_eq!(bs58::encode(block).into_string(), BLOCK);
    let name = |place: u8| accounts[usize::from(place)].0.clone();
    let instructions = (0..next())
        .map(|_| {
            let program = name(next());
            let named = (0..next()).map(|_| name(next())).collect();
            let (low, mut length) = (next(), 0);
            if low & 0x80 != 0 {
                length = usize::from(next()) << 7;
            }
            length += usize::from(low & 0x7f);
            (program, named, (0..length).map(|_| next()).collect())
        })
        .collect();
    assert_eq!(rest.next(), None, "nothing more");
    Read {
        accounts,
        instructions,
    }
}

fn account(owner: &str) -> String {
    let address = associated(&key(owner).unwrap(), &key(USDC).unwrap());
    bs58::encode(address.unwrap()).into_string()
}

#[test]
fn token_accounts_are_where_everybody_else_finds_them() {
    let mint = key("7o36UsWR1JQLpZ9PE2gn9L4SQ69CNNiWAXd4Jt7rqz9Z").unwrap();
    let first = associated(&key(PAYER).unwrap(), &mint).unwrap();
    assert_eq!(
        bs58::encode(first).into_string(),
        "DShWnroshVbeUp28oopA3Pu7oFPDBtC1DBmPECXXAQ9n"
    );
    assert!(!curve::is_point(&first));
    let second = associated(&first, &mint).unwrap();
    assert_eq!(
        bs58::encode(second).into_string(),
        "F3DmXZFqkfEWFA7MN2vDPs813GeEWPaT6nLk4PSGuWJd"
    );
}

#[test]
fn sol_goes_to_the_payee_itself() {
    for text in [None, Some(format!("solana:{PAYEE}?amount=0.170598"))] {
        let payable = payable("0.170598", text.as_deref(), None, PAYEE);
        let paid = Solana::of(&payable).unwrap();
        let read = read(&paid.transaction(PAYER, BLOCK).unwrap());
        assert_eq!(
            read.accounts,
            [
                (PAYER.into(), true),
                (PAYEE.into(), true),
                (SYSTEM.into(), false)
            ]
        );
        let [(program, accounts, data)] = &read.instructions[..] else {
            panic!("one instruction");
        };
        assert_eq!(program, SYSTEM);
        assert_eq!(accounts, &[PAYER, PAYEE]);
        assert_eq!(data[..4], [2, 0, 0, 0]);
        assert_eq!(data[4..], 170_598_000_u64.to_le_bytes());
    }
}

#[test]
fn a_token_goes_to_the_payees_account_which_is_made_if_need_be() {
    let text = format!(
        "solana:{PAYEE}?amount=25.3301&spl-token={USDC}&reference={REFERENCE}&reference={BLOCK}&memo=a%20b"
    );
    let paid = Solana::of(&payable("25.3301", Some(&text), Some(USDC), PAYEE)).unwrap();
    let read = read(&paid.transaction(PAYER, BLOCK).unwrap());
    let (from, to) = (account(PAYER), account(PAYEE));
    let [made, memo, transfer] = &read.instructions[..] else {
        panic!("three instructions");
    };
    assert_eq!(made.0, ASSOCIATED);
    assert_eq!(made.1, [PAYER, &to, PAYEE, USDC, SYSTEM, TOKEN]);
    assert_eq!(made.2, [1], "idempotent");
    assert_eq!((&*memo.0, &*memo.2), (MEMO, &b"a b"[..]));
    assert_eq!(transfer.0, TOKEN);
    assert_eq!(transfer.1, [&from, USDC, &to, PAYER, REFERENCE, BLOCK]);
    assert_eq!(transfer.2[0], 12, "transferChecked");
    assert_eq!(transfer.2[1..9], 25_330_100_u64.to_le_bytes());
    assert_eq!(transfer.2[9], 6, "its decimals");
    let changed = read.accounts.iter().filter(|(_, changes)| *changes);
    let changed: Vec<&str> = changed.map(|(key, _)| key.as_str()).collect();
    assert_eq!(changed, [PAYER, &to, &from]);
    assert_eq!(read.accounts[0].0, PAYER, "the signer is the first");
}

#[test]
fn a_token_is_not_sent_to_what_may_be_a_token_account() {
    assert_eq!(Solana::of(&payable("1", None, Some(USDC), PAYEE)), None);
    let held = account(PAYEE);
    let text = format!("solana:{held}?amount=1&spl-token={USDC}");
    assert_eq!(
        Solana::of(&payable("1", Some(&text), Some(USDC), &held)),
        None
    );
}

#[test]
fn nothing_is_built_from_what_is_no_key() {
    let paid = Solana::of(&payable("1", None, None, PAYEE)).unwrap();
    for wrong in [
        "",
        "0OIl",
        &PAYER[3..],
        &[PAYER, "1"].concat(),
        &"1".repeat(999),
    ] {
        assert_eq!(paid.transaction(wrong, BLOCK), None, "{wrong}");
        assert_eq!(paid.transaction(PAYER, wrong), None, "{wrong}");
    }
    assert_eq!(paid.transaction(&account(PAYER), BLOCK), None, "no wallet");
    assert_eq!(signature(&[1; 63]), None);
    assert!(signature(&[1; 64]).is_some());
}

#[test]
fn more_references_than_fit_are_not_sent() {
    let many: String = (0..40).map(|_| format!("&reference={REFERENCE}")).collect();
    let text = format!("solana:{PAYEE}?amount=1{many}");
    let paid = Solana::of(&payable("1", Some(&text), None, PAYEE)).unwrap();
    assert!(
        paid.transaction(PAYER, BLOCK).is_some(),
        "one key, often named"
    );
    let keys = (0..40_u8).map(|number| bs58::encode([number; 32]).into_string());
    let many: String = keys.map(|key| format!("&reference={key}")).collect();
    let text = format!("solana:{PAYEE}?amount=1{many}");
    let paid = Solana::of(&payable("1", Some(&text), None, PAYEE)).unwrap();
    assert_eq!(paid.transaction(PAYER, BLOCK), None);
}
