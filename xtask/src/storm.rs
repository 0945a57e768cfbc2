//! `cargo xtask storm`: forced disconnects in the simulated world by the
//! million. What a storm is and what it must not break is `testkit`'s to know.

use anyhow::{Context, Result};

use crate::shell::{cargo, run};

/// Plays storms until so many connections were broken (a million by default),
/// from a first seed on (0).
///
/// # Errors
/// When a promise broke: the lines above name the seed and the steps.
pub fn storm(args: &[&str]) -> Result<()> {
    let mut storm = cargo("run --profile storm --package testkit --example storm --");
    run(storm.args(args)).context("a promise broke, or the storms did not build")
}
