//! Every way in which a payment can go other than well, and what may then be on the screen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::Result;
use checkout_e2e::{Action, Payable, Setup, World, shop};

/// Orders a gift card and stops before paying.
async fn order(world: &World) -> Result<Payable> {
    let shopper = &world.shopper;
    shopper.choose_brand("Northwind Market").await?;
    shopper.choose_denomination("25 USD").await?;
    shopper.enter_email("ada.lovelace@mail.shop").await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.pay().await?;
    let payable = shopper.payable().await?;
    shopper.wait_phase(&["waiting"]).await?;
    Ok(payable)
}

/// Plays `action` on a fresh order; the phase must follow and nothing may stay payable.
async fn ending(action: Action, phase: &str, event: &str) -> Result<()> {
    shop(Setup::default(), async |world| {
        let payable = order(world).await?;
        let started = world.shopper.wait_event("payment_initiated").await?;
        world.sandbox.act(&payable.address, action).await?;
        world.shopper.wait_phase(&[phase]).await?;
        world.shopper.nothing_payable().await?;

        let told = world.shopper.wait_event_once(event).await?;
        assert_eq!(told.text("attempt"), started.text("attempt"));
        let withdrawn = world
            .shopper
            .wait_event_once("payment_intent_cancelled")
            .await?;
        assert_eq!(withdrawn.text("attempt"), started.text("attempt"));
        assert!(world.shopper.mishaps().await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_transfer_in_flight_takes_the_address_away() -> Result<()> {
    ending(Action::Detect, "detected", "payment_detected").await
}

#[tokio::test]
async fn too_much_money_is_held_and_said_to_be_held() -> Result<()> {
    ending(Action::Overpay, "held", "order_ended").await
}

#[tokio::test]
async fn a_refund_is_told() -> Result<()> {
    ending(Action::Refund, "refunded", "order_ended").await
}

#[tokio::test]
async fn a_cancelled_order_cannot_be_paid() -> Result<()> {
    ending(Action::Cancel, "canceled", "order_ended").await
}

#[tokio::test]
async fn money_after_the_window_is_late_and_nothing_more_is_asked() -> Result<()> {
    shop(Setup::default(), async |world| {
        let payable = order(world).await?;
        world.sandbox.act(&payable.address, Action::PayLate).await?;
        world.shopper.wait_phase(&["late"]).await?;
        world.shopper.nothing_payable().await?;
        assert!(
            world.shopper.look_shown("start-over").await?.is_empty(),
            "money has moved: starting over would invite a second payment"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_order_under_review_is_not_payable() -> Result<()> {
    shop(Setup::default(), async |world| {
        let payable = order(world).await?;
        world.sandbox.act(&payable.address, Action::Review).await?;
        world.shopper.wait_phase(&["review"]).await?;
        world.shopper.nothing_payable().await
    })
    .await
}

#[tokio::test]
async fn an_expired_order_offers_a_fresh_start() -> Result<()> {
    shop(Setup::default(), async |world| {
        let payable = order(world).await?;
        let shopper = &world.shopper;
        world.sandbox.act(&payable.address, Action::Expire).await?;
        shopper.wait_phase(&["expired"]).await?;
        shopper.nothing_payable().await?;
        shopper.wait_event_once("order_ended").await?;
        shopper
            .see("a way to start over", "start-over", |button| button.enabled)
            .await?;
        shopper.press("start-over").await?;
        let screen = checkout_e2e::wait::until("a screen to choose on", async || {
            let screen = shopper.root_data("screen").await?;
            Ok(["browse", "configure"]
                .contains(&screen.as_str())
                .then_some(screen))
        })
        .await?;
        shopper.nothing_payable().await?;
        assert_eq!(
            world.sandbox.stats().await?.creations,
            1,
            "starting over creates nothing by itself, on {screen}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn money_that_comes_after_an_expiry_is_still_noticed() -> Result<()> {
    shop(Setup::default(), async |world| {
        let payable = order(world).await?;
        world.sandbox.act(&payable.address, Action::Expire).await?;
        world.shopper.wait_phase(&["expired"]).await?;
        world.sandbox.act(&payable.address, Action::PayLate).await?;
        world.shopper.wait_phase(&["late"]).await?;
        world.shopper.nothing_payable().await
    })
    .await
}

#[tokio::test]
async fn too_little_money_names_what_is_missing_and_can_be_completed() -> Result<()> {
    shop(Setup::default(), async |world| {
        let payable = order(world).await?;
        let shopper = &world.shopper;
        world
            .sandbox
            .act(&payable.address, Action::Underpay)
            .await?;
        shopper.wait_phase(&["underpaid"]).await?;
        let missing = shopper
            .see("the missing amount", "missing-amount", |missing| {
                !missing.data("amount").is_empty()
            })
            .await?;
        assert!(missing.text.contains(missing.data("amount")));
        assert_ne!(missing.data("amount"), payable.amount);
        shopper.wait_event_once("payment_underpaid").await?;
        for address in shopper.look("pay-address").await? {
            assert_eq!(address.text, payable.address, "the same place to pay");
        }

        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        shopper.wait_event_once("order_completed").await?;
        assert!(shopper.look("missing-amount").await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_failed_delivery_is_shown_as_failed_and_never_asks_for_money() -> Result<()> {
    shop(Setup::default(), async |world| {
        let payable = order(world).await?;
        let shopper = &world.shopper;
        world
            .sandbox
            .act(&payable.address, Action::FailDelivery)
            .await?;
        shopper
            .see("the failed delivery", "delivery", |delivery| {
                delivery.data("state") == "failed"
            })
            .await?;
        shopper.nothing_payable().await?;
        assert!(shopper.look("reveal").await?.is_empty());
        shopper
            .see("a way to support", "support", |_| true)
            .await
            .map(drop)
    })
    .await
}
