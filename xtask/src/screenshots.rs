//! `cargo xtask screenshots`: the pictures in `docs/screenshots`, taken anew of
//! the app with a simulated desk. `tests/e2e/screenshots` knows what is on them.

use std::fs;

use anyhow::{Result, bail};

use crate::build::{self, Profile};
use crate::shell::{self, cargo, command, run};
use crate::{demo, tools};

/// Where they go.
const FOLDER: &str = "docs/screenshots";

/// All of them together, so that a clone stays small, in bytes.
const BUDGET: u64 = 6_000_000;

/// Builds app and relay, and takes every picture.
///
/// # Errors
/// When something does not build, a view does not come, or the pictures are too large together.
pub fn take() -> Result<()> {
    tools::node_modules()?;
    let browser = tools::chromium()?;
    build::build(Profile::Debug)?;
    run(&mut cargo("build --quiet --bin mediatrix-relay --package relay"))?;
    let root = shell::root();
    let mut camera = command("npx", ["--no-install", "playwright", "test"]);
    camera.args(["--config", "screenshots.config.ts"]).current_dir(root.join(tools::E2E));
    camera.env("CHROMIUM", browser).env("MEDIATRIX_RELAY", root.join(demo::RELAY));
    run(&mut camera)?;
    let mut bytes = 0;
    let mut pictures = 0;
    for file in fs::read_dir(root.join(FOLDER))? {
        bytes += file?.metadata()?.len();
        pictures += 1;
    }
    println!("{pictures} pictures in {FOLDER}, {} kB", bytes / 1000);
    if bytes > BUDGET {
        bail!("the pictures have more than {} kB together", BUDGET / 1000);
    }
    Ok(())
}
