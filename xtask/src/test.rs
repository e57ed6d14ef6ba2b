//! `cargo xtask test`: every test, in numbered steps, cheapest first.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::tally::{self, Tally};
use crate::tools::{Need, Toolbox};
use crate::{bundle, fuzz, project};

/// The flags of `test`.
#[derive(Args)]
pub struct Options {
    /// Runs only these (repeatable)
    #[arg(long, value_enum, value_name = "WHICH")]
    only: Vec<Suite>,
}

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Suite {
    /// The pure half of the widget, without a browser
    Native,
    /// The readers of outside bytes, under fire for half a minute
    Fuzz,
    /// The reference proxy and its sandbox
    Proxy,
    /// These verbs
    Xtask,
    /// The widget's parts in headless Chromium
    Browser,
    /// Whole purchases against the built bundle in headless Chromium
    E2e,
}

impl Suite {
    /// Every part, in the order in which they run.
    const ALL: [Self; 6] = [
        Self::Native,
        Self::Fuzz,
        Self::Proxy,
        Self::Xtask,
        Self::Browser,
        Self::E2e,
    ];

    /// Gets ready and returns the command that runs the tests.
    fn command(self) -> Result<Command> {
        let mut cargo = project::cargo();
        cargo.args(["test", "--no-fail-fast", "--package"]);
        match self {
            Self::Native => {
                cargo.args([project::WIDGET, "--no-default-features"]);
            }
            Self::Fuzz => {
                cargo.arg("checkout-fuzz");
            }
            Self::Proxy => {
                cargo.arg(project::PROXY);
            }
            Self::Xtask => {
                cargo.arg("xtask");
            }
            Self::Browser => {
                let tools = Toolbox::prepare(&Need::BROWSER)?;
                let runner = tools
                    .program(Need::WasmBindgen)?
                    .with_file_name("wasm-bindgen-test-runner");
                let target = "wasm32-unknown-unknown";
                cargo
                    .args([project::WIDGET, "--target", target, "--test", "browser"])
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
                    // In seconds; the default of 20 is little for a busy machine.
                    .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
                    .env("CHROMEDRIVER", tools.program(Need::Chromedriver)?);
            }
            Self::E2e => {
                let tools = Toolbox::prepare(&[Need::Chromium, Need::Chromedriver])?;
                let dist: PathBuf = bundle::build(false)?;
                cargo
                    .arg("checkout-e2e")
                    .env("CHECKOUT_DIST", dist)
                    .env("CHECKOUT_PROXY_BIN", project::build_proxy()?)
                    .env("CHROMEDRIVER", tools.program(Need::Chromedriver)?);
            }
        }
        Ok(cargo)
    }

    /// Runs this part. What keeps it from running counts as one failure, so that the
    /// other parts still get their turn.
    fn run(self) -> Tally {
        let tally = self.command().and_then(|mut command| {
            let mut tally = tally::run(&mut command)?;
            if self == Self::Fuzz {
                tally.add(fuzz::short()?);
            }
            Ok(tally)
        });
        tally.unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Tally {
                passed: 0,
                failed: 1,
            }
        })
    }
}

/// Runs the tests. The exit code is 1 when one failed; the last line counts them.
///
/// # Errors
/// Tools are missing that only the developer can install.
pub fn run(options: &Options) -> Result<ExitCode> {
    let suites = chosen(&options.only);
    if suites.contains(&Suite::Browser) || suites.contains(&Suite::E2e) {
        // First, so that nobody waits for minutes to be told to install a browser.
        Toolbox::prepare(&Need::BROWSER)?;
    }
    if suites.contains(&Suite::Fuzz) {
        Toolbox::prepare(&[Need::Cxx])?;
    }
    let mut total = Tally::default();
    let mut broken = Vec::new();
    for (index, suite) in suites.iter().enumerate() {
        println!("[{}/{}] {suite:?}", index + 1, suites.len());
        let start = Instant::now();
        let tally = suite.run();
        let elapsed = start.elapsed();
        println!("    {suite:?}: {} in {elapsed:.1?}", tally.closing_line());
        if tally.failed > 0 {
            broken.push(format!("{suite:?}"));
        }
        total.add(tally);
    }
    if !broken.is_empty() {
        println!("failed: {}", broken.join(", "));
    }
    println!("{}", total.closing_line());
    Ok(if broken.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The parts to run: those asked for, in their usual order and once each, or all.
fn chosen(only: &[Suite]) -> Vec<Suite> {
    Suite::ALL
        .into_iter()
        .filter(|suite| only.is_empty() || only.contains(suite))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_choice_everything_runs() {
        assert_eq!(chosen(&[]), Suite::ALL);
        assert_eq!(Suite::value_variants(), Suite::ALL);
    }

    #[test]
    fn a_choice_runs_once_and_cheapest_first() {
        let only = [Suite::E2e, Suite::Native, Suite::E2e];
        assert_eq!(chosen(&only), [Suite::Native, Suite::E2e]);
    }

    #[test]
    fn the_pure_half_is_tested_without_the_browser_feature() {
        let text = crate::process::describe(&Suite::Native.command().unwrap());
        assert_eq!(
            text,
            "cargo test --no-fail-fast --package cryptorefills-checkout --no-default-features"
        );
    }
}
