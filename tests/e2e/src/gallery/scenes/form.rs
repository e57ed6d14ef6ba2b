//! One brand's form: every kind of product, every mistake, every state of the price.

use anyhow::Result;
use serde_json::json;

use super::steps::{EMAIL, lasting, tile};
use crate::gallery::Guide;
use crate::part::Part;

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    group(guide).await?;
    fixed(guide).await?;
    email(guide).await?;
    price(guide).await?;
    range(guide).await?;
    others(guide).await?;
    top_up(guide).await?;
    balance(guide).await?;
    host(guide).await
}

async fn group(guide: &mut Guide<'_>) -> Result<()> {
    let path = "/v5/products/country/{country}";
    for (scene, fault) in [
        ("loading", json!({ "hang": true })),
        ("failed", json!({ "garbage": true })),
    ] {
        guide.shop().await?;
        let fault = lasting(path, "GET", fault);
        guide.world.sandbox.faults(&fault).await?;
        guide.open("Northwind Market").await?;
        if scene == "failed" {
            guide.notice("error").await?;
        }
        guide.snap(scene).await?;
    }
    guide.shop().await?;
    guide.open("Second Balcony Tickets").await?;
    guide.notice("info").await?;
    guide.snap("nothing-sold").await?;
    guide.fresh().await?;
    let fault = lasting("/v3/payment_vias", "GET", json!({ "status": 503 }));
    guide.world.sandbox.faults(&fault).await?;
    guide.world.visit().await?;
    guide.brands().await?;
    guide.open("Northwind Market").await?;
    guide.notice("error").await?;
    guide.snap("no-ways-to-pay").await
}

async fn fixed(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Northwind Market").await?;
    guide.snap("fixed").await?;
    guide.shopper().press("pay").await?;
    guide
        .shopper()
        .see("what is missing", "problem", |_| true)
        .await?;
    guide.snap("fixed-missing").await?;
    guide.shopper().choose_denomination("25 USD").await?;
    guide.shopper().choose_coin("USDT", "Tron").await?;
    guide.snap("network-suspended").await?;
    guide.filled(EMAIL, ("USDC", "Base")).await?;
    guide.snap("fixed-filled").await?;
    guide.connection(false).await?;
    guide.notice("warning").await?;
    guide.snap("offline").await
}

async fn email(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Northwind Market").await?;
    guide.shopper().choose_denomination("25 USD").await?;
    guide.shopper().choose_coin("USDC", "Base").await?;
    guide.shopper().enter_email("ada.lovelace@mail").await?;
    let leave = "root.activeElement?.blur();";
    guide.shopper().run::<()>(leave, vec![]).await?;
    guide.settled().await?;
    guide.snap("email-unreadable").await?;
    Ok(())
}

async fn price(guide: &mut Guide<'_>) -> Result<()> {
    let path = "/v5/orders/validations";
    guide.form("Northwind Market").await?;
    // A minute passes at once: by the timers, and then by the clock.
    let quick = "const later = window.setTimeout;
        window.setTimeout = (due, ms, ...rest) => later(due, ms > 40000 ? 4000 : ms, ...rest);";
    guide.shopper().run::<()>(quick, vec![]).await?;
    guide.shopper().choose_denomination("25 USD").await?;
    guide.shopper().enter_email(EMAIL).await?;
    guide.shopper().choose_coin("USDC", "Base").await?;
    guide.shopper().wait_quote_fresh("USDC").await?;
    let hang = lasting(path, "POST", json!({ "hang": true }));
    guide.world.sandbox.faults(&hang).await?;
    let later = "const now = Date.now; Date.now = () => now.call(Date) + 70000;";
    guide.shopper().run::<()>(later, vec![]).await?;
    guide
        .shopper()
        .see("an old price", "quote", |quote| {
            quote.data("state") == "stale"
        })
        .await?;
    guide.snap("price-stale").await?;
    guide.form("Northwind Market").await?;
    let slow = json!([
        { "path": path, "method": "POST", "times": 1000, "hang": true },
        { "path": "/v4/products/price", "times": 1000, "hang": true },
    ]);
    guide.world.sandbox.faults(&slow).await?;
    guide.shopper().choose_denomination("25 USD").await?;
    guide.shopper().choose_coin("USDC", "Base").await?;
    guide.shopper().enter_email(EMAIL).await?;
    guide.snap("price-loading").await?;
    guide.form("Airvale Stays").await?;
    let broken = json!([
        { "path": path, "method": "POST", "times": 1000, "status": 503 },
        { "path": "/v4/products/price", "times": 1000, "status": 503 },
    ]);
    guide.world.sandbox.faults(&broken).await?;
    guide.shopper().enter_amount("25").await?;
    guide.shopper().enter_email(EMAIL).await?;
    guide.shopper().choose_coin("USDC", "Base").await?;
    guide
        .shopper()
        .see("no price", "quote", |quote| {
            quote.data("state") == "unavailable"
        })
        .await?;
    guide.snap("price-unavailable").await
}

async fn range(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Airvale Stays").await?;
    guide.shopper().choose_coin("USDC", "Base").await?;
    guide.shopper().enter_email(EMAIL).await?;
    guide.snap("range").await?;
    for (scene, typed) in [
        ("amount-too-low", "3"),
        ("amount-too-high", "5000"),
        ("amount-off-step", "12.5"),
        ("amount-ambiguous", "1,234"),
        ("amount-unreadable", "twenty"),
    ] {
        guide.shopper().enter_amount(typed).await?;
        guide.shopper().press("pay").await?;
        guide.settled().await?;
        guide.snap(scene).await?;
    }
    guide.shopper().enter_amount("25").await?;
    guide.shopper().wait_quote_fresh("USDC").await?;
    guide.snap("range-filled").await
}

