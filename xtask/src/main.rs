//! The project's own commands, as `cargo xtask COMMAND`.
//! Reads the command line and hands over; how each command works is in the
//! module of its name. Knows nothing of the insides of the crates.

mod bench;
mod build;
mod compress;
mod demo;
mod fuzz;
mod glue;
mod metadata;
mod mutate;
mod npm;
mod screenshots;
mod seal;
mod shell;
mod sizes;
mod soak;
mod storm;
mod styles;
mod test;
mod tidy;
mod tools;
mod wasm_opt;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  demo [--lan] [--port N]
                     build everything, then run a relay with a simulated desk
                     (--lan: reachable from phones in the same network; port
                     8080 unless another is given)
  build [--release]  build the browser app into dist/, compressed, with its sizes
  gallery            build the app with all widgets in all states into
                     target/gallery, for any static server: #/gallery
  screenshots        take the pictures in docs/screenshots anew
  npm                build the npm package into pkg/, with its size
  test [STEP]...     run everything that CI runs, or only the steps named
  test --list        name the steps
  soak [--minutes N] [NAME]...
                     try the promises of docs/reliability.md for long
                     (--list: name the trials)
  storm [COUNT [SEED]]
                     break connections in the simulated world (a million), from
                     a first seed on
  bench npm          what the npm package costs a page, beside another one
  bench page [NAME]  what the app costs a browser (storm, first_fader, hour)
  bench desk         our desk driver beside a public client library
  fuzz [--minutes N] [TARGET]
                     damaged input for every decoder (10 minutes, all targets)
  mutate [NAME]...   take promises out of a copy of the code; do tests notice?
  tidy               check that the house is in order
  tools [--all]      install what builds need (--all: what tests need too)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match dispatch(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one command; `false` is a finished run that found something wrong.
fn dispatch(args: &[&str]) -> Result<bool> {
    match args {
        ["demo", options @ ..] => demo::demo(&demo::Options::parse(options)?).map(|()| true),
        ["build"] => build::build(build::Profile::Debug).map(|()| true),
        ["build", "--release"] => build::build(build::Profile::Release).map(|()| true),
        ["gallery"] => build::gallery().map(|()| true),
        ["screenshots"] => screenshots::take().map(|()| true),
        ["npm"] => npm::package().map(|_| true),
        ["test", "--list"] => {
            test::list();
            Ok(true)
        }
        ["test", steps @ ..] => test::test(steps),
        ["soak", args @ ..] => soak::soak(args),
        ["storm", args @ ..] => storm::storm(args).map(|()| true),
        ["bench", "npm"] => bench::npm().map(|()| true),
        ["bench", "page"] => bench::page(None).map(|()| true),
        ["bench", "page", name] => bench::page(Some(name)).map(|()| true),
        ["bench", "desk"] => bench::desk().map(|()| true),
        ["fuzz", options @ ..] => fuzz::fuzz(&fuzz::Options::parse(options)?),
        ["mutate", names @ ..] => mutate::mutate(names),
        ["tidy"] => tidy::tidy().map(|()| true),
        ["tools"] => tools::for_building().map(|()| true),
        ["tools", "--all"] => {
            tools::for_building().and_then(|()| tools::for_testing()).map(|()| true)
        }
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(true)
        }
        other => bail!("`{}` is not a command of xtask\n\n{USAGE}", other.join(" ")),
    }
}
