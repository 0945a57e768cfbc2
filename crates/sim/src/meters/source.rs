//! What arrives at each strip: which sound is patched to it, and how far its
//! preamp opens. With the gain the scene begins with, every sound has its own
//! natural level; turning the gain moves it from there.

use std::time::Duration;

use super::keys::Key;
use super::signal::{self, Sound};
use crate::Model;
use crate::law::{self, SILENT};
use crate::tree::{Slot, Tree, Value};

/// `var.currentState` while the player plays.
const PLAYING: f64 = 2.0;

/// Seeds of line inputs and player, beyond those of the preamps.
const LINE_SEED: u64 = 100;
const PLAYER_SEED: u64 = 110;

/// A gain control and where it stood at the start, in dB.
#[derive(Clone, Copy, Debug)]
struct Gain {
    key: Key,
    natural_db: f64,
}

#[derive(Debug)]
pub(super) struct Sources {
    model: Model,
    seed: u64,
    /// One per preamp, or per input where inputs own their preamps.
    gains: Vec<Gain>,
    line_gains: Vec<Gain>,
    /// `src` and `scsrc` of inputs and lines, where there is patching.
    input_patches: Vec<[Slot; 2]>,
    line_patches: Vec<[Slot; 2]>,
    soundcheck: Key,
    player_state: Key,
}

impl Sources {
    pub(super) fn new(model: Model, seed: u64, tree: &Tree) -> Self {
        let counts = model.counts();
        let gains = |kind: &str, count| -> Vec<Gain> {
            let gain = |index| Gain::new(model, tree, &format!("{kind}.{index}.gain"));
            (0..count).map(gain).collect()
        };
        let patches = |kind: &str, count| -> Vec<[Slot; 2]> {
            let slot = |index, leaf: &str| tree.slot(&format!("{kind}.{index}.{leaf}"));
            let pair = |index| Some([slot(index, "src")?, slot(index, "scsrc")?]);
            (0..count).filter_map(pair).collect()
        };
        let large = model.has_patching();
        Self {
            model,
            seed,
            gains: if large { gains("hw", counts.preamps) } else { gains("i", counts.inputs) },
            line_gains: gains("l", counts.lines),
            input_patches: patches("i", counts.inputs),
            line_patches: patches("l", counts.lines),
            soundcheck: Key::new(tree, "var.mtk.soundcheck", 0.0),
            player_state: Key::new(tree, "var.currentState", 0.0),
        }
    }

    /// The level at an input behind its preamp, in dB.
    pub(super) fn input(&self, tree: &Tree, index: usize, now: Duration) -> f64 {
        match self.input_patches.get(index) {
            Some(patch) => self.patched(tree, patch, now),
            None => self.preamp(tree, index, now),
        }
    }

    /// The level at a line input, in dB.
    pub(super) fn line(&self, tree: &Tree, index: usize, now: Duration) -> f64 {
        match self.line_patches.get(index) {
            Some(patch) => self.patched(tree, patch, now),
            None => self.line_in(tree, index, now),
        }
    }

    /// The level of one side of the player, in dB.
    pub(super) fn player(&self, tree: &Tree, side: usize, now: Duration) -> f64 {
        if self.player_state.read(tree) != PLAYING {
            return SILENT;
        }
        // Both sides play the same song, not quite alike.
        let level = Sound::Music.level(self.seed ^ PLAYER_SEED, now.as_secs_f64());
        level + 2.0 * signal::wander(side as u64, 5.0 * now.as_secs_f64())
    }

    /// What an input sounds like, for the analyser.
    pub(super) fn sound(&self, tree: &Tree, input: usize) -> Sound {
        let Some([slot, _]) = self.input_patches.get(input) else {
            return signal::at_preamp(input);
        };
        match patch(tree, *slot) {
            Some(("hw", preamp)) => signal::at_preamp(preamp),
            Some(("li", _)) => Sound::Music,
            _ => Sound::Nothing,
        }
    }

    fn patched(&self, tree: &Tree, [source, soundcheck]: &[Slot; 2], now: Duration) -> f64 {
        let slot = if self.soundcheck.is_on(tree) { soundcheck } else { source };
        match patch(tree, *slot) {
            Some(("hw", index)) => self.preamp(tree, index, now),
            Some(("li", index)) => self.line_in(tree, index, now),
            // A recording of what the preamp of that number heard.
            Some(("ua", index)) => self.sound_at(index, now),
            _ => SILENT,
        }
    }

    fn preamp(&self, tree: &Tree, index: usize, now: Duration) -> f64 {
        let gain = self.gains.get(index).map_or(0.0, |gain| gain.change(self.model, tree));
        self.sound_at(index, now) + gain
    }

    fn sound_at(&self, preamp: usize, now: Duration) -> f64 {
        signal::at_preamp(preamp).level(self.seed ^ preamp as u64, now.as_secs_f64())
    }

    /// A laptop that plays something now and then.
    fn line_in(&self, tree: &Tree, index: usize, now: Duration) -> f64 {
        let seconds = now.as_secs_f64();
        let seed = self.seed ^ LINE_SEED;
        if signal::wander(seed, 0.05 * seconds) < 0.5 {
            return SILENT;
        }
        let gain = self.line_gains.get(index).map_or(0.0, |gain| gain.change(self.model, tree));
        Sound::Music.level(seed, seconds) + signal::wander(index as u64, 5.0 * seconds) + gain
    }
}

impl Gain {
    fn new(model: Model, tree: &Tree, key: &str) -> Self {
        let key = Key::new(tree, key, 0.0);
        Self { key, natural_db: law::preamp_db(model, key.read(tree)) }
    }

    fn change(self, model: Model, tree: &Tree) -> f64 {
        law::preamp_db(model, self.key.read(tree)) - self.natural_db
    }
}

/// `hw.3` is preamp 3; nothing for `none` and the empty text.
fn patch(tree: &Tree, slot: Slot) -> Option<(&str, usize)> {
    let Value::Text(source) = tree.value(slot) else { return None };
    let (kind, index) = source.split_once('.')?;
    Some((kind, index.parse().ok()?))
}
