//! What comes before the equaliser: preamps, where a strip gets its signal,
//! the automixer's weights, and the guitar amplifier model.

use desk::{Law, Shape, Unit};

use super::super::kinds::sets::*;
use super::super::rule::*;

/// The preamp of a Ui12 or Ui16 strip. A Ui24R has the key too, without
/// effect: its preamps are the desk's, behind the patch.
const STRIP_GAIN: Law = decibels(-40.0, 50.0);
/// 48 gains: steps of 2 dB up to +24, of 1 dB from +26 on.
const PREAMP_GAIN: Law =
    Law::Curve { shape: Shape::Stepped, low: -6.0, high: 57.0, unit: Unit::Decibels };
const PREAMP_UNITY: Factory = Factory::Number(0.095_238_095_24);
/// The name of a socket, a bus or a stick's track: `hw.19`, `none`.
pub(super) const SOURCE: Law = text(16);
const INPUT_SOCKETS: Factory = Factory::Names(&[("hw.", 0, 20)], "none");
const LINE_SOCKETS: Factory = Factory::Names(&[("li.", 0, 2)], "none");
const INPUT_TRACKS: Factory = Factory::Names(&[("ua.", 0, 20)], "none");
const LINE_TRACKS: Factory = Factory::Names(&[("ua.", 20, 2)], "none");
const LABEL: Law = text(64);
/// Known amplifiers have ids from 0 to 53, with gaps.
const AMPS: Law = choice(54);
/// Known cabinets have ids from 0 to 22.
const CABINETS: Law = choice(23);
const TONE: Law = linear(-100.0, 100.0, Unit::None);

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    row(INPUT, "gain", STRIP_GAIN, "gain", ZERO),
    row(LINE, "gain", STRIP_GAIN, "gain", Factory::Number(0.4)),
    row(SOCKETS, "phantom", Law::Toggle, "phantom", ZERO),
    // Not on every strip: inputs 1 and 2, and 21 and 22 of a Ui24R.
    row(INPUT, "hi_z", Law::Toggle, "hiz", ZERO),
    // Nobody knows what for.
    row(INPUT, "disable_gain", NUMBER, "disablegain", ZERO),
    row(INPUT, "source", SOURCE, "src", INPUT_SOCKETS),
    row(LINE, "source", SOURCE, "src", LINE_SOCKETS),
    row(INPUT, "soundcheck_source", SOURCE, "scsrc", INPUT_TRACKS),
    row(LINE, "soundcheck_source", SOURCE, "scsrc", LINE_TRACKS),
    row(SOCKETS, "record", Law::Toggle, "mtkrec", ZERO),
    row(INPUT, "automix.weight", decibels(-12.0, 12.0), "amix", HALF),
    // None, A or B.
    row(INPUT, "automix.group", choice(3), "amixgroup", NONE).from(-1),
    row(SOCKETS, "accessory.command", LABEL, "iosyscmd", EMPTY).settings(),
    row(SOCKETS, "accessory.name", LABEL, "iosysname", EMPTY),
    row(SOCKETS, "instrument", LABEL, "instrument", EMPTY),

    // Only on the strips that have hi-Z.
    row(INPUT, "digitech.enabled", Law::Toggle, "digitech.enabled", ZERO),
    row(INPUT, "digitech.amp", AMPS, "digitech.amp", ZERO),
    row(INPUT, "digitech.cabinet", CABINETS, "digitech.cab", ZERO),
    row(INPUT, "digitech.gain", PERCENT, "digitech.gain", Factory::Number(0.75)),
    row(INPUT, "digitech.bass", TONE, "digitech.bass", HALF),
    row(INPUT, "digitech.mid", TONE, "digitech.mid", HALF),
    row(INPUT, "digitech.treble", TONE, "digitech.treble", HALF),
    row(INPUT, "digitech.level", PERCENT, "digitech.level", HALF),

    // A strip owns the preamp that its source names.
    row(DESK, "preamp.{}.gain", PREAMP_GAIN, "hw.{}.gain", PREAMP_UNITY).each(64),
    row(DESK, "preamp.{}.phantom", Law::Toggle, "hw.{}.phantom", ZERO).each(64),
    // Only the first two have the hardware.
    row(DESK, "preamp.{}.hi_z", Law::Toggle, "hw.{}.hiz", ZERO).each(64),
    row(DESK, "preamp.{}.disable_gain", NUMBER, "hw.{}.disablegain", ZERO).each(64),
];
