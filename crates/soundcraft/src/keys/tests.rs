//! Paths to keys and back.

use proptest::prelude::*;

use super::*;

/// Path, wire key, and the bit of its value.
const PAIRS: &[(&str, &str, Option<u8>)] = &[
    ("input.1.level", "i.0.mix", None),
    ("input.24.mute", "i.23.mute", None),
    ("line.2.pan", "l.1.pan", None),
    ("player.1.solo", "p.0.solo", None),
    ("fx.4.name", "f.3.name", None),
    ("sub.6.level", "s.5.mix", None),
    ("aux.10.level", "a.9.mix", None),
    ("vca.6.mute", "v.5.mute", None),
    ("master.level", "m.mix", None),
    ("master.pan", "m.pan", None),
    ("master.name", "m.name", None),
    ("master.dim", "m.dim", None),
    ("input.3.color", "i.2.color", None),
    ("aux.1.force_unmute", "a.0.forceunmute", None),
    ("input.1.mute_group.1", "i.0.mgmask", Some(0)),
    ("vca.2.mute_group.6", "v.1.mgmask", Some(5)),
    ("input.1.aux.3.level", "i.0.aux.2.value", None),
    ("fx.2.aux.10.mute", "f.1.aux.9.mute", None),
    ("line.1.aux.1.pan", "l.0.aux.0.pan", None),
    ("player.2.aux.1.post", "p.1.aux.0.post", None),
    ("sub.1.fx.4.level", "s.0.fx.3.value", None),
    ("input.20.fx.1.mute", "i.19.fx.0.mute", None),
    ("player.1.fx.2.post", "p.0.fx.1.post", None),
    ("desk.mute_group.3.active", "mgmask", Some(2)),
    ("desk.mute_group.3.name", "mg.2.name", None),
    ("desk.mute_fx", "mgmask", Some(22)),
    ("desk.mute_all", "mgmask", Some(23)),
    ("input.21.eq.band.4.freq", "i.20.eq.b4.freq", None),
    ("sub.6.eq.hpf.slope", "s.5.eq.hpf.slope", None),
    ("aux.10.eq.graphic.31", "a.9.eq.peak.30", None),
    ("master.eq.left.graphic.1", "m.eq.peak.l.0", None),
    ("master.dyn.right.hold", "m.dyn.r.hold", None),
    ("fx.3.param.6", "f.2.par6", None),
    ("sub.3.matrix.10.level", "s.2.mtx.9.value", None),
    ("master.matrix.7.mute", "m.mtx.6.mute", None),
    ("aux.1.afs.filter.12", "a.0.afs.eq.11", None),
    ("input.1.source", "i.0.src", None),
    ("desk.preamp.20.gain", "hw.19.gain", None),
    ("desk.patch.computer.32", "usbdaw.31.src", None),
    ("desk.patch.playback.22", "mtk.scout.21", None),
    ("desk.headphones.2.level", "settings.hpvol.1", None),
    ("desk.view_group.6.members", "vg.5", None),
    ("desk.view_group.6.name", "vg.5.name", None),
    ("desk.multitrack.soundcheck", "var.mtk.soundcheck", None),
];

#[test]
fn paths_and_keys_agree() {
    for &(path, key, bit) in PAIRS {
        let place = Place::of_path(path).unwrap_or_else(|| panic!("{path} has no place"));
        assert_eq!(place.path(), path);
        assert_eq!(place.key(), key, "{path}");
        assert_eq!(place.bit(), bit, "{path}");
        assert!(Place::of_key(key).contains(&place), "{key} misses {path}");
    }
}

#[test]
fn a_mask_carries_several_places() {
    let paths = |key| Place::of_key(key).iter().map(Place::path).collect::<Vec<_>>();
    assert_eq!(
        paths("mgmask"),
        [
            "desk.mute_group.1.active",
            "desk.mute_group.2.active",
            "desk.mute_group.3.active",
            "desk.mute_group.4.active",
            "desk.mute_group.5.active",
            "desk.mute_group.6.active",
            "desk.mute_fx",
            "desk.mute_all",
        ]
    );
    assert_eq!(paths("s.1.mgmask").len(), 6);
    assert_eq!(paths("s.1.mgmask")[5], "sub.2.mute_group.6");
}

#[test]
fn what_no_rule_covers_has_no_place() {
    for key in [
        "",
        ".",
        "i",
        "i.0",
        "i.mix",
        "i.00.mix",
        "i.-1.mix",
        "i.65535.mix",
        "i.0.eq.b5.freq",
        "i.0.eq.b0.freq",
        "i.0.eq.freq",
        "f.0.par7",
        "i.0.aux.0.1.value",
        "i.0.aux.{}.value",
        "s.0.aux.0.value",
        "f.0.fx.0.value",
        "v.0.pan",
        "m.0.mix",
        "m.mute",
        "l.0.color",
        "mix",
        "mg.0",
        "settings.mgmask",
        "settings.block.pass",
        "hw.64.gain",
        "hw.gain",
    ] {
        assert!(Place::of_key(key).is_empty(), "{key}");
    }
    for path in [
        "",
        "input",
        "input.0.level",
        "input.01.level",
        "input.1.mute_group.7",
        "input.1.mute_group.0",
        "input.1.aux.level",
        "input.1.aux.{}.level",
        "input.1.aux.1.level.1",
        "master.1.level",
        "master.mute",
        "desk.mgmask",
        "vca.1.pan",
    ] {
        assert!(Place::of_path(path).is_none(), "{path}");
    }
}

#[test]
fn every_row_makes_the_round_trip() {
    for rule in rules() {
        for kind in rule.kinds {
            let bus = u16::from(rule.repeats());
            let place = Place::new(kind, 1, rule.leaf, bus).unwrap();
            assert_eq!(place.rule(), rule);
            assert_eq!(Place::of_path(&place.path()), Some(place));
            let others = Place::of_key(&place.key());
            assert!(others.contains(&place), "{}", place.path());
        }
    }
}

#[test]
fn no_two_rows_claim_the_same_leaf_or_key() {
    let rules: Vec<_> = rules().collect();
    for (at, rule) in rules.iter().enumerate() {
        for other in &rules[at + 1..] {
            let shared = rule.kinds.iter().any(|kind| other.covers(kind));
            assert!(!shared || rule.leaf != other.leaf, "{}", rule.leaf);
            let whole = matches!(rule.wire, Wire::Key(_)) || matches!(other.wire, Wire::Key(_));
            assert!(!shared || !whole || rule.wire.key() != other.wire.key(), "{}", rule.leaf);
        }
    }
}

proptest! {
    #[test]
    fn any_key_or_path_is_taken_apart(text in "\\PC*|[imsapv]?\\.?[0-9]{0,6}[a-z0-9.{}]*") {
        for place in Place::of_key(&text) {
            prop_assert_eq!(place.key(), text.as_str());
            prop_assert_eq!(Place::of_path(&place.path()), Some(place));
        }
        if let Some(place) = Place::of_path(&text) {
            prop_assert!(Place::of_key(&place.key()).contains(&place));
        }
    }

    #[test]
    fn indices_and_numbers_differ_by_one(number in 1..=u16::MAX) {
        let index = WireIndex::of_number(number).unwrap();
        prop_assert_eq!(index.get(), number - 1);
        prop_assert_eq!(index.number(), number);
        prop_assert_eq!(WireIndex::parse(&index.get().to_string()), Some(index));
    }
}
