//! The whole tree: every known key of every model has its parameter or a
//! reason for having none, says its value, and takes one.

use std::collections::BTreeMap;

use desk::{Access, Encoding, Law, ParamId, Value};
use soundcraft::keys::{Place, Reason, Scale, rules, unmapped};
use soundcraft::{Raw, SetError};

use crate::bench::Bench;
use crate::known::{self, ALL, UI24R_FW3};

/// Half a step of sixteen bits, and the desk's ten digits.
const WITHIN: f64 = 1.0 / 131_000.0;

/// What a whole surface amounts to.
#[derive(Debug, PartialEq)]
pub struct Count {
    pub keys: usize,
    pub mapped: usize,
    pub parameters: usize,
    pub holes: usize,
}

/// Checks a desk with this tree in every respect.
pub fn check(tree: &[(String, Raw)]) -> Count {
    let mut bench = Bench::live_whole(&known::dump(tree));
    assert_eq!(bench.driver.counters().malformed, 0);
    let mapped = every_key_is_known(&bench, tree);
    let holes = bench.index().ids().filter(|&id| !is_told(&bench, id, tree)).count();
    values_say_what_keys_say(&bench, tree);
    everything_can_be_moved_and_put_back(&mut bench, tree);
    Count { keys: tree.len(), mapped, parameters: bench.index().len(), holes }
}

fn place(bench: &Bench, id: ParamId) -> Place {
    let path = bench.index().path(id).unwrap();
    Place::of_path(&path).unwrap_or_else(|| panic!("{path} has no place"))
}

fn is_told(bench: &Bench, id: ParamId, tree: &[(String, Raw)]) -> bool {
    let key = place(bench, id).key();
    tree.binary_search_by(|(known, _)| known.as_str().cmp(&key)).is_ok()
}

fn every_key_is_known(bench: &Bench, tree: &[(String, Raw)]) -> usize {
    let mut mapped = 0;
    for (key, raw) in tree {
        let places = Place::of_key(key);
        let reason = unmapped(key);
        assert_eq!(places.is_empty(), reason.is_some(), "{key} is mapped, or has a reason");
        for place in &places {
            assert_eq!(&place.key(), key);
            assert_eq!(Place::of_path(&place.path()), Some(*place));
            assert!(bench.index().find(&place.path()).is_some(), "{key} has no parameter");
        }
        // Mapped or not, it can be read as it is; all but one.
        let kept = (reason != Some(Reason::Secret)).then_some(raw);
        assert_eq!(bench.driver.raw(key), kept, "{key}");
        mapped += usize::from(!places.is_empty());
    }
    mapped
}

fn values_say_what_keys_say(bench: &Bench, tree: &[(String, Raw)]) {
    let tree: BTreeMap<&str, &Raw> = tree.iter().map(|(key, raw)| (key.as_str(), raw)).collect();
    for id in bench.index().ids() {
        let place = place(bench, id);
        let path = place.path();
        let value = &bench.values[usize::from(id.0)];
        let law = bench.index().get(id).unwrap().law();
        assert_eq!(value.check(&law), Ok(()), "{path}");
        let factory = place.factory();
        let raw = tree.get(place.key().as_str()).copied().unwrap_or(&factory);
        let told = match (raw, place.rule().scale) {
            (Raw::Text(text), _) => {
                assert_eq!(value.as_text(), text, "{path}");
                continue;
            }
            (Raw::Number(number), Scale::Plain) => *number,
            (Raw::Number(number), Scale::From(first)) => number - f64::from(first),
            (Raw::Number(number), Scale::Upto(end)) => number / end,
        };
        let told = match place.bit() {
            Some(bit) => f64::from(told as u32 >> bit & 1),
            None => told,
        };
        let shown = match value {
            Value::Float(number) => f64::from(*number),
            Value::Short(short) if matches!(law, Law::Toggle | Law::Choice { .. }) => {
                f64::from(*short)
            }
            Value::Short(_) => value.as_level().unwrap().position(),
            Value::Text(_) => panic!("{path} is a text on a number"),
        };
        assert!((shown - told).abs() <= WITHIN, "{path}: {shown} is not {told}");
    }
}

/// Another value that a law allows.
fn other(value: &Value, law: Law) -> Value {
    match (value, law) {
        (Value::Short(short), Law::Toggle) => Value::Short(1 - short),
        (Value::Short(short), Law::Choice { count }) => Value::Short((short + 1) % count),
        (Value::Short(short), _) => Value::Short(u16::MAX - short),
        (Value::Float(number), _) => Value::Float(number + 1.5),
        (Value::Text(_), _) => Value::Text("other".into()),
    }
}

