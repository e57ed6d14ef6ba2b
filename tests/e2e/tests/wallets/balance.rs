//! What connected wallets hold: asked without a word to the buyer, and in the way of nothing.

use anyhow::{Result, ensure};
use checkout_e2e::wait::until;
use checkout_e2e::{Part, Seen, Setup, Shopper, shop};
use serde_json::{Value, json};

use crate::steps::{ACCOUNT, HASH, atomic, methods, to_form};

const BASE: &str = "0x2105";
/// The sandbox's USDC on Base.
const USDC: &str = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";

/// A wallet, known to the test as `window.NAME`, that was connected to the page before.
fn connected(name: &str, more: &str) -> String {
    format!(
        "window.{name} = evm({{ wallet: '{name}', chain: '{BASE}', account: '{ACCOUNT}', hash: '{HASH}', connected: true, {more} }});
         announce({{ uuid: '{name}', name: 'Fox Wallet', rdns: 'com.{name}' }}, window.{name});"
    )
}

/// The price that no estimate is replaced by any more.
async fn confirmed(shopper: &Shopper) -> Result<Seen> {
    let is_sure = |quote: &Seen| quote.text.contains("Confirmed total");
    shopper.see("the confirmed price", "quote", is_sure).await
}

async fn low(shopper: &Shopper, missing: &str) -> Result<Seen> {
    let part = Part::named("balance-low").with("data-missing", missing);
    shopper.see("what is missing", part, |_| true).await
}

async fn wait_silence(shopper: &Shopper) -> Result<()> {
    until("nothing to be said", async || {
        let said = shopper.look_shown("balance-low").await?;
        Ok(said.is_empty().then_some(()))
    })
    .await
}

/// Waits until a wallet was asked this often.
async fn wait_looked(shopper: &Shopper, method: &str, times: usize) -> Result<()> {
    until(&format!("{times} of {method}"), async || {
        let looked = shopper.looked().await?;
        let found = methods(&looked)
            .iter()
            .filter(|one| **one == method)
            .count();
        Ok((found >= times).then_some(()))
    })
    .await
}

/// A moment in which something wrong could still be said.
async fn rest(shopper: &Shopper) -> Result<()> {
    let script = "const [done] = arguments; setTimeout(() => done(true), 900);";
    let client = shopper.browser().client();
    client.execute_async(script, vec![]).await?;
    Ok(())
}

async fn is(shopper: &Shopper, now: &str) -> Result<()> {
    shopper
        .run::<()>(&format!("window.fox.is({now});"), vec![])
        .await
}

/// Nobody may ever be prompted by a look.
async fn ensure_not_prompted(shopper: &Shopper) -> Result<()> {
    let asked = shopper.asked().await?;
    let prompts = methods(&asked)
        .into_iter()
        .find(|name| *name != "eth_chainId");
    ensure!(prompts.is_none(), "asked for {prompts:?}");
    Ok(())
}

#[tokio::test]
async fn a_wallet_with_too_little_is_told_of_and_nothing_else_changes() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let holds = "holds: { token: 3200000, own: '0x1' }";
        shopper.install(&connected("fox", holds)).await?;
        to_form(shopper, "USDC", "Base").await?;
        let price = confirmed(shopper).await?;
        let said = low(shopper, "amount").await?;
        let words = format!(
            "The connected wallet holds 3.2 USDC on Base; {} USDC are needed. You can still pay from another wallet.",
            price.data("amount")
        );
        assert_eq!(said.text, words);
        until("it to be told", async || {
            let spoken: String = shopper
                .run("return all('.spoken').map(one => one.textContent).join(' ');", vec![])
                .await?;
            Ok(spoken.contains("The connected wallet holds").then_some(()))
        })
        .await?;
        ensure_not_prompted(shopper).await?;
        let looked = shopper.looked().await?;
        let call = looked.iter().find(|one| one.method == "eth_call").unwrap();
        let account = ACCOUNT[2..].to_lowercase();
        let data = format!("0x70a08231{account:0>64}");
        assert_eq!(call.params, json!([{ "to": USDC, "data": data }, "latest"]));

        shopper.pay().await?;
        shopper.payable().await?;
        wait_silence(shopper).await?;
        let left: Value = shopper
            .run(
                "return JSON.stringify([window.__events, { ...localStorage }, { ...sessionStorage }]);",
                vec![],
            )
            .await?;
        let left = left.to_string();
        for secret in ["3.2 USDC", "3200000", "30d400", &ACCOUNT[2..], &account] {
            ensure!(!left.contains(secret), "{secret} was left behind");
        }
        world.inspect(&["3200000", &account, ACCOUNT]).await
    })
    .await
}

