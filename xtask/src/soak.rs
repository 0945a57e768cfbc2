//! `cargo xtask soak`: builds the trials as fast code and runs them. What is
//! tried, and what counts as good, is theirs to know.

use anyhow::{Context, Result};

use crate::shell::{self, cargo, command, run};

/// Runs the long trials with these arguments; `false` when one missed its goal.
///
/// # Errors
/// When they do not build.
pub fn soak(args: &[&str]) -> Result<bool> {
    run(&mut cargo("build --package soak --profile soak"))
        .context("the trials did not build: the lines above say where")?;
    let program = shell::root().join("target/soak/soak");
    let mut trials = command(&program.to_string_lossy(), args);
    Ok(trials.status().context("could not start the trials")?.success())
}
