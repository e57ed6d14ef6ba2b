//! This machine's folders, which must not be told to the world: panics carry the paths of
//! source files, so rustc is given other names for them, and the module is searched for them.

use std::ffi::OsString;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process;

/// Where `build` tells `stage`, which Trunk calls in between, what must not be in the module.
const PRIVATE: &str = "CHECKOUT_PRIVATE_FOLDERS";

/// Flags for the widget's target only: they leave alone what is built for this machine.
const FOR_TARGET: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// The flags that win over all others; separated by U+001F.
const ENCODED: &str = "CARGO_ENCODED_RUSTFLAGS";

/// The variables by which flags reach rustc, in the order in which cargo asks for them.
pub const FLAGS: [&str; 3] = [ENCODED, "RUSTFLAGS", FOR_TARGET];

/// The folders that sources are compiled from.
pub struct Folders {
    workspace: PathBuf,
    cargo: PathBuf,
    sysroot: PathBuf,
    /// The folders of `cargo` with unpacked crates, one for each registry.
    registries: Vec<PathBuf>,
    /// The commit that this rustc was built from.
    commit: String,
}

impl Folders {
    /// Finds the folders. Crates must have been fetched before.
    ///
    /// # Errors
    /// There is no home folder, or rustc does not tell where and what it is.
    pub fn find(workspace: &Path) -> Result<Self> {
        let cargo = std::env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
            .context("neither CARGO_HOME nor a home folder is known")?;
        let ask = |arguments: &[&str]| {
            process::capture(Command::new("rustc").args(arguments).current_dir(workspace))
        };
        let about = ask(&["-vV"])?;
        let commit = about
            .lines()
            .find_map(|line| line.strip_prefix("commit-hash: "))
            .context("`rustc -vV` names no commit")?
            .to_owned();
        let mut registries = Vec::new();
        if let Ok(entries) = std::fs::read_dir(cargo.join("registry").join("src")) {
            for entry in entries {
                registries.push(entry?.path());
            }
            registries.sort();
        }
        Ok(Self {
            workspace: workspace.to_path_buf(),
            sysroot: PathBuf::from(ask(&["--print", "sysroot"])?.trim()),
            cargo,
            registries,
            commit,
        })
    }

    /// Has a build call the folders by other names, and refuse a module that still tells them.
    ///
    /// # Errors
    /// A folder's name cannot be passed on.
    pub fn hide_in(&self, build: &mut Command) -> Result<()> {
        let (variable, flags) = with_flags(&self.flags()?, |name| std::env::var(name).ok());
        let home = std::env::home_dir();
        let private = [&self.workspace, &self.cargo, &self.sysroot]
            .into_iter()
            .chain(&home);
        let private =
            std::env::join_paths(private).context("a folder cannot be put into a list")?;
        build.env(variable, flags).env(PRIVATE, private);
        Ok(())
    }

    /// A flag for each folder. Of several that match rustc takes the last.
    fn flags(&self) -> Result<Vec<String>> {
        let library = self.sysroot.join("lib").join("rustlib").join("src");
        let mut names = vec![
            (self.cargo.clone(), "/cargo".to_owned()),
            // Where the library's own source is installed, rustc prefers its paths.
            (library.join("rust"), format!("/rustc/{}", self.commit)),
            (self.workspace.clone(), "/checkout".to_owned()),
        ];
        // Without the registry's name, which tells where crates were downloaded from.
        for registry in &self.registries {
            names.push((registry.clone(), "/crates".to_owned()));
        }
        names
            .into_iter()
            .map(|(folder, name)| {
                let folder = folder.to_str().context("a folder's name is not Unicode")?;
                Ok(format!("--remap-path-prefix={folder}={name}"))
            })
            .collect()
    }
}

/// Adds flags to those from outside: which variable to set, and to what.
fn with_flags(
    flags: &[String],
    outside: impl Fn(&str) -> Option<String>,
) -> (&'static str, String) {
    let words = |text: String| text.split_whitespace().map(str::to_owned).collect();
    let (mut all, mut variable): (Vec<String>, _) = if let Some(encoded) = outside(ENCODED) {
        let parts = encoded.split('\u{1f}').filter(|part| !part.is_empty());
        (parts.map(str::to_owned).collect(), ENCODED)
    } else if let Some(plain) = outside("RUSTFLAGS") {
        (words(plain), ENCODED)
    } else {
        (words(outside(FOR_TARGET).unwrap_or_default()), FOR_TARGET)
    };
    all.extend_from_slice(flags);
    // Cargo splits this variable at spaces, so a folder with one in its name needs the other.
    if all.iter().any(|flag| flag.contains(char::is_whitespace)) {
        variable = ENCODED;
    }
    let separator = if variable == ENCODED { "\u{1f}" } else { " " };
    (variable, all.join(separator))
}

