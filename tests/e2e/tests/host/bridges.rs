//! Apps that show the page in a view of their own: each way to them, found although it comes late.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, shop};
use serde_json::{Value, json};

/// Every bridge at once, there 300 ms after the element. Each keeps what it is told.
const BRIDGES: &str = "
    const told = window.bridges = { native: [], webkit: [], android: [], telegram: [] };
    widget.replaceWith(widget.cloneNode());
    setTimeout(() => {
        window.ReactNativeWebView = { postMessage: (...all) => told.native.push(all) };
        window.webkit = { messageHandlers: { cryptorefillsCheckout: {
            postMessage: async value => { told.webkit.push(structuredClone(value)); return null; },
        } } };
        window.CryptorefillsCheckoutHost = new EventTarget();
        window.CryptorefillsCheckoutHost.postMessage = (...all) => told.android.push(all);
        window.TelegramWebviewProxy = { postEvent: (...all) => told.telegram.push(all) };
    }, 300);
";

#[tokio::test]
async fn every_app_around_the_page_hears_everything_in_its_own_form() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        shopper.run::<()>(BRIDGES, vec![]).await?;
        let bridges = until("the bridges to hear", async || {
            let bridges: Value = shopper.run("return bridges;", vec![]).await?;
            let all = ["native", "webkit", "android", "telegram"];
            let ready = all
                .iter()
                .all(|name| bridges[*name].to_string().contains("ready"));
            Ok(ready.then_some(bridges))
        })
        .await?;
        let first = &bridges["webkit"][0];
        assert!(first["id"].as_str().unwrap().ends_with("-1"), "{first}");
        for name in ["native", "android"] {
            let call = bridges[name][0].as_array().unwrap();
            assert_eq!(call.len(), 1, "{name}");
            let text: Value = serde_json::from_str(call[0].as_str().unwrap())?;
            assert_eq!(text, *first, "{name}");
        }
        assert!(
            bridges["telegram"]
                .as_array()
                .unwrap()
                .contains(&json!(["web_app_ready", "{}"]))
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn every_app_around_the_page_may_go_back_and_nobody_else() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        shopper.run::<()>(BRIDGES, vec![]).await?;
        until("the last bridge", async || {
            let found: bool = shopper.run("return bridges.telegram.length > 0;", vec![]).await?;
            Ok(found.then_some(()))
        })
        .await?;
        let back = "const data = '{\"type\":\"back\"}';";
        for said in [
            "window.dispatchEvent(new MessageEvent('message', { data }));",
            "document.dispatchEvent(new MessageEvent('message', { data, bubbles: true }));",
            "cryptorefillsCheckout.receive(data);",
            "CryptorefillsCheckoutHost.dispatchEvent(new MessageEvent('message', { data }));",
            "Telegram.WebView.receiveEvent('back_button_pressed');",
        ] {
            shopper.choose_brand("Northwind Market").await?;
            let strange = "
                window.dispatchEvent(new MessageEvent('message', { data, origin: 'https://x.example' }));
                window.dispatchEvent(new MessageEvent('message', { data, source: window }));
                window.postMessage(data, '*');
                cryptorefillsCheckout.receive('{\"type\":');
                Telegram.WebView.receiveEvent('viewport_changed');
            ";
            shopper.run::<()>(&format!("{back}{strange}"), vec![]).await?;
            shopper.choose_denomination("25 USD").await?;
            shopper.run::<()>(&format!("{back}{said}"), vec![]).await?;
            shopper.wait_screen("browse").await?;
        }
        let shown: Value = shopper.run("return bridges.telegram;", vec![]).await?;
        for visible in [true, false] {
            let wanted = json!([
                "web_app_setup_back_button",
                json!({ "is_visible": visible }).to_string()
            ]);
            assert!(shown.as_array().unwrap().contains(&wanted), "{shown}");
        }

        shopper.run::<()>("widget.remove();", vec![]).await?;
        let left: Vec<String> = shopper
            .run(
                "return ['cryptorefillsCheckout', 'Telegram', 'TelegramGameProxy']
                     .filter(name => window[name] !== undefined);",
                vec![],
            )
            .await?;
        assert!(left.is_empty(), "{left:?}");
        Ok(())
    })
    .await
}
