//! Several things in one order: read once more before paying, while it is paid, and as they arrive.

use anyhow::Result;

use super::steps::EMAIL;
use crate::gallery::Guide;
use crate::part::Part;
use crate::sandbox::Action;

const FRIEND: &str = "bob.the.receiver@mail.shop";
const PHONE: &str = "+14155551234";

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    review(guide).await?;
    order(guide).await
}

/// Two cards for a friend and a top-up in the cart, a card for the buyer on the form.
async fn chosen(guide: &Guide<'_>) -> Result<()> {
    guide.brands().await?;
    guide.open("Northwind Market").await?;
    let shopper = guide.shopper();
    shopper.choose_denomination("25 USD").await?;
    shopper.press("gift").await?;
    shopper.enter_email(FRIEND).await?;
    shopper.type_into("buyer-email", EMAIL).await?;
    let two = "const select = all('[part~=quantity]')[0];
        select.value = '2';
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    shopper.run::<()>(two, vec![]).await?;
    put(guide, 1).await?;
    guide.open("Tidal Mobile Credits").await?;
    shopper.choose_denomination("10 USD").await?;
    shopper.type_into("recipient-phone", PHONE).await?;
    put(guide, 2).await?;
    guide.open("Lumen Play").await?;
    shopper.choose_denomination("20 USD").await?;
    shopper.enter_email(EMAIL).await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await?;
    guide.unfold(true).await?;
    shopper.type_into("coupon", "SAVE10").await?;
    shopper.press("coupon-apply").await?;
    let line = Part::named("quote-line");
    shopper.see("the coupon's line", line, |_| true).await?;
    shopper.wait_quote_fresh("USDC").await.map(drop)
}

/// Puts what is on the form into the cart, which has so many things then.
async fn put(guide: &Guide<'_>, things: usize) -> Result<()> {
    guide.shopper().press("add-to-cart").await?;
    let there = format!("return all('[part~=cart-item]').length === {things};");
    guide.wait_for("it in the cart", &there).await
}

/// All that can stand on a form at once, with a network that is closed to so small a total.
async fn review(guide: &mut Guide<'_>) -> Result<()> {
    guide.fresh().await?;
    let sandbox = &guide.world.sandbox;
    sandbox.minimum("USDC", "ETH Mainnet", "400").await?;
    guide.world.visit().await?;
    chosen(guide).await?;
    let review = Part::named("review");
    guide.shopper().see("the order", review, |_| true).await?;
    guide.snap("review").await
}

/// The order with what a buyer can tell support of it, then as its parts arrive.
async fn order(guide: &mut Guide<'_>) -> Result<()> {
    guide.shopper().pay().await?;
    let address = guide.shopper().payable().await?.address;
    guide.unfold(true).await?;
    guide.snap("waiting").await?;
    guide.unfold(false).await?;
    let sandbox = &guide.world.sandbox;
    sandbox.act(&address, Action::DeliverFirst).await?;
    guide.shopper().wait_phase(&["delivering"]).await?;
    guide.shopper().press("reveal").await?;
    guide.shopper().see("the code", "code", |_| true).await?;
    guide.snap("first-delivered").await?;
    let sandbox = &guide.world.sandbox;
    sandbox.act(&address, Action::Deliver).await?;
    guide.shopper().wait_phase(&["delivered"]).await?;
    guide.snap("delivered").await
}
