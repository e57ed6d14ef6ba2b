//! The Wallet Standard on Solana: who is found, and the transaction that is asked for.

use anyhow::{Result, ensure};
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Part, Setup, Shopper, shop};
use serde_json::{Value, json};

use crate::steps::{atomic, methods, to_payment};

const ACCOUNT: &str = "B8UwBUUnKwCyKuGMbFKWaG7exYdDk2ozZrPg72NyVbfj";
/// 32 bytes of which the first is 1.
const BLOCK: &str = "4uQeVj5tqViQh7yWWGStvkEG1Zmhx6uasJtWCJziofM";

fn ghost(more: &str) -> String {
    format!("standard(solana({{ name: 'Ghost', address: '{ACCOUNT}', {more} }}));")
}

fn block() -> String {
    format!(
        "document.querySelector('cryptorefills-checkout').solanaBlockhash = async () => '{BLOCK}';"
    )
}

async fn install(shopper: &Shopper, wallets: &str) -> Result<()> {
    shopper.install(&[wallets, &block()].concat()).await
}

/// The eight bytes behind the instruction's number, at the end of a transfer of SOL.
fn lamports(transaction: &[Value]) -> u64 {
    let bytes: Vec<u8> = transaction
        .iter()
        .map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap())
        .collect();
    let (rest, units) = bytes.split_at(bytes.len() - 8);
    assert!(rest.ends_with(&[12, 2, 0, 0, 0]), "a transfer of 12 bytes");
    u64::from_le_bytes(units.try_into().unwrap())
}

#[tokio::test]
async fn sol_is_paid_by_an_exact_transaction() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        install(shopper, &ghost("")).await?;
        let payable = to_payment(shopper, "SOL", "Solana").await?;
        shopper.press_wallet("solana.ghost").await?;
        shopper.wallet_said("sent").await?;
        let asked = shopper.asked().await?;
        assert_eq!(methods(&asked), ["connect", "signAndSendTransaction"]);
        let input = &asked[1].params;
        assert_eq!(input["chain"], "solana:mainnet");
        assert_eq!(input["own"], true, "the account is the wallet's own");
        let transaction = input["transaction"].as_array().unwrap();
        let units = u128::from(lamports(transaction));
        assert_eq!(units, atomic(&payable.amount, 9));
        // One signature, three accounts, and the hash of the block behind them.
        assert_eq!(
            transaction[65..69],
            [json!(1), json!(0), json!(1), json!(3)]
        );
        assert_eq!(transaction[69 + 96], 1);
        assert!(transaction[69 + 97..69 + 128].iter().all(|byte| *byte == 0));
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        assert_eq!(shopper.wallet_listeners().await?, 0);
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn only_wallets_that_can_send_here_are_offered_and_late_ones_too() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let wallets = [
            ghost(""),
            ghost(""),
            ghost("").replace("Ghost", "Elsewhere").replace(" }));", " chains: ['solana:devnet'] }));"),
            ghost("").replace("Ghost", "Unable").replace(" }));", " features: {} }));"),
            "standard(null); standard(7); standard({ get name() { throw 1; } });
             standard({ name: 'Liar', chains: ['solana:mainnet'], get features() { throw 2; } });
             window.dispatchEvent(new CustomEvent('wallet-standard:register-wallet', { detail: 'x' }));"
                .into(),
        ]
        .concat();
        install(shopper, &wallets).await?;
        to_payment(shopper, "SOL", "Solana").await?;
        let count = async |wanted: usize| {
            until(&format!("{wanted} wallets"), async || {
                Ok((shopper.wallets().await?.len() == wanted).then_some(()))
            })
            .await
        };
        count(1).await?;
        shopper.install(&ghost("").replace("Ghost", "Late")).await?;
        count(2).await?;
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn failures_before_the_question_send_nothing() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        install(shopper, &ghost("answers: say")).await?;
        let payable = to_payment(shopper, "SOL", "Solana").await?;
        let good = format!("() => '{BLOCK}'");
        let refused = "signAndSendTransaction: { rejects: { code: 4001 } }";
        for (answers, page, state, sends) in [
            (
                "connect: { rejects: { code: 4001 } }",
                good.as_str(),
                "refused",
                false,
            ),
            ("connect: { resolves: {} }", &good, "unable", false),
            (refused, &good, "refused", true),
            (
                "",
                "async () => { throw new Error('no node'); }",
                "unable",
                false,
            ),
            (
                "signAndSendTransaction: { rejects: new Error('?') }",
                &good,
                "failed",
                true,
            ),
            ("", "() => 'not a hash'", "unable", false),
            (refused, &good, "refused", true),
            ("", "null", "unable", false),
        ] {
            shopper.wallets_say(answers).await?;
            let script = format!("widget.solanaBlockhash = {page}; return null;");
            shopper.run::<()>(&script, vec![]).await?;
            let before = shopper.asked().await?.len();
            shopper.press_wallet("solana.ghost").await?;
            shopper.wallet_said(state).await?;
            let asked = shopper.asked().await?.split_off(before);
            let sent = methods(&asked).contains(&"signAndSendTransaction");
            assert_eq!(sent, sends, "{asked:?}");
        }
        assert_eq!(shopper.payable().await?, payable);
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn without_a_block_from_the_page_nobody_is_looked_for() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.install(&ghost("")).await?;
        to_payment(shopper, "SOL", "Solana").await?;
        assert_eq!(shopper.wallet_listeners().await?, 0);
        ensure!(shopper.look(Part::named("wallet")).await?.is_empty());
        Ok(())
    })
    .await
}
