//! Thousands of forced disconnects, restarts and reloads: whatever the seed,
//! chat is neither lost nor doubled nor reordered, and all screens agree.

#[cfg(not(target_arch = "wasm32"))]
use proptest::prelude::*;
use testkit::world::{Dice, Setup};

use crate::steps::{Play, any_step};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Names the seed of a storm that broke a promise.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the seed was {}", self.0);
        }
    }
}

fn storm(seed: u64, steps: usize, setup: Setup) -> Play {
    let seed = Seed(seed);
    let mut dice = Dice::new(seed.0 ^ 0x5707);
    let people = 2 + dice.between(0, 4) as u32;
    let mut play = Play::new(setup, seed.0, people);
    for _ in 0..steps {
        let step = any_step(&mut dice, play.pages.len());
        play.step(step);
    }
    play.settle();
    play
}

/// How many seeds a test plays: a few by default, `STORM_SEEDS` of them in a
/// long run. They start at `STORM_FROM`, to play one again.
fn seeds(few: u64) -> std::ops::Range<u64> {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let from = number("STORM_FROM").unwrap_or(0);
    from..from + number("STORM_SEEDS").unwrap_or(few)
}

/// A network and a disk of every temper.
fn any_setup(seed: u64) -> Setup {
    let mut dice = Dice::new(!seed);
    let slowest = [2, 40, 300][dice.between(0, 3) as usize];
    let slowest_store = [2, 60, 900][dice.between(0, 3) as usize];
    let mut setup = Setup {
        latency_millis: (1, slowest),
        store_millis: (1, slowest_store),
        ..Setup::default()
    };
    if dice.one_in(3) {
        setup.limits.posts_per_ten_seconds = 4;
        setup.limits.frames_per_second = 20;
    }
    setup
}

#[test]
fn nothing_is_lost_or_doubled_and_all_screens_agree() {
    let (mut disconnects, mut entries) = (0, 0);
    for seed in seeds(40) {
        let play = storm(seed, 200, any_setup(seed));
        disconnects += play.disconnects;
        entries += play.world.store().all_entries().count();
    }
    println!("{disconnects} forced disconnects, {entries} entries stored");
}

#[test]
fn the_same_seed_is_the_same_history() {
    let trace = |seed| storm(seed, 150, any_setup(seed)).world.trace();
    let traces: Vec<u64> = (0..4).map(trace).collect();
    assert_eq!(traces, (0..4).map(trace).collect::<Vec<_>>());
    assert_ne!(traces[0], traces[1]);
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    /// As above, but a failure shrinks to the steps that matter.
    #[test]
    fn any_history_ends_well(seed: u64, steps in prop::collection::vec(crate::steps::any(), 1..60)) {
        let mut play = Play::new(any_setup(seed), seed, 3);
        for step in steps {
            play.step(step);
        }
        play.settle();
    }
}
