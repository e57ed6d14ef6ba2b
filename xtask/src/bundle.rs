//! `cargo xtask build`: dist/, as a partner hosts it. Skips the work when nothing changed.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::fingerprint::{self, Fingerprint};
use crate::folders::Folders;
use crate::tools::{self, Need, Toolbox};
use crate::{folders, process, project, stage};

/// The flags of `build`.
#[derive(Args)]
pub struct Options {
    /// Builds even if nothing has changed
    #[arg(long)]
    force: bool,
}

/// Builds and says where the result is.
///
/// # Errors
/// As for [`build`].
pub fn run(options: &Options) -> Result<ExitCode> {
    let dist = build(options.force)?;
    println!("{}", dist.display());
    Ok(ExitCode::SUCCESS)
}

/// Makes sure that dist/ is what the sources say, and returns its path.
///
/// # Errors
/// A tool cannot be got, the build fails, or it leaves dist/ incomplete.
pub fn build(force: bool) -> Result<PathBuf> {
    let (root, dist) = (project::root(), project::dist());
    let kept = project::target_dir()?
        .join("xtask")
        .join("dist.fingerprint");
    let inputs = fingerprint::of_inputs(&root, &settings()?)?;
    if !force && Fingerprint::read(&kept).is_some_and(|kept| kept.holds(&inputs, &dist)) {
        eprintln!("dist/ is up to date");
        return Ok(dist);
    }

    let start = Instant::now();
    let tools = Toolbox::prepare(&Need::BUILD)?;
    // Trunk works offline, so that it never fetches tools of its own choice; what
    // Cargo.lock lists must be here before.
    let host = host()?;
    let targets = ["--target", "wasm32-unknown-unknown", "--target", &host];
    process::run(project::cargo().arg("fetch").args(targets))?;
    let mut trunk = Command::new(tools.program(Need::Trunk)?);
    trunk
        .args(["build", "--release", "--offline"])
        .env("PATH", tools.path()?)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // A developer's incremental builds are other bytes, and more of them.
        .env("CARGO_INCREMENTAL", "0")
        // Trunk takes only true or false here, where the convention is any value (no-color.org).
        .env_remove("NO_COLOR")
        .current_dir(&root);
    Folders::find(&root)?.hide_in(&mut trunk)?;
    process::run(&mut trunk)?;
    for name in stage::REQUIRED {
        ensure!(
            dist.join(name).is_file(),
            "the build left no {name} in dist/"
        );
    }
    Fingerprint::take(inputs, &dist)?
        .write(&kept)
        .context("cannot keep the fingerprint of the build")?;
    eprintln!("dist/ built in {:.0?}", start.elapsed());
    Ok(dist)
}

/// This machine's target, for which the widget's macros and build scripts are compiled.
fn host() -> Result<String> {
    let text = process::capture(
        Command::new("rustc")
            .arg("-vV")
            .current_dir(project::root()),
    )?;
    text.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .context("`rustc -vV` does not name this machine's target")
}

/// What shapes a build besides files: the tools' versions and the compiler flags from outside.
fn settings() -> Result<String> {
    let flags = folders::FLAGS.map(|name| std::env::var(name).unwrap_or_default());
    Ok(format!("{}{}", tools::build_versions()?, flags.join(" ")))
}
