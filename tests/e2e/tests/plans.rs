//! Hundreds of plans: narrowed by place, data and days, listed bit by bit, and bought with keys alone
//! (features PRD-07).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::evidence::photograph;
use checkout_e2e::{Part, Setup, Shopper, shop};
use serde_json::json;

const EMAIL: &str = "ada.lovelace@mail.shop";
const ENTER: char = '\u{e007}';
const DOWN: char = '\u{e015}';

/// Chooses the option with these words.
async fn narrow(shopper: &Shopper, part: &str, words: &str) -> Result<()> {
    let done: bool = shopper
        .run(
            "const select = all(`[part~=${arguments[0]}]`)[0];
             const wanted = Array.from(select.options).find(one => one.text === arguments[1]);
             if (!wanted) return false;
             select.value = wanted.value;
             select.dispatchEvent(new Event('change', { bubbles: true }));
             return true;",
            vec![json!(part), json!(words)],
        )
        .await?;
    ensure!(done, "{part} has no {words}");
    Ok(())
}

async fn search(shopper: &Shopper, words: &str) -> Result<()> {
    let script = "const search = all('.form input[type=search]')[0];
        search.value = arguments[0];
        search.dispatchEvent(new Event('input', { bubbles: true }));";
    shopper.run(script, vec![json!(words)]).await
}

async fn left(shopper: &Shopper, words: &str) -> Result<()> {
    shopper
        .see(words, "plans-left", |count| count.text == words)
        .await
        .map(drop)
}

async fn listed(shopper: &Shopper) -> Result<usize> {
    Ok(shopper.look("denomination").await?.len())
}

#[tokio::test]
async fn plans_are_narrowed_and_listed_bit_by_bit() -> Result<()> {
    shop(Setup::default().size(360, 800), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.see("the form", "pay", |_| true).await?;
        ensure!(
            shopper.look("plans-left").await?.is_empty(),
            "a short list is not narrowed"
        );
        shopper.press("back").await?;
        shopper.choose_brand("Roamly Global eSIM").await?;
        left(shopper, "320 of 320 plans").await?;
        assert_eq!(listed(shopper).await?, 60);
        ensure!(shopper.look("plans-clear").await?.is_empty());
        photograph(world, "plans").await?;

        narrow(shopper, "plan-region", "Japan").await?;
        left(shopper, "80 of 320 plans").await?;
        narrow(shopper, "plan-data", "1 GB").await?;
        left(shopper, "4 of 320 plans").await?;
        narrow(shopper, "plan-validity", "30 days").await?;
        left(shopper, "1 of 320 plans").await?;
        photograph(world, "plans-narrowed").await?;
        let plan = shopper.look("denomination").await?;
        assert_eq!(plan[0].data("denomination"), "1 GB 30 days");
        narrow(shopper, "plan-validity", "1 day").await?;
        left(shopper, "0 of 320 plans").await?;
        shopper.press("plans-clear").await?;
        left(shopper, "320 of 320 plans").await?;
        assert_eq!(listed(shopper).await?, 60);

        search(shopper, "turkiye unlimited").await?;
        left(shopper, "4 of 320 plans").await?;
        search(shopper, "").await?;
        for count in [120, 180, 240, 300, 320] {
            shopper.press("plans-more").await?;
            shopper.see("more plans", "denomination", |_| true).await?;
            checkout_e2e::wait::until("the plans", async || {
                Ok((listed(shopper).await? == count).then_some(()))
            })
            .await?;
        }
        ensure!(shopper.look("plans-more").await?.is_empty());
        shopper.choose_denomination("Unlimited 90 days").await?;
        search(shopper, "unlimited 90").await?;
        left(shopper, "1 of 320 plans").await?;
        let chosen = shopper.look("denomination").await?;
        ensure!(chosen[0].chosen, "{chosen:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn keys_alone_narrow_list_and_choose() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Roamly Global eSIM").await?;
        left(shopper, "320 of 320 plans").await?;
        shopper.tab_to("plan-region", false).await?;
        shopper.type_keys("Fr").await?;
        left(shopper, "180 of 320 plans").await?;
        shopper.tab_to("plan-data", false).await?;
        shopper.key(DOWN).await?;
        left(shopper, "9 of 320 plans").await?;
        shopper.tab_to("plans-clear", false).await?;
        shopper.key(ENTER).await?;
        left(shopper, "320 of 320 plans").await?;
        shopper.focused("*").await?;

        // The first that was not there before is where the keys go on.
        shopper.tab_to("plans-more", false).await?;
        shopper.key(ENTER).await?;
        let next = Part::named("denomination").with("data-denomination", "2 GB 20 days");
        shopper.focused(next.selector()).await?;
        shopper.key(' ').await?;
        shopper.see("it chosen", next, |one| one.chosen).await?;
        shopper.tab_to("recipient-email", false).await?;
        shopper.type_keys(EMAIL).await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.wait_quote_fresh("USDC").await?;
        shopper.pay().await?;
        shopper.payable().await.map(drop)
    })
    .await
}
