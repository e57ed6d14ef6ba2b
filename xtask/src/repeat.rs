//! Whether a build can be repeated: the same sources in another folder must become the same files, to the bit,
//! or nobody could check what is served against what is published.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::tally::Tally;
use crate::{bundle, fingerprint, process, project};

/// What lies beside the sources and is none.
const NO_SOURCES: [&str; 4] = [".git", "dist", "node_modules", "target"];

/// Builds the sources here and once more elsewhere, from scratch, and compares every file.
///
/// # Errors
/// One of the builds fails, or the sources cannot be copied.
pub fn run() -> Result<Tally> {
    let first = bundle::build(false)?;
    let place = project::target_dir()?.join("xtask").join("again");
    let copy = place.join("another folder");
    if copy.exists() {
        fs::remove_dir_all(&copy).context("cannot remove the copy of last time")?;
    }
    copy_folder(&project::root(), &copy)?;

    let mut again = Command::new("cargo");
    again
        .args(["xtask", "build", "--force"])
        .current_dir(&copy)
        .env("CARGO_TARGET_DIR", place.join("target"));
    process::run(&mut again)?;

    let second = copy.join("dist");
    let differing = compare(
        &fingerprint::digests(&first)?,
        &fingerprint::digests(&second)?,
    );
    for name in &differing {
        eprintln!("error: {name} comes out differently in another folder");
    }
    if differing.is_empty() {
        eprintln!("two builds in two folders are equal in every file");
    }
    Ok(Tally {
        passed: u64::from(differing.is_empty()),
        failed: u64::from(!differing.is_empty()),
        ..Tally::default()
    })
}

/// The files that are not the same in both, or not in both.
fn compare(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let names = one.keys().chain(other.keys());
    let mut differing: Vec<String> = names
        .filter(|name| one.get(*name) != other.get(*name))
        .cloned()
        .collect();
    differing.sort();
    differing.dedup();
    differing
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let entry = entry?;
        let (path, name): (PathBuf, _) = (entry.path(), entry.file_name());
        if NO_SOURCES.iter().any(|left| name == OsStr::new(left)) {
            continue;
        }
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name))
                .with_context(|| format!("cannot copy {}", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(all: &[(&str, &str)]) -> BTreeMap<String, String> {
        let pairs = all
            .iter()
            .map(|(name, digest)| ((*name).into(), (*digest).into()));
        pairs.collect()
    }

    #[test]
    fn what_differs_or_is_missing_on_either_side_is_named_once() {
        let one = files(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let other = files(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(compare(&one, &other), ["b", "c", "d"]);
        assert!(compare(&one, &one).is_empty());
    }

    #[test]
    fn a_copy_holds_sources_only() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("root");
        for name in [
            "src/a.rs",
            "src/deep/b.rs",
            "target/x",
            "dist/y",
            ".git/z",
            ".cargo/c",
        ] {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        let copy = folder.path().join("copy");
        copy_folder(&root, &copy).unwrap();
        for name in ["src/a.rs", "src/deep/b.rs", ".cargo/c"] {
            assert_eq!(fs::read_to_string(copy.join(name)).unwrap(), name);
        }
        assert!(
            ["target", "dist", ".git"]
                .iter()
                .all(|name| !copy.join(name).exists())
        );
    }
}
