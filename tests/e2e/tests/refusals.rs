//! Orders that the vendor refuses, or that may not be shown to be paid.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::Result;
use checkout_e2e::{Action, Part, Setup, Shopper, shop};

/// Fills in everything for a fixed gift card; `email` decides what the sandbox does with it.
async fn fill_in(shopper: &Shopper, email: &str) -> Result<()> {
    shopper.choose_brand("Northwind Market").await?;
    shopper.choose_denomination("25 USD").await?;
    shopper.enter_email(email).await?;
    shopper.choose_coin("USDC", "Base").await
}

#[tokio::test]
async fn a_refused_order_keeps_what_was_entered_and_can_be_mended() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        fill_in(shopper, "problem.out_of_stock@mail.shop").await?;
        let problems = shopper.submit_and_be_refused().await?;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].data("code"), "OUT_OF_STOCK");
        assert_eq!(problems[0].data("field"), "product");

        assert_eq!(shopper.root_data("screen").await?, "configure");
        let email = shopper.look("recipient-email").await?;
        assert_eq!(email[0].value, "problem.out_of_stock@mail.shop");
        let denomination = Part::named("denomination").with("data-denomination", "25 USD");
        assert!(shopper.look(denomination).await?[0].chosen);
        assert!(
            shopper
                .look(Part::named("coin").with("data-coin", "USDC"))
                .await?[0]
                .chosen
        );
        shopper.nothing_payable().await?;
        assert_eq!(world.sandbox.stats().await?.creations, 0);
        assert_eq!(shopper.creation_requests().await?, 0);

        shopper.enter_email("ada.lovelace@mail.shop").await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        shopper.wait_event_once("order_completed").await?;
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn all_problems_are_shown_at_once() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let email = "problem.out_of_stock+daily_spending_limit_exceeded@mail.shop";
        fill_in(shopper, email).await?;
        let problems = shopper.submit_and_be_refused().await?;
        let mut codes: Vec<&str> = problems
            .iter()
            .map(|problem| problem.data("code"))
            .collect();
        codes.sort_unstable();
        assert_eq!(codes, ["DAILY_SPENDING_LIMIT_EXCEEDED", "OUT_OF_STOCK"]);
        shopper.nothing_payable().await
    })
    .await
}

#[tokio::test]
async fn a_code_nobody_knew_is_shown_as_it_is() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        fill_in(shopper, "problem.unknown_code@mail.shop").await?;
        let problems = shopper.submit_and_be_refused().await?;
        assert_eq!(problems[0].data("code"), "NEW_THING_2027");
        assert!(problems[0].text.contains("NEW_THING_2027"), "{problems:?}");
        shopper.nothing_payable().await
    })
    .await
}

#[tokio::test]
async fn a_brand_out_of_stock_cannot_be_opened() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        shopper.type_into("search", "Quiet Books").await?;
        let brand = Part::named("brand").with("data-brand", "Quiet Books");
        let seen = shopper
            .see("the brand that is out of stock", brand.clone(), |_| true)
            .await?;
        assert!(!seen.enabled, "{seen:?}");
        shopper
            .run::<()>(
                "all(arguments[0])[0].click();",
                vec![brand.selector().into()],
            )
            .await?;
        checkout_e2e::wait::throughout(std::time::Duration::from_secs(2), async || {
            assert_eq!(shopper.root_data("screen").await?, "browse");
            Ok(())
        })
        .await?;
        assert!(shopper.events_named("product_viewed").await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_order_whose_witnesses_disagree_is_never_payable() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        fill_in(shopper, "problem.mismatch@mail.shop").await?;
        shopper.wait_quote_fresh("USDC").await?;
        shopper.press("pay").await?;
        shopper.wait_phase(&["mismatch"]).await?;
        shopper.nothing_payable().await?;
        assert!(shopper.events_named("payment_initiated").await?.is_empty());
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_dearer_order_is_payable_only_after_it_was_accepted() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        fill_in(shopper, "problem.price_up@mail.shop").await?;
        shopper.wait_quote_fresh("USDC").await?;
        let before = shopper.notices().await?;
        shopper.press("pay").await?;
        shopper.wait_acceptance(&before).await?;
        shopper.nothing_payable().await?;
        assert!(shopper.events_named("payment_initiated").await?.is_empty());
        assert_eq!(world.sandbox.stats().await?.creations, 1);

        shopper.press("pay").await?;
        let payable = shopper.payable().await?;
        let told = shopper.wait_event_once("payment_initiated").await?;
        assert_eq!(told.text("amount"), payable.amount);
        assert_eq!(
            world.sandbox.stats().await?.creations,
            1,
            "the accepted order is the one that was created"
        );
        Ok(())
    })
    .await
}
