//! `cargo xtask gallery`: a picture of every screen and state, and a page that shows them all.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use crate::tools::{Need, Toolbox};
use crate::{bundle, process, project};

/// What it takes, beside a build.
const NEEDS: [Need; 2] = [Need::Chromium, Need::Chromedriver];

/// The flags of `gallery`.
#[derive(Args)]
pub struct Options {
    /// Where the pictures go [default: target/gallery]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Takes only these: window, form, problems, paying, endings, receipt, past, several, frames (repeatable)
    #[arg(long, value_name = "GROUP")]
    only: Vec<String>,
}

/// Builds, takes the pictures and says where they are.
///
/// # Errors
/// A tool is missing, a build fails, or a scene cannot be reached.
pub fn run(options: &Options) -> Result<ExitCode> {
    let tools = Toolbox::prepare(&NEEDS)?;
    let dist = bundle::build(false)?;
    let proxy = project::build_proxy()?;
    let out = match &options.out {
        Some(out) => std::path::absolute(out).context("the folder for the pictures")?,
        None => project::target_dir()?.join("gallery"),
    };
    let mut cargo = project::cargo();
    cargo
        .args([
            "run",
            "--quiet",
            "--package",
            "checkout-e2e",
            "--bin",
            "gallery",
            "--",
        ])
        .arg(&out)
        .args(&options.only)
        .env("CHECKOUT_DIST", dist)
        .env("CHECKOUT_PROXY_BIN", proxy)
        .env("CHECKOUT_ENGINE", "chromium")
        .env("CHROMEDRIVER", tools.program(Need::Chromedriver)?)
        .env_remove("CHECKOUT_AXE");
    process::run(&mut cargo)?;
    println!("{}", out.join("index.html").display());
    Ok(ExitCode::SUCCESS)
}
