//! A partner's name and logo above the shop window. Who sells and delivers is said all the same.

use anyhow::Result;
use checkout_e2e::{Setup, shop};
use serde_json::json;

#[tokio::test]
async fn the_partner_stands_above_the_shop_window() -> Result<()> {
    let setup = Setup::default().attribute("partner-name", "Meadow <b>Wallet</b>");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper.wait_event("ready").await?;
        let name = shopper.see("the name", "partner-name", |_| true).await?;
        assert_eq!(name.text, "Meadow <b>Wallet</b>");
        assert!(shopper.look("partner-logo").await?.is_empty());

        // The policy allows pictures of the proxy's origin.
        let brands: Vec<String> = shopper
            .run("return all('.logo img').map(one => one.src);", vec![])
            .await?;
        shopper
            .run::<()>("widget.partnerLogo = arguments[0];", vec![json!(brands[0])])
            .await?;
        let logo = shopper.see("the logo", "partner-logo", |_| true).await?;
        assert_eq!(logo.attributes["referrerpolicy"], "no-referrer");
        let missing = world.sandbox.origin() + "/no/such.png";
        shopper
            .run::<()>("widget.partnerLogo = arguments[0];", vec![json!(missing)])
            .await?;
        checkout_e2e::wait::until("a missing logo to go", async || {
            let shown = shopper.look_shown("partner-logo").await?;
            Ok((shown.is_empty() && shopper.look("partner-logo").await?.len() == 1).then_some(()))
        })
        .await?;

        shopper.choose_brand("Northwind Market").await?;
        let own: Vec<String> = shopper
            .run(
                "return all('.sold-by, .powered').map(one => one.textContent);",
                vec![],
            )
            .await?;
        assert!(
            own.iter().all(|text| text.contains("Cryptorefills")) && own.len() == 2,
            "{own:?}"
        );
        Ok(())
    })
    .await
}
