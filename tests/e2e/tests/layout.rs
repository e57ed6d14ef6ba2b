//! The page around does not jump: the skeleton is as high as the screen that replaces it, and heights are told
//! so that a page may act upon them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::bundle::Rest;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, shop};
use serde_json::json;

/// Something of the page's own below the widget, and where it was in every frame, with what was above it.
const BELOW: &str = "
    const below = document.createElement('p');
    below.textContent = 'Further down the page';
    widget.after(below);
    window.__places = [];
    const look = () => {
        const drawn = root.querySelector('[part~=checkout]');
        const what = !drawn ? 'skeleton' : drawn.querySelector('[part~=brand]') ? 'brands' : 'screen';
        const { left, width } = widget.getBoundingClientRect();
        const place = [what, below.getBoundingClientRect().top, left, width];
        if (JSON.stringify(window.__places.at(-1)) !== JSON.stringify(place)) window.__places.push(place);
        requestAnimationFrame(look);
    };
    look();
";

type Place = (String, f64, f64, f64);

async fn stands_still(width: u32, style: &str) -> Result<()> {
    // The place is narrow, not the window: not every browser's can be.
    let setup = Setup::default().size(1000, 900).module(Rest::Held);
    shop(setup, async |world| {
        let shopper = &world.shopper;
        // So that the screen is seen without brands for as long as it takes.
        let slow = json!([{ "path": "/v2/brands", "times": 1000, "delay_ms": 3000 }]);
        world.sandbox.faults(&slow).await?;
        until("the skeleton", async || {
            let there = "return root !== null && root.querySelector('[aria-busy]') !== null;";
            let there: bool = shopper.run(there, vec![]).await?;
            Ok(there.then_some(()))
        })
        .await?;
        let narrow = format!("widget.parentNode.style.inlineSize = '{width}px';");
        let place = format!("{narrow}{style}{BELOW}");
        shopper.run::<()>(&place, vec![]).await?;
        until("a frame with the skeleton", async || {
            let places: Vec<Place> = shopper.run("return __places;", vec![]).await?;
            Ok((!places.is_empty()).then_some(()))
        })
        .await?;
        world.module.send_replace(Rest::Served);
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        let places: Vec<Place> = shopper.run("return __places;", vec![]).await?;
        let of = |what: &str| -> Vec<(f64, f64, f64)> {
            let those = places.iter().filter(|place| place.0 == what);
            those.map(|place| (place.1, place.2, place.3)).collect()
        };
        let (skeleton, screen) = (of("skeleton"), of("screen"));
        ensure!(
            skeleton.len() == 1 && screen == skeleton,
            "at {width} px the page moved: {places:?}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_moves_on_a_phone() -> Result<()> {
    for width in [360, 280] {
        stands_still(width, "").await?;
    }
    Ok(())
}

#[tokio::test]
async fn nothing_moves_on_a_wide_page() -> Result<()> {
    for width in [940, 540] {
        stands_still(width, "").await?;
    }
    Ok(())
}

/// Large type, and a box that would let a child without a width of its own shrink to nothing.
#[tokio::test]
async fn nothing_moves_on_a_page_with_ideas_of_its_own() -> Result<()> {
    let style = "document.documentElement.style.fontSize = '52px';
         Object.assign(widget.parentNode.style, { display: 'flex', flexDirection: 'column', alignItems: 'start' });";
    stands_still(940, style).await
}

/// A page that acts upon a height at once, by a change that gives another one.
#[tokio::test]
async fn a_page_may_resize_the_widget_as_soon_as_it_is_told() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .run::<()>(
                "window.__widths = [700, 420, 640, 380, 560, 360];
                 widget.addEventListener('resize', () => {
                     const width = window.__widths.pop();
                     if (width) widget.style.maxInlineSize = `${width}px`;
                 });",
                vec![],
            )
            .await?;
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        for width in [900, 500, 800] {
            let script = format!("widget.style.maxInlineSize = '{width}px';");
            shopper.run::<()>(&script, vec![]).await?;
        }
        until("every width", async || {
            let left: usize = shopper.run("return __widths.length;", vec![]).await?;
            Ok((left == 0).then_some(()))
        })
        .await?;
        let heights = shopper.events_named("resize").await?;
        ensure!(heights.len() > 6, "{heights:?}");
        let mishaps = shopper.mishaps().await?;
        ensure!(mishaps.is_empty(), "{mishaps:?}");
        Ok(())
    })
    .await
}
