//! From the blocks of a frame to the meters of a surface, in its order.

use desk::{MeterTap, Surface};

use super::{COUNTS_PER_DB, Vu2};
use crate::keys::{KindRow, MeterBlock, WireIndex};

/// Normalised reduction below this is the idle noise of the counter.
const GR_IDLE: f64 = 0.008;
/// Range of the normalised scale, in decibels.
const GR_RANGE_DB: f64 = 80.0;
/// The normalised scale per count.
const GR_STEP: f64 = 0.004_167_508_166_392_142;

/// Where each meter of a surface stands in a frame.
#[derive(Clone, Debug, Default)]
pub struct MeterMap {
    sources: Vec<Option<Source>>,
}

/// The byte of one meter.
#[derive(Clone, Copy, Debug)]
enum Source {
    Level(MeterBlock, WireIndex, usize),
    Reduction(MeterBlock, WireIndex, usize),
    /// The stronger of the two sides of the master.
    MasterReduction(WireIndex, WireIndex, usize),
}

impl MeterMap {
    /// The map for a surface.
    #[must_use]
    pub fn new(surface: &Surface) -> Self {
        let mut sources = Vec::with_capacity(surface.meter_count());
        for kind in &surface.kinds {
            let block = KindRow::of_kind(&kind.id).and_then(|row| row.block);
            for number in 1..=kind.count {
                for &tap in &kind.meters {
                    sources.push(block.and_then(|block| source(block, number, tap)));
                }
            }
        }
        Self { sources }
    }

    /// The meters of a frame in the surface's order. A level byte is kept as
    /// it is, see [`level`](super::level); a gain reduction byte is three
    /// times the reduction in decibels, 0 for none. Strips that the frame
    /// lacks read 0.
    #[must_use]
    pub fn read(&self, frame: &Vu2) -> Vec<u8> {
        let byte = |block, index, offset: usize| {
            frame.strip(block, index).and_then(|strip| strip.get(offset).copied())
        };
        let read = |source: &Source| match *source {
            Source::Level(block, index, offset) => byte(block, index, offset),
            Source::Reduction(block, index, offset) => byte(block, index, offset).map(reduction),
            Source::MasterReduction(left, right, offset) => {
                let side = |index| byte(MeterBlock::Master, index, offset).map(reduction);
                side(left).max(side(right))
            }
        };
        let meters = self.sources.iter();
        meters.map(|source| source.as_ref().and_then(read).unwrap_or(0)).collect()
    }
}

/// Where a tap of a strip stands.
fn source(block: MeterBlock, number: u16, tap: MeterTap) -> Option<Source> {
    let index = WireIndex::of_number(number)?;
    let level = |offset| Some(Source::Level(block, index, offset));
    let reduction = |offset| Some(Source::Reduction(block, index, offset));
    match block {
        MeterBlock::Inputs | MeterBlock::Players | MeterBlock::Lines => match tap {
            MeterTap::Pre => level(1),
            MeterTap::Post => level(2),
            MeterTap::GainReduction => reduction(5),
            _ => None,
        },
        MeterBlock::Subgroups | MeterBlock::Fx => match tap {
            MeterTap::PostLeft => level(2),
            MeterTap::PostRight => level(3),
            MeterTap::GainReduction => reduction(6),
            _ => None,
        },
        MeterBlock::Auxes => match tap {
            MeterTap::Pre => level(0),
            MeterTap::Post => level(1),
            MeterTap::GainReduction => reduction(4),
            _ => None,
        },
        MeterBlock::Master => {
            let (left, right) = (WireIndex::of_number(1)?, WireIndex::of_number(2)?);
            match tap {
                MeterTap::PostLeft => Some(Source::Level(block, left, 1)),
                MeterTap::PostRight => Some(Source::Level(block, right, 1)),
                MeterTap::GainReduction => Some(Source::MasterReduction(left, right, 4)),
                _ => None,
            }
        }
    }
}

/// Three times the gain reduction in decibels, of a byte that also carries
/// the gate in its highest bit. Idle reads 0.
pub(super) fn reduction(byte: u8) -> u8 {
    let low = (byte & 0x7F) << 1;
    let counts = low | (low >> 7);
    let reduced = 1.0 - GR_STEP * f64::from(counts);
    if reduced < GR_IDLE {
        return 0;
    }
    // At most 240, so the cast cannot wrap.
    (GR_RANGE_DB * COUNTS_PER_DB * reduced).round() as u8
}
