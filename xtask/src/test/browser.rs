//! The steps that need a browser or its target: lints and tests of what is
//! compiled to wasm, the journeys of people through the whole, and what else
//! runs in Playwright's runner.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::relay::Relay;
use super::{Counts, check};
use crate::metadata::{self, Package};
use crate::shell::{self, cargo, cargo_bin, command, run, watch};
use crate::{build, demo, tools};

const TARGET: &str = "wasm32-unknown-unknown";

/// Packages that never run in a browser.
const NATIVE_ONLY: [&str; 6] = ["fuzz", "relay", "sim", "soak", "testkit", "xtask"];

/// Packages that decide and do no more: their own tests, and those of the
/// simulated world, run in a browser as the code there would.
const PURE_TESTS: [&str; 3] =
    ["--package session --lib", "--package room --lib", "--package testkit --test it"];

/// The integration test of a package that runs in a browser.
const BROWSER_TEST: &str = "web";

/// Lints of everything that runs in a browser, warnings being errors.
pub fn clippy() -> Result<Counts> {
    tools::for_building()?;
    let packages = metadata::packages()?;
    let names: Vec<String> = packages
        .iter()
        .filter(|package| !NATIVE_ONLY.contains(&package.name.as_str()))
        .map(|package| format!("--package {}", package.name))
        .collect();
    let names = names.join(" ");
    let shipped = format!("clippy --quiet --target {TARGET} {names} --all-features --lib --bins");
    run(&mut cargo(&format!("{shipped} -- -D warnings")))?;
    let tests = format!("clippy --quiet --target {TARGET} {}", browser_tests(&packages)?);
    check(run(&mut cargo(&format!("{tests} -- -D warnings"))))
}

/// Tests that run in a headless browser, with a relay to talk to.
pub fn tests() -> Result<Counts> {
    tools::for_building()?;
    tools::chromium()?;
    let driver = tools::chromedriver()?;
    let relay = Relay::start()?;
    let args = browser_tests(&metadata::packages()?)?;
    let mut tests = in_browser(&args, &driver);
    tests
        .env("MEDIATRIX_ECHO_URL", relay.echo_url())
        .env("MEDIATRIX_INVITATION", relay.invitation()?);
    Counts::of_cargo_test(&watch(&mut tests)?)
}

/// The tests of what decides, and of the simulated world, in a headless browser.
pub fn pure_tests() -> Result<Counts> {
    tools::for_building()?;
    tools::chromium()?;
    let driver = tools::chromedriver()?;
    let mut all = Counts::default();
    for args in PURE_TESTS {
        let mut tests = in_browser(args, &driver);
        // These do not say themselves that they are for a browser.
        tests.env("WASM_BINDGEN_USE_BROWSER", "1");
        tests.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", shell::root().join("webdriver.json"));
        let counts = Counts::of_cargo_test(&watch(&mut tests)?)?;
        all.passed += counts.passed;
        all.failed += counts.failed;
    }
    Ok(all)
}

fn in_browser(args: &str, driver: &Path) -> Command {
    let runner = cargo_bin().join("wasm-bindgen-test-runner");
    let mut tests = cargo(&format!("test --target {TARGET} {args} --no-fail-fast"));
    tests
        .env("CHROMEDRIVER", driver)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    tests
}

/// The arguments that choose the browser tests of all packages that have some.
fn browser_tests(packages: &[Package]) -> Result<String> {
    let mut args = String::new();
    let pure = |package: &Package| {
        PURE_TESTS.iter().any(|args| args.split(' ').any(|word| word == package.name))
    };
    for package in packages.iter().filter(|package| package.has_browser_tests()) {
        if pure(package) {
            continue;
        }
        if !package.tests.iter().any(|test| test == BROWSER_TEST) {
            bail!(
                "{} depends on wasm-bindgen-test but has no test named `{BROWSER_TEST}`",
                package.name
            );
        }
        args.push_str(&format!("--package {} ", package.name));
    }
    if args.is_empty() {
        bail!("no package has a test named `{BROWSER_TEST}`");
    }
    Ok(format!("{args} --test {BROWSER_TEST}"))
}

