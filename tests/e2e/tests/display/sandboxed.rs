//! In a frame that may run scripts but submit no forms.

use anyhow::Result;
use axum::Router;
use axum::response::Html;
use axum::routing::get;
use checkout_e2e::serve::Serving;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, shop};

use crate::EMAIL;
use crate::keys::{self, ENTER};

const PAGE: &str = r#"<!doctype html>
<title>A careful page</title>
<iframe id="checkout" width="900" height="800" sandbox="allow-scripts allow-same-origin"></iframe>
<script>document.getElementById('checkout').src = location.hash.slice(1);</script>"#;

#[tokio::test]
async fn pay_works_by_press_and_by_enter() -> Result<()> {
    let page = Serving::start(Router::new().route("/", get(async || Html(PAGE)))).await?;
    // Chosen without a keyboard: not every driver types into a frame.
    let setup = Setup::default()
        .attribute("brand", "Northwind Market")
        .attribute("email", EMAIL);
    shop(setup, async |world| {
        let shopper = &world.shopper;
        let client = shopper.browser().client();
        let inner = client.current_url().await?;
        client.goto(&format!("{}/#{inner}", page.origin())).await?;
        client.enter_frame(0).await?;
        let choose = async |denomination: &str| {
            shopper.wait_screen("configure").await?;
            shopper.choose_denomination(denomination).await?;
            shopper.choose_coin("USDC", "Base").await?;
            shopper.wait_quote_fresh("USDC").await.map(drop)
        };
        // Some browsers tell of the submission all the same; what matters is that nobody needs it.
        shopper
            .run::<()>(
                "root.addEventListener('submit', event => {
                     event.preventDefault();
                     event.stopImmediatePropagation();
                 }, true);",
                vec![],
            )
            .await?;
        choose("25 USD").await?;
        shopper.pay().await?;
        let first = shopper.payable().await?.address;

        shopper.press("back").await?;
        choose("50 USD").await?;
        shopper
            .run::<()>(
                "window.focus();
                 root.querySelector('[part~=\"recipient-email\"]').focus();",
                vec![],
            )
            .await?;
        keys::press(shopper, ENTER).await?;
        let second = until("another order", async || {
            let address = shopper.payable().await?.address;
            Ok((address != first).then_some(address))
        });
        second.await?;
        assert_eq!(shopper.creation_requests().await?, 2);
        Ok(())
    })
    .await
}
