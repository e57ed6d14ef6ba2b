//! The matrix as a table of Markdown.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;

use crate::cell::Outcome;
use crate::fault::Fault;
use crate::step::Step;

/// One cell's result; an error in words.
pub type Row = (Step, Fault, Result<Outcome, String>);

const HEAD: &str = "\
| step | fault | what the buyer saw | what the buyer pressed then | orders |
|---|---|---|---|---|
";

/// Prints the matrix and writes it to `target/faults.md`.
pub fn publish(rows: &[Row]) -> Result<()> {
    let text = HEAD.to_owned() + &rows.iter().map(line).collect::<String>();
    // Past the test harness, which shows what is printed only of tests that fail.
    std::io::stdout().write_all(text.as_bytes())?;
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target");
    Ok(fs::write(folder.join("faults.md"), text)?)
}

fn line((step, fault, outcome): &Row) -> String {
    let (step, fault) = (step.name(), fault.name());
    match outcome {
        Ok(Outcome {
            saw,
            pressed,
            orders,
        }) => {
            let pressed = match pressed.is_empty() {
                true => "nothing".to_owned(),
                false => pressed.join(", "),
            };
            format!("| {step} | {fault} | {saw} | {pressed} | {orders} |\n")
        }
        Err(error) => format!("| {step} | {fault} | FAILED: {error} | | |\n"),
    }
}
