//! The whole tree of a current Ui24R, where that file is present.

use std::collections::{BTreeMap, BTreeSet};

use desk::{Encoding, Law};
use soundcraft::keys::Place;

use crate::bench::{Bench, rta};

/// `MEDIATRIX_REFERENCE` names the folder with the reference data; the default is
/// where a checkout that has it keeps it.
fn reference_tree() -> Option<BTreeMap<String, serde_json::Value>> {
    let file = "ui24r-params-fw33.json";
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let folder = std::env::var("MEDIATRIX_REFERENCE").unwrap_or_else(|_| default.to_owned());
    let Ok(text) = std::fs::read_to_string(format!("{folder}/{file}")) else {
        println!("skipped: {file} is not here (set MEDIATRIX_REFERENCE)");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn lines(tree: &BTreeMap<String, serde_json::Value>) -> Vec<String> {
    let texts =
        tree.iter().filter_map(|(key, value)| Some(format!("SETS^{key}^{}", value.as_str()?)));
    let numbers =
        tree.iter().filter_map(|(key, value)| Some(format!("SETD^{key}^{}", value.as_f64()?)));
    texts.chain(numbers).collect()
}

#[test]
fn the_whole_tree_syncs_to_a_ui24r() {
    let Some(tree) = reference_tree() else { return };
    let mut bench = Bench::opened();
    bench.lines(&lines(&tree));
    bench.text(&rta());
    bench.run(300);
    assert_eq!(bench.driver.counters().malformed, 0);
    let surface = bench.surface();
    assert_eq!((surface.model.as_str(), surface.firmware.as_str()), ("Ui24R", "3.3.8293-ui24"));
    let kinds: Vec<_> = surface.kinds.iter().map(|kind| (kind.id.as_str(), kind.count)).collect();
    assert_eq!(
        kinds,
        [
            ("input", 24),
            ("line", 2),
            ("player", 2),
            ("fx", 4),
            ("sub", 6),
            ("aux", 10),
            ("vca", 6),
            ("master", 1),
            ("desk", 1),
        ]
    );
    assert_eq!(surface.meter_count(), 3 * (24 + 2 + 2 + 4 + 6 + 10 + 1));

    // Every parameter stands on a key of the tree, and says its value.
    let index = bench.index();
    let mut used = BTreeSet::new();
    for id in index.ids() {
        let path = index.path(id).unwrap();
        let place = Place::of_path(&path).unwrap_or_else(|| panic!("{path} has no place"));
        let key = place.key();
        let raw = tree.get(&key).unwrap_or_else(|| panic!("{path} stands on {key}"));
        let value = &bench.values[usize::from(id.0)];
        match (index.get(id).unwrap().law(), raw.as_f64()) {
            (Law::Text { .. }, _) => assert_eq!(value.as_text(), raw.as_str().unwrap(), "{path}"),
            (law, Some(number)) => {
                assert_eq!(law.encoding(), Encoding::Short, "{path}");
                let read = match place.bit() {
                    Some(bit) => f64::from(number as u32 >> bit & 1),
                    None => number,
                };
                let shown = if law == Law::Toggle || matches!(law, Law::Choice { .. }) {
                    f64::from(u8::from(value.is_on()))
                } else {
                    value.as_level().unwrap().position()
                };
                assert!((shown - read).abs() < 1.0 / 131_000.0, "{path}: {shown} is not {read}");
            }
            (law, None) => panic!("{path} is {law:?} on a text"),
        }
        used.insert(key);
    }

    // Every key with a rule has its parameter, and makes the round trip.
    let mut mapped = 0;
    for key in tree.keys() {
        let places = Place::of_key(key);
        mapped += usize::from(!places.is_empty());
        for place in places {
            assert_eq!(&place.key(), key);
            assert_eq!(Place::of_path(&place.path()), Some(place));
            assert!(index.find(&place.path()).is_some(), "{key} has no parameter");
            assert!(used.contains(key));
        }
    }
    assert_eq!(used.len(), mapped);
    println!("{} keys, {mapped} of them mapped to {} parameters", tree.len(), index.len());
}
