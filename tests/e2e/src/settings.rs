//! Where the things under test are: told by the environment, never guessed.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

/// The folder of the built bundle, from `CHECKOUT_DIST`.
///
/// # Errors
/// When the variable is missing or names no folder that holds the loader.
pub fn dist() -> Result<PathBuf> {
    let folder = required("CHECKOUT_DIST", "the folder of the built bundle")?;
    ensure!(
        folder.join("cryptorefills-checkout.js").is_file(),
        "CHECKOUT_DIST holds no cryptorefills-checkout.js: build the bundle first, or run `cargo xtask test`"
    );
    Ok(folder)
}

/// The proxy's program, from `CHECKOUT_PROXY_BIN`.
///
/// # Errors
/// When the variable is missing or names no file.
pub fn proxy_program() -> Result<PathBuf> {
    let program = required("CHECKOUT_PROXY_BIN", "the built reference proxy")?;
    ensure!(
        program.is_file(),
        "CHECKOUT_PROXY_BIN names no file: build the proxy first, or run `cargo xtask test`"
    );
    Ok(program)
}

/// The WebDriver program for Chromium: `CHROMEDRIVER`, else `chromedriver` on the `PATH`.
///
/// # Errors
/// When neither is there.
pub fn chromedriver() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMEDRIVER") {
        return Ok(PathBuf::from(named));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .map(|folder| folder.join("chromedriver"))
        .find(|candidate| candidate.is_file())
        .context("no chromedriver on the PATH and CHROMEDRIVER is not set: run `cargo xtask test`")
}

/// Where screenshots go: `target/screens` of the workspace.
pub fn screens() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/screens")
}

fn required(variable: &str, meaning: &str) -> Result<PathBuf> {
    env::var_os(variable).map(PathBuf::from).with_context(|| {
        format!("{variable} ({meaning}) is not set: run these tests with `cargo xtask test`")
    })
}
