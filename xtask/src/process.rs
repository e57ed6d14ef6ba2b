//! Runs other programs: says what is run, and turns a bad exit into an error that names it.

use std::io::stderr;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The command line as a person would type it, without environment.
pub fn describe(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

/// Runs a program to its end. Its output goes to our standard error, which keeps
/// our standard output free for results (`size --json`).
///
/// # Errors
/// The program cannot be started or does not exit with 0.
pub fn run(command: &mut Command) -> Result<()> {
    let text = describe(command);
    eprintln!("$ {text}");
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::from(stderr()))
        .status()
        .with_context(|| format!("cannot start `{text}`"))?;
    if !status.success() {
        bail!("`{text}` failed ({status})");
    }
    Ok(())
}

/// Runs a program to its end and returns what it wrote on standard output.
///
/// # Errors
/// The program cannot be started, does not exit with 0, or does not write UTF-8.
pub fn capture(command: &mut Command) -> Result<String> {
    let text = describe(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .with_context(|| format!("cannot start `{text}`"))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{text}` failed ({}): {}", output.status, complaint.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{text}` did not write UTF-8"))
}
