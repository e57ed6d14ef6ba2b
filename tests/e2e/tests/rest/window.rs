//! A walk through everything that the shop window offers.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Part, Shopper, World};
use serde_json::json;

use super::{BRAND, tile};

/// Everything that the first screen offers. Whatever is not there traps, and nothing works any more.
pub async fn wander(world: &World) -> Result<()> {
    let shopper = &world.shopper;
    shopper
        .see("the brands", "brand", |brand| brand.enabled)
        .await?;
    let garbage = json!([{ "path": "/v2/brands", "times": 1000, "garbage": true }]);
    world.sandbox.faults(&garbage).await?;
    choose_country(shopper, "IT").await?;
    shopper
        .see("a failure", "notice", |notice| {
            notice.data("kind") == "error"
        })
        .await?;
    world.sandbox.clear_faults().await?;
    shopper.press("retry").await?;
    shopper
        .see("the brands", "brand", |brand| brand.enabled)
        .await?;
    choose_country(shopper, "US").await?;
    shopper
        .see("the American brands", tile(BRAND), |_| true)
        .await?;

    let chip = Part::named("category").with("aria-pressed", "false");
    shopper.press(chip).await?;
    shopper
        .see("the category", "category", |chip| {
            chip.chosen && !chip.data("category").is_empty()
        })
        .await?;
    shopper
        .press(Part::named("category").with("data-category", ""))
        .await?;
    shopper.type_into("search", "nothing is called so").await?;
    shopper.press("retry").await?;
    shopper
        .see("all brands again", tile(BRAND), |_| true)
        .await?;
    shopper
        .run::<()>(
            "scrollTo(0, document.body.scrollHeight); dispatchEvent(new Event('resize'));",
            vec![],
        )
        .await?;

    shopper
        .run::<()>("dispatchEvent(new Event('offline'));", vec![])
        .await?;
    shopper
        .see("no connection", "notice", |notice| {
            notice.data("kind") == "warning"
        })
        .await?;
    shopper
        .run::<()>("dispatchEvent(new Event('online'));", vec![])
        .await?;
    shopper
        .run::<()>(
            "for (const hidden of [true, false]) {
               Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
               document.dispatchEvent(new Event('visibilitychange'));
             }
             widget.setAttribute('theme', 'dark');
             widget.setAttribute('partner-name', 'Meadow Wallet');
             widget.setAttribute('partner-logo', widget.proxyUrl + '/no.png');
             widget.setAttribute('coin', 'USDC');
             widget.setAttribute('methods', 'USDC/Base BTC/Lightning');
             widget.setAttribute('face-value', '25');
             widget.setAttribute('locked', 'country coin email');
             widget.back();
             widget.showModal();
             widget.close();
             widget.showModal();
             widget.display = 'page';
             widget.removeAttribute('display');
             widget.reset();
             scrollTo(0, 0);",
            vec![],
        )
        .await?;
    until("the dark theme", async || {
        Ok((shopper.root_data("theme").await? == "dark").then_some(()))
    })
    .await?;
    shopper
        .see("the brands", tile(BRAND), |_| true)
        .await
        .map(drop)
}

/// Chooses a country as a person does.
pub async fn choose_country(shopper: &Shopper, code: &str) -> Result<()> {
    shopper
        .run(
            "const select = all('[part~=\"country\"]')[0];
             select.value = arguments[0];
             select.dispatchEvent(new Event('change', { bubbles: true }));",
            vec![json!(code)],
        )
        .await
}
