//! What binds strips together: mute groups, view groups, the automixer, and
//! what recalls leave alone.

use desk::{Law, Shape, Unit, leaf};

use super::super::kinds::sets::*;
use super::super::rule::*;
use crate::line::NAME_MAX;

const NAME: Law = text(NAME_MAX as u16);
/// Mute groups: bits 0 to 5 of the mask.
const MUTE_GROUPS: u8 = 6;
/// Bit of the desk's mask that mutes every FX return.
const MUTE_FX_BIT: u8 = 22;
/// Bit of the desk's mask that mutes everything.
const MUTE_ALL_BIT: u8 = 23;
/// A JSON list of channel indices; 64 of them have fewer characters.
const MEMBERS: Law = text(320);
const NOBODY: Factory = Factory::Text("[]");
/// A comma list of words; the longest has 110 characters.
const WORDS: Law = text(256);
const AUTOMIX_TIME: Law =
    Law::Curve { shape: Shape::Power, low: 20.0, high: 4_000.0, unit: Unit::Milliseconds };

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    bits(DESK, leaf::GROUP_ACTIVE, "mgmask", 0, MUTE_GROUPS).lean(),
    row(DESK, leaf::GROUP_NAME, NAME, "mg.{}.name", EMPTY).lean(),
    bits(DESK, leaf::MUTE_FX, "mgmask", MUTE_FX_BIT, 1).lean(),
    bits(DESK, leaf::MUTE_ALL, "mgmask", MUTE_ALL_BIT, 1).lean(),
    row(DESK, "view_group.{}.members", MEMBERS, "vg.{}", NOBODY),
    row(DESK, "view_group.{}.name", NAME, "vg.{}.name", EMPTY),
    // Firmware 1 keeps them elsewhere, and without names.
    row(DESK, "view_group.{}.members_v1", MEMBERS, "var.vg.{}", NOBODY),
    row(DESK, "automix.a.on", Law::Toggle, "automix.a.on", ZERO),
    row(DESK, "automix.b.on", Law::Toggle, "automix.b.on", ZERO),
    row(DESK, "automix.time", AUTOMIX_TIME, "automix.time", Factory::Number(0.201_558_088_1)),
    row(DESK, "isolation.channels", WORDS, "iso.ch", EMPTY),
    row(DESK, "isolation.buses", WORDS, "iso.bus", EMPTY),
    row(DESK, "isolation.matrix", WORDS, "iso.mtx", EMPTY),
    row(DESK, "isolation.master", WORDS, "iso.m", EMPTY),
    row(DESK, "isolation.fx", WORDS, "iso.fx", EMPTY),
    row(DESK, "isolation.groups", WORDS, "iso.gr", EMPTY),
];
