//! Binaryen's optimiser over a finished bundle. Trunk could run it, but only
//! in a version that it fetches itself; so it runs here, and the file's name
//! and integrity hash in `index.html` are made new.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::compress::{files_below, has_extension};
use crate::seal::{integrity, short_hash};
use crate::shell::{self, command, find, output, run};
use crate::tools;

/// Older ones do not know all the flags below.
const OLDEST: u32 = 120;

/// Stands beside the optimiser.
const DCE: &str = "wasm-metadce";

/// For size, with just what the compiler's own target has: older browsers know no more.
const FLAGS: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Makes the one wasm file of a bundle smaller, if an optimiser is at hand:
/// it exports no more than its script calls.
///
/// # Errors
/// When the optimiser fails, or the bundle does not look as trunk makes it.
pub fn optimise(dist: &Path, exports: &[String]) -> Result<()> {
    let wasm = only_wasm(dist)?;
    let before = fs::read(&wasm)?;
    keep_only(&wasm, exports)?;
    let Some((_, after)) = shrink(&wasm)? else {
        return Ok(fs::write(&wasm, before)?);
    };
    replace(dist, &wasm, &before, &after)
}

/// Takes all other exports out, and what only they reach, if the tool that
/// comes with the optimiser is at hand.
fn keep_only(wasm: &Path, exports: &[String]) -> Result<()> {
    let Some(program) = program().map(|path| path.with_file_name(DCE)).filter(|path| path.exists())
    else {
        return Ok(());
    };
    let (graph, packed) = (wasm.with_extension("graph"), wasm.with_extension("dce"));
    fs::write(&graph, graph_of(exports))?;
    let mut args = vec![wasm.display().to_string(), "--graph-file".to_owned()];
    args.extend([graph.display().to_string(), "-o".to_owned(), packed.display().to_string()]);
    args.extend(FLAGS.iter().skip(1).map(|flag| (*flag).to_owned()));
    let told = output(&mut command(&program.to_string_lossy(), args));
    fs::remove_file(&graph)?;
    if told.is_none() {
        bail!("{DCE} does not take {}", wasm.display());
    }
    Ok(fs::rename(&packed, wasm)?)
}

/// The outside world as the tool reads it: a page that calls these exports.
fn graph_of(exports: &[String]) -> String {
    let nodes = exports.iter().map(|name| json!({ "name": name, "export": name }));
    let page = json!({ "name": "the page", "root": true, "reaches": exports });
    Value::Array(nodes.chain([page]).collect()).to_string()
}

/// The bytes of a wasm file before and after the optimiser, if one is at hand.
///
/// # Errors
/// When the optimiser fails, or the file cannot be read.
pub fn shrink(wasm: &Path) -> Result<Option<(Vec<u8>, Vec<u8>)>> {
    let Some(program) = program() else {
        println!(
            "No wasm-opt of version {OLDEST} or newer (npm's `binaryen` brings one): \
             all works, but is larger than it could be."
        );
        return Ok(None);
    };
    let before = fs::read(wasm)?;
    let packed = wasm.with_extension("wasm-opt");
    let started = Instant::now();
    let mut args: Vec<String> = FLAGS.map(str::to_owned).to_vec();
    args.extend([wasm.display().to_string(), "-o".to_owned(), packed.display().to_string()]);
    run(&mut command(&program.to_string_lossy(), args))?;
    let after = fs::read(&packed)?;
    fs::remove_file(&packed)?;
    println!(
        "wasm-opt: {} to {} bytes in {} s",
        before.len(),
        after.len(),
        started.elapsed().as_secs()
    );
    Ok(Some((before, after)))
}

/// The optimiser of the tests' npm packages, which is pinned, or the system's.
fn program() -> Option<PathBuf> {
    if find("npm").is_some()
        && let Err(error) = tools::node_modules()
    {
        println!("{error:#}");
    }
    let pinned = shell::root().join(tools::E2E).join("node_modules/.bin/wasm-opt");
    [Some(pinned), find("wasm-opt")]
        .into_iter()
        .flatten()
        .find(|path| version(path).is_some_and(|version| version >= OLDEST))
}

/// The third word of `wasm-opt version 132 (version_132)`.
fn version(program: &Path) -> Option<u32> {
    let text = output(&mut command(&program.to_string_lossy(), ["--version"]))?;
    text.split_whitespace().nth(2)?.parse().ok()
}

fn only_wasm(dist: &Path) -> Result<PathBuf> {
    let files = files_below(dist)?;
    let mut found = files.into_iter().filter(|path| has_extension(path, "wasm"));
    match (found.next(), found.next()) {
        (Some(wasm), None) => Ok(wasm),
        (None, _) => bail!("{} has no wasm file: did trunk build it?", dist.display()),
        (Some(_), Some(more)) => {
            bail!("{} is a second wasm file: which is the app?", more.display())
        }
    }
}

/// Puts the new bytes in the old file's place, under a name of their own since browsers keep files by name for ever.
fn replace(dist: &Path, wasm: &Path, before: &[u8], after: &[u8]) -> Result<()> {
    let old_name = wasm.file_name().context("a file has a name")?.to_string_lossy();
    let name = renamed(&old_name, after);
    let page = dist.join("index.html");
    let html =
        fs::read_to_string(&page).with_context(|| format!("could not read {}", page.display()))?;
    let html = sealed(&html, &old_name, &name, &integrity(before), &integrity(after))?;
    fs::remove_file(wasm)?;
    fs::write(wasm.with_file_name(&name), after)?;
    fs::write(&page, html).with_context(|| format!("could not write {}", page.display()))
}

/// Trunk names the file `APP-HASH_bg.wasm` before it is optimised; this gives the hash of what is served.
fn renamed(old_name: &str, bytes: &[u8]) -> String {
    let app = old_name.split_once('-').map_or("app", |(app, _)| app);
    format!("{app}-{}_bg.wasm", short_hash(bytes))
}

fn sealed(html: &str, old_name: &str, name: &str, before: &str, after: &str) -> Result<String> {
    for expected in [old_name, before] {
        if !html.contains(expected) {
            bail!("index.html does not have `{expected}`, so it can't be told of the smaller file");
        }
    }
    Ok(html.replace(old_name, name).replace(before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_follows_the_file() {
        let html =
            "<link href=/app-12_bg.wasm integrity=sha384-old><script>init('/app-12_bg.wasm')";
        let new = sealed(html, "app-12_bg.wasm", "app-34_bg.wasm", "sha384-old", "sha384-new");
        assert_eq!(
            new.unwrap(),
            "<link href=/app-34_bg.wasm integrity=sha384-new><script>init('/app-34_bg.wasm')"
        );
        assert!(sealed(html, "other.wasm", "x", "sha384-old", "y").is_err());
    }

    #[test]
    fn names_carry_the_hash_of_their_bytes() {
        let name = renamed("mediatrix-0123abcd_bg.wasm", b"a");
        assert!(name.starts_with("mediatrix-") && name.ends_with("_bg.wasm"));
        assert_ne!(name, renamed("mediatrix-0123abcd_bg.wasm", b"b"));
    }
}
