//! Reads a surface off a dump: which strips, buses and leaves a desk has is
//! counted from its keys, never from its model name.
//!
//! **Source:** Soundcraft Ui protocol reference, models and parameter tree;
//! counts differ between models, firmware and even runs.

use std::collections::{BTreeMap, BTreeSet};

use desk::{Kind, Surface, Template};

use crate::Tree;
use crate::keys::{Extent, KINDS, KindRow, Rule, Split, Wire, WireIndex, rules};

/// By kind and wire leaf: which strips have it, and for which buses.
type Seen = BTreeMap<(&'static str, &'static str), BTreeSet<Spot>>;
type Spot = (WireIndex, Option<WireIndex>);

/// The surface of what mixing needs, [`Extent::Lean`], that a desk's keys
/// describe. Kinds without strips are left out, and so are leaves that no
/// strip of a kind has. An empty tree yields an empty surface.
#[must_use]
pub fn survey(tree: &Tree) -> Surface {
    survey_extent(tree, Extent::Lean)
}

/// The surface of everything that has a row in the table, [`Extent::Whole`].
#[must_use]
pub fn survey_full(tree: &Tree) -> Surface {
    survey_extent(tree, Extent::Whole)
}

pub(crate) fn survey_extent(tree: &Tree, extent: Extent) -> Surface {
    let mut seen = Seen::new();
    for split in tree.keys().filter_map(Split::of) {
        let shown = split.rules().find(|rule| rule.shows(extent));
        if let Some(rule) = shown {
            let leaf = (split.row.kind, rule.wire.key());
            seen.entry(leaf).or_default().insert((split.index, split.bus));
        }
    }
    Surface {
        model: model_name(tree.text("model")),
        firmware: tree.text("firmware").to_owned(),
        simulated: false,
        kinds: KINDS.iter().filter_map(|row| kind(row, &seen, extent)).collect(),
    }
}

/// The name people know a model by.
fn model_name(model: &str) -> String {
    match model {
        "ui12" => "Ui12".to_owned(),
        "ui16" => "Ui16".to_owned(),
        "ui24" => "Ui24R".to_owned(),
        other => other.to_owned(),
    }
}

fn kind(row: &KindRow, seen: &Seen, extent: Extent) -> Option<Kind> {
    let rules = || rules().filter(|rule| rule.shows(extent) && rule.covers(row.kind));
    // The first leaf of every kind is one that all its strips have.
    let first = rules().next()?;
    let count = if row.numbered {
        run(row.most, |index| has(row, seen, first, |strip, _| strip == index))
    } else {
        u16::from(rules().any(|rule| has(row, seen, rule, |_, _| true)))
    };
    if count == 0 {
        return None;
    }
    let within = |strip: WireIndex| strip.number() <= count;
    let params = rules().filter_map(|rule| template(row, seen, rule, within)).collect();
    Some(Kind {
        id: row.kind.to_owned(),
        count,
        single: !row.numbered,
        params,
        meters: row.meters.to_vec(),
    })
}

/// The template of a rule, if any strip has its key.
fn template(
    row: &KindRow,
    seen: &Seen,
    rule: &Rule,
    within: impl Fn(WireIndex) -> bool,
) -> Option<Template> {
    let present = |bus| has(row, seen, rule, |strip, at| within(strip) && at == bus);
    let template = match rule.wire {
        Wire::Key(_) if rule.repeats() => {
            let repeat = run(rule.most, |bus| present(Some(bus)));
            (repeat > 0).then(|| Template::each(rule.leaf, repeat, rule.law))
        }
        Wire::Bits { count, .. } if rule.repeats() => {
            present(None).then(|| Template::each(rule.leaf, u16::from(count), rule.law))
        }
        _ => present(None).then(|| Template::once(rule.leaf, rule.law)),
    };
    template.map(|template| template.with_access(rule.access))
}

/// How many indices in a row from the first one hold.
fn run(most: u16, holds: impl Fn(WireIndex) -> bool) -> u16 {
    let numbers = (1..=most).map_while(|number| {
        WireIndex::of_number(number).filter(|&index| holds(index)).map(|_| number)
    });
    numbers.last().unwrap_or(0)
}

/// Whether a rule's key was seen at a strip and bus that `at` accepts.
fn has(
    row: &KindRow,
    seen: &Seen,
    rule: &Rule,
    at: impl Fn(WireIndex, Option<WireIndex>) -> bool,
) -> bool {
    seen.get(&(row.kind, rule.wire.key()))
        .is_some_and(|spots| spots.iter().any(|&(strip, bus)| at(strip, bus)))
}

#[cfg(test)]
mod tests;
