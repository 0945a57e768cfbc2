//! Pairs, made, moved and taken apart.

use super::super::bench::{after, shown, tree};
use super::super::{entailed, spread};
use super::*;

/// Inputs 1 and 2 alone, 3 and 4 a pair; auxes 1 and 2 alone, 3 and 4 a pair.
fn desk() -> Tree {
    let mut keys = String::new();
    for (n, side) in [(0, -1), (1, -1), (2, 0), (3, 1)] {
        for strip in ["i", "a"] {
            keys += &format!("{strip}.{n}.stereoIndex {side}\n{strip}.{n}.mix 0.{n}\n");
            keys += &format!("{strip}.{n}.mute 0\n{strip}.{n}.pan 0.5\n{strip}.{n}.name N{n}\n");
        }
        keys += &format!("i.{n}.gain 0.{n}\ni.{n}.hiz {}\ni.{n}.eq.b1.gain 0.{n}\n", n % 2);
        for bus in 0..4 {
            for (leaf, value) in [("value", bus), ("post", bus % 2), ("mute", 0)] {
                keys += &format!("i.{n}.aux.{bus}.{leaf} {value}\n");
                keys += &format!("a.{n}.mtx.{bus}.{leaf} {value}\n");
            }
            keys += &format!("i.{n}.aux.{bus}.pan 0.5\na.{n}.mtx.{bus}.pan 0.5\n");
            keys += &format!("m.mtx.{bus}.value 0.{bus}\n");
        }
        keys += &format!("i.{n}.fx.0.value 0\ns.{n}.mute 0\ns.{n}.mtx.0.value 0.{n}\n");
    }
    tree(&keys)
}

fn channel(kind: &str, number: u16) -> Channel {
    Channel::new(kind, number).unwrap()
}

#[test]
fn a_write_entails_those_of_its_partners() {
    let tree = desk();
    let check = |key: &str, others: &[&str]| assert_eq!(entailed(&tree, key), others, "{key}");
    check("i.0.mix", &[]);
    check("i.2.mix", &["i.3.mix"]);
    check("i.3.eq.b1.gain", &["i.2.eq.b1.gain"]);
    check("i.2.fx.0.value", &["i.3.fx.0.value"]);
    // What each has for itself.
    for key in ["i.2.gain", "i.2.pan", "i.2.name", "i.2.stereoIndex", "a.2.pan"] {
        check(key, &[]);
    }
    // One strip into a pair of buses, a pair into one bus, a pair into a pair.
    check("i.0.aux.2.value", &["i.0.aux.3.value"]);
    check("i.2.aux.0.value", &["i.3.aux.0.value"]);
    check("i.2.aux.3.value", &["i.2.aux.2.value", "i.3.aux.3.value", "i.3.aux.2.value"]);
    check("i.2.aux.3.pan", &["i.2.aux.2.pan"]);
    check("m.mtx.2.value", &["m.mtx.3.value"]);
    check("a.3.mtx.0.mute", &["a.2.mtx.0.mute"]);
    check("mgmask", &[]);
    check("settings.solotype", &[]);
}

#[test]
fn a_spread_write_is_made_once_per_key() {
    let tree = desk();
    let write = Write { key: "i.2.aux.3.value".into(), raw: Raw::Number(0.7) };
    let keys = ["i.2.aux.2.value", "i.3.aux.3.value", "i.3.aux.2.value", "i.2.aux.3.value"];
    assert_eq!(shown(&spread(&tree, &write)), keys.map(|key| format!("{key} 0.7")));
    let odd = Write { key: "i.9.mix".into(), raw: Raw::Number(0.7) };
    assert!(spread(&tree, &odd).is_empty(), "a key the desk has not told");
}

#[test]
fn two_inputs_become_a_pair() {
    let tree = desk();
    let writes = link(&tree, channel("input", 1)).unwrap();
    let linked = after(&tree, &writes);
    for (key, number) in [
        ("i.0.stereoIndex", 0.0),
        ("i.1.stereoIndex", 1.0),
        ("i.1.mix", 0.0),
        ("i.1.eq.b1.gain", 0.0),
        // Each keeps its own.
        ("i.1.gain", 0.1),
        ("i.1.hiz", 1.0),
        ("i.0.pan", 0.0),
        ("i.1.pan", 1.0),
        ("i.0.aux.3.pan", 0.0),
        ("i.1.aux.0.pan", 1.0),
    ] {
        assert_eq!(linked.number(key), number, "{key}");
    }
    assert_eq!(linked.text("i.1.name"), "N1");
    assert_eq!(partner(&linked, channel("input", 1)), Some(channel("input", 2)));
    assert!(writes.iter().all(|write| write.key.starts_with("i.")));

    let apart = after(&linked, &unlink(&linked, channel("input", 2)).unwrap());
    for (key, number) in [
        ("i.0.stereoIndex", -1.0),
        ("i.1.stereoIndex", -1.0),
        ("i.0.pan", 0.0),
        ("i.1.pan", 1.0),
        ("i.0.aux.3.pan", 0.5),
        ("i.1.aux.0.pan", 0.5),
    ] {
        assert_eq!(apart.number(key), number, "{key}");
    }
}

#[test]
fn two_auxes_become_a_pair() {
    let tree = desk();
    let linked = after(&tree, &link(&tree, channel("aux", 1)).unwrap());
    for (key, number) in [
        ("a.0.stereoIndex", 0.0),
        ("a.1.stereoIndex", 1.0),
        ("a.1.mix", 0.0),
        ("i.3.aux.1.value", 0.0),
        ("i.3.aux.1.post", 0.0),
        ("i.3.aux.1.pan", 0.5),
        ("m.mtx.1.value", 0.0),
        ("a.0.mtx.2.pan", 0.0),
        ("a.1.mtx.2.pan", 1.0),
        // Other buses stay.
        ("i.3.aux.2.value", 2.0),
        ("m.mtx.2.value", 0.2),
    ] {
        assert_eq!(linked.number(key), number, "{key}");
    }
    let apart = after(&linked, &unlink(&linked, channel("aux", 1)).unwrap());
    assert_eq!(apart.number("a.1.mtx.2.pan"), 0.5);
    assert_eq!(apart.number("a.1.stereoIndex"), -1.0);
}

#[test]
fn what_cannot_be_linked_says_why() {
    let tree = desk();
    let (input, sub) = (|n| channel("input", n), channel("sub", 1));
    assert_eq!(link(&tree, sub), Err(LinkError::Kind { kind: "sub", number: 1 }));
    assert_eq!(link(&tree, input(9)), Err(LinkError::Kind { kind: "input", number: 9 }));
    assert_eq!(link(&tree, input(4)), Err(LinkError::NoNeighbour { kind: "input", number: 4 }));
    assert_eq!(link(&tree, input(2)), Err(LinkError::Linked { kind: "input", number: 3 }));
    assert_eq!(unlink(&tree, input(1)), Err(LinkError::Mono { kind: "input", number: 1 }));
    let told = LinkError::Linked { kind: "input", number: 3 }.to_string();
    assert_eq!(told, "input 3 is part of a pair");
}
