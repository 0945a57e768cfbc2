//! The desk's keys as it tells them, in order and within bounds.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::keys;

/// Most keys kept; known desks have fewer than 7,000.
const KEYS_MAX: usize = 20_000;
/// Longest key kept, in bytes; known keys stay below 40.
const KEY_MAX: usize = 128;
/// Longest text kept, in bytes.
const TEXT_MAX: usize = 16_384;

/// A value as the wire has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    /// A number, always finite.
    Number(f64),
    /// A text.
    Text(String),
}

impl Raw {
    /// The number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(_) => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Number(_) => None,
            Self::Text(text) => Some(text),
        }
    }
}

/// All keys a desk has told, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    keys: BTreeMap<String, Raw>,
}

impl Tree {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Raw> {
        self.keys.get(key)
    }

    /// The text of a key, empty where there is none.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.get(key).and_then(Raw::text).unwrap_or_default()
    }

    /// The number of a key, 0 where there is none.
    #[must_use]
    pub fn number(&self, key: &str) -> f64 {
        self.get(key).and_then(Raw::number).unwrap_or_default()
    }

    /// Whether a key is a switch that is on.
    #[must_use]
    pub fn is_on(&self, key: &str) -> bool {
        self.number(key) >= 0.5
    }

    /// Keeps a value. `false` when a bound refuses it: too many keys, too
    /// long a key or text, a number that is not finite, or the key of the
    /// access password, which is not kept at all.
    pub fn put(&mut self, key: &str, raw: Raw) -> bool {
        let fits = match &raw {
            Raw::Number(number) => number.is_finite(),
            Raw::Text(text) => text.len() <= TEXT_MAX,
        };
        if !fits || key.is_empty() || key.len() > KEY_MAX || keys::is_secret(key) {
            return false;
        }
        if let Some(kept) = self.keys.get_mut(key) {
            *kept = raw;
            return true;
        }
        if self.keys.len() >= KEYS_MAX {
            return false;
        }
        self.keys.insert(key.to_owned(), raw);
        true
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether the desk has told nothing yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// All keys that begin so, in order.
    pub fn keys_below<'a>(&'a self, front: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.keys.range::<str, _>((Bound::Included(front), Bound::Unbounded));
        from.map(|(key, _)| key.as_str()).take_while(move |key| key.starts_with(front))
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }
}
