//! Reads what libFuzzer says of its work.

/// How a run went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How often the target ran.
    pub executions: u64,
    /// Edges between branches that were reached.
    edges: u64,
    /// Edges told apart by how often they were taken, and comparisons by how close they came.
    features: u64,
    /// Inputs that broke a law: one ends the run.
    pub findings: u64,
    /// The file with that input.
    pub kept: Option<String>,
}

impl Report {
    /// Takes in a line such as `#1024  pulse  cov: 310 ft: 871 corp: …` or
    /// `stat::number_of_executed_units: 1024`. Others count nothing.
    pub fn read(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let after = |name: &str| {
            let place = words.iter().position(|word| *word == name)?;
            words.get(place + 1)?.parse::<u64>().ok()
        };
        if let Some(count) = line.strip_prefix('#') {
            let digits = count.split_whitespace().next().unwrap_or_default();
            self.executions = digits.parse().unwrap_or(self.executions);
            self.edges = after("cov:").unwrap_or(self.edges);
            self.features = after("ft:").unwrap_or(self.features);
        }
        self.executions = after("stat::number_of_executed_units:").unwrap_or(self.executions);
        if let Some((_, file)) = line.split_once("Test unit written to ") {
            self.kept = Some(file.to_owned());
        }
        let panicked = line.starts_with("thread ") && line.contains(" panicked at ");
        let ended = line.contains("ERROR: libFuzzer:");
        if panicked || ended {
            self.findings = 1;
        }
    }

    /// Adds the executions and findings of another.
    pub fn add(&mut self, other: &Self) {
        self.executions += other.executions;
        self.findings += other.findings;
    }

    /// The one line that says it all.
    pub fn line(&self) -> String {
        let Self {
            executions,
            edges,
            features,
            findings,
            ..
        } = self;
        format!("{executions} executions, {edges} edges, {features} features, {findings} findings")
    }
}

/// Whether it is one of the lines by which libFuzzer says, ever more rarely, that it is alive.
pub fn is_pulse(line: &str) -> bool {
    line.starts_with('#') && line.contains("\tpulse ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_on_everything_counts() {
        let mut report = Report::default();
        for line in [
            "INFO: Seed: 1",
            "#1024\tpulse  cov: 310 ft: 871 corp: 50/2Kb lim: 4 exec/s: 512 rss: 40Mb",
            "#2000\tDONE   cov: 320 ft: 900 corp: 55/2Kb lim: 4 exec/s: 512 rss: 40Mb",
            "stat::number_of_executed_units: 2000",
        ] {
            report.read(line);
        }
        assert_eq!(
            report.line(),
            "2000 executions, 320 edges, 900 features, 0 findings"
        );
    }

    #[test]
    fn a_panic_a_hang_and_a_crash_are_findings() {
        for line in [
            "thread '<unnamed>' (7) panicked at tests/fuzz/src/wire/judge.rs:1:1:",
            "==7== ERROR: libFuzzer: timeout after 20 seconds",
            "==7== ERROR: libFuzzer: deadly signal",
        ] {
            let mut report = Report::default();
            report.read(line);
            report.read(line);
            assert_eq!(report.findings, 1, "{line}");
        }
        let mut report = Report::default();
        report.read("artifact_prefix='x/'; Test unit written to x/crash-7");
        assert_eq!(report.kept.as_deref(), Some("x/crash-7"));
    }
}
