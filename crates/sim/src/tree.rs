//! The parameter tree: every key of a model with its present value.
//! Who may write and who hears of it is the business of `desk`.

mod pattern;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::model::Model;
use crate::number;

const TABLES: [&str; 2] = [include_str!("tree/strips.txt"), include_str!("tree/globals.txt")];

/// The value of one key. The type of a key never changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Sent with `SETD`.
    Number(f64),
    /// Sent with `SETS`.
    Text(Arc<str>),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => f.write_str(&number::format(*number)),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// The place of a key in the tree: cheap to keep and to look up.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Slot(u32);

impl Slot {
    /// Where the key stands in dump order.
    pub(crate) fn position(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Debug)]
struct Entry {
    key: Arc<str>,
    value: Value,
}

/// All keys of one desk, in the order in which a dump tells them: texts first.
#[derive(Clone, Debug)]
pub struct Tree {
    entries: Vec<Entry>,
    slots: HashMap<Arc<str>, Slot>,
}

impl Tree {
    /// The tree of a desk as it leaves the factory.
    pub fn factory(model: Model) -> Self {
        let mut keys: Vec<(String, Value)> = Vec::new();
        for table in TABLES {
            match pattern::expand(table, model) {
                Ok(rows) => keys.extend(rows),
                // The tables are compiled in and a test reads every row.
                Err(bad) => tracing::error!("{bad}"),
            }
        }
        keys.sort_by(|(key, value), (other, with)| {
            let number = |value: &Value| matches!(value, Value::Number(_));
            number(value).cmp(&number(with)).then_with(|| key.cmp(other))
        });
        let mut tree = Self { entries: Vec::with_capacity(keys.len()), slots: HashMap::new() };
        for (key, value) in keys {
            tree.add(&key, value);
        }
        tree
    }

    /// Adds a key at the end, or changes the one that is there.
    pub(crate) fn add(&mut self, key: &str, value: Value) -> Slot {
        if let Some(slot) = self.slot(key) {
            self.entries[slot.0 as usize].value = value;
            return slot;
        }
        let key: Arc<str> = key.into();
        let slot = Slot(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(Entry { key: Arc::clone(&key), value });
        self.slots.insert(key, slot);
        slot
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no keys at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where a key is.
    pub fn slot(&self, key: &str) -> Option<Slot> {
        self.slots.get(key).copied()
    }

    /// Where the key at `position` in dump order is.
    pub fn slot_at(&self, position: usize) -> Option<Slot> {
        (position < self.entries.len()).then_some(Slot(position as u32))
    }

    /// The key at a slot.
    pub fn key(&self, slot: Slot) -> &str {
        &self.entries[slot.0 as usize].key
    }

    /// The value at a slot.
    pub fn value(&self, slot: Slot) -> &Value {
        &self.entries[slot.0 as usize].value
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.slot(key).map(|slot| self.value(slot))
    }

    /// The number at a slot; 0 for a text.
    pub fn number(&self, slot: Slot) -> f64 {
        match self.value(slot) {
            Value::Number(number) => *number,
            Value::Text(_) => 0.0,
        }
    }

    /// Writes a value of the same type. Says whether the value is a new one,
    /// or `None` when the type is wrong and nothing was written.
    pub(crate) fn write(&mut self, slot: Slot, value: Value) -> Option<bool> {
        let present = &mut self.entries[slot.0 as usize].value;
        if std::mem::discriminant(present) != std::mem::discriminant(&value) {
            return None;
        }
        let new = *present != value;
        *present = value;
        Some(new)
    }

    /// The line that tells the value at a slot.
    pub fn line(&self, slot: Slot) -> String {
        let Entry { key, value } = &self.entries[slot.0 as usize];
        let verb = match value {
            Value::Number(_) => "SETD",
            Value::Text(_) => "SETS",
        };
        format!("{verb}^{key}^{value}")
    }

    /// Every key with its value, in dump order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries.iter().map(|entry| (&*entry.key, &entry.value))
    }
}

#[cfg(test)]
mod tests;
