//! Every step of a purchase crossed with every fault that an answer can have.
//!
//! Each cell is a purchase of its own: the fault is played until the buyer has seen what there is
//! to see, then it is over, and the buyer goes on with what the screen offers, to the delivered
//! code. The page's timers run ten times as fast, so that time-outs are met too. `CHECKOUT_FAULTS`
//! narrows the matrix to the cells whose names hold its text, such as `creation` or `429`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod buyer;
mod cell;
mod fault;
mod look;
mod matrix;
mod step;

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context, Result};
use checkout_e2e::{Setup, World, evidence, shops};
use tokio::time::timeout;

use fault::Fault;
use step::Step;

/// Longer than any purchase takes; reaching it is a failure of that one.
const LIMIT: Duration = Duration::from_secs(75);

#[tokio::test]
async fn every_fault_at_every_step_ends_in_a_defined_screen_and_in_one_purchase() -> Result<()> {
    let only = std::env::var("CHECKOUT_FAULTS").unwrap_or_default();
    let cells: VecDeque<(Step, Fault)> = Step::ALL
        .into_iter()
        .flat_map(|step| Fault::ALL.map(|fault| (step, fault)))
        .filter(|(step, fault)| step.can_meet(*fault))
        .filter(|(step, fault)| format!("{} / {}", step.name(), fault.name()).contains(&only))
        .collect();
    assert!(!cells.is_empty(), "no cell is called {only:?}");
    let waiting = Mutex::new(cells.clone());
    let rows = Mutex::new(Vec::new());
    let setup = Setup::default()
        .attribute("coin", "USDC")
        .attribute("network", "Base")
        .pace(10)
        .delivery_ms(200);
    shops(&setup, 2, async |world| {
        world.visit().await?;
        loop {
            let next = waiting.lock().unwrap().pop_front();
            let Some((step, fault)) = next else {
                return Ok(());
            };
            let outcome = one(world, step, fault).await;
            rows.lock().unwrap().push((step, fault, outcome));
        }
    })
    .await?;
    let mut rows = rows.into_inner().unwrap();
    rows.sort_by_key(|(step, fault, _)| cells.iter().position(|cell| *cell == (*step, *fault)));
    matrix::publish(&rows)?;
    let failed: Vec<String> = rows
        .iter()
        .filter_map(|(step, fault, outcome)| {
            let error = outcome.as_ref().err()?;
            Some(format!("{} / {}: {error}", step.name(), fault.name()))
        })
        .collect();
    assert!(
        failed.is_empty(),
        "{} failed:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert_eq!(rows.len(), cells.len());
    Ok(())
}

async fn one(world: &World, step: Step, fault: Fault) -> Result<cell::Outcome, String> {
    let played = timeout(LIMIT, cell::play(world, step, fault)).await;
    let outcome = played
        .context("it took too long")
        .and_then(|outcome| outcome);
    if outcome.is_err() {
        evidence::report(world, &format!("fault-{step:?}-{fault:?}")).await;
    }
    outcome.map_err(|error| format!("{error:#}"))
}
