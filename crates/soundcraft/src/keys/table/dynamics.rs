//! Compressors, gates and de-essers.

use desk::{Law, Shape, Unit};

use super::super::kinds::sets::*;
use super::super::rule::*;
use super::eq::PRESET;

const THRESHOLD: Law = decibels(-90.0, 6.0);
/// As shown by the manufacturer's client; the desk compresses less.
const RATIO: Law = Law::Curve { shape: Shape::Inverse, low: 0.0, high: 1.0, unit: Unit::Ratio };
const ATTACK: Law = eased(1.0, 400.0);
const RELEASE: Law = eased(10.0, 2_000.0);
/// Of the gate; that the master's limiter shares it is a guess.
const HOLD: Law = eased(1.0, 2_000.0);
const GATE_RELEASE: Law = eased(5.0, 2_000.0);
const GAIN: Law = decibels(-72.0, 24.0);
const MAKEUP: Law = decibels(-24.0, 48.0);
/// 0 is the deepest.
const DEPTH: Law = decibels(-60.0, 0.0);
const ZERO_DB: Factory = Factory::Number(0.75);
const NO_MAKEUP: Factory = Factory::Number(0.333_496_093_8);
const LIMIT: Factory = Factory::Number(0.9375);
const LIMIT_HOLD: Factory = Factory::Number(0.158);
const LIMIT_RELEASE: Factory = Factory::Number(0.249_023_437_5);

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    row(OUTPUTS_TOO, "dyn.bypass", Law::Toggle, "dyn.bypass", ZERO),
    row(PROCESSED, "dyn.threshold", THRESHOLD, "dyn.threshold", Factory::Number(0.875)),
    row(PROCESSED, "dyn.ratio", RATIO, "dyn.ratio", ONE),
    row(PROCESSED, "dyn.attack", ATTACK, "dyn.attack", Factory::Number(0.343_75)),
    row(PROCESSED, "dyn.release", RELEASE, "dyn.release", Factory::Number(0.488_769_531_2)),
    row(PROCESSED, "dyn.gain", GAIN, "dyn.gain", ZERO_DB),
    row(PROCESSED, "dyn.makeup", MAKEUP, "dyn.outgain", NO_MAKEUP),
    row(PROCESSED, "dyn.soft_knee", Law::Toggle, "dyn.softknee", ZERO),
    row(PLAYER, "dyn.auto_gain", NUMBER, "dyn.autogain", ZERO),

    row(MASTER, "dyn.linked", Law::Toggle, "dyn.linked", ONE),
    row(MASTER, "dyn.left.threshold", THRESHOLD, "dyn.l.threshold", LIMIT),
    row(MASTER, "dyn.left.ratio", RATIO, "dyn.l.ratio", ZERO),
    row(MASTER, "dyn.left.attack", ATTACK, "dyn.l.attack", ZERO),
    row(MASTER, "dyn.left.hold", HOLD, "dyn.l.hold", LIMIT_HOLD),
    row(MASTER, "dyn.left.release", RELEASE, "dyn.l.release", LIMIT_RELEASE),
    row(MASTER, "dyn.left.gain", GAIN, "dyn.l.gain", ZERO_DB),
    row(MASTER, "dyn.left.makeup", MAKEUP, "dyn.l.outgain", NO_MAKEUP),
    row(MASTER, "dyn.left.soft_knee", Law::Toggle, "dyn.l.softknee", ZERO),
    row(MASTER, "dyn.right.threshold", THRESHOLD, "dyn.r.threshold", LIMIT),
    row(MASTER, "dyn.right.ratio", RATIO, "dyn.r.ratio", ZERO),
    row(MASTER, "dyn.right.attack", ATTACK, "dyn.r.attack", ZERO),
    row(MASTER, "dyn.right.hold", HOLD, "dyn.r.hold", LIMIT_HOLD),
    row(MASTER, "dyn.right.release", RELEASE, "dyn.r.release", LIMIT_RELEASE),
    row(MASTER, "dyn.right.gain", GAIN, "dyn.r.gain", ZERO_DB),
    row(MASTER, "dyn.right.makeup", MAKEUP, "dyn.r.outgain", NO_MAKEUP),
    row(MASTER, "dyn.right.soft_knee", Law::Toggle, "dyn.r.softknee", ZERO),
    row(OUTPUTS_TOO, "dyn.preset", PRESET, "dyn.prname", EMPTY),
    row(OUTPUTS_TOO, "dyn.preset_changed", Law::Toggle, "dyn.prmod", ZERO),

    row(PROCESSED, "gate.enabled", Law::Toggle, "gate.enabled", ONE),
    row(PROCESSED, "gate.bypass", Law::Toggle, "gate.bypass", ZERO),
    row(MASTER, "gate.enabled", Law::Toggle, "gate.enabled", ZERO),
    row(MASTER, "gate.bypass", Law::Toggle, "gate.bypass", ONE),
    row(OUTPUTS_TOO, "gate.threshold", THRESHOLD, "gate.thresh", ZERO),
    row(OUTPUTS_TOO, "gate.depth", DEPTH, "gate.depth", ZERO),
    row(OUTPUTS_TOO, "gate.attack", ATTACK, "gate.attack", ZERO),
    row(OUTPUTS_TOO, "gate.hold", HOLD, "gate.hold", Factory::Number(0.304_244_176_5)),
    row(OUTPUTS_TOO, "gate.release", GATE_RELEASE, "gate.release", Factory::Number(0.315_073_713_4)),
    row(OUTPUTS_TOO, "gate.preset", PRESET, "gate.prname", EMPTY),
    row(OUTPUTS_TOO, "gate.preset_changed", Law::Toggle, "gate.prmod", ZERO),

    row(INPUT, "deesser.enabled", Law::Toggle, "deesser.enabled", ZERO),
    row(INPUT, "deesser.freq", hertz(2_000.0, 15_000.0), "deesser.freq", Factory::Number(0.773_310_034)),
    row(INPUT, "deesser.threshold", THRESHOLD, "deesser.threshold", Factory::Number(0.468_75)),
    row(INPUT, "deesser.ratio", RATIO, "deesser.ratio", Factory::Number(0.4)),
];
