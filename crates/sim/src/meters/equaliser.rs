//! Equalisers on levels instead of sound: how far each strip's curve lifts or
//! lowers what a source of its kind is made of. Phase and time do not exist here.
//!
//! **Source:** Soundcraft Ui protocol reference, value laws (equaliser). That the
//! equaliser comes before the dynamics is inferred from a recorded frame.

use super::keys::Key;
use super::signal::Sound;
use crate::law::{decibels, power};
use crate::tree::Tree;

/// Curves are looked at where graphic equalisers have their bands: 20 Hz to
/// 20 kHz in thirds of an octave.
pub(super) const POINTS: usize = 31;

/// The point at 1 kHz, and how many make a decade.
const POINT_OF_1_KHZ: f64 = 17.0;
const POINTS_PER_DECADE: f64 = 10.0;

/// The bands of a parametric equaliser that do something; a fifth one is inert.
const BANDS: usize = 4;

/// A curve: decibels at each point.
pub(super) type Curve = [f64; POINTS];

/// The frequency of a point, in Hz.
pub(super) fn hertz(point: usize) -> f64 {
    1000.0 * 10_f64.powf((point as f64 - POINT_OF_1_KHZ) / POINTS_PER_DECADE)
}

/// The keys of one equaliser.
#[derive(Debug)]
pub(super) struct Equaliser {
    bypass: Key,
    bands: Bands,
    high_pass: Pass,
    low_pass: Pass,
}

#[derive(Debug)]
enum Bands {
    Parametric([Band; BANDS]),
    Graphic(Vec<Key>),
}

#[derive(Debug)]
struct Band {
    frequency: Key,
    gain: Key,
    q: Key,
}

/// A high-pass or low-pass, which is off at one end of its range.
#[derive(Debug)]
struct Pass {
    frequency: Key,
    slope: Key,
    off_at: f64,
}

impl Equaliser {
    /// That of an input, line, player, effect or subgroup such as `i.3`.
    pub(super) fn parametric(tree: &Tree, id: &str) -> Self {
        let key = |leaf: &str, neutral| Key::new(tree, &format!("{id}.eq.{leaf}"), neutral);
        let band = |index: usize| Band {
            frequency: key(&format!("b{}.freq", index + 1), 0.5),
            gain: key(&format!("b{}.gain", index + 1), 0.5),
            q: key(&format!("b{}.q", index + 1), 0.5),
        };
        Self {
            bypass: key("bypass", 0.0),
            bands: Bands::Parametric(std::array::from_fn(band)),
            high_pass: Pass::new(key("hpf.freq", 0.0), key("hpf.slope", 0.0), 0.0),
            low_pass: Pass::new(key("lpf.freq", 1.0), key("lpf.slope", 0.0), 1.0),
        }
    }

    /// That of an aux such as `a.3` (`side` empty), or one side of the master
    /// (`m` and `.l` or `.r`).
    pub(super) fn graphic(tree: &Tree, id: &str, side: &str) -> Self {
        let key = |leaf: &str, neutral| Key::new(tree, &format!("{id}.eq.{leaf}"), neutral);
        let none = key("none", 0.0);
        let peak = |index: usize| key(&format!("peak{side}.{index}"), 0.5);
        Self {
            bypass: key("bypass", 0.0),
            bands: Bands::Graphic((0..POINTS).map(peak).collect()),
            high_pass: Pass::new(key(&format!("hpf{side}"), 0.0), none, 0.0),
            low_pass: Pass::new(key(&format!("lpf{side}"), 1.0), none, 1.0),
        }
    }

    /// The present curve; nothing when it is flat.
    pub(super) fn curve(&self, tree: &Tree) -> Option<Curve> {
        if self.bypass.is_on(tree) {
            return None;
        }
        let mut curve = [0.0; POINTS];
        let mut flat = !self.high_pass.add(tree, &mut curve, |pass, at| pass / at);
        flat &= !self.low_pass.add(tree, &mut curve, |pass, at| at / pass);
        match &self.bands {
            Bands::Parametric(bands) => {
                for band in bands {
                    flat &= !band.add(tree, &mut curve);
                }
            }
            Bands::Graphic(peaks) => {
                for (at, peak) in curve.iter_mut().zip(peaks) {
                    let gain = 30.0 * peak.read(tree) - 15.0;
                    flat &= gain == 0.0;
                    *at += gain;
                }
            }
        }
        (!flat).then_some(curve)
    }
}

impl Pass {
    fn new(frequency: Key, slope: Key, off_at: f64) -> Self {
        Self { frequency, slope, off_at }
    }

    /// Adds its curve; false when it is off. `beyond` is how far a point lies
    /// on the side that is cut.
    fn add(&self, tree: &Tree, curve: &mut Curve, beyond: impl Fn(f64, f64) -> f64) -> bool {
        let position = self.frequency.read(tree);
        if position == self.off_at {
            return false;
        }
        // 12, 24 or 36 dB per octave: Butterworth of order 2, 4 or 6.
        let order = 2 * (1 + self.slope.read(tree).clamp(0.0, 2.0) as i32);
        for (point, at) in curve.iter_mut().enumerate() {
            let ratio = beyond(frequency_hz(position), hertz(point));
            *at -= decibels(1.0 + ratio.powi(2 * order));
        }
        true
    }
}