/// The folders that `build` wants kept private; none when Trunk was called by hand.
pub fn private() -> Vec<PathBuf> {
    let list: OsString = std::env::var_os(PRIVATE).unwrap_or_default();
    std::env::split_paths(&list).collect()
}

/// Refuses bytes that contain the path of one of the folders.
///
/// # Errors
/// Names the folder, and where it stands.
pub fn ensure_hidden(bytes: &[u8], folders: &[PathBuf]) -> Result<()> {
    for folder in folders {
        // A home folder of `/` would be found everywhere.
        if !matches!(folder.components().next_back(), Some(Component::Normal(_))) {
            continue;
        }
        let path = format!("{}{MAIN_SEPARATOR}", folder.display());
        let found = bytes
            .windows(path.len())
            .position(|window| window == path.as_bytes());
        ensure!(
            found.is_none(),
            "byte {} of the module begins a path in {}: rustc was not told another name for it",
            found.unwrap_or_default(),
            folder.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_go_where_cargo_will_read_them_and_keep_those_from_outside() {
        let given = |outside: &[(&str, &str)], flag: &str| {
            with_flags(&[flag.to_owned()], |name| {
                let found = outside.iter().find(|(variable, _)| *variable == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        let of = |variable, text: &str| (variable, text.to_owned());
        assert_eq!(given(&[], "a=b"), of(FOR_TARGET, "a=b"));
        assert_eq!(
            given(&[(FOR_TARGET, "-Cx  -Cy")], "a=b"),
            of(FOR_TARGET, "-Cx -Cy a=b")
        );
        assert_eq!(given(&[], "a b=c"), of(ENCODED, "a b=c"));
        assert_eq!(
            given(&[("RUSTFLAGS", "-Cx -Cy"), (FOR_TARGET, "-Cz")], "a=b"),
            of(ENCODED, "-Cx\u{1f}-Cy\u{1f}a=b")
        );
        assert_eq!(
            given(&[(ENCODED, "-Cx y"), ("RUSTFLAGS", "-Cz")], "a=b"),
            of(ENCODED, "-Cx y\u{1f}a=b")
        );
        // Set but empty still wins, and adds no empty flag.
        assert_eq!(given(&[(ENCODED, "")], "a=b"), of(ENCODED, "a=b"));
    }

    #[test]
    fn a_more_exact_folder_comes_later() {
        let folders = Folders {
            workspace: "/home/ann/checkout".into(),
            cargo: "/home/ann/.cargo".into(),
            sysroot: "/opt/rust".into(),
            registries: vec!["/home/ann/.cargo/registry/src/mirror-1".into()],
            commit: "abc".to_owned(),
        };
        assert_eq!(
            folders.flags().unwrap(),
            [
                "--remap-path-prefix=/home/ann/.cargo=/cargo",
                "--remap-path-prefix=/opt/rust/lib/rustlib/src/rust=/rustc/abc",
                "--remap-path-prefix=/home/ann/checkout=/checkout",
                "--remap-path-prefix=/home/ann/.cargo/registry/src/mirror-1=/crates",
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn only_a_path_inside_of_a_private_folder_is_refused() {
        let folders = ["/", "/root", "/srv/checkout"].map(PathBuf::from);
        for fine in ["", "/rustc/abc/library", "/root", "/rooted/x", "checkout/x"] {
            ensure_hidden(fine.as_bytes(), &folders).unwrap();
        }
        let error = ensure_hidden(b"\0/srv/checkout/src/lib.rs\0", &folders).unwrap_err();
        let error = format!("{error:#}");
        assert!(error.contains("byte 1 of the module"), "{error}");
        assert!(error.contains("/srv/checkout:"), "{error}");
    }

    #[test]
    fn this_machine_has_the_folders() {
        let folders = Folders::find(&crate::project::root()).unwrap();
        assert!(folders.sysroot.is_dir() && folders.cargo.is_dir());
        assert_eq!(folders.commit.len(), 40);
    }
}
