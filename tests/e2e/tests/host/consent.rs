//! The page may refuse an order before it is created.

use anyhow::Result;
use checkout_e2e::{Part, Setup, Shopper, shop};
use serde_json::json;

/// Fills in the form and presses pay; the page's listener decides as `script` says.
async fn press(shopper: &Shopper, script: &str) -> Result<()> {
    shopper
        .run::<()>(
            &format!(
                "window.decide && widget.removeEventListener('before_order', window.decide);
                 window.decide = event => {{ {script} }};
                 widget.addEventListener('before_order', window.decide);"
            ),
            vec![],
        )
        .await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.press("pay").await
}

async fn fill_in(shopper: &Shopper) -> Result<()> {
    shopper.choose_brand("Northwind Market").await?;
    shopper.choose_denomination("25 USD").await?;
    shopper.enter_email("ada.lovelace@mail.shop").await?;
    shopper.choose_coin("USDC", "Base").await
}

#[tokio::test]
async fn no_order_is_created_until_the_page_agrees() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        fill_in(shopper).await?;
        for (asked, script, words) in [
            (1, "event.preventDefault();", "does not allow this order"),
            (
                2,
                "event.respondWith(Promise.resolve('Not before noon'));",
                "Not before noon",
            ),
            (
                3,
                "event.respondWith(Promise.reject(new Error('x')));",
                "does not allow this order",
            ),
            (
                4,
                "event.respondWith({ result: true });",
                "does not allow this order",
            ),
        ] {
            press(shopper, script).await?;
            shopper
                .see(
                    words,
                    Part::named("notice").with("data-kind", "error"),
                    |notice| notice.text.contains(words),
                )
                .await?;
            assert_eq!(shopper.events_named("before_order").await?.len(), asked);
            shopper.wait_screen("configure").await?;
        }
        assert_eq!(world.sandbox.stats().await?.creations, 0);
        assert!(shopper.events_named("order_started").await?.is_empty());

        press(shopper, "event.respondWith(Promise.resolve(true));").await?;
        shopper.payable().await?;
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        let started = shopper.wait_event_once("order_started").await?;
        let asked = shopper.events_named("before_order").await?;
        let summary = asked.last().unwrap();
        for key in [
            "brand",
            "face_value",
            "items",
            "country_code",
            "coin",
            "network",
        ] {
            assert_eq!(summary.detail[key], started.detail[key], "{key}");
        }
        assert!(summary.detail["amount"].is_string());
        assert_eq!(summary.detail.as_object().unwrap().len(), 7);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_that_does_not_decide_in_time_has_refused() -> Result<()> {
    shop(Setup::default().pace(10), async |world| {
        let shopper = &world.shopper;
        fill_in(shopper).await?;
        press(
            shopper,
            "event.respondWith(new Promise(decided => { window.late = decided; }));",
        )
        .await?;
        shopper
            .see(
                "the refusal",
                Part::named("notice").with("data-kind", "error"),
                |notice| notice.text.contains("did not answer"),
            )
            .await?;
        shopper.run::<()>("late(true);", vec![json!(null)]).await?;
        shopper.wait_screen("configure").await?;
        assert_eq!(world.sandbox.stats().await?.creations, 0);
        Ok(())
    })
    .await
}
