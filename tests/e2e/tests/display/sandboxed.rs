//! In a frame that may run scripts but submit no forms.

use anyhow::Result;
use axum::Router;
use axum::response::Html;
use axum::routing::get;
use checkout_e2e::serve::Serving;
use checkout_e2e::{Setup, shop};

use crate::EMAIL;
use crate::keys::{self, ENTER};

const PAGE: &str = r#"<!doctype html>
<title>A careful page</title>
<iframe id="checkout" width="900" height="1400" sandbox="allow-scripts allow-same-origin"></iframe>
<script>document.getElementById('checkout').src = location.hash.slice(1);</script>"#;

#[tokio::test]
async fn pay_works_by_press_and_by_enter() -> Result<()> {
    let page = Serving::start(Router::new().route("/", get(async || Html(PAGE)))).await?;
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let client = shopper.browser().client();
        let inner = client.current_url().await?;
        client.goto(&format!("{}/#{inner}", page.origin())).await?;
        client.enter_frame(0).await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let first = shopper.payable().await?.address;

        shopper.press("back").await?;
        shopper.wait_screen("configure").await?;
        shopper
            .type_into("recipient-email", "grace.hopper@mail.shop")
            .await?;
        shopper.wait_quote_fresh("USDC").await?;
        shopper
            .run::<()>(
                "root.querySelector('[part~=\"recipient-email\"]').focus();",
                vec![],
            )
            .await?;
        keys::press(shopper, ENTER).await?;
        // The same goods once more: it is asked first, which is an answer to the press.
        shopper.press("start-over").await?;
        assert_ne!(shopper.payable().await?.address, first);
        assert_eq!(shopper.creation_requests().await?, 2);
        Ok(())
    })
    .await
}
