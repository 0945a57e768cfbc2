//! The mapping between typed paths (`input.1.aux.3.level`) and wire keys
//! (`i.0.aux.2.value`), both ways, driven by one table, see [`rules`].
//!
//! People count from 1, the wire from 0: the step between the two is taken in
//! [`WireIndex`] and nowhere else.

mod channel;
mod kinds;
mod place;
mod rule;
mod split;
mod table;
mod unmapped;

pub use channel::Channel;
pub use kinds::{KINDS, KindRow, MeterBlock};
pub use place::Place;
pub use rule::{BUSES_MAX, Extent, Factory, Rule, Scale, Wire};
pub use split::Split;
pub use table::rules;
pub(crate) use unmapped::is_secret;
pub use unmapped::{Reason, unmapped};

/// A number as the wire counts, from 0. A type of its own so that it cannot
/// be mixed up with the numbers in paths, which count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WireIndex(u16);

impl WireIndex {
    /// The index of a number as people count; `None` for 0, which is none.
    #[must_use]
    pub fn of_number(number: u16) -> Option<Self> {
        number.checked_sub(1).map(Self)
    }

    /// The number as people count, from 1.
    #[must_use]
    pub fn number(self) -> u16 {
        // `parse` and `of_number` keep the index below the largest number.
        self.0.saturating_add(1)
    }

    /// The index as it stands on the wire.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0
    }

    /// The next index.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::of_number(self.number().checked_add(1)?)
    }

    /// The index before; `None` before the first.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    /// Reads a key's segment: digits only, without sign or leading zero.
    #[must_use]
    pub fn parse(segment: &str) -> Option<Self> {
        plain_number(segment).filter(|&index| index < u16::MAX).map(Self)
    }
}

/// A number as keys and paths write it: digits only, no sign, no leading zero.
fn plain_number(segment: &str) -> Option<u16> {
    let digits = segment.bytes().all(|byte| byte.is_ascii_digit());
    let padded = segment.len() > 1 && segment.starts_with('0');
    if digits && !padded { segment.parse().ok() } else { None }
}

#[cfg(test)]
mod tests;
