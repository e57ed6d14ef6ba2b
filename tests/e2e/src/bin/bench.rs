//! Measures: `bench FILE [--runs N] [--width N] [--only keys|load]`. `cargo xtask bench` calls it.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use checkout_e2e::bench::{Wish, run};

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let file = PathBuf::from(arguments.next().context("which file?")?);
    let mut wish = Wish {
        runs: 9,
        width: 412,
        keys: true,
        load: true,
    };
    while let Some(flag) = arguments.next() {
        let value = arguments.next().with_context(|| format!("{flag} what?"))?;
        match (flag.as_str(), value.as_str()) {
            ("--runs", number) => wish.runs = number.parse().context("--runs")?,
            ("--width", number) => wish.width = number.parse().context("--width")?,
            ("--only", "keys") => wish.load = false,
            ("--only", "load") => wish.keys = false,
            _ => bail!("nobody knows {flag} {value}"),
        }
    }
    let report = run(&wish).await?;
    let json = serde_json::to_string_pretty(&report)?;
    fs::write(&file, format!("{json}\n")).with_context(|| format!("writing {}", file.display()))?;
    println!("{}\n\n{json}", report.table());
    Ok(())
}
