//! How positions on the wire become decibels, as far as the simulated signals
//! need it. Written for this crate alone: the driver has its own.
//!
//! **Source:** Soundcraft Ui protocol reference, value laws.

use crate::Model;

/// Silence, and the bottom of every fader.
pub(crate) const SILENT: f64 = f64::NEG_INFINITY;

/// Below this position the fader law fades out along a sine.
const FADE_OUT: f64 = 0.055;

/// What a fader or send at a position does to a level, in dB: 0 dB at 13/17,
/// +10 dB at 1, silence at 0.
pub(crate) fn fader_db(position: f64) -> f64 {
    let v = position.clamp(0.0, 1.0);
    let exponent = [23.908_448_196_396_92, -26.238_775_982_145_95, 12.195_249_692_570_245]
        .iter()
        .chain(&[-0.487_809_987_702_809_8])
        .rfold(0.0, |sum, factor| (sum + factor) * v);
    let fade = if v < FADE_OUT { (28.559_933_214_452_666 * v).sin() } else { 1.0 };
    let gain = 2.676_529_517_952_372e-4 * exponent.exp() * fade;
    if gain < 1e-10 { SILENT } else { 20.0 * gain.log10() }
}

/// The position at which a fader does that to a level; the law has no closed
/// inverse, so it is searched for.
pub(crate) fn fader_position(db: f64) -> f64 {
    if db >= 10.0 {
        return 1.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..50 {
        let middle = (low + high) / 2.0;
        if fader_db(middle) < db {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// What a preamp at a position does to a level, in dB. The Ui24R has 64
/// cells: pairs of equal gain in steps of 2 dB, above +24 dB single ones.
pub(crate) fn preamp_db(model: Model, position: f64) -> f64 {
    if !model.has_patching() {
        return 90.0 * position - 40.0;
    }
    let cell = (64.0 * position).trunc().clamp(0.0, 63.0);
    if cell < 32.0 { 2.0 * (cell / 2.0).trunc() - 6.0 } else { cell - 6.0 }
}

/// The position at which a preamp does that to a level.
pub(crate) fn preamp_position(model: Model, db: f64) -> f64 {
    let position = if model.has_patching() { (db + 6.0) / 63.0 } else { (db + 40.0) / 90.0 };
    position.clamp(0.0, 1.0)
}

/// The threshold of a compressor or gate, in dB.
pub(crate) fn threshold_db(position: f64) -> f64 {
    96.0 * position - 90.0
}

/// A level as a power, for sums.
pub(crate) fn power(db: f64) -> f64 {
    10_f64.powf(db / 10.0)
}

/// A power as a level.
pub(crate) fn decibels(power: f64) -> f64 {
    10.0 * power.log10()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fader_law_meets_its_check_points() {
        for (position, db) in [
            (0.001, -102.127_158),
            (0.05, -61.710_668),
            (0.055, -60.698_756),
            (0.25, -32.137_666),
            (0.5, -11.616_258),
            (13.0 / 17.0, 0.0),
            (1.0, 10.0),
        ] {
            assert!((fader_db(position) - db).abs() < 1e-4, "{position}: {}", fader_db(position));
        }
        assert_eq!(fader_db(0.0), SILENT);
    }

    #[test]
    fn fader_positions_are_found() {
        for (db, position) in
            [(-60.0, 1.0 / 17.0), (-10.0, 9.0 / 17.0), (0.0, 13.0 / 17.0), (12.0, 1.0)]
        {
            assert!((fader_position(db) - position).abs() < 1e-5, "{db}");
        }
        assert!(fader_position(SILENT) < 1e-6);
    }

    #[test]
    fn preamps_meet_their_check_points() {
        let large = |position| preamp_db(Model::Ui24R, position);
        for (position, db) in [
            (0.0, -6.0),
            (0.095_238_095_24, 0.0),
            (0.25, 10.0),
            (0.379_154, 18.0),
            (0.5, 26.0),
            (0.75, 42.0),
            (1.0, 57.0),
        ] {
            assert_eq!(large(position), db, "{position}");
        }
        assert_eq!(large(preamp_position(Model::Ui24R, 30.0)), 30.0);
        assert!((preamp_db(Model::Ui16, 0.4) + 4.0).abs() < 1e-9);
        assert!((preamp_position(Model::Ui12, -4.0) - 0.4).abs() < 1e-9);
    }
}
