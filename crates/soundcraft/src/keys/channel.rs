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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_are_found_by_number_key_and_id() {
        for (kind, number, id, key) in
            [("input", 1, "i.0", "i.0.eq.b1.freq"), ("vca", 6, "v.5", "v.5.mix")]
        {
            let channel = Channel::new(kind, number).unwrap();
            assert_eq!((channel.kind(), channel.number()), (kind, number));
            assert_eq!(channel.id(), id);
            assert_eq!(Channel::of_key(key), Some(channel));
            assert_eq!(Channel::of_id(id), Some(channel));
        }
        let master = Channel::new("master", 1).unwrap();
        assert_eq!((master.id(), master.key("mix")), ("m".into(), "m.mix".into()));
        assert_eq!(Channel::of_key("m.mtx.3.value"), Some(master));
        assert_eq!(Channel::of_id("m"), Some(master));
    }

    #[test]
    fn what_is_no_strip_is_none() {
        for key in ["mgmask", "settings.solotype", "i", "i.0", "i.x.mix", "hw.0.gain", ""] {
            assert_eq!(Channel::of_key(key), None, "{key}");
        }
        for id in ["", "i", "m.0", "i.", "i.00", "x.0", "hw.0"] {
            assert_eq!(Channel::of_id(id), None, "{id}");
        }
        assert_eq!(Channel::new("input", 0), None);
        assert_eq!(Channel::new("master", 2), None);
        assert_eq!(Channel::new("desk", 1), None);
    }
}
