//! What the package adds to an application: bundled and minified as an
//! application would, and sent with Brotli, beside a package for the same
//! desks that is written in JavaScript.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::compress::smallest;
use crate::shell::{self, command, run};
use crate::sizes::kilobytes;
use crate::tools;

/// Module and scripts after Brotli, in bytes.
const BUDGET: u64 = 120_000;

/// The package that is measured beside ours.
const PEER: &str = "soundcraft-ui-connection";

/// Prints the table.
///
/// # Errors
/// When something does not bundle, or the package is over its budget.
pub fn weigh(folder: &Path) -> Result<()> {
    let wasm = Weight::of(&fs::read(folder.join("wasm/client_bg.wasm"))?)?;
    // The copy of the module inside a script is loaded only where the file is
    // not to be had, as a chunk of its own.
    let scripts = bundle("client", &folder.join("js/browser.js"), &["--external:*/bytes.js"])?;
    let inline = bundle("inline", &folder.join("js/inline.js"), &[])?;
    let modules = shell::root().join(tools::NPM_TESTS).join("node_modules");
    let peer = bundle("peer", &modules.join(PEER).join("index.mjs"), &["--platform=browser"])?;
    println!("{:<34}{:>12}{:>12}", "minified", "plain kB", "Brotli kB");
    for (name, weight) in [
        ("mediatrix-client: module", wasm),
        ("mediatrix-client: scripts", scripts),
        ("mediatrix-client", wasm.and(scripts)),
        ("mediatrix-client/inline", inline),
        (PEER, peer),
    ] {
        println!("{name:<34}{:>12}{:>12}", kilobytes(weight.plain), kilobytes(weight.brotli));
    }
    let total = wasm.and(scripts).brotli;
    println!("{:<34}{:>24}", "budget", kilobytes(BUDGET));
    if total > BUDGET {
        bail!("the package has {} kB after Brotli, over its budget", kilobytes(total));
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct Weight {
    plain: u64,
    brotli: u64,
}

impl Weight {
    fn of(bytes: &[u8]) -> Result<Self> {
        Ok(Self { plain: bytes.len() as u64, brotli: smallest(bytes)?.len() as u64 })
    }

    fn and(self, other: Self) -> Self {
        Self { plain: self.plain + other.plain, brotli: self.brotli + other.brotli }
    }
}

/// An entry and all it imports as one minified script, everything kept.
fn bundle(name: &str, entry: &Path, more: &[&str]) -> Result<Weight> {
    let root = shell::root();
    let out = root.join(format!("target/npm/{name}.min.js"));
    let esbuild = root.join(tools::NPM_TESTS).join("node_modules/.bin/esbuild");
    let flags = ["--bundle", "--minify", "--format=esm", "--log-level=warning"];
    run(command(&esbuild.to_string_lossy(), flags)
        .args(more)
        .arg(format!("--outfile={}", out.display()))
        .arg(entry))?;
    Weight::of(&fs::read(&out).with_context(|| format!("esbuild left no {}", out.display()))?)
}
