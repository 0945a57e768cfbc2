//! Who may lean on whom: a crate leans on lower levels, never sideways, and
//! the lower ones know no sockets, clocks or chance.

use anyhow::{Context, Result};

use crate::metadata::{self, Package};
use crate::shell::{cargo, output};

/// Each crate's level; a crate of a higher level may use those below.
const LEVELS: [(&str, u8); 11] = [
    ("desk", 0),
    ("markup", 0),
    ("soundcraft", 1),
    ("protocol", 1),
    ("session", 2),
    ("room", 2),
    ("sim", 3),
    ("relay", 3),
    ("client", 3),
    ("client-js", 4),
    ("mediatrix", 4),
];

/// The one step sideways: the relay offers the simulated desk.
const DOORS: [(&str, &str); 1] = [("relay", "sim")];

/// Lower levels all the same, but not theirs to know.
const STRANGERS: [(&str, &str); 8] = [
    ("session", "soundcraft"),
    ("room", "soundcraft"),
    ("sim", "room"),
    ("sim", "session"),
    ("client", "soundcraft"),
    ("client", "room"),
    ("mediatrix", "soundcraft"),
    ("mediatrix", "relay"),
];

/// Crates up to this level are pure: bytes, events and a moment in, the same out.
const PURE_UP_TO: u8 = 2;

/// What no pure crate has below it, however far down.
const IMPURE: [&str; 14] = [
    "axum",
    "fastrand",
    "futures-util",
    "getrandom",
    "gloo-net",
    "js-sys",
    "leptos",
    "mio",
    "rand",
    "rusqlite",
    "socket2",
    "tokio",
    "tracing-subscriber",
    "web-sys",
];

/// What is wrong with the picture, one sentence each.
///
/// # Errors
/// When cargo does not understand the manifests.
pub fn findings() -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for package in metadata::packages()? {
        findings.extend(wrong_leanings(&package));
        if level(&package.name).is_some_and(|level| level <= PURE_UP_TO) {
            findings.extend(impurities(&package.name)?);
        }
    }
    Ok(findings)
}

fn level(name: &str) -> Option<u8> {
    LEVELS.iter().find(|(crate_name, _)| *crate_name == name).map(|(_, level)| *level)
}

fn wrong_leanings(package: &Package) -> Vec<String> {
    let name = package.name.as_str();
    let leans_on = package.dependencies.iter().filter(|dependency| dependency.ours);
    leans_on
        .filter_map(|dependency| {
            let below = dependency.name.as_str();
            let verdict = match name {
                // Aside from the levels: tests lean on what they test.
                _ if dependency.dev => allowed_in_tests(name, below),
                "testkit" => level(below).is_some_and(|level| level <= PURE_UP_TO),
                "soak" => below != "client",
                "fuzz" | "xtask" => false,
                _ => allowed(name, below),
            };
            (!verdict).then(|| format!("{name} must not depend on {below}: see ARCHITECTURE.md"))
        })
        .chain(unplaced(name))
        .collect()
}

fn unplaced(name: &str) -> Option<String> {
    let placed = level(name).is_some() || matches!(name, "fuzz" | "soak" | "testkit" | "xtask");
    (!placed).then(|| format!("{name} has no level yet: give it one in xtask's picture"))
}

fn allowed(name: &str, below: &str) -> bool {
    let lower = level(name).zip(level(below)).is_some_and(|(own, other)| other < own);
    (lower || DOORS.contains(&(name, below))) && !STRANGERS.contains(&(name, below))
}

/// Tests of pure crates stay pure; shells are tested with whatever they talk to.
fn allowed_in_tests(name: &str, below: &str) -> bool {
    match level(name) {
        Some(own) if own <= PURE_UP_TO => {
            below == "testkit" || level(below).is_some_and(|level| level <= PURE_UP_TO)
        }
        _ => true,
    }
}

/// Asks cargo for everything below a crate, natively and in the browser.
fn impurities(name: &str) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for target in ["", "--target wasm32-unknown-unknown"] {
        let tree = output(&mut cargo(&format!(
            "tree --package {name} --edges normal --prefix none --format {{p}} {target}"
        )))
        .with_context(|| format!("`cargo tree --package {name}` failed: run it to see why"))?;
        let below = tree.lines().filter_map(|line| line.split_whitespace().next());
        findings.extend(below.filter(|below| IMPURE.contains(below)).map(|below| {
            format!("{name} is pure, but has {below} below it: `cargo tree -p {name}` says how")
        }));
    }
    findings.sort();
    findings.dedup();
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Dependency;

    fn package(name: &str, below: &str, dev: bool) -> Package {
        let dependency = Dependency { name: below.to_owned(), dev, ours: true };
        Package { name: name.to_owned(), dependencies: vec![dependency], tests: Vec::new() }
    }

    fn check(name: &str, below: &str, dev: bool, expected_findings: usize) {
        let found = wrong_leanings(&package(name, below, dev));
        assert_eq!(found.len(), expected_findings, "{name} -> {below}: {found:?}");
    }

    #[test]
    fn crates_lean_down_and_not_sideways() {
        check("session", "protocol", false, 0);
        check("protocol", "soundcraft", false, 1);
        check("desk", "protocol", false, 1);
        check("relay", "client", false, 1);
        check("relay", "sim", false, 0);
        check("room", "soundcraft", false, 1);
        check("xtask", "desk", false, 1);
    }

    #[test]
    fn tests_may_lean_further_where_sockets_are() {
        check("relay", "client", true, 0);
        check("session", "testkit", true, 0);
        check("session", "relay", true, 1);
    }

    #[test]
    fn a_new_crate_must_be_placed() {
        check("osc", "desk", false, 2);
    }
}
