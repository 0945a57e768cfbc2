//! The surface as it travels, converted by hand to and from `desk`'s, so that
//! the wire can change without shaking the inside.

use desk::{Kind, Law, MeterTap, Surface, Template, Unit};
use serde::{Deserialize, Serialize};

/// Why a surface that came over the wire cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SurfaceError {
    /// A law this version does not know: its values could not be read.
    #[error("parameter {leaf:?} follows a law this version does not know")]
    Law {
        /// The parameter's path below its strip.
        leaf: String,
    },
    /// A meter tap this version does not know.
    #[error("the meters of {kind:?} have a tap this version does not know")]
    Meter {
        /// The kind of strip.
        kind: String,
    },
}

/// A surface on the wire.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WireSurface {
    model: String,
    firmware: String,
    simulated: bool,
    kinds: Vec<WireKind>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct WireKind {
    id: String,
    count: u16,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    single: bool,
    params: Vec<WireTemplate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    meters: Vec<WireTap>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct WireTemplate {
    leaf: String,
    #[serde(default, skip_serializing_if = "is_zero")]
    each: u16,
    #[serde(flatten)]
    law: WireLaw,
}

fn is_zero(number: &u16) -> bool {
    *number == 0
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "law", rename_all = "snake_case")]
enum WireLaw {
    Fader,
    Pan,
    Toggle,
    Choice {
        count: u16,
    },
    Linear {
        min: f32,
        max: f32,
        unit: WireUnit,
    },
    Exponential {
        low: f32,
        high: f32,
        unit: WireUnit,
    },
    Number {
        unit: WireUnit,
    },
    Text {
        max: u16,
    },
    #[serde(other)]
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WireUnit {
    Db,
    Hz,
    Ms,
    S,
    Percent,
    #[serde(other)]
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WireTap {
    Pre,
    Post,
    PostLeft,
    PostRight,
    GainReduction,
    #[serde(other)]
    Unknown,
}

impl From<&Surface> for WireSurface {
    fn from(surface: &Surface) -> Self {
        Self {
            model: surface.model.clone(),
            firmware: surface.firmware.clone(),
            simulated: surface.simulated,
            kinds: surface.kinds.iter().map(WireKind::from).collect(),
        }
    }
}

impl From<&Kind> for WireKind {
    fn from(kind: &Kind) -> Self {
        Self {
            id: kind.id.clone(),
            count: kind.count,
            single: kind.single,
            params: kind.params.iter().map(WireTemplate::from).collect(),
            meters: kind.meters.iter().map(|tap| WireTap::from(*tap)).collect(),
        }
    }
}

impl From<&Template> for WireTemplate {
    fn from(template: &Template) -> Self {
        Self {
            leaf: template.leaf.clone(),
            each: template.repeat,
            law: WireLaw::from(template.law),
        }
    }
}

impl From<Law> for WireLaw {
    fn from(law: Law) -> Self {
        match law {
            Law::Fader => Self::Fader,
            Law::Pan => Self::Pan,
            Law::Toggle => Self::Toggle,
            Law::Choice { count } => Self::Choice { count },
            Law::Linear { min, max, unit } => Self::Linear { min, max, unit: unit.into() },
            Law::Exponential { low, high, unit } => {
                Self::Exponential { low, high, unit: unit.into() }
            }
            Law::Number { unit } => Self::Number { unit: unit.into() },
            Law::Text { max } => Self::Text { max },
            _ => Self::Unknown,
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
            _ => Self::None,
        }
    }
}

impl From<MeterTap> for WireTap {
    fn from(tap: MeterTap) -> Self {
        match tap {
            MeterTap::Pre => Self::Pre,
            MeterTap::Post => Self::Post,
            MeterTap::PostLeft => Self::PostLeft,
            MeterTap::PostRight => Self::PostRight,
            MeterTap::GainReduction => Self::GainReduction,
            _ => Self::Unknown,
        }
    }
}

impl TryFrom<WireSurface> for Surface {
    type Error = SurfaceError;

    fn try_from(wire: WireSurface) -> Result<Self, SurfaceError> {
        let kinds = wire.kinds.into_iter().map(Kind::try_from).collect::<Result<_, _>>()?;
        let WireSurface { model, firmware, simulated, .. } = wire;
        Ok(Self { model, firmware, simulated, kinds })
    }
}

impl TryFrom<WireKind> for Kind {
    type Error = SurfaceError;

    fn try_from(wire: WireKind) -> Result<Self, SurfaceError> {
        let params = wire.params.into_iter().map(Template::try_from).collect::<Result<_, _>>()?;
        let meters = wire
            .meters
            .into_iter()
            .map(|tap| {
                let kind = || SurfaceError::Meter { kind: wire.id.clone() };
                MeterTap::try_from(tap).map_err(|()| kind())
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { id: wire.id, count: wire.count, single: wire.single, params, meters })
    }
}

impl TryFrom<WireTemplate> for Template {
    type Error = SurfaceError;

    fn try_from(wire: WireTemplate) -> Result<Self, SurfaceError> {
        let law = match wire.law {
            WireLaw::Fader => Law::Fader,
            WireLaw::Pan => Law::Pan,
            WireLaw::Toggle => Law::Toggle,
            WireLaw::Choice { count } => Law::Choice { count },
            WireLaw::Linear { min, max, unit } => Law::Linear { min, max, unit: unit.into() },
            WireLaw::Exponential { low, high, unit } => {
                Law::Exponential { low, high, unit: unit.into() }
            }
            WireLaw::Number { unit } => Law::Number { unit: unit.into() },
            WireLaw::Text { max } => Law::Text { max },
            WireLaw::Unknown => return Err(SurfaceError::Law { leaf: wire.leaf }),
        };
        Ok(Self { leaf: wire.leaf, repeat: wire.each, law })
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
            WireUnit::None => Self::None,
        }
    }
}

impl TryFrom<WireTap> for MeterTap {
    type Error = ();

    fn try_from(tap: WireTap) -> Result<Self, ()> {
        match tap {
            WireTap::Pre => Ok(Self::Pre),
            WireTap::Post => Ok(Self::Post),
            WireTap::PostLeft => Ok(Self::PostLeft),
            WireTap::PostRight => Ok(Self::PostRight),
            WireTap::GainReduction => Ok(Self::GainReduction),
            WireTap::Unknown => Err(()),
        }
    }
}
