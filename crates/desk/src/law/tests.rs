//! Laws at the check points of the protocol reference, both ways.

use proptest::prelude::*;

use super::*;

const EQ: Law = Law::Exponential { low: 20.0, high: 22_050.0, unit: Unit::Hertz };
const GAIN: Law = Law::Linear { min: -20.0, max: 20.0, unit: Unit::Decibels };
const RATIO: Law = Law::Curve { shape: Shape::Inverse, low: 0.0, high: 1.0, unit: Unit::Ratio };
const PREAMP: Law =
    Law::Curve { shape: Shape::Stepped, low: -6.0, high: 57.0, unit: Unit::Decibels };
const TIME: Law =
    Law::Curve { shape: Shape::Power, low: 20.0, high: 4_000.0, unit: Unit::Milliseconds };

fn eased(low: f32, high: f32) -> Law {
    Law::Curve { shape: Shape::Eased, low, high, unit: Unit::Milliseconds }
}

fn at(law: &Law, position: f64) -> f64 {
    law.reading(FaderLevel::new(position).unwrap()).unwrap()
}

fn back(law: &Law, reading: f64) -> f64 {
    law.position(reading).unwrap().position()
}

#[test]
fn readings_follow_the_reference_points() {
    let cases = [
        (EQ, 0.0, 20.0, 1e-9),
        (EQ, 0.1, 40.30, 0.01),
        (EQ, 0.25, 115.2, 0.1),
        (EQ, 0.328_690_190_2, 200.0, 0.01),
        (EQ, 0.558_434_773_8, 1_000.0, 0.01),
        (EQ, 0.756_325_986_9, 4_000.0, 0.01),
        (EQ, 1.0, 22_050.0, 1e-6),
        (GAIN, 0.5, 0.0, 1e-12),
        (Law::Pan, 0.0, -100.0, 1e-12),
        (Law::Pan, 0.5, 0.0, 1e-12),
        (RATIO, 1.0, 1.0, 1e-12),
        (RATIO, 0.4, 2.5, 1e-9),
        // Attack, release, gate hold and gate release.
        (eased(1.0, 400.0), 0.0, 1.0, 1e-9),
        (eased(1.0, 400.0), 0.343_75, 30.3, 0.05),
        (eased(1.0, 400.0), 0.5, 89.4, 0.05),
        (eased(1.0, 400.0), 1.0, 400.0, 1e-6),
        (eased(10.0, 2_000.0), 0.488_769_531_2, 500.8, 0.05),
        (eased(10.0, 2_000.0), 0.5, 531.8, 0.05),
        (eased(1.0, 2_000.0), 0.304_244_176_5, 50.5, 0.05),
        (eased(1.0, 2_000.0), 0.5, 299.0, 0.5),
        (eased(5.0, 2_000.0), 0.315_073_713_4, 120.3, 0.05),
        (TIME, 0.201_558_088_1, 50.0, 0.01),
        (TIME, 0.5, 500.0, 0.5),
        (TIME, 1.0, 4_000.0, 1e-6),
        (PREAMP, 0.095_238_095_2, 0.0, 1e-9),
        (PREAMP, 0.25, 10.0, 1e-9),
        (PREAMP, 0.5, 26.0, 1e-9),
        (PREAMP, 0.75, 42.0, 1e-9),
        (PREAMP, 1.0, 57.0, 1e-9),
        (PREAMP, 0.379_154, 18.0, 1e-9),
    ];
    for (law, position, reading, within) in cases {
        let read = at(&law, position);
        assert!((read - reading).abs() <= within, "{law:?} at {position}: {read} is not {reading}");
        let found = at(&law, back(&law, reading));
        assert!((found - reading).abs() <= 1e-6 * reading.abs().max(1.0), "{law:?} for {reading}");
    }
    assert_eq!(at(&RATIO, 0.0), f64::INFINITY);
    assert_eq!(Law::Toggle.reading(FaderLevel::OFF), None);
}

#[test]
fn readings_beyond_the_ends_are_ends() {
    for law in [EQ, GAIN, TIME, PREAMP, Law::Pan, Law::Fader, eased(1.0, 400.0)] {
        assert_eq!(back(&law, f64::NEG_INFINITY), 0.0, "{law:?}");
        assert_eq!(back(&law, 1e9), 1.0, "{law:?}");
        assert_eq!(back(&law, f64::INFINITY), 1.0, "{law:?}");
        assert_eq!(law.position(f64::NAN), None, "{law:?}");
    }
    assert_eq!(back(&RATIO, f64::INFINITY), 0.0);
    for law in [Law::Toggle, Law::Choice { count: 3 }, Law::Number { unit: Unit::None }] {
        assert_eq!(law.position(0.5), None);
    }
}

/// Every gain the preamp has is found again after the sixteen bits of a
/// position, as the manufacturer's client finds it: 48 of them.
#[test]
fn every_step_of_the_preamp_can_be_asked_for() {
    let mut gains = Vec::new();
    for cell in 0..64 {
        let gain = at(&PREAMP, (f64::from(cell) + 0.5) / 64.0);
        let packed = FaderLevel::from_short(PREAMP.position(gain).unwrap().to_short());
        assert_eq!(PREAMP.reading(packed), Some(gain));
        gains.push(gain);
    }
    gains.dedup();
    assert_eq!(gains.len(), 48);
    assert_eq!((gains[0], gains[15], gains[16], gains[47]), (-6.0, 24.0, 26.0, 57.0));
}

proptest! {
    #[test]
    fn smooth_laws_invert(v in 0.001..1.0f64) {
        for law in [EQ, GAIN, RATIO, TIME, Law::Pan, Law::Fader, eased(5.0, 2_000.0)] {
            let found = back(&law, at(&law, v));
            prop_assert!((found - v).abs() < 1e-6, "{:?}: {} is not {}", law, found, v);
        }
    }
}
