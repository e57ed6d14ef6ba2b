//! Every screen and state can be read, reached, hit and heard, by everybody.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Result, ensure};
use checkout_e2e::gallery::Wish;
use checkout_e2e::gallery::guide::{Told, walk_group};
use checkout_e2e::gallery::scenes::Group;

async fn is_for_everybody(group: Group, scenes: usize) -> Result<()> {
    let wish = Wish {
        checked: true,
        ..Wish::default()
    };
    let mut told = Told::default();
    let outcome = walk_group(group, &wish, &mut told).await;
    let findings = told.findings.join("\n");
    ensure!(findings.is_empty(), "{findings}\n{outcome:?}");
    outcome?;
    ensure!(told.shots.len() >= scenes, "{} scenes", told.shots.len());
    Ok(())
}

#[tokio::test]
async fn the_shop_window() -> Result<()> {
    is_for_everybody(Group::Window, 20).await
}

#[tokio::test]
async fn the_form() -> Result<()> {
    is_for_everybody(Group::Form, 30).await
}

#[tokio::test]
async fn what_the_vendor_refuses() -> Result<()> {
    is_for_everybody(Group::Problems, 34).await
}

#[tokio::test]
async fn what_is_to_be_paid() -> Result<()> {
    is_for_everybody(Group::Paying, 24).await
}

#[tokio::test]
async fn what_is_paid_or_over() -> Result<()> {
    is_for_everybody(Group::Endings, 12).await
}

#[tokio::test]
async fn what_was_bought() -> Result<()> {
    is_for_everybody(Group::Receipt, 13).await
}

#[tokio::test]
async fn dialog_page_and_what_stands_instead() -> Result<()> {
    is_for_everybody(Group::Frames, 9).await
}
