//! How large the bundle is, plain and as sent with Brotli, against the budget
//! for what a phone loads first.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::compress::{copy_name, files_below, has_extension};

/// What everything together should have after Brotli, in bytes.
const GOAL: u64 = 300_000;
/// What it may have at most: beyond, a release build fails.
pub const BUDGET: u64 = 400_000;

/// Names of the rows and the file endings that belong to each; the last takes what is left.
const KINDS: [(&str, &[&str]); 5] = [
    ("wasm", &["wasm"]),
    ("JavaScript", &["js"]),
    ("CSS", &["css"]),
    ("HTML", &["html"]),
    ("other", &[]),
];

/// Bytes per kind of file.
#[derive(Default)]
pub struct Sizes {
    rows: [Row; KINDS.len()],
}

#[derive(Default, Clone, Copy)]
struct Row {
    files: u32,
    plain: u64,
    brotli: u64,
}

impl Sizes {
    /// Adds up the files below a folder.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn measure(folder: &Path) -> Result<Self> {
        let mut sizes = Self::default();
        for path in files_below(folder)? {
            if has_extension(&path, "br") || has_extension(&path, "gz") {
                continue;
            }
            let kind = KINDS
                .iter()
                .position(|(_, endings)| endings.iter().any(|ending| has_extension(&path, ending)))
                .unwrap_or(KINDS.len() - 1);
            let plain = bytes_of(&path)?;
            let copy = copy_name(&path, "br");
            let row = &mut sizes.rows[kind];
            row.files += 1;
            row.plain += plain;
            row.brotli += if copy.exists() { bytes_of(&copy)? } else { plain };
        }
        Ok(sizes)
    }

    /// Whether everything together is as small as it should be.
    pub fn within_budget(&self) -> bool {
        self.total().brotli <= BUDGET
    }

    fn total(&self) -> Row {
        self.rows.iter().fold(Row::default(), |sum, row| Row {
            files: sum.files + row.files,
            plain: sum.plain + row.plain,
            brotli: sum.brotli + row.brotli,
        })
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<12}{:>6}{:>12}{:>12}", "", "files", "plain kB", "Brotli kB")?;
        let names = KINDS.iter().map(|(name, _)| *name);
        for (name, row) in names.zip(self.rows).chain([("total", self.total())]) {
            writeln!(
                f,
                "{name:<12}{:>6}{:>12}{:>12}",
                row.files,
                kilobytes(row.plain),
                kilobytes(row.brotli)
            )?;
        }
        let brotli = self.total().brotli;
        writeln!(f, "{:<12}{:>30}", "budget", kilobytes(BUDGET))?;
        write!(f, "{:<12}{:>30}", "goal", kilobytes(GOAL))?;
        if brotli > GOAL {
            write!(f, ", missed by {} kB", kilobytes(brotli - GOAL))?;
        }
        Ok(())
    }
}

/// Thousands of bytes with one decimal.
pub fn kilobytes(bytes: u64) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn bytes_of(path: &Path) -> Result<u64> {
    let about = fs::metadata(path).with_context(|| format!("could not read {}", path.display()))?;
    Ok(about.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilobytes_round_to_a_tenth() {
        assert_eq!(kilobytes(0), "0.0");
        assert_eq!(kilobytes(1_049), "1.0");
        assert_eq!(kilobytes(1_050), "1.1");
        assert_eq!(kilobytes(299_999), "300.0");
    }

    #[test]
    fn the_budget_counts_what_is_sent() {
        let folder = std::env::temp_dir().join(format!("xtask-sizes-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("app.wasm"), vec![0; 500_000]).unwrap();
        fs::write(folder.join("app.js"), "let a;").unwrap();
        let plain = Sizes::measure(&folder).unwrap();
        assert!(!plain.within_budget());
        assert!(plain.to_string().contains("missed by 200.0 kB"), "{plain}");
        fs::write(folder.join("app.wasm.br"), vec![0; 1_000]).unwrap();
        let sizes = Sizes::measure(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert!(sizes.within_budget());
        assert_eq!(sizes.total().brotli, 1_006);
        assert_eq!(sizes.total().files, 2);
    }
}
