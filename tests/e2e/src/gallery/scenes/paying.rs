//! An order from the press on pay to the money.

use anyhow::Result;
use serde_json::json;

use super::steps::{EMAIL, lasting};
use crate::gallery::Guide;
use crate::part::Part;
use crate::sandbox::Action;

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    creating(guide).await?;
    waiting(guide).await?;
    others(guide).await?;
    refused(guide).await?;
    clock(guide).await?;
    wallets(guide).await?;
    leaving(guide).await
}

async fn creating(guide: &mut Guide<'_>) -> Result<()> {
    for (scene, what) in [
        ("creating", json!({ "hang": true })),
        ("unknown-outcome", json!({ "status": 503, "after": true })),
    ] {
        guide.filled(EMAIL, ("USDC", "Base")).await?;
        let fault = lasting("/v5/orders", "POST", what);
        guide.world.sandbox.faults(&fault).await?;
        guide.shopper().press("pay").await?;
        guide.shopper().wait_phase(&[scene]).await?;
        guide.snap(scene).await?;
    }
    Ok(())
}

async fn waiting(guide: &mut Guide<'_>) -> Result<()> {
    let payable = guide.ordered("USDC", "Base").await?;
    guide.snap("waiting").await?;
    let copy = Part::named("copy").with("data-copies", "amount");
    let label = guide.shopper().look(copy.clone()).await?;
    let label = label.first().map(|one| one.text.clone());
    guide.shopper().press(copy.clone()).await?;
    guide
        .shopper()
        .see("the answer", copy, |one| Some(&one.text) != label.as_ref())
        .await?;
    guide.snap("copied").await?;
    guide.unfold(true).await?;
    guide.snap("waiting-support").await?;
    guide.unfold(false).await?;
    guide.connection(false).await?;
    guide.notice("warning").await?;
    guide.snap("waiting-offline").await?;
    guide.connection(true).await?;
    guide
        .world
        .sandbox
        .act(&payable.address, Action::Underpay)
        .await?;
    guide.shopper().wait_phase(&["underpaid"]).await?;
    guide.shopper().payable().await?;
    guide.snap("underpaid").await?;
    guide
        .world
        .sandbox
        .act(&payable.address, Action::Pay)
        .await?;
    guide.shopper().wait_phase(&["paid"]).await?;
    guide.snap("underpaid-then-paid").await
}

async fn others(guide: &mut Guide<'_>) -> Result<()> {
    for (scene, coin, network) in [
        ("waiting-lightning", "BTC", "Lightning"),
        ("waiting-bare-address", "SOL", "Solana"),
        ("waiting-bitcoin", "BTC", "Mainnet"),
    ] {
        guide.ordered(coin, network).await?;
        guide.snap(scene).await?;
    }
    guide
        .filled("problem.hosted@mail.shop", ("USDC", "Base"))
        .await?;
    guide.shopper().press("pay").await?;
    guide
        .shopper()
        .see("the link", "hosted-checkout", |_| true)
        .await?;
    guide.snap("hosted").await
}

async fn refused(guide: &mut Guide<'_>) -> Result<()> {
    guide
        .filled("problem.price_up@mail.shop", ("USDC", "Base"))
        .await?;
    let before = guide.shopper().notices().await?;
    guide.shopper().press("pay").await?;
    guide.shopper().wait_acceptance(&before).await?;
    guide.snap("price-risen").await?;
    guide
        .filled("problem.mismatch@mail.shop", ("USDC", "Base"))
        .await?;
    guide.shopper().press("pay").await?;
    guide.shopper().wait_phase(&["mismatch"]).await?;
    guide.snap("mismatch").await?;
    guide.ordered("USDC", "Base").await?;
    let alter =
        "all('[part~=pay-address]')[0].textContent = '0x000000000000000000000000000000000000dEaD';";
    guide.shopper().run::<()>(alter, vec![]).await?;
    guide.shopper().wait_phase(&["mismatch"]).await?;
    guide.snap("altered-by-the-page").await
}

