//! What a row of the table says: leaf, law, wire key, how the number on the
//! wire stands for the value, and what it is when the desk leaves the factory.

use desk::{Access, Law, Shape, Unit};

use crate::mirror::Raw;

/// Most buses a leaf repeats over unless its row says more.
pub const BUSES_MAX: u16 = 24;

/// How much of a desk a surface shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// What mixing needs: levels, mutes, names, sends and groups.
    #[default]
    Lean,
    /// Everything that has a row in the table.
    Whole,
}

/// Where a value stands on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// A key of its own below the strip. `{}` stands for the bus index as a
    /// segment, `#` for a number from 1 at the end of a segment (`eq.b1`).
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
    /// The key below the strip, with `{}` or `#` for a bus.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Key(key) | Self::Bits { key, .. } => key,
        }
    }
}

/// How the number on the wire stands for the value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// As it is: positions from 0 to 1, choices from 0.
    Plain,
    /// The first choice is this number; -1 where that one means none.
    From(i8),
    /// Position 1 is this number.
    Upto(f64),
}

/// What a parameter is when the desk leaves the factory. Where the strip (or
/// for leaves of the desk the bus) matters, the last entry stands for the
/// rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Factory {
    /// A number.
    Number(f64),
    /// Numbers by index.
    Numbers(&'static [f64]),
    /// A text.
    Text(&'static str),
    /// Names by index: runs of a stem with its first number and a count,
    /// then the same text for the rest.
    Names(&'static [(&'static str, u16, u16)], &'static str),
}

impl Factory {
    /// The raw value at an index.
    #[must_use]
    pub fn at(&self, index: u16) -> Raw {
        match *self {
            Self::Number(number) => Raw::Number(number),
            Self::Numbers(numbers) => {
                let number = numbers.get(usize::from(index)).or(numbers.last());
                Raw::Number(number.copied().unwrap_or_default())
            }
            Self::Text(text) => Raw::Text(text.to_owned()),
            Self::Names(runs, rest) => {
                let mut within = index;
                for &(stem, first, count) in runs {
                    if within < count {
                        return Raw::Text(format!("{stem}{}", first + within));
                    }
                    within -= count;
                }
                Raw::Text(rest.to_owned())
            }
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
    /// How the wire's number stands for the value.
    pub scale: Scale,
    /// Its value from the factory.
    pub factory: Factory,
    /// Most buses it repeats over.
    pub most: u16,
    /// The least surface that shows it.
    pub extent: Extent,
    /// Who may write it: those who mix, those who answer for the
    /// installation, or only the desk.
    pub access: Access,
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

    /// Whether a surface of this extent shows it.
    #[must_use]
    pub fn shows(&self, extent: Extent) -> bool {
        extent == Extent::Whole || self.extent == Extent::Lean
    }

    /// Shown by the lean surface too.
    pub(super) const fn lean(mut self) -> Self {
        self.extent = Extent::Lean;
        self
    }

    /// Never written by us.
    pub(super) const fn told(mut self) -> Self {
        self.access = Access::Told;
        self
    }

    /// Not for those who only mix.
    pub(super) const fn settings(mut self) -> Self {
        self.access = Access::Settings;
        self
    }

    /// The first choice is not 0 on the wire.
    pub(super) const fn from(mut self, first: i8) -> Self {
        self.scale = Scale::From(first);
        self
    }

    /// The end of the way is not 1 on the wire.
    pub(super) const fn upto(mut self, end: f64) -> Self {
        self.scale = Scale::Upto(end);
        self
    }

    /// Repeats over at most so many.
    pub(super) const fn each(mut self, most: u16) -> Self {
        self.most = most;
        self
    }
}

/// A row that the whole surface shows.
pub(super) const fn row(
    kinds: &'static [&'static str],
    leaf: &'static str,
    law: Law,
    key: &'static str,
    factory: Factory,
) -> Rule {
    Rule {
        kinds,
        leaf,
        law,
        wire: Wire::Key(key),
        scale: Scale::Plain,
        factory,
        most: BUSES_MAX,
        extent: Extent::Whole,
        access: Access::Mixing,
    }
}

/// A row of switches that share a mask; off from the factory.
pub(super) const fn bits(
    kinds: &'static [&'static str],
    leaf: &'static str,
    key: &'static str,
    first: u8,
    count: u8,
) -> Rule {
    let mut rule = row(kinds, leaf, Law::Toggle, key, ZERO);
    rule.wire = Wire::Bits { key, first, count };
    rule.most = count as u16;
    rule
}

pub(super) const ZERO: Factory = Factory::Number(0.0);
pub(super) const ONE: Factory = Factory::Number(1.0);
pub(super) const HALF: Factory = Factory::Number(0.5);
pub(super) const NONE: Factory = Factory::Number(-1.0);
pub(super) const EMPTY: Factory = Factory::Text("");

/// A plain number.
pub(super) const NUMBER: Law = Law::Number { unit: Unit::None };
/// Seconds as they are.
pub(super) const SECONDS: Law = Law::Number { unit: Unit::Seconds };
/// The whole way in percent.
pub(super) const PERCENT: Law = linear(0.0, 100.0, Unit::Percent);

pub(super) const fn text(max: u16) -> Law {
    Law::Text { max }
}

pub(super) const fn choice(count: u16) -> Law {
    Law::Choice { count }
}

pub(super) const fn linear(min: f32, max: f32, unit: Unit) -> Law {
    Law::Linear { min, max, unit }
}

pub(super) const fn decibels(min: f32, max: f32) -> Law {
    linear(min, max, Unit::Decibels)
}

pub(super) const fn hertz(low: f32, high: f32) -> Law {
    Law::Exponential { low, high, unit: Unit::Hertz }
}

pub(super) const fn eased(low: f32, high: f32) -> Law {
    Law::Curve { shape: Shape::Eased, low, high, unit: Unit::Milliseconds }
}
