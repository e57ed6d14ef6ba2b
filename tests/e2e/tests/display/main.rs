//! Inline, above the page, or as the page: one checkout in all of them (contract §2), and the ways back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod asking;
mod history;
mod keys;
mod modal;
mod page;
mod sandboxed;
mod switching;

use anyhow::Result;
use checkout_e2e::Shopper;
use checkout_e2e::wait::until;

/// The e-mail address of every buyer here.
const EMAIL: &str = "ada.lovelace@mail.shop";

/// Buys a card as far as the payment, and returns its address.
async fn to_payment(shopper: &Shopper) -> Result<String> {
    shopper.fill_in_card(EMAIL).await?;
    shopper.pay().await?;
    Ok(shopper.payable().await?.address)
}

async fn open(shopper: &Shopper) -> Result<()> {
    shopper.run("widget.showModal();", vec![]).await
}

/// Whether the dialog is above the page.
async fn is_open(shopper: &Shopper) -> Result<bool> {
    let script = "const dialog = all('[part~=\"modal\"]')[0];
                  return Boolean(dialog && dialog.matches(':modal') && shown(dialog));";
    shopper.run(script, vec![]).await
}

/// Waits until the dialog is gone.
async fn wait_closed(shopper: &Shopper) -> Result<()> {
    until("the dialog to close", async || {
        Ok((!is_open(shopper).await?).then_some(()))
    })
    .await
}
