//! The flat messages that wallets know from other shops: only where they are asked for.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Setup, shop};
use serde_json::{Value, json};

use crate::app;

const EMAIL: &str = "ada.lovelace@mail.shop";

/// React Native's bridge; each message it got, read.
const NATIVE: &str = "
    window.told = [];
    window.ReactNativeWebView = { postMessage: text => told.push(JSON.parse(text)) };
    widget.replaceWith(widget.cloneNode());
";

fn events(told: &[Value]) -> Vec<&str> {
    told.iter()
        .filter_map(|said| said["event"].as_str())
        .collect()
}

#[tokio::test]
async fn a_wallet_hears_a_whole_purchase_in_the_words_it_knows() -> Result<()> {
    shop(Setup::default().attribute("compat-messages", "on"), async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        shopper.run::<()>(NATIVE, vec![]).await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_phase(&["delivered"]).await?;
        let told = until("the last message", async || {
            let told: Vec<Value> = shopper.run("return told;", vec![]).await?;
            Ok(events(&told).contains(&"invoice_complete").then_some(told))
        })
        .await?;
        let initiated = told.iter().find(|said| said["type"] == "payment_initiated");
        let detail = &initiated.expect("our own message as well")["detail"];
        let flat: Vec<&Value> = told.iter().filter(|said| said["event"].is_string()).collect();
        assert_eq!(flat[0]["event"], "invoice_created");
        assert_eq!(
            *flat[1],
            json!({
                "event": "payment_intent", "invoiceId": detail["attempt"], "paymentUri": detail["uri"],
                "paymentMethod": "usdc_base",
                "paymentAmount": detail["amount_atomic"].as_str().unwrap().parse::<u64>()?,
                "paymentCurrency": "USDC", "paymentAddress": payable.address,
            })
        );
        let updates = &flat[2..flat.len() - 1];
        assert!(updates.iter().any(|said| said["state"] == "received"), "{updates:?}");
        for said in updates {
            assert_eq!(said["event"], "invoice_update");
            assert_eq!(said["invoiceId"], detail["attempt"]);
        }
        let code = shopper.reveal().await?;
        let reference = shopper.look("reference").await?[0].text.clone();
        let all = serde_json::to_string(&told)?;
        for secret in [EMAIL, &code, &reference] {
            assert!(!all.contains(secret), "{secret}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_hears_them_unasked() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.wait_screen("browse").await?;
        shopper.run::<()>(NATIVE, vec![]).await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let told = until("our own message", async || {
            let told: Vec<Value> = shopper.run("return told;", vec![]).await?;
            let own = told.iter().any(|said| said["type"] == "payment_initiated");
            Ok(own.then_some(told))
        })
        .await?;
        assert_eq!(events(&told), Vec::<&str>::new());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_parent_frame_hears_them_as_text() -> Result<()> {
    let app = app::serve().await?;
    let setup = Setup::default()
        .attribute("host-origin", app.origin())
        .attribute("compat-messages", "on");
    shop(setup, async |world| {
        app::enter(world, &app).await?;
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let intent = app::wait_told(shopper, "payment_initiated").await?;
        until("the flat message", async || {
            let told = app::told(shopper).await?;
            let texts = told.iter().filter_map(|message| message["data"].as_str());
            let mut flat = texts.filter_map(|text| serde_json::from_str::<Value>(text).ok());
            Ok(flat
                .any(|said| {
                    said["event"] == "payment_intent"
                        && said["invoiceId"] == intent["detail"]["attempt"]
                })
                .then_some(()))
        })
        .await
    })
    .await
}
