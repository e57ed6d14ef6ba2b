//! Where things are in this clone, and the versions that its files pin.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;

/// The widget's package name, and the stem of the files it ships as.
pub const WIDGET: &str = "cryptorefills-checkout";

/// The package and program name of the reference proxy.
pub const PROXY: &str = "cryptorefills-proxy";

/// The crate's version. The whole workspace shares one, so ours is the widget's.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The top folder of this clone: where cargo runs us, or else where we stand. Not where
/// we were compiled: clones that share a target folder share this program too.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .or_else(|| std::env::current_dir().ok())
        .unwrap_or_default();
    top_of(&here)
}

/// The nearest folder at or above `here` with Trunk's settings, which lie at the top only.
fn top_of(here: &Path) -> PathBuf {
    here.ancestors()
        .find(|folder| folder.join("Trunk.toml").is_file())
        .unwrap_or(here)
        .to_path_buf()
}

/// Where the shipped files go.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// A cargo command that runs at the top of this clone.
pub fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root());
    command
}

/// Cargo's target folder, wherever the developer's settings have put it.
///
/// # Errors
/// `cargo metadata` fails or answers something else than its documented JSON.
pub fn target_dir() -> Result<PathBuf> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let text = process::capture(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Metadata = serde_json::from_str(&text).context("cannot read `cargo metadata`")?;
    Ok(metadata.target_directory)
}

/// Builds the reference proxy (development profile) and returns the program's path.
///
/// # Errors
/// The build fails.
pub fn build_proxy() -> Result<PathBuf> {
    process::run(cargo().args(["build", "--package", PROXY]))?;
    let name = format!("{PROXY}{}", std::env::consts::EXE_SUFFIX);
    Ok(target_dir()?.join("debug").join(name))
}

/// The version of `package` in this clone's Cargo.lock.
///
/// # Errors
/// The file is missing or does not list the package.
pub fn locked_version(package: &str) -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    version_in_lock(&lock, package)
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock does not list the package {package}"))
}

/// The version of `package` in the text of a Cargo.lock, whose layout is one
/// `[[package]]` block each with `name` and `version` on lines of their own.
fn version_in_lock<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    lock.split("[[package]]")
        .find(|block| field(block, "name") == Some(package))
        .and_then(|block| field(block, "version"))
}

/// The text of `key = "…"` in a block of TOML.
fn field<'a>(block: &'a str, key: &str) -> Option<&'a str> {
    block.lines().find_map(|line| {
        line.strip_prefix(key)?
            .strip_prefix(" = \"")?
            .strip_suffix('"')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"version = 4

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry+https://github.com/rust-lang/crates.io-index"
"#;

    #[test]
    fn a_version_is_that_of_the_package_with_exactly_this_name() {
        assert_eq!(version_in_lock(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(
            version_in_lock(LOCK, "wasm-bindgen-futures"),
            Some("0.4.80")
        );
    }

    #[test]
    fn a_package_that_is_not_locked_has_no_version() {
        assert_eq!(version_in_lock(LOCK, "wasm"), None);
        assert_eq!(version_in_lock("", "wasm-bindgen"), None);
    }

    #[test]
    fn the_format_version_of_the_lock_is_not_mistaken_for_a_package() {
        let headless = "version = 4\n\n[[package]]\nname = \"one\"\n";
        assert_eq!(version_in_lock(headless, "one"), None);
    }

    #[test]
    fn the_top_is_found_from_any_folder_of_the_clone() {
        let clone = tempfile::tempdir().unwrap();
        let inner = clone.path().join("xtask").join("src");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(clone.path().join("Trunk.toml"), "").unwrap();
        assert_eq!(top_of(&inner), clone.path());
        assert_eq!(top_of(clone.path()), clone.path());
    }

    #[test]
    fn this_clone_has_the_files_that_the_verbs_read() {
        for file in ["Cargo.lock", "Trunk.toml", "webdriver.json"] {
            assert!(root().join(file).is_file(), "{file} is missing");
        }
    }
}
