//! Presets are applied by the client: it reads a JSON object of leaves and
//! writes each. The other way round it gathers one to be kept.
//!
//! **Source:** Soundcraft Ui protocol reference, presets. What the objects of
//! FX presets hold has not been seen.

use serde_json::{Map, Number, Value};

use super::fx::FxType;
use super::{Draft, Write};
use crate::keys::Channel;
use crate::{PresetKind, Raw, Tree};

/// Leaves that no preset brings along: what a strip is called, where it gets
/// its signal, and whom it belongs to.
const NEVER: &[&str] = &["name", "src", "scsrc", "stereoIndex", "phantom"];

/// Why a preset cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PresetError {
    /// No JSON object.
    #[error("a preset is no JSON object: {0}")]
    Json(#[from] serde_json::Error),
    /// Nothing of it fits the strip.
    #[error("nothing of the preset fits {0}")]
    Nothing(String),
}

/// What applying a preset comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// What is to be written.
    pub writes: Vec<Write>,
    /// Leaves that were left out: of other parts of the strip, unknown to the
    /// desk, or of the wrong type.
    pub skipped: Vec<String>,
}

/// The writes that make a strip, and its partner, as a preset says.
///
/// # Errors
/// [`PresetError`]; nothing is to be written then.
pub fn apply(
    tree: &Tree,
    channel: Channel,
    kind: PresetKind,
    name: &str,
    json: &str,
) -> Result<Applied, PresetError> {
    let leaves: Map<String, Value> = serde_json::from_str(json)?;
    let mut draft = Draft::new(tree);
    let mut skipped = Vec::new();
    let mut fits = false;
    if let Some(fx) = fx_type(kind) {
        draft.switch(&channel.key("bypass"), true);
        draft.number(&channel.key("fxtype"), f64::from(super::fx::number(fx)));
    }
    for (leaf, value) in leaves {
        let raw = match value {
            Value::Number(number) => number.as_f64().map(Raw::Number),
            Value::Bool(on) => Some(Raw::Number(f64::from(u8::from(on)))),
            Value::String(text) => Some(Raw::Text(text)),
            _ => None,
        };
        let below = leaf.strip_prefix('.').filter(|leaf| in_scope(kind, leaf));
        let written = match (below, raw) {
            (Some(below), Some(raw)) => draft.spread(&channel.key(below), raw),
            _ => false,
        };
        fits |= written;
        if !written {
            skipped.push(leaf);
        }
    }
    if !fits {
        return Err(PresetError::Nothing(channel.id()));
    }
    if fx_type(kind).is_some() {
        draft.switch(&channel.key("bypass"), false);
    }
    if let Some(front) = names_at(kind) {
        draft.spread(&channel.key(&format!("{front}prname")), Raw::Text(name.to_owned()));
        draft.spread(&channel.key(&format!("{front}prmod")), Raw::Number(0.0));
    }
    Ok(Applied { writes: draft.writes, skipped })
}

/// The JSON object of a strip's leaves that a preset of this type holds;
/// empty for types whose objects are not known.
#[must_use]
pub fn gather(tree: &Tree, channel: Channel, kind: PresetKind) -> String {
    let front = channel.key("");
    let mut leaves = Map::new();
    if part(kind).is_some() {
        for key in tree.keys_below(&front) {
            let leaf = &key[front.len()..];
            let value = match tree.get(key) {
                _ if !in_scope(kind, leaf) => continue,
                Some(Raw::Number(number)) => Number::from_f64(*number).map(Value::Number),
                Some(Raw::Text(text)) => Some(Value::String(text.clone())),
                None => None,
            };
            leaves.extend(value.map(|value| (format!(".{leaf}"), value)));
        }
    }
    Value::Object(leaves).to_string()
}

/// The part of a strip that a type is about; `None` for more than one part.
fn part(kind: PresetKind) -> Option<&'static str> {
    Some(match kind {
        PresetKind::ChannelEq | PresetKind::AuxEq | PresetKind::MasterEq => "eq.",
        PresetKind::ChannelDynamics | PresetKind::AuxDynamics | PresetKind::MasterDynamics => {
            "dyn."
        }
        PresetKind::Gate => "gate.",
        PresetKind::Feedback => "afs.",
        PresetKind::Digitech => "digitech.",
        _ => return None,
    })
}

/// Where the name of the preset that was loaded last stands.
fn names_at(kind: PresetKind) -> Option<&'static str> {
    match kind {
        PresetKind::Feedback | PresetKind::Digitech => None,
        _ if fx_type(kind).is_some() => Some(""),
        _ => part(kind),
    }
}

fn fx_type(kind: PresetKind) -> Option<FxType> {
    Some(match kind {
        PresetKind::Reverb => FxType::Reverb,
        PresetKind::Delay => FxType::Delay,
        PresetKind::Chorus => FxType::Chorus,
        PresetKind::Room => FxType::Room,
        _ => return None,
    })
}

fn in_scope(kind: PresetKind, leaf: &str) -> bool {
    let first = leaf.split('.').next().unwrap_or_default();
    let names = leaf.ends_with("prname") || leaf.ends_with("prmod");
    match part(kind) {
        Some(part) => leaf.starts_with(part) && !names,
        None if fx_type(kind).is_some() => first == "bpm" || first.starts_with("par"),
        None => matches!(kind, PresetKind::Channel | PresetKind::Master) && !NEVER.contains(&first),
    }
}

#[cfg(test)]
mod tests;
