//! Wallets of EVM chains: the exact requests, and every way in which they say no.

use anyhow::{Result, ensure};
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Setup, shop};
use serde_json::json;

use crate::steps::{ACCOUNT, HASH, atomic, fox, methods, to_payment, token_transfer, transaction};

#[tokio::test]
async fn usdc_on_base_is_paid_after_a_change_of_chain_and_the_api_says_so() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.install(&fox("")).await?;
        let payable = to_payment(shopper, "USDC", "Base").await?;
        shopper.press_wallet("com.fox").await?;
        let said = shopper.wallet_said("sent").await?;
        ensure!(said.text.contains(HASH), "{said:?}");
        ensure!(shopper.wallets().await?.is_empty(), "nobody pays twice");

        let asked = shopper.asked().await?;
        assert_eq!(
            methods(&asked),
            [
                "eth_requestAccounts",
                "eth_chainId",
                "wallet_switchEthereumChain",
                "eth_chainId",
                "eth_sendTransaction"
            ]
        );
        assert_eq!(asked[2].params, json!([{ "chainId": "0x2105" }]));
        let told = shopper.wait_event_once("payment_initiated").await?;
        let contract = told.text("contract");
        let digits = told.detail["decimals"].as_u64().unwrap();
        let exact = token_transfer(&payable, contract, usize::try_from(digits)?);
        assert_eq!(transaction(&asked), exact);

        shopper.wait_phase(&["waiting"]).await?;
        shopper.reload().await?;
        shopper.install(&fox("")).await?;
        let said = shopper.wallet_said("sent").await?;
        ensure!(said.text.contains(HASH), "still known: {said:?}");
        ensure!(shopper.wallets().await?.is_empty(), "not even then");
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        assert_eq!(shopper.wallet_listeners().await?, 0);
        let told = format!("{:?}", shopper.events().await?);
        ensure!(!told.contains(HASH), "the transaction was told");
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn ether_is_sent_to_the_payee_itself_on_a_chain_that_had_to_be_added() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.install(&fox("knows: ['0x1']")).await?;
        let payable = to_payment(shopper, "ETH", "Base").await?;
        shopper.press_wallet("com.fox").await?;
        shopper.wallet_said("sent").await?;
        let asked = shopper.asked().await?;
        assert_eq!(
            methods(&asked),
            [
                "eth_requestAccounts",
                "eth_chainId",
                "wallet_switchEthereumChain",
                "wallet_addEthereumChain",
                "eth_chainId",
                "wallet_switchEthereumChain",
                "eth_chainId",
                "eth_sendTransaction"
            ]
        );
        assert_eq!(
            asked[3].params,
            json!([{
                "chainId": "0x2105", "chainName": "Base",
                "nativeCurrency": { "name": "Ether", "symbol": "ETH", "decimals": 18 },
                "rpcUrls": ["https://mainnet.base.org"],
                "blockExplorerUrls": ["https://basescan.org"],
            }])
        );
        let value = format!("{:#x}", atomic(&payable.amount, 18));
        let exact = json!({ "from": ACCOUNT, "to": payable.address, "value": value });
        assert_eq!(transaction(&asked), exact);
        Ok(())
    })
    .await
}

/// Answers, what is said then, and whether the wallet was asked to send. Neighbours differ in what is said.
const NOES: [(&str, &str, bool); 16] = [
    (
        "eth_requestAccounts: { rejects: { code: 4001 } }",
        "refused",
        false,
    ),
    (
        "eth_requestAccounts: { rejects: { code: -32002 } }",
        "pending",
        false,
    ),
    ("eth_requestAccounts: { rejects: 'no' }", "unable", false),
    (
        "wallet_switchEthereumChain: { rejects: { code: 4001 } }",
        "refused",
        false,
    ),
    ("eth_requestAccounts: { resolves: 7 }", "unable", false),
    (
        "wallet_switchEthereumChain: { rejects: new Error('no') }",
        "wrong-chain",
        false,
    ),
    ("eth_requestAccounts: { resolves: [] }", "unable", false),
    (
        "wallet_switchEthereumChain: { resolves: null }",
        "wrong-chain",
        false,
    ),
    (
        "eth_requestAccounts: { resolves: ['ada.eth'] }",
        "unable",
        false,
    ),
    ("eth_chainId: { resolves: 8453 }", "wrong-chain", false),
    (
        "eth_sendTransaction: { rejects: { code: 4001 } }",
        "refused",
        true,
    ),
    (
        "eth_sendTransaction: { rejects: { code: -32000 } }",
        "failed",
        true,
    ),
    (
        "eth_sendTransaction: { rejects: { code: -32603, data: { originalError: { code: 4001 } } } }",
        "refused",
        true,
    ),
    ("eth_sendTransaction: { throws: null }", "failed", true),
    (
        "eth_sendTransaction: { rejects: { code: -32002 } }",
        "pending",
        true,
    ),
    (
        "eth_sendTransaction: { rejects: { get code() { throw new Error('boo'); } } }",
        "failed",
        true,
    ),
];

