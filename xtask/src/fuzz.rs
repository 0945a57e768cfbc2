//! `cargo xtask fuzz`: damaged input for everything that reads bytes from
//! outside, for as long as wanted and at low priority. What is read and what
//! must hold is in `crates/fuzz`.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{self, Watched, cargo, command, output, watch};

/// How long a run takes unless told otherwise, all targets together.
const MINUTES: f64 = 10.0;

/// The variable that tells each target its time; `crates/fuzz` reads it.
const TIME: &str = "MEDIATRIX_FUZZ_MILLIS";

/// Builds with every check that tests have, but fast.
const BUILD: &str = "test --profile fuzz --package fuzz --test fuzz";

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub struct Options<'a> {
    minutes: f64,
    /// Only targets whose name contains this.
    target: &'a str,
}

impl<'a> Options<'a> {
    /// Reads `[--minutes N] [TARGET]`.
    ///
    /// # Errors
    /// When there is more, or `N` is no number above zero.
    pub fn parse(args: &[&'a str]) -> Result<Self> {
        let (minutes, rest) = match args {
            ["--minutes", minutes, rest @ ..] => {
                let number = minutes.parse().ok().filter(|n: &f64| *n > 0.0 && n.is_finite());
                (
                    number.with_context(|| format!("--minutes needs a number, not {minutes:?}"))?,
                    rest,
                )
            }
            rest => (MINUTES, rest),
        };
        match rest {
            [] => Ok(Self { minutes, target: "" }),
            [target] if !target.starts_with('-') => Ok(Self { minutes, target }),
            other => bail!("`{}` is not understood: [--minutes N] [TARGET]", other.join(" ")),
        }
    }
}

/// Runs the targets one after the other; false when one found something.
///
/// # Errors
/// When they do not build, or none has such a name.
pub fn fuzz(options: &Options) -> Result<bool> {
    shell::run(&mut cargo(&format!("{BUILD} --no-run")))?;
    let list = output(&mut cargo(&format!("{BUILD} -- --list {}", options.target)));
    let list = list.context("the targets could not be listed")?;
    let targets = list.lines().filter(|line| line.ends_with(": test")).count();
    if targets == 0 {
        bail!("no target is called {:?}; `cargo xtask fuzz` runs all", options.target);
    }
    let millis = (options.minutes * 60_000.0 / targets as f64).ceil();
    println!("{targets} targets, {:.1} s each", millis / 1000.0);
    let run = watch(quiet(tests(options.target)).env(TIME, format!("{millis:.0}")))?;
    println!("\n{}", account(&run));
    Ok(run.success)
}

fn tests(target: &str) -> Command {
    cargo(&format!("{BUILD} -- --nocapture --test-threads=1 {target}"))
}

/// The same command where others go first, if the system can do that.
fn quiet(plain: Command) -> Command {
    if shell::find("nice").is_none() {
        return plain;
    }
    let args = plain.get_args().map(|arg| arg.to_string_lossy().into_owned());
    command("nice", ["-n", "19", "cargo"].map(str::to_owned).into_iter().chain(args))
}

/// Each target with the number of its inputs, and the sum on the last line.
fn account(run: &Watched) -> String {
    let mut lines = Vec::new();
    let mut sum = 0_u64;
    for line in run.text.lines() {
        let Some((name, inputs)) = counted(line) else { continue };
        sum += inputs;
        lines.push(format!("{name:<42}{inputs:>12}"));
    }
    let verdict = if run.success { "nothing found" } else { "SOMETHING FOUND, see above" };
    lines.push(format!("{:<42}{sum:>12}  {verdict}", "inputs in all"));
    lines.join("\n")
}

/// Reads `fuzzed NAME: N inputs in S s`.
fn counted(line: &str) -> Option<(&str, u64)> {
    let (name, rest) = line.strip_prefix("fuzzed ")?.split_once(": ")?;
    Some((name, rest.split_once(" inputs")?.0.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_read() {
        let parse = |args: &[&'static str]| Options::parse(args).map_err(|error| error.to_string());
        assert_eq!(parse(&[]), Ok(Options { minutes: 10.0, target: "" }));
        assert_eq!(
            parse(&["--minutes", "0.5", "driver"]),
            Ok(Options { minutes: 0.5, target: "driver" })
        );
        assert!(parse(&["--minutes", "soon"]).unwrap_err().contains("soon"));
        assert!(parse(&["--hours", "1"]).is_err());
        assert!(parse(&["a", "b"]).is_err());
    }

    #[test]
    fn inputs_are_counted() {
        let text = "fuzzed meters: 7 inputs in 1.0 s\ntest meters ... ok\n\
                    fuzzed lines: 8 inputs in 1.0 s\n";
        let told = account(&Watched { success: true, text: text.to_owned() });
        assert!(told.ends_with("15  nothing found"), "{told}");
        assert_eq!(told.lines().count(), 3);
    }
}
