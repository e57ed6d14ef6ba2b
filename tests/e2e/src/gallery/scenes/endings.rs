//! An order that is paid or over.

use anyhow::Result;
use serde_json::{Value, json};

use crate::gallery::Guide;
use crate::sandbox::Action;

pub async fn show(guide: &mut Guide<'_>) -> Result<()> {
    for (phase, action) in [
        ("detected", Action::Detect),
        ("paid", Action::Pay),
        ("held", Action::Overpay),
        ("review", Action::Review),
        ("late", Action::PayLate),
        ("expired", Action::Expire),
        ("canceled", Action::Cancel),
        ("refunded", Action::Refund),
    ] {
        let payable = guide.ordered("USDC", "Base").await?;
        guide.world.sandbox.act(&payable.address, action).await?;
        guide.shopper().wait_phase(&[phase]).await?;
        guide.snap(phase).await?;
    }
    // What the sandbox never says by itself.
    for (scene, phase, said) in unusual() {
        guide.ordered("USDC", "Base").await?;
        guide.pretend(&said).await?;
        guide.shopper().wait_phase(&[phase]).await?;
        guide.snap(scene).await?;
    }
    Ok(())
}

fn unusual() -> [(&'static str, &'static str, Value); 8] {
    let states =
        |order: &str, payment: &str| json!({ "order_state": order, "payment_state": payment });
    let mut with_money = states("PaymentFailed", "Failed");
    if let Some(order) = with_money.as_object_mut() {
        order.insert("received_amount".into(), json!("3.5"));
    }
    let mut too_much = states("Done", "PaymentReceived");
    if let Some(order) = too_much.as_object_mut() {
        order.insert("received_amount".into(), json!("99"));
    }
    let mut no_address = states("PaymentSetupFailed", "PaymentRequested");
    if let Some(order) = no_address.as_object_mut() {
        order.insert("wallet_address".into(), Value::Null);
    }
    [
        (
            "delivering",
            "delivering",
            states("WaitingForDelivery", "PaymentReceived"),
        ),
        (
            "processing",
            "processing",
            states("SomethingNew", "SomethingElse"),
        ),
        ("failed", "failed", states("PaymentFailed", "Failed")),
        ("failed-with-money", "failed", with_money),
        ("setup-failed", "failed", no_address),
        (
            "being-checked",
            "held",
            states("WaitingForPayment", "WaitingForComplianceReport"),
        ),
        ("overpaid", "delivered", too_much),
        (
            "not-all-here",
            "delivered",
            states("Done", "PaymentReceived"),
        ),
    ]
}
