//! The wallet for a refund: folded away, checked before it is sent, and nowhere but in the order's body
//! (features VAL-18).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::evidence::photograph;
use checkout_e2e::{Part, Setup, Shopper, shop};

const EMAIL: &str = "ada.lovelace@mail.shop";
const WALLET: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
/// The same with one letter in the other case.
const MISTYPED: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD";

async fn leave_field(shopper: &Shopper) -> Result<()> {
    shopper
        .run::<()>("root.activeElement?.blur();", vec![])
        .await
}

async fn wallet_reviewed(shopper: &Shopper, there: bool) -> Result<()> {
    let line = Part::named("review-line").with("data-line", "refund");
    let what = format!("the wallet in the review: {there}");
    checkout_e2e::wait::until(&what, async || {
        let lines = shopper.look(line.clone()).await?;
        let said = lines.iter().any(|line| line.text.contains(WALLET));
        Ok((said == there && lines.is_empty() != there).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_wallet_is_checked_reviewed_and_told_to_nobody_else() -> Result<()> {
    shop(Setup::default().size(360, 800), async |world| {
        let shopper = &world.shopper;
        shopper.choose_brand("Northwind Market").await?;
        ensure!(
            shopper.look("refund-open").await?.is_empty(),
            "asked before there is a network"
        );
        shopper.press("back").await?;
        shopper.fill_in_card(EMAIL).await?;
        let field = shopper.look("refund").await?;
        ensure!(!field[0].shown, "it is folded away: {field:?}");
        shopper.press("refund-open").await?;
        shopper.type_into("refund", MISTYPED).await?;
        leave_field(shopper).await?;
        let problem = Part::named("problem").with("data-code", "REFUND_UNREADABLE");
        shopper
            .see("what is wrong", problem.clone(), |one| {
                one.shown && one.data("field") == "refund" && one.text.contains("Base")
            })
            .await?;
        photograph(world, "refund-wrong").await?;
        let field = shopper.look_shown("refund").await?;
        assert_eq!(field[0].attributes["aria-invalid"], "true");
        assert!(field[0].attributes.contains_key("aria-describedby"));

        // Pay leads there, even where somebody folded it away again.
        shopper.press("refund-open").await?;
        shopper.press("pay").await?;
        assert_eq!(world.sandbox.stats().await?.creations, 0);
        shopper
            .see("it unfolded", "refund", |one| one.shown)
            .await?;
        shopper.type_into("refund", WALLET).await?;
        shopper.wait_quote_fresh("USDC").await?;
        ensure!(shopper.look(problem).await?.is_empty(), "mended");
        wallet_reviewed(shopper, true).await?;
        photograph(world, "refund").await?;

        shopper.choose_coin("BTC", "Lightning").await?;
        wallet_reviewed(shopper, false).await?;
        ensure!(
            shopper.look("refund").await?.is_empty(),
            "an invoice takes nothing back"
        );
        shopper.choose_coin("USDC", "Base").await?;
        shopper
            .see("what was typed", "refund", |field| {
                field.shown && field.value == WALLET
            })
            .await?;
        shopper.wait_quote_fresh("USDC").await?;
        wallet_reviewed(shopper, true).await?;
        shopper.pay().await?;
        shopper.payable().await?;
        assert_eq!(world.sandbox.stats().await?.creations, 1);
        world.inspect(&[EMAIL, WALLET]).await
    })
    .await
}
