//! The reference data, where it is present: the whole trees of two Ui24Rs,
//! and the list of all known keys.

use std::collections::BTreeMap;

use soundcraft::Raw;

use crate::bench::{Bench, rta};
use crate::{known, whole};

/// `MEDIATRIX_REFERENCE` names the folder with the reference data; the default is
/// where a checkout that has it keeps it.
fn reference(file: &str) -> Option<BTreeMap<String, serde_json::Value>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let folder = std::env::var("MEDIATRIX_REFERENCE").unwrap_or_else(|_| default.to_owned());
    let Ok(text) = std::fs::read_to_string(format!("{folder}/{file}")) else {
        println!("skipped: {file} is not here (set MEDIATRIX_REFERENCE)");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn reference_tree(file: &str) -> Option<Vec<(String, Raw)>> {
    let raw = |value: serde_json::Value| match value.as_f64() {
        Some(number) => Raw::Number(number),
        None => Raw::Text(value.as_str().unwrap().to_owned()),
    };
    Some(reference(file)?.into_iter().map(|(key, value)| (key, raw(value))).collect())
}

#[test]
fn the_whole_tree_syncs_to_a_ui24r() {
    let Some(tree) = reference_tree("ui24r-params-fw33.json") else { return };
    let mut bench = Bench::opened();
    bench.lines(&known::dump(&tree));
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
    assert_eq!(bench.index().len(), 2_372);
}

#[test]
fn every_key_of_two_desks_is_mapped_and_makes_the_round_trip() {
    for (file, keys) in [("ui24r-params-fw33.json", 6_666), ("ui24r-params.json", 4_933)] {
        let Some(tree) = reference_tree(file) else { return };
        let count = whole::check(&tree);
        assert_eq!(count.keys, keys);
        println!("{file}: {count:?}");
    }
}

#[test]
fn the_list_of_known_keys_is_complete() {
    let Some(patterns) = reference("ui-key-patterns.json") else { return };
    let listed: Vec<_> = known::rows().map(|row| (row.pattern, row.counts)).collect();
    assert_eq!(listed.len(), patterns.len());
    for (pattern, counts) in listed {
        let known: Vec<usize> = serde_json::from_value(patterns[pattern]["c"].clone()).unwrap();
        assert_eq!(counts, known, "{pattern}");
    }
}
