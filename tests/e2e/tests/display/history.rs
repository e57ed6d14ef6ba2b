//! The browser's step back: inside the checkout where the checkout is all that is seen, and the page's own
//! everywhere else.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, Shopper, shop};
use serde_json::{Value, json};

use crate::{is_open, open, to_payment, wait_closed};

async fn back(shopper: &Shopper) -> Result<()> {
    shopper.run("history.back();", vec![]).await
}

/// The page's address and what it keeps with its entry.
async fn entry(shopper: &Shopper) -> Result<Value> {
    let script = "return { address: location.href, state: history.state };";
    shopper.run(script, vec![]).await
}

async fn wait_state(shopper: &Shopper, state: Value) -> Result<()> {
    until(&format!("the entry {state}"), async || {
        Ok((entry(shopper).await?["state"] == state).then_some(()))
    })
    .await
}

#[tokio::test]
async fn as_the_page_it_goes_back_step_by_step_and_asks_before_a_payment_is_left() -> Result<()> {
    let setup = Setup::default().attribute("display", "page");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        shopper
            .run::<()>("history.replaceState({ router: 7 }, '');", vec![])
            .await?;
        let start = entry(shopper).await?;
        let length: u32 = shopper.run("return history.length;", vec![]).await?;
        let marked = json!({ "router": 7, "cryptorefillsCheckout": true });

        to_payment(shopper).await?;
        wait_state(shopper, marked.clone()).await?;
        assert_eq!(entry(shopper).await?["address"], start["address"]);
        back(shopper).await?;
        shopper.press("stay").await?;
        shopper.wait_screen("pay").await?;
        wait_state(shopper, marked.clone()).await?;
        back(shopper).await?;
        shopper.press("leave").await?;
        shopper.wait_screen("configure").await?;
        wait_state(shopper, marked.clone()).await?;
        back(shopper).await?;
        shopper.wait_screen("browse").await?;
        wait_state(shopper, start["state"].clone()).await?;

        // By its own button too, it leaves the page's history as it was.
        shopper.choose_brand("Northwind Market").await?;
        wait_state(shopper, marked.clone()).await?;
        shopper.press("back").await?;
        wait_state(shopper, start["state"].clone()).await?;
        shopper.wait_screen("browse").await?;
        let now: u32 = shopper.run("return history.length;", vec![]).await?;
        assert_eq!(now, length + 1, "one entry, whatever was done");

        shopper.choose_brand("Northwind Market").await?;
        wait_state(shopper, marked).await?;
        shopper.run::<()>("widget.remove();", vec![]).await?;
        wait_state(shopper, start["state"].clone()).await
    })
    .await
}

#[tokio::test]
async fn an_open_modal_is_closed_by_it_and_the_page_stays() -> Result<()> {
    let setup = Setup::default().attribute("display", "modal");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        open(shopper).await?;
        let marked = json!({ "cryptorefillsCheckout": true });
        wait_state(shopper, marked.clone()).await?;
        shopper.choose_brand("Northwind Market").await?;
        back(shopper).await?;
        shopper.wait_screen("browse").await?;
        assert!(is_open(shopper).await?);
        wait_state(shopper, marked.clone()).await?;
        back(shopper).await?;
        wait_closed(shopper).await?;
        wait_state(shopper, Value::Null).await?;

        open(shopper).await?;
        wait_state(shopper, marked).await?;
        shopper.press("close").await?;
        wait_closed(shopper).await?;
        wait_state(shopper, Value::Null).await
    })
    .await
}

#[tokio::test]
async fn a_page_that_goes_elsewhere_when_it_closes_is_not_called_back() -> Result<()> {
    let setup = Setup::default().attribute("display", "modal");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper
            .run::<()>(
                "widget.addEventListener('close', () => history.pushState({ thanks: 1 }, '', '#thanks'));",
                vec![],
            )
            .await?;
        open(shopper).await?;
        wait_state(shopper, json!({ "cryptorefillsCheckout": true })).await?;
        shopper.press("close").await?;
        wait_closed(shopper).await?;
        wait_state(shopper, json!({ "thanks": 1 })).await?;
        // Longer than a step back would take.
        let stays: Value = shopper
            .run(
                "return new Promise(done => setTimeout(() => done(history.state), 300));",
                vec![],
            )
            .await?;
        assert_eq!(stays, json!({ "thanks": 1 }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn inline_it_touches_nothing() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let length: u32 = shopper.run("return history.length;", vec![]).await?;
        to_payment(shopper).await?;
        assert_eq!(entry(shopper).await?["state"], Value::Null);
        let now: u32 = shopper.run("return history.length;", vec![]).await?;
        assert_eq!(now, length);
        Ok(())
    })
    .await
}
