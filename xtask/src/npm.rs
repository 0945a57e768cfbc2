//! `cargo xtask npm`: the package `mediatrix-client` from `crates/client-js`,
//! as a tarball in `pkg/`, and what it weighs. What it is used for is shown in
//! `examples/` and tried in `tests/npm`.

mod weight;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine as _;

use crate::compress::files_below;
use crate::shell::{self, cargo, command, run};
use crate::{tools, wasm_opt};

/// What stands here goes into the package, with what the build adds.
const SOURCE: &str = "crates/client-js";
/// The package as a folder, from the workspace's.
const FOLDER: &str = "target/npm/package";
/// Where the tarball goes; examples install the one without a version.
const PKG: &str = "pkg";
const TARBALL: &str = "mediatrix-client.tgz";

/// Stands in the manifest; the workspace's version is the only one.
const NO_VERSION: &str = "\"version\": \"0.0.0\"";

/// Every file of the package, sorted. One more, or one missing, is a mistake.
const FILES: [&str; 38] = [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "client_bg.wasm.d.ts",
    "index.d.ts",
    "js/api.js",
    "js/asks.js",
    "js/browser.js",
    "js/chat.js",
    "js/connect.js",
    "js/desk.js",
    "js/emitter.js",
    "js/errors.js",
    "js/inline.js",
    "js/link.js",
    "js/meters.js",
    "js/node.js",
    "js/notices.js",
    "js/shows.js",
    "js/socket.js",
    "js/start.js",
    "js/strip.js",
    "js/transport.js",
    "js/values.js",
    "package.json",
    "types/chat.d.ts",
    "types/desk.d.ts",
    "types/errors.d.ts",
    "types/events.d.ts",
    "types/join.d.ts",
    "types/library.d.ts",
    "types/link.d.ts",
    "types/module.d.ts",
    "types/socket.d.ts",
    "types/strips.d.ts",
    "wasm/bytes.js",
    "wasm/client.js",
    "wasm/client_bg.wasm",
];

/// Builds the tarball, prints what the package weighs, and gives the
/// tarball's path.
///
/// # Errors
/// When a tool is missing, the package does not build, has other files than it
/// should, or is over its size budget.
pub fn package() -> Result<PathBuf> {
    tools::for_packaging()?;
    let root = shell::root();
    let folder = root.join(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    compile(&folder)?;
    copy(&root, &folder)?;
    check_files(&folder)?;
    let tarball = pack(&root, &folder)?;
    weight::weigh(&folder)?;
    println!("{}", tarball.display());
    Ok(tarball)
}

/// The WebAssembly module and its glue, as the app's: for size, optimised.
fn compile(folder: &Path) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let args = format!(
        "rustc --package client-js --lib --crate-type cdylib --profile web --target {TARGET}"
    );
    run(&mut cargo(&args)).context("the package did not compile: the lines above say where")?;
    let built = shell::root().join(format!("target/{TARGET}/web/client_js.wasm"));
    let out = folder.join("wasm");
    let bindgen = ["--target", "web", "--omit-default-module-path", "--no-typescript"];
    run(command("wasm-bindgen", bindgen)
        .args(["--out-name", "client", "--out-dir"])
        .arg(&out)
        .arg(&built))?;
    let wasm = out.join("client_bg.wasm");
    if let Some((_, after)) = wasm_opt::shrink(&wasm)? {
        fs::write(&wasm, after)?;
    }
    let text = base64::engine::general_purpose::STANDARD.encode(fs::read(&wasm)?);
    fs::write(out.join("bytes.js"), inlined(&text))?;
    Ok(())
}

/// The module inside a script.
fn inlined(base64: &str) -> String {
    format!(
        "// The WebAssembly module inside a script, for places without files beside it.\n\
         const BASE64 = '{base64}';\n\n\
         /** The module's bytes. */\n\
         export function bytes() {{\n  \
           return Uint8Array.from(atob(BASE64), (character) => character.charCodeAt(0));\n\
         }}\n"
    )
}

/// What is written by hand, with the workspace's version.
fn copy(root: &Path, folder: &Path) -> Result<()> {
    let source = root.join(SOURCE);
    for of in ["js", "types"] {
        fs::create_dir_all(folder.join(of))?;
        for file in files_below(&source.join(of))? {
            let name = file.file_name().context("a file has a name")?;
            fs::copy(&file, folder.join(of).join(name))?;
        }
    }
    for name in ["README.md", "index.d.ts", "client_bg.wasm.d.ts"] {
        fs::copy(source.join(name), folder.join(name))
            .with_context(|| format!("could not copy {SOURCE}/{name}"))?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(root.join(name), folder.join(name))?;
    }
    // As text: the order of the conditions in `exports` counts.
    let manifest = fs::read_to_string(source.join("package.json"))?;
    if !manifest.contains(NO_VERSION) {
        bail!("{SOURCE}/package.json has no {NO_VERSION} to put the version in place of");
    }
    let version = format!("\"version\": \"{}\"", version(root)?);
    fs::write(folder.join("package.json"), manifest.replacen(NO_VERSION, &version, 1))?;
    Ok(())
}

/// The one version of everything here.
fn version(root: &Path) -> Result<String> {
    let manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml"))?.parse()?;
    let version = || manifest.get("workspace")?.get("package")?.get("version")?.as_str();
    version().map(str::to_owned).context("Cargo.toml has no workspace.package.version")
}

fn check_files(folder: &Path) -> Result<()> {
    let found: Vec<String> = files_below(folder)?
        .iter()
        .filter_map(|path| path.strip_prefix(folder).ok())
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .collect();
    if let Some(name) = FILES.iter().find(|name| !found.iter().any(|found| found == *name)) {
        bail!("the package lacks {name}");
    }
    if let Some(name) = found.iter().find(|name| !FILES.contains(&name.as_str())) {
        bail!("the package has {name}, which its list of files does not");
    }
    Ok(())
}

/// Packs the folder as a registry would get it.
fn pack(root: &Path, folder: &Path) -> Result<PathBuf> {
    let pkg = root.join(PKG);
    fs::create_dir_all(&pkg)?;
    let target = pkg.to_string_lossy();
    let args = ["pack", "--silent", "--pack-destination", &target];
    run(command("npm", args).current_dir(folder))?;
    let named = pkg.join(format!("mediatrix-client-{}.tgz", version(root)?));
    let tarball = pkg.join(TARBALL);
    fs::copy(&named, &tarball).with_context(|| format!("npm did not leave {}", named.display()))?;
    check_packed(&tarball)?;
    Ok(tarball)
}

/// What npm really took in: a glue file that `files` forgets is missed by the
/// first user otherwise.
fn check_packed(tarball: &Path) -> Result<()> {
    let listed = shell::output(command("tar", ["tzf"]).arg(tarball)).context("tar failed")?;
    let mut packed: Vec<&str> =
        listed.lines().filter_map(|line| line.strip_prefix("package/")).collect();
    packed.sort_unstable();
    if packed != FILES {
        bail!("the tarball has other files than the package: {packed:?}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_files_is_sorted() {
        assert!(FILES.is_sorted());
    }

    #[test]
    fn the_module_fits_inside_a_script() {
        assert!(inlined("AGFzbQ==").contains("const BASE64 = 'AGFzbQ==';"));
    }
}