/// Whether the journeys' TypeScript is sound.
pub fn journey_types() -> Result<Counts> {
    tools::node_modules()?;
    let folder = shell::root().join(tools::E2E);
    check(run(command("npx", ["--no-install", "tsc", "--noEmit"]).current_dir(folder)))
}

/// Journeys of people through relay and app.
pub fn journeys() -> Result<Counts> {
    let browser = tools::chromium()?;
    built(&[("dist/index.html", "spa"), (demo::RELAY, "relay")])?;
    build::gallery()?;
    let mut journeys = playwright(&[])?;
    counted(journeys.env("CHROMIUM", browser), "results/report.json")
}

/// The simulated desk, each model of it, with a client that others wrote.
pub fn peer() -> Result<Counts> {
    built(&[(demo::RELAY, "relay")])?;
    let mut trials = playwright(&["--config", "peer.config.ts"])?;
    counted(&mut trials, "results/peer.json")
}

/// Trials of `cargo xtask soak` in a few minutes, side by side: those that
/// hold however busy the machine is.
pub fn soak() -> Result<Counts> {
    tools::node_modules()?;
    let browser = tools::chromium()?;
    built(&[("dist/index.html", "spa")])?;
    let mut trials = cargo("run --quiet --package soak -- --short overhead chat fresh");
    Counts::of_soak(&watch(trials.env("CHROMIUM", browser))?)
}

/// Says which step is missing when what it builds is not there.
fn built(needs: &[(&str, &str)]) -> Result<()> {
    for (path, step) in needs {
        if !shell::root().join(path).is_file() {
            bail!("{path} is missing: the step `{step}` builds it");
        }
    }
    Ok(())
}

/// Playwright's test runner in the folder of the journeys.
fn playwright(args: &[&str]) -> Result<Command> {
    tools::node_modules()?;
    let root = shell::root();
    let mut runner = command("npx", ["--no-install", "playwright", "test"]);
    runner
        .args(args)
        .current_dir(root.join(tools::E2E))
        .env("MEDIATRIX_RELAY", root.join(demo::RELAY));
    Ok(runner)
}

/// Runs it and reads the report it writes to `report`.
fn counted(runner: &mut Command, report: &str) -> Result<Counts> {
    let report = shell::root().join(tools::E2E).join(report);
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let watched = watch(runner)?;
    let text = fs::read_to_string(&report).context("the run broke off without a report")?;
    let mut counts = counts_of(&text)?;
    if !watched.success && counts.failed == 0 {
        counts.failed = 1;
    }
    Ok(counts)
}

/// Reads Playwright's JSON report. One that only worked when tried again has not passed.
fn counts_of(report: &str) -> Result<Counts> {
    let report: Value = serde_json::from_str(report).context("Playwright's report is not JSON")?;
    let number = |key: &str| -> Result<u32> {
        let value = report.pointer(&format!("/stats/{key}")).and_then(Value::as_u64);
        let value = value.with_context(|| format!("Playwright's report has no `stats.{key}`"))?;
        Ok(u32::try_from(value)?)
    };
    let counts =
        Counts { passed: number("expected")?, failed: number("unexpected")? + number("flaky")? };
    if counts == Counts::default() {
        bail!("nothing was tried");
    }
    Ok(counts)
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn journeys_are_counted() {
        let report = r#"{"stats":{"expected":14,"skipped":0,"unexpected":2,"flaky":1}}"#;
        assert_eq!(counts_of(report).unwrap(), Counts { passed: 14, failed: 3 });
        assert!(counts_of(r#"{"stats":{"expected":0,"unexpected":0,"flaky":0}}"#).is_err());
        assert!(counts_of("{}").is_err());
    }
}
