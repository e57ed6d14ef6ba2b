//! Ways out of the checkout that an app around the page takes over: links, and the end.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, Shopper, shop};
use serde_json::{Value, json};

/// Telegram's app, from the beginning.
const TELEGRAM: &str = "
    window.told = [];
    window.TelegramWebviewProxy = { postEvent: (...all) => told.push(all) };
    widget.replaceWith(widget.cloneNode());
";

async fn wait_told(shopper: &Shopper, name: &str, data: Value) -> Result<()> {
    let wanted = json!([name, data.to_string()]);
    until(&format!("Telegram to hear {wanted}"), async || {
        let told: Vec<Value> = shopper.run("return told;", vec![]).await?;
        Ok(told.contains(&wanted).then_some(()))
    })
    .await
}

#[tokio::test]
async fn telegram_opens_links_and_closes_itself() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let client = shopper.browser().client();
        shopper.run::<()>(TELEGRAM, vec![]).await?;
        wait_told(shopper, "web_app_ready", json!({})).await?;
        shopper.choose_brand("Northwind Market").await?;
        shopper.press("link").await?;
        let link: String = shopper
            .run("return all('[part~=\"link\"]')[0].href;", vec![])
            .await?;
        wait_told(shopper, "web_app_open_link", json!({ "url": link })).await?;
        assert_eq!(client.windows().await?.len(), 1, "it is opened once");

        let button = |visible: bool| json!({ "is_visible": visible });
        wait_told(shopper, "web_app_setup_back_button", button(true)).await?;

        let back = "told.length = 0; Telegram.WebView.receiveEvent('back_button_pressed');";
        shopper.run::<()>(back, vec![]).await?;
        shopper.wait_screen("browse").await?;
        wait_told(shopper, "web_app_setup_back_button", button(false)).await?;
        let told: Vec<Value> = shopper.run("return told;", vec![]).await?;
        assert!(!told.contains(&json!(["web_app_close", "{}"])), "{told:?}");
        shopper.run::<()>(back, vec![]).await?;
        wait_told(shopper, "web_app_close", json!({})).await?;
        assert_eq!(shopper.events_named("close").await?.len(), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_modal_that_closes_itself_closes_nothing_around_it() -> Result<()> {
    let setup = Setup::default().attribute("display", "modal");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.run::<()>(TELEGRAM, vec![]).await?;
        shopper.run::<()>("widget.showModal();", vec![]).await?;
        wait_told(shopper, "web_app_ready", json!({})).await?;
        shopper.press("close").await?;
        shopper.wait_event("close").await?;
        let told: Vec<Value> = shopper.run("return told;", vec![]).await?;
        assert!(!told.contains(&json!(["web_app_close", "{}"])), "{told:?}");
        // Nothing of it is left to step back in.
        shopper
            .run::<()>(
                "Telegram.WebView.receiveEvent('back_button_pressed');",
                vec![],
            )
            .await?;
        wait_told(shopper, "web_app_close", json!({})).await
    })
    .await
}
