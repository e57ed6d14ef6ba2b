//! Impatient shoppers, broken answers and lost connections.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::time::Duration;

use anyhow::{Result, ensure};
use checkout_e2e::wait::{throughout, until};
use checkout_e2e::{Action, Setup, shop};
use serde_json::json;

const EMAIL: &str = "ada.lovelace@mail.shop";

#[tokio::test]
async fn two_clicks_on_pay_create_one_order() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper
            .run::<()>(
                "const pay = all('[part~=\"pay\"]').find(e => shown(e) && enabled(e));
                 pay.click();
                 pay.click();
                 queueMicrotask(() => pay.click());
                 setTimeout(() => pay.click(), 0);
                 requestAnimationFrame(() => pay.click());",
                vec![],
            )
            .await?;
        shopper.payable().await?;
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        assert_eq!(shopper.creation_requests().await?, 1);
        assert_eq!(shopper.events_named("order_started").await?.len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_creation_without_an_answer_is_never_sent_again() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        let lost = json!([{
            "path": "/v5/orders", "method": "POST", "times": 1, "status": 503, "after": true
        }]);
        world.sandbox.faults(&lost).await?;
        shopper.press("pay").await?;
        shopper.wait_phase(&["unknown-outcome"]).await?;
        throughout(Duration::from_secs(5), async || {
            let creations = shopper.creation_requests().await?;
            ensure!(creations == 1, "{creations} creations were sent");
            shopper.nothing_payable().await
        })
        .await?;
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        assert!(shopper.events_named("payment_initiated").await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_catalogue_that_cannot_be_read_can_be_asked_for_again() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let garbage = json!([{ "path": "/v2/brands", "times": 1000, "garbage": true }]);
        world.sandbox.faults(&garbage).await?;
        shopper.reload().await?;
        shopper
            .see("an error notice", "notice", |notice| {
                notice.data("kind") == "error"
            })
            .await?;
        assert!(shopper.look("brand").await?.is_empty());
        world.sandbox.clear_faults().await?;
        shopper.press("retry").await?;
        shopper.choose_brand("Northwind Market").await?;
        assert!(shopper.mishaps().await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_shop_that_was_down_works_once_it_is_up() -> Result<()> {
    shop(Setup::default().shop_down(), async |world| {
        world
            .shopper
            .see("an error notice", "notice", |notice| {
                notice.data("kind") == "error"
            })
            .await?;
        world.sandbox.start().await?;
        let shopper = &world.shopper;
        // It keeps trying by itself, so that the button may be gone before anybody presses it.
        shopper
            .run::<()>(
                "all('[part=retry]').slice(0, 1).forEach(retry => retry.click());",
                vec![],
            )
            .await?;
        shopper.choose_brand("Northwind Market").await?;
        assert!(shopper.mishaps().await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reload_comes_back_to_the_same_order() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let before = shopper.payable().await?;
        shopper.reload().await?;
        let after = shopper.payable().await?;
        assert_eq!(after, before);
        assert_eq!(shopper.creation_requests().await?, 0);
        assert_eq!(world.sandbox.stats().await?.creations, 1);

        world.sandbox.act(&before.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        shopper.wait_event_once("order_completed").await?;
        shopper.reload().await?;
        shopper.wait_event("ready").await?;
        throughout(Duration::from_secs(3), async || {
            let again = shopper.events_named("order_completed").await?;
            ensure!(again.is_empty(), "completed a second time: {again:?}");
            shopper.nothing_payable().await
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_payment_made_while_the_page_reloads_is_found() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        shopper.browser().client().goto("about:blank").await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.browser().client().back().await?;
        shopper.wait_screen("receipt").await?;
        shopper
            .see("the delivery to be done", "delivery", |delivery| {
                delivery.data("state") == "delivered"
            })
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn without_a_stream_the_order_is_polled_to_its_end() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let no_stream = json!([{
            "path": "/v5/orders/{id}/subscribe", "times": 1000, "status": 503
        }]);
        world.sandbox.faults(&no_stream).await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        shopper
            .see("polling", "connection", |line| line.data("mode") == "poll")
            .await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        shopper.wait_event_once("order_completed").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_stream_that_is_cut_loses_nothing() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let cut = json!([{
            "path": "/v5/orders/{id}/subscribe", "times": 2, "drop_stream_after": 1
        }]);
        world.sandbox.faults(&cut).await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        world.sandbox.act(&payable.address, Action::Detect).await?;
        shopper.wait_phase(&["detected"]).await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        shopper.wait_event_once("order_completed").await?;
        until("every stream to be closed", async || {
            Ok((world.sandbox.stats().await?.open_streams == 0).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_removed_widget_leaves_no_stream_behind() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        shopper.payable().await?;
        until("the live stream", async || {
            Ok((world.sandbox.stats().await?.open_streams == 1).then_some(()))
        })
        .await?;
        shopper.run::<()>("widget.remove();", vec![]).await?;
        until("the stream to be closed", async || {
            Ok((world.sandbox.stats().await?.open_streams == 0).then_some(()))
        })
        .await
    })
    .await
}

#[tokio::test]
async fn a_logo_that_fails_after_its_brand_list_is_gone_is_no_error() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .see("a brand", "brand", |brand| !brand.data("brand").is_empty())
            .await?;
        shopper
            .run::<()>("window.__logo = all('img')[0];", vec![])
            .await?;
        shopper
            .run::<()>("widget.open('Northwind Market');", vec![])
            .await?;
        shopper.wait_screen("configure").await?;
        let late: bool = shopper
            .run(
                "const gone = !window.__logo.isConnected;
                 window.__logo.dispatchEvent(new Event('error'));
                 return gone;",
                vec![],
            )
            .await?;
        assert!(late, "the logo is still on the page");
        let mishaps = shopper.mishaps().await?;
        assert!(mishaps.is_empty(), "{mishaps:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_logo_without_a_small_variant_is_shown_in_full_size() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .see("a brand", "brand", |brand| !brand.data("brand").is_empty())
            .await?;
        let [small, full, after, hidden]: [String; 4] = shopper
            .run(
                "const logo = all('img[data-full]')[0];
                 const [small, full] = [logo.getAttribute('src'), logo.dataset.full];
                 const miss = () => logo.dispatchEvent(new Event('error'));
                 miss();
                 const after = logo.getAttribute('src') + (logo.hidden ? ' hidden' : '');
                 miss();
                 return [small, full, after, String(logo.hidden)];",
                vec![],
            )
            .await?;
        assert!(small.ends_with("_300x190.webp"), "{small}");
        assert!(full != small && full.starts_with("http"), "{full}");
        assert_eq!(after, full);
        assert_eq!(hidden, "true");
        Ok(())
    })
    .await
}
