//! A place: one parameter of one strip, which can say its path and its wire
//! key and be read back from either.

use super::{KindRow, Rule, Split, Wire, WireIndex, plain_number, table};
use crate::mirror::Raw;

/// One mapped parameter of one strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    row: &'static KindRow,
    index: WireIndex,
    rule: &'static Rule,
    bus: Option<WireIndex>,
}

impl Place {
    /// The place of a strip's leaf. `number` and `bus` count from 1; `bus` is
    /// 0 for leaves that stand once. `None` where no rule covers it.
    #[must_use]
    pub fn new(kind: &str, number: u16, leaf: &str, bus: u16) -> Option<Self> {
        let row = KindRow::of_kind(kind)?;
        let rule = table::of_leaf(kind, leaf)?;
        let index = WireIndex::of_number(number)?;
        Self::checked(row, index, rule, WireIndex::of_number(bus))
    }

    fn checked(
        row: &'static KindRow,
        index: WireIndex,
        rule: &'static Rule,
        bus: Option<WireIndex>,
    ) -> Option<Self> {
        let within = bus.is_none_or(|bus| bus.get() < rule.most);
        let single = row.numbered || index.get() == 0;
        (rule.repeats() == bus.is_some() && within && single).then_some(Self {
            row,
            index,
            rule,
            bus,
        })
    }

    /// The places whose values a wire key carries: one for a plain key,
    /// several for a mask, none for a key that is not mapped.
    #[must_use]
    pub fn of_key(key: &str) -> Vec<Self> {
        let Some(split) = Split::of(key) else {
            return Vec::new();
        };
        let mut places = Vec::new();
        for rule in split.rules() {
            let at = |bus| Self::checked(split.row, split.index, rule, bus);
            match rule.wire {
                Wire::Key(_) => places.extend(at(split.bus)),
                Wire::Bits { count, .. } if rule.repeats() => {
                    places.extend(
                        (1..=u16::from(count)).filter_map(|group| at(WireIndex::of_number(group))),
                    );
                }
                Wire::Bits { .. } => places.extend(at(None)),
            }
        }
        places
    }

    /// The place behind a readable path.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let (kind, rest) = path.split_once('.')?;
        let row = KindRow::of_kind(kind)?;
        let (number, rest) = if row.numbered {
            let (number, rest) = rest.split_once('.')?;
            (plain_number(number)?, rest)
        } else {
            (1, rest)
        };
        // The one number below the strip is the bus.
        let bus = rest.split('.').find_map(plain_number);
        let leaf: Vec<&str> =
            rest.split('.').map(|part| plain_number(part).map_or(part, |_| "{}")).collect();
        let place = Self::new(kind, number, &leaf.join("."), bus.unwrap_or(0))?;
        // `input.01.level` and `aux.2` twice must not be other names of one.
        (place.path() == path).then_some(place)
    }

    /// The readable path: `input.1.aux.3.level`.
    #[must_use]
    pub fn path(&self) -> String {
        let leaf = match self.bus {
            Some(bus) => self.rule.leaf.replace("{}", &bus.number().to_string()),
            None => self.rule.leaf.to_owned(),
        };
        if self.row.numbered {
            format!("{}.{}.{leaf}", self.row.kind, self.index.number())
        } else {
            format!("{}.{leaf}", self.row.kind)
        }
    }

    /// The wire key: `i.0.aux.2.value`. Places that share a mask share it.
    #[must_use]
    pub fn key(&self) -> String {
        let key = self.rule.wire.key();
        let key = match (self.rule.wire, self.bus) {
            (Wire::Key(_), Some(bus)) => {
                key.replace("{}", &bus.get().to_string()).replace('#', &bus.number().to_string())
            }
            _ => key.to_owned(),
        };
        match (self.row.prefix, self.row.numbered) {
            ("", _) => key,
            (prefix, true) => format!("{prefix}.{}.{key}", self.index.get()),
            (prefix, false) => format!("{prefix}.{key}"),
        }
    }

    /// The bit of the key's value that is this place's; `None` when the whole
    /// value is.
    #[must_use]
    pub fn bit(&self) -> Option<u8> {
        match self.rule.wire {
            Wire::Key(_) => None,
            Wire::Bits { first, .. } => {
                let offset = self.bus.map_or(0, WireIndex::get);
                Some(first + u8::try_from(offset).ok()?)
            }
        }
    }

    /// The raw value its key has when the desk leaves the factory.
    #[must_use]
    pub fn factory(&self) -> Raw {
        self.rule.factory.at(self.bus.unwrap_or(self.index).get())
    }

    /// The row of the table it comes from.
    #[must_use]
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }
}
