//! The fader law of the Soundcraft Ui series, both ways: position to decibels
//! and back. Sends, solo and headphone levels follow the same law.
//!
//! **Source:** the polynomial of the manufacturer's web client, identical in a
//! public client library and confirmed by published measurements on a Ui24R.

use crate::sine::sine;
use crate::{Decibels, FaderLevel};

/// The level at the top of the throw.
pub const TOP_DB: f64 = 10.0;
/// Where the level is 0 dB: 13/17 of the throw.
pub const UNITY_POSITION: f64 = 0.764_705_882_352_942_1;
/// The lowest level the law tells from silence: positions below 1/1000 count
/// as closed.
pub const LOWEST_DB: f64 = -102.127_158;

/// Below this position the law falls faster than its polynomial.
const KNEE: f64 = 0.055;
/// Gains below this are silence.
const SILENCE_GAIN: f64 = 1e-10;

/// The gain factor at a position: 1 at [`UNITY_POSITION`].
fn gain(position: f64) -> f64 {
    let v = position;
    let exponent = v
        * (23.908_448_196_396_92
            + v * (-26.238_775_982_145_95
                + (12.195_249_692_570_245 - 0.487_809_987_702_809_8 * v) * v));
    let knee = if v < KNEE { sine(28.559_933_214_452_666 * v) } else { 1.0 };
    2.676_529_517_952_372e-4 * exponent.exp() * knee
}

/// The level at a fader position.
#[must_use]
pub fn decibels(level: FaderLevel) -> Decibels {
    let gain = gain(level.position());
    if gain < SILENCE_GAIN {
        return Decibels::SILENCE;
    }
    Decibels::new(20.0 * gain.log10()).unwrap_or(Decibels::SILENCE)
}

/// The fader position of a level: closed at and below [`LOWEST_DB`], the top
/// at and above [`TOP_DB`]. Found by bisection, to better than 1e-9.
#[must_use]
pub fn position(level: Decibels) -> FaderLevel {
    if level.db() >= TOP_DB {
        return FaderLevel::TOP;
    }
    if level.db() < LOWEST_DB {
        return FaderLevel::OFF;
    }
    let (mut low, mut high) = (0.0, 1.0);
    // 40 halvings are finer than the 16 bits on the wire by 24 bits.
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        if decibels(FaderLevel::clamped(middle)).db() < level.db() {
            low = middle;
        } else {
            high = middle;
        }
    }
    FaderLevel::clamped(high)
}

/// A level moved by so many decibels. A closed fader starts from
/// [`LOWEST_DB`], so it can be raised.
#[must_use]
pub fn nudged(level: FaderLevel, by_db: f64) -> FaderLevel {
    let from = decibels(level).db().max(LOWEST_DB);
    Decibels::new(from + by_db).map_or(level, position)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(position: f64) -> f64 {
        decibels(FaderLevel::new(position).unwrap()).db()
    }

    /// Position and level, from the protocol reference's table.
    const CHECK_POINTS: [(f64, f64); 18] = [
        (0.001, -102.127_158),
        (0.005, -87.350_909),
        (0.01, -80.397_842),
        (0.02, -72.727_376),
        (0.04, -64.322_482),
        (0.055, -60.698_756),
        (0.1, -52.855_513),
        (0.2, -38.190_982),
        (0.3, -26.834_659),
        (0.4, -18.176_407),
        (0.5, -11.616_258),
        (0.6, -6.564_414),
        (0.7, -2.441_242),
        (0.75, -0.549_555),
        (0.8, 1.322_717),
        (0.9, 5.286_757),
        (0.95, 7.515_805),
        (1.0, 10.0),
    ];

    #[test]
    fn agrees_with_the_check_points_both_ways() {
        assert!(decibels(FaderLevel::OFF).is_silence());
        assert!(at(UNITY_POSITION).abs() < 1e-6);
        for (v, db) in CHECK_POINTS {
            assert!((at(v) - db).abs() < 1e-5, "{v}: {} is not {db}", at(v));
            let back = position(Decibels::new(db).unwrap()).position();
            assert!((back - v).abs() < 1e-5, "{db} dB: {back} is not {v}");
        }
    }

    #[test]
    fn ends_are_ends() {
        assert_eq!(position(Decibels::SILENCE), FaderLevel::OFF);
        assert_eq!(position(Decibels::new(-200.0).unwrap()), FaderLevel::OFF);
        assert_eq!(position(Decibels::new(12.0).unwrap()), FaderLevel::TOP);
        assert!(nudged(FaderLevel::OFF, 30.0) > FaderLevel::OFF);
    }

    proptest! {
        #[test]
        fn rises_everywhere(a in 0.0..1.0f64, b in 0.0..1.0f64) {
            prop_assume!((a - b).abs() > 1e-6);
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            prop_assert!(at(low) < at(high));
        }

        #[test]
        fn inverts(v in 0.001..1.0f64) {
            let back = position(decibels(FaderLevel::new(v).unwrap())).position();
            prop_assert!((back - v).abs() < 1e-6);
        }
    }
}
