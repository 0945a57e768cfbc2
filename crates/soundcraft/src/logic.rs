//! What the manufacturer's clients do and the desk does not: stereo links,
//! single solo, mute groups, presets. Pure functions from what the desk has
//! told to the writes that one deed of a person amounts to;
//! [`Driver::apply`](crate::Driver::apply) sends them.
//!
//! Everything here speaks the wire's language, keys and raw values, since
//! that is what the desk compares. Only numbers of strips, buses and groups
//! count from 1, as people do.
//!
//! **Source:** Soundcraft Ui protocol reference, logic done by the client.

pub mod along;
pub mod channels;
pub mod fx;
pub mod mute_buttons;
pub mod mutes;
pub mod palette;
pub mod preamp;
pub mod preset;
mod sides;
pub mod solo;
pub mod stereo;

use crate::keys::{Channel, KINDS, KindRow};
use crate::{Raw, Tree};

/// One key to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// The wire key.
    pub key: String,
    /// Its new value.
    pub raw: Raw,
}

/// The keys that a client must write too when it writes `key`: the other
/// channel or bus of a stereo pair, the other side of a linked processor. The
/// desk mirrors nothing.
#[must_use]
pub fn entailed(tree: &Tree, key: &str) -> Vec<String> {
    let mut keys = stereo::partners(tree, key);
    keys.extend(sides::other_side(tree, key));
    keys
}

/// A write together with those it entails, each once. Keys that the desk has
/// not told are left out, and so is what would change nothing.
#[must_use]
pub fn spread(tree: &Tree, write: &Write) -> Vec<Write> {
    let mut draft = Draft::new(tree);
    draft.spread(&write.key, write.raw.clone());
    draft.writes
}

/// Writes under way, seen as if they were made.
#[derive(Debug)]
struct Draft<'a> {
    tree: &'a Tree,
    writes: Vec<Write>,
}

impl<'a> Draft<'a> {
    fn new(tree: &'a Tree) -> Self {
        Self { tree, writes: Vec::new() }
    }

    fn get(&self, key: &str) -> Option<&Raw> {
        let written = self.writes.iter().rev().find(|write| write.key == key);
        written.map(|write| &write.raw).or_else(|| self.tree.get(key))
    }

    /// Writes a key the desk has told, if that changes it. `false` for keys
    /// it has not, and for values of the wrong type.
    fn set(&mut self, key: &str, raw: Raw) -> bool {
        let Some(present) = self.get(key) else {
            return false;
        };
        if std::mem::discriminant(present) != std::mem::discriminant(&raw) {
            return false;
        }
        if *present != raw {
            self.writes.push(Write { key: key.to_owned(), raw });
        }
        true
    }

    fn number(&mut self, key: &str, number: f64) -> bool {
        self.set(key, Raw::Number(number))
    }

    fn switch(&mut self, key: &str, on: bool) -> bool {
        self.number(key, f64::from(u8::from(on)))
    }

    /// The same with what it entails.
    fn spread(&mut self, key: &str, raw: Raw) -> bool {
        for other in entailed(self.tree, key) {
            self.set(&other, raw.clone());
        }
        self.set(key, raw)
    }
}

/// All strips of a kind that the desk has told, by a key they all have.
fn strips<'a>(
    tree: &'a Tree,
    row: &'static KindRow,
    leaf: &'a str,
) -> impl Iterator<Item = Channel> + 'a {
    let channels = (1..=row.most).filter_map(|number| Channel::new(row.kind, number));
    channels.take_while(move |channel| tree.get(&channel.key(leaf)).is_some())
}

/// All strips that can be muted.
fn mutable(tree: &Tree) -> impl Iterator<Item = Channel> + '_ {
    let rows = KINDS.iter().filter(|row| row.numbered);
    rows.flat_map(move |row| strips(tree, row, "mute"))
}

#[cfg(test)]
mod bench;
