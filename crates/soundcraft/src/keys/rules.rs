//! The table: which leaf of which kind of strip is which wire key. A new leaf
//! is one row here and nothing elsewhere.
//!
//! **Source:** Soundcraft Ui protocol reference, parameter tree, mute bits
//! and colours.

use desk::{Law, MeterTap, kind, leaf};

use crate::line::NAME_MAX;

/// A kind of strip and how the wire calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindRow {
    /// Name in paths.
    pub kind: &'static str,
    /// First segment of its keys; empty for what belongs to the desk.
    pub prefix: &'static str,
    /// Whether the prefix is followed by an index.
    pub numbered: bool,
    /// Its meters, in the order a surface lists them.
    pub meters: &'static [MeterTap],
    /// Where a meter frame holds them.
    pub block: Option<MeterBlock>,
}

/// The blocks of a meter frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeterBlock {
    /// Input channels.
    Inputs,
    /// Media player channels.
    Players,
    /// Subgroups.
    Subgroups,
    /// FX returns.
    Fx,
    /// Aux outputs.
    Auxes,
    /// The two sides of the master.
    Master,
    /// Line inputs.
    Lines,
}

const MONO: &[MeterTap] = &[MeterTap::Pre, MeterTap::Post, MeterTap::GainReduction];
const STEREO: &[MeterTap] = &[MeterTap::PostLeft, MeterTap::PostRight, MeterTap::GainReduction];

/// All kinds, in the order a surface lists them: that of the desk's own
/// channel index, then the master and the desk itself.
pub const KINDS: &[KindRow] = &[
    strip(kind::INPUT, "i", MONO, Some(MeterBlock::Inputs)),
    strip(kind::LINE, "l", MONO, Some(MeterBlock::Lines)),
    strip(kind::PLAYER, "p", MONO, Some(MeterBlock::Players)),
    strip(kind::FX, "f", STEREO, Some(MeterBlock::Fx)),
    strip(kind::SUBGROUP, "s", STEREO, Some(MeterBlock::Subgroups)),
    strip(kind::AUX, "a", MONO, Some(MeterBlock::Auxes)),
    strip(kind::VCA, "v", &[], None),
    KindRow {
        kind: kind::MASTER,
        prefix: "m",
        numbered: false,
        meters: STEREO,
        block: Some(MeterBlock::Master),
    },
    KindRow { kind: kind::DESK, prefix: "", numbered: false, meters: &[], block: None },
];

const fn strip(
    kind: &'static str,
    prefix: &'static str,
    meters: &'static [MeterTap],
    block: Option<MeterBlock>,
) -> KindRow {
    KindRow { kind, prefix, numbered: true, meters, block }
}

impl KindRow {
    /// The row of a kind by its name in paths.
    #[must_use]
    pub fn of_kind(kind: &str) -> Option<&'static Self> {
        KINDS.iter().find(|row| row.kind == kind)
    }
}

/// Where a value stands on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// A key of its own below the strip; `{}` stands for the bus index.
    Key(&'static str),
    /// Bits of one numeric key below the strip.
    Bits {
        /// The key.
        key: &'static str,
        /// The bit of group 1, or the only one.
        first: u8,
        /// How many bits in a row; 1 for a leaf without a group number.
        count: u8,
    },
}

impl Wire {
    /// The key below the strip, with `{}` for a bus index.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Key(key) | Self::Bits { key, .. } => key,
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// The kinds of strips that can have it.
    pub kinds: &'static [&'static str],
    /// Path below the strip, with `{}` for a bus or group number.
    pub leaf: &'static str,
    /// How its value reads.
    pub law: Law,
    /// Where it stands on the wire.
    pub wire: Wire,
}

impl Rule {
    /// Whether strips of this kind can have it.
    #[must_use]
    pub fn covers(&self, kind: &str) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether it repeats per bus or group.
    #[must_use]
    pub fn repeats(&self) -> bool {
        self.leaf.contains("{}")
    }
}

/// Lowers the master by an amount the desk does not tell.
const DIM: &str = "dim";

