//! A parent frame: told by objects, to one exact origin, and heard only as that origin and that window.

use std::collections::HashSet;

use anyhow::Result;
use checkout_e2e::recording::Event;
use checkout_e2e::wait::until;
use checkout_e2e::{Setup, shop};
use serde_json::json;

use crate::app;

#[tokio::test]
async fn the_parent_frame_hears_every_event_and_may_go_back() -> Result<()> {
    let app = app::serve().await?;
    let setup = Setup::default().attribute("host-origin", app.origin());
    shop(setup, async |world| {
        app::enter(world, &app).await?;
        let shopper = &world.shopper;
        let email = "ada.lovelace@mail.shop";
        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.enter_email(email).await?;
        shopper.choose_coin("USDC", "Base").await?;
        shopper.wait_quote_fresh("USDC").await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        let intent = app::wait_told(shopper, "payment_initiated").await?;
        assert_eq!(intent["detail"]["address"], json!(payable.address));

        let events = shopper.events().await?;
        let told = until("the app to hear every event", async || {
            let told = app::told(shopper).await?;
            let heard = |event: &Event| {
                told.iter().any(|message| {
                    let envelope = &message["data"];
                    envelope["type"] == json!(event.name) && envelope["detail"] == event.detail
                })
            };
            let mut own = events.iter().filter(|event| event.name != "message");
            Ok(own.all(heard).then_some(told))
        })
        .await?;
        let mut ids = HashSet::new();
        for message in &told {
            let envelope = &message["data"];
            assert_ne!(message["origin"], json!(app.origin()));
            assert_eq!(envelope["source"], "cryptorefills-checkout");
            assert_eq!(envelope["version"], 1);
            assert_eq!(envelope["instance"], intent["instance"]);
            assert!(ids.insert(envelope["id"].to_string()), "{envelope}");
        }
        let reference = shopper.look("reference").await?[0].text.clone();
        let all = serde_json::to_string(&told)?;
        for secret in [email, &reference] {
            assert!(!all.contains(secret), "{secret} in {all}");
        }

        // Heard wrongly, any of these would go one step further back than the last.
        let back = json!({"type": "back"});
        shopper
            .run::<()>("window.postMessage(arguments[0], '*');", vec![back.clone()])
            .await?;
        shopper
            .run::<()>(
                "dispatchEvent(new MessageEvent('message', { data: arguments[0] }));
                 dispatchEvent(new MessageEvent('message', { data: arguments[0], source: parent }));
                 dispatchEvent(new MessageEvent('message', { data: arguments[0], origin: arguments[1] }));",
                vec![back.clone(), json!(app.origin())],
            )
            .await?;
        app::run(
            shopper,
            "document.getElementById('stranger').contentWindow
                 .eval('parent.frames[0].postMessage({ type: \"back\" }, \"*\")');",
            vec![],
        )
        .await?;
        app::say(shopper, json!({"type": "back", "instance": "another"})).await?;
        app::say(shopper, json!("{\"type\":")).await?;
        app::say(shopper, json!(null)).await?;
        app::say(shopper, back.clone()).await?;
        // What can be paid is left only after a question, and at the first screen the app may close the frame.
        shopper.press("leave").await?;
        app::wait_told(shopper, "payment_intent_cancelled").await?;
        shopper.wait_screen("configure").await?;
        app::say(shopper, back.clone()).await?;
        shopper.wait_screen("browse").await?;
        let closes = |told: Vec<serde_json::Value>| {
            let close = |message: &&serde_json::Value| message["data"]["type"] == "close";
            told.iter().filter(close).count()
        };
        assert_eq!(closes(app::told(shopper).await?), 0);
        app::say(shopper, back).await?;
        app::wait_told(shopper, "close").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn no_other_origin_hears_anything() -> Result<()> {
    let app = app::serve().await?;
    let elsewhere = app.origin().replace("127.0.0.1", "localhost");
    for origin in [elsewhere.as_str(), "*", "https://app.example/", ""] {
        let setup = Setup::default().attribute("host-origin", origin);
        shop(setup, async |world| {
            app::enter(world, &app).await?;
            let shopper = &world.shopper;
            shopper.choose_brand("Northwind Market").await?;
            app::say(shopper, json!({"type": "back"})).await?;
            shopper.choose_denomination("25 USD").await?;
            assert_eq!(app::told(shopper).await?, Vec::<serde_json::Value>::new());
            let config = shopper.events_named("error").await?;
            let expected = usize::from(origin == "*" || origin.ends_with('/'));
            assert_eq!(config.len(), expected, "{config:?}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}
