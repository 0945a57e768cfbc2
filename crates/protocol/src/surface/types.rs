//! A type on the wire: a law with its numbers, and who may write. One flat
//! object, in which what is neutral is left out.

use desk::{Access, Law, Shape, Template, Unit};
use serde::Serialize;

use super::SurfaceError;
use crate::json::{fields_from_json, names_from_json};

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct WireType {
    law: WireLaw,
    #[serde(skip_serializing_if = "is_neutral")]
    shape: WireShape,
    #[serde(skip_serializing_if = "is_neutral")]
    low: f32,
    #[serde(skip_serializing_if = "is_neutral")]
    high: f32,
    #[serde(skip_serializing_if = "is_neutral")]
    unit: WireUnit,
    #[serde(skip_serializing_if = "is_neutral")]
    count: u16,
    #[serde(skip_serializing_if = "is_neutral")]
    access: WireAccess,
}

pub(super) fn is_neutral<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum WireLaw {
    Fader,
    Pan,
    Toggle,
    Choice,
    Linear,
    Exponential,
    Curve,
    Number,
    Text,
    #[default]
    Unknown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum WireShape {
    Eased,
    Power,
    Inverse,
    Stepped,
    #[default]
    None,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum WireUnit {
    Db,
    Hz,
    Ms,
    S,
    Percent,
    Ratio,
    Cents,
    Bpm,
    #[default]
    None,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum WireAccess {
    #[default]
    Mixing,
    Settings,
    /// Also for what a later version adds: better not offered than refused.
    Told,
}

fields_from_json!(WireType { law; or each shape, low, high, unit, count, access });

names_from_json!(WireLaw {
    "fader" => Fader,
    "pan" => Pan,
    "toggle" => Toggle,
    "choice" => Choice,
    "linear" => Linear,
    "exponential" => Exponential,
    "curve" => Curve,
    "number" => Number,
    "text" => Text,
} else Ok(Self::Unknown));

names_from_json!(WireShape {
    "eased" => Eased,
    "power" => Power,
    "inverse" => Inverse,
    "stepped" => Stepped,
} else Ok(Self::None));

names_from_json!(WireUnit {
    "db" => Db,
    "hz" => Hz,
    "ms" => Ms,
    "s" => S,
    "percent" => Percent,
    "ratio" => Ratio,
    "cents" => Cents,
    "bpm" => Bpm,
} else Ok(Self::None));

names_from_json!(WireAccess {
    "mixing" => Mixing,
    "settings" => Settings,
} else Ok(Self::Told));

impl From<&Template> for WireType {
    fn from(template: &Template) -> Self {
        let access = match template.access {
            Access::Mixing => WireAccess::Mixing,
            Access::Settings => WireAccess::Settings,
            _ => WireAccess::Told,
        };
        let plain = |law| Self { law, access, ..Self::default() };
        match template.law {
            Law::Fader => plain(WireLaw::Fader),
            Law::Pan => plain(WireLaw::Pan),
            Law::Toggle => plain(WireLaw::Toggle),
            Law::Choice { count } => Self { count, ..plain(WireLaw::Choice) },
            Law::Linear { min, max, unit } => {
                Self { low: min, high: max, unit: unit.into(), ..plain(WireLaw::Linear) }
            }
            Law::Exponential { low, high, unit } => {
                Self { low, high, unit: unit.into(), ..plain(WireLaw::Exponential) }
            }
            Law::Curve { shape, low, high, unit } => {
                let shape = shape.into();
                Self { shape, low, high, unit: unit.into(), ..plain(WireLaw::Curve) }
            }
            Law::Number { unit } => Self { unit: unit.into(), ..plain(WireLaw::Number) },
            Law::Text { max } => Self { count: max, ..plain(WireLaw::Text) },
            _ => plain(WireLaw::Unknown),
        }
    }
}

impl WireType {
    pub(super) fn template(&self, leaf: String, repeat: u16) -> Result<Template, SurfaceError> {
        let Self { low, high, count, .. } = *self;
        let unit = self.unit.into();
        let law = match self.law {
            WireLaw::Fader => Law::Fader,
            WireLaw::Pan => Law::Pan,
            WireLaw::Toggle => Law::Toggle,
            WireLaw::Choice => Law::Choice { count },
            WireLaw::Linear => Law::Linear { min: low, max: high, unit },
            WireLaw::Exponential => Law::Exponential { low, high, unit },
            WireLaw::Curve => match self.shape.try_into() {
                Ok(shape) => Law::Curve { shape, low, high, unit },
                Err(()) => return Err(SurfaceError::Law { leaf }),
            },
            WireLaw::Number => Law::Number { unit },
            WireLaw::Text => Law::Text { max: count },
            WireLaw::Unknown => return Err(SurfaceError::Law { leaf }),
        };
        let access = match self.access {
            WireAccess::Mixing => Access::Mixing,
            WireAccess::Settings => Access::Settings,
            WireAccess::Told => Access::Told,
        };
        Ok(Template { leaf, repeat, law, access })
    }
}

impl From<Shape> for WireShape {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Eased => Self::Eased,
            Shape::Power => Self::Power,
            Shape::Inverse => Self::Inverse,
            Shape::Stepped => Self::Stepped,
            _ => Self::None,
        }
    }
}

impl TryFrom<WireShape> for Shape {
    type Error = ();

    fn try_from(shape: WireShape) -> Result<Self, ()> {
        match shape {
            WireShape::Eased => Ok(Self::Eased),
            WireShape::Power => Ok(Self::Power),
            WireShape::Inverse => Ok(Self::Inverse),
            WireShape::Stepped => Ok(Self::Stepped),
            WireShape::None => Err(()),
        }
    }
}

impl From<Unit> for WireUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Decibels => Self::Db,
            Unit::Hertz => Self::Hz,
            Unit::Milliseconds => Self::Ms,
            Unit::Seconds => Self::S,
            Unit::Percent => Self::Percent,
            Unit::Ratio => Self::Ratio,
            Unit::Cents => Self::Cents,
            Unit::BeatsPerMinute => Self::Bpm,
            _ => Self::None,
        }
    }
}

impl From<WireUnit> for Unit {
    fn from(unit: WireUnit) -> Self {
        match unit {
            WireUnit::Db => Self::Decibels,
            WireUnit::Hz => Self::Hertz,
            WireUnit::Ms => Self::Milliseconds,
            WireUnit::S => Self::Seconds,
            WireUnit::Percent => Self::Percent,
            WireUnit::Ratio => Self::Ratio,
            WireUnit::Cents => Self::Cents,
            WireUnit::Bpm => Self::BeatsPerMinute,
            WireUnit::None => Self::None,
        }
    }
}
