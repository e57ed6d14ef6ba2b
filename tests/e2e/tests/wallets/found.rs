//! How wallets are found, and what their names may do to the page: nothing.

use anyhow::{Result, ensure};
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, Shopper, shop};

use crate::steps::{ACCOUNT, HASH, fox, methods, to_payment};

async fn keys(shopper: &Shopper) -> Result<Vec<String>> {
    let wallets = shopper.wallets().await?;
    let keys = wallets
        .iter()
        .map(|wallet| wallet.data("wallet").to_owned());
    Ok(keys.collect())
}

async fn wait_keys(shopper: &Shopper, wanted: &[&str]) -> Result<()> {
    until(&format!("the wallets {wanted:?}"), async || {
        Ok((keys(shopper).await? == wanted).then_some(()))
    })
    .await
}

fn legacy() -> String {
    format!(
        "window.ethereum = evm({{ wallet: 'legacy', chain: '0x2105', account: '{ACCOUNT}', hash: '{HASH}' }});"
    )
}

#[tokio::test]
async fn wallets_that_announce_themselves_are_offered_once_each_and_no_other() -> Result<()> {
    // Faster, so that the looks for silent wallets are over when the test ends.
    shop(Setup::default().pace(20), async |world| {
        let shopper = &world.shopper;
        let wallets = [
            fox(""),
            legacy(),
            // Again under another uuid, as some do.
            "announce({ uuid: 'u3', name: 'Fox Wallet', rdns: 'com.fox' }, evm({ wallet: 'twice' }));"
                .into(),
            "announce({ uuid: 'u4', name: 'No name for machines', rdns: 'a b' }, evm({ wallet: 'u4' }));"
                .into(),
            "announce({ name: 'Nobody' }, evm({ wallet: 'nobody' }));".into(),
            "announce({ uuid: 'u5', name: 'No provider', rdns: 'io.none' }, {});".into(),
        ]
        .concat();
        shopper.install(&wallets).await?;
        assert_eq!(shopper.wallet_listeners().await?, 0, "not before it is needed");
        to_payment(shopper, "USDC", "Base").await?;
        wait_keys(shopper, &["com.fox", "u4"]).await?;
        shopper
            .install("announce({ uuid: 'u6', name: 'Late', rdns: 'io.late' }, evm({ wallet: 'late' }));")
            .await?;
        wait_keys(shopper, &["com.fox", "u4", "io.late"]).await?;
        shopper.press_wallet("com.fox").await?;
        shopper.wallet_said("sent").await?;
        let asked = shopper.asked().await?;
        ensure!(asked.iter().all(|asked| asked.wallet == "fox"), "{asked:?}");
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn a_wallet_without_a_word_is_found_alone_and_gives_way() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.install(&legacy()).await?;
        to_payment(shopper, "USDC", "Base").await?;
        wait_keys(shopper, &["ethereum"]).await?;
        let wallets = shopper.wallets().await?;
        assert_eq!(wallets[0].text, "Pay with the wallet in this browser");
        shopper.install(&fox("")).await?;
        wait_keys(shopper, &["com.fox"]).await?;
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn a_wallet_without_a_word_pays() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.install(&legacy()).await?;
        to_payment(shopper, "USDC", "Base").await?;
        shopper.press_wallet("ethereum").await?;
        shopper.wallet_said("sent").await?;
        let asked = shopper.asked().await?;
        assert_eq!(
            methods(&asked),
            ["eth_requestAccounts", "eth_chainId", "eth_sendTransaction"]
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn names_are_text_and_short_and_icons_are_not_shown() -> Result<()> {
    shop(Setup::default().size(480, 800), async |world| {
        let shopper = &world.shopper;
        let wallets = "
            const hostile = (rdns, name) => announce(
                { uuid: rdns, name, rdns, icon: 'data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>' },
                evm({ wallet: rdns }));
            hostile('a.html', '<img src=x onerror=alert(1)>');
            hostile('a.bidi', 'ab\\u202ecd\\u2066e\\u0000f\\u200bg\\n\\nh');
            hostile('a.long', 'W'.repeat(100000));
            hostile('a.marks', 'Z' + '\\u0335'.repeat(50));
            announce({ get rdns() { throw 1; }, uuid: 'a.getter', get name() { throw 2; } }, evm({ wallet: 'g' }));
            announce(null, null);
            window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: 7 }));
            window.dispatchEvent(new Event('eip6963:announceProvider'));
            for (let i = 0; i < 500; i++) hostile('many.' + i, 'Many');";
        shopper.install(wallets).await?;
        to_payment(shopper, "USDC", "Base").await?;
        let seen = until("the wallets", async || {
            let wallets = shopper.wallets().await?;
            Ok((wallets.len() == 12).then_some(wallets))
        })
        .await?;
        let text = |key: &str| {
            let wallet = seen.iter().find(|wallet| wallet.data("wallet") == key);
            let text = &wallet.expect(key).text;
            let name = text.trim_start_matches("Pay with ");
            name.trim_matches(['\u{2068}', '\u{2069}']).to_owned()
        };
        assert_eq!(text("a.html"), "<img src=x onerror=alert(1)>");
        assert_eq!(text("a.bidi"), "abcdefg h");
        assert_eq!(text("a.long"), "W".repeat(32) + "…");
        assert_eq!(text("a.marks"), "Z");
        assert_eq!(text("a.getter"), "the wallet in this browser");
        let images: usize = shopper
            .run("return all('.wallets img, .wallets image, .wallets svg').length;", vec![])
            .await?;
        assert_eq!(images, 0);
        let wide: bool = shopper
            .run("return document.documentElement.scrollWidth > innerWidth;", vec![])
            .await?;
        ensure!(!wide, "a name makes the page scroll sideways");
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn leaving_ends_the_search() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.install(&(fox("") + &legacy())).await?;
        to_payment(shopper, "USDC", "Base").await?;
        wait_keys(shopper, &["com.fox"]).await?;
        assert_eq!(shopper.wallet_listeners().await?, 1);
        shopper
            .run::<()>("widget.remove(); return null;", vec![])
            .await?;
        until("the listeners to be gone", async || {
            Ok((shopper.wallet_listeners().await? == 0).then_some(()))
        })
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn on_other_rails_nobody_is_looked_for() -> Result<()> {
    shop(Setup::default().pace(20), async |world| {
        let shopper = &world.shopper;
        let wallets = fox("") + &legacy() + "webln({ wallet: 'bee' });";
        shopper.install(&wallets).await?;
        to_payment(shopper, "BTC", "Mainnet").await?;
        assert_eq!(shopper.wallet_listeners().await?, 0);
        ensure!(keys(shopper).await?.is_empty());
        Ok(())
    })
    .await
}
