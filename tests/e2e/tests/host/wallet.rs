//! A wallet around the page that pays by itself: what it says is shown as its word, and never as paid.

use anyhow::Result;
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Part, Setup, Shopper, shop};
use serde_json::json;

use crate::app;

async fn to_payment(shopper: &Shopper) -> Result<()> {
    shopper.choose_brand("Northwind Market").await?;
    shopper.choose_denomination("25 USD").await?;
    shopper.enter_email("ada.lovelace@mail.shop").await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.pay().await
}

fn word(answer: &str) -> Part {
    Part::named("notice").with("data-wallet", answer)
}

#[tokio::test]
async fn the_app_answers_and_only_the_api_says_paid() -> Result<()> {
    let app = app::serve().await?;
    let setup = Setup::default().attribute("host-origin", app.origin());
    shop(setup, async |world| {
        app::enter(world, &app).await?;
        let shopper = &world.shopper;
        to_payment(shopper).await?;
        let payable = shopper.payable().await?;
        let intent = app::wait_told(shopper, "payment_initiated").await?;
        let answer = |result: &str| {
            json!({
                "type": "payment_intent_result", "attempt": intent["detail"]["attempt"],
                "result": result, "transaction": "0x5f2d1a9c",
            })
        };
        let mut other = answer("sent");
        other["attempt"] = json!("another");
        app::say(shopper, other).await?;
        app::say(shopper, answer("paid")).await?;
        app::say(shopper, answer("rejected")).await?;
        shopper
            .see("the wallet's no", word("rejected"), |_| true)
            .await?;
        assert_eq!(shopper.payable().await?, payable);

        let asked = shopper.order_questions().await?;
        app::say(shopper, answer("sent")).await?;
        shopper
            .see("the wallet's word", word("sent"), |notice| {
                notice.text.contains("0x5f2d1a9c")
            })
            .await?;
        until("the question about the order", async || {
            Ok((shopper.order_questions().await? > asked).then_some(()))
        })
        .await?;
        shopper.wait_phase(&["waiting"]).await?;
        assert_eq!(shopper.payable().await?, payable);

        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_phase(&["delivered"]).await?;
        app::wait_told(shopper, "order_completed").await?;
        let told = serde_json::to_string(&app::told(shopper).await?)?;
        let code = shopper.reveal().await?;
        assert!(!told.contains(&code), "a code was told");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_with_a_wallet_is_asked_for_exactly_this_payment() -> Result<()> {
    for (answer, shown) in [
        (
            "return { result: 'sent', transaction: '0x5f2d1a9c' };",
            "sent",
        ),
        ("return { result: 'busy' };", "busy"),
        ("throw new Error('no');", "rejected"),
    ] {
        shop(Setup::default(), async |world| {
            let shopper = &world.shopper;
            shopper
                .run::<()>(
                    &format!(
                        "widget.onpaymentrequest = async detail => {{ window.asked = detail; {answer} }};"
                    ),
                    vec![],
                )
                .await?;
            to_payment(shopper).await?;
            let payable = shopper.payable().await?;
            shopper.see("the wallet's word", word(shown), |_| true).await?;
            let initiated = shopper.wait_event_once("payment_initiated").await?;
            let asked: serde_json::Value = shopper.run("return asked;", vec![]).await?;
            assert_eq!(asked, initiated.detail);
            assert_eq!(shopper.payable().await?, payable);
            shopper.wait_phase(&["waiting"]).await.map(drop)
        })
        .await?;
    }
    Ok(())
}
