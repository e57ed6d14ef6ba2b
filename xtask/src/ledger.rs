//! docs/sizes.tsv: what the widget weighed at earlier commits, so that growth shows in any clone.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{process, project};

const HEAD: &str = "date\tcommit\tfirst screen\trest\tloader\twhat";

/// How many lines are shown.
const SHOWN: usize = 10;

/// Bytes of brotli; what nobody wrote down is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// What a visitor loads before anything shows.
    pub first_screen: Option<usize>,
    /// What follows by itself.
    pub rest: Option<usize>,
    /// Of the first screen, what defines the element.
    pub loader: Option<usize>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    date: String,
    commit: String,
    weights: Weights,
    what: String,
}

/// The last lines with what changed from each to the next, down to the weights of now.
///
/// # Errors
/// The file is missing, or a line of it is none.
pub fn shown(now: Weights) -> Result<String> {
    let path = path();
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(table(&read(&text)?, now))
}

/// Adds a line for the commit that is checked out.
///
/// # Errors
/// There is no git, or the file cannot be written.
pub fn record(now: Weights) -> Result<()> {
    let mut git = Command::new("git");
    git.args(["log", "-1", "--date=short", "--format=%ad%x09%h%x09%s"]);
    let told = process::capture(git.current_dir(project::root()))?;
    let path = path();
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let entry = entry_of(&told, now)?;
    let known = read(&text)?.last().map(|last| last.commit.clone());
    ensure!(
        known.as_deref() != Some(&entry.commit),
        "{} has a line for {}",
        path.display(),
        entry.commit
    );
    fs::write(&path, text + &entry.line()).with_context(|| path.display().to_string())
}

fn path() -> PathBuf {
    project::root().join("docs").join("sizes.tsv")
}

/// From a date, a commit and its subject, as git tells them.
fn entry_of(told: &str, weights: Weights) -> Result<Entry> {
    let mut fields = told.trim_end().splitn(3, '\t').map(str::to_owned);
    let mut field = || fields.next().context("git told no commit");
    Ok(Entry {
        date: field()?,
        commit: field()?,
        what: field()?.replace('\t', " "),
        weights,
    })
}

fn read(text: &str) -> Result<Vec<Entry>> {
    let mut lines = text.lines();
    ensure!(lines.next() == Some(HEAD), "the first line is not {HEAD:?}");
    lines.map(Entry::read).collect()
}

impl Entry {
    fn read(line: &str) -> Result<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[date, commit, first_screen, rest, loader, what] = fields.as_slice() else {
            anyhow::bail!("{line:?} has {} fields of 6", fields.len());
        };
        let bytes = |text: &str| match text {
            "-" => Ok(None),
            _ => text.parse().map(Some).with_context(|| format!("{line:?}")),
        };
        Ok(Self {
            date: date.to_owned(),
            commit: commit.to_owned(),
            weights: Weights {
                first_screen: bytes(first_screen)?,
                rest: bytes(rest)?,
                loader: bytes(loader)?,
            },
            what: what.to_owned(),
        })
    }

    fn line(&self) -> String {
        let Weights {
            first_screen,
            rest,
            loader,
        } = self.weights;
        let bytes =
            [first_screen, rest, loader].map(|bytes| bytes.map_or("-".into(), |b| b.to_string()));
        let [first_screen, rest, loader] = bytes;
        let (date, commit, what) = (&self.date, &self.commit, &self.what);
        format!("{date}\t{commit}\t{first_screen}\t{rest}\t{loader}\t{what}\n")
    }
}

