//! A wire key taken apart: kind, strip, leaf and bus, before any rule says
//! whether that leaf is mapped.

use super::WireIndex;
use super::rules::{KINDS, KindRow, Rule, TABLE};

/// The parts of a wire key.
#[derive(Clone, Debug)]
pub struct Split {
    /// The kind of strip.
    pub row: &'static KindRow,
    /// Which strip of the kind; index 0 where there is one.
    pub index: WireIndex,
    /// The rest of the key with `{}` for the bus index.
    pub leaf: String,
    /// The bus index, where the rest has one.
    pub bus: Option<WireIndex>,
}

impl Split {
    /// Takes a key apart; `None` for keys that belong to no strip and cannot
    /// belong to the desk's rules: more than one bus index, or a strip prefix
    /// without an index.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        let first = WireIndex::of_number(1)?;
        let (head, tail) = key.split_once('.').unwrap_or((key, ""));
        let row = KINDS.iter().find(|row| !row.prefix.is_empty() && row.prefix == head);
        let (row, index, rest) = match row {
            Some(row) if row.numbered => {
                let (index, rest) = tail.split_once('.')?;
                (row, WireIndex::parse(index)?, rest)
            }
            Some(row) => (row, first, tail),
            None => (KINDS.iter().find(|row| row.prefix.is_empty())?, first, key),
        };
        let mut bus = None;
        let mut leaf = String::with_capacity(rest.len());
        for segment in rest.split('.') {
            if !leaf.is_empty() {
                leaf.push('.');
            }
            match WireIndex::parse(segment) {
                Some(_) if bus.is_some() => return None,
                Some(index) => {
                    bus = Some(index);
                    leaf.push_str("{}");
                }
                None => leaf.push_str(segment),
            }
        }
        Some(Self { row, index, leaf, bus })
    }

    /// The rules that this key carries values of: one for a plain key,
    /// several for a mask, none for a key that is not mapped.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + '_ {
        TABLE.iter().filter(|rule| rule.covers(self.row.kind) && rule.wire.key() == self.leaf)
    }
}
