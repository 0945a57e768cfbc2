//! The kinds of strips: how paths call them, how the wire does, and where a
//! meter frame holds their levels. What parameters they have is the table's.
//!
//! **Source:** Soundcraft Ui protocol reference, models and meter messages.

use desk::{MeterTap, kind};

/// A kind of strip and how the wire calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindRow {
    /// Name in paths.
    pub kind: &'static str,
    /// First segment of its keys; empty for what belongs to the desk.
    pub prefix: &'static str,
    /// Whether the prefix is followed by an index.
    pub numbered: bool,
    /// Most strips of it that are counted: well above what is built, and low
    /// enough that no desk outgrows the index. Two cascaded desks have 48
    /// inputs.
    pub most: u16,
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
    strip(kind::INPUT, "i", 64, MONO, Some(MeterBlock::Inputs)),
    strip(kind::LINE, "l", 8, MONO, Some(MeterBlock::Lines)),
    strip(kind::PLAYER, "p", 8, MONO, Some(MeterBlock::Players)),
    strip(kind::FX, "f", 16, STEREO, Some(MeterBlock::Fx)),
    strip(kind::SUBGROUP, "s", 24, STEREO, Some(MeterBlock::Subgroups)),
    strip(kind::AUX, "a", 24, MONO, Some(MeterBlock::Auxes)),
    strip(kind::VCA, "v", 24, &[], None),
    KindRow {
        kind: kind::MASTER,
        prefix: "m",
        numbered: false,
        most: 1,
        meters: STEREO,
        block: Some(MeterBlock::Master),
    },
    KindRow { kind: kind::DESK, prefix: "", numbered: false, most: 1, meters: &[], block: None },
];

const fn strip(
    kind: &'static str,
    prefix: &'static str,
    most: u16,
    meters: &'static [MeterTap],
    block: Option<MeterBlock>,
) -> KindRow {
    KindRow { kind, prefix, numbered: true, most, meters, block }
}

impl KindRow {
    /// The row of a kind by its name in paths.
    #[must_use]
    pub fn of_kind(kind: &str) -> Option<&'static Self> {
        KINDS.iter().find(|row| row.kind == kind)
    }

    /// The row of a kind of strip by its prefix on the wire; the desk itself
    /// has none.
    #[must_use]
    pub fn of_prefix(prefix: &str) -> Option<&'static Self> {
        KINDS.iter().find(|row| !row.prefix.is_empty() && row.prefix == prefix)
    }
}

/// Sets of kinds that share parameters.
pub(super) mod sets {
    use desk::kind;

    pub const INPUT: &[&str] = &[kind::INPUT];
    pub const LINE: &[&str] = &[kind::LINE];
    pub const PLAYER: &[&str] = &[kind::PLAYER];
    pub const FX: &[&str] = &[kind::FX];
    pub const SUBGROUP: &[&str] = &[kind::SUBGROUP];
    pub const AUX: &[&str] = &[kind::AUX];
    pub const MASTER: &[&str] = &[kind::MASTER];
    pub const DESK: &[&str] = &[kind::DESK];
    /// What comes in by a socket of its own.
    pub const SOCKETS: &[&str] = &[kind::INPUT, kind::LINE];
    /// What starts with a closed fader.
    pub const SOURCES: &[&str] = &[kind::INPUT, kind::LINE, kind::PLAYER];
    /// What comes as a pair that is hard left and right.
    pub const PAIRS: &[&str] = &[kind::LINE, kind::PLAYER];
    /// Strips that send to the auxes.
    pub const TO_AUX: &[&str] = &[kind::INPUT, kind::LINE, kind::PLAYER, kind::FX];
    /// Strips that send to the FX.
    pub const TO_FX: &[&str] = &[kind::INPUT, kind::LINE, kind::PLAYER, kind::SUBGROUP];
    /// Strips that send to the matrix outputs.
    pub const TO_MATRIX: &[&str] = &[kind::SUBGROUP, kind::AUX, kind::MASTER];
    /// Strips with a parametric equaliser.
    pub const CHANNELS: &[&str] =
        &[kind::INPUT, kind::LINE, kind::PLAYER, kind::FX, kind::SUBGROUP];
    /// Strips with dynamics of one side.
    pub const PROCESSED: &[&str] =
        &[kind::INPUT, kind::LINE, kind::PLAYER, kind::FX, kind::SUBGROUP, kind::AUX];
    /// Strips that can be muted.
    pub const STRIPS: &[&str] =
        &[kind::INPUT, kind::LINE, kind::PLAYER, kind::FX, kind::SUBGROUP, kind::AUX, kind::VCA];
    /// Strips with signal processing, the master too.
    pub const OUTPUTS_TOO: &[&str] =
        &[kind::INPUT, kind::LINE, kind::PLAYER, kind::FX, kind::SUBGROUP, kind::AUX, kind::MASTER];
    /// Buses with a graphic equaliser.
    pub const GRAPHIC: &[&str] = &[kind::AUX, kind::MASTER];
}
