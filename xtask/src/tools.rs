//! The programs that builds and tests need: which version, how to see whether
//! it is there, and how to install it. Nothing of the system is installed
//! without a yes, except in CI.

mod system;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::shell::{self, command, find, output, run};

pub use system::{chromedriver, chromium};

/// The bundler of the browser app; it wants its own lock file, see [`trunk`].
const TRUNK: &str = "0.21.14";

/// The folder of the end-to-end tests, which also brings `wasm-opt`.
pub const E2E: &str = "tests/e2e";

/// The folder of the package's tests, which also brings what measures it.
pub const NPM_TESTS: &str = "tests/npm";

/// Everything `cargo xtask npm` needs.
///
/// # Errors
/// As [`for_building`].
pub fn for_packaging() -> Result<()> {
    wasm_target()?;
    wasm_bindgen()?;
    node_modules_of(NPM_TESTS)
}

/// Everything `cargo xtask build` and `demo` need.
///
/// # Errors
/// When a tool is missing and cannot be installed; the text says what to do.
pub fn for_building() -> Result<()> {
    wasm_target()?;
    wasm_bindgen()?;
    trunk()
}

/// What `cargo xtask test` needs beyond [`for_building`].
///
/// # Errors
/// As there.
pub fn for_testing() -> Result<()> {
    node_modules()?;
    chromium()?;
    chromedriver()?;
    Ok(())
}

/// The standard library for the browser.
fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let libdir = output(&mut command("rustc", ["--target", TARGET, "--print", "target-libdir"]));
    if libdir.is_some_and(|path| PathBuf::from(path).is_dir()) {
        return Ok(());
    }
    println!("The {TARGET} target is missing: rustup installs it.");
    if find("rustup").is_none() {
        bail!(
            "the Rust target {TARGET} is missing and there is no rustup to install it: \
             get Rust from https://rustup.rs, or install the target with your system's packages"
        );
    }
    run(&mut command("rustup", ["target", "add", TARGET])).with_context(|| {
        format!("could not install the Rust target {TARGET}: check the network, then try again")
    })
}

/// The generator of the JavaScript glue, in exactly the version of the library: the two speak a private format.
fn wasm_bindgen() -> Result<()> {
    let version = locked_version("wasm-bindgen")?;
    if version_of("wasm-bindgen").as_deref() == Some(&version) {
        return Ok(());
    }
    // Its own lock file names a version that is not to be had, so this one goes without.
    install("wasm-bindgen-cli", &version, &[], "three minutes")
}

/// The bundler.
fn trunk() -> Result<()> {
    if version_of("trunk").as_deref() == Some(TRUNK) {
        return Ok(());
    }
    // Without its lock file a CSS crate of it does not build.
    install("trunk", TRUNK, &["--locked"], "ten minutes")
}

/// Installs a crate's programs into `~/.cargo/bin`: a prebuilt one where cargo-binstall is there, else compiled once.
fn install(package: &str, version: &str, flags: &[&str], duration: &str) -> Result<()> {
    if find("cargo-binstall").is_some() {
        println!("{package} {version} is missing: cargo-binstall fetches it.");
        let wanted = format!("{package}@{version}");
        let binstall = ["binstall", "--no-confirm", "--disable-strategies", "compile", &wanted];
        if run(&mut command("cargo", binstall)).is_ok() {
            return Ok(());
        }
        println!("No prebuilt {package} to be had here.");
    }
    println!("{package} {version} is missing: compiling it once, about {duration} on two cores.");
    let args = ["install", package, "--version", version, "--force"];
    run(&mut command("cargo", args.iter().chain(flags))).with_context(|| {
        format!(
            "could not install {package} {version}: check the network and the space on the disk, \
             then try again; the lines above say more"
        )
    })
}

/// What a program answers to `--version`: its second word.
fn version_of(program: &str) -> Option<String> {
    let path = find(program)?;
    let text = output(&mut command(&path.to_string_lossy(), ["--version"]))?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// The version of a library in the lock file.
fn locked_version(package: &str) -> Result<String> {
    let path = shell::root().join("Cargo.lock");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("could not read {}", path.display()))?;
    let lock: toml::Table = text.parse().context("Cargo.lock is not valid TOML")?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    packages
        .into_iter()
        .flatten()
        .find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))
        .and_then(|entry| entry.get("version")?.as_str().map(str::to_owned))
        .with_context(|| format!("Cargo.lock has no {package}: does the browser app still use it?"))
}

/// The npm packages of the end-to-end tests, installed as their lock file says.
///
/// # Errors
/// When there is no npm, or the packages cannot be fetched.
pub fn node_modules() -> Result<()> {
    node_modules_of(E2E)
}

fn node_modules_of(tests: &str) -> Result<()> {
    let folder = shell::root().join(tests);
    let lock = std::fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{tests}/package-lock.json is missing"))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if find("npm").is_none() {
        bail!("{tests} needs Node.js 20 or newer with npm: install it from https://nodejs.org");
    }
    println!("Installing the npm packages of {tests}.");
    run(command("npm", ["ci", "--no-audit", "--no-fund"]).current_dir(&folder))
        .context("could not install the npm packages: check the network, then try again")?;
    std::fs::write(&stamp, lock).with_context(|| format!("could not write {}", stamp.display()))
}
