//! `cargo xtask bench`: how fast the first screen comes, and how fast it answers a key, beside a bare page.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::tools::{Need, Toolbox};
use crate::{bundle, process, project};

/// What it takes, beside a build.
const NEEDS: [Need; 2] = [Need::Chromium, Need::Chromedriver];

/// The flags of `bench`.
#[derive(Args)]
pub struct Options {
    /// How often each page takes its turn
    #[arg(long, default_value_t = 9, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// Width of the page in CSS pixels: the wider, the more tiles
    #[arg(long, default_value_t = 412, value_parser = clap::value_parser!(u16).range(280..=4_000))]
    width: u16,
    /// Measures only one of the two
    #[arg(long)]
    only: Option<Half>,
    /// Prints the JSON alone
    #[arg(long)]
    json: bool,
}

/// What can be measured by itself.
#[derive(Clone, Copy, ValueEnum)]
enum Half {
    /// From a key to the paint that answers it
    Keys,
    /// From navigation to a window that can be used
    Load,
}

/// Builds, measures, prints table and JSON, and leaves the JSON in target/bench.json.
///
/// # Errors
/// A tool is missing, a build fails, or a page does not show what was typed.
pub fn run(options: &Options) -> Result<ExitCode> {
    let tools = Toolbox::prepare(&NEEDS)?;
    let dist = bundle::build(false)?;
    let proxy = project::build_proxy()?;
    let out = project::target_dir()?.join("bench.json");
    let mut cargo = project::cargo();
    cargo
        .args(["run", "--quiet", "--package", "checkout-e2e"])
        .args(["--bin", "bench", "--"])
        .arg(&out)
        .args(["--runs", &options.runs.to_string()])
        .args(["--width", &options.width.to_string()])
        .env("CHECKOUT_DIST", dist)
        .env("CHECKOUT_PROXY_BIN", proxy)
        .env("CHECKOUT_ENGINE", "chromium")
        .env("CHROMEDRIVER", tools.program(Need::Chromedriver)?);
    if let Some(half) = options.only {
        let half = match half {
            Half::Keys => "keys",
            Half::Load => "load",
        };
        cargo.args(["--only", half]);
    }
    process::run(&mut cargo)?;
    if options.json {
        print!("{}", std::fs::read_to_string(&out)?);
    } else {
        println!("{}", out.display());
    }
    Ok(ExitCode::SUCCESS)
}
