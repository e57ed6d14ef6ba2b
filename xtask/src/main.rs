//! The project's verbs, as `cargo xtask VERB`. Each verb has a file of its own;
//! this one only names them and turns a failure into an exit code.

mod bench;
mod bundle;
mod demo;
mod doctor;
mod engine;
mod fingerprint;
mod folders;
mod fuzz;
mod gallery;
mod ledger;
mod page;
mod process;
mod project;
mod repeat;
mod serve;
mod size;
mod stage;
mod tally;
mod test;
mod tools;
mod types;
mod weight;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, shows, tests and weighs the checkout. Every verb fetches the tools it needs.
#[derive(Parser)]
#[command(name = "cargo xtask", version, max_term_width = 90)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Says which tools are here and how the others will be got
    Doctor(doctor::Options),
    /// Builds everything that a partner hosts into dist/
    Build(bundle::Options),
    /// Shows the checkout on a third party's page, against the sandbox
    Demo(demo::Options),
    /// Takes a picture of every screen and state, light and dark, narrow and wide
    Gallery(gallery::Options),
    /// Measures how fast the first screen comes and answers, beside a bare page
    Bench(bench::Options),
    /// Runs every test, from the pure half to whole purchases in a browser
    Test(test::Options),
    /// Throws bytes at everything that reads bytes from outside, for long
    Fuzz(fuzz::Options),
    /// Writes the JSON Schemas and type declarations anew from the Rust types
    Types,
    /// Weighs dist/, shows its growth and fails when the first screen is over its budget
    Size(size::Options),
    /// Gives the built files their final names and sizes (Trunk calls this)
    #[command(hide = true)]
    Stage,
}

fn main() -> ExitCode {
    if let Some(code) = fuzz::as_compiler() {
        return code;
    }
    let outcome = match Cli::parse().verb {
        Verb::Doctor(options) => doctor::run(&options),
        Verb::Build(options) => bundle::run(&options),
        Verb::Demo(options) => demo::run(&options),
        Verb::Gallery(options) => gallery::run(&options),
        Verb::Bench(options) => bench::run(&options),
        Verb::Test(options) => test::run(&options),
        Verb::Fuzz(options) => fuzz::run(&options),
        Verb::Types => types::run(),
        Verb::Size(options) => size::run(&options),
        Verb::Stage => stage::run(),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            // 2 means "install this yourself first", so that a script can tell it from a failure.
            let code = if error.is::<tools::MissingTools>() {
                2
            } else {
                1
            };
            ExitCode::from(code)
        }
    }
}
