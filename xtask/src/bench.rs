//! What is measured rather than tested. Here is `cargo xtask bench desk`: how
//! long our driver takes to read what a desk says, beside a public client
//! library in Node, in one run and with the same recorded frames. How either is
//! timed is in the two programs it starts. `bench npm` and `bench page` have
//! modules of their own.

mod npm;
mod page;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::shell::{self, cargo, command, output, run};
use crate::{demo, tools};

pub use npm::bench as npm;
pub use page::bench as page;

/// What is timed, with its words for people.
const WORK: [(&str, &str); 3] = [
    ("dump", "whole state read and applied (keys)"),
    ("meters", "meter frames decoded (frames)"),
    ("changes", "single changes applied (changes)"),
];

/// Records frames, lets both read them, and prints a table.
///
/// # Errors
/// When something does not build or run, or the two did not do the same work.
pub fn desk() -> Result<()> {
    tools::node_modules()?;
    run(&mut cargo("build --quiet --bin mediatrix-relay --package relay"))?;
    run(&mut cargo("build --quiet --release --package soundcraft --example desk_bench"))?;
    let root = shell::root();
    let frames = root.join("target/desk-bench.json");
    run(node("record.mjs").arg(root.join(demo::RELAY)).arg(&frames))?;
    let recorded: Value = serde_json::from_str(&fs::read_to_string(&frames)?)?;
    let driver = root.join("target/release/examples/desk_bench");
    let ours = result(command(&driver.to_string_lossy(), [""; 0]).arg(&frames))?;
    let theirs = result(node("library.mjs").arg(&frames))?;
    println!("{}", table(&recorded, &ours, &theirs)?);
    println!("\n{}", machine());
    Ok(())
}

/// Node with a program of the benches.
fn node(program: &str) -> Command {
    let folder = Path::new(tools::E2E).join("bench");
    command("node", [folder.join(program).to_string_lossy()])
}

/// The JSON object that a program prints.
fn result(program: &mut Command) -> Result<Value> {
    let text = output(program).with_context(|| format!("{program:?} failed: run it to see why"))?;
    serde_json::from_str(&text).with_context(|| format!("{text:?} is no result"))
}

/// The processor time of each work on either side, and how they compare.
fn table(recorded: &Value, ours: &Value, theirs: &Value) -> Result<String> {
    let mut lines = vec![format!(
        "{:<40}{:>9}{:>14}{:>14}{:>9}",
        "", "done", "driver, ms", "library, ms", "ratio"
    )];
    for (work, words) in WORK {
        let number = |result: &Value, of: &str| {
            let number = result[work][of].as_f64();
            number.with_context(|| format!("no number for {work}.{of} in {result}"))
        };
        let done = [number(ours, "applied")?, number(theirs, "applied")?];
        if done[0] != done[1] {
            bail!("{work}: the driver applied {}, the library {}", done[0], done[1]);
        }
        let [ours, theirs] = [number(ours, "micros")? / 1000.0, number(theirs, "micros")? / 1000.0];
        let ratio = theirs / ours;
        lines.push(format!("{words:<40}{:>9}{ours:>14.3}{theirs:>14.3}{ratio:>9.1}", done[0]));
    }
    let frames = recorded["dump"].as_array().map_or(0, Vec::len);
    lines.push(format!(
        "processor time, mean of {} rounds; the state came in {frames} frames",
        recorded["rounds"]
    ));
    Ok(lines.join("\n"))
}

/// Which machine this was, since a number about speed means little without it.
fn machine() -> String {
    let cpus = std::thread::available_parallelism().map_or(0, usize::from);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let name = name.map_or("unknown processor", |(_, name)| name);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?");
    let version = |program: &str| output(&mut command(program, ["--version"])).unwrap_or_default();
    format!("{cpus} x {name}, load {load}; {}; node {}", version("rustc"), version("node"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn result(micros: f64, applied: u32) -> Value {
        let one = json!({ "micros": micros, "applied": applied });
        json!({ "dump": one.clone(), "meters": one.clone(), "changes": one })
    }

    #[test]
    fn the_same_work_is_compared() {
        let recorded = json!({ "rounds": 7, "dump": ["a", "b"] });
        let told = table(&recorded, &result(500.0, 9), &result(2000.0, 9)).unwrap();
        assert_eq!(told.matches("4.0").count(), 3, "{told}");
        assert!(told.ends_with("mean of 7 rounds; the state came in 2 frames"), "{told}");
    }

    #[test]
    fn different_work_is_not() {
        let told = table(&json!({}), &result(1.0, 9), &result(1.0, 8)).unwrap_err().to_string();
        assert_eq!(told, "dump: the driver applied 9, the library 8");
    }
}
