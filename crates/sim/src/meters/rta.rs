//! The analyser: 122 bands of the strip that `var.rta` names, zeros without one.
//!
//! **Source:** Soundcraft Ui protocol reference, RTA (measured: 12 bands per
//! octave, .375 dB per count, a fall of 59 dB per second). Its length on the
//! smaller desks is unverified.

use std::time::Duration;

use super::equaliser::{self, Curve};
use super::mix::{Mix, WET_SOUND};
use super::signal::{self, Sound};
use crate::law::SILENT;
use crate::tree::{Slot, Tree, Value};

/// How many bands there are.
pub(super) const BANDS: usize = 122;

const DB_PER_COUNT: f64 = 0.375;
const FALL_PER_SECOND: f64 = 59.0;

/// The band at 1 kHz, and how many make an octave.
const BAND_OF_1_KHZ: f64 = 67.0;
const BANDS_PER_OCTAVE: f64 = 12.0;

#[derive(Debug)]
pub(super) struct Rta {
    seed: u64,
    strip: Option<Slot>,
    bands: [f64; BANDS],
}

impl Rta {
    pub(super) fn new(seed: u64, tree: &Tree) -> Self {
        Self { seed, strip: tree.slot("var.rta"), bands: [SILENT; BANDS] }
    }

    /// Goes on to `now`, `passed` after the last step.
    pub(super) fn step(&mut self, tree: &Tree, mix: &Mix, now: Duration, passed: Duration) {
        let strip = self.strip.map(|slot| tree.value(slot));
        let heard = match strip {
            Some(Value::Text(strip)) => mix.heard_at(tree, strip),
            _ => None,
        };
        let Some(Heard { sound, level, curve }) = heard else {
            self.bands = [SILENT; BANDS];
            return;
        };
        // The level is that of the whole, the curve included.
        let level = level - equaliser::change(curve.as_ref(), sound);
        for (index, band) in self.bands.iter_mut().enumerate() {
            let octave = (index as f64 - BAND_OF_1_KHZ) / BANDS_PER_OCTAVE;
            let ripple = signal::wander(self.seed ^ index as u64, 8.0 * now.as_secs_f64());
            let hertz = 1000.0 * octave.exp2();
            let shape = sound.outline(hertz) + equaliser::at_hertz(curve.as_ref(), hertz);
            let fresh = level + shape + 9.0 * ripple;
            let fallen = *band - FALL_PER_SECOND * passed.as_secs_f64();
            *band = fresh.max(fallen);
        }
    }

    pub(super) fn bytes(&self) -> [u8; BANDS] {
        self.bands.map(|band| (240.0 + band / DB_PER_COUNT).round().clamp(0.0, 255.0) as u8)
    }
}

/// What the analyser listens to.
struct Heard {
    sound: Sound,
    level: f64,
    curve: Option<Curve>,
}

impl Mix {
    /// The sound and level at a strip such as `i.0` or `m`; nothing when there
    /// is no such strip.
    fn heard_at(&self, tree: &Tree, strip: &str) -> Option<Heard> {
        let levels = self.levels();
        let (kind, index) = strip.split_once('.').unwrap_or((strip, "0"));
        let index: usize = index.parse().ok()?;
        let (sound, level) = match kind {
            "m" if strip == "m" => (Sound::Music, levels.master[0].processed),
            "i" => (self.sound(tree, index), levels.inputs.get(index)?.processed),
            "l" => (Sound::Music, levels.lines.get(index)?.processed),
            "p" => (Sound::Music, levels.players.get(index)?.processed),
            "f" => (WET_SOUND, levels.effects.get(index)?.processed[0]),
            "s" => (Sound::Music, levels.subgroups.get(index)?.processed[0]),
            "a" => (Sound::Music, levels.auxes.get(index)?.processed),
            _ => return None,
        };
        Some(Heard { sound, level, curve: self.curve(tree, kind, index) })
    }
}