fn everything_can_be_moved_and_put_back(bench: &mut Bench, tree: &[(String, Raw)]) {
    let ids: Vec<ParamId> = bench.index().ids().collect();
    let values = bench.values.clone();
    let mut movable = Vec::new();
    for &id in &ids {
        let value = &values[usize::from(id.0)];
        let moved = other(value, bench.index().get(id).unwrap().law());
        let expected = if !is_told(bench, id, tree) {
            Err(SetError::Unknown(id))
        } else if place(bench, id).rule().access == Access::Told {
            Err(SetError::ReadOnly(id))
        } else {
            movable.push(id);
            Ok(())
        };
        assert_eq!(bench.driver.set(bench.now(), id, &moved), expected);
        if expected.is_ok() {
            assert_eq!(bench.driver.value(id), Some(&moved));
        }
    }
    bench.run(100);
    for &id in &movable {
        bench.driver.set(bench.now(), id, &values[usize::from(id.0)]).unwrap();
    }
    bench.run(100);

    // What went out last puts the desk where it was.
    let mut sent: BTreeMap<String, Raw> = BTreeMap::new();
    for line in bench.drain().lines() {
        let (verb, rest) = line.split_once('^').unwrap();
        let (key, value) = rest.split_once('^').unwrap();
        let raw = match verb {
            "SETD" => Raw::Number(value.parse().unwrap()),
            _ => Raw::Text(value.to_owned()),
        };
        sent.insert(key.to_owned(), raw);
    }
    for (key, raw) in tree {
        let place = Place::of_key(key).first().copied();
        let Some(place) = place.filter(|place| place.rule().access != Access::Told) else {
            assert!(!sent.contains_key(key), "{key}");
            continue;
        };
        let law = place.rule().law;
        match (&sent[key], raw) {
            (Raw::Number(back), Raw::Number(number)) if law.encoding() == Encoding::Short => {
                let discrete = matches!(law, Law::Toggle | Law::Choice { .. });
                let off = (back - number).abs();
                assert!(off <= if discrete { 0.0 } else { WITHIN }, "{key}: {back}, not {number}");
            }
            (back, raw) => assert_eq!(back, raw, "{key}"),
        }
    }
}

#[test]
fn every_known_key_of_every_model_is_mapped() {
    let count = |keys, mapped, parameters, holes| Count { keys, mapped, parameters, holes };
    let expected = [
        count(2_044, 1_970, 2_151, 54),
        count(2_706, 2_620, 2_867, 90),
        count(4_933, 4_814, 5_223, 162),
        count(6_620, 6_489, 6_946, 180),
        count(6_666, 6_535, 6_992, 180),
    ];
    let found = ALL.map(|desk| {
        let mut tree = known::tree(desk);
        tree.sort_by(|(a, _), (b, _)| a.cmp(b));
        check(&tree)
    });
    assert_eq!(found, expected);
}

#[test]
fn the_table_knows_the_factory_values() {
    for row in known::rows().filter(|row| !row.differs && row.counts[4] > 0) {
        let key = row.pattern.replace(".N", ".0");
        for place in Place::of_key(&key) {
            let expected = match row.is_text {
                true => Raw::Text(row.factory.to_owned()),
                false => Raw::Number(row.factory.parse().unwrap()),
            };
            same(&key, &place.factory(), &expected);
        }
    }
    for (key, text) in [
        ("i.19.src", "hw.19"),
        ("i.20.src", "none"),
        ("l.1.scsrc", "ua.21"),
        ("hwoutaux.7.src", "a.7"),
        ("hwoutaux.8.src", ""),
        ("usbdaw.31.src", "li.1"),
        ("mtk.scout.20", "l.0"),
    ] {
        same(key, &Place::of_key(key)[0].factory(), &Raw::Text(text.into()));
    }
    for (key, number) in [
        ("l.1.pan", 1.0),
        ("p.0.stereoIndex", 0.0),
        ("i.7.eq.b4.freq", 0.887_124_964),
        ("settings.hpvol.1", std::f64::consts::FRAC_1_SQRT_2),
        ("f.3.fxtype", 3.0),
    ] {
        same(key, &Place::of_key(key)[0].factory(), &Raw::Number(number));
    }
}

/// Numbers that the desk keeps in single precision differ in the ninth digit.
fn same(key: &str, found: &Raw, expected: &Raw) {
    match (found, expected) {
        (Raw::Number(a), Raw::Number(b)) => assert!((a - b).abs() < 1e-6, "{key}: {a}, not {b}"),
        _ => assert_eq!(found, expected, "{key}"),
    }
}

/// No row is there for a key that no desk has; the one exception is a key
/// that the manufacturer's client writes and no dump shows.
#[test]
fn no_row_is_idle() {
    let known: Vec<(String, Raw)> = ALL.iter().flat_map(|&desk| known::tree(desk)).collect();
    let places: Vec<Place> = known.iter().flat_map(|(key, _)| Place::of_key(key)).collect();
    let idle = rules().filter(|rule| !places.iter().any(|place| place.rule() == *rule));
    assert_eq!(idle.map(|rule| rule.leaf).collect::<Vec<_>>(), ["player.shuffle"]);
}

#[test]
fn the_access_password_is_nowhere() {
    let mut tree = known::tree(UI24R_FW3);
    for (key, raw) in &mut tree {
        if key == "settings.block.pass" {
            *raw = Raw::Text("hunter2".into());
        }
    }
    let mut bench = Bench::live_whole(&known::dump(&tree));
    bench.lines(&["SETS^settings.block.pass^hunter3"]);
    assert_eq!(bench.driver.raw("settings.block.pass"), None);
    assert!(bench.changes().is_empty());
    let refused = bench.driver.set_raw(bench.now(), "settings.block.pass", Raw::Text("x".into()));
    assert_eq!(refused, Err(SetError::Raw("settings.block.pass".into())));
    let all = format!("{:?} {:?} {:?}", bench.driver, bench.values, bench.surface());
    assert!(!all.contains("hunter"));
}
