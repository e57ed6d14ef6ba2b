//! Apps with rarer bridges, and bridges that misbehave.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Part, Setup, Shopper, shop};
use serde_json::{Value, json};

const EMAIL: &str = "ada.lovelace@mail.shop";

/// Puts a bridge there and starts the widget afresh.
async fn with_bridge(shopper: &Shopper, script: &str) -> Result<()> {
    shopper.wait_screen("browse").await?;
    let fresh = "widget.replaceWith(widget.cloneNode());";
    shopper
        .run::<()>(&format!("window.told = []; {script} {fresh}"), vec![])
        .await?;
    shopper.wait_screen("browse").await
}

async fn told(shopper: &Shopper, name: &str) -> Result<Value> {
    until(&format!("the app to hear {name}"), async || {
        let told: Vec<Value> = shopper.run("return told;", vec![]).await?;
        Ok(told.into_iter().find(|said| said["type"] == name))
    })
    .await
}

fn word(answer: &str) -> Part {
    Part::named("notice").with("data-wallet", answer)
}

#[tokio::test]
async fn flutter_is_called_once_it_is_ready_and_answers_by_the_call() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        with_bridge(
            shopper,
            "window.flutter_inappwebview = { callHandler: async (name, said) => {
                 told.push({ ...structuredClone(said), name });
                 const { attempt } = said.detail;
                 return said.type === 'payment_initiated' &&
                     { type: 'payment_intent_result', attempt, result: 'busy' };
             } };
             setTimeout(() => {
                 window.early = told.length;
                 dispatchEvent(new Event('flutterInAppWebViewPlatformReady'));
             }, 300);",
        )
        .await?;
        let ready = told(shopper, "ready").await?;
        assert_eq!(ready["name"], "cryptorefillsCheckout");
        assert_eq!(ready["source"], "cryptorefills-checkout");
        assert_eq!(shopper.run::<usize>("return early;", vec![]).await?, 0);
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        shopper
            .see("the app's answer", word("busy"), |_| true)
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn windows_hears_objects_and_answers_by_messages() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        with_bridge(
            shopper,
            "window.chrome ??= {};
             const bridge = new EventTarget();
             bridge.postMessage = (...all) => told.push(all.length === 1 && structuredClone(all[0]));
             Object.defineProperty(window.chrome, 'webview', { value: bridge, configurable: true });",
        )
        .await?;
        told(shopper, "ready").await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let intent = told(shopper, "payment_initiated").await?;
        let answer = json!({
            "type": "payment_intent_result", "attempt": intent["detail"]["attempt"], "result": "rejected",
        });
        shopper
            .run::<()>(
                "chrome.webview.dispatchEvent(new MessageEvent('message', { data: arguments[0] }));",
                vec![answer],
            )
            .await?;
        shopper
            .see("the app's answer", word("rejected"), |_| true)
            .await?;
        shopper
            .run::<()>(
                "chrome.webview.dispatchEvent(new MessageEvent('message', { data: '{\"type\":\"back\"}' }));",
                vec![],
            )
            .await?;
        // It may still be paid, so the buyer is asked.
        shopper.press("leave").await?;
        shopper.wait_screen("configure").await
    })
    .await
}

#[tokio::test]
async fn a_handler_with_a_reply_answers_by_it() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        with_bridge(
            shopper,
            "window.webkit = { messageHandlers: { cryptorefillsCheckout: { postMessage: async said => {
                 const { attempt } = said.detail;
                 return said.type === 'payment_initiated' &&
                     { type: 'payment_intent_result', attempt, result: 'sent', transaction: '0x5f2d1a9c' };
             } } } };",
        )
        .await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        shopper
            .see("the app's word", word("sent"), |notice| {
                notice.text.contains("0x5f2d1a9c")
            })
            .await?;
        shopper.wait_phase(&["waiting"]).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn apps_that_throw_talk_nonsense_or_never_answer_change_nothing() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        with_bridge(
            shopper,
            "window.ReactNativeWebView = { postMessage: () => { throw new Error('gone'); } };
             window.webkit = { messageHandlers: { cryptorefillsCheckout: {
                 postMessage: () => new Promise(() => {}) } } };
             window.CryptorefillsCheckoutHost = { postMessage: () => Promise.reject(new Error('no')) };
             window.flutter_inappwebview = { _platformReady: true, callHandler: async (name, said) => [
                 '{\"type\":', 7, null, [], { type: 'payment_intent_result' },
                 { type: 'payment_intent_result', attempt: said.detail.attempt, result: 'paid' },
                 { type: 'theme' }, { type: {} },
             ][told.push(said) % 8] };
             window.TelegramWebviewProxy = { postEvent: () => { throw new Error('no'); } };
             window.WorldApp = { supported_commands: 'pay' };",
        )
        .await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        told(shopper, "payment_initiated").await?;
        for answer in ["sent", "rejected", "busy", "unsupported"] {
            assert!(shopper.look(word(answer)).await?.is_empty(), "{answer}");
        }
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_phase(&["delivered"]).await?;
        let mishaps = shopper.mishaps().await?;
        assert!(mishaps.is_empty(), "{mishaps:?}");
        let errors = shopper.browser().console_errors().await?;
        assert!(errors.is_empty(), "{errors:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn telegram_in_a_browser_is_one_known_frame() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        with_bridge(
            shopper,
            "location.hash = 'tgWebAppVersion=8.0';
             const frame = document.createElement('iframe');
             document.body.append(frame);
             frame.contentWindow.postMessage = (text, origin) => told.push({ ...JSON.parse(text), origin });
             window.parent = frame.contentWindow;
             window.say = (said, origin = 'https://web.telegram.org', source = parent) => dispatchEvent(
                 new MessageEvent('message', { data: JSON.stringify(said), origin, source }));",
        )
        .await?;
        shopper.choose_brand("Northwind Market").await?;
        let heard = until("Telegram to hear of the back button", async || {
            let told: Vec<Value> = shopper.run("return told;", vec![]).await?;
            let shown = json!({"is_visible": true});
            let found = told
                .iter()
                .any(|said| said["eventType"] == "web_app_setup_back_button" && said["eventData"] == shown);
            Ok(found.then_some(told))
        })
        .await?;
        for name in ["web_app_ready", "web_app_expand", "web_app_request_theme"] {
            assert!(heard.iter().any(|said| said["eventType"] == name), "{name}");
        }
        assert!(
            heard
                .iter()
                .all(|said| said["origin"] == "https://web.telegram.org"),
            "{heard:?}"
        );
        shopper
            .run::<()>(
                "const back = { eventType: 'back_button_pressed' };
                 say(back, 'https://telegram.example');
                 say(back, undefined, window);
                 say({ eventType: 'other', eventData: 'back_button_pressed' });
                 say({ eventType: 'theme_changed', eventData: { theme_params: { bg_color: '#17212b' } } });",
                vec![],
            )
            .await?;
        shopper
            .see("Telegram's dark look", "checkout", |root| {
                root.data("theme") == "dark"
            })
            .await?;
        shopper.wait_screen("configure").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper
            .run::<()>("say({ eventType: 'back_button_pressed' });", vec![])
            .await?;
        shopper.wait_screen("browse").await
    })
    .await
}
