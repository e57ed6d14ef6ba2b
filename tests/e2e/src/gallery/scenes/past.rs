//! The orders that this device keeps.

use anyhow::Result;
use serde_json::json;

use super::steps::EMAIL;
use crate::gallery::Guide;
use crate::sandbox::Action;

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    bought(guide).await?;
    guide.shopper().press("back").await?;
    guide.shopper().wait_screen("configure").await?;
    guide.shopper().press("back").await?;
    guide.shopper().wait_screen("browse").await?;
    guide.snap("past-way-in").await?;
    waiting(guide).await?;
    guide.shopper().press("history-open").await?;
    guide.shopper().wait_screen("history").await?;
    guide.shopper().type_into("balance", "12.50 USD").await?;
    guide.snap("past-orders").await?;
    guide.shopper().press("archive").await?;
    guide.unfold(true).await?;
    guide.snap("past-put-away").await?;
    guide.unfold(false).await?;
    guide.shopper().press("forget").await?;
    guide
        .shopper()
        .see("the question", "keep", |_| true)
        .await?;
    guide.snap("past-forgetting").await?;
    guide.shopper().press("forget").await?;
    let empty = "return all('[part~=history-item]').length === 0;";
    guide.wait_for("an empty list", empty).await?;
    guide.snap("past-empty").await
}

/// A card that was delivered.
async fn bought(guide: &Guide<'_>) -> Result<()> {
    let payable = guide.ordered("USDC", "Base").await?;
    guide
        .world
        .sandbox
        .act(&payable.address, Action::Deliver)
        .await?;
    guide.shopper().wait_phase(&["delivered"]).await.map(drop)
}

/// Two cards that are still to be paid, left for the brands.
async fn waiting(guide: &Guide<'_>) -> Result<()> {
    guide.open("Airvale Stays").await?;
    let shopper = guide.shopper();
    shopper.enter_amount("37").await?;
    shopper.enter_email(EMAIL).await?;
    let two = "const select = all('[part~=quantity]')[0];
        select.value = arguments[0];
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    shopper.run::<()>(two, vec![json!("2")]).await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.pay().await?;
    shopper.payable().await?;
    shopper.press("back").await?;
    shopper.wait_screen("configure").await?;
    shopper.press("back").await?;
    shopper.wait_screen("browse").await
}
