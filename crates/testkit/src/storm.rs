//! Storms over a simulated world: scripts of everything that may happen, drawn
//! from a seed, played, and cut down to the steps that matter when a promise
//! breaks.
//!
//! What the promises are is the world's to know.

mod people;
mod play;
#[cfg(not(target_arch = "wasm32"))]
mod shrink;
mod step;

pub use play::Play;
#[cfg(not(target_arch = "wasm32"))]
pub use shrink::{Broken, Tally, shortest, storms};
pub use step::Step;

use crate::world::{Dice, Setup};

/// What a storm is mostly made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// Everything that may happen, none of it much more often than the rest.
    Rough,
    /// Broken connections before all, and now and then all the rest.
    Breaks,
}

/// Everything a history depends on.
#[derive(Clone, Debug)]
pub struct Script {
    /// Seed of the world.
    pub seed: u64,
    /// The world.
    pub setup: Setup,
    /// People in it at the beginning.
    pub people: u32,
    /// What happens.
    pub steps: Vec<Step>,
}

impl Script {
    /// The script of a seed: a network and a disk of any temper, two to five
    /// people, and so many steps.
    #[must_use]
    pub fn draw(weather: Weather, seed: u64, steps: usize) -> Self {
        let mut dice = Dice::new(seed ^ 0x5707);
        let people = 2 + dice.between(0, 4) as u32;
        let mut script = Vec::with_capacity(steps);
        while script.len() < steps {
            step::draw(weather, &mut dice, &mut script);
        }
        Self { seed, setup: any_setup(seed), people, steps: script }
    }

    /// Plays it until the world is quiet again.
    ///
    /// # Panics
    /// When a promise breaks.
    #[must_use]
    pub fn play(&self) -> Play {
        let mut play = Play::new(self.setup.clone(), self.seed, self.people);
        for step in &self.steps {
            play.step(*step);
        }
        play.settle();
        play
    }
}

/// A network and a disk of any temper.
#[must_use]
pub fn any_setup(seed: u64) -> Setup {
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
