//! Stands in front of the compiler while the fuzzer's programs are built, and has it count branches and
//! comparisons in the crates that are fuzzed. In those alone: the fuzzer would take news from the harness
//! for news, and be half as fast.
//!
//! What `cargo fuzz` passes to every crate, without what takes a nightly toolchain.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

/// The variable that turns this program into the compiler's front.
pub const ASKED: &str = "CHECKOUT_FUZZ_INSTRUMENT";

/// The crates that read outside bytes.
const CRATES: [&str; 3] = ["cryptorefills_checkout", "bech32", "bs58"];

const FLAGS: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Runs the compiler that cargo names first among our arguments, if cargo called us to.
pub fn as_compiler() -> Option<ExitCode> {
    std::env::var_os(ASKED)?;
    let mut arguments = std::env::args_os().skip(1);
    let compiler = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let status = Command::new(compiler)
        .args(&arguments)
        .args(flags(&arguments))
        .status();
    let code = status.ok().and_then(|status| status.code());
    Some(ExitCode::from(
        code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1),
    ))
}

/// What is added to these arguments.
fn flags(arguments: &[OsString]) -> &'static [&'static str] {
    let mut names = arguments
        .iter()
        .skip_while(|argument| *argument != "--crate-name");
    let name = names.nth(1);
    match name.is_some_and(|name| CRATES.iter().any(|wanted| name == wanted)) {
        true => &FLAGS,
        false => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_crates_that_read_outside_bytes_are_counted() {
        let added = |text: &str| {
            let arguments: Vec<OsString> = text.split(' ').map(OsString::from).collect();
            flags(&arguments)
        };
        assert_eq!(
            added("--crate-name cryptorefills_checkout --edition=2024"),
            FLAGS
        );
        assert!(added("--crate-name serde_json --edition=2021").is_empty());
        assert!(added("-vV").is_empty());
    }
}