#[tokio::test]
async fn every_no_is_told_apart_and_leaves_the_code_as_it_is() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.install(&fox("answers: say")).await?;
        let payable = to_payment(shopper, "USDC", "Base").await?;
        for (answers, state, sends) in NOES {
            shopper.wallets_say(answers).await?;
            let before = shopper.asked().await?.len();
            shopper.press_wallet("com.fox").await?;
            let said = shopper.wallet_said(state).await?;
            ensure!(said.text.contains("Fox Wallet"), "{said:?}");
            let wallets = shopper.wallets().await?;
            ensure!(wallets[0].enabled, "{answers}: it may be pressed again");
            let asked = shopper.asked().await?.split_off(before);
            let sent = methods(&asked).contains(&"eth_sendTransaction");
            assert_eq!(sent, sends, "{asked:?}");
        }
        assert_eq!(shopper.payable().await?, payable, "code and details stay");
        shopper.wait_phase(&["waiting"]).await?;
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn one_that_never_answers_keeps_the_others_waiting_and_blocks_nothing_else() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let other = format!(
            "announce({{ uuid: 'u2', name: 'Other', rdns: 'io.other' }},
                 evm({{ wallet: 'other', chain: '0x2105', account: '{ACCOUNT}', hash: '{HASH}' }}));"
        );
        let wallets = fox("answers: { eth_sendTransaction: { hangs: true } }") + &other;
        shopper.install(&wallets).await?;
        let payable = to_payment(shopper, "USDC", "Base").await?;
        shopper.press_wallet("com.fox").await?;
        shopper.wallet_said("asking").await?;
        let wallets = shopper.wallets().await?;
        assert_eq!(wallets.len(), 2);
        ensure!(wallets.iter().all(|wallet| !wallet.enabled), "{wallets:?}");
        until("the transaction to be asked for", async || {
            let asked = shopper.asked().await?;
            Ok(methods(&asked).contains(&"eth_sendTransaction").then_some(()))
        })
        .await?;
        shopper.check_qr(&payable).await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        let asked = shopper.asked().await?;
        ensure!(asked.iter().all(|asked| asked.wallet == "fox"), "{asked:?}");
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn a_wallet_that_agrees_after_the_payment_came_is_not_asked_to_send() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .install(
                &fox("answers: { eth_requestAccounts: { get resolves() {
                     return new Promise(resolve => { window.agree = () => resolve([arguments0]); });
                 } } }")
                .replace("arguments0", &format!("'{ACCOUNT}'")),
            )
            .await?;
        let payable = to_payment(shopper, "USDC", "Base").await?;
        shopper.press_wallet("com.fox").await?;
        shopper.wallet_said("asking").await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        shopper
            .browser()
            .run::<()>("window.agree(); return null;", vec![])
            .await?;
        until("the chain to be changed", async || {
            let asked = shopper.asked().await?;
            let chains = methods(&asked)
                .iter()
                .filter(|name| **name == "eth_chainId")
                .count();
            Ok((chains == 2).then_some(()))
        })
        .await?;
        // Its answer was taken, and the question after it would have come in the same turn.
        let asked = shopper.asked().await?;
        ensure!(
            !methods(&asked).contains(&"eth_sendTransaction"),
            "{asked:?}"
        );
        Ok(())
    })
    .await
}
