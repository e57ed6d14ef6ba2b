//! Fetches missing tools: into our cache folder where that is possible, with apt on
//! Debian as root, and otherwise by telling the developer what to install.

use std::ffi::OsString;
use std::fmt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::find::{cached_folder, program_in};
use super::{Found, Need, Source, Tool, describe, look};
use crate::process;

/// Some tools can only be installed by the developer. The message says which and how.
#[derive(Debug)]
pub struct MissingTools(String);

impl fmt::Display for MissingTools {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for MissingTools {}

/// In one line, how a missing tool is got.
pub fn way(tool: &Tool) -> String {
    match tool.source {
        Source::Cargo { package, .. } => {
            format!("cargo install {package} {}", tool.package_version)
        }
        Source::Npm { package } | Source::NpmFile { package, .. } => {
            format!("npm install {package}@{}", tool.package_version)
        }
        Source::Rustup(target) => format!("rustup target add {target}"),
        Source::Debian(packages) if apt_works() => {
            format!("apt-get install {}", packages.join(" "))
        }
        Source::Debian(packages) => {
            format!("install it yourself (Debian: {})", packages.join(" "))
        }
    }
}

/// Installs those of the tools that are missing.
///
/// # Errors
/// [`MissingTools`] when only the developer can install one; otherwise the failure
/// of an installation, or a tool that is still not usable after it.
pub fn missing(needs: &[Need]) -> Result<()> {
    let mut tools = Vec::new();
    for need in needs {
        let tool = describe(*need)?;
        if !matches!(look(&tool), Found::Here { .. }) {
            tools.push(tool);
        }
    }
    let npm = describe(Need::Npm)?;
    let wants_npm = tools
        .iter()
        .any(|tool| tool.need == Need::Npm || is_from_npm(tool));
    if wants_npm && look(&npm) == Found::Missing && !needs.contains(&Need::Npm) {
        tools.push(npm);
    }

    with_apt(&tools)?;
    for tool in &tools {
        eprintln!("{} is missing: {}", tool.name(), way(tool));
        match tool.source {
            Source::Debian(_) => {}
            Source::Rustup(target) => {
                let mut rustup = Command::new("rustup");
                rustup.args(["target", "add", target]);
                process::run(rustup.current_dir(crate::project::root()))?;
            }
            Source::Cargo { .. } | Source::Npm { .. } | Source::NpmFile { .. } => {
                into_cache(tool)?;
            }
        }
        if !matches!(look(tool), Found::Here { .. }) {
            bail!("{} was installed but does not work", tool.name());
        }
    }
    Ok(())
}

fn is_from_npm(tool: &Tool) -> bool {
    matches!(tool.source, Source::Npm { .. } | Source::NpmFile { .. })
}

/// Whether we may install packages: apt is here and we are root.
fn apt_works() -> bool {
    let root = process::capture(Command::new("id").arg("-u"));
    Path::new("/etc/debian_version").exists() && root.is_ok_and(|id| id.trim() == "0")
}

/// Installs all of the tools that are Debian packages, in one go.
fn with_apt(tools: &[Tool]) -> Result<()> {
    let wanted: Vec<(&Tool, &[&str])> = tools
        .iter()
        .filter_map(|tool| match tool.source {
            Source::Debian(packages) => Some((tool, packages)),
            _ => None,
        })
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    if !apt_works() {
        let lines: Vec<String> = wanted
            .iter()
            .map(|(tool, packages)| {
                let packages = packages.join(" ");
                format!("  {} (in Debian: apt-get install {packages})", tool.name())
            })
            .collect();
        let text = format!("please install, then try again:\n{}", lines.join("\n"));
        return Err(MissingTools(text).into());
    }
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    process::run(apt().arg("update"))?;
    let packages = wanted.iter().flat_map(|(_, packages)| packages.iter());
    process::run(
        apt()
            .args(["install", "-y", "--no-install-recommends"])
            .args(packages),
    )
}

/// Installs a tool into a folder of its own beside its final place, then renames it,
/// so that an interrupted installation is never taken for a tool.
fn into_cache(tool: &Tool) -> Result<()> {
    let folder = cached_folder(tool)?;
    let cache = folder.parent().context("the cache folder has no parent")?;
    let incoming = cache.join(format!(".incoming-{}-{}", tool.name(), std::process::id()));
    std::fs::create_dir_all(&incoming)
        .with_context(|| format!("cannot create {}", incoming.display()))?;
    let installed = fetch(tool, &incoming).and_then(|()| put(tool, &incoming, &folder));
    if installed.is_err() {
        // The folder is worthless, and its name is never used again.
        let _ = std::fs::remove_dir_all(&incoming);
    }
    installed
}

/// Runs the installation of a tool with `folder` as its root.
fn fetch(tool: &Tool, folder: &Path) -> Result<()> {
    match tool.source {
        Source::Cargo { package, locked } => {
            let mut cargo = Command::new("cargo");
            // These tools run for seconds: quick to build matters more than quick to run.
            cargo
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                // Else cargo advises to put the temporary folder there, which would be wrong.
                .env("PATH", path_with(&folder.join("bin"))?)
                .current_dir(folder)
                .args(["install", package, "--version", &tool.package_version])
                .arg("--root")
                .arg(folder);
            if locked {
                cargo.arg("--locked");
            }
            process::run(&mut cargo)
        }
        Source::Npm { package } | Source::NpmFile { package, .. } => {
            let mut npm = Command::new("npm");
            npm.args(["install", "--no-audit", "--no-fund", "--prefix"])
                .arg(folder)
                .arg(format!("{package}@{}", tool.package_version));
            process::run(npm.current_dir(folder))
        }
        Source::Debian(_) | Source::Rustup(_) => {
            bail!("{} is not kept in the cache folder", tool.name())
        }
    }
}

/// `PATH` with one more folder at its end.
fn path_with(folder: &Path) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([folder.to_path_buf()]);
    std::env::join_paths(folders).context("the cache folder cannot be put on PATH")
}

