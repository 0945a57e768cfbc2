//! The one table: what was promised, what was measured, and how.

use std::fmt;

/// One line.
#[derive(Clone, Debug)]
pub struct Row {
    /// What is measured.
    pub what: String,
    /// What was promised.
    pub goal: String,
    /// What came out.
    pub measured: String,
    /// Whether the promise was kept.
    pub good: bool,
    /// How it was measured.
    pub method: String,
}

impl Row {
    /// A line.
    pub fn new(
        what: impl Into<String>,
        goal: impl Into<String>,
        measured: impl Into<String>,
        good: bool,
        method: impl Into<String>,
    ) -> Self {
        Self {
            what: what.into(),
            goal: goal.into(),
            measured: measured.into(),
            good,
            method: method.into(),
        }
    }
}

/// All lines, in the order of the trials.
#[derive(Debug, Default)]
pub struct Table {
    /// The lines.
    pub rows: Vec<Row>,
}

impl Table {
    /// Adds lines, and says at once what they say: the table is a while off.
    pub fn take(&mut self, rows: Vec<Row>) {
        for row in &rows {
            let verdict = if row.good { "ok" } else { "MISSED" };
            eprintln!("  {verdict}: {}: {} ({})", row.what, row.measured, row.goal);
        }
        self.rows.extend(rows);
    }

    /// Whether every promise was kept.
    pub fn is_good(&self) -> bool {
        self.rows.iter().all(|row| row.good)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["what", "goal", "measured", "", "method"];
        let lines: Vec<[&str; 5]> = self
            .rows
            .iter()
            .map(|row| {
                let verdict = if row.good { "ok" } else { "MISSED" };
                [&*row.what, &*row.goal, &*row.measured, verdict, &*row.method]
            })
            .collect();
        let width = |column: usize| {
            let cells = lines.iter().map(|line| line[column].chars().count());
            cells.chain([heads[column].len()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..heads.len()).map(width).collect();
        let mut line = |cells: [&str; 5]| {
            let padded = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
            writeln!(f, "| {} |", padded.collect::<Vec<_>>().join(" | "))
        };
        line(heads)?;
        let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        line([&rules[0], &rules[1], &rules[2], &rules[3], &rules[4]])?;
        for cells in &lines {
            line(*cells)?;
        }
        let failed = self.rows.iter().filter(|row| !row.good).count();
        write!(f, "\n{} passed, {failed} failed", self.rows.len() - failed)
    }
}
