//! `cargo xtask size`: what every file of dist/ weighs on the wire, and whether the
//! first screen keeps to its budget.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use serde::Serialize;

use crate::ledger::{self, Weights};
use crate::weight::Weight;
use crate::{bundle, fingerprint, stage};

/// How many bytes, after brotli, a visitor may load before the first screen shows.
const BUDGET: usize = 150_000;

/// What the loader may weigh after brotli, the skeleton that it paints included.
const LOADER_BUDGET: usize = 5_000;

/// What a language may weigh after brotli.
const LANGUAGE_BUDGET: usize = 8_000;

/// The flags of `size`.
#[derive(Args)]
pub struct Options {
    /// Writes JSON
    #[arg(long)]
    json: bool,
    /// Adds a line to docs/sizes.tsv for the commit that is checked out
    #[arg(long)]
    record: bool,
}

/// Builds if dist/ is missing or stale, then weighs it. The exit code is 1 over budget.
///
/// # Errors
/// The build fails or a file cannot be read.
pub fn run(options: &Options) -> Result<ExitCode> {
    let report = Report::of(weigh(&bundle::build(false)?)?, BUDGET);
    if options.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        print!("{}{}", report.table(), ledger::shown(report.weights())?);
    }
    if options.record {
        ledger::record(report.weights())?;
    }
    for fault in report.faults() {
        eprintln!("error: {fault}");
    }
    Ok(if report.within_budget {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A file of dist/.
#[derive(Debug, Serialize)]
struct File {
    path: String,
    #[serde(flatten)]
    weight: Weight,
}

/// Everything that this verb finds out.
#[derive(Debug, Serialize)]
struct Report {
    files: Vec<File>,
    /// What a visitor loads before anything shows.
    first_screen: Weight,
    /// What follows by itself, before another screen shows.
    rest: Weight,
    /// Both.
    total: Weight,
    /// What `first_screen.brotli` may be.
    budget: usize,
    within_budget: bool,
}

impl Report {
    fn of(files: Vec<File>, budget: usize) -> Self {
        let weigh = |counts: fn(&str) -> bool| {
            let counted = files.iter().filter(|file| counts(&file.path));
            counted.fold(Weight::default(), |sum, file| sum.plus(file.weight))
        };
        let first_screen = weigh(on_first_screen);
        let rest = weigh(|path| path == stage::REST);
        let mut report = Self {
            files,
            first_screen,
            rest,
            total: first_screen.plus(rest),
            budget,
            within_budget: true,
        };
        report.within_budget = report.faults().is_empty();
        report
    }

    /// What the ledger keeps.
    fn weights(&self) -> Weights {
        let loader = self.files.iter().find(|file| file.path == stage::LOADER);
        Weights {
            first_screen: Some(self.first_screen.brotli),
            rest: Some(self.rest.brotli),
            loader: loader.map(|file| file.weight.brotli),
        }
    }

    /// What is heavier than it may be, in words.
    fn faults(&self) -> Vec<String> {
        let limited = self.files.iter().filter_map(|file| {
            let limit = match file.path.as_str() {
                stage::LOADER => LOADER_BUDGET,
                path if path.starts_with("locales/") => LANGUAGE_BUDGET,
                _ => return None,
            };
            Some((file.path.as_str(), file.weight.brotli, limit))
        });
        let whole = ("the first screen", self.first_screen.brotli, self.budget);
        limited
            .chain([whole])
            .filter(|(_, weight, limit)| weight > limit)
            .map(|(what, weight, limit)| format!("{what} has {weight} bytes of {limit}"))
            .collect()
    }

    fn table(&self) -> String {
        let mut text = format!("{:>9}  {:>9}  {:>9}  file\n", "raw", "gzip -9", "brotli 11");
        let mut line = |weight: Weight, name: &str| {
            let Weight { raw, gzip, brotli } = weight;
            text.push_str(&format!("{raw:>9}  {gzip:>9}  {brotli:>9}  {name}\n"));
        };
        for file in &self.files {
            line(file.weight, &file.path);
        }
        line(self.first_screen, "first screen");
        line(self.rest, "rest");
        line(self.total, "total");
        let (used, budget) = (self.first_screen.brotli, self.budget);
        text.push_str(&match budget.checked_sub(used) {
            Some(left) => format!("{used} of {budget} bytes, {left} left\n"),
            None => format!("{used} of {budget} bytes, {} too many\n", used - budget),
        });
        text
    }
}

/// The loader, the glue, what the glue imports, and the widget, which brings English and its styles along.
fn on_first_screen(path: &str) -> bool {
    [stage::LOADER, stage::GLUE, stage::WASM].contains(&path) || path.starts_with("snippets/")
}

fn weigh(dist: &Path) -> Result<Vec<File>> {
    fingerprint::files_in(dist)?
        .iter()
        .map(|path| {
            let bytes =
                std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            Ok(File {
                path: fingerprint::relative(dist, path),
                weight: Weight::of(&bytes)?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, brotli: usize) -> File {
        let weight = Weight {
            raw: brotli * 3,
            gzip: brotli * 2,
            brotli,
        };
        File {
            path: path.to_owned(),
            weight,
        }
    }

    #[test]
    fn only_what_the_first_screen_loads_counts() {
        let files = vec![
            file(stage::LOADER, 1),
            file(stage::GLUE, 10),
            file(stage::WASM, 100),
            file("snippets/a/inline0.js", 1_000),
            file(stage::REST, 20_000),
            file(stage::EMBED, 50_000),
            file(stage::PAGE, 50_000),
            file("locales/it.json", 5_000),
            file("demo/cryptorefills-checkout.js", 50_000),
        ];
        let report = Report::of(files, 1_111);
        assert_eq!(report.first_screen, file("", 1_111).weight);
        assert_eq!(report.rest, file("", 20_000).weight);
        assert_eq!(report.total, file("", 21_111).weight);
        assert!(report.within_budget);
    }

    #[test]
    fn one_byte_over_the_budget_is_too_much() {
        assert!(Report::of(vec![file(stage::WASM, BUDGET)], BUDGET).within_budget);
        let over = Report::of(vec![file(stage::WASM, BUDGET + 1)], BUDGET);
        assert!(!over.within_budget);
        assert!(
            over.table()
                .ends_with("150001 of 150000 bytes, 1 too many\n")
        );
    }

    #[test]
    fn the_loader_and_every_language_have_limits_of_their_own() {
        let fits = vec![
            file(stage::LOADER, LOADER_BUDGET),
            file("locales/vi.json", LANGUAGE_BUDGET),
        ];
        assert!(Report::of(fits, BUDGET).faults().is_empty());
        let heavy = vec![
            file(stage::LOADER, LOADER_BUDGET + 1),
            file("locales/vi.json", LANGUAGE_BUDGET + 1),
            file("locales/zh.json", 10),
        ];
        let report = Report::of(heavy, BUDGET);
        assert!(!report.within_budget);
        assert_eq!(
            report.faults(),
            [
                "cryptorefills-checkout.js has 5001 bytes of 5000",
                "locales/vi.json has 8001 bytes of 8000"
            ]
        );
    }

    #[test]
    fn the_json_names_every_weight() {
        let report = Report::of(vec![file(stage::WASM, 7)], 10);
        assert_eq!(
            serde_json::to_value(&report).unwrap(),
            serde_json::json!({
                "files": [{ "path": stage::WASM, "raw": 21, "gzip": 14, "brotli": 7 }],
                "first_screen": { "raw": 21, "gzip": 14, "brotli": 7 },
                "rest": { "raw": 0, "gzip": 0, "brotli": 0 },
                "total": { "raw": 21, "gzip": 14, "brotli": 7 },
                "budget": 10,
                "within_budget": true,
            })
        );
    }
}
