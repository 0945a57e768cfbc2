//! A VU2 frame: a header of counts, then seven blocks of strips, in an order
//! of their own that is not the channel order.

use super::{MeterError, bytes};
use crate::keys::{MeterBlock, WireIndex};

/// Bytes before the first block.
const HEADER: usize = 8;

/// One block of a frame: whose it is, which header byte counts it and how
/// many bytes each strip takes.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Whose strips.
    pub block: MeterBlock,
    /// Place of its count in the header.
    pub header: usize,
    /// Bytes per strip.
    pub width: usize,
}

/// The blocks in the order of a frame.
pub const BLOCKS: [Block; 7] = [
    block(MeterBlock::Inputs, 0, 6),
    block(MeterBlock::Players, 1, 6),
    block(MeterBlock::Subgroups, 2, 7),
    block(MeterBlock::Fx, 3, 7),
    block(MeterBlock::Auxes, 4, 5),
    block(MeterBlock::Master, 5, 5),
    block(MeterBlock::Lines, 6, 6),
];

const fn block(block: MeterBlock, header: usize, width: usize) -> Block {
    Block { block, header, width }
}

/// A meter frame whose length agrees with its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vu2 {
    bytes: Vec<u8>,
}

impl Vu2 {
    /// Reads the text behind `VU2^`.
    ///
    /// # Errors
    /// [`MeterError`] for text that is not base64 and for a length that is
    /// not what the header says.
    pub fn decode(text: &str) -> Result<Self, MeterError> {
        let bytes = bytes(text)?;
        let Some(header) = bytes.get(..HEADER) else {
            return Err(MeterError::Header(bytes.len()));
        };
        let strips = BLOCKS.map(|block| usize::from(header[block.header]) * block.width);
        let expected = HEADER + strips.iter().sum::<usize>();
        if bytes.len() != expected {
            return Err(MeterError::Length { expected, found: bytes.len() });
        }
        Ok(Self { bytes })
    }

    /// How many strips a block has.
    #[must_use]
    pub fn count(&self, block: MeterBlock) -> u16 {
        BLOCKS
            .iter()
            .find(|one| one.block == block)
            .and_then(|one| self.bytes.get(one.header))
            .map_or(0, |&count| u16::from(count))
    }

    /// The bytes of one strip, or of one side of the master.
    #[must_use]
    pub fn strip(&self, block: MeterBlock, index: WireIndex) -> Option<&[u8]> {
        let mut start = HEADER;
        for one in BLOCKS {
            let count = usize::from(*self.bytes.get(one.header)?);
            if one.block == block {
                let index = usize::from(index.get());
                let from = start + index * one.width;
                return (index < count).then(|| self.bytes.get(from..from + one.width))?;
            }
            start += count * one.width;
        }
        None
    }
}
