//! Tells whether dist/ still is what its sources say, so that a verb builds only when it must.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The files and folders that shape dist/, from the top of the clone. Those that do
/// not exist count too: their appearance changes the digest.
const INPUTS: [&str; 15] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "demo",
    "index.html",
    "locales",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/src/bundle.rs",
    "xtask/src/folders.rs",
    "xtask/src/page.rs",
    "xtask/src/stage",
];

/// What a build was made of, and what it left.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The digest of the inputs, from [`of_inputs`].
    pub inputs: String,
    /// The digest of each file of dist/, by its path in there.
    pub files: BTreeMap<String, String>,
}

impl Fingerprint {
    /// Takes the fingerprint of a build that has just been made from `inputs`.
    ///
    /// # Errors
    /// A file of dist/ cannot be read, or there is none.
    pub fn take(inputs: String, dist: &Path) -> Result<Self> {
        let files = digests(dist)?;
        anyhow::ensure!(!files.is_empty(), "{} is empty", dist.display());
        Ok(Self { inputs, files })
    }

    /// Whether dist/ is complete, unchanged, and made from `inputs`.
    pub fn holds(&self, inputs: &str, dist: &Path) -> bool {
        self.inputs == inputs && digests(dist).is_ok_and(|files| files == self.files)
    }

    /// Reads a kept fingerprint. One that is missing or unreadable is as good as none.
    pub fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    /// Keeps the fingerprint for the next run.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot create {}", folder.display()))?;
        }
        fs::write(path, serde_json::to_vec_pretty(self)?)
            .with_context(|| format!("cannot write {}", path.display()))
    }
}

/// The digest of everything that shapes dist/: the inputs' names and bytes, and `versions`.
///
/// # Errors
/// An input cannot be read.
pub fn of_inputs(root: &Path, versions: &str) -> Result<String> {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        // The length keeps two neighbours from being read as one.
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    add(versions.as_bytes());
    for input in INPUTS {
        let path = root.join(input);
        let files = if path.is_dir() {
            files_in(&path)?
        } else if path.is_file() {
            vec![path]
        } else {
            Vec::new()
        };
        for file in files {
            add(relative(root, &file).as_bytes());
            add(&read(&file)?);
        }
    }
    Ok(hex(&hash.finalize()))
}

/// Every file below a folder, sorted.
///
/// # Errors
/// A folder cannot be listed.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries =
            fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A path below `root`, with slashes on every system.
pub fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The digest of every file below a folder.
pub fn digests(folder: &Path) -> Result<BTreeMap<String, String>> {
    files_in(folder)?
        .iter()
        .map(|file| {
            let digest = hex(&Sha256::digest(read(file)?));
            Ok((relative(folder, file), digest))
        })
        .collect()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clone_with(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    #[test]
    fn the_same_inputs_have_the_same_digest_wherever_the_clone_is() {
        let files = [("src/lib.rs", "a"), ("style/widget.css", "b")];
        let (one, two) = (clone_with(&files), clone_with(&files));
        assert_eq!(
            of_inputs(one.path(), "trunk=1").unwrap(),
            of_inputs(two.path(), "trunk=1").unwrap()
        );
    }

    #[test]
    fn every_kind_of_change_to_the_inputs_changes_the_digest() {
        let digest = |files: &[(&str, &str)], versions: &str| {
            of_inputs(clone_with(files).path(), versions).unwrap()
        };
        let before = digest(&[("src/a.rs", "ab")], "trunk=1");
        assert_ne!(before, digest(&[("src/a.rs", "ac")], "trunk=1"));
        assert_ne!(before, digest(&[("src/b.rs", "ab")], "trunk=1"));
        assert_ne!(before, digest(&[("src/a.rs", "ab")], "trunk=2"));
        assert_ne!(
            before,
            digest(&[("src/a.rs", "ab"), ("locales/it.json", "")], "trunk=1")
        );
        assert_ne!(
            digest(&[("src/a.rs", "b"), ("src/aa.rs", "")], ""),
            digest(&[("src/a.rs", ""), ("src/aa.rs", "b")], "")
        );
    }

    #[test]
    fn files_that_do_not_shape_the_bundle_do_not_count() {
        let without = clone_with(&[("src/a.rs", "a")]);
        let with = clone_with(&[("src/a.rs", "a"), ("proxy/src/main.rs", "b")]);
        assert_eq!(
            of_inputs(without.path(), "").unwrap(),
            of_inputs(with.path(), "").unwrap()
        );
    }

    #[test]
    fn a_kept_fingerprint_holds_until_inputs_or_files_change() {
        let dist = clone_with(&[("loader.js", "a"), ("locales/it.json", "{}")]);
        let path = dist.path().with_extension("fingerprint");
        Fingerprint::take("inputs".to_owned(), dist.path())
            .unwrap()
            .write(&path)
            .unwrap();
        let kept = Fingerprint::read(&path).unwrap();
        fs::remove_file(&path).unwrap();

        assert!(kept.holds("inputs", dist.path()));
        assert!(!kept.holds("other inputs", dist.path()));
        fs::write(dist.path().join("loader.js"), "b").unwrap();
        assert!(!kept.holds("inputs", dist.path()));
        fs::write(dist.path().join("loader.js"), "a").unwrap();
        fs::write(dist.path().join("more.js"), "").unwrap();
        assert!(!kept.holds("inputs", dist.path()));
        fs::remove_file(dist.path().join("more.js")).unwrap();
        fs::remove_file(dist.path().join("locales/it.json")).unwrap();
        assert!(!kept.holds("inputs", dist.path()));
    }

    #[test]
    fn nothing_built_has_no_fingerprint() {
        let dist = tempfile::tempdir().unwrap();
        assert!(Fingerprint::take("inputs".to_owned(), dist.path()).is_err());
        assert_eq!(Fingerprint::read(&dist.path().join("none")), None);
    }
}
