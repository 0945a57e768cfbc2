//! One strip as the wire calls it: the front part of its keys.

use super::{KindRow, Split, WireIndex};

/// One strip: `i.0`, `m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channel {
    row: &'static KindRow,
    index: WireIndex,
}

impl Channel {
    /// A strip by its kind's name in paths and its number from 1; `None` for
    /// other kinds, number 0, and numbers other than 1 of what there is once.
    /// The desk itself is no strip.
    #[must_use]
    pub fn new(kind: &str, number: u16) -> Option<Self> {
        let row = KindRow::of_kind(kind).filter(|row| !row.prefix.is_empty())?;
        let index = WireIndex::of_number(number)?;
        (row.numbered || number == 1).then_some(Self { row, index })
    }

    /// The strip that a key belongs to; `None` for the desk's keys.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let (row, index, _) = Split::strip(key)?;
        Some(Self { row, index })
    }

    /// The strip that an id such as `i.0` or `m` names, as the wire uses it
    /// for patching and for the analyser.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        let (prefix, index) = id.split_once('.').unwrap_or((id, "0"));
        let row = KindRow::of_prefix(prefix)?;
        let index = WireIndex::parse(index)?;
        (row.numbered == id.contains('.')).then_some(Self { row, index })
    }

    /// The kind's name in paths.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.row.kind
    }

    /// The number as people count, from 1.
    #[must_use]
    pub fn number(&self) -> u16 {
        self.index.number()
    }

    /// The index as the wire counts.
    #[must_use]
    pub fn index(&self) -> WireIndex {
        self.index
    }

    /// A strip of the same kind with another index.
    #[must_use]
    pub fn at(&self, index: WireIndex) -> Self {
        Self { index, ..*self }
    }

    /// The front part of its keys, without the dot behind: `i.0`, `m`.
    #[must_use]
    pub fn id(&self) -> String {
        match self.row.numbered {
            true => format!("{}.{}", self.row.prefix, self.index.get()),
            false => self.row.prefix.to_owned(),
        }
    }

    /// The key of a leaf on the wire: `i.0.mix`.
    #[must_use]
    pub fn key(&self, leaf: &str) -> String {
        format!("{}.{leaf}", self.id())
    }
}
