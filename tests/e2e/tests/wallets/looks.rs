//! Pictures for people to look at, narrow and wide, and proof that nothing sticks out sideways.

use anyhow::{Result, ensure};
use checkout_e2e::evidence::photograph;
use checkout_e2e::{Setup, World, shop};

use crate::steps::{fox, to_form, to_payment};

async fn look(world: &World, name: &str) -> Result<()> {
    let wide: bool = world
        .shopper
        .run(
            "const wallets = all('.wallets')[0];
             if (wallets) wallets.scrollIntoView({ block: 'center', behavior: 'instant' });
             const checkout = all('[part~=\"checkout\"]')[0];
             return checkout.scrollWidth > checkout.clientWidth;",
            vec![],
        )
        .await?;
    photograph(world, name).await?;
    ensure!(!wide, "{name} is too wide");
    Ok(())
}

#[tokio::test]
async fn buttons_and_words_fit_narrow_and_wide_pages() -> Result<()> {
    for (size, page, theme) in [
        ("phone", (360, 800), "light"),
        ("desk", (1200, 900), "dark"),
    ] {
        let setup = Setup::default()
            .size(page.0, page.1)
            .attribute("theme", theme);
        shop(setup, async |world| {
            let shopper = &world.shopper;
            let other = fox("answers: { eth_requestAccounts: { rejects: { code: 4001 } } }")
                .replace("Fox Wallet", "A Wallet With A Very Long Name Indeed")
                .replace("com.fox", "io.long");
            let hangs = "answers: { eth_requestAccounts: { hangs: true } }";
            shopper.install(&(fox(hangs) + &other)).await?;
            to_payment(shopper, "USDC", "Base").await?;
            shopper.see("the wallets", "wallet", |_| true).await?;
            look(world, &format!("{size}-wallets")).await?;
            shopper.press_wallet("io.long").await?;
            shopper.wallet_said("refused").await?;
            look(world, &format!("{size}-wallets-refused")).await?;
            shopper.press_wallet("com.fox").await?;
            shopper.wallet_said("asking").await?;
            look(world, &format!("{size}-wallets-asking")).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_a_wallet_lacks_fits_below_the_button_and_does_not_move_it() -> Result<()> {
    let setup = Setup::default().size(360, 800);
    shop(setup, async |world| {
        let shopper = &world.shopper;
        let more = "connected: true, answers: say, holds: { token: 3200001, own: '0x1' }";
        shopper
            .install(&fox(more).replace("chain: '0x1'", "chain: '0x2105'"))
            .await?;
        // It answers once the button has been seen.
        shopper
            .wallets_say("eth_accounts: { rejects: 'not yet' }")
            .await?;
        to_form(shopper, "USDC", "Base").await?;
        let place = "return Math.round(all('[part~=\"pay\"]')[0].getBoundingClientRect().top + scrollY);";
        let before: i64 = shopper.run(place, vec![]).await?;
        shopper.wallets_say("").await?;
        shopper
            .run::<()>(
                "document.dispatchEvent(new Event('visibilitychange'));",
                vec![],
            )
            .await?;
        shopper.see("what is missing", "balance-low", |_| true).await?;
        let after: i64 = shopper.run(place, vec![]).await?;
        assert_eq!(before, after, "the button moved");
        shopper
            .run::<()>(
                "all('[part~=\"balance-low\"]')[0].scrollIntoView({ block: 'center', behavior: 'instant' });",
                vec![],
            )
            .await?;
        look(world, "phone-balance-low").await
    })
    .await
}

/// No program here knows the link, so nothing opens: the page is still there two seconds later.
#[tokio::test]
async fn a_link_that_opens_nothing_points_to_the_other_ways() -> Result<()> {
    shop(Setup::default().pace(10), async |world| {
        let shopper = &world.shopper;
        to_payment(shopper, "USDC", "Base").await?;
        let told = async || {
            let notices = shopper.look_shown("notice").await?;
            let told = notices
                .iter()
                .any(|notice| notice.text.contains("No wallet opened?"));
            anyhow::Ok(told)
        };
        ensure!(!told().await?, "it says so before anybody asked");
        shopper
            .run::<()>(
                "const link = all('[part~=\"open-wallet\"]')[0];
                 link.addEventListener('click', event => event.preventDefault());
                 link.click();",
                vec![],
            )
            .await?;
        checkout_e2e::wait::until("the other ways", async || Ok(told().await?.then_some(())))
            .await?;
        shopper.payable().await?;
        Ok(())
    })
    .await
}
