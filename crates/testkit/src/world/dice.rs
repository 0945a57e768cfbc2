//! Chance from a seed: the same seed gives the same world.

use std::hash::Hasher;

/// SplitMix64, small and good enough to throw dice with.
///
/// **Source:** Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall as the seed says.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn any(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` up to, but not including, `high`; `low` when there
    /// is none.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.any().checked_rem(high.saturating_sub(low)).unwrap_or(0)
    }

    /// True once in so many throws.
    pub fn one_in(&mut self, throws: u64) -> bool {
        self.between(0, throws) == 0
    }
}

/// A running hash of everything that happened, to compare two runs. Fast
/// before all, since every byte goes through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trace(u64);

impl Trace {
    /// The trace of a world in which nothing happened yet.
    ///
    /// **Source:** the offset basis of 64-bit FNV-1a.
    pub(super) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds bytes and how many they are.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.write(bytes);
        self.write_u64(bytes.len() as u64);
    }

    pub(super) fn number(self) -> u64 {
        self.0
    }
}

/// Eight bytes at a time by the step of FNV-1a, with a turn that brings the
/// upper bits down.
impl Hasher for Trace {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.write_u64(u64::from_le_bytes(*word)));
        rest.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
