//! Solo: where the desk is set to one at a time, the client that sets one
//! takes the others off.
//!
//! **Source:** Soundcraft Ui protocol reference, solo.

use desk::kind;

use super::{Draft, Write, entailed, strips};
use crate::keys::{Channel, KINDS};
use crate::{Raw, Tree};

const SOLO: &str = "solo";
const MULTIPLE: &str = "settings.multiplesolo";

/// Switches the solo of a strip, and of its partner.
#[must_use]
pub fn set(tree: &Tree, channel: Channel, on: bool) -> Vec<Write> {
    let key = channel.key(SOLO);
    let mut draft = Draft::new(tree);
    if tree.get(&key).is_none() {
        return draft.writes;
    }
    if on && !tree.is_on(MULTIPLE) {
        let kept = entailed(tree, &key);
        // VCAs are left alone by the manufacturer's client.
        for row in KINDS.iter().filter(|row| row.numbered && row.kind != kind::VCA) {
            for other in strips(tree, row, SOLO).map(|other| other.key(SOLO)) {
                if other != key && !kept.contains(&other) {
                    draft.switch(&other, false);
                }
            }
        }
    }
    draft.spread(&key, Raw::Number(f64::from(u8::from(on))));
    draft.writes
}

#[cfg(test)]
mod tests {
    use super::super::bench::{shown, tree};
    use super::*;

    const DESK: &str = "settings.multiplesolo 0
        i.0.solo 1
        i.1.solo 0
        i.2.solo 0
        i.3.solo 1
        i.2.stereoIndex 0
        i.3.stereoIndex 1
        a.0.solo 1
        v.0.solo 1";

    fn solo(desk: &str, kind: &str, number: u16, on: bool) -> Vec<String> {
        shown(&set(&tree(desk), Channel::new(kind, number).unwrap(), on))
    }

    #[test]
    fn one_at_a_time_takes_the_others_off() {
        assert_eq!(
            solo(DESK, "input", 2, true),
            ["i.0.solo 0", "i.3.solo 0", "a.0.solo 0", "i.1.solo 1"]
        );
        // The partner that has it already keeps it.
        assert_eq!(solo(DESK, "input", 3, true), ["i.0.solo 0", "a.0.solo 0", "i.2.solo 1"]);
        assert_eq!(solo(DESK, "input", 1, false), ["i.0.solo 0"]);
        assert!(solo(DESK, "sub", 1, true).is_empty());
    }

    #[test]
    fn several_at_a_time_are_left_alone() {
        let several = DESK.replace("solo 0\n        i.0", "solo 1\n        i.0");
        assert_eq!(solo(&several, "input", 2, true), ["i.1.solo 1"]);
    }
}
