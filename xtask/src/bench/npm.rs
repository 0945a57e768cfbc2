//! `cargo xtask bench npm`: what a page pays for the npm package: `tests/npm/bench.mjs` with all it
//! needs built and installed.

use anyhow::Result;

use crate::shell::{self, cargo, command, run};
use crate::{demo, npm, tools};

/// Builds package and relay, then measures in Chromium.
///
/// # Errors
/// When something does not build, or the measurement breaks off.
pub fn bench() -> Result<()> {
    tools::node_modules()?;
    let browser = tools::chromium()?;
    run(&mut cargo("build --quiet --workspace --bin mediatrix-relay"))?;
    npm::package()?;
    let root = shell::root();
    let mut bench = command("node", ["bench.mjs"]);
    bench.current_dir(root.join(tools::NPM_TESTS));
    bench.env("CHROMIUM", browser).env("MEDIATRIX_RELAY", root.join(demo::RELAY));
    run(&mut bench)
}
