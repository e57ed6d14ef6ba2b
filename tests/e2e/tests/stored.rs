//! The brands of the last visit open the shop, without values and stock, until the vendor's are here (features
//! DIS-09).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::wait::{throughout, until};
use checkout_e2e::{Setup, Shopper, shop};
use serde_json::json;
use std::time::Duration;

/// Everything in the storage for answers, as text.
const KEPT: &str = "return (async () => {
    const kept = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const { url } of await cache.keys()) kept.push(url, await (await cache.match(url)).text());
    }
    return kept;
})();";

async fn kept(shopper: &Shopper) -> Result<Vec<String>> {
    shopper.run(KEPT, vec![]).await
}

async fn wait_kept(shopper: &Shopper) -> Result<Vec<String>> {
    until("the brands to be kept", async || {
        Ok(Some(kept(shopper).await?).filter(|kept| !kept.is_empty()))
    })
    .await
}

async fn keeps_nothing(shopper: &Shopper) -> Result<()> {
    throughout(Duration::from_secs(2), async || {
        let kept = kept(shopper).await?;
        ensure!(kept.is_empty(), "{kept:?}");
        Ok(())
    })
    .await
}

/// Name, values and place of the first tiles.
async fn tiles(shopper: &Shopper) -> Result<Vec<(String, String, f64)>> {
    shopper
        .run(
            "return all('[part=brand]').slice(0, 4).map(tile => [
                 tile.dataset.brand,
                 tile.querySelector('.tile-values').textContent.trim(),
                 tile.getBoundingClientRect().top,
             ]);",
            vec![],
        )
        .await
}

#[tokio::test]
async fn a_second_visit_opens_with_what_was_kept() -> Result<()> {
    shop(Setup::default().size(360, 740), async |world| {
        let shopper = &world.shopper;
        shopper.see("the brands", "brand", |_| true).await?;
        let kept = wait_kept(shopper).await?;
        ensure!(
            kept.len() == 2 && kept[0].ends_with("/cryptorefills-checkout/stored/US"),
            "{kept:?}"
        );
        ensure!(kept[1].contains("Northwind Market"), "{kept:?}");
        for word in ["\"min\"", "\"max\"", "is_out_of_stock", "$"] {
            ensure!(!kept[1].contains(word), "{word} is kept");
        }

        let late = json!([{ "path": "/v2/brands", "times": 1, "delay_ms": 4000 }]);
        world.sandbox.faults(&late).await?;
        world.visit().await?;
        shopper.see("the kept brands", "brand", |_| true).await?;
        let before = tiles(shopper).await?;
        ensure!(
            world.sandbox.faults_left("/v2/brands").await? == 0,
            "the list was not asked for"
        );
        ensure!(before.iter().all(|tile| tile.1.is_empty()), "{before:?}");
        let after = until("the values", async || {
            Ok(Some(tiles(shopper).await?)
                .filter(|tiles| tiles.iter().any(|tile| !tile.1.is_empty())))
        })
        .await?;
        let at = |tiles: &[(String, String, f64)]| -> Vec<(String, f64)> {
            tiles.iter().map(|tile| (tile.0.clone(), tile.2)).collect()
        };
        assert_eq!(at(&before), at(&after));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_kept_brand_opens_and_is_priced_by_the_vendor() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.see("the brands", "brand", |_| true).await?;
        wait_kept(shopper).await?;
        let never = json!([{ "path": "/v2/brands", "times": 1, "delay_ms": 8000 }]);
        world.sandbox.faults(&never).await?;
        world.visit().await?;
        shopper.choose_brand("Northwind Market").await?;
        shopper
            .see("the vendor's values", "denomination", |_| true)
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_kept_for_whoever_asks_for_that_or_dresses_requests() -> Result<()> {
    let session = Setup::default().attribute("history", "off");
    shop(session, async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        keeps_nothing(shopper).await
    })
    .await?;
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.see("the brands", "brand", |_| true).await?;
        wait_kept(shopper).await?;
        shopper
            .run::<()>(
                "return caches.delete('cryptorefills-checkout').then(() => {});",
                vec![],
            )
            .await?;
        shopper
            .run::<()>(
                "const other = document.createElement('cryptorefills-checkout');
                 for (const { name, value } of widget.attributes) other.setAttribute(name, value);
                 other.requestHeaders = () => ({ accept: 'application/json' });
                 widget.replaceWith(other);",
                vec![],
            )
            .await?;
        shopper.choose_brand("Northwind Market").await?;
        keeps_nothing(shopper).await
    })
    .await
}
