//! A whole purchase in the narrowest place allowed; the gallery looks at every screen in wider ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::evidence::photograph;
use checkout_e2e::{Action, Setup, World, shop};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Widths {
    page_area: u32,
    scroll: u32,
    client: u32,
    page_scroll: u32,
    page_client: u32,
}

/// Takes the picture; the widget's root and the page must not scroll sideways.
async fn look(world: &World, size: &str, screen: &str, width: u32) -> Result<()> {
    world
        .shopper
        .run::<()>("window.scrollTo(0, 0);", vec![])
        .await?;
    photograph(world, &format!("{size}-{screen}")).await?;
    let widths: Widths = world
        .shopper
        .run(
            "const checkout = all('[part~=\"checkout\"]')[0];
             const page = document.documentElement;
             return {
                 page_area: window.innerWidth,
                 scroll: checkout.scrollWidth, client: checkout.clientWidth,
                 page_scroll: page.scrollWidth, page_client: page.clientWidth,
             };",
            vec![],
        )
        .await?;
    ensure!(widths.page_area == width, "the page area is {widths:?}");
    ensure!(
        widths.scroll <= widths.client && widths.page_scroll <= widths.page_client,
        "{screen} at {size} is too wide: {widths:?}"
    );
    Ok(())
}

async fn tour(size: &str, (width, height): (u32, u32), theme: &str) -> Result<()> {
    let setup = Setup::default()
        .size(width, height)
        .attribute("theme", theme);
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        assert_eq!(shopper.root_data("theme").await?, theme);
        look(world, size, "browse", width).await?;

        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("50 USD").await?;
        shopper.enter_email("ada.lovelace@mail.shop").await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.wait_quote_fresh("USDC").await?;
        look(world, size, "configure", width).await?;

        shopper.pay().await?;
        let payable = shopper.payable().await?;
        look(world, size, "pay", width).await?;

        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        shopper
            .see("the delivery to be done", "delivery", |delivery| {
                delivery.data("state") == "delivered"
            })
            .await?;
        shopper.reveal().await?;
        look(world, size, "receipt", width).await
    })
    .await
}

#[tokio::test]
async fn the_narrowest_place_allowed() -> Result<()> {
    tour("narrowest", (280, 700), "light").await
}
