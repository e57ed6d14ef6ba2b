//! Looks for a tool: the environment's choice, then `PATH`, then our cache folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{Source, Tool};
use crate::process;

/// The result of looking for a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The tool is here, in a version that will do.
    Here {
        /// The program; for a compiler target its name.
        path: PathBuf,
        /// What it says about its version.
        version: String,
    },
    /// Only another version is here.
    Other(String),
    /// The tool is not here.
    Missing,
}

/// The folder that keeps downloaded tools, shared by all clones:
/// `$XDG_CACHE_HOME` or `~/.cache`, then `cryptorefills-checkout/tools`.
///
/// # Errors
/// Neither `XDG_CACHE_HOME` nor `HOME` is set.
pub fn cache_dir() -> Result<PathBuf> {
    // The XDG base directory specification: a relative value is to be ignored.
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .context("neither XDG_CACHE_HOME nor HOME is set, so tools cannot be kept anywhere")?;
    Ok(cache.join("cryptorefills-checkout").join("tools"))
}

/// The folder of the cache that holds exactly this version of a tool.
///
/// # Errors
/// As for [`cache_dir`].
pub fn cached_folder(tool: &Tool) -> Result<PathBuf> {
    Ok(cache_dir()?.join(format!("{}-{}", tool.name(), tool.package_version)))
}

/// Where a tool's program lies inside its folder of the cache.
pub fn program_in(folder: &Path, tool: &Tool) -> PathBuf {
    let bin = match tool.source {
        Source::NpmFile { package, file } => {
            return folder.join("node_modules").join(package).join(file);
        }
        Source::Npm { .. } => folder.join("node_modules").join(".bin"),
        Source::Cargo { .. } | Source::Debian(_) | Source::Rustup(_) => folder.join("bin"),
    };
    bin.join(format!("{}{}", tool.name(), std::env::consts::EXE_SUFFIX))
}

/// Looks for a tool without changing anything.
pub fn look(tool: &Tool) -> Found {
    if let Source::Rustup(target) = tool.source {
        return look_for_target(target);
    }
    let chosen = tool.variable.and_then(std::env::var_os).map(PathBuf::from);
    let is_file = matches!(tool.source, Source::NpmFile { .. });
    let on_path = || on_path(tool).filter(|_| !is_file);
    let mut found = match chosen.or_else(on_path) {
        Some(path) => judge(tool, path),
        None => Found::Missing,
    };
    if !matches!(found, Found::Here { .. })
        && let Ok(folder) = cached_folder(tool)
        && let cached @ Found::Here { .. } = judge(tool, program_in(&folder, tool))
    {
        found = cached;
    }
    found
}

/// The first of the tool's programs that is on `PATH` with all its companions.
fn on_path(tool: &Tool) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    tool.programs.iter().find_map(|program| {
        let program = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        folders
            .iter()
            // Joining an absolute path yields that path, which is how one gets here.
            .map(|folder| folder.join(&program))
            .find(|candidate| candidate.is_file())
    })
}

/// Asks a program for its version and compares.
fn judge(tool: &Tool, path: PathBuf) -> Found {
    let beside = |name: &&str| {
        path.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX))
            .is_file()
    };
    if !path.is_file() || !tool.companions.iter().all(beside) {
        return Found::Missing;
    }
    if !tool.tells_version {
        return Found::Here {
            path,
            version: "here".to_owned(),
        };
    }
    let Ok(answer) = process::capture(Command::new(&path).arg("--version")) else {
        return Found::Missing;
    };
    let version = version_in(&answer).unwrap_or("unknown").to_owned();
    match &tool.wanted {
        Some(wanted) if *wanted != version => Found::Other(version),
        _ => Found::Here { path, version },
    }
}

/// The version in what a program answers to `--version`: the first word that starts with a digit,
/// without a bracket that it may end with.
fn version_in(answer: &str) -> Option<&str> {
    answer
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .map(|word| word.trim_end_matches(')'))
}

/// Looks for a target of the toolchain in the folder where rustc will look for it.
fn look_for_target(target: &str) -> Found {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", target]);
    let Ok(folder) = process::capture(rustc.current_dir(crate::project::root())) else {
        return Found::Missing;
    };
    if Path::new(folder.trim()).is_dir() {
        Found::Here {
            path: PathBuf::from(target),
            version: "installed".to_owned(),
        }
    } else {
        Found::Missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_the_tools_really_say() {
        for (answer, version) in [
            ("trunk 0.21.14\n", "0.21.14"),
            ("wasm-bindgen 0.2.130\n", "0.2.130"),
            ("wasm-opt version 132 (version_132)\n", "132"),
            ("Chromium 156.0.8078.79 built on Debian", "156.0.8078.79"),
            ("Mozilla Firefox 153.7.0esr", "153.7.0esr"),
            ("ChromeDriver 156.0.8078.79 (a21ce95c)", "156.0.8078.79"),
            ("9.2.0\n", "9.2.0"),
            ("c++ (Debian 14.2.0-19) 14.2.0\nCopyright", "14.2.0-19"),
        ] {
            assert_eq!(version_in(answer), Some(version), "{answer}");
        }
        assert_eq!(version_in("unknown option"), None);
    }

    #[cfg(unix)]
    #[test]
    fn another_version_or_a_missing_companion_will_not_do() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("tool");
        std::fs::write(&program, "#!/bin/sh\necho tool 1.2.3\n").unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let tool = |wanted: &str, companions| Tool {
            need: super::super::Need::Trunk,
            programs: &["tool"],
            companions,
            variable: None,
            tells_version: true,
            wanted: Some(wanted.to_owned()),
            package_version: wanted.to_owned(),
            source: Source::Debian(&[]),
        };
        let judged = |wanted, companions| judge(&tool(wanted, companions), program.clone());

        assert_eq!(
            judged("1.2.3", &[]),
            Found::Here {
                path: program.clone(),
                version: "1.2.3".to_owned()
            }
        );
        assert_eq!(judged("1.2.4", &[]), Found::Other("1.2.3".to_owned()));
        assert_eq!(judged("1.2.3", &["runner"]), Found::Missing);

        let mute = |path: PathBuf| {
            let tool = Tool {
                tells_version: false,
                ..tool("1.2.3", &[])
            };
            matches!(judge(&tool, path), Found::Here { .. })
        };
        assert!(mute(program));
        assert!(!mute(folder.path().join("another")));
    }
}