/// Moves an installed tool to its final place. When another clone was quicker, its copy stays.
fn put(tool: &Tool, incoming: &Path, folder: &Path) -> Result<()> {
    if program_in(folder, tool).is_file() {
        return std::fs::remove_dir_all(incoming).context("cannot remove a superfluous copy");
    }
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .with_context(|| format!("cannot replace {}", folder.display()))?;
    }
    std::fs::rename(incoming, folder)
        .with_context(|| format!("cannot move the tool to {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_program(folder: &Path, tool: &Tool, text: &str) {
        let program = program_in(folder, tool);
        std::fs::create_dir_all(program.parent().unwrap()).unwrap();
        std::fs::write(program, text).unwrap();
    }

    #[test]
    fn a_tool_that_another_clone_installed_meanwhile_is_kept() {
        let cache = tempfile::tempdir().unwrap();
        let (incoming, folder) = (cache.path().join(".incoming"), cache.path().join("tool"));
        let tool = describe(Need::Trunk).unwrap();
        with_program(&incoming, &tool, "ours");
        with_program(&folder, &tool, "theirs");

        put(&tool, &incoming, &folder).unwrap();

        let kept = std::fs::read_to_string(program_in(&folder, &tool)).unwrap();
        assert_eq!(kept, "theirs");
        assert!(!incoming.exists());
    }

    #[test]
    fn a_folder_without_the_program_is_replaced() {
        let cache = tempfile::tempdir().unwrap();
        let (incoming, folder) = (cache.path().join(".incoming"), cache.path().join("tool"));
        let tool = describe(Need::WasmOpt).unwrap();
        with_program(&incoming, &tool, "ours");
        std::fs::create_dir_all(folder.join("bin")).unwrap();

        put(&tool, &incoming, &folder).unwrap();

        let kept = std::fs::read_to_string(program_in(&folder, &tool)).unwrap();
        assert_eq!(kept, "ours");
    }
}
