//! Takes the pictures: `gallery FOLDER [GROUP…]`. `cargo xtask gallery` calls it.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};
use checkout_e2e::gallery::Wish;
use checkout_e2e::gallery::guide::walk;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().context("which folder?")?;
    let checked = env::var_os("CHECKOUT_AXE").is_some();
    let told = walk(&Wish {
        pictures: Some(PathBuf::from(folder)),
        checked,
        only: arguments.collect(),
    })
    .await?;
    println!("{} scenes", told.shots.len());
    if checked {
        println!("{} findings", told.findings.len());
    }
    for finding in &told.findings {
        println!("{finding}");
    }
    Ok(())
}
