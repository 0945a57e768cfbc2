//! `cargo xtask build`: the browser app through trunk, then what trunk leaves
//! to others: a smaller script, wasm-opt, one style sheet, pre-compressed files, and a look at the sizes.

use anyhow::{Context, Result, bail};

use crate::shell::{self, command, run};
use crate::{compress, glue, sizes, styles, tools, wasm_opt};

/// Where the bundle goes, and where the relay embeds it from.
pub const DIST: &str = "dist";

/// Where the app goes that has the gallery of widgets in it.
pub const GALLERY: &str = "target/gallery";

/// Cargo's profile for what browsers load; `release` is the relay's.
const WEB_PROFILE: &str = "web";

/// How much the compiler and the compressors try.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build, large: for work on one machine.
    Debug,
    /// What ships.
    Release,
}

/// Builds the bundle into `dist/` and prints its sizes.
///
/// # Errors
/// When a tool is missing, the app does not compile, or a release bundle is over its size budget.
pub fn build(profile: Profile) -> Result<()> {
    tools::for_building()?;
    let dist = shell::root().join(DIST);
    let mut args = vec!["build", "--dist", DIST];
    if profile == Profile::Release {
        args.extend(["--release", "--cargo-profile", WEB_PROFILE]);
    }
    trunk(&args).context("the browser app did not build: the lines above say where")?;
    if profile == Profile::Release {
        let exports = glue::trim(&dist)?;
        wasm_opt::optimise(&dist, &exports)?;
        styles::join(&dist)?;
    }
    compress::compress(&dist, profile)?;
    let sizes = sizes::Sizes::measure(&dist)?;
    println!("{sizes}");
    if profile == Profile::Release && !sizes.within_budget() {
        bail!(
            "the bundle is over its budget of {} kB after Brotli: see what grew in the table above",
            sizes::BUDGET / 1000
        );
    }
    Ok(())
}

/// Builds the app with every widget in every state at `#/gallery`, which does not ship.
///
/// # Errors
/// When a tool is missing, or it does not compile.
pub fn gallery() -> Result<()> {
    tools::for_building()?;
    trunk(&["build", "--dist", GALLERY, "--features", "gallery"])
        .context("the gallery did not build: the lines above say where")
}

/// Runs trunk in the workspace folder.
fn trunk(args: &[&str]) -> Result<()> {
    let mut trunk = command("trunk", args);
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk reads this one as true or false and takes the usual `1` for a mistake.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    run(&mut trunk)
}
