//! The FX processors. What a parameter of theirs means depends on the type,
//! see [`desk::fx`]; here they are positions.

use desk::{Law, Unit};

use super::super::kinds::sets::*;
use super::super::rule::*;
use super::eq::PRESET;

const PARAMETERS: u16 = 6;
const POSITION: Law = linear(0.0, 1.0, Unit::None);
const TEMPO: Law = Law::Number { unit: Unit::BeatsPerMinute };

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    // None (while the desk reloads), reverb, delay, chorus or room.
    row(FX, "type", choice(5), "fxtype", Factory::Numbers(&[0.0, 0.0, 1.0, 3.0])).from(-1),
    // Those of a reverb; those of a loaded type are in `desk::fx`.
    row(FX, "param.{}", POSITION, "par#", Factory::Numbers(&[0.5, 0.4, 0.5, 1.0, 0.0, 0.0]))
        .each(PARAMETERS),
    row(FX, "bpm", TEMPO, "bpm", Factory::Number(120.0)),
    row(FX, "bypass", Law::Toggle, "bypass", ZERO),
    row(FX, "preset", PRESET, "prname", EMPTY),
    row(FX, "preset_changed", Law::Toggle, "prmod", ZERO),
    // No client has a control for these two.
    row(FX, "send_level", Law::Fader, "smix", Factory::Number(0.764_705_882_4)),
    row(FX, "send_pan", Law::Pan, "span", HALF),
];
