//! The module comes in two parts: what the first screen can do without the second, and what waits for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod window;

use std::time::Duration;

use anyhow::{Result, ensure};
use checkout_e2e::bundle::{REST, Rest};
use checkout_e2e::wait::{throughout, until};
use checkout_e2e::{Action, Part, Setup, Shopper, shop};
use serde_json::json;
use window::{choose_country, wander};

const BRAND: &str = "Northwind Market";

fn tile(brand: &str) -> Part {
    Part::named("brand").with("data-brand", brand)
}

async fn asked_for_rest(shopper: &Shopper) -> Result<usize> {
    let requests = shopper.requests().await?;
    let asked = requests
        .iter()
        .filter(|request| request.url.ends_with(REST));
    Ok(asked.count())
}

/// Buys what is open, and proves that there is one order.
async fn buy(world: &checkout_e2e::World) -> Result<()> {
    let shopper = &world.shopper;
    shopper.choose_denomination("25 USD").await?;
    shopper.enter_email("ada.lovelace@mail.shop").await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.pay().await?;
    let payable = shopper.payable().await?;
    world.sandbox.act(&payable.address, Action::Pay).await?;
    shopper.wait_screen("receipt").await?;
    shopper.wait_event_once("order_completed").await?;
    assert_eq!(world.sandbox.stats().await?.creations, 1);
    assert!(shopper.mishaps().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn the_shop_window_needs_no_rest_and_the_buyer_is_told_what_does() -> Result<()> {
    shop(Setup::default().rest(Rest::Missing), async |world| {
        let shopper = &world.shopper;
        wander(world).await?;
        shopper.press(tile(BRAND)).await?;
        shopper
            .see("that the next page is missing", "notice", |notice| {
                notice.data("kind") == "error" && notice.text.contains("Nothing was charged")
            })
            .await?;
        let told = shopper.events_named("error").await?;
        assert!(
            told.iter().any(|event| event.text("kind") == "load"),
            "{told:?}"
        );
        assert_eq!(shopper.root_data("screen").await?, "browse");
        assert!(shopper.mishaps().await?.is_empty());

        // Pressed while it still fails: once it works the widget may be faster than the buyer.
        shopper.press("retry").await?;
        world.rest.send_replace(Rest::Served);
        shopper.wait_screen("configure").await?;
        buy(world).await
    })
    .await
}

#[tokio::test]
async fn the_rest_comes_by_itself_once_it_can() -> Result<()> {
    shop(Setup::default().rest(Rest::Missing), async |world| {
        let shopper = &world.shopper;
        shopper.press(tile(BRAND)).await?;
        shopper.see("what is wrong", "retry", |_| true).await?;
        world.rest.send_replace(Rest::Served);
        shopper.wait_screen("configure").await?;
        assert_eq!(shopper.events_named("product_viewed").await?.len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_pressed_too_early_happens_once_the_rest_is_there() -> Result<()> {
    shop(Setup::default().rest(Rest::Held), async |world| {
        let shopper = &world.shopper;
        shopper.see("the brands", tile(BRAND), |_| true).await?;
        shopper
            .run::<()>(
                "const tiles = all('[part~=\"brand\"]').filter(enabled);
                 tiles.at(-1).click();
                 const wanted = root.querySelector(arguments[0]);
                 wanted.click();
                 wanted.click();",
                vec![json!(tile(BRAND).selector())],
            )
            .await?;
        until("word that something is on its way", async || {
            let shown =
                "return all('[role=status]').some(e => shown(e) && e.textContent === 'Loading');";
            Ok(shopper.run::<bool>(shown, vec![]).await?.then_some(()))
        })
        .await?;
        assert_eq!(shopper.root_data("screen").await?, "browse");
        assert!(shopper.events_named("product_viewed").await?.is_empty());

        world.rest.send_replace(Rest::Served);
        shopper.wait_screen("configure").await?;
        let viewed = shopper.wait_event_once("product_viewed").await?;
        assert_eq!(viewed.text("brand"), BRAND);
        buy(world).await
    })
    .await
}

#[tokio::test]
async fn another_country_takes_the_wish_back() -> Result<()> {
    shop(Setup::default().rest(Rest::Held), async |world| {
        let shopper = &world.shopper;
        shopper.press(tile(BRAND)).await?;
        choose_country(shopper, "IT").await?;
        world.rest.send_replace(Rest::Served);
        until("the rest", async || {
            let loaded = shopper.loaded().await?;
            Ok(loaded.iter().any(|url| url.ends_with(REST)).then_some(()))
        })
        .await?;
        throughout(Duration::from_secs(2), async || {
            ensure!(
                shopper.root_data("screen").await? == "browse",
                "a screen opened"
            );
            Ok(())
        })
        .await
    })
    .await
}

#[tokio::test]
async fn an_open_order_comes_back_before_the_shop_window_shows() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand(BRAND).await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.enter_email("ada.lovelace@mail.shop").await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.wait_quote_fresh("USDC").await?;
        shopper.pay().await?;
        let before = shopper.payable().await?;

        world.rest.send_replace(Rest::Held);
        shopper.reload().await?;
        shopper.wait_event("ready").await?;
        assert!(shopper.look("brand").await?.is_empty());
        assert!(shopper.look("search").await?.is_empty());
        world.rest.send_replace(Rest::Served);
        assert_eq!(shopper.payable().await?, before);
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_rest_is_asked_for_after_the_first_screen_and_once_for_all_widgets() -> Result<()> {
    shop(Setup::default().shop_down(), async |world| {
        world
            .shopper
            .see("a failure", "notice", |notice| {
                notice.data("kind") == "error"
            })
            .await?;
        assert_eq!(asked_for_rest(&world.shopper).await?, 0);
        world.sandbox.start().await?;
        let shopper = &world.shopper;
        shopper.wait_event("ready").await?;
        until("the rest", async || {
            Ok((asked_for_rest(shopper).await? == 1).then_some(()))
        })
        .await?;
        shopper
            .run::<()>("widget.after(widget.cloneNode());", vec![])
            .await?;
        until("the second widget", async || {
            let ready = shopper.events_named("ready").await?;
            Ok((ready.len() == 2).then_some(()))
        })
        .await?;
        shopper
            .run::<()>(
                "document.querySelectorAll('cryptorefills-checkout')[1].open(arguments[0]);",
                vec![json!("Northwind Market")],
            )
            .await?;
        shopper.wait_event_once("product_viewed").await?;
        shopper.choose_brand(BRAND).await?;
        assert_eq!(asked_for_rest(shopper).await?, 1);
        assert!(shopper.mishaps().await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_widget_that_leaves_while_the_rest_comes_leaves_nothing_behind() -> Result<()> {
    shop(Setup::default().rest(Rest::Held), async |world| {
        let shopper = &world.shopper;
        shopper.press(tile(BRAND)).await?;
        shopper
            .run::<()>("window.__kept = widget; widget.remove();", vec![])
            .await?;
        world.rest.send_replace(Rest::Served);
        until("the rest", async || {
            let loaded = shopper.loaded().await?;
            Ok(loaded.iter().any(|url| url.ends_with(REST)).then_some(()))
        })
        .await?;
        throughout(Duration::from_secs(1), async || {
            let viewed = shopper.events_named("product_viewed").await?;
            ensure!(viewed.is_empty(), "a removed widget opened {viewed:?}");
            let left: usize = shopper
                .run("return window.__kept.shadowRoot.childNodes.length;", vec![])
                .await?;
            ensure!(left == 0, "{left} nodes are left");
            Ok(())
        })
        .await?;
        shopper
            .run::<()>(
                "document.querySelector('main').append(window.__kept);",
                vec![],
            )
            .await?;
        shopper.choose_brand(BRAND).await?;
        buy(world).await
    })
    .await
}
