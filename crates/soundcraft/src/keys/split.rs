//! A wire key taken apart: kind, strip, leaf and bus, before any rule says
//! whether that leaf is mapped.

use super::kinds::{KINDS, KindRow};
use super::{Rule, WireIndex, plain_number, table};

/// The parts of a wire key.
#[derive(Clone, Debug)]
pub struct Split {
    /// The kind of strip.
    pub row: &'static KindRow,
    /// Which strip of the kind; index 0 where there is one.
    pub index: WireIndex,
    /// The rest of the key with `{}` for the bus index, or `#` for a number
    /// at the end of a segment.
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
        let (head, _) = key.split_once('.').unwrap_or((key, ""));
        let (row, index, rest) = match KindRow::of_prefix(head) {
            Some(_) => Self::strip(key)?,
            None => {
                let desk = KINDS.iter().find(|row| row.prefix.is_empty())?;
                (desk, WireIndex::of_number(1)?, key)
            }
        };
        let mut bus = None;
        let mut leaf = String::with_capacity(rest.len());
        for segment in rest.split('.') {
            if !leaf.is_empty() {
                leaf.push('.');
            }
            let (stem, sign, index) = match WireIndex::parse(segment) {
                Some(index) => ("", "{}", Some(index)),
                None => match ends_in_number(segment) {
                    Some((stem, index)) => (stem, "#", Some(index)),
                    None => (segment, "", None),
                },
            };
            if index.is_some() && bus.is_some() {
                return None;
            }
            bus = bus.or(index);
            leaf.push_str(stem);
            leaf.push_str(sign);
        }
        Some(Self { row, index, leaf, bus })
    }

    /// The strip of a key and the rest behind it; `None` for the desk's keys.
    pub(super) fn strip(key: &str) -> Option<(&'static KindRow, WireIndex, &str)> {
        let (head, tail) = key.split_once('.')?;
        let row = KindRow::of_prefix(head)?;
        if !row.numbered {
            return Some((row, WireIndex::of_number(1)?, tail));
        }
        let (index, rest) = tail.split_once('.')?;
        Some((row, WireIndex::parse(index)?, rest))
    }

    /// The rules that this key carries values of: one for a plain key,
    /// several for a mask, none for a key that is not mapped.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + '_ {
        table::of_key(self.row.kind, &self.leaf)
            .filter(|rule| self.bus.is_none_or(|bus| bus.get() < rule.most))
    }
}

/// A segment such as `b1`: letters, then a number from 1.
fn ends_in_number(segment: &str) -> Option<(&str, WireIndex)> {
    let stem = segment.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = segment.get(stem.len()..).filter(|digits| !digits.is_empty())?;
    Some((stem, WireIndex::of_number(plain_number(number)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_at_the_end_of_a_segment_count_from_one() {
        let split = Split::of("i.3.eq.b2.freq").unwrap();
        assert_eq!((split.leaf.as_str(), split.bus), ("eq.b#.freq", WireIndex::parse("1")));
        for (key, leaf) in [
            ("f.0.par6", "par#"),
            ("f.0.par0", "par0"),
            ("f.0.par06", "par06"),
            ("settings.cascade.ch24solo", "settings.cascade.ch24solo"),
            ("a.1.link2master", "link2master"),
        ] {
            assert_eq!(Split::of(key).unwrap().leaf, leaf, "{key}");
        }
        assert!(Split::of("i.0.eq.b1.2").is_none());
    }
}
