//! The steps that need nothing but cargo: format, lints, tests and docs of
//! everything that runs on this machine, and the relay that browsers talk to.

use anyhow::{Context, Result};

use super::{Counts, check};
use crate::shell::{cargo, find, run, watch};

/// Whether everything is formatted.
pub fn format() -> Result<Counts> {
    check(run(&mut cargo("fmt --all -- --check -l")).context("run `cargo fmt --all`"))
}

/// Lints of every target, warnings being errors.
pub fn clippy() -> Result<Counts> {
    check(run(&mut cargo("clippy --quiet --workspace --all-targets -- -D warnings")))
}

/// Unit and integration tests.
pub fn tests() -> Result<Counts> {
    if find("cargo-nextest").is_some() {
        let args =
            "nextest run --workspace --no-fail-fast --status-level fail --final-status-level fail";
        Counts::of_nextest(&watch(&mut cargo(args))?)
    } else {
        let args = "test --quiet --workspace --lib --bins --tests --no-fail-fast";
        Counts::of_cargo_test(&watch(&mut cargo(args))?)
    }
}

/// The examples in doc comments.
pub fn doc_tests() -> Result<Counts> {
    let run = watch(&mut cargo("test --quiet --workspace --doc --no-fail-fast"))?;
    match Counts::of_cargo_test(&run) {
        // Examples are welcome, not required.
        Err(_) if run.success => Ok(Counts::default()),
        counts => counts,
    }
}

/// The documentation, without warnings.
pub fn docs() -> Result<Counts> {
    let mut docs = cargo("doc --quiet --workspace --no-deps");
    check(run(docs.env("RUSTDOCFLAGS", "-D warnings")))
}

/// The relay as tests in a browser start it; the tests above have built most of it.
pub fn relay() -> Result<Counts> {
    check(run(&mut cargo("build --quiet --workspace --bin mediatrix-relay")))
}
