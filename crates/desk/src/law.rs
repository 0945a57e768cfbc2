//! Value laws: how a parameter's travelling value reads in the unit people use.

use crate::{FaderLevel, fader};

/// How a value travels and is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Sixteen bits: positions 0 to 1, toggles and choices.
    Short,
    /// A finite `f32`: numbers that are no position.
    Float,
    /// UTF-8 text.
    Text,
}

/// What a law's reading is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// A plain number.
    None,
    /// Decibels.
    Decibels,
    /// Hertz.
    Hertz,
    /// Milliseconds.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Percent.
    Percent,
}

/// How a parameter's value reads.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Law {
    /// Position 0 to 1 on the Ui fader law, see [`fader`].
    Fader,
    /// Position 0 (left) to 1 (right), 0.5 is the centre; balance likewise.
    Pan,
    /// Off or on: 0 or 1, never "toggle".
    Toggle,
    /// One of `count` choices, counted from 0; their meaning stands with the
    /// parameter.
    Choice {
        /// How many choices there are, at least 1.
        count: u16,
    },
    /// Position 0 to 1, evenly spread from `min` to `max`.
    Linear {
        /// Reading at position 0.
        min: f32,
        /// Reading at position 1.
        max: f32,
        /// Unit of the reading.
        unit: Unit,
    },
    /// Position 0 to 1, `low * (high / low)^position`.
    Exponential {
        /// Reading at position 0, above 0.
        low: f32,
        /// Reading at position 1, above `low`.
        high: f32,
        /// Unit of the reading.
        unit: Unit,
    },
    /// A plain number, kept as it is.
    Number {
        /// Unit of the number.
        unit: Unit,
    },
    /// Text of at most `max` characters.
    Text {
        /// Longest text, in characters.
        max: u16,
    },
}

impl Law {
    /// How values of this law travel.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        match self {
            Self::Number { .. } => Encoding::Float,
            Self::Text { .. } => Encoding::Text,
            _ => Encoding::Short,
        }
    }

    /// Whether a finger can sweep it: such moves are worthless when late and
    /// are merged to the newest, switches are not.
    #[must_use]
    pub fn is_continuous(&self) -> bool {
        matches!(
            self,
            Self::Fader
                | Self::Pan
                | Self::Linear { .. }
                | Self::Exponential { .. }
                | Self::Number { .. }
        )
    }

    /// The reading of a position in this law's unit; `None` for toggles,
    /// choices and text, which have no unit. A closed fader reads minus
    /// infinity; pan reads -100 to 100.
    #[must_use]
    pub fn reading(&self, position: FaderLevel) -> Option<f64> {
        let v = position.position();
        match *self {
            Self::Fader => Some(fader::decibels(position).db()),
            Self::Pan => Some(200.0 * v - 100.0),
            Self::Linear { min, max, .. } => {
                Some(f64::from(min) + (f64::from(max) - f64::from(min)) * v)
            }
            Self::Exponential { low, high, .. } => {
                let (low, high) = (f64::from(low), f64::from(high));
                Some(low * (high / low).powf(v))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_follow_the_reference_points() {
        let eq = Law::Exponential { low: 20.0, high: 22_050.0, unit: Unit::Hertz };
        let khz = eq.reading(FaderLevel::new(0.558_434_773_8).unwrap()).unwrap();
        assert!((khz - 1000.0).abs() < 0.01, "{khz}");
        let gain = Law::Linear { min: -20.0, max: 20.0, unit: Unit::Decibels };
        assert_eq!(gain.reading(FaderLevel::new(0.5).unwrap()), Some(0.0));
        assert_eq!(Law::Pan.reading(FaderLevel::OFF), Some(-100.0));
        assert_eq!(Law::Toggle.reading(FaderLevel::OFF), None);
    }
}
