//! `cargo xtask types`: writes `src/embed/schema` and the TypeScript declarations anew. The widget's own test
//! generates them, since only tests know schemas; without this verb it compares instead.

use std::process::ExitCode;

use anyhow::Result;

use crate::{process, project};

/// Writes the files.
///
/// # Errors
/// The widget does not compile, or its types cannot be expressed.
pub fn run() -> Result<ExitCode> {
    process::run(
        project::cargo()
            .args([
                "test",
                "--package",
                project::WIDGET,
                "--no-default-features",
            ])
            .args(["--lib", "schema::the_files_are_what_the_types_say"])
            .env("CHECKOUT_WRITE_TYPES", "1"),
    )?;
    Ok(ExitCode::SUCCESS)
}