impl Band {
    /// Adds its bell; false when it neither lifts nor lowers.
    fn add(&self, tree: &Tree, curve: &mut Curve) -> bool {
        let gain = 40.0 * self.gain.read(tree) - 20.0;
        if gain == 0.0 {
            return false;
        }
        let centre = frequency_hz(self.frequency.read(tree));
        let q = 0.05 * 300_f64.powf(self.q.read(tree).clamp(0.0, 1.0));
        let amplitude = 10_f64.powf(gain / 40.0);
        for (point, at) in curve.iter_mut().enumerate() {
            let ratio = hertz(point) / centre;
            let off = (1.0 - ratio.powi(2)).powi(2);
            let lifted = off + (ratio * amplitude / q).powi(2);
            let plain = off + (ratio / (amplitude * q)).powi(2);
            *at += decibels(lifted / plain);
        }
        true
    }
}

fn frequency_hz(position: f64) -> f64 {
    20.0 * 1102.5_f64.powf(position.clamp(0.0, 1.0))
}

/// How far a curve lifts the level of a sound, in dB.
pub(super) fn change(curve: Option<&Curve>, sound: Sound) -> f64 {
    let Some(curve) = curve.filter(|_| sound != Sound::Nothing) else { return 0.0 };
    let (mut before, mut after) = (0.0, 0.0);
    for (point, gain) in curve.iter().enumerate() {
        let part = power(sound.outline(hertz(point)));
        before += part;
        after += part * power(*gain);
    }
    decibels(after / before)
}

/// What a curve does at a frequency, for the analyser.
pub(super) fn at_hertz(curve: Option<&Curve>, hertz: f64) -> f64 {
    let point = POINT_OF_1_KHZ + POINTS_PER_DECADE * (hertz / 1000.0).log10();
    let point = point.round().clamp(0.0, (POINTS - 1) as f64) as usize;
    curve.map_or(0.0, |curve| curve[point])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;
    use crate::tree::Value;

    fn tree(writes: &[(&str, f64)]) -> Tree {
        let mut tree = Tree::factory(Model::Ui24R);
        for (key, value) in writes {
            let slot = tree.slot(key).unwrap();
            tree.write(slot, Value::Number(*value)).unwrap();
        }
        tree
    }

    fn curve(writes: &[(&str, f64)], id: &str) -> Option<Curve> {
        let tree = tree(writes);
        Equaliser::parametric(&tree, id).curve(&tree)
    }

    #[test]
    fn the_factory_leaves_every_equaliser_flat() {
        let tree = tree(&[]);
        for id in ["i.0", "l.1", "p.0", "f.3", "s.5"] {
            assert_eq!(Equaliser::parametric(&tree, id).curve(&tree), None, "{id}");
        }
        assert_eq!(Equaliser::graphic(&tree, "a.9", "").curve(&tree), None);
        assert_eq!(Equaliser::graphic(&tree, "m", ".r").curve(&tree), None);
    }

    #[test]
    fn a_bell_stands_where_it_is_put() {
        let curve = curve(&[("i.0.eq.b2.gain", 0.8)], "i.0").unwrap();
        // The second band is at 1 kHz with Q 1: 12 dB there, less beside it.
        assert!((curve[17] - 12.0).abs() < 0.01, "{}", curve[17]);
        assert!(curve[14] < 8.0 && curve[20] < 8.0 && curve[0].abs() < 0.2, "{curve:?}");
    }

    #[test]
    fn passes_cut_what_lies_beyond() {
        // A high-pass at 115 Hz, once with 12 and once with 36 dB per octave.
        let soft = curve(&[("i.0.eq.hpf.freq", 0.25)], "i.0").unwrap();
        let hard = curve(&[("i.0.eq.hpf.freq", 0.25), ("i.0.eq.hpf.slope", 2.0)], "i.0").unwrap();
        assert!((soft[0] + 30.4).abs() < 0.5, "{}", soft[0]);
        assert!((hard[0] + 91.2).abs() < 0.5, "{}", hard[0]);
        assert!(soft[20].abs() < 0.1);
        let low = curve(&[("i.0.eq.lpf.freq", 0.5)], "i.0").unwrap();
        assert!(low[30] < -40.0 && low[0].abs() < 0.1);
    }

    #[test]
    fn a_bypassed_one_is_flat() {
        assert_eq!(curve(&[("i.0.eq.b1.gain", 1.0), ("i.0.eq.bypass", 1.0)], "i.0"), None);
    }

    #[test]
    fn a_graphic_one_moves_a_band_of_its_side() {
        let tree = tree(&[("m.eq.peak.l.17", 1.0), ("a.0.eq.peak.3", 0.0)]);
        let left = Equaliser::graphic(&tree, "m", ".l").curve(&tree).unwrap();
        assert_eq!((left[16], left[17]), (0.0, 15.0));
        assert_eq!(Equaliser::graphic(&tree, "m", ".r").curve(&tree), None);
        let aux = Equaliser::graphic(&tree, "a.0", "").curve(&tree).unwrap();
        assert_eq!(aux[3], -15.0);
    }

    #[test]
    fn low_sounds_mind_the_low_end() {
        let low_cut = curve(&[("i.0.eq.hpf.freq", 0.4)], "i.0");
        let kick = change(low_cut.as_ref(), Sound::Kick);
        let cymbals = change(low_cut.as_ref(), Sound::Overhead);
        assert!(kick < -6.0 && cymbals > -2.0, "{kick} {cymbals}");
        assert_eq!(change(low_cut.as_ref(), Sound::Nothing), 0.0);
        assert_eq!(change(None, Sound::Kick), 0.0);
    }
}
