//! Sends of a strip to the auxes, the FX and the matrix outputs.

use desk::{Law, leaf};

use super::super::kinds::sets::*;
use super::super::rule::*;

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    row(TO_AUX, leaf::AUX_LEVEL, Law::Fader, "aux.{}.value", ZERO).lean(),
    row(TO_AUX, leaf::AUX_MUTE, Law::Toggle, "aux.{}.mute", ZERO).lean(),
    row(TO_AUX, leaf::AUX_PAN, Law::Pan, "aux.{}.pan", HALF).lean(),
    row(TO_AUX, leaf::AUX_POST, Law::Toggle, "aux.{}.post", ZERO).lean(),
    // A send before the fader: before (off) or after (on) the processing.
    row(TO_AUX, "aux.{}.processed", Law::Toggle, "aux.{}.postproc", ONE),
    row(TO_FX, leaf::FX_LEVEL, Law::Fader, "fx.{}.value", ZERO).lean(),
    row(TO_FX, leaf::FX_MUTE, Law::Toggle, "fx.{}.mute", ZERO).lean(),
    row(TO_FX, leaf::FX_POST, Law::Toggle, "fx.{}.post", ONE).lean(),
    row(TO_MATRIX, "matrix.{}.level", Law::Fader, "mtx.{}.value", ZERO),
    row(TO_MATRIX, "matrix.{}.mute", Law::Toggle, "mtx.{}.mute", ZERO),
    row(TO_MATRIX, "matrix.{}.pan", Law::Pan, "mtx.{}.pan", HALF),
    row(TO_MATRIX, "matrix.{}.processed", Law::Toggle, "mtx.{}.postproc", ONE),
];
