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

/// What people see is made here; its words come from `src/text` in every language.
const SEEN: [&str; 3] = ["src/app.rs", "src/views/", "src/widgets/"];

/// Attributes and properties that are read by people.
const READ: [&str; 7] =
    ["alt=", "aria-label=", "detail=", "label=", "placeholder=", "title=", "aria-description="];

const UNITS: [&str; 2] = ["BPM", "dB"];

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
    let shipped = text.split("#[cfg(test)]").next().unwrap_or(text);
    if SEEN.iter().any(|place| name.starts_with(place)) {
        for (number, line) in shipped.lines().enumerate() {
            if let Some(words) = own_words(line.trim()) {
                findings.push(format!(
                    "{name}:{} says \"{words}\" in one language: words belong to src/text",
                    number + 1
                ));
            }
        }
    }
    if PURE.iter().any(|folder| name.starts_with(folder)) {
        for (number, line) in shipped.lines().enumerate() {
            let is_code = !line.trim_start().starts_with("//");
            for word in NOT_PURE.iter().filter(|word| is_code && line.contains(**word)) {
                findings.push(format!("{name}:{} is pure, but uses {word}", number + 1));
            }
        }
    }
    findings
}

/// What a line of a view shows that is not from the lists of words: a text of
/// its own, or an attribute that people read.
fn own_words(line: &str) -> Option<&str> {
    let literal = |rest: &'_ str| rest.strip_prefix('"')?.split('"').next().map(str::len);
    let shown = |start: usize| {
        let words = &line[start + 1..start + 1 + literal(&line[start..])?];
        // One letter is a sign, and units are the same everywhere.
        let plain = words.replace("\\u{a0}", " ");
        let said = plain.split(' ').any(|word| {
            let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
            letters > 1 && !UNITS.contains(&word)
        });
        (said && !words.starts_with('{')).then_some(words)
    };
    let child = |start: usize, end: &str| {
        shown(start).filter(|words| {
            let after = &line[start + words.len() + 2..];
            after.is_empty() && end.is_empty() || !end.is_empty() && after.starts_with(end)
        })
    };
    if line.starts_with("//") {
        return None;
    }
    let whole = line.starts_with('"').then(|| child(0, "")).flatten();
    let between = line.match_indices(">\"").find_map(|(at, _)| child(at + 1, "<"));
    let read = READ.iter().find_map(|name| {
        let at = line.find(&format!("{name}\""))?;
        let alone = line[..at].chars().next_back().is_none_or(|before| " <(".contains(before));
        if alone { shown(at + name.len()) } else { None }
    });
    whole.or(between).or(read)
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

    #[test]
    fn words_that_people_see_are_in_every_language() {
        for line in [
            "\"Nothing here\"",
            "<b>\"Level\"</b>",
            "<Blank title=\"No desk\" />",
            "aria-label=\"Close\"",
        ] {
            let text = format!("//! A view.\nview! {{\n    {line}\n}}\n");
            assert_eq!(rust_findings("src/views/a.rs", &text).len(), 1, "{line}");
            assert!(rust_findings("src/state/a.rs", &text).is_empty());
        }
        for line in [
            "<b>\"·\"</b>",
            "<b class=\"frame__cap\" role=\"status\">{name}</b>",
            "aria-labelledby=\"more-me\"",
            "aria-label=text.say(|it| it.close())",
            "\"Enter\" => go(),",
            "// \"Level\"",
        ] {
            let text = format!("//! A view.\nview! {{\n    {line}\n}}\n");
            assert!(rust_findings("src/widgets/a.rs", &text).is_empty(), "{line}");
        }
    }
}