fn table(known: &[Entry], now: Weights) -> String {
    let mut text = format!(
        "\n{:>17}{:>19}{:>17}  commit\n",
        "first screen", "rest", "loader"
    );
    let mut before = Weights::default();
    let current = Entry {
        date: String::new(),
        commit: "now".to_owned(),
        weights: now,
        what: String::new(),
    };
    let skipped = known.len().saturating_sub(SHOWN);
    for (place, entry) in known.iter().chain([&current]).enumerate() {
        let Weights {
            first_screen,
            rest,
            loader,
        } = entry.weights;
        if place >= skipped {
            let line = format!(
                "{:>17}{:>19}{:>17}  {:<8} {}",
                told(before.first_screen, first_screen),
                told(before.rest, rest),
                told(before.loader, loader),
                entry.commit,
                entry.what
            );
            text.push_str(line.trim_end());
            text.push('\n');
        }
        // A weight that nobody wrote down is compared with by the next line as the last that is known.
        before = Weights {
            first_screen: first_screen.or(before.first_screen),
            rest: rest.or(before.rest),
            loader: loader.or(before.loader),
        };
    }
    text
}

/// A weight with its difference from the last known one.
fn told(before: Option<usize>, now: Option<usize>) -> String {
    match (before, now) {
        (_, None) => "-".to_owned(),
        (None, Some(now)) => now.to_string(),
        (Some(before), Some(now)) if now < before => format!("{now} -{}", before - now),
        (Some(before), Some(now)) => format!("{now} +{}", now - before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(first_screen: usize) -> Weights {
        Weights {
            first_screen: Some(first_screen),
            rest: None,
            loader: Some(7),
        }
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let told = "2026-11-22\tabc1234\tSay\tless\n";
        let entry = entry_of(told, weights(131_768)).unwrap();
        assert_eq!(entry.what, "Say less");
        let text = format!("{HEAD}\n{}", entry.line());
        assert_eq!(read(&text).unwrap(), [entry]);
    }

    #[test]
    fn a_broken_line_is_named_and_not_skipped() {
        for line in ["2026-11-22\tabc\t1\t2\twhat", "d\tc\t1x\t2\t3\tw", ""] {
            let told = read(&format!("{HEAD}\n{line}\n")).unwrap_err();
            assert!(
                format!("{told:#}").contains(&format!("{line:?}")),
                "{told:#}"
            );
        }
        assert!(read("commit\n").is_err());
        assert!(entry_of("2026-11-22", weights(1)).is_err());
    }

    #[test]
    fn each_weight_is_compared_with_the_last_that_is_known() {
        let entry = |first_screen, rest| Entry {
            date: "d".to_owned(),
            commit: "c".to_owned(),
            weights: Weights {
                first_screen: Some(first_screen),
                rest,
                loader: None,
            },
            what: "what".to_owned(),
        };
        let known = [entry(100, Some(50)), entry(90, None)];
        let now = Weights {
            first_screen: Some(95),
            rest: Some(52),
            loader: Some(9),
        };
        let table = table(&known, now);
        let lines: Vec<Vec<&str>> = table
            .lines()
            .skip(2)
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(
            lines,
            [
                vec!["100", "50", "-", "c", "what"],
                vec!["90", "-10", "-", "-", "c", "what"],
                vec!["95", "+5", "52", "+2", "9", "now"],
            ]
        );
    }

    #[test]
    fn the_last_ten_lines_are_shown_and_now() {
        let known: Vec<Entry> = (0..14)
            .map(|place| Entry {
                date: "d".to_owned(),
                commit: format!("c{place}"),
                weights: weights(place),
                what: String::new(),
            })
            .collect();
        let table = table(&known, weights(14));
        assert_eq!(table.lines().count(), 2 + SHOWN + 1);
        assert!(table.contains("4 +1") && !table.contains("c3"), "{table}");
    }

    #[test]
    fn this_clones_ledger_can_be_read() {
        let text = fs::read_to_string(path()).unwrap();
        let known = read(&text).unwrap();
        assert!(
            known
                .iter()
                .all(|entry| entry.weights.first_screen.is_some())
        );
        assert_eq!(
            known.iter().map(Entry::line).collect::<String>(),
            text[HEAD.len() + 1..]
        );
    }
}
