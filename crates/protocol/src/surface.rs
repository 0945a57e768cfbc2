//! The surface as it travels, converted by hand to and from `desk`'s, so that
//! the wire can change without shaking the inside.
//!
//! A whole desk has some five hundred templates, and most kinds of strips
//! share most of theirs. So types (a law, and who may write) and parameters
//! stand in two tables, once each, and a kind names runs of the second one.

mod types;

use std::collections::BTreeMap;

use desk::{Kind, MeterTap, Surface, Template};
use serde::Serialize;

use crate::DecodeError;
use crate::json::{FromJson, Json, expected, fields_from_json, names_from_json};
use types::WireType;

/// Most templates a surface may unfold to: more than fit its index.
const TEMPLATES_MAX: usize = 1 << 16;

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
    /// A kind or a parameter points beyond the end of its table.
    #[error("{of:?} points beyond the tables of the surface")]
    Beyond {
        /// The kind of strip, or the parameter's path below it.
        of: String,
    },
}

/// A surface on the wire.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct WireSurface {
    model: String,
    firmware: String,
    simulated: bool,
    types: Vec<WireType>,
    params: Vec<WireParam>,
    kinds: Vec<WireKind>,
}

/// Leaf, place of its type, and over how many numbers it repeats, if any.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct WireParam(String, u16, #[serde(skip_serializing_if = "types::is_neutral")] u16);

/// Place of the first parameter, and how many follow each other from there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
struct Run(u16, u16);

#[derive(Clone, Debug, PartialEq, Serialize)]
struct WireKind {
    id: String,
    count: u16,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    single: bool,
    params: Vec<Run>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    meters: Vec<WireTap>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum WireTap {
    Pre,
    Post,
    PostLeft,
    PostRight,
    GainReduction,
    Unknown,
}

fields_from_json!(WireSurface { model, firmware, simulated, types, params, kinds });
fields_from_json!(WireKind { id, count, params; or each single, meters });

impl FromJson for WireParam {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let (leaf, of, repeat) = match json.as_list()? {
            [leaf, of] => (leaf, of, 0),
            [leaf, of, repeat] => (leaf, of, u16::from_json(repeat)?),
            _ => return Err(expected("a parameter of two or three items")),
        };
        Ok(Self(String::from_json(leaf)?, u16::from_json(of)?, repeat))
    }
}

impl FromJson for Run {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json.as_list()? {
            [first, count] => Ok(Self(u16::from_json(first)?, u16::from_json(count)?)),
            _ => Err(expected("a run of two items")),
        }
    }
}

names_from_json!(WireTap {
    "pre" => Pre,
    "post" => Post,
    "post_left" => PostLeft,
    "post_right" => PostRight,
    "gain_reduction" => GainReduction,
} else Ok(Self::Unknown));

/// The tables while they are filled.
#[derive(Default)]
struct Tables {
    types: Vec<WireType>,
    params: Vec<WireParam>,
    places: BTreeMap<WireParam, u16>,
}

impl Tables {
    /// The place of a template, which is new or has been seen.
    fn place(&mut self, template: &Template) -> u16 {
        let of = WireType::from(template);
        let known = self.types.iter().position(|known| *known == of);
        let place = known.unwrap_or_else(|| {
            self.types.push(of);
            self.types.len() - 1
        });
        let param = WireParam(template.leaf.clone(), short(place), template.repeat);
        *self.places.entry(param).or_insert_with_key(|param| {
            self.params.push(param.clone());
            short(self.params.len() - 1)
        })
    }

    fn kind(&mut self, kind: &Kind) -> WireKind {
        let mut params: Vec<Run> = Vec::new();
        for template in &kind.params {
            let place = self.place(template);
            match params.last_mut() {
                Some(Run(first, count)) if first.checked_add(*count) == Some(place) => *count += 1,
                _ => params.push(Run(place, 1)),
            }
        }
        WireKind {
            id: kind.id.clone(),
            count: kind.count,
            single: kind.single,
            params,
            meters: kind.meters.iter().map(|tap| WireTap::from(*tap)).collect(),
        }
    }
}

/// Surfaces fit an index of sixteen bits, and so do the places in their
/// tables; one that does not could not have been expanded either.
fn short(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

impl From<&Surface> for WireSurface {
    fn from(surface: &Surface) -> Self {
        let mut tables = Tables::default();
        let kinds = surface.kinds.iter().map(|kind| tables.kind(kind)).collect();
        Self {
            model: surface.model.clone(),
            firmware: surface.firmware.clone(),
            simulated: surface.simulated,
            types: tables.types,
            params: tables.params,
            kinds,
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
        let WireSurface { model, firmware, simulated, types, params, kinds } = wire;
        let mut templates = Vec::with_capacity(params.len());
        for WireParam(leaf, of, repeat) in params {
            templates.push(match types.get(usize::from(of)) {
                Some(of) => of.template(leaf, repeat)?,
                None => return Err(SurfaceError::Beyond { of: leaf }),
            });
        }
        let mut left = TEMPLATES_MAX;
        let kinds = kinds.into_iter().map(|kind| kind.unfold(&templates, &mut left));
        Ok(Self { model, firmware, simulated, kinds: kinds.collect::<Result<_, _>>()? })
    }
}

impl WireKind {
    /// The kind with its templates, of which at most `left` are made.
    fn unfold(self, templates: &[Template], left: &mut usize) -> Result<Kind, SurfaceError> {
        let mut params = Vec::new();
        for Run(first, count) in self.params {
            let (first, count) = (usize::from(first), usize::from(count));
            let run = templates.get(first..first + count).filter(|_| count <= *left);
            let Some(run) = run else {
                return Err(SurfaceError::Beyond { of: self.id });
            };
            *left -= count;
            params.extend_from_slice(run);
        }
        let meters = self.meters.into_iter().map(MeterTap::try_from).collect::<Result<_, _>>();
        let meters = meters.map_err(|()| SurfaceError::Meter { kind: self.id.clone() })?;
        Ok(Kind { id: self.id, count: self.count, single: self.single, params, meters })
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