async fn others(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Lumen Play").await?;
    guide.snap("fixed-and-range").await?;
    guide.form("Harbor Coffee").await?;
    guide.snap("by-email-or-phone").await?;
    guide.shop().await?;
    guide
        .shopper()
        .run::<()>("widget.country = 'AE';", vec![])
        .await?;
    let name = "سوق النخلة البيضاء";
    guide.shopper().type_into("search", name).await?;
    guide.shopper().press(tile(name)).await?;
    guide.shopper().see("the form", "pay", |_| true).await?;
    guide.snap("name-from-right-to-left").await?;
    guide.form("Roamly Global eSIM").await?;
    guide.snap("plans").await?;
    let narrow = "const select = all('[part~=plan-data]')[0];
        select.value = '1 GB';
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    guide.shopper().run::<()>(narrow, vec![]).await?;
    let few = "return all('[part~=denomination]').length === 16;";
    guide.wait_for("plans of one size", few).await?;
    guide.snap("plans-narrowed").await?;
    let search = "const search = all('.form input[type=search]')[0];
        search.value = 'no plan is called so';
        search.dispatchEvent(new Event('input', { bubbles: true }));";
    guide.shopper().run::<()>(search, vec![]).await?;
    let none = "return all('[part~=denomination]').length === 0;";
    guide.wait_for("no plan", none).await?;
    guide.snap("plans-none").await
}

async fn top_up(guide: &mut Guide<'_>) -> Result<()> {
    guide.form("Tidal Mobile Credits").await?;
    guide.snap("top-up").await?;
    guide.shopper().choose_denomination("10 USD").await?;
    guide.shopper().choose_coin("BTC", "Lightning").await?;
    guide.shopper().enter_phone("12345", "nobody@mail").await?;
    guide.shopper().press("pay").await?;
    guide.settled().await?;
    guide.snap("top-up-wrong").await?;
    guide.shopper().enter_phone("+14155551234", EMAIL).await?;
    guide.shopper().wait_quote_fresh("BTC").await?;
    guide.snap("top-up-filled").await
}

/// A connected wallet that holds too little, and one without anything for the fee.
async fn balance(guide: &mut Guide<'_>) -> Result<()> {
    for (scene, missing, holds, coin) in [
        (
            "balance-low",
            "amount",
            "{ token: 3200000, own: '0x1' }",
            "USDC",
        ),
        (
            "balance-low-with-fee",
            "amount",
            "{ own: '0x11c37937e08001' }",
            "ETH",
        ),
        ("balance-no-fee", "fee", "{ token: 1000000000 }", "USDC"),
    ] {
        guide.form("Northwind Market").await?;
        let wallet = format!(
            "announce({{ uuid: 'fox', name: 'Fox Wallet', rdns: 'com.fox' }},
                 evm({{ wallet: 'fox', chain: '0x2105', account: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
                        connected: true, holds: {holds} }}));"
        );
        guide.shopper().install(&wallet).await?;
        guide.shopper().choose_denomination("25 USD").await?;
        guide.shopper().enter_email(EMAIL).await?;
        guide.shopper().choose_coin(coin, "Base").await?;
        guide.shopper().wait_quote_fresh(coin).await?;
        let part = Part::named("balance-low").with("data-missing", missing);
        guide
            .shopper()
            .see("what is missing", part, |_| true)
            .await?;
        guide.snap(scene).await?;
    }
    Ok(())
}

/// What the page around says, and an order for the same that may still be paid.
async fn host(guide: &mut Guide<'_>) -> Result<()> {
    guide.filled(EMAIL, ("USDC", "Base")).await?;
    let refuse = "widget.addEventListener('before_order', event => event.preventDefault());";
    guide.shopper().run::<()>(refuse, vec![]).await?;
    guide.shopper().press("pay").await?;
    guide.notice("error").await?;
    guide.snap("host-refused").await?;
    guide.ordered("USDC", "Base").await?;
    guide.shopper().press("back").await?;
    guide.shopper().wait_screen("configure").await?;
    guide.shopper().press("back").await?;
    guide.brands().await?;
    guide
        .shopper()
        .see("the order", Part::named("history-item"), |_| true)
        .await?;
    guide.snap("order-in-progress").await?;
    guide.open("Northwind Market").await?;
    guide.shopper().choose_denomination("25 USD").await?;
    guide.shopper().choose_coin("USDC", "Base").await?;
    guide.shopper().enter_email(EMAIL).await?;
    guide.shopper().wait_quote_fresh("USDC").await?;
    guide.shopper().press("pay").await?;
    guide
        .wait_for("the question", "return all('.rival').length > 0;")
        .await?;
    guide.snap("same-order-open").await
}

impl Guide<'_> {
    /// A moment for whatever is said to what was typed.
    async fn settled(&self) -> Result<()> {
        let calm = "const [done] = arguments; setTimeout(() => done(true), 700);";
        let client = self.shopper().browser().client();
        client.execute_async(calm, vec![]).await?;
        Ok(())
    }
}
