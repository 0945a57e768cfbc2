//! Stereo pairs of inputs, lines, player channels and auxes: which keys go
//! together, and how a pair is made and taken apart.
//!
//! **Source:** Soundcraft Ui protocol reference, stereo link. Which keys the
//! manufacturer's client leaves out when it copies left to right is known in
//! part; what is not mirrored later is not copied here either.

use desk::kind;

use super::{Draft, Write, strips};
use crate::keys::{Channel, KindRow, WireIndex};
use crate::{Raw, Tree};

const SIDE: &str = "stereoIndex";
const MONO: f64 = -1.0;
const LEFT: f64 = 0.0;
const RIGHT: f64 = 1.0;
const CENTRE: f64 = 0.5;

/// First segments below a strip that each of a pair has for itself.
const OWN: &[&str] = &[
    "gain", "phantom", "stereo", "invert", "delay", "src", "scsrc", "r", "color", "name", SIDE,
    "mtkrec",
];
/// What is mirrored once linked, but not copied when linking.
const NOT_COPIED: &[&str] = &["hiz", "disablegain", "iosyscmd", "iosysname", "instrument", "pan"];
/// Leaves of a send that linking two buses copies from one to the other.
const SEND: &[&str] = &["value", "mute", "post", "postproc"];

/// Why two strips cannot be linked or unlinked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// Strips of this kind are never linked, or this one is not there.
    #[error("{kind} {number} cannot be linked")]
    Kind {
        /// The kind of strip.
        kind: &'static str,
        /// Its number, from 1.
        number: u16,
    },
    /// No strip stands to the right of it.
    #[error("{kind} {number} has no neighbour to the right")]
    NoNeighbour {
        /// The kind of strip.
        kind: &'static str,
        /// Its number, from 1.
        number: u16,
    },
    /// One of the two is linked already.
    #[error("{kind} {number} is part of a pair")]
    Linked {
        /// The kind of strip.
        kind: &'static str,
        /// Its number, from 1.
        number: u16,
    },
    /// It is not part of a pair.
    #[error("{kind} {number} is not part of a pair")]
    Mono {
        /// The kind of strip.
        kind: &'static str,
        /// Its number, from 1.
        number: u16,
    },
}

/// The other strip of a pair; `None` for one that stands alone.
#[must_use]
pub fn partner(tree: &Tree, channel: Channel) -> Option<Channel> {
    let side = tree.get(&channel.key(SIDE))?.number()?;
    let index = if side == LEFT {
        channel.index().next()
    } else if side == RIGHT {
        channel.index().before()
    } else {
        None
    };
    let other = channel.at(index?);
    tree.get(&other.key(SIDE)).map(|_| other)
}

/// The keys that are to be written with `key`: up to three, of the other
/// strip, of the other bus, and of both.
#[must_use]
pub fn partners(tree: &Tree, key: &str) -> Vec<String> {
    let Some(channel) = Channel::of_key(key) else {
        return Vec::new();
    };
    let id = channel.id();
    let Some(rest) = key.strip_prefix(id.as_str()).and_then(|rest| rest.strip_prefix('.')) else {
        return Vec::new();
    };
    let across = other_bus(tree, rest);
    let mut keys: Vec<String> = across.iter().map(|rest| channel.key(rest)).collect();
    let own = rest.split('.').next().is_some_and(|first| OWN.contains(&first));
    if !own
        && rest != "pan"
        && !rest.ends_with(".pan")
        && let Some(other) = partner(tree, channel)
    {
        keys.push(other.key(rest));
        keys.extend(across.iter().map(|rest| other.key(rest)));
    }
    keys.retain(|key| tree.get(key).is_some());
    keys
}

/// A send's key below its strip, to the other bus of a linked pair.
fn other_bus(tree: &Tree, rest: &str) -> Option<String> {
    let (sends, tail) = rest.split_once('.').filter(|(to, _)| matches!(*to, "aux" | "mtx"))?;
    let (bus, leaf) = tail.split_once('.')?;
    let bus = aux(WireIndex::parse(bus)?)?;
    let other = partner(tree, bus)?;
    Some(format!("{sends}.{}.{leaf}", other.index().get()))
}