/// Mute groups: bits 0 to 5 of the masks.
const GROUPS: u8 = 6;
/// Bit of the desk's mask that mutes every FX return.
const MUTE_FX_BIT: u8 = 22;
/// Bit of the desk's mask that mutes everything.
const MUTE_ALL_BIT: u8 = 23;
/// No colour and the eleven of the desk's palette.
const COLORS: u16 = 12;

const NAME: Law = Law::Text { max: NAME_MAX as u16 };

const INPUTS: &[&str] = &[kind::INPUT];
const MASTER: &[&str] = &[kind::MASTER];
const DESK: &[&str] = &[kind::DESK];
/// Strips that can be muted.
const STRIPS: &[&str] =
    &[kind::INPUT, kind::LINE, kind::PLAYER, kind::FX, kind::SUBGROUP, kind::AUX, kind::VCA];
/// Everything with a fader.
const FADERS: &[&str] = &[
    kind::INPUT,
    kind::LINE,
    kind::PLAYER,
    kind::FX,
    kind::SUBGROUP,
    kind::AUX,
    kind::VCA,
    kind::MASTER,
];
/// Everything that has a place between left and right.
const PANNED: &[&str] =
    &[kind::INPUT, kind::LINE, kind::PLAYER, kind::FX, kind::SUBGROUP, kind::AUX, kind::MASTER];
/// Strips that send to the auxes.
const TO_AUX: &[&str] = &[kind::INPUT, kind::LINE, kind::PLAYER, kind::FX];
/// Strips that send to the FX.
const TO_FX: &[&str] = &[kind::INPUT, kind::LINE, kind::PLAYER, kind::SUBGROUP];

/// All mapped leaves, in the order a surface lists them.
#[rustfmt::skip]
pub const TABLE: &[Rule] = &[
    row(FADERS, leaf::LEVEL, Law::Fader, Wire::Key("mix")),
    row(STRIPS, leaf::MUTE, Law::Toggle, Wire::Key("mute")),
    row(STRIPS, leaf::SOLO, Law::Toggle, Wire::Key("solo")),
    row(PANNED, leaf::PAN, Law::Pan, Wire::Key("pan")),
    row(FADERS, leaf::NAME, NAME, Wire::Key("name")),
    row(INPUTS, leaf::COLOR, Law::Choice { count: COLORS }, Wire::Key("color")),
    row(MASTER, DIM, Law::Toggle, Wire::Key("dim")),
    row(STRIPS, leaf::FORCE_UNMUTE, Law::Toggle, Wire::Key("forceunmute")),
    row(STRIPS, leaf::MUTE_GROUP, Law::Toggle, bits("mgmask", 0, GROUPS)),
    row(TO_AUX, leaf::AUX_LEVEL, Law::Fader, Wire::Key("aux.{}.value")),
    row(TO_AUX, leaf::AUX_MUTE, Law::Toggle, Wire::Key("aux.{}.mute")),
    row(TO_AUX, leaf::AUX_PAN, Law::Pan, Wire::Key("aux.{}.pan")),
    row(TO_AUX, leaf::AUX_POST, Law::Toggle, Wire::Key("aux.{}.post")),
    row(TO_FX, leaf::FX_LEVEL, Law::Fader, Wire::Key("fx.{}.value")),
    row(TO_FX, leaf::FX_MUTE, Law::Toggle, Wire::Key("fx.{}.mute")),
    row(TO_FX, leaf::FX_POST, Law::Toggle, Wire::Key("fx.{}.post")),
    row(DESK, leaf::GROUP_ACTIVE, Law::Toggle, bits("mgmask", 0, GROUPS)),
    row(DESK, leaf::GROUP_NAME, NAME, Wire::Key("mg.{}.name")),
    row(DESK, leaf::MUTE_FX, Law::Toggle, bits("mgmask", MUTE_FX_BIT, 1)),
    row(DESK, leaf::MUTE_ALL, Law::Toggle, bits("mgmask", MUTE_ALL_BIT, 1)),
];

const fn row(kinds: &'static [&'static str], leaf: &'static str, law: Law, wire: Wire) -> Rule {
    Rule { kinds, leaf, law, wire }
}

const fn bits(key: &'static str, first: u8, count: u8) -> Wire {
    Wire::Bits { key, first, count }
}
