//! The tree against the facts: rows are sound, and where the collected
//! parameter data is at hand, every key, type and default agrees with it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::*;

#[test]
fn every_row_can_be_read_and_no_key_comes_twice() {
    for model in Model::ALL {
        let mut keys = Vec::new();
        for table in TABLES {
            keys.extend(pattern::expand(table, model).unwrap());
        }
        let told = keys.len();
        keys.sort_by(|left, right| left.0.cmp(&right.0));
        keys.dedup_by(|left, right| left.0 == right.0);
        assert_eq!(keys.len(), told, "{model}");
        assert_eq!(Tree::factory(model).len(), told, "{model}");
    }
}

#[test]
fn sizes_of_the_models() {
    for (model, keys) in [(Model::Ui12, 2044), (Model::Ui16, 2706), (Model::Ui24R, 6666)] {
        assert_eq!(Tree::factory(model).len(), keys, "{model}");
    }
}

#[test]
fn texts_come_before_numbers() {
    let tree = Tree::factory(Model::Ui16);
    let number = |value: &Value| matches!(value, Value::Number(_));
    let first = tree.iter().position(|(_, value)| number(value)).unwrap();
    assert!(tree.iter().skip(first).all(|(_, value)| number(value)));
    assert_eq!(tree.get("model"), Some(&Value::Text("ui16".into())));
}

#[test]
fn a_key_keeps_its_type() {
    let mut tree = Tree::factory(Model::Ui12);
    let mix = tree.slot("i.0.mix").unwrap();
    assert_eq!(tree.write(mix, Value::Text("loud".into())), None);
    assert_eq!(tree.write(mix, Value::Number(0.5)), Some(true));
    assert_eq!(tree.write(mix, Value::Number(0.5)), Some(false));
    assert_eq!(tree.line(mix), "SETD^i.0.mix^0.5");
    assert_eq!(tree.line(tree.slot("i.0.name").unwrap()), "SETS^i.0.name^");
}

/// A file of the collected desk data, or nothing when it is not on this machine.
fn data(name: &str) -> Option<serde_json::Value> {
    // Without a word from outside: the folder beside this workspace.
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(3)
        .map(|parent| parent.join("shared").join("data"));
    let folder = std::env::var_os("MEDIATRIX_REFERENCE").map(PathBuf::from).or(beside)?;
    match std::fs::read_to_string(folder.join(name)) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            eprintln!("skipped: {name} is not in {}", folder.display());
            None
        }
    }
}

#[test]
fn ui24r_equals_the_collected_tree() {
    let Some(collected) = data("ui24r-params-fw33.json") else { return };
    let collected: BTreeMap<String, String> = collected
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| (key.clone(), described(value)))
        .collect();
    let tree = Tree::factory(Model::Ui24R);
    let ours: BTreeMap<String, String> = tree
        .iter()
        .map(|(key, value)| {
            (
                key.to_owned(),
                match value {
                    Value::Number(number) => format!("n {number}"),
                    Value::Text(text) => format!("s {text}"),
                },
            )
        })
        .collect();
    let missing: Vec<_> = collected.iter().filter(|(key, _)| !ours.contains_key(*key)).collect();
    let extra: Vec<_> = ours.iter().filter(|(key, _)| !collected.contains_key(*key)).collect();
    let other: Vec<_> = collected
        .iter()
        .filter(|(key, value)| ours.get(*key).is_some_and(|our| our != *value))
        .collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
    assert!(extra.is_empty(), "extra: {extra:?}");
    assert!(other.is_empty(), "different: {other:?}");
}

fn described(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => format!("s {text}"),
        number => format!("n {}", number.as_f64().unwrap()),
    }
}

#[test]
fn every_family_has_the_collected_size() {
    let Some(patterns) = data("ui-key-patterns.json") else { return };
    for (model, column) in [(Model::Ui12, 0), (Model::Ui16, 1), (Model::Ui24R, 4)] {
        let mut counts: BTreeMap<(String, &str), u64> = BTreeMap::new();
        for (key, value) in Tree::factory(model).iter() {
            let kind = if matches!(value, Value::Number(_)) { "n" } else { "s" };
            *counts.entry((family(key), kind)).or_default() += 1;
        }
        for (pattern, facts) in patterns.as_object().unwrap() {
            let expected = facts["c"][column].as_u64().unwrap();
            let kind = facts["t"].as_str().unwrap();
            let kind = if kind == "n" { "n" } else { "s" };
            let ours = counts.remove(&(pattern.clone(), kind)).unwrap_or(0);
            assert_eq!(ours, expected, "{model} {pattern}");
        }
        assert!(counts.is_empty(), "{model}: {counts:?}");
    }
}

/// `i.3.eq.b1.freq` belongs to `i.N.eq.b1.freq`.
fn family(key: &str) -> String {
    let index = |part: &&str| part.chars().all(|letter| letter.is_ascii_digit());
    let parts: Vec<_> = key.split('.').map(|part| if index(&part) { "N" } else { part }).collect();
    parts.join(".")
}
