//! Delivered secrets: not in the document until they are asked for, not for long, and nowhere else ever.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Setup, Shopper, World, shop};
use serde_json::json;

const EMAIL: &str = "ada.lovelace@mail.shop";

/// Buys one product and waits for its delivery.
async fn bought(world: &World, brand: &str, denomination: Option<&str>) -> Result<()> {
    let shopper = &world.shopper;
    shopper.choose_brand(brand).await?;
    match denomination {
        Some(denomination) => shopper.choose_denomination(denomination).await?,
        None => shopper.enter_amount("25").await?,
    }
    shopper.enter_email(EMAIL).await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.pay().await?;
    let payable = shopper.payable().await?;
    world.sandbox.act(&payable.address, Action::Pay).await?;
    shopper.wait_phase(&["delivered"]).await.map(drop)
}

/// The texts of all that is secret on the screen: code, serial, security code, activation code.
async fn codes(shopper: &Shopper) -> Result<Vec<String>> {
    let found = shopper.look("code").await?;
    Ok(found.into_iter().map(|code| code.text).collect())
}

async fn wait_hidden(shopper: &Shopper, secrets: &[String]) -> Result<()> {
    until("the secrets to be gone from the document", async || {
        let document: String = shopper.run("return root.innerHTML;", vec![]).await?;
        let gone = !secrets.iter().any(|secret| document.contains(secret));
        Ok(gone.then_some(()))
    })
    .await
}

#[tokio::test]
async fn codes_hide_after_a_minute_and_when_the_page_is_hidden_and_leave_no_trace() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        bought(world, "Northwind Market", Some("25 USD")).await?;
        // The minute passes faster; all other delays stay.
        shopper
            .run::<()>(
                "const later = window.setTimeout;
                 window.setTimeout = (due, ms, ...rest) =>
                     later(due, ms === 60000 ? 1500 : ms, ...rest);",
                vec![],
            )
            .await?;
        shopper.reveal().await?;
        let secrets = codes(shopper).await?;
        ensure!(secrets.len() >= 2, "code and serial: {secrets:?}");
        ensure!(secrets.iter().all(|secret| secret.len() > 5), "{secrets:?}");
        wait_hidden(shopper, &secrets).await?;

        shopper.press("reveal").await?;
        until("the codes to be shown again", async || {
            Ok((codes(shopper).await? == secrets).then_some(()))
        })
        .await?;
        let show = "Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });
                    document.dispatchEvent(new Event('visibilitychange'));";
        shopper.run::<()>(show, vec![json!(true)]).await?;
        wait_hidden(shopper, &secrets).await?;
        shopper.run::<()>(show, vec![json!(false)]).await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        ensure!(codes(shopper).await?.is_empty(), "back without being asked");

        // Copying tells nobody either.
        shopper.press("reveal").await?;
        shopper.press(checkout_e2e::Part::named("copy").with("data-copies", "code")).await?;
        let mut all: Vec<&str> = secrets.iter().map(String::as_str).collect();
        all.push(EMAIL);
        world.inspect(&all).await
    })
    .await
}

#[tokio::test]
async fn an_esim_can_be_installed_scanned_and_typed_in() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        bought(world, "Roamly Global eSIM", Some("1 GB 7 days")).await?;
        ensure!(shopper.look("redeem-link").await?.is_empty());
        let code = shopper.reveal().await?;
        let parts: Vec<&str> = code.split('$').collect();
        let secrets = codes(shopper).await?;
        ensure!(
            secrets.contains(&parts[1].to_owned()),
            "the server: {secrets:?}"
        );
        ensure!(
            secrets.contains(&parts[2].to_owned()),
            "the code: {secrets:?}"
        );
        let qr = shopper.look("qr").await?;
        ensure!(qr.len() == 1 && qr[0].data("text") == code, "{qr:?}");
        let link = &shopper.look("redeem-link").await?[0];
        let install = "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA%3A1%24";
        ensure!(link.attributes["href"].starts_with(install), "{link:?}");
        ensure!(link.attributes["rel"] == "noopener noreferrer", "{link:?}");
        world.inspect(&[&code, parts[2], EMAIL]).await
    })
    .await
}

#[tokio::test]
async fn a_code_that_is_a_link_names_its_host_and_tells_it_nothing() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        bought(world, "Airvale Stays", None).await?;
        let code = shopper.reveal().await?;
        ensure!(code.starts_with("https://"), "{code}");
        let link = &shopper.look("redeem-link").await?[0];
        let host = code
            .trim_start_matches("https://")
            .split('/')
            .next()
            .unwrap();
        ensure!(link.text.contains(host), "{link:?}");
        ensure!(link.attributes["href"] == code, "{link:?}");
        for (name, value) in [
            ("target", "_blank"),
            ("rel", "noopener noreferrer"),
            ("referrerpolicy", "no-referrer"),
        ] {
            ensure!(link.attributes[name] == value, "{link:?}");
        }
        world.inspect(&[&code, EMAIL]).await
    })
    .await
}
