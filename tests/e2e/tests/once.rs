//! One wish, one order: two widgets on a page, two tabs, a return (features ORD-01 to ORD-05).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Context, Result};
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Part, Setup, shop};
use serde_json::json;

const EMAIL: &str = "ada.lovelace@mail.shop";

#[tokio::test]
async fn two_widgets_pressed_at_once_create_one_order() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        // The second widget is filled in as the first one is put out of sight of the tests' eyes.
        shopper
            .run::<()>(
                "const second = widget.cloneNode();
                 widget.before(second);",
                vec![],
            )
            .await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper
            .run::<()>(
                "for (const one of document.querySelectorAll('cryptorefills-checkout')) {
                     one.shadowRoot.querySelector('[part~=\"pay\"]').click();
                 }",
                vec![],
            )
            .await?;
        let screens = until("both widgets to know", async || {
            let screens: Vec<(String, bool)> = shopper
                .run(
                    "return Array.from(document.querySelectorAll('cryptorefills-checkout'), one => [
                         one.shadowRoot.querySelector('[part~=\"checkout\"]').dataset.screen,
                         one.shadowRoot.querySelector('[part~=\"history-item\"]') !== null,
                     ]);",
                    vec![],
                )
                .await?;
            let waiting = screens.contains(&("pay".to_owned(), false));
            let asked = screens.contains(&("configure".to_owned(), true));
            Ok((waiting && asked).then_some(screens))
        })
        .await?;
        assert_eq!(screens.len(), 2);
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        assert_eq!(shopper.events_named("order_started").await?.len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_second_tab_offers_the_order_of_the_first() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let client = shopper.browser().client();
        let page = client.current_url().await?;
        let first = client.window().await?;
        shopper.fill_in_card(EMAIL).await?;
        let second = client.new_window(true).await?.handle;
        client.switch_to_window(second.clone()).await?;
        client.goto(page.as_str()).await?;
        shopper.fill_in_card(EMAIL).await?;

        client.switch_to_window(first.clone()).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;

        client.switch_to_window(second.clone()).await?;
        let resume = Part::named("history-item").with("data-phase", "waiting");
        until("the order of the first tab", async || {
            // The price aged while this tab could not be seen: it may have to be agreed to again.
            if shopper
                .look_shown("pay")
                .await?
                .iter()
                .any(|pay| pay.enabled)
            {
                shopper.press("pay").await?;
            }
            let offered = shopper.look_shown(resume.clone()).await?;
            Ok((!offered.is_empty()).then_some(()))
        })
        .await?;
        shopper.nothing_payable().await?;
        assert_eq!(world.sandbox.stats().await?.creations, 1);

        shopper.press(resume).await?;
        assert_eq!(shopper.payable().await?, payable);
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        assert_eq!(shopper.creation_requests().await?, 0);

        // Both tabs come to the same end, and one of them tells of it.
        world.sandbox.act(&payable.address, Action::Pay).await?;
        let mut told = 0;
        for tab in [second, first] {
            client.switch_to_window(tab).await?;
            shopper.wait_phase(&["delivered"]).await?;
            shopper.wait_event("payment_received").await?;
            told += shopper.events_named("order_completed").await?.len();
        }
        assert_eq!(told, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn who_goes_back_is_offered_the_unpaid_order_first_and_may_order_once_more() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let first = shopper.payable().await?;
        shopper.press("back").await?;
        shopper.wait_quote_fresh("USDC").await?;
        shopper.nothing_payable().await?;
        shopper.press("pay").await?;
        let once_more = shopper
            .see("the way to another order", "start-over", |_| true)
            .await?;
        assert!(once_more.enabled);
        assert_eq!(world.sandbox.stats().await?.creations, 1);

        shopper.press("start-over").await?;
        let second = shopper.payable().await?;
        assert_ne!(first.address, second.address);
        assert_eq!(world.sandbox.stats().await?.creations, 2);
        let count: usize = shopper
            .run("return all('[part~=\"pay-address\"]').length;", vec![])
            .await?;
        assert_eq!(count, 1, "two payable addresses");
        let cancelled = shopper.events_named("payment_intent_cancelled").await?;
        assert_eq!(cancelled.len(), 1, "{cancelled:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_order_is_found_by_its_reference_where_nothing_is_remembered() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        let reference = shopper.look("reference").await?;
        let reference = reference.first().context("no reference")?.text.clone();

        // Another device.
        shopper.run::<()>("localStorage.clear();", vec![]).await?;
        shopper.reload().await?;
        shopper.press("history-open").await?;
        shopper.wait_screen("history").await?;
        shopper
            .run::<()>(
                "all('[part~=\"order-reference\"]')[0].closest('details').open = true;",
                vec![],
            )
            .await?;
        shopper.type_into("order-reference", "no/reference").await?;
        shopper.press("find-order").await?;
        let invalid = Part::named("order-reference").with("aria-invalid", "true");
        shopper.see("the complaint", invalid, |_| true).await?;
        shopper.type_into("order-reference", &reference).await?;
        shopper.press("find-order").await?;
        shopper.wait_phase(&["waiting"]).await?;
        shopper.nothing_payable().await?;

        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_phase(&["delivered"]).await?;
        let code = shopper.reveal().await?;
        assert!(shopper.events_named("order_completed").await?.is_empty());
        world.inspect(&[&code, "ada.lovelace@mail.shop"]).await
    })
    .await
}

#[tokio::test]
async fn storage_that_is_full_is_said_and_the_page_still_remembers() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .run::<()>(
                "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
                vec![],
            )
            .await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        let told = shopper.notices().await?;
        assert!(
            told.iter().any(|notice| notice.contains("order reference")),
            "{told:?}"
        );
        // The node is thrown away and made anew: the page has not forgotten.
        shopper
            .run::<()>("widget.replaceWith(widget.cloneNode());", vec![])
            .await?;
        assert_eq!(shopper.payable().await?, payable);
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn leaving_an_unpaid_order_is_asked_about_once() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let leave = "const leaving = new Event('beforeunload', { cancelable: true });
                     dispatchEvent(leaving);
                     return leaving.defaultPrevented;";
        shopper.fill_in_card(EMAIL).await?;
        assert!(!shopper.run::<bool>(leave, vec![]).await?);
        shopper.pay().await?;
        shopper.payable().await?;
        assert!(shopper.run::<bool>(leave, vec![]).await?);
        assert!(!shopper.run::<bool>(leave, vec![]).await?, "asked twice");
        shopper
            .run::<()>("widget.remove();", vec![json!(null)])
            .await?;
        Ok(())
    })
    .await
}
