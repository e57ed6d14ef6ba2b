//! The screens that a plain purchase does not show: each looks as on a kind page, and keeps to the policy.

use anyhow::Result;
use checkout_e2e::bundle::Rest;
use checkout_e2e::hostility::{unharmed, unharmed_part};
use checkout_e2e::wait::until;
use checkout_e2e::{Action, Payable, Setup, World, shop};

const EMAIL: &str = "ada.lovelace@mail.shop";

fn setup() -> Setup {
    Setup::default().hostile().size(940, 1970)
}

/// Chooses how to pay for what was filled in, looks at the form, and orders.
async fn order(world: &World, screen: &str, (coin, network): (&str, &str)) -> Result<Payable> {
    let shopper = &world.shopper;
    shopper.choose_coin(coin, network).await?;
    shopper.wait_quote_fresh(coin).await?;
    unharmed(world, screen).await?;
    shopper.pay().await?;
    shopper.payable().await
}

/// Pays, and waits for the goods.
async fn settle(world: &World, payable: &Payable) -> Result<()> {
    world.sandbox.act(&payable.address, Action::Pay).await?;
    world.shopper.wait_screen("receipt").await?;
    let delivered = |delivery: &checkout_e2e::Seen| delivery.data("state") == "delivered";
    let delivery = world.shopper.see("the delivery", "delivery", delivered);
    delivery.await.map(drop)
}

#[tokio::test]
async fn any_amount_lightning_and_an_order_that_expired() -> Result<()> {
    shop(setup(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Airvale Stays").await?;
        shopper.enter_amount("37").await?;
        shopper.enter_email(EMAIL).await?;
        let payable = order(world, "amount", ("BTC", "Lightning")).await?;
        unharmed(world, "lightning").await?;
        world.sandbox.act(&payable.address, Action::Expire).await?;
        shopper.wait_phase(&["expired"]).await?;
        unharmed(world, "expired").await?;
        world.inspect(&[EMAIL]).await
    })
    .await
}

/// Lets the two widgets of the page change places: the tests look at the one that stands first.
const SWAP: &str = "
    const [one, other] = document.querySelectorAll('cryptorefills-checkout');
    one.parentNode.append(other);
    document.body.append(one);
";

#[tokio::test]
async fn the_question_about_a_second_order_and_too_little_money() -> Result<()> {
    shop(setup(), async |world| {
        let shopper = &world.shopper;
        shopper.fill_in_card(EMAIL).await?;
        shopper.run::<()>(SWAP, vec![]).await?;
        shopper.fill_in_card(EMAIL).await?;
        shopper.pay().await?;
        let payable = shopper.payable().await?;
        shopper.run::<()>(SWAP, vec![]).await?;
        shopper.wait_screen("configure").await?;
        until("the question", async || {
            // The price may have to be agreed to first.
            if shopper.look_shown("history-item").await?.is_empty() {
                shopper.press("pay").await?;
                return Ok(None);
            }
            Ok(Some(()))
        })
        .await?;
        unharmed(world, "question").await?;
        shopper.press("history-item").await?;
        assert_eq!(shopper.payable().await?, payable);

        let less = Action::Underpay;
        world.sandbox.act(&payable.address, less).await?;
        shopper.wait_phase(&["underpaid"]).await?;
        unharmed(world, "underpaid").await?;
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        world.inspect(&[EMAIL]).await
    })
    .await
}

#[tokio::test]
async fn a_phone_that_is_topped_up() -> Result<()> {
    shop(setup(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Tidal Mobile Credits").await?;
        shopper.choose_denomination("10 USD").await?;
        shopper.enter_phone("+12025550143", EMAIL).await?;
        let payable = order(world, "phone", ("USDC", "Solana")).await?;
        unharmed(world, "solana").await?;
        settle(world, &payable).await?;
        unharmed(world, "topped-up").await?;
        world.inspect(&[EMAIL, "12025550143"]).await
    })
    .await
}

#[tokio::test]
async fn an_esim() -> Result<()> {
    shop(setup(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Roamly Global eSIM").await?;
        shopper.choose_denomination("1 GB 7 days").await?;
        shopper.enter_email(EMAIL).await?;
        let payable = order(world, "plans", ("ETH", "Base")).await?;
        settle(world, &payable).await?;
        let code = shopper.reveal().await?;
        unharmed(world, "esim").await?;
        world.inspect(&[EMAIL, &code]).await
    })
    .await
}

#[tokio::test]
async fn a_module_that_does_not_come_and_comes_after_all() -> Result<()> {
    let setup = setup()
        .module(Rest::Missing)
        .attribute("fallback-url", "https://shop.example/");
    shop(setup, async |world| {
        let shopper = &world.shopper;
        shopper
            .see("the panel", "retry", |retry| retry.enabled)
            .await?;
        let told = shopper.wait_event("error").await?;
        assert_eq!(told.text("reason"), "unreachable");
        unharmed_part(world, "no-module", "notice").await?;
        world.module.send_replace(Rest::Served);
        shopper.press("retry").await?;
        shopper
            .see("the brands", "brand", |brand| brand.enabled)
            .await?;
        unharmed(world, "module-after-all").await
    })
    .await
}
