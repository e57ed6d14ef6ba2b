//! What was bought, by kind, hidden and revealed.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::steps::EMAIL;
use crate::gallery::Guide;
use crate::sandbox::Action;

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    for (scene, brand, denomination) in [
        ("code", "Northwind Market", "25 USD"),
        ("instructions", "Lumen Play", "20 USD"),
        ("esim", "Roamly Global eSIM", "1 GB 7 days"),
        ("link", "Airvale Stays", ""),
    ] {
        bought(guide, brand, denomination).await?;
        let hidden = format!("{scene}-hidden");
        guide.snap(&hidden).await?;
        guide.shopper().press("reveal").await?;
        guide.shopper().see("the code", "code", |_| true).await?;
        guide.unfold(true).await?;
        guide.snap(&format!("{scene}-revealed")).await?;
        if scene == "esim" {
            guide.shopper().press("enlarge").await?;
            guide.shopper().see("the till", "till", |_| true).await?;
            guide.snap("esim-for-a-scanner").await?;
            guide.shopper().press("till-close").await?;
        }
    }
    guide.shopper().press("reveal").await?;
    let gone = "return all('[part~=code]').length === 0;";
    guide.wait_for("the code to be hidden", gone).await?;
    guide.snap("hidden-again").await?;
    top_up(guide).await?;
    failed(guide).await?;
    ten(guide).await
}

/// Buys one product and lets it be delivered.
async fn bought(guide: &Guide<'_>, brand: &str, denomination: &str) -> Result<()> {
    guide.form(brand).await?;
    let shopper = guide.shopper();
    match denomination {
        "" => shopper.enter_amount("25").await?,
        denomination => shopper.choose_denomination(denomination).await?,
    }
    shopper.enter_email(EMAIL).await?;
    finish(guide, Action::Deliver).await
}

async fn finish(guide: &Guide<'_>, action: Action) -> Result<()> {
    let shopper = guide.shopper();
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.pay().await?;
    let payable = shopper.payable().await?;
    guide.world.sandbox.act(&payable.address, action).await?;
    shopper.wait_phase(&["delivered"]).await.map(drop)
}

async fn top_up(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Tidal Mobile Credits").await?;
    guide.shopper().choose_denomination("10 USD").await?;
    guide.shopper().enter_phone("+14155551234", EMAIL).await?;
    finish(guide, Action::Deliver).await?;
    guide.snap("top-up").await
}

async fn failed(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Northwind Market").await?;
    guide.shopper().choose_denomination("25 USD").await?;
    guide.shopper().enter_email(EMAIL).await?;
    finish(guide, Action::FailDelivery).await?;
    guide.unfold(true).await?;
    guide.snap("failed-delivery").await
}

/// Ten deliveries in one order, which only other shops sell, found by its reference.
async fn ten(guide: &mut Guide<'_>) -> Result<()> {
    for (scene, action) in [
        ("ten-deliveries", Action::Deliver),
        ("ten-deliveries-one-failed", Action::FailDelivery),
    ] {
        let order = guide.world.sandbox.create(&ten_lines()).await?;
        let text = |key: &str| order.get(key).and_then(Value::as_str).map(str::to_owned);
        let id = text("order_id").context("an order without an id")?;
        guide.world.sandbox.act(&id, action).await?;
        guide.orders().await?;
        guide.shopper().type_into("order-reference", &id).await?;
        guide.shopper().press("find-order").await?;
        guide.shopper().wait_phase(&["delivered"]).await?;
        guide.snap(scene).await?;
    }
    Ok(())
}

fn ten_lines() -> Value {
    let line = |brand: &str, denomination: &str| {
        json!({
            "brand_name": brand, "country_code": "US", "denomination": denomination,
            "beneficiary_account": EMAIL,
        })
    };
    let lines: Vec<Value> = (0..10)
        .map(|place| match place % 3 {
            0 => line("Northwind Market", "25 USD"),
            1 => line("Roamly Global eSIM", "1 GB 7 days"),
            _ => line("Lumen Play", "20 USD"),
        })
        .collect();
    json!({
        "email": EMAIL,
        "user": { "email": EMAIL, "has_accepted_newsletter": false },
        "payment": { "type": "via", "payment_via": "USER_WALLET", "coin": "USDC", "network": "Base" },
        "deliveries": lines,
        "lang": "en",
    })
}
