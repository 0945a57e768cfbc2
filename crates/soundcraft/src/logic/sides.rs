//! The two sides of the master's processors, which can be linked.
//!
//! **Source:** Soundcraft Ui protocol reference, graphic equaliser and
//! dynamics of the master; that the dynamics follow their switch as the
//! equaliser does is inferred.

use crate::Tree;

/// Front of a processor's keys, and its switch.
const PROCESSORS: [(&str, &str); 2] = [("m.eq.", "m.eq.linked"), ("m.dyn.", "m.dyn.linked")];

/// The key of the other side, while the two are linked.
pub(super) fn other_side(tree: &Tree, key: &str) -> Option<String> {
    let (_, switch) = PROCESSORS.into_iter().find(|(front, _)| key.starts_with(front))?;
    if !tree.is_on(switch) {
        return None;
    }
    let mut found = false;
    let segments = key.split('.').map(|segment| {
        let other = match segment {
            "l" => "r",
            "r" => "l",
            _ => return segment,
        };
        found = true;
        other
    });
    let other = segments.collect::<Vec<_>>().join(".");
    found.then_some(other)
}

#[cfg(test)]
mod tests {
    use super::super::bench::{shown, tree};
    use super::super::{Write, spread};
    use crate::Raw;

    #[test]
    fn linked_sides_move_together() {
        let tree = tree(
            "m.eq.linked 1
             m.dyn.linked 0
             m.eq.bypass 0
             m.eq.peak.l.4 0.5
             m.eq.peak.r.4 0.5
             m.eq.hpf.l 0
             m.eq.hpf.r 0
             m.dyn.l.ratio 0
             m.dyn.r.ratio 0",
        );
        let moved =
            |key: &str| shown(&spread(&tree, &Write { key: key.into(), raw: Raw::Number(1.0) }));
        assert_eq!(moved("m.eq.peak.l.4"), ["m.eq.peak.r.4 1", "m.eq.peak.l.4 1"]);
        assert_eq!(moved("m.eq.hpf.r"), ["m.eq.hpf.l 1", "m.eq.hpf.r 1"]);
        assert_eq!(moved("m.eq.bypass"), ["m.eq.bypass 1"]);
        assert_eq!(moved("m.dyn.l.ratio"), ["m.dyn.l.ratio 1"]);
    }
}
