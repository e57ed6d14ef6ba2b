//! One purchase with one fault at one step.

use std::time::Duration;

use anyhow::{Result, ensure};
use checkout_e2e::wait::{throughout, until};
use checkout_e2e::{Action, World};
use serde_json::json;

use crate::buyer::Buyer;
use crate::fault::Fault;
use crate::look::Look;
use crate::step::{Expected, Step};

/// What happened.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What the buyer saw during the fault.
    pub saw: String,
    /// What the buyer pressed afterwards.
    pub pressed: Vec<&'static str>,
    /// Orders at the vendor.
    pub orders: u64,
}

pub async fn play(world: &World, step: Step, fault: Fault) -> Result<Outcome> {
    let shopper = &world.shopper;
    world.sandbox.clear_faults().await?;
    let before = world.sandbox.stats().await?.creations;
    let brand = match step {
        Step::Price => "Airvale Stays",
        _ => "Northwind Market",
    };
    let mut buyer = Buyer::new(world, brand);
    let forget = "localStorage.clear();
        return caches.delete('cryptorefills-checkout').then(() => {});";
    shopper.run::<()>(forget, vec![]).await?;

    let later: String = shopper
        .run("return new Date(Date.now() + 5000).toUTCString();", vec![])
        .await?;
    let plays = json!([step.play(fault, &later)]);
    let saw = reach(world, step, fault, &mut buyer, &plays).await?;
    // What was pressed before the fault is no news.
    buyer.presses.clear();

    world.sandbox.clear_faults().await?;
    match step {
        Step::Order | Step::Stream => buyer.delivered().await?,
        _ => buyer.finish().await?,
    }
    let orders = world.sandbox.stats().await?.creations - before;
    ensure!(orders == step.orders(fault), "{orders} orders");
    ensure!(buyer.addresses.len() == 1, "shown: {:?}", buyer.addresses);
    check_page(world).await?;
    Ok(Outcome {
        saw,
        pressed: buyer.presses,
        orders,
    })
}

/// Goes to the step, plays the fault and tells what was seen.
async fn reach(
    world: &World,
    step: Step,
    fault: Fault,
    buyer: &mut Buyer<'_>,
    plays: &serde_json::Value,
) -> Result<String> {
    let shopper = &world.shopper;
    let at_once = matches!(step, Step::Vias | Step::Brands);
    if at_once {
        world.sandbox.faults(plays).await?;
    }
    world.visit().await?;
    if step == Step::Brands {
        return seen(step, fault, buyer).await;
    }
    if matches!(step, Step::Products | Step::Stream) {
        world.sandbox.faults(plays).await?;
    }
    buyer.open().await?;
    match step {
        Step::Vias | Step::Products => return seen(step, fault, buyer).await,
        Step::Price => {
            shopper.see("coins", "coin", |_| true).await?;
            world.sandbox.faults(plays).await?;
            shopper.enter_amount("25").await?;
            return seen(step, fault, buyer).await;
        }
        Step::Validation => {
            shopper.see("coins", "coin", |_| true).await?;
            world.sandbox.faults(plays).await?;
            buyer.fill_in().await?;
            return seen(step, fault, buyer).await;
        }
        _ => {}
    }
    shopper.see("coins", "coin", |_| true).await?;
    buyer.fill_in().await?;
    shopper.wait_quote_fresh("USDC").await?;
    match step {
        Step::Creation | Step::CreationLost | Step::CreationLostAtEdge => {
            world.sandbox.faults(plays).await?;
            shopper.press("pay").await?;
            let words = seen(step, fault, buyer).await?;
            if step.expected(fault) == Expected::Phase("unknown-outcome") {
                throughout(Duration::from_millis(500), async || {
                    let sent = shopper.creation_requests().await?;
                    ensure!(sent == 1, "{sent} creations were sent");
                    shopper.nothing_payable().await
                })
                .await?;
            }
            Ok(words)
        }
        Step::Order => {
            // Without a stream, so that the order is asked for.
            let no_stream = json!([{
                "path": Step::Stream.path(), "times": 1000, "status": 503
            }]);
            world.sandbox.faults(&no_stream).await?;
            let address = buyer.until_payable().await?;
            world.sandbox.faults(plays).await?;
            // A hang lasts until the widget's own time-out; any other is met once more at least.
            let most = if fault == Fault::Hang { 2 } else { 1 };
            until("the fault to be met", async || {
                let left = world.sandbox.faults_left(step.path()).await?;
                Ok((left <= most).then_some(()))
            })
            .await?;
            let words = seen(step, fault, buyer).await?;
            world.sandbox.act(&address, Action::Pay).await?;
            Ok(words)
        }
        Step::Return => {
            buyer.until_payable().await?;
            world.sandbox.faults(plays).await?;
            shopper.reload().await?;
            seen(step, fault, buyer).await
        }
        _ => {
            let address = buyer.until_payable().await?;
            let words = seen(step, fault, buyer).await?;
            world.sandbox.act(&address, Action::Detect).await?;
            shopper.wait_phase(&["detected"]).await?;
            world.sandbox.act(&address, Action::Pay).await?;
            Ok(words)
        }
    }
}

/// Waits for what must be seen, and says what it was.
async fn seen(step: Step, fault: Fault, buyer: &mut Buyer<'_>) -> Result<String> {
    let expected = step.expected(fault);
    let what = format!("{expected:?}");
    until(&what, async || {
        let look = buyer.look().await?;
        let ordered = matches!(step, Step::Order | Step::Return | Step::Stream);
        if !ordered && expected != Expected::Recovery {
            ensure!(look.payable_parts == 0, "payable: {look:?}");
        }
        let there = match expected {
            Expected::Notice => !look.notices.is_empty() && look.retry,
            Expected::NoPrice => look.quote == "unavailable",
            Expected::Problem(code) => look.problems.iter().any(|problem| problem.kind == code),
            Expected::Phase(phase) => look.phase == phase,
            Expected::Recovery => recovered(step, &look),
        };
        Ok(there.then(|| match expected {
            Expected::Recovery => "it waits".to_owned(),
            Expected::NoPrice => "no price".to_owned(),
            _ => look.words().unwrap_or_default(),
        }))
    })
    .await
}

/// The step has succeeded after all.
fn recovered(step: Step, look: &Look) -> bool {
    match step {
        Step::Vias => look.coins > 0,
        Step::Brands => look.brands > 0,
        Step::Products => look.denominations > 0,
        Step::Price | Step::Validation => look.quote == "fresh",
        _ => look.phase == "waiting",
    }
}

/// Nothing was thrown, blocked or logged but what the network itself logs.
async fn check_page(world: &World) -> Result<()> {
    let mishaps = world.shopper.mishaps().await?;
    ensure!(mishaps.is_empty(), "the page reports {mishaps:?}");
    let mut console = world.shopper.browser().console_errors().await?;
    console.retain(|entry| {
        !entry.contains("Failed to load resource") && !entry.contains("EventSource's response")
    });
    ensure!(console.is_empty(), "the console reports {console:?}");
    Ok(())
}
