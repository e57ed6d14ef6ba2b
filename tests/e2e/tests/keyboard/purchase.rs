//! From the brand to the code and back with the keyboard alone.

use anyhow::{Result, ensure};
use checkout_e2e::keyboard::ENTER;
use checkout_e2e::{Action, Part, Setup, World, shop};

use crate::EMAIL;

const BRAND: &str = "Northwind Market";

fn copy(what: &str) -> Part {
    Part::named("copy").with("data-copies", what)
}

/// Presses a copy button, which says that it did.
async fn copies(world: &World, what: &str) -> Result<()> {
    let shopper = &world.shopper;
    shopper.tab_to(copy(what), false).await?;
    shopper.key(ENTER).await?;
    let done = copy(what).with("data-copied", "true");
    shopper.see("the text to be copied", done, |_| true).await?;
    shopper.focused(copy(what).selector()).await.map(drop)
}

async fn buy(world: &World) -> Result<()> {
    let shopper = &world.shopper;
    shopper
        .see("the brands", "brand", |brand| brand.enabled)
        .await?;
    shopper.tab_to("search", false).await?;
    shopper.type_keys(BRAND).await?;
    let brand = Part::named("brand").with("data-brand", BRAND);
    shopper.see("the brand", brand.clone(), |_| true).await?;
    shopper.tab_to(brand, false).await?;
    shopper.key(ENTER).await?;

    shopper.wait_screen("configure").await?;
    let heading = shopper.focused("h2").await?;
    ensure!(heading.text == BRAND, "{heading:?}");
    shopper.see("the values", "denomination", |_| true).await?;
    shopper.tab_to("denomination", false).await?;
    let value = Part::named("denomination").with("data-denomination", "25 USD");
    shopper.arrow_to(value).await?;
    shopper.tab_to("recipient-email", false).await?;
    shopper.type_keys(EMAIL).await?;
    shopper.tab_to("coin", false).await?;
    let coin = Part::named("coin").with("data-coin", "USDC");
    shopper.arrow_to(coin).await?;
    shopper.tab_to("network", false).await?;
    let network = Part::named("network").with("data-network", "Base");
    shopper.arrow_to(network).await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.tab_to("pay", false).await?;
    shopper.key(ENTER).await?;

    let payable = shopper.payable().await?;
    let heading = shopper.focused("h2").await?;
    ensure!(heading.text.starts_with(BRAND), "{heading:?}");
    copies(world, "amount").await?;
    copies(world, "address").await?;

    // What had the focus goes away with the payment's details.
    world.sandbox.act(&payable.address, Action::Pay).await?;
    shopper.wait_phase(&["delivered"]).await?;
    shopper.focused("h2").await?;
    shopper.tab_to("reveal", false).await?;
    shopper.key(ENTER).await?;
    shopper.see("the code", "code", |_| true).await?;
    shopper.focused("[part~=reveal]").await?;
    copies(world, "code").await?;
    shopper.tab_to("reveal", true).await?;
    shopper.key(ENTER).await?;
    shopper.tab_to("back", true).await?;
    shopper.key(ENTER).await?;
    shopper.wait_screen("configure").await?;
    shopper.focused("h2").await?;
    shopper.tab_to("back", true).await?;
    shopper.key(ENTER).await?;
    shopper.wait_screen("browse").await?;
    shopper.focused("h2").await.map(drop)
}

#[tokio::test]
async fn a_whole_purchase_needs_no_mouse() -> Result<()> {
    shop(Setup::default(), async |world| {
        buy(world).await?;
        assert_eq!(world.shopper.mishaps().await?, Vec::<String>::new());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nor_does_it_on_a_small_dark_screen() -> Result<()> {
    let setup = Setup::default().size(360, 640).attribute("theme", "dark");
    shop(setup, async |world| buy(world).await).await
}

#[tokio::test]
async fn nor_does_it_above_the_page() -> Result<()> {
    let setup = Setup::default().attribute("display", "modal");
    shop(setup, async |world| {
        world
            .shopper
            .run::<()>("widget.showModal();", vec![])
            .await?;
        buy(world).await
    })
    .await
}
