//! What the payment screen asks the shopper to pay, and the proof that it asks for nothing.

use anyhow::{Result, ensure};
use image::DynamicImage;
use serde::Deserialize;

use crate::qr;
use crate::shopper::Shopper;
use crate::wait::until;

/// Parts through which money could be sent; the price before an order is not one of them.
const PAYABLE_PARTS: [&str; 5] = [
    "qr",
    "pay-amount",
    "pay-address",
    "open-wallet",
    "hosted-checkout",
];

/// The payment screen's exact texts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Payable {
    /// The amount, digit for digit.
    pub amount: String,
    /// The coin as `payment_vias` names it.
    pub coin: String,
    /// The network as `payment_vias` names it.
    pub network: String,
    /// Where to pay.
    pub address: String,
    /// What the QR code says that it encodes.
    pub qr_text: String,
}

impl Shopper {
    /// Waits for an order that can be paid and reads it in one go.
    ///
    /// # Errors
    /// When none is on the screen in time.
    pub async fn payable(&self) -> Result<Payable> {
        self.wait_screen("pay").await?;
        until("something payable", async || {
            self.run(
                "const text = name => {
                     const found = all(`[part~=\"${name}\"]`).find(shown);
                     return found ? found.textContent.trim() : '';
                 };
                 const qr = all('[part~=\"qr\"]').find(shown);
                 const payable = {
                     amount: text('pay-amount'),
                     coin: text('pay-coin'),
                     network: text('pay-network'),
                     address: text('pay-address'),
                     qr_text: qr ? qr.dataset.text || '' : '',
                 };
                 return Object.values(payable).every(Boolean) ? payable : null;",
                vec![],
            )
            .await
        })
        .await
    }

    /// Reads the QR code from a screenshot of it and compares it with what it says that it
    /// encodes. Only Lightning may change the case of letters (BOLT-11: upper case makes a
    /// smaller code, and bech32 does not tell them apart).
    ///
    /// # Errors
    /// When the code cannot be read or says something else.
    pub async fn check_qr(&self, payable: &Payable) -> Result<()> {
        self.run::<()>(
            "const qr = all('[part~=\"qr\"]').find(shown);
             if (qr) qr.scrollIntoView({ block: 'center', behavior: 'instant' });",
            vec![],
        )
        .await?;
        let picture = self.picture("qr").await?;
        let read = qr::read(&DynamicImage::from(picture).to_luma8())?;
        let (shown, said) = if payable.network == "Lightning" {
            (read.to_lowercase(), payable.qr_text.to_lowercase())
        } else {
            (read, payable.qr_text.clone())
        };
        ensure!(
            shown == said,
            "the QR code reads {shown:?} but says that it encodes {said:?}"
        );
        let address = &payable.address;
        ensure!(
            shown.contains(address) || shown.contains(&address.to_lowercase()),
            "the QR code {shown:?} does not contain the address {address:?}"
        );
        Ok(())
    }

    /// Proves that nothing on the page could be paid: no code, address, amount or wallet link.
    ///
    /// # Errors
    /// Names the parts that are there.
    pub async fn nothing_payable(&self) -> Result<()> {
        let mut found = Vec::new();
        for part in PAYABLE_PARTS {
            if !self.look(part).await?.is_empty() {
                found.push(part);
            }
        }
        ensure!(found.is_empty(), "still in the document: {found:?}");
        Ok(())
    }
}
