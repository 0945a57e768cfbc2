//! What nearly every strip has: fader, mute, pan, name, groups, links.

use desk::{Law, Unit, leaf};

use super::super::kinds::sets::*;
use super::super::rule::*;
use crate::line::NAME_MAX;

const UNITY: Factory = Factory::Number(0.764_705_882_4);
/// The sides of a pair that is linked from the factory.
const SIDES: Factory = Factory::Numbers(&[0.0, 1.0]);
const NAME: Law = text(NAME_MAX as u16);
/// No colour and the eleven of the desk's palette.
const COLORS: u16 = 12;
/// None, or one of the six that the largest desk has; smaller ones use less.
const GROUPS: Law = choice(7);
/// Mute groups: bits 0 to 5 of the masks.
const MUTE_GROUPS: u8 = 6;
/// Mono, left or right.
const SIDE: Law = choice(3);

/// Delay of an input or line in seconds, at its most.
const IN_DELAY: f64 = 0.25;
/// Delay of an output in seconds, at its most.
const OUT_DELAY: f64 = 0.5;
const IN_DELAY_LAW: Law = linear(0.0, 250.0, Unit::Milliseconds);
const OUT_DELAY_LAW: Law = linear(0.0, 500.0, Unit::Milliseconds);

const MIXED: &[&str] =
    &[desk::kind::FX, desk::kind::SUBGROUP, desk::kind::AUX, desk::kind::VCA, desk::kind::MASTER];
const CENTRED: &[&str] =
    &[desk::kind::INPUT, desk::kind::FX, desk::kind::SUBGROUP, desk::kind::AUX, desk::kind::MASTER];
const IN_VCA: &[&str] =
    &[desk::kind::INPUT, desk::kind::LINE, desk::kind::PLAYER, desk::kind::FX, desk::kind::AUX];
const LINKABLE: &[&str] = &[desk::kind::INPUT, desk::kind::AUX];
const INVERTIBLE: &[&str] = &[desk::kind::INPUT, desk::kind::LINE, desk::kind::AUX];
const EXCLUDABLE: &[&str] = &[desk::kind::INPUT, desk::kind::SUBGROUP];

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    row(SOURCES, leaf::LEVEL, Law::Fader, "mix", ZERO).lean(),
    row(MIXED, leaf::LEVEL, Law::Fader, "mix", UNITY).lean(),
    row(STRIPS, leaf::MUTE, Law::Toggle, "mute", ZERO).lean(),
    row(STRIPS, leaf::SOLO, Law::Toggle, "solo", ZERO).lean(),
    row(CENTRED, leaf::PAN, Law::Pan, "pan", HALF).lean(),
    row(PAIRS, leaf::PAN, Law::Pan, "pan", SIDES).lean(),
    row(STRIPS, leaf::NAME, NAME, "name", EMPTY).lean(),
    row(MASTER, leaf::NAME, NAME, "name", Factory::Text("MASTER")).lean(),
    row(INPUT, leaf::COLOR, choice(COLORS), "color", ZERO).lean(),
    // Lowers the master by an amount the desk does not tell.
    row(MASTER, "dim", Law::Toggle, "dim", ZERO).lean(),
    row(STRIPS, leaf::FORCE_UNMUTE, Law::Toggle, "forceunmute", ZERO).lean(),
    bits(STRIPS, leaf::MUTE_GROUP, "mgmask", 0, MUTE_GROUPS).lean(),

    // Choice 0 is none; on the wire that is -1.
    row(TO_AUX, "subgroup", GROUPS, "subgroup", NONE).from(-1),
    row(IN_VCA, "vca", GROUPS, "vca", NONE).from(-1),
    row(LINKABLE, "stereo", SIDE, "stereoIndex", NONE).from(-1),
    row(PAIRS, "stereo", SIDE, "stereoIndex", SIDES).from(-1),
    // Left alone by the recall of shows and snapshots.
    row(OUTPUTS_TOO, "safe", Law::Toggle, "safe", ZERO),
    row(INVERTIBLE, "invert", Law::Toggle, "invert", ZERO),
    row(MASTER, "left.invert", Law::Toggle, "l.invert", ZERO),
    row(MASTER, "right.invert", Law::Toggle, "r.invert", ZERO),
    row(SOCKETS, "delay", IN_DELAY_LAW, "delay", ZERO).upto(IN_DELAY),
    row(AUX, "delay", OUT_DELAY_LAW, "delay", ZERO).upto(OUT_DELAY),
    row(MASTER, "left.delay", OUT_DELAY_LAW, "delayL", ZERO).upto(OUT_DELAY),
    row(MASTER, "right.delay", OUT_DELAY_LAW, "delayR", ZERO).upto(OUT_DELAY),
    // Does not feed the main mix; on inputs that is a guess.
    row(EXCLUDABLE, "exclude", Law::Toggle, "exclude", ZERO),
    // Ducked by the subgroup of that number; 0 by none.
    row(SUBGROUP, "ducker", GROUPS, "ducker", ZERO),
    row(AUX, "follow_master", Law::Toggle, "link2master", ZERO),
    row(AUX, "is_matrix", Law::Toggle, "matrix", ZERO),
];
