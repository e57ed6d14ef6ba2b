//! A widget that is taken away leaves nothing behind: what is alive on the page is counted before and after.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::bundle::Rest;
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Setup, Shopper, World, shop};
use serde_json::json;

const EMAIL: &str = "ada.lovelace@mail.shop";

/// What is alive on the page without any widget.
const PAGES_OWN: [&str; 1] = ["listener HTMLElement click"];

async fn alive(shopper: &Shopper) -> Result<Vec<String>> {
    shopper.run("return window.__alive();", vec![]).await
}

/// Takes the widget away, by `leave`, and looks what is left.
async fn leaves_nothing(world: &World, screen: &str, leave: &str) -> Result<()> {
    let shopper = &world.shopper;
    let during = alive(shopper).await?;
    // What is never seen alive is not proved to be gone.
    for kind in [
        "listener Window",
        "listener HTMLDocument",
        "timer setInterval",
        "observer ResizeObserver",
    ] {
        let is_there = during.iter().any(|one| one.starts_with(kind));
        ensure!(is_there, "{screen} has no {kind}: {during:?}");
    }
    let script = format!(
        "const [done] = arguments;
         const widget = document.querySelector('cryptorefills-checkout');
         window.__place = widget.parentNode;
         window.__proxy = widget.getAttribute('proxy-url');
         {leave}
         setTimeout(() => setTimeout(() => done(window.__alive())));"
    );
    let client = shopper.browser().client();
    let left: Vec<String> = client
        .execute_async(&script, vec![])
        .await
        .map(serde_json::from_value)??;
    // A request that was given up ends when its promise is settled, a moment later.
    let own: Vec<_> = left
        .iter()
        .filter(|one| !one.starts_with("request"))
        .collect();
    ensure!(
        own.iter().copied().eq(&PAGES_OWN),
        "{screen} left at once: {left:?}"
    );
    let mut left = Vec::new();
    let nothing = until("nothing to be left", async || {
        left = alive(shopper).await?;
        Ok((left == PAGES_OWN).then_some(()))
    });
    let found = nothing.await;
    ensure!(found.is_ok(), "{screen} left: {left:?}");
    until("every stream to be closed", async || {
        Ok((world.sandbox.stats().await?.open_streams == 0).then_some(()))
    })
    .await
}

/// Puts a widget where the last one was.
async fn come_back(shopper: &Shopper) -> Result<()> {
    let script = "
        const next = document.createElement('cryptorefills-checkout');
        const options = { 'proxy-url': window.__proxy, country: 'US', lang: 'en' };
        for (const name of Object.keys(options)) next.setAttribute(name, options[name]);
        window.__place.append(next);
    ";
    shopper.run(script, vec![]).await
}

const REMOVE: &str = "widget.remove();";

#[tokio::test]
async fn nothing_is_left_of_any_screen() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        leaves_nothing(world, "browse", REMOVE).await?;

        come_back(shopper).await?;
        shopper.fill_in_card(EMAIL).await?;
        leaves_nothing(world, "configure", REMOVE).await?;

        come_back(shopper).await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        until("the live stream", async || {
            let streams = alive(shopper).await?;
            Ok(streams.contains(&"stream".to_owned()).then_some(()))
        })
        .await?;
        leaves_nothing(world, "pay", REMOVE).await?;

        let no_stream = json!([{
            "path": "/v5/orders/{id}/subscribe", "times": 1000, "status": 503
        }]);
        world.sandbox.faults(&no_stream).await?;
        come_back(shopper).await?;
        assert_eq!(shopper.payable().await?, payable);
        shopper
            .see("polling", "connection", |line| line.data("mode") == "poll")
            .await?;
        leaves_nothing(world, "pay by asking", REMOVE).await?;

        world.sandbox.clear_faults().await?;
        come_back(shopper).await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        shopper
            .see("the delivery to be done", "delivery", |delivery| {
                delivery.data("state") == "delivered"
            })
            .await?;
        shopper.reveal().await?;
        shopper.press("copy").await?;
        leaves_nothing(world, "receipt", REMOVE).await?;
        let mishaps = shopper.mishaps().await?;
        ensure!(mishaps.is_empty(), "{mishaps:?}");
        Ok(())
    })
    .await
}

/// Nothing is there yet but requests, and the module comes when nobody wants it any more.
#[tokio::test]
async fn nothing_is_left_of_what_was_still_loading() -> Result<()> {
    shop(Setup::default().module(Rest::Held), async |world| {
        let shopper = &world.shopper;
        until("the request for the module", async || {
            let alive = alive(shopper).await?;
            let is_there = |one: &String| one.starts_with("request /crypto");
            Ok(alive.iter().any(is_there).then_some(()))
        })
        .await?;
        shopper.run::<()>("widget.remove();", vec![]).await?;
        world.module.send_replace(Rest::Served);
        let mut left = Vec::new();
        let nothing = until("nothing to be left", async || {
            left = alive(shopper).await?;
            Ok((left == PAGES_OWN).then_some(()))
        });
        let found = nothing.await;
        ensure!(found.is_ok(), "left: {left:?}");
        let ready = shopper.events_named("ready").await?;
        ensure!(ready.is_empty(), "{ready:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_left_by_the_handle_of_mount_time_and_again() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        leaves_nothing(world, "browse", REMOVE).await?;
        for turn in ["first", "second"] {
            shopper
                .run::<()>(
                    "const module = document.querySelector('script[type=module]').src;
                     return import(module).then(({ mount }) => {
                         window.__handle = mount(window.__place, {
                             proxyUrl: window.__proxy, country: 'US', lang: 'en',
                         });
                     });",
                    vec![],
                )
                .await?;
            shopper.choose_brand("Northwind Market").await?;
            leaves_nothing(world, turn, "window.__handle.unmount();").await?;
        }
        Ok(())
    })
    .await
}
