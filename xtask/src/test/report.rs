//! The account of a test run: each step with its time and numbers, and the
//! sum alone on the last line, for people and programs.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::counts::Counts;

/// What the steps so far came to.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    took: Duration,
    counts: Counts,
    trouble: Option<String>,
}

impl Report {
    /// Runs a step and notes how it went; an error counts as one failed check.
    pub fn step(&mut self, name: &'static str, title: &str, run: impl FnOnce() -> Result<Counts>) {
        println!("\n=== {name}: {title}");
        let started = Instant::now();
        let (counts, trouble) = match run() {
            Ok(counts) => (counts, None),
            Err(error) => (Counts { passed: 0, failed: 1 }, Some(format!("{error:#}"))),
        };
        if let Some(trouble) = &trouble {
            println!("error: {trouble}");
        }
        let took = started.elapsed();
        println!(
            "=== {name}: {} passed, {} failed, {} s",
            counts.passed,
            counts.failed,
            took.as_secs()
        );
        self.rows.push(Row { name, took, counts, trouble });
    }

    /// Whether nothing failed.
    pub fn is_good(&self) -> bool {
        self.sum().failed == 0
    }

    fn sum(&self) -> Counts {
        let mut sum = Counts::default();
        for row in &self.rows {
            sum += row.counts;
        }
        sum
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<13}{:>7}{:>9}{:>9}", "step", "s", "passed", "failed")?;
        for row in &self.rows {
            let Row { name, took, counts, trouble } = row;
            write!(f, "{name:<13}{:>7}{:>9}{:>9}", took.as_secs(), counts.passed, counts.failed)?;
            if let Some(line) = trouble.as_deref().and_then(|text| text.lines().next()) {
                write!(f, "  {line}")?;
            }
            writeln!(f)?;
        }
        let took: Duration = self.rows.iter().map(|row| row.took).sum();
        writeln!(f, "{:<13}{:>7}\n", "total", took.as_secs())?;
        let sum = self.sum();
        write!(f, "{} passed, {} failed", sum.passed, sum.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_sum() {
        let mut report = Report::default();
        report.step("fmt", "format", || Ok(Counts::one()));
        report.step("native", "tests", || Ok(Counts { passed: 40, failed: 0 }));
        assert!(report.is_good());
        report.step("e2e", "journeys", || anyhow::bail!("the relay did not start"));
        assert!(!report.is_good());
        let text = report.to_string();
        assert_eq!(text.lines().last(), Some("41 passed, 1 failed"));
        assert!(text.contains("the relay did not start"));
    }
}
