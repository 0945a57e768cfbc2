//! The table: which leaf of which kind of strip is which wire key. A new leaf
//! is one row in one of the sections and nothing elsewhere. A surface lists
//! the leaves of a kind in the order of these rows.
//!
//! **Source:** Soundcraft Ui protocol reference, parameter tree and value
//! laws; defaults are those of a Ui24R with firmware 3.3.

mod dynamics;
mod eq;
mod feedback;
mod fx;
mod groups;
mod input;
mod patch;
mod sends;
mod settings;
mod state;
mod strip;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::rule::Rule;

/// The sections, in the order in which a surface lists their leaves.
const SECTIONS: &[&[Rule]] = &[
    strip::ROWS,
    sends::ROWS,
    groups::ROWS,
    input::ROWS,
    eq::ROWS,
    dynamics::ROWS,
    feedback::ROWS,
    fx::ROWS,
    patch::ROWS,
    settings::ROWS,
    state::ROWS,
];

type Rows = BTreeMap<&'static str, Vec<&'static Rule>>;

static BY_KEY: LazyLock<Rows> = LazyLock::new(|| gather(|rule| rule.wire.key()));
static BY_LEAF: LazyLock<Rows> = LazyLock::new(|| gather(|rule| rule.leaf));

fn gather(name: impl Fn(&Rule) -> &'static str) -> Rows {
    let mut rows = Rows::new();
    for rule in rules() {
        rows.entry(name(rule)).or_default().push(rule);
    }
    rows
}

/// All rows, in the order a surface lists their leaves.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    SECTIONS.iter().copied().flatten()
}

/// The rows of a kind whose wire key below the strip this is: one for a plain
/// key, several for a mask.
pub(super) fn of_key(kind: &str, key: &str) -> impl Iterator<Item = &'static Rule> {
    let rows = BY_KEY.get(key).map_or(&[][..], Vec::as_slice);
    rows.iter().copied().filter(move |rule| rule.covers(kind))
}

/// The row of a kind with this leaf.
pub(super) fn of_leaf(kind: &str, leaf: &str) -> Option<&'static Rule> {
    let rows = BY_LEAF.get(leaf)?;
    rows.iter().copied().find(|rule| rule.covers(kind))
}
