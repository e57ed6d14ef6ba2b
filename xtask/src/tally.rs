//! Counts tests from what the test runners print.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::process;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed, and steps that broke before any test could.
    pub failed: u64,
    /// Whether a test lost its browser, which had crashed or hung.
    pub browser_lost: bool,
}

impl Tally {
    /// Adds what a closing line of libtest or of wasm-bindgen's runner says, such as
    /// `test result: ok. 3 passed; 0 failed; 0 ignored; …`. Other lines count nothing.
    fn read(&mut self, line: &str) {
        // How WebDriver calls it (its section 6.6).
        self.browser_lost |= line.starts_with("Error: ")
            && (line.contains("invalid session id") || line.contains(" took longer than "));
        let Some(counts) = line
            .trim_start()
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
            .map(|(_, counts)| counts)
        else {
            return;
        };
        for count in counts.split(';') {
            let mut words = count.split_whitespace();
            let (Some(number), Some(what)) = (words.next(), words.next()) else {
                continue;
            };
            let number = number.parse().unwrap_or(0);
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                _ => {}
            }
        }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.browser_lost |= other.browser_lost;
    }

    /// Whether nothing can be concluded: no test had its say, or the browser failed rather than a test.
    pub fn is_void(self) -> bool {
        self.failed > 0 && (self.passed == 0 || self.browser_lost)
    }

    /// The one line that says it all.
    pub fn closing_line(self) -> String {
        format!("{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs a command that runs tests, showing its output and counting along. A command that
/// fails without a failed test (it did not compile, say) counts as one failure; so does
/// one that runs no test at all, since then somebody has lost them.
///
/// The output goes to `show`: two parts that run side by side must not mix theirs.
///
/// # Errors
/// The command cannot be started or its output cannot be read.
pub fn run(command: &mut Command, show: &mut dyn Write) -> Result<Tally> {
    let text = process::describe(command);
    writeln!(show, "$ {text}")?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{text}`"))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        // By bytes: a test may print what is not UTF-8.
        while output.read_until(b'\n', &mut line)? > 0 {
            show.write_all(&line)?;
            tally.read(&String::from_utf8_lossy(&line));
            line.clear();
        }
    }
    let broken = !child.wait()?.success() && tally.failed == 0;
    if broken || tally == Tally::default() {
        tally.failed = 1;
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_both_runners_are_added_up() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 5 filtered out; finished in 1.2s\n",
            "test result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.31s",
            "test a_test_that_says ... test result: ok. 9 passed",
            "12 passed; 1 failed",
        ] {
            tally.read(line);
        }
        assert_eq!(tally.closing_line(), "20 passed, 2 failed");
    }

    #[test]
    fn a_lost_browser_is_told_from_a_failed_test() {
        let of = |lines: &[&str]| {
            let mut tally = Tally::default();
            for line in lines {
                tally.read(line);
            }
            tally
        };
        let failed = "test result: FAILED. 3 passed; 1 failed";
        let lost = "Error: webdriver returned error: invalid session id: gone";
        assert!(!of(&[failed]).is_void());
        assert!(!of(&["it says: invalid session id", failed]).is_void());
        assert!(of(&[lost, failed]).is_void());
        let hung = "Error: the whole journey took longer than 240 s";
        assert!(of(&[hung, failed]).is_void());
        assert!(of(&["test result: FAILED. 0 passed; 1 failed"]).is_void());
        assert!(!of(&[lost, "test result: ok. 3 passed; 0 failed"]).is_void());
    }

    #[cfg(unix)]
    #[test]
    fn a_command_that_breaks_or_runs_no_test_counts_as_one_failure() {
        let shell = |script: &str| {
            let mut shown = Vec::new();
            run(Command::new("sh").args(["-c", script]), &mut shown).unwrap()
        };
        let tally = |passed, failed| Tally {
            passed,
            failed,
            browser_lost: false,
        };
        let ok = "echo 'test result: ok. 2 passed; 0 failed'";
        assert_eq!(shell(ok), tally(2, 0));
        assert_eq!(shell(&format!("{ok}; exit 101")), tally(2, 1));
        assert_eq!(shell("exit 101"), tally(0, 1));
        assert_eq!(
            shell("echo 'test result: ok. 0 passed; 0 failed'"),
            tally(0, 1)
        );
        assert_eq!(
            shell("echo 'test result: FAILED. 1 passed; 3 failed'; exit 101"),
            tally(1, 3)
        );
    }
}
