//! The step that meets the npm package as its users do: packed, installed in
//! fresh apps, built, and run in a browser against a relay.

use std::fs;

use anyhow::{Result, bail};

use super::Counts;
use crate::shell::{self, command, watch};
use crate::{demo, npm, tools};

/// Packs the package and runs `tests/npm`.
pub fn tests() -> Result<Counts> {
    tools::node_modules()?;
    let browser = tools::chromium()?;
    let root = shell::root();
    if !root.join(demo::RELAY).is_file() {
        bail!("{} is missing: the step `relay` builds it", demo::RELAY);
    }
    npm::package()?;
    let folder = root.join(tools::NPM_TESTS);
    let mut files: Vec<String> = fs::read_dir(&folder)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .collect();
    files.sort();
    // One after the other: they share the machine with builds of their own.
    let mut tests = command("node", ["--test", "--test-concurrency=1", "--test-reporter=tap"]);
    tests.args(files).current_dir(&folder);
    tests.env("CHROMIUM", browser).env("MEDIATRIX_RELAY", root.join(demo::RELAY));
    Counts::of_node(&watch(&mut tests)?)
}
