//! The checkout as a dialog and as the page, and what stands where there is no checkout.

use anyhow::Result;

use super::steps::EMAIL;
use crate::bundle::Rest;
use crate::gallery::Guide;
use crate::gallery::look::DESK;

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    dialog(guide).await?;
    page(guide).await?;
    nothing(guide).await
}

async fn dialog(guide: &mut Guide<'_>) -> Result<()> {
    guide.shop().await?;
    guide
        .shopper()
        .run::<()>("widget.showModal();", vec![])
        .await?;
    guide
        .wait_for("the dialog", "return all('dialog[open]').length > 0;")
        .await?;
    guide.snap("dialog-window").await?;
    guide.open("Northwind Market").await?;
    guide.shopper().see("the form", "pay", |_| true).await?;
    guide.snap("dialog-form").await?;
    let shopper = guide.shopper();
    shopper.choose_denomination("25 USD").await?;
    shopper.enter_email(EMAIL).await?;
    shopper.choose_coin("USDC", "Base").await?;
    shopper.wait_quote_fresh("USDC").await?;
    shopper.pay().await?;
    shopper.payable().await?;
    guide.snap("dialog-waiting").await?;
    guide.shopper().press("close").await?;
    guide
        .shopper()
        .see("the question", "leaving", |_| true)
        .await?;
    guide.snap("dialog-leaving").await
}

async fn page(guide: &mut Guide<'_>) -> Result<()> {
    guide.shop().await?;
    guide
        .shopper()
        .run::<()>("widget.display = 'page';", vec![])
        .await?;
    guide.brands().await?;
    guide.snap("page-window").await?;
    guide.open("Northwind Market").await?;
    guide.shopper().see("the form", "pay", |_| true).await?;
    guide.snap("page-form").await
}

async fn nothing(guide: &mut Guide<'_>) -> Result<()> {
    guide.shop().await?;
    let without = "const fresh = document.createElement('cryptorefills-checkout');
        fresh.setAttribute('country', 'US');
        fresh.setAttribute('lang', 'en');
        fresh.setAttribute('theme', 'light');
        widget.replaceWith(fresh);";
    guide.shopper().run::<()>(without, vec![]).await?;
    guide.notice("error").await?;
    guide.snap("no-proxy-url").await?;
    for (module, scene, there) in [
        (
            Rest::Held,
            "module-loading",
            "return all('.wait').length > 0;",
        ),
        (
            Rest::Missing,
            "module-missing",
            "return all('.fail').length > 0;",
        ),
    ] {
        guide.world.module.send_replace(module);
        guide.fresh().await?;
        guide.wait_for(scene, there).await?;
        guide.snap(scene).await?;
    }
    guide.world.module.send_replace(Rest::Served);
    guide.shop().await?;
    guide.shopper().dress(&DESK).await
}
