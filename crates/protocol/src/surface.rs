//! The surface as it travels, converted by hand to and from `desk`'s, so that
//! the wire can change without shaking the inside.
//!
//! A whole desk has some five hundred templates, and most kinds of strips
//! share most of theirs. So types (a law, and who may write) and parameters
//! stand in two tables, once each, and a kind names runs of the second one.

mod types;

use std::collections::BTreeMap;

use desk::{Kind, MeterTap, Surface, Template};
use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WireSurface {
    model: String,
    firmware: String,
    simulated: bool,
    types: Vec<WireType>,
    params: Vec<WireParam>,
    kinds: Vec<WireKind>,
}

/// Leaf, place of its type, and over how many numbers it repeats, if any.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct WireParam(String, u16, #[serde(default, skip_serializing_if = "types::is_neutral")] u16);

/// Place of the first parameter, and how many follow each other from there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Run(u16, u16);

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct WireKind {
    id: String,
    count: u16,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    single: bool,
    params: Vec<Run>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    meters: Vec<WireTap>,
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
