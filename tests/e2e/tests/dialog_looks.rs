//! Pictures of the checkout above the page and as the page, for people to look at, and proof that nothing
//! sticks out of the dialog.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::evidence::photograph;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, World, shop};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Boxes {
    area: [f64; 2],
    edges: [f64; 4],
    wide: f64,
    broad: f64,
}

/// Takes the picture; the dialog must lie inside the page area, and nothing in it scroll sideways.
async fn look(world: &World, name: &str) -> Result<()> {
    photograph(world, name).await?;
    let boxes: Boxes = world
        .shopper
        .run(
            "const dialog = all('[part~=\"modal\"]')[0];
             const room = all('[part~=\"checkout\"]')[0].parentElement;
             const { left, top, right, bottom } = dialog.getBoundingClientRect();
             return {
                 area: [innerWidth, innerHeight], edges: [left, top, right, bottom],
                 wide: room.scrollWidth, broad: room.clientWidth,
             };",
            vec![],
        )
        .await?;
    let [left, top, right, bottom] = boxes.edges;
    ensure!(
        left >= 0.0 && top >= 0.0 && right <= boxes.area[0] && bottom <= boxes.area[1],
        "{name}: {boxes:?}"
    );
    ensure!(boxes.wide <= boxes.broad, "{name}: {boxes:?}");
    if boxes.area[0] < 600.0 {
        ensure!(
            right - left == boxes.area[0] && bottom - top == boxes.area[1],
            "{name}: {boxes:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_dialog_fits_every_screen() -> Result<()> {
    for (size, theme) in [
        ((360, 740), "light"),
        ((360, 740), "dark"),
        ((1200, 900), "light"),
        ((1200, 900), "dark"),
    ] {
        let setup = Setup::default()
            .size(size.0, size.1)
            .attribute("theme", theme)
            .attribute("display", "modal");
        shop(setup, async |world| {
            let shopper = &world.shopper;
            let name = |screen: &str| format!("modal-{}-{theme}-{screen}", size.0);
            shopper.run::<()>("widget.showModal();", vec![]).await?;
            shopper
                .see("the brands", "brand", |brand| brand.enabled)
                .await?;
            look(world, &name("browse")).await?;
            let rows: u32 = shopper
                .run(
                    "const room = all('[part~=\"checkout\"]')[0].parentElement;
                     room.scrollTop = room.scrollHeight;
                     return room.scrollTop;",
                    vec![],
                )
                .await?;
            ensure!(rows > 0, "the dialog scrolls inside");
            until("brands where it was scrolled to", async || {
                let there: bool = shopper
                    .run(
                        "const { bottom } = all('[part~=\"modal\"]')[0].getBoundingClientRect();
                         return all('[part~=\"brand\"]').some(brand => {
                             const box = brand.getBoundingClientRect();
                             return box.top < bottom && box.bottom > bottom - 300;
                         });",
                        vec![],
                    )
                    .await?;
                Ok(there.then_some(()))
            })
            .await?;
            look(world, &name("browse-end")).await?;
            shopper.choose_brand("Northwind Market").await?;
            look(world, &name("configure")).await?;
            shopper.press("back").await?;
            shopper.fill_in_card("ada.lovelace@mail.shop").await?;
            shopper.pay().await?;
            shopper.payable().await?;
            look(world, &name("pay")).await?;
            shopper.press("close").await?;
            shopper.see("the question", "leaving", |_| true).await?;
            look(world, &name("leaving")).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_page() -> Result<()> {
    for (width, theme) in [(360, "dark"), (1600, "light")] {
        let setup = Setup::default()
            .size(width, 900)
            .attribute("theme", theme)
            .attribute("display", "page");
        shop(setup, async |world| {
            let shopper = &world.shopper;
            shopper
                .see("the brands", "brand", |brand| brand.enabled)
                .await?;
            photograph(world, &format!("page-{width}-{theme}-browse")).await?;
            shopper.fill_in_card("ada.lovelace@mail.shop").await?;
            shopper.pay().await?;
            shopper.payable().await?;
            photograph(world, &format!("page-{width}-{theme}-pay"))
                .await
                .map(drop)
        })
        .await?;
    }
    Ok(())
}
