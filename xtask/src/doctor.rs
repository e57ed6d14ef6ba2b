//! `cargo xtask doctor`: which tools are here, and how the others will be got.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::tools::{self, Found, Need, Toolbox};

/// The flags of `doctor`.
#[derive(Args)]
pub struct Options {
    /// Installs what is missing
    #[arg(long)]
    fix: bool,
}

/// Prints the table. The exit code is 1 when something is missing.
///
/// # Errors
/// With `--fix`, the failure of an installation.
pub fn run(options: &Options) -> Result<ExitCode> {
    if options.fix {
        Toolbox::prepare(&Need::ALL)?;
    }
    let mut rows = vec![["tool", "wanted", "found", "how"].map(str::to_owned)];
    let mut complete = true;
    for need in Need::ALL {
        let tool = tools::describe(need)?;
        let (found, how) = match tools::look(&tool) {
            Found::Here { path, version } => (version, path.display().to_string()),
            Found::Other(version) => {
                complete = false;
                (version, tools::way(&tool))
            }
            Found::Missing => {
                complete = false;
                ("missing".to_owned(), tools::way(&tool))
            }
        };
        let wanted = tool.wanted.clone().unwrap_or_else(|| "any".to_owned());
        rows.push([tool.name().to_owned(), wanted, found, how]);
    }
    print!("{}", table(&rows));
    if complete {
        println!("Everything is here.");
        return Ok(ExitCode::SUCCESS);
    }
    println!("`cargo xtask doctor --fix` installs what is missing; the other verbs do too.");
    Ok(ExitCode::FAILURE)
}

/// Lines up columns, two spaces apart; the last one is left ragged.
fn table(rows: &[[String; 4]]) -> String {
    let mut widths = [0; 4];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in rows {
        let line: String = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:width$}  "))
            .collect();
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_lines_have_no_trailing_blanks() {
        let rows = [
            ["tool", "wanted", "found", "how"].map(str::to_owned),
            ["wasm-opt", "132", "missing", "npm install"].map(str::to_owned),
        ];
        assert_eq!(
            table(&rows),
            "tool      wanted  found    how\nwasm-opt  132     missing  npm install\n"
        );
    }
}
