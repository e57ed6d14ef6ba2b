//! WebLN: an invoice paid by one press, and the proof that comes back.

use anyhow::{Result, ensure};
use checkout_e2e::{Action, Setup, shop};
use serde_json::json;

use crate::steps::{methods, to_payment};

const PREIMAGE: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

#[tokio::test]
async fn an_invoice_is_paid_by_one_press_and_the_proof_stays_with_the_buyer() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        let install = format!("webln({{ wallet: 'bee', preimage: '{PREIMAGE}' }});");
        shopper.install(&install).await?;
        let payable = to_payment(shopper, "BTC", "Lightning").await?;
        shopper.press_wallet("webln").await?;
        let said = shopper.wallet_said("sent").await?;
        ensure!(said.text.contains(PREIMAGE), "{said:?}");
        let asked = shopper.asked().await?;
        assert_eq!(methods(&asked), ["enable", "sendPayment"]);
        assert_eq!(asked[1].params, json!([payable.address]));
        shopper.wait_phase(&["waiting"]).await?;
        world.sandbox.act(&payable.address, Action::Pay).await?;
        shopper.wait_screen("receipt").await?;
        let told = format!("{:?}", shopper.events().await?);
        ensure!(!told.contains(PREIMAGE), "the proof was told");
        assert_eq!(shopper.wallet_listeners().await?, 0);
        world.inspect(&[]).await
    })
    .await
}

#[tokio::test]
async fn a_no_to_the_page_or_to_the_payment_is_a_no() -> Result<()> {
    shop(Setup::default(), async |world| {
        let shopper = &world.shopper;
        shopper
            .install("webln({ wallet: 'bee', answers: say });")
            .await?;
        let payable = to_payment(shopper, "BTC", "Lightning").await?;
        for (answers, state) in [
            ("enable: { rejects: new Error('User rejected') }", "refused"),
            ("enable: { rejects: 'locked' }", "unable"),
            ("sendPayment: { rejects: new Error('User rejected') }", "refused"),
            ("sendPayment: { rejects: new Error('no route') }", "failed"),
            (
                "sendPayment: { rejects: Object.assign(new Error('x'), { name: 'RejectionError' }) }",
                "refused",
            ),
            ("sendPayment: { throws: undefined }", "failed"),
        ] {
            shopper.wallets_say(answers).await?;
            shopper.press_wallet("webln").await?;
            shopper.wallet_said(state).await?;
            ensure!(
                shopper.wallets().await?[0].enabled,
                "{answers}: it may be pressed again"
            );
        }
        assert_eq!(shopper.payable().await?, payable);
        world.inspect(&[]).await
    })
    .await
}
