//! The shop window: empty, loading, full, searched, broken.

use anyhow::Result;
use serde_json::json;

use super::steps::{lasting, tile};
use crate::bundle::Rest;
use crate::gallery::Guide;
use crate::part::Part;

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    loading(guide).await?;
    browsing(guide).await?;
    countries(guide).await?;
    elsewhere(guide).await?;
    finder(guide).await?;
    trouble(guide).await
}

async fn loading(guide: &mut Guide<'_>) -> Result<()> {
    guide.fresh().await?;
    let hang = lasting("/v2/brands", "GET", json!({ "hang": true }));
    guide.world.sandbox.faults(&hang).await?;
    guide.world.visit().await?;
    let drawn = "return all('[part~=checkout] .ghost').length > 0;";
    guide.wait_for("the skeleton", drawn).await?;
    guide.snap("loading").await
}

async fn browsing(guide: &mut Guide<'_>) -> Result<()> {
    guide.shop().await?;
    guide.snap("full").await?;
    let partner = "widget.setAttribute('partner-name', arguments[0]);";
    let name = json!("The Wallet With A Rather Long Name");
    guide.shopper().run::<()>(partner, vec![name]).await?;
    guide
        .shopper()
        .see("the name", "partner-name", |_| true)
        .await?;
    guide.snap("partner").await?;
    let nobody = "widget.removeAttribute('partner-name');";
    guide.shopper().run::<()>(nobody, vec![]).await?;
    let chip = Part::named("category").with("data-category", "games");
    guide.shopper().press(chip.clone()).await?;
    guide
        .shopper()
        .see("it chosen", chip, |chip| chip.chosen)
        .await?;
    guide.snap("category").await?;
    guide
        .shopper()
        .press(Part::named("category").with("data-category", ""))
        .await?;
    guide.shopper().type_into("search", "tidal").await?;
    let few = "return all('[part~=brand]').length < 6;";
    guide.wait_for("fewer brands", few).await?;
    guide.snap("search").await?;
    guide.shopper().type_into("search", "Quiet Books").await?;
    guide
        .shopper()
        .see("the brand", tile("Quiet Books"), |brand| !brand.enabled)
        .await?;
    guide.snap("sold-out").await?;
    let nothing = "nothing is called so in the whole wide world";
    guide.shopper().type_into("search", nothing).await?;
    guide.notice("info").await?;
    guide.snap("no-hits").await
}

async fn countries(guide: &mut Guide<'_>) -> Result<()> {
    guide.shop().await?;
    for (country, scene, search) in [
        ("AE", "names-from-right-to-left", "ال"),
        ("JP", "names-in-japanese", "ま"),
        ("GB", "names-that-are-long", "Extraordinarily"),
    ] {
        choose_country(guide, country).await?;
        guide.shopper().type_into("search", search).await?;
        guide
            .shopper()
            .see("the brand", "brand", |brand| {
                brand.data("brand").contains(search)
            })
            .await?;
        guide.snap(scene).await?;
    }
    guide.shopper().type_into("search", "").await?;
    choose_country(guide, "AQ").await?;
    guide.notice("info").await?;
    guide.snap("empty-country").await
}

/// The number that is asked before a long list of operators, and ways to other countries.
async fn elsewhere(guide: &mut Guide<'_>) -> Result<()> {
    guide.shop().await?;
    choose_country(guide, "NG").await?;
    let top_ups = Part::named("kind").with("data-kind", "mobile_recharge");
    guide.shopper().press(top_ups).await?;
    guide
        .shopper()
        .see("the field for the number", "number", |_| true)
        .await?;
    guide.snap("number").await?;
    guide
        .shopper()
        .type_into("number", "+1 415 555 0132")
        .await?;
    guide
        .shopper()
        .see("the countries", "country-found", |_| true)
        .await?;
    guide.snap("number-of-several").await?;
    guide.shopper().type_into("number", "0803 1").await?;
    let leave = "all('[part~=number]')[0].blur();";
    guide.shopper().run::<()>(leave, vec![]).await?;
    guide
        .shopper()
        .see("what is wrong", "problem", |_| true)
        .await?;
    guide.snap("number-wrong").await?;
    guide.shopper().type_into("search", "united").await?;
    guide
        .shopper()
        .see("the countries", "country-found", |_| true)
        .await?;
    guide.snap("countries-found").await
}

async fn finder(guide: &mut Guide<'_>) -> Result<()> {
    guide.orders().await?;
    guide.snap("finder").await?;
    guide
        .shopper()
        .type_into("order-reference", "no reference")
        .await?;
    guide.shopper().press("find-order").await?;
    guide
        .wait_for(
            "what is wrong",
            "return all('.finder .problem').length > 0;",
        )
        .await?;
    guide.snap("finder-wrong").await?;
    let unknown = "0b6e1f0c-7a52-4d5b-9c3e-5f1d2a3b4c5d";
    guide
        .shopper()
        .type_into("order-reference", unknown)
        .await?;
    guide.shopper().press("find-order").await?;
    guide.shopper().wait_screen("pay").await?;
    guide.notice("error").await?;
    guide.snap("finder-unknown").await
}

async fn trouble(guide: &mut Guide<'_>) -> Result<()> {
    guide.shop().await?;
    guide.connection(false).await?;
    guide.notice("warning").await?;
    guide.snap("offline").await?;
    for (scene, fault) in [
        ("failed-unreadable", json!({ "garbage": true })),
        ("failed-busy", json!({ "status": 503 })),
        ("failed-refused", json!({ "status": 403 })),
        ("failed-connection", json!({ "reset": true })),
    ] {
        guide.fresh().await?;
        let fault = lasting("/v2/brands", "GET", fault);
        guide.world.sandbox.faults(&fault).await?;
        guide.world.visit().await?;
        guide.notice("error").await?;
        guide.snap(scene).await?;
    }
    for (rest, scene) in [(Rest::Held, "opening"), (Rest::Missing, "opening-failed")] {
        guide.world.rest.send_replace(rest);
        guide.shop().await?;
        guide
            .shopper()
            .run::<()>("widget.open('Northwind Market');", vec![])
            .await?;
        match rest {
            Rest::Missing => guide.notice("error").await?,
            _ => {
                guide
                    .wait_for("the wait", "return all('.opening').length > 0;")
                    .await?
            }
        }
        guide.snap(scene).await?;
    }
    guide.world.rest.send_replace(Rest::Served);
    Ok(())
}

async fn choose_country(guide: &Guide<'_>, code: &str) -> Result<()> {
    guide
        .shopper()
        .run(
            "const select = all('[part~=\"country\"]')[0];
             select.value = arguments[0];
             select.dispatchEvent(new Event('change', { bubbles: true }));",
            vec![json!(code)],
        )
        .await
}
