//! Nobody leaves what can be paid by mistake.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Setup, Shopper, shop};

use crate::keys::{self, ESCAPE};
use crate::{EMAIL, is_open, open, to_payment, wait_closed};

async fn wait_question(shopper: &Shopper, asked: bool) -> Result<()> {
    until("the question to come or go", async || {
        let shown = !shopper.look_shown("leaving").await?.is_empty();
        Ok((shown == asked).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_modal_with_something_to_pay_closes_only_after_a_question() -> Result<()> {
    let setup = Setup::default().attribute("display", "modal");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        open(shopper).await?;
        let address = to_payment(shopper).await?;

        for asked in [true, false, true, false, true] {
            keys::press(shopper, ESCAPE).await?;
            wait_question(shopper, asked).await?;
            assert!(is_open(shopper).await?);
        }
        shopper.press("stay").await?;
        wait_question(shopper, false).await?;
        assert_eq!(shopper.payable().await?.address, address);
        assert_eq!(shopper.events_named("close").await?.len(), 0);
        assert_eq!(
            shopper
                .events_named("payment_intent_cancelled")
                .await?
                .len(),
            0
        );

        // By whatever way: the button, a press beside it, the page itself.
        shopper.press("close").await?;
        wait_question(shopper, true).await?;
        shopper.press("stay").await?;
        wait_question(shopper, false).await?;
        keys::click(shopper, 4.0, 4.0).await?;
        wait_question(shopper, true).await?;
        shopper.press("stay").await?;
        wait_question(shopper, false).await?;
        shopper
            .run::<()>("widget.close(); widget.close();", vec![])
            .await?;
        wait_question(shopper, true).await?;
        assert!(is_open(shopper).await?);
        shopper.press("leave").await?;
        wait_closed(shopper).await?;
        let cancelled = shopper.wait_event("payment_intent_cancelled").await?;
        assert_eq!(cancelled.text("reason"), "left");
        assert_eq!(shopper.events_named("close").await?.len(), 1);

        open(shopper).await?;
        assert_eq!(shopper.payable().await?.address, address);
        assert_eq!(shopper.events_named("payment_initiated").await?.len(), 2);
        world.sandbox.act(&address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        keys::press(shopper, ESCAPE).await?;
        wait_closed(shopper).await?;
        world.inspect(&[EMAIL]).await
    })
    .await
}

#[tokio::test]
async fn a_browser_that_insists_does_not_close_it_either() -> Result<()> {
    let setup = Setup::default().attribute("display", "modal");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        // No script of ours hears the key: only the browser's own way of closing is left.
        shopper
            .run::<()>(
                "addEventListener('keydown', event => event.stopImmediatePropagation(), true);",
                vec![],
            )
            .await?;
        open(shopper).await?;
        let address = to_payment(shopper).await?;
        for _ in 0..4 {
            keys::press(shopper, ESCAPE).await?;
            until("the dialog to be open", async || {
                Ok(is_open(shopper).await?.then_some(()))
            })
            .await?;
        }
        assert_eq!(shopper.payable().await?.address, address);
        assert_eq!(shopper.events_named("close").await?.len(), 0);
        keys::press(shopper, ESCAPE).await?;
        wait_question(shopper, true).await
    })
    .await
}
