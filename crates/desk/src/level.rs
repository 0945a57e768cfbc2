//! Levels that cannot hold nonsense: a fader position is 0 to 1, a level in
//! decibels is never NaN.

use std::cmp::Ordering;
use std::fmt;

/// Why a number is not a level.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LevelError {
    /// A fader position must lie between 0 and 1.
    #[error("fader position {0} is not between 0 and 1")]
    Position(f64),
    /// A level in decibels is a number or minus infinity.
    #[error("{0} is not a level in decibels")]
    Decibels(f64),
}

/// A fader's place on its throw: 0 is closed, 1 is the top.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct FaderLevel(f64);

impl FaderLevel {
    /// Closed.
    pub const OFF: Self = Self(0.0);
    /// The top of the throw.
    pub const TOP: Self = Self(1.0);

    /// Takes a position, range 0 to 1.
    ///
    /// # Errors
    /// [`LevelError::Position`] for anything outside, NaN included.
    pub fn new(position: f64) -> Result<Self, LevelError> {
        if (0.0..=1.0).contains(&position) {
            Ok(Self(position))
        } else {
            Err(LevelError::Position(position))
        }
    }

    /// The nearest position to any number; NaN becomes closed.
    #[must_use]
    pub fn clamped(position: f64) -> Self {
        if position.is_nan() { Self::OFF } else { Self(position.clamp(0.0, 1.0)) }
    }

    /// The position, 0 to 1.
    #[must_use]
    pub fn position(self) -> f64 {
        self.0
    }

    /// The position on 16 bits, as it travels: 65535 is the top.
    #[must_use]
    pub fn to_short(self) -> u16 {
        // In range by construction, so the cast cannot wrap.
        (self.0 * 65_535.0).round() as u16
    }

    /// The position that [`FaderLevel::to_short`] packed, within 1/131070.
    #[must_use]
    pub fn from_short(short: u16) -> Self {
        Self(f64::from(short) / 65_535.0)
    }
}

/// A level in decibels; minus infinity is silence.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Decibels(f64);

impl Decibels {
    /// Silence.
    pub const SILENCE: Self = Self(f64::NEG_INFINITY);
    /// Unity gain.
    pub const UNITY: Self = Self(0.0);

    /// Takes a level in decibels; minus infinity is silence.
    ///
    /// # Errors
    /// [`LevelError::Decibels`] for NaN and plus infinity.
    pub fn new(db: f64) -> Result<Self, LevelError> {
        match db.partial_cmp(&f64::INFINITY) {
            Some(Ordering::Less) => Ok(Self(db)),
            _ => Err(LevelError::Decibels(db)),
        }
    }

    /// The level in decibels, minus infinity for silence.
    #[must_use]
    pub fn db(self) -> f64 {
        self.0
    }

    /// Whether this is silence.
    #[must_use]
    pub fn is_silence(self) -> bool {
        self.0 == f64::NEG_INFINITY
    }
}

impl fmt::Display for Decibels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} dB", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_refused() {
        for bad in [-0.001, 1.001, f64::NAN, f64::INFINITY] {
            assert!(FaderLevel::new(bad).is_err(), "{bad}");
        }
        assert!(Decibels::new(f64::NAN).is_err());
        assert!(Decibels::new(f64::INFINITY).is_err());
        assert!(Decibels::new(f64::NEG_INFINITY).unwrap().is_silence());
        assert_eq!(FaderLevel::clamped(f64::NAN), FaderLevel::OFF);
    }

    #[test]
    fn sixteen_bits_hold_a_position() {
        for short in [0, 1, 32_768, 50_115, 65_535] {
            assert_eq!(FaderLevel::from_short(short).to_short(), short);
        }
    }
}
