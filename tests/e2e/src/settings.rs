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

/// How many browsers may be open at a time, from `CHECKOUT_SHOPPERS`: 1 without a number there, since two
/// on a small machine slow each other down.
pub fn shoppers() -> usize {
    let number = env::var("CHECKOUT_SHOPPERS").unwrap_or_default();
    number.parse().unwrap_or(1).max(1)
}

/// A program: what `variable` names, else the first of `names` on the `PATH`.
///
/// # Errors
/// When neither is there.
pub fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(named) = env::var_os(variable) {
        return Ok(PathBuf::from(named));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
        .with_context(|| {
            let names = names.join(" or ");
            format!("no {names} on the PATH and {variable} is not set: run `cargo xtask test`")
        })
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
