//! Surfaces read off small trees.

use desk::{Index, kind, leaf};

use super::*;
use crate::Raw;
use crate::keys::BUSES_MAX;

fn tree(keys: &[&str]) -> Tree {
    let mut tree = Tree::default();
    for key in keys {
        assert!(tree.put(key, Raw::Number(0.0)));
    }
    tree
}

fn paths(tree: &Tree) -> Vec<String> {
    let index = Index::new(survey(tree)).unwrap();
    index.ids().map(|id| index.path(id).unwrap()).collect()
}

#[test]
fn nothing_told_is_no_surface() {
    assert!(survey(&Tree::default()).kinds.is_empty());
    assert!(survey(&tree(&["var.rta", "settings.solotype", "i.0.eq.bypass"])).kinds.is_empty());
}

#[test]
fn only_what_the_dump_has_is_there() {
    let tree =
        tree(&["i.0.mix", "i.1.mix", "i.1.mute", "i.0.aux.0.value", "i.0.aux.1.value", "m.mix"]);
    assert_eq!(
        paths(&tree),
        [
            "input.1.level",
            "input.1.mute",
            "input.1.aux.1.level",
            "input.1.aux.2.level",
            "input.2.level",
            "input.2.mute",
            "input.2.aux.1.level",
            "input.2.aux.2.level",
            "master.level",
        ]
    );
}

#[test]
fn counts_end_at_the_first_gap() {
    let surface =
        survey(&tree(&["i.0.mix", "i.1.mix", "i.3.mix", "i.0.aux.0.value", "i.0.aux.2.value"]));
    let (_, input) = surface.kind(kind::INPUT).unwrap();
    assert_eq!(input.count, 2);
    let sends = input.params.iter().find(|template| template.leaf == leaf::AUX_LEVEL);
    assert_eq!(sends.unwrap().repeat, 1);
}

#[test]
fn absurd_counts_are_bounded() {
    let mut tree = Tree::default();
    for strip in 0..200 {
        for bus in 0..80 {
            tree.put(&format!("i.{strip}.aux.{bus}.value"), Raw::Number(0.0));
        }
        tree.put(&format!("i.{strip}.mix"), Raw::Number(0.0));
    }
    let surface = survey(&tree);
    let (_, input) = surface.kind(kind::INPUT).unwrap();
    assert_eq!((input.count, input.params[1].repeat), (64, BUSES_MAX));
}

/// Every kind at its bounds with every leaf still fits sixteen bits.
#[test]
fn the_largest_surface_can_be_indexed() {
    let kinds = KINDS.iter().map(|row| Kind {
        id: row.kind.to_owned(),
        count: row.most,
        single: !row.numbered,
        params: rules()
            .filter(|rule| rule.covers(row.kind))
            .map(|rule| match rule.repeats() {
                true => Template::each(rule.leaf, rule.most, rule.law),
                false => Template::once(rule.leaf, rule.law),
            })
            .collect(),
        meters: row.meters.to_vec(),
    });
    let surface = Surface { kinds: kinds.collect(), ..Surface::default() };
    let most = Index::new(surface).unwrap().len();
    assert!((30_000..60_000).contains(&most), "{most} parameters");
}

#[test]
fn models_get_the_names_people_know() {
    for (told, name) in
        [("ui12", "Ui12"), ("ui16", "Ui16"), ("ui24", "Ui24R"), ("ui99", "ui99"), ("", "")]
    {
        assert_eq!(model_name(told), name);
    }
}
