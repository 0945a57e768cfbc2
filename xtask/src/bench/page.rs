//! `cargo xtask bench page`: what the app costs a browser: `tests/e2e/bench/page` with all it
//! needs built and installed.

use anyhow::{Result, bail};

use crate::build::{self, Profile};
use crate::shell::{self, cargo, command, run};
use crate::{demo, tools};

/// Builds the app as it ships and a relay, then measures in Chromium; with a
/// name, only what is called so.
///
/// # Errors
/// When something does not build, or the measurement breaks off.
pub fn bench(name: Option<&str>) -> Result<()> {
    tools::node_modules()?;
    let browser = tools::chromium()?;
    build::build(Profile::Release)?;
    run(&mut cargo("build --quiet --bin mediatrix-relay --package relay"))?;
    let root = shell::root();
    let mut trials = command("npx", ["--no-install", "playwright", "test"]);
    trials.args(["--config", "bench.config.ts"]).args(name);
    trials.current_dir(root.join(tools::E2E));
    trials.env("CHROMIUM", browser).env("MEDIATRIX_RELAY", root.join(demo::RELAY));
    if !trials.status()?.success() {
        bail!("the page could not be measured: the lines above say why");
    }
    Ok(())
}
