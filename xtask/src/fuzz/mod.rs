//! `cargo xtask fuzz`: throws bytes at everything that reads bytes from outside, guided by coverage,
//! with the stable toolchain.

mod build;
mod instrument;
mod report;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::tally::Tally;
use crate::{process, project};
use report::Report;

pub use instrument::as_compiler;

/// How often each target runs when nobody says.
const LONG: u64 = 4_000_000;

/// The flags of `fuzz`.
#[derive(Args)]
pub struct Options {
    /// Only these (repeatable)
    #[arg(long, value_enum, value_name = "NAME")]
    target: Vec<Target>,
    /// So many executions each [default: 4000000]
    #[arg(long, value_name = "N", conflicts_with = "minutes")]
    runs: Option<u64>,
    /// So many minutes each
    #[arg(long, value_name = "M")]
    minutes: Option<u64>,
    /// Runs this input only, with the one target, and shows what happens
    #[arg(long, value_name = "FILE", conflicts_with_all = ["runs", "minutes"])]
    replay: Option<PathBuf>,
}

/// What is fuzzed: a program in `tests/fuzz/src/bin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Target {
    /// Payment texts and addresses of every network
    PaymentText,
    /// The JSON of the API
    Wire,
    /// Live status, and everything else that can happen to a checkout
    Stream,
    /// Attributes, remembered orders, the form, and HTML
    Config,
}

impl Target {
    const ALL: [Self; 4] = [Self::PaymentText, Self::Wire, Self::Stream, Self::Config];

    /// The program's name, and that of its folders.
    fn name(self) -> &'static str {
        match self {
            Self::PaymentText => "payment_text",
            Self::Wire => "wire",
            Self::Stream => "stream",
            Self::Config => "config",
        }
    }

    /// The longest input in bytes: about twice what the seeds need.
    fn longest(self) -> u32 {
        match self {
            Self::PaymentText | Self::Stream => 512,
            Self::Config => 1024,
            Self::Wire => 4096,
        }
    }

    /// How often it runs among the tests: five to ten seconds each.
    fn short(self) -> u64 {
        match self {
            Self::Stream => 10_000,
            _ => 60_000,
        }
    }
}

/// What ends a run, and where it begins.
enum Plan {
    /// After so many executions, on top of what earlier runs found.
    Runs(u64),
    /// After so many seconds, on top of what earlier runs found.
    Seconds(u64),
    /// After so many executions, always the same ones.
    Same(u64),
}

/// Fuzzes. The exit code is 1 when something was found.
///
/// # Errors
/// There is no C++ compiler, the build fails, or a program cannot be run.
pub fn run(options: &Options) -> Result<ExitCode> {
    let targets: Vec<Target> = Target::ALL
        .into_iter()
        .filter(|target| options.target.is_empty() || options.target.contains(target))
        .collect();
    let programs = build::programs()?;
    if let Some(file) = &options.replay {
        let [target] = targets.as_slice() else {
            bail!("--replay needs to know one --target");
        };
        let status = Command::new(programs.join(target.name()))
            .arg(file)
            .status();
        let sound = status.context("cannot run the program")?.success();
        return Ok(if sound {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    let mut total = Report::default();
    for target in targets {
        let plan = match options.minutes {
            Some(minutes) => Plan::Seconds(minutes * 60),
            None => Plan::Runs(options.runs.unwrap_or(LONG)),
        };
        total.add(&fuzz(target, &programs, &plan)?);
    }
    println!(
        "{} executions, {} findings",
        total.executions, total.findings
    );
    Ok(if total.findings == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The short run of `cargo xtask test`: each target counts as one test.
///
/// # Errors
/// As [`run`].
pub fn short() -> Result<Tally> {
    let programs = build::programs()?;
    let mut tally = Tally::default();
    for target in Target::ALL {
        let report = fuzz(target, &programs, &Plan::Same(target.short()))?;
        if report.findings == 0 {
            tally.passed += 1;
        } else {
            tally.failed += 1;
        }
    }
    Ok(tally)
}

/// Runs one target and says how it went.
fn fuzz(target: Target, programs: &Path, plan: &Plan) -> Result<Report> {
    let name = target.name();
    let work = build::folder()?;
    let findings = work.join("findings").join(name);
    let corpus = match plan {
        Plan::Same(_) => work.join("short").join(name),
        _ => work.join("corpus").join(name),
    };
    if matches!(plan, Plan::Same(_)) && corpus.exists() {
        std::fs::remove_dir_all(&corpus).context("cannot empty the folder of the short run")?;
    }
    for folder in [&findings, &corpus] {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let ours = project::root().join("tests").join("fuzz");
    let mut command = match plan {
        Plan::Same(_) => in_its_place(&programs.join(name)),
        _ => Command::new(programs.join(name)),
    };
    match plan {
        Plan::Runs(runs) => command.arg(format!("-runs={runs}")),
        Plan::Seconds(seconds) => command.arg(format!("-max_total_time={seconds}")),
        Plan::Same(runs) => command
            .arg(format!("-runs={runs}"))
            // By the clock, it would look for inputs that others have put there.
            .args(["-seed=1", "-reload=0"]),
    };
    command
        .arg(format!("-max_len={}", target.longest()))
        .arg(format!("-artifact_prefix={}/", findings.display()))
        .arg(format!(
            "-dict={}",
            ours.join("words").join(format!("{name}.dict")).display()
        ))
        .args(["-timeout=20", "-print_final_stats=1"])
        .arg(&corpus)
        .arg(ours.join("seeds").join(name));
    if target == Target::Wire {
        command.arg(project::root().join("tests").join("fixtures"));
    }
    let report = watch(&mut command)?;
    println!("{name}: {}", report.line());
    if let Some(file) = &report.kept {
        println!("the input is kept: {file}");
        println!("replay it: cargo xtask fuzz --target {name} --replay {file}");
    }
    Ok(report)
}

/// A program that lies at the same addresses in every run, where the system lets us choose: libFuzzer goes by
/// them when it picks what to change.
fn in_its_place(program: &Path) -> Command {
    let chosen = process::capture(Command::new("setarch").args(["-R", "true"])).is_ok();
    let mut command = Command::new(if chosen {
        Path::new("setarch")
    } else {
        program
    });
    if chosen {
        command.arg("-R").arg(program);
    }
    command
}

/// Runs a program of the fuzzer to its end. Of what it says, shows a line now and then, and everything
/// once something is found.
fn watch(command: &mut Command) -> Result<Report> {
    let text = process::describe(command);
    let mut child = command
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{text}`"))?;
    let mut report = Report::default();
    if let Some(output) = child.stderr.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            report.read(&line);
            if report.findings > 0 || report::is_pulse(&line) {
                eprintln!("{line}");
            }
        }
    }
    let sound = child.wait()?.success();
    if !sound && report.findings == 0 {
        bail!("`{text}` failed");
    }
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_its_program_seeds_and_words() {
        let ours = project::root().join("tests").join("fuzz");
        for target in Target::ALL {
            let name = target.name();
            let given = target.to_possible_value().unwrap();
            assert_eq!(given.get_name(), name);
            assert!(ours.join(format!("src/bin/{name}.rs")).is_file(), "{name}");
            assert!(ours.join("seeds").join(name).is_dir(), "{name}");
            assert!(ours.join(format!("words/{name}.dict")).is_file(), "{name}");
        }
        let programs = std::fs::read_dir(ours.join("src/bin")).unwrap().count();
        assert_eq!(programs, Target::ALL.len());
    }
}
