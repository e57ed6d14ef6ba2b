//! Whole purchases on a strict partner's page: page, bundle and proxy each on an origin of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::{Action, Payable, Setup, World, shop};

const EMAIL: &str = "ada.lovelace@mail.shop";
const PHONE: &str = "+12025550143";

/// Orders what has been chosen and checks every witness of what is to be paid.
async fn order(world: &World, coin: &str, network: &str) -> Result<Payable> {
    let shopper = &world.shopper;
    shopper.choose_coin(coin, network).await?;
    shopper.wait_quote_fresh(coin).await?;
    shopper.pay().await?;
    let payable = shopper.payable().await?;
    assert_eq!(payable.coin, coin);
    assert_eq!(payable.network, network);

    let told = shopper.wait_event("payment_initiated").await?;
    assert_eq!(told.text("coin"), payable.coin);
    assert_eq!(told.text("network"), payable.network);
    assert_eq!(told.text("amount"), payable.amount);
    assert_eq!(told.text("address"), payable.address);
    assert!(!told.text("attempt").is_empty());

    shopper.check_qr(&payable).await?;
    assert_eq!(world.sandbox.stats().await?.creations, 1);
    assert_eq!(shopper.creation_requests().await?, 1);
    Ok(payable)
}

/// Pays the order and waits until the first delivery is done.
async fn settle(world: &World, payable: &Payable) -> Result<()> {
    let shopper = &world.shopper;
    world.sandbox.act(&payable.address, Action::Pay).await?;
    shopper.wait_screen("receipt").await?;
    let delivery = shopper
        .see("the delivery to be done", "delivery", |delivery| {
            delivery.data("state") == "delivered"
        })
        .await?;
    assert_eq!(delivery.data("index"), "0");
    assert!(shopper.look("pay-address").await?.is_empty());

    let completed = shopper.wait_event_once("order_completed").await?;
    assert_eq!(completed.text("coin"), payable.coin);
    let initiated = shopper.events_named("payment_initiated").await?;
    assert_eq!(initiated.len(), 1, "one order was offered for payment once");
    assert_eq!(world.sandbox.stats().await?.creations, 1);
    Ok(())
}

#[tokio::test]
async fn a_fixed_gift_card_is_bought_with_usdc_on_base() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        shopper.choose_denomination("25 USD").await?;
        shopper.enter_email(EMAIL).await?;
        let payable = order(world, "USDC", "Base").await?;
        ensure!(
            payable.address.starts_with("0x"),
            "an EVM address: {payable:?}"
        );
        settle(world, &payable).await?;
        let code = shopper.reveal().await?;
        world.inspect(&[EMAIL, &code]).await
    })
    .await
}

#[tokio::test]
async fn a_gift_card_of_any_amount_is_bought_over_lightning() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Airvale Stays").await?;
        shopper.enter_amount("37").await?;
        shopper.enter_email(EMAIL).await?;
        let payable = order(world, "BTC", "Lightning").await?;
        ensure!(
            payable.address.to_lowercase().starts_with("lnbc"),
            "an invoice: {payable:?}"
        );
        settle(world, &payable).await?;
        let code = shopper.reveal().await?;
        world.inspect(&[EMAIL, &code]).await
    })
    .await
}

#[tokio::test]
async fn a_phone_is_topped_up_with_usdc_on_solana() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Tidal Mobile Credits").await?;
        shopper.choose_denomination("10 USD").await?;
        shopper.enter_phone(PHONE, EMAIL).await?;
        let payable = order(world, "USDC", "Solana").await?;
        settle(world, &payable).await?;
        let digits = PHONE.trim_start_matches('+');
        world.inspect(&[EMAIL, PHONE, digits]).await
    })
    .await
}

#[tokio::test]
async fn an_esim_is_bought_with_ether_on_base() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Roamly Global eSIM").await?;
        shopper.choose_denomination("1 GB 7 days").await?;
        shopper.enter_email(EMAIL).await?;
        let payable = order(world, "ETH", "Base").await?;
        settle(world, &payable).await?;
        let code = shopper.reveal().await?;
        ensure!(
            code.starts_with("LPA:1$"),
            "an eSIM activation code: {code:?}"
        );
        world.inspect(&[EMAIL, &code]).await
    })
    .await
}
