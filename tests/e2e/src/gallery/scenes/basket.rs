//! The form with more than one thing in it: quantity, gift, cart, coupon; and what is said to an address, a
//! number or a network that will not do.

use anyhow::Result;
use serde_json::json;

use super::steps::EMAIL;
use crate::gallery::Guide;
use crate::part::Part;

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    cart(guide).await?;
    coupon(guide).await?;
    addresses(guide).await?;
    number(guide).await?;
    minimum(guide).await
}

async fn cart(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Northwind Market").await?;
    let shopper = guide.shopper();
    shopper.choose_denomination("25 USD").await?;
    shopper.press("gift").await?;
    shopper.enter_email("bob.the.receiver@mail.shop").await?;
    shopper.type_into("buyer-email", EMAIL).await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await?;
    guide.snap("gift").await?;
    let three = "const select = all('[part~=quantity]')[0];
        select.value = '3';
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    guide.shopper().run::<()>(three, vec![]).await?;
    guide.shopper().press("add-to-cart").await?;
    guide.item().await?;
    guide.snap("cart-nothing-chosen").await?;
    guide.shopper().choose_denomination("10 USD").await?;
    guide.shopper().enter_email(EMAIL).await?;
    guide.shopper().wait_quote_fresh("USDC").await?;
    guide.snap("cart").await?;
    let spoil = "const input = all('[part~=cart-item] input[type=email]')[0];
        input.focus();
        input.value = 'bob@mail';
        input.dispatchEvent(new Event('input', { bubbles: true }));
        input.blur();";
    guide.shopper().run::<()>(spoil, vec![]).await?;
    guide.shopper().press("pay").await?;
    guide
        .shopper()
        .see("what is wrong with it", "problem", |_| true)
        .await?;
    guide.snap("cart-wrong").await
}

async fn coupon(guide: &mut Guide<'_>) -> Result<()> {
    guide.filled(EMAIL, ("USDC", "Base")).await?;
    guide.shopper().press("coupon-open").await?;
    guide.snap("coupon").await?;
    guide
        .shopper()
        .type_into("coupon", "COUPON_EXPIRED")
        .await?;
    guide.shopper().press("coupon-apply").await?;
    let refused = Part::named("problem").with("data-field", "coupon");
    guide.shopper().see("why not", refused, |_| true).await?;
    guide.snap("coupon-refused").await?;
    guide.shopper().type_into("coupon", "SAVE10").await?;
    guide.shopper().press("coupon-apply").await?;
    guide.shopper().wait_quote_fresh("USDC").await?;
    guide.snap("coupon-applied").await
}

async fn addresses(guide: &mut Guide<'_>) -> Result<()> {
    for (scene, address, part) in [
        ("email-suggested", "ada@gmial.com", "suggestion"),
        ("email-placeholder", "test@example.com", "problem"),
    ] {
        guide.form("Northwind Market").await?;
        guide.shopper().choose_denomination("25 USD").await?;
        guide.shopper().enter_email(address).await?;
        guide.leave_field().await?;
        guide
            .shopper()
            .see("a word about the address", part, |_| true)
            .await?;
        guide.snap(scene).await?;
    }
    Ok(())
}

async fn number(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Tidal Mobile Credits").await?;
    guide.shopper().choose_denomination("10 USD").await?;
    guide.shopper().enter_phone("(415) 555-01", EMAIL).await?;
    guide.leave_field().await?;
    let short = Part::named("problem").with("data-code", "PHONE_LENGTH");
    guide
        .shopper()
        .see("that digits lack", short, |_| true)
        .await?;
    guide.snap("top-up-number-short").await
}

async fn minimum(guide: &mut Guide<'_>) -> Result<()> {
    guide.fresh().await?;
    guide
        .world
        .sandbox
        .minimum("USDC", "ETH Mainnet", "40")
        .await?;
    guide.world.visit().await?;
    guide.brands().await?;
    guide.open("Northwind Market").await?;
    guide.shopper().choose_denomination("25 USD").await?;
    guide.shopper().enter_email(EMAIL).await?;
    guide.shopper().choose_coin("USDC", "Base").await?;
    guide.shopper().wait_quote_fresh("USDC").await?;
    let network = Part::named("network").with("data-network", "ETH Mainnet");
    let closed = "return all(arguments[0]).some(e => e.disabled);";
    crate::wait::until("the network to be closed", async || {
        let arguments = vec![json!(network.selector())];
        let there: bool = guide.shopper().run(closed, arguments).await?;
        Ok(there.then_some(()))
    })
    .await?;
    guide.snap("network-below-minimum").await
}

impl Guide<'_> {
    async fn item(&self) -> Result<()> {
        self.shopper()
            .see("it in the cart", "cart-item", |_| true)
            .await
            .map(drop)
    }

    async fn leave_field(&self) -> Result<()> {
        let leave = "root.activeElement?.blur();";
        self.shopper().run(leave, vec![]).await
    }
}