fn aux(index: WireIndex) -> Option<Channel> {
    Channel::new(kind::AUX, index.number())
}

/// Makes a pair of a strip and its right neighbour: the right one becomes
/// like the left one.
///
/// # Errors
/// [`LinkError`] when there are no two strips alone.
pub fn link(tree: &Tree, left: Channel) -> Result<Vec<Write>, LinkError> {
    let (kind, number) = (left.kind(), left.number());
    let linkable = tree.get(&left.key(SIDE)).is_some();
    if !linkable {
        return Err(LinkError::Kind { kind, number });
    }
    let right = left.index().next().map(|index| left.at(index));
    let right = right.filter(|right| tree.get(&right.key(SIDE)).is_some());
    let right = right.ok_or(LinkError::NoNeighbour { kind, number })?;
    for one in [left, right] {
        if tree.number(&one.key(SIDE)) != MONO {
            return Err(LinkError::Linked { kind, number: one.number() });
        }
    }
    let mut draft = Draft::new(tree);
    copy(&mut draft, left, right);
    draft.number(&left.key(SIDE), LEFT);
    draft.number(&right.key(SIDE), RIGHT);
    if kind == kind::AUX {
        copy_sends(&mut draft, left, right);
        set_pans(&mut draft, left, "mtx", LEFT);
        set_pans(&mut draft, right, "mtx", RIGHT);
    } else {
        for (one, side) in [(left, LEFT), (right, RIGHT)] {
            draft.number(&one.key("pan"), side);
            set_pans(&mut draft, one, "aux", side);
        }
    }
    Ok(draft.writes)
}

/// Takes a pair apart, by either of its strips. Both keep what they are; only
/// the pans of their sends go back to the centre.
///
/// # Errors
/// [`LinkError::Mono`] when the strip stands alone.
pub fn unlink(tree: &Tree, one: Channel) -> Result<Vec<Write>, LinkError> {
    let mono = LinkError::Mono { kind: one.kind(), number: one.number() };
    let other = partner(tree, one).ok_or(mono)?;
    let sends = if one.kind() == kind::AUX { "mtx" } else { "aux" };
    let mut draft = Draft::new(tree);
    for strip in [one, other] {
        draft.number(&strip.key(SIDE), MONO);
        set_pans(&mut draft, strip, sends, CENTRE);
    }
    Ok(draft.writes)
}

fn copy(draft: &mut Draft<'_>, left: Channel, right: Channel) {
    let front = left.key("");
    let tree = draft.tree;
    for key in tree.keys_below(&front) {
        let rest = &key[front.len()..];
        let first = rest.split('.').next().unwrap_or_default();
        if OWN.contains(&first) || NOT_COPIED.contains(&first) || rest.ends_with(".pan") {
            continue;
        }
        if let Some(raw) = tree.get(key).cloned() {
            draft.set(&right.key(rest), raw);
        }
    }
}

/// What every strip sends to the left bus, it sends to the right one.
fn copy_sends(draft: &mut Draft<'_>, left: Channel, right: Channel) {
    let tree = draft.tree;
    let mut copy = |from: String, to: String| {
        if let Some(raw) = tree.get(&from).cloned() {
            draft.set(&to, raw);
        }
    };
    for (prefix, sends) in
        ["i", "l", "p", "f"].map(|p| (p, "aux")).into_iter().chain(["s", "a"].map(|p| (p, "mtx")))
    {
        let Some(row) = KindRow::of_prefix(prefix) else {
            continue;
        };
        for strip in strips(tree, row, "mute") {
            for leaf in SEND {
                let to = |bus: Channel| strip.key(&format!("{sends}.{}.{leaf}", bus.index().get()));
                copy(to(left), to(right));
            }
        }
    }
    for leaf in SEND {
        let to = |bus: Channel| format!("m.mtx.{}.{leaf}", bus.index().get());
        copy(to(left), to(right));
    }
}

fn set_pans(draft: &mut Draft<'_>, strip: Channel, sends: &str, pan: f64) {
    let tree = draft.tree;
    let front = strip.key(&format!("{sends}."));
    for key in tree.keys_below(&front).filter(|key| key.ends_with(".pan")) {
        draft.set(key, Raw::Number(pan));
    }
}

#[cfg(test)]
mod tests;
