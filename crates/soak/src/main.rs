//! `cargo xtask soak`: drives real relays with real clients over bad networks
//! and prints one table, a goal and a measured value per line.
//!
//! Started under the relay's name it is the relay, so that a trial can kill
//! one without another program having been built.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a trial stops at the first thing it cannot do; the table is the output"
)]

mod finger;
mod house;
mod journal;
mod pages;
mod plan;
mod stats;
mod table;
mod trials;

use std::alloc::System;
use std::process::ExitCode;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

use plan::Plan;
use table::Table;

/// Counts every byte, for the trial that asks what a stalled phone costs.
#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const USAGE: &str = "\
Usage: soak [--short] [--minutes N] [NAME]...

  --short      a few minutes: fewer of everything, trials side by side
  --minutes N  how long trials last that have no end of their own (default 10)
  --list       name the trials";

fn main() -> ExitCode {
    if std::env::args().next().as_deref() == Some(house::RELAY) {
        return relay::main();
    }
    let args: Vec<String> = std::env::args().skip(1).collect();
    let plan = match Plan::read(&args) {
        Ok(Some(plan)) => plan,
        Ok(None) => {
            trials::list();
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("error: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.expect("threads for the trials");
    let table: Table = runtime.block_on(trials::run(&plan));
    println!("\n{table}");
    if table.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
