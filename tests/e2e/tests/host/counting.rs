//! What is told only to be counted: once, without personal data, and not where privacy is asked for.

use anyhow::Result;
use checkout_e2e::{Action, Setup, World, shop};
use serde_json::Value;

const EMAIL: &str = "ada.lovelace@mail.shop";

/// Starts the widget afresh and buys a card up to its delivery; returns the page's list of events.
async fn buy(world: &World, before: &str) -> Result<Vec<Value>> {
    let shopper = &world.shopper;
    shopper.wait_screen("browse").await?;
    let fresh = "widget.replaceWith(widget.cloneNode());";
    shopper
        .run::<()>(&format!("{before} {fresh}"), vec![])
        .await?;
    shopper.fill_in_card(EMAIL).await?;
    shopper.pay().await?;
    let payable = shopper.payable().await?;
    world.sandbox.act(&payable.address, Action::Pay).await?;
    shopper.wait_phase(&["delivered"]).await?;
    shopper.wait_event_once("order_completed").await?;
    let layer: Vec<Value> = shopper
        .run("return window.dataLayer ?? [];", vec![])
        .await?;
    let all = serde_json::to_string(&layer)?;
    let reference = shopper.look("reference").await?[0].text.clone();
    for secret in [EMAIL, &payable.address, &payable.qr_text, &reference] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    Ok(layer)
}

fn count(layer: &[Value], name: &str) -> usize {
    layer
        .iter()
        .filter(|pushed| pushed["event"] == name)
        .count()
}

/// How often the page heard of what is only counted, and of what it acts upon.
async fn heard(world: &World) -> Result<[usize; 2]> {
    let mut heard = [0, 0];
    for (place, names) in [
        (0, ["product_viewed", "quote_shown", "order_started"]),
        (1, ["ready", "payment_initiated", "order_completed"]),
    ] {
        for name in names {
            heard[place] += usize::from(!world.shopper.events_named(name).await?.is_empty());
        }
    }
    Ok(heard)
}

#[tokio::test]
async fn the_pages_data_layer_gets_each_event_once() -> Result<()> {
    shop(
        Setup::default().attribute("data-layer", "on"),
        async |world| {
            let layer = buy(world, "").await?;
            for name in [
                "product_viewed",
                "order_started",
                "payment_initiated",
                "order_completed",
            ] {
                assert_eq!(count(&layer, name), 1, "{name} in {layer:?}");
            }
            let viewed = layer
                .iter()
                .find(|pushed| pushed["event"] == "product_viewed");
            assert_eq!(viewed.unwrap()["brand"], "Northwind Market");
            assert_eq!(heard(world).await?, [3, 3]);
            Ok(())
        },
    )
    .await
}

#[tokio::test]
async fn without_a_wish_there_is_no_data_layer() -> Result<()> {
    shop(Setup::default(), async |world| {
        let layer = buy(world, "window.dataLayer = [];").await?;
        assert!(layer.is_empty(), "{layer:?}");
        assert_eq!(heard(world).await?, [3, 3]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_option_or_the_browsers_wish_silences_what_is_only_counted() -> Result<()> {
    let privacy = "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
        window.__events.length = 0; window.dataLayer = [];";
    for (analytics, before, counted) in [
        ("off", "window.dataLayer = [];", 0),
        ("", privacy, 0),
        ("on", privacy, 3),
    ] {
        let setup = Setup::default()
            .attribute("data-layer", "on")
            .attribute("analytics", analytics);
        shop(setup, async |world| {
            let layer = buy(world, before).await?;
            assert_eq!(layer.is_empty(), counted == 0, "{analytics}: {layer:?}");
            assert_eq!(heard(world).await?, [counted, 3], "{analytics}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}
