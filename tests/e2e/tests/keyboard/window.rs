//! The shop window with the keyboard alone: tiles are one stop, and the arrows lead through all of them.

use anyhow::{Result, ensure};
use checkout_e2e::keyboard::{DOWN, END, ENTER, HOME, RIGHT, TAB, UP};
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, Shopper, shop};

/// Presses a key and waits until the focus is on the tile of this number, where it can be seen.
async fn lands(shopper: &Shopper, key: char, brand: &str) -> Result<()> {
    shopper.key(key).await?;
    until(&format!("the focus on {brand}"), async || {
        let focus = shopper.focus("[part~=brand]").await?;
        let name: Option<String> = shopper
            .run("return root.activeElement?.dataset.brand ?? null;", vec![])
            .await?;
        let there = focus.matches && name.as_deref() == Some(brand);
        Ok((there && focus.ensure_seen().is_ok()).then_some(()))
    })
    .await
}

/// Features DIS-13.
#[tokio::test]
async fn the_arrows_lead_through_all_brands_and_tab_past_them() -> Result<()> {
    shop(Setup::default().size(360, 740), async |world| {
        let shopper = &world.shopper;
        shopper
            .see("the brands", "featured", |brand| brand.enabled)
            .await?;
        shopper.tab_to("featured", false).await?.ensure_seen()?;
        shopper.key(TAB).await?;
        ensure!(shopper.focus("[part~=brand]").await?.matches, "rows are one stop");
        let all: Vec<String> = shopper
            .run("return all('[part~=brand]').map(tile => tile.dataset.brand);", vec![])
            .await?;
        let columns: u32 = shopper
            .run(
                "return getComputedStyle(all('[part~=brand-grid]')[0]).gridTemplateColumns.split(' ').length;",
                vec![],
            )
            .await?;
        ensure!(columns == 2, "{columns} columns");
        lands(shopper, RIGHT, &all[1]).await?;
        lands(shopper, DOWN, &all[3]).await?;
        lands(shopper, UP, &all[1]).await?;
        // What is far down is drawn for the focus to get there.
        let last = "Lonestar Wireless Credits";
        ensure!(!all.iter().any(|name| name == last), "it is drawn already");
        lands(shopper, END, last).await?;
        lands(shopper, HOME, &all[0]).await?;
        shopper.key(TAB).await?;
        ensure!(!shopper.focus("[part~=brand]").await?.matches, "Tab leads out");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_tile_says_what_it_is_and_the_kinds_narrow_the_grid() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let tile = shopper
            .see("the brands", "brand", |brand| {
                brand.data("brand") == "Northwind Market"
            })
            .await?;
        let name = &tile.text;
        ensure!(
            name.ends_with("Northwind Market, Gift cards, $10 – $100"),
            "{name}"
        );
        shopper.tab_to("kind", false).await?;
        shopper.key(TAB).await?;
        shopper.key(ENTER).await?;
        until("top-ups alone", async || {
            let shown = shopper.look_shown("brand").await?;
            let only = shown.iter().all(|tile| tile.text.contains("Top-ups"));
            Ok((only && !shown.is_empty()).then_some(()))
        })
        .await?;
        let shown = shopper.look_shown("brand").await?.len();
        let chip = shopper.see("the kind", "kind", |chip| chip.chosen).await?;
        ensure!(
            chip.text.ends_with(&shown.to_string()),
            "{chip:?} and {shown} tiles"
        );
        ensure!(shopper.focus("[part~=kind]").await?.matches);
        Ok(())
    })
    .await
}
