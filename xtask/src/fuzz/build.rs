//! Builds the fuzzer's programs, with a count at every branch of the code that reads outside bytes.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::instrument;
use crate::tools::{Need, Toolbox};
use crate::{process, project};

/// The package with the programs.
const PACKAGE: &str = "checkout-fuzz";

/// Where everything about fuzzing is kept: builds, inputs that reach something new, findings.
///
/// # Errors
/// As [`project::target_dir`].
pub fn folder() -> Result<PathBuf> {
    Ok(project::target_dir()?.join("fuzz"))
}

/// Builds the programs and returns their folder.
///
/// # Errors
/// There is no C++ compiler, or the build fails.
pub fn programs() -> Result<PathBuf> {
    let tools = Toolbox::prepare(&[Need::Cxx])?;
    let folder = folder()?;
    let ourselves = std::env::current_exe().context("cannot tell where this program is")?;
    let mut cargo = project::cargo();
    cargo
        .args([
            "build",
            "--package",
            PACKAGE,
            "--features",
            "libfuzzer",
            "--bins",
        ])
        .args(["--profile", "fuzz", "--target-dir"])
        .arg(&folder)
        .env("RUSTC_WRAPPER", ourselves)
        .env(instrument::ASKED, "1");
    // The one that the developer chose may come with arguments; cc knows what to make of them.
    if std::env::var_os("CXX").is_none() {
        cargo.env("CXX", tools.program(Need::Cxx)?);
    }
    process::run(&mut cargo)?;
    Ok(folder.join("fuzz"))
}
