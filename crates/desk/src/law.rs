//! Value laws: how a parameter's travelling value reads in the unit people use.

use crate::{Decibels, FaderLevel, fader};

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
    /// So many to one.
    Ratio,
    /// Hundredths of a semitone.
    Cents,
    /// Beats per minute.
    BeatsPerMinute,
}

/// How a [`Law::Curve`] runs from its low end to its high one.
///
/// **Source:** Soundcraft Ui protocol reference, value laws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shape {
    /// `low * (high / low)^(1 - (1 - position)^2)`: exponential, rising
    /// faster at the low end.
    Eased,
    /// `low + (high - low) * position^3.0517`.
    Power,
    /// `high / position`, infinite at position 0; `low` is not used.
    Inverse,
    /// 64 equal cells, one unit apart from `low` on: in the lower half two
    /// neighbours read as the lower one of them.
    Stepped,
}

/// Exponent of [`Shape::Power`].
const POWER: f64 = 3.0517;
/// Cells of [`Shape::Stepped`].
const CELLS: f64 = 64.0;
/// The first cell of [`Shape::Stepped`] that stands for itself.
const SINGLE: f64 = 32.0;

impl Shape {
    fn reading(self, v: f64, low: f64, high: f64) -> f64 {
        match self {
            Self::Eased => low * (high / low).powf(1.0 - (1.0 - v) * (1.0 - v)),
            Self::Power => low + (high - low) * v.powf(POWER),
            Self::Inverse => high / v,
            Self::Stepped => {
                let cell = (CELLS * v).trunc().min(CELLS - 1.0);
                low + if cell < SINGLE { 2.0 * (cell / 2.0).trunc() } else { cell }
            }
        }
    }

    fn position(self, reading: f64, low: f64, high: f64) -> f64 {
        match self {
            Self::Eased => {
                let share = (reading.max(low).min(high) / low).ln() / (high / low).ln();
                1.0 - (1.0 - share).sqrt()
            }
            Self::Power => ((reading - low) / (high - low)).max(0.0).powf(POWER.recip()),
            Self::Inverse => high / reading,
            // Spread over one cell less, so that no reading falls on the
            // border between two.
            Self::Stepped => (reading - low) / (CELLS - 1.0),
        }
    }
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
    /// Position 0 to 1 along a curve from `low` to `high`.
    Curve {
        /// How it runs.
        shape: Shape,
        /// Reading at position 0.
        low: f32,
        /// Reading at position 1.
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
                | Self::Curve { .. }
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
            Self::Curve { shape, low, high, .. } => {
                Some(shape.reading(v, f64::from(low), f64::from(high)))
            }
            _ => None,
        }
    }

    /// The position that reads nearest to `reading` in this law's unit, the
    /// other way round of [`Law::reading`]; ends at the ends. `None` for laws
    /// without positions and for a reading that is no number.
    #[must_use]
    pub fn position(&self, reading: f64) -> Option<FaderLevel> {
        if reading.is_nan() {
            return None;
        }
        let v = match *self {
            Self::Fader => {
                let level = Decibels::new(reading.min(fader::TOP_DB)).ok()?;
                return Some(fader::position(level));
            }
            Self::Pan => (reading + 100.0) / 200.0,
            Self::Linear { min, max, .. } => {
                (reading - f64::from(min)) / (f64::from(max) - f64::from(min))
            }
            Self::Exponential { low, high, .. } => {
                let (low, high) = (f64::from(low), f64::from(high));
                (reading.max(low) / low).ln() / (high / low).ln()
            }
            Self::Curve { shape, low, high, .. } => {
                shape.position(reading, f64::from(low), f64::from(high))
            }
            _ => return None,
        };
        (!v.is_nan()).then(|| FaderLevel::clamped(v))
    }
}

#[cfg(test)]
mod tests;
