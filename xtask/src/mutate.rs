//! `cargo xtask mutate`: takes the promises out of the code one at a time, in
//! a copy of the tree, and asks whether a test notices. Each file of
//! `tests/mutations` says what it breaks, and which tests are to fail.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::shell::{self, command, output};

const FOLDER: &str = "tests/mutations";
const COPY: &str = "target/mutants";
/// Its own: cargo takes the packages of a copy for those of the tree, and would
/// try the tree with a part of a mutant.
const TARGET: &str = "target/mutants-target";
/// Code without its promise may wait for ever.
const LIMIT: Duration = Duration::from_secs(600);

/// One promise that is broken on purpose.
#[derive(Debug, PartialEq, Eq)]
struct Mutation {
    name: String,
    /// What the first line of the file says.
    breaks: String,
    /// Arguments of `cargo test`, from the line `Tests:`.
    tests: String,
}

/// How it ended.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Caught,
    Missed,
    /// The patch does not apply or the result does not compile.
    Stale(&'static str),
}

/// Runs the mutations named, or all; `false` when one was missed.
///
/// # Errors
/// When a name is none, or the copy cannot be made.
pub fn mutate(names: &[&str]) -> Result<bool> {
    let mutations = read_all()?;
    if let Some(unknown) = names.iter().find(|name| mutations.iter().all(|one| one.name != **name))
    {
        bail!("`{unknown}` is no mutation: {FOLDER} has them");
    }
    let chosen: Vec<_> = mutations
        .into_iter()
        .filter(|one| names.is_empty() || names.contains(&one.name.as_str()))
        .collect();
    let copy = shell::root().join(COPY);
    let mut rows = Vec::new();
    for mutation in &chosen {
        copy_tree(&copy)?;
        let begin = Instant::now();
        let verdict = judge(&copy, mutation)?;
        println!("{:<28}{verdict:?} after {} s", mutation.name, begin.elapsed().as_secs());
        rows.push((mutation, verdict));
    }
    println!("\n{:<28}{:<10}breaks", "mutation", "verdict");
    for (mutation, verdict) in &rows {
        let word = match verdict {
            Verdict::Caught => "caught",
            Verdict::Missed => "MISSED",
            Verdict::Stale(why) => why,
        };
        println!("{:<28}{word:<10}{}", mutation.name, mutation.breaks);
    }
    let caught = rows.iter().filter(|(_, verdict)| *verdict == Verdict::Caught).count();
    println!("\n{caught} caught, {} not", rows.len() - caught);
    Ok(caught == rows.len())
}

/// Mutations whose patches the present code has outgrown.
///
/// # Errors
/// When one cannot be read.
pub fn outgrown() -> Result<Vec<String>> {
    let mut outgrown = Vec::new();
    for mutation in read_all()? {
        let mut check = apply(&mutation);
        let fits =
            check.arg("--check").current_dir(shell::root()).stderr(Stdio::null()).status()?;
        if !fits.success() {
            outgrown.push(format!("{FOLDER}/{}.patch does not apply any more", mutation.name));
        }
    }
    Ok(outgrown)
}

fn apply(mutation: &Mutation) -> Command {
    let patch = shell::root().join(FOLDER).join(format!("{}.patch", mutation.name));
    let mut apply = command("git", ["apply", "--recount", "-C1"]);
    apply.arg(patch);
    apply
}

fn read_all() -> Result<Vec<Mutation>> {
    let folder = shell::root().join(FOLDER);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .with_context(|| format!("no folder {FOLDER}"))?
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|end| end == "patch"))
        .collect();
    files.sort();
    files.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<Mutation> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    parse(name, &fs::read_to_string(path)?)
        .with_context(|| format!("{} lacks its first line or `Tests:`", path.display()))
}

fn parse(name: String, text: &str) -> Option<Mutation> {
    let breaks = text.lines().next().filter(|line| !line.starts_with("diff "))?.to_owned();
    let tests = text.lines().find_map(|line| line.strip_prefix("Tests:"))?.trim().to_owned();
    Some(Mutation { name, breaks, tests })
}

/// Brings the copy to the state of the tree; files that are the same keep
/// their times, so that cargo compiles only what differs.
fn copy_tree(copy: &Path) -> Result<()> {
    let root = shell::root();
    let files =
        output(&mut command("git", ["ls-files", "--cached", "--others", "--exclude-standard"]))
            .context("git does not list the files")?;
    for file in files.lines() {
        let (from, to) = (root.join(file), copy.join(file));
        // A file that was removed, but not committed yet.
        let Ok(wanted) = fs::read(&from) else { continue };
        if fs::read(&to).is_ok_and(|present| present == wanted) {
            continue;
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&to, wanted)?;
    }
    Ok(())
}

fn judge(copy: &Path, mutation: &Mutation) -> Result<Verdict> {
    let mut apply = apply(mutation);
    // Or git takes the copy for a part of the repository around it.
    apply.current_dir(copy).env("GIT_CEILING_DIRECTORIES", shell::root().join("target"));
    if !apply.stderr(Stdio::null()).status()?.success() {
        return Ok(Verdict::Stale("no patch"));
    }
    let test = |more: &str| {
        // Theirs come last: they may go on to the test program.
        let args = format!("test --quiet {more} {}", mutation.tests);
        let mut test = command("cargo", args.split_whitespace());
        test.current_dir(copy).env("CARGO_TARGET_DIR", shell::root().join(TARGET));
        test.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        test
    };
    if !test("--no-run").status()?.success() {
        return Ok(Verdict::Stale("no build"));
    }
    let mut running = test("").spawn().context("could not start the tests")?;
    let begin = Instant::now();
    while begin.elapsed() < LIMIT {
        if let Some(status) = running.try_wait()? {
            return Ok(if status.success() { Verdict::Missed } else { Verdict::Caught });
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    // Its tests end with it or by themselves.
    running.kill()?;
    running.wait()?;
    Ok(Verdict::Caught)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutation_says_what_it_breaks_and_who_notices() {
        let text = "An old connection acts on.\n\nTests: -p room\ndiff --git a/x b/x\n";
        let found = parse("fence".to_owned(), text).unwrap();
        assert_eq!((&*found.breaks, &*found.tests), ("An old connection acts on.", "-p room"));
        assert_eq!(parse("x".to_owned(), "diff --git a/x b/x\nTests: -p room\n"), None);
    }

    #[test]
    fn all_mutations_can_be_read() {
        assert!(!read_all().unwrap().is_empty());
    }
}
