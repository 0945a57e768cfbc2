//! Trees for the tests of this folder: a desk as small as each test needs,
//! from lines such as `i.0.mix 0.5`.

use super::Write;
use crate::{Raw, Tree};

/// A tree of these keys; what is no number is a text.
pub(super) fn tree(keys: &str) -> Tree {
    let mut tree = Tree::default();
    for line in keys.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (key, value) = line.split_once(' ').unwrap_or((line, ""));
        let raw = value.parse().map_or_else(|_| Raw::Text(value.to_owned()), Raw::Number);
        assert!(tree.put(key, raw), "{line}");
    }
    tree
}

/// Writes as `key value`.
pub(super) fn shown(writes: &[Write]) -> Vec<String> {
    let one = |write: &Write| match &write.raw {
        Raw::Number(number) => format!("{} {number}", write.key),
        Raw::Text(text) => format!("{} {text}", write.key),
    };
    writes.iter().map(one).collect()
}

/// The tree after these writes.
pub(super) fn after(tree: &Tree, writes: &[Write]) -> Tree {
    let mut tree = tree.clone();
    for write in writes {
        tree.put(&write.key, write.raw.clone());
    }
    tree
}