/// Near the end of the window, behind it, and without live news.
async fn clock(guide: &mut Guide<'_>) -> Result<()> {
    for (scene, minutes, is_short) in [
        ("time-nearly-over", 27, true),
        ("time-over", 31, false),
        ("underpaid-and-over", 31, false),
    ] {
        guide.ordered("USDC", "Base").await?;
        let ago = "return new Date(Date.now() - arguments[0] * 60000).toISOString();";
        let asked: String = guide.shopper().run(ago, vec![json!(minutes)]).await?;
        let mut older = json!({ "created_at": asked, "payment_requested_at": asked });
        if let Some(order) = older.as_object_mut().filter(|_| scene.starts_with("under")) {
            order.insert("payment_state".into(), json!("PartialPaymentStarted"));
            order.insert("received_amount".into(), json!("5"));
            order.insert("missing_amount".into(), json!("20"));
        }
        guide.pretend(&older).await?;
        if is_short {
            guide
                .shopper()
                .see("little time", "countdown", |clock| {
                    clock.data("short") == "true"
                })
                .await?;
        } else {
            guide.notice("warning").await?;
        }
        guide.snap(scene).await?;
    }
    guide.ordered("USDC", "Base").await?;
    let no_stream = json!([{ "path": "/v5/orders/{id}/subscribe", "times": 1000, "status": 503 }]);
    guide.world.sandbox.faults(&no_stream).await?;
    guide.shopper().reload().await?;
    guide
        .shopper()
        .see("polling", "connection", |line| line.data("mode") == "poll")
        .await?;
    guide.snap("waiting-without-stream").await?;
    for (scene, what) in [
        ("returning", json!({ "hang": true })),
        ("returning-failed", json!({ "status": 500 })),
    ] {
        guide.ordered("USDC", "Base").await?;
        let fault = lasting("/v5/orders/{id}", "GET", what);
        guide.world.sandbox.faults(&fault).await?;
        guide.shopper().reload().await?;
        guide.shopper().wait_screen("pay").await?;
        if scene == "returning-failed" {
            guide.notice("error").await?;
        }
        guide.snap(scene).await?;
    }
    Ok(())
}

const WALLETS: &str = "
    const account = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';
    const hash = '0x5f2d1a9c00000000000000000000000000000000000000000000000000c0ffee';
    const icon = 'data:image/svg+xml,<svg/>';
    ['Fox Wallet', 'The Wallet With A Name That Is Much Too Long', 'محفظة'].forEach((name, place) => {
        announce({ uuid: `350670db-19fa-4704-a166-e52e178b59d${place}`, name, rdns: `com.wallet${place}`, icon },
            evm({ wallet: name, chain: '0x2105', account, hash, answers: say }));
    });
";

async fn wallets(guide: &mut Guide<'_>) -> Result<()> {
    guide.filled(EMAIL, ("USDC", "Base")).await?;
    guide.shopper().install(WALLETS).await?;
    guide.shopper().pay().await?;
    guide.shopper().payable().await?;
    guide
        .shopper()
        .see("the wallets", "wallet", |_| true)
        .await?;
    guide.snap("wallets").await?;
    for (scene, said, answers) in [
        (
            "wallet-refused",
            "refused",
            "eth_requestAccounts: { rejects: { code: 4001 } }",
        ),
        (
            "wallet-pending",
            "pending",
            "eth_requestAccounts: { rejects: { code: -32002 } }",
        ),
        (
            "wallet-failed",
            "failed",
            "eth_sendTransaction: { rejects: { code: -32000 } }",
        ),
        ("wallet-sent", "sent", ""),
    ] {
        guide.shopper().wallets_say(answers).await?;
        guide.shopper().press_wallet("com.wallet0").await?;
        guide.shopper().wallet_said(said).await?;
        guide.snap(scene).await?;
    }
    Ok(())
}

async fn leaving(guide: &mut Guide<'_>) -> Result<()> {
    guide.ordered("USDC", "Base").await?;
    guide.shopper().run::<()>("widget.back();", vec![]).await?;
    guide
        .shopper()
        .see("the question", "leaving", |_| true)
        .await?;
    guide.snap("leaving").await?;
    guide.shopper().press("stay").await?;
    // Another device: nothing of the order is known here.
    let id = guide.order_id().await?;
    guide.orders().await?;
    guide.shopper().type_into("order-reference", &id).await?;
    guide.shopper().press("find-order").await?;
    guide.shopper().wait_phase(&["waiting"]).await?;
    guide.snap("order-of-another-device").await
}
