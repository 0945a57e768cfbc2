//! Equalisers: parametric on channels, graphic on buses, and their filters.

use desk::{Law, Unit};

use super::super::kinds::sets::*;
use super::super::rule::*;

/// Bands of a channel. The desk tells a fifth one, which does nothing.
pub(in super::super) const BANDS: u16 = 4;
/// Third octaves from 20 Hz to 20 kHz.
const GRAPHIC_BANDS: u16 = 31;
const FREQUENCY: Law = hertz(20.0, 22_050.0);
/// 200 Hz, 1, 4 and 10 kHz.
const FREQUENCIES: Factory =
    Factory::Numbers(&[0.328_690_190_2, 0.558_434_773_8, 0.756_325_986_9, 0.887_124_964]);
const Q: Law = Law::Exponential { low: 0.05, high: 15.0, unit: Unit::None };
const Q_ONE: Factory = Factory::Number(0.525_218_534_7);
/// 12, 24 or 36 dB per octave.
const SLOPE: Law = choice(3);
const THIRD: Law = decibels(-15.0, 15.0);
/// The name of the preset that was loaded last; kept by clients.
pub(super) const PRESET: Law = text(64);

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    row(OUTPUTS_TOO, "eq.bypass", Law::Toggle, "eq.bypass", ZERO),
    row(CHANNELS, "eq.easy", Law::Toggle, "eq.easy", ZERO),
    row(CHANNELS, "eq.band.{}.freq", FREQUENCY, "eq.b#.freq", FREQUENCIES).each(BANDS),
    row(CHANNELS, "eq.band.{}.gain", decibels(-20.0, 20.0), "eq.b#.gain", HALF).each(BANDS),
    row(CHANNELS, "eq.band.{}.q", Q, "eq.b#.q", Q_ONE).each(BANDS),
    // Off at position 0.
    row(CHANNELS, "eq.hpf.freq", FREQUENCY, "eq.hpf.freq", ZERO),
    row(CHANNELS, "eq.hpf.slope", SLOPE, "eq.hpf.slope", ZERO),
    // Off at position 1.
    row(INPUT, "eq.lpf.freq", FREQUENCY, "eq.lpf.freq", ONE),
    row(INPUT, "eq.lpf.slope", SLOPE, "eq.lpf.slope", ZERO),

    row(AUX, "eq.hpf.freq", FREQUENCY, "eq.hpf", ZERO),
    row(AUX, "eq.lpf.freq", FREQUENCY, "eq.lpf", ONE),
    row(AUX, "eq.graphic.{}", THIRD, "eq.peak.{}", HALF).each(GRAPHIC_BANDS),
    row(AUX, "eq.linked", Law::Toggle, "eq.linked", ZERO),
    row(MASTER, "eq.left.hpf.freq", FREQUENCY, "eq.hpf.l", ZERO),
    row(MASTER, "eq.right.hpf.freq", FREQUENCY, "eq.hpf.r", ZERO),
    row(MASTER, "eq.left.lpf.freq", FREQUENCY, "eq.lpf.l", ONE),
    row(MASTER, "eq.right.lpf.freq", FREQUENCY, "eq.lpf.r", ONE),
    row(MASTER, "eq.left.graphic.{}", THIRD, "eq.peak.l.{}", HALF).each(GRAPHIC_BANDS),
    row(MASTER, "eq.right.graphic.{}", THIRD, "eq.peak.r.{}", HALF).each(GRAPHIC_BANDS),
    row(MASTER, "eq.linked", Law::Toggle, "eq.linked", ONE),

    row(OUTPUTS_TOO, "eq.preset", PRESET, "eq.prname", EMPTY),
    row(OUTPUTS_TOO, "eq.preset_changed", Law::Toggle, "eq.prmod", ZERO),
];