#[tokio::test]
async fn what_changes_in_the_wallet_is_asked_anew() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .install(&connected("fox", "holds: { token: 1000000000, own: '0x1' }"))
            .await?;
        to_form(shopper, "USDC", "Base").await?;
        wait_looked(shopper, "eth_call", 1).await?;
        rest(shopper).await?;
        ensure!(shopper.look_shown("balance-low").await?.is_empty());
        let quiet = shopper.looked().await?.len();
        rest(shopper).await?;
        assert_eq!(shopper.looked().await?.len(), quiet, "nothing changed");

        is(shopper, "{ holds: { token: 1000000000 } }").await?;
        let said = low(shopper, "fee").await?;
        ensure!(said.text.contains("holds no ETH on Base"), "{said:?}");
        is(shopper, "{ chain: '0x1' }").await?;
        wait_silence(shopper).await?;
        is(shopper, "{ chain: '0x2105' }").await?;
        low(shopper, "fee").await?;
        is(shopper, "{ connected: false }").await?;
        wait_silence(shopper).await?;
        is(shopper, "{ connected: true, holds: { token: 5, own: '0x1' } }").await?;
        low(shopper, "amount").await?;
        shopper.choose_coin("BTC", "Lightning").await?;
        wait_silence(shopper).await?;
        until("nobody to listen", async || {
            Ok((shopper.wallet_listeners().await? == 0).then_some(()))
        })
        .await?;
        shopper.choose_coin("USDC", "Base").await?;
        low(shopper, "amount").await?;
        // What it holds became enough while nobody saw the page, and it says nothing of that.
        shopper
            .run::<()>(
                "for (const hidden of [true, false]) {
                   if (!hidden) window.fox.is({ holds: { token: 1000000000, own: '0x1' }, quietly: true });
                   Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
                   document.dispatchEvent(new Event('visibilitychange'));
                 }",
                vec![],
            )
            .await?;
        wait_silence(shopper).await?;
        shopper.press("back").await?;
        shopper.wait_screen("browse").await?;
        assert_eq!(shopper.wallet_listeners().await?, 0);
        ensure_not_prompted(shopper).await
    })
    .await
}

#[tokio::test]
async fn the_chains_own_coin_has_to_pay_the_fee_too() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.install("").await?;
        to_form(shopper, "ETH", "Base").await?;
        let price = confirmed(shopper).await?;
        let units = atomic(price.data("amount"), 18);
        shopper
            .install(&connected(
                "fox",
                &format!("holds: {{ own: '{units:#x}' }}"),
            ))
            .await?;
        let said = low(shopper, "amount").await?;
        let amount = price.data("amount");
        ensure!(
            said.text
                .contains(&format!("{amount} ETH and the network’s fee are needed")),
            "{said:?}"
        );
        let more = units + 1_000_000_000_000;
        is(shopper, &format!("{{ holds: {{ own: '{more:#x}' }} }}")).await?;
        wait_silence(shopper).await?;
        let looked = shopper.looked().await?;
        ensure!(!methods(&looked).contains(&"eth_call"), "{looked:?}");
        Ok(())
    })
    .await
}

/// Answers of which nothing may be made.
const STRANGE: [&str; 14] = [
    "connected: false",
    "chain: '0x1'",
    "answers: { eth_accounts: { throws: new Error('no') } }",
    "answers: { eth_accounts: { hangs: true } }",
    "answers: { eth_accounts: { resolves: ['ada.eth'] } }",
    "answers: { eth_accounts: { resolves: { get 0() { throw new Error('boo'); } } } }",
    "answers: { eth_chainId: { rejects: { code: 4001 } } }",
    "answers: { eth_chainId: { resolves: 8453 } }",
    "answers: { eth_call: { throws: null } }",
    "answers: { eth_call: { hangs: true } }",
    "answers: { eth_call: { resolves: '0x' } }",
    "answers: { eth_call: { resolves: 5 } }",
    "answers: { eth_call: { resolves: '0x' + '0'.repeat(65) } }",
    "answers: { eth_call: { resolves: 'nothing at all' } }",
];

#[tokio::test]
async fn whatever_strange_wallets_answer_nothing_is_said_and_paying_goes_on() -> Result<()> {
    shop(Setup::default().pace(20), async |world| {
        let shopper = &world.shopper;
        let all: Vec<String> = STRANGE
            .iter()
            .enumerate()
            .map(|(place, answers)| connected(&format!("w{place}"), answers))
            .collect();
        let legacy = format!(
            "window.ethereum = evm({{ wallet: 'legacy', chain: '{BASE}', account: '{ACCOUNT}', connected: true }});"
        );
        // Those that announce themselves take its place.
        shopper.install(&(all.concat() + &legacy)).await?;
        to_form(shopper, "USDC", "Base").await?;
        wait_looked(shopper, "eth_accounts", STRANGE.len()).await?;
        rest(shopper).await?;
        let said = shopper.look_shown("balance-low").await?;
        ensure!(said.is_empty(), "{said:?}");
        ensure_not_prompted(shopper).await?;
        shopper.pay().await?;
        shopper.payable().await?;
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn a_wallet_without_a_word_is_asked_as_well() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let legacy = format!(
            "window.ethereum = evm({{ wallet: 'legacy', chain: '{BASE}', account: '{ACCOUNT}', connected: true, holds: {{ own: '0x1' }} }});"
        );
        shopper.install(&legacy).await?;
        to_form(shopper, "USDC", "Base").await?;
        let said = low(shopper, "amount").await?;
        ensure!(said.text.contains("holds 0 USDC on Base"), "{said:?}");
        // One that can pay is enough.
        shopper
            .install(&connected("fox", "holds: { token: 1000000000, own: '0x1' }"))
            .await?;
        wait_silence(shopper).await
    })
    .await
}
