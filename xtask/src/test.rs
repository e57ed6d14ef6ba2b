//! `cargo xtask test`: every test, in numbered steps, cheapest first.

use std::io::Write;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::engine::Engine;
use crate::tally::{self, Tally};
use crate::tools::{Need, Toolbox};
use crate::{bundle, fuzz, project, repeat};

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
    /// The type declarations and examples, by TypeScript and npm, against the built bundle
    Types,
    /// A second build in another folder, which must give the same files
    Repeat,
    /// The widget's parts in Chromium
    Browser,
    /// The widget's parts in Firefox
    Firefox,
    /// The widget's parts in WebKitGTK, the nearest to Safari that runs on Linux
    Webkit,
    /// Whole purchases against the built bundle in headless Chromium
    E2e,
    /// Whole purchases, the hostile page and what else tells engines apart in headless Firefox
    E2eFirefox,
    /// Whole purchases and the hostile page in WebKitGTK
    E2eWebkit,
}

impl Suite {
    /// Every part, in the order in which they run.
    const ALL: [Self; 12] = [
        Self::Native,
        Self::Fuzz,
        Self::Proxy,
        Self::Xtask,
        Self::Types,
        Self::Repeat,
        Self::Browser,
        Self::Firefox,
        Self::Webkit,
        Self::E2e,
        Self::E2eFirefox,
        Self::E2eWebkit,
    ];

    /// The tools that only some parts take.
    fn needs(self) -> &'static [Need] {
        match self {
            Self::Native | Self::Proxy | Self::Xtask | Self::Repeat => &[],
            Self::Fuzz => &Need::FUZZ,
            Self::Types => &Need::TYPES,
            Self::Browser => Engine::Chromium.needs(),
            Self::Firefox => Engine::Firefox.needs(),
            Self::Webkit => Engine::Webkit.needs(),
            Self::E2e => Engine::Chromium.e2e_needs(),
            Self::E2eFirefox => Engine::Firefox.e2e_needs(),
            Self::E2eWebkit => Engine::Webkit.e2e_needs(),
        }
    }

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
                cargo.args(["xtask", "--bins"]);
            }
            Self::Types => {
                let tools = Toolbox::prepare(self.needs())?;
                cargo
                    .args(["xtask", "--test", "types"])
                    .env("CHECKOUT_DIST", bundle::build(false)?)
                    .env("CHECKOUT_NPM", tools.program(Need::Npm)?)
                    .env("CHECKOUT_TSC", tools.program(Need::Typescript)?);
            }
            Self::Repeat => bail!("this is no test of cargo's"),
            Self::Browser => return Engine::Chromium.command(),
            Self::Firefox => return Engine::Firefox.command(),
            Self::Webkit => return Engine::Webkit.command(),
            Self::E2e => return Engine::Chromium.e2e_command(),
            Self::E2eFirefox => return Engine::Firefox.e2e_command(),
            Self::E2eWebkit => return Engine::Webkit.e2e_command(),
        }
        Ok(cargo)
    }

    fn outcome(self, show: &mut dyn Write) -> Result<Tally> {
        if self == Self::Repeat {
            return repeat::run();
        }
        let mut tally = tally::run(&mut self.command()?, show)?;
        if matches!(self, Self::Webkit | Self::E2eWebkit) && tally.is_void() {
            // WebKitGTK's web process now and then dies while it starts to draw, whatever the page.
            eprintln!("the browser seems to have crashed: once more");
            tally = tally::run(&mut self.command()?, show)?;
        }
        if self == Self::Fuzz {
            tally.add(fuzz::short()?);
        }
        Ok(tally)
    }

    /// Runs this part. What keeps it from running counts as one failure, so that the
    /// other parts still get their turn.
    fn run(self, show: &mut dyn Write) -> Tally {
        let start = Instant::now();
        let tally = self.outcome(show).unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Tally {
                passed: 0,
                failed: 1,
                ..Tally::default()
            }
        });
        let line = tally.closing_line();
        let _ = writeln!(show, "    {self:?}: {line} in {:.1?}", start.elapsed());
        tally
    }
}

/// Runs the tests. The exit code is 1 when one failed; the last line counts them.
///
/// # Errors
/// Tools are missing that only the developer can install.
pub fn run(options: &Options) -> Result<ExitCode> {
    let suites = chosen(&options.only);
    // First, so that nobody waits for minutes to be told to install a browser.
    for suite in &suites {
        if let Err(error) = Toolbox::prepare(suite.needs()) {
            // WebKitGTK is not to be had everywhere; the other parts are worth running without it.
            if !matches!(suite, Suite::Webkit | Suite::E2eWebkit) || suites.len() == 1 {
                return Err(error);
            }
            eprintln!("{suite:?} will fail: {error:#}");
        }
    }
    let mut total = Tally::default();
    let mut broken = Vec::new();
    let mut count = 0;
    for step in steps(&suites) {
        for suite in step {
            count += 1;
            println!("[{count}/{}] {suite:?}", suites.len());
        }
        for (suite, tally) in step.iter().zip(side_by_side(step)) {
            if tally.failed > 0 {
                broken.push(format!("{suite:?}"));
            }
            total.add(tally);
        }
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

/// The parts in steps. The last two engines mostly wait, each for its own browser, and run side by side.
fn steps(suites: &[Suite]) -> impl Iterator<Item = &[Suite]> {
    suites.chunk_by(|one, next| [*one, *next] == [Suite::E2eFirefox, Suite::E2eWebkit])
}

/// Runs the parts of one step. The first shows its output at once, any other when it has ended.
fn side_by_side(step: &[Suite]) -> Vec<Tally> {
    let Some((first, others)) = step.split_first() else {
        return Vec::new();
    };
    std::thread::scope(|scope| {
        let others = others.iter().map(|suite| {
            scope.spawn(|| {
                let mut shown = Vec::new();
                let tally = suite.run(&mut shown);
                (tally, shown)
            })
        });
        let others: Vec<_> = others.collect();
        let mut tallies = vec![first.run(&mut std::io::stdout())];
        for other in others {
            let lost = Tally {
                failed: 1,
                ..Tally::default()
            };
            let (tally, shown) = other.join().unwrap_or_else(|_| (lost, Vec::new()));
            let _ = std::io::stdout().write_all(&shown);
            tallies.push(tally);
        }
        tallies
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
    fn only_the_last_engines_run_side_by_side() {
        let all: Vec<&[Suite]> = steps(&Suite::ALL).collect();
        assert_eq!(all.len(), Suite::ALL.len() - 1);
        assert_eq!(all.last(), Some(&&Suite::ALL[10..]));
        assert_eq!(all.concat(), Suite::ALL);
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
