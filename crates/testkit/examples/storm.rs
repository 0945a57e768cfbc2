//! `cargo xtask storm`: as many forced disconnects as are asked for, on every
//! core, with the time of the processor that they took.
#![allow(clippy::print_stdout, reason = "the report is the output")]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use testkit::storm::{Tally, Weather, storms};

/// Worlds are made of small pieces that come and go; the system's allocator
/// takes a quarter of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// One storm in so many is rough rather than made of breaks.
const ROUGH_ONE_IN: usize = 10;
const STEPS_OF_BREAKS: usize = 1000;
const STEPS_OF_ROUGH: usize = 250;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let goal = args.next().map_or(Ok(1_000_000), |text| text.parse::<usize>());
    let first = args.next().map_or(Ok(0), |text| text.parse::<u64>());
    let (Ok(goal), Ok(first)) = (goal, first) else {
        eprintln!("Usage: storm [DISCONNECTS] [FIRST_SEED]");
        return ExitCode::from(2);
    };
    let begin = Instant::now();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = goal.div_ceil(cores);
    let parts = std::thread::scope(|scope| {
        let parts =
            (0..cores as u64).map(|core| scope.spawn(move || part(first + core, cores, share)));
        let parts: Vec<_> = parts.collect();
        parts.into_iter().filter_map(|part| part.join().ok()).collect::<Vec<_>>()
    });
    let all = parts.len() == cores;
    let (tally, cpu) = parts.into_iter().fold((Tally::default(), Some(Duration::ZERO)), sum);
    println!("{} forced disconnects in {} storms", tally.disconnects, tally.storms);
    println!("{} messages written, {} entries stored", tally.said, tally.stored);
    println!("{} times a control changed hands", tally.hand_changes);
    println!("{} tabs copied", tally.copies);
    if let Some(cpu) = cpu.map(|cpu| cpu.as_secs_f64()) {
        let rate = tally.disconnects as f64 / cpu;
        println!("{rate:.0} disconnects per second of processor time ({cpu:.1} s)");
    }
    println!("{:.1} s by the clock on {cores} cores", begin.elapsed().as_secs_f64());
    for broken in &tally.broken {
        println!("seed {} breaks: {}\nby {:#?}", broken.seed, broken.why, broken.steps);
    }
    println!("{} storms broke a promise", tally.broken.len());
    if all && tally.broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What storms came to, and the time of a processor that they took.
type Part = (Tally, Option<Duration>);

/// Every so-manieth seed from this one on, on the present thread.
fn part(first: u64, cores: usize, share: usize) -> Part {
    let seeds = (first..).step_by(cores);
    let rough = share / ROUGH_ONE_IN;
    let tally = storms(Weather::Breaks, STEPS_OF_BREAKS, seeds.clone(), share - rough);
    let tally = add(tally, storms(Weather::Rough, STEPS_OF_ROUGH, seeds, rough));
    (tally, processor_time())
}

fn sum(one: Part, other: Part) -> Part {
    (add(one.0, other.0), one.1.zip(other.1).map(|(one, other)| one + other))
}

fn add(mut one: Tally, other: Tally) -> Tally {
    one.storms += other.storms;
    one.disconnects += other.disconnects;
    one.said += other.said;
    one.stored += other.stored;
    one.hand_changes += other.hand_changes;
    one.copies += other.copies;
    one.broken.extend(other.broken);
    one
}

/// What the present thread has used of a processor; none where the system does
/// not tell.
///
/// **Source:** `Documentation/scheduler/sched-stats.rst` of Linux: the first
/// number is time on the processor, in nanoseconds.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
