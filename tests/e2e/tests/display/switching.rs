//! From one display to another in the middle of an order.

use anyhow::Result;
use checkout_e2e::{Setup, shop};
use serde_json::json;

use crate::{is_open, open, to_payment, wait_closed};

#[tokio::test]
async fn an_order_goes_along_wherever_it_is_shown() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let address = to_payment(shopper).await?;
        let show = async |display: &str| {
            shopper
                .run::<()>("widget.display = arguments[0];", vec![json!(display)])
                .await
        };

        show("page").await?;
        assert_eq!(shopper.payable().await?.address, address);
        show("modal").await?;
        wait_closed(shopper).await?;
        assert!(shopper.look_shown("pay-address").await?.is_empty());
        let cancelled = shopper.wait_event("payment_intent_cancelled").await?;
        assert_eq!(cancelled.text("reason"), "left");
        open(shopper).await?;
        assert!(is_open(shopper).await?);
        assert_eq!(shopper.payable().await?.address, address);

        // A framework that moves it, with the dialog open.
        shopper
            .run::<()>("document.body.append(widget);", vec![])
            .await?;
        assert!(is_open(shopper).await?);
        assert_eq!(shopper.payable().await?.address, address);

        show("inline").await?;
        assert_eq!(shopper.payable().await?.address, address);
        assert!(shopper.look("modal").await?.is_empty());
        assert_eq!(shopper.creation_requests().await?, 1);

        // A host that makes a new one instead.
        shopper
            .run::<()>(
                "const other = widget.cloneNode();
                 other.setAttribute('display', 'modal');
                 widget.replaceWith(other);
                 other.showModal();",
                vec![],
            )
            .await?;
        assert_eq!(shopper.payable().await?.address, address);
        assert!(is_open(shopper).await?);
        assert_eq!(shopper.creation_requests().await?, 1);
        assert_eq!(shopper.mishaps().await?, Vec::<String>::new());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_display_that_is_none_is_inline_and_told() -> Result<()> {
    let setup = Setup::default().attribute("display", "popup");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        let errors = shopper.events_named("error").await?;
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert_eq!(errors[0].text("kind"), "config");
        assert!(errors[0].text("message").starts_with("display"));
        Ok(())
    })
    .await
}
