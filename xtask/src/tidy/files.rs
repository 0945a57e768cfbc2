//! What a file of the house looks like: it says what it is for, the pure ones
//! ask no clock, and nothing in it points outside the repository.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::compress::has_extension;
use crate::shell::{self, command, output};

/// Folders of the pure crates' shipped sources.
const PURE: [&str; 5] = [
    "crates/desk/src",
    "crates/protocol/src",
    "crates/room/src",
    "crates/session/src",
    "crates/soundcraft/src",
];

/// Time comes in as an argument there, and nothing waits.
const NOT_PURE: [&str; 4] = ["Instant::now", "SystemTime", "std::thread", "std::net"];

/// From this many lines on, a file is worth a look for a second noun inside.
const LONG: usize = 500;

/// What must be mended, one sentence each.
///
/// # Errors
/// When git does not know the folder, or a file cannot be read.
pub fn findings() -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for name in names()? {
        let Some(text) = read(&name)? else { continue };
        if has_extension(Path::new(&name), "rs") {
            findings.extend(rust_findings(&name, &text));
        }
        if name.ends_with("package-lock.json") && text.contains("\"resolved\": \"http") {
            findings.push(format!(
                "{name} names a registry's host: the .npmrc beside it prevents that"
            ));
        }
    }
    Ok(findings)
}

/// Files that may have grown too long; long ones can be right.
///
/// # Errors
/// As [`findings`].
pub fn long_files() -> Result<Vec<String>> {
    let mut notes = Vec::new();
    for name in names()? {
        let path = Path::new(&name);
        if !["rs", "css", "ts"].iter().any(|kind| has_extension(path, kind)) {
            continue;
        }
        let lines = read(&name)?.map_or(0, |text| text.lines().count());
        if lines > LONG {
            notes.push(format!("{name} has {lines} lines: is there a second noun inside?"));
        }
    }
    Ok(notes)
}

/// Every file that is or would be in the repository.
fn names() -> Result<Vec<String>> {
    let list = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let text =
        output(&mut command("git", list)).context("`git ls-files` failed: is this a clone?")?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// A file's text; none for one that is deleted but not yet committed so, or is no text.
fn read(name: &str) -> Result<Option<String>> {
    let path = shell::root().join(name);
    if !path.is_file() {
        return Ok(None);
    }
    let bytes = fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
    Ok(String::from_utf8(bytes).ok())
}

fn rust_findings(name: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let first = text.lines().find(|line| !line.is_empty() && !line.starts_with("#!"));
    if !first.is_some_and(|line| line.starts_with("//!")) {
        findings.push(format!("{name} does not open by saying what it is for (`//!`)"));
    }
    if PURE.iter().any(|folder| name.starts_with(folder)) {
        let shipped = text.split("#[cfg(test)]").next().unwrap_or(text);
        for (number, line) in shipped.lines().enumerate() {
            let is_code = !line.trim_start().starts_with("//");
            for word in NOT_PURE.iter().filter(|word| is_code && line.contains(**word)) {
                findings.push(format!("{name}:{} is pure, but uses {word}", number + 1));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_is_for() {
        assert!(rust_findings("src/a.rs", "//! For this.\n").is_empty());
        assert!(rust_findings("src/a.rs", "#![allow(x)]\n\n//! For this.\n").is_empty());
        assert_eq!(rust_findings("src/a.rs", "use std::fs;\n").len(), 1);
    }

    #[test]
    fn pure_crates_ask_no_clock_but_their_tests_may() {
        let text = "//! Pure.\n// not Instant::now\nlet a = 1;\n#[cfg(test)]\nInstant::now();\n";
        assert!(rust_findings("crates/desk/src/a.rs", text).is_empty());
        let text = "//! Pure.\nlet a = Instant::now();\n";
        assert_eq!(
            rust_findings("crates/desk/src/a.rs", text),
            ["crates/desk/src/a.rs:2 is pure, but uses Instant::now"]
        );
        assert!(rust_findings("crates/relay/src/a.rs", text).is_empty());
    }
}
