//! `cargo xtask test`: everything that CI runs, one step after the other. A
//! failed step does not stop the rest, so that one run tells all. What each
//! step does is in the modules below.

mod browser;
mod counts;
mod native;
mod npm;
mod relay;
mod report;

use anyhow::{Result, bail};

use crate::{build, tidy};
use counts::Counts;
use report::Report;

/// One step: its name for the command line, what it does, and how.
struct Step {
    name: &'static str,
    title: &'static str,
    run: fn() -> Result<Counts>,
}

/// Quick ones first, and the app before the journeys through it.
const STEPS: [Step; 16] = [
    Step { name: "fmt", title: "format", run: native::format },
    Step { name: "tidy", title: "the house is in order", run: || check(tidy::tidy()) },
    Step { name: "clippy", title: "lints, native", run: native::clippy },
    Step { name: "native", title: "tests, native", run: native::tests },
    Step { name: "doc-tests", title: "examples in the docs", run: native::doc_tests },
    Step { name: "docs", title: "docs without warnings", run: native::docs },
    Step { name: "clippy-wasm", title: "lints, browser", run: browser::clippy },
    Step { name: "relay", title: "relay for the tests below", run: native::relay },
    Step { name: "web", title: "tests in a headless browser", run: browser::tests },
    Step {
        name: "web-pure",
        title: "session, room and simulated world in a headless browser",
        run: browser::pure_tests,
    },
    Step {
        name: "spa",
        title: "release bundle and its size",
        run: || check(build::build(build::Profile::Release)),
    },
    Step { name: "soak", title: "promises kept by real processes and sockets", run: browser::soak },
    Step { name: "npm", title: "the npm package in fresh apps", run: npm::tests },
    Step { name: "e2e-types", title: "types of the journeys", run: browser::journey_types },
    Step { name: "peer", title: "the simulated desk and a client by others", run: browser::peer },
    Step { name: "e2e", title: "journeys in a real browser", run: browser::journeys },
];

/// Prints the steps by name.
pub fn list() {
    for step in &STEPS {
        println!("{:<12}{}", step.name, step.title);
    }
}

/// Runs the steps named, or all, and tells whether all went well.
///
/// # Errors
/// When a name is no step.
pub fn test(names: &[&str]) -> Result<bool> {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        bail!("`{unknown}` is not a step: `cargo xtask test --list` names them");
    }
    let mut report = Report::default();
    for step in STEPS.iter().filter(|step| names.is_empty() || names.contains(&step.name)) {
        report.step(step.name, step.title, step.run);
    }
    println!("\n{report}");
    Ok(report.is_good())
}

/// A step that is one check.
fn check(result: Result<()>) -> Result<Counts> {
    result.map(|()| Counts::one())
}
