//! Gate and compressor on levels instead of sound: at once, without attack and
//! release.

use super::keys::DynamicsKeys;
use super::layout::Dynamics;
use crate::law::{SILENT, threshold_db};
use crate::tree::Tree;

/// A closed gate at its greatest depth lets nothing through.
const DEEPEST_DB: f64 = -60.0;

/// What comes out of gate and compressor when `level` goes in.
pub(super) fn process(tree: &Tree, keys: &DynamicsKeys, level: f64) -> Dynamics {
    let gate_open = gate_is_open(tree, keys, level);
    let gated = if gate_open {
        level
    } else {
        let depth = 60.0 * keys.gate_depth.read(tree) - 60.0;
        if depth <= DEEPEST_DB { SILENT } else { level + depth }
    };
    let (reduction_db, make_up) = compressor(tree, keys, gated);
    Dynamics { input: level, output: gated - reduction_db + make_up, reduction_db, gate_open }
}

fn gate_is_open(tree: &Tree, keys: &DynamicsKeys, level: f64) -> bool {
    let threshold = keys.gate_thresh.read(tree);
    let off = !keys.gate_enabled.is_on(tree) || keys.gate_bypass.is_on(tree);
    // At its lowest threshold a gate never closes, not even in silence.
    off || threshold <= 0.0 || level >= threshold_db(threshold)
}

/// How far the compressor turns down, and its make-up gain, both in dB.
fn compressor(tree: &Tree, keys: &DynamicsKeys, level: f64) -> (f64, f64) {
    if keys.bypass.is_on(tree) {
        return (0.0, 0.0);
    }
    let over = (level - threshold_db(keys.threshold.read(tree))).max(0.0);
    // The ratio is 1 for 1:1 and 0 for a limiter.
    let reduction = over * (1.0 - keys.ratio.read(tree).clamp(0.0, 1.0));
    // The factory value is a hair beside 1/3, which is 0 dB.
    let make_up = 72.0 * keys.outgain.read(tree) - 24.0;
    (reduction, make_up)
}

#[cfg(test)]
mod tests {
    use super::super::keys::StripKeys;
    use super::*;
    use crate::Model;
    use crate::tree::Value;

    fn strip(writes: &[(&str, f64)]) -> (Tree, DynamicsKeys) {
        let mut tree = Tree::factory(Model::Ui16);
        for (key, value) in writes {
            let slot = tree.slot(key).unwrap();
            tree.write(slot, Value::Number(*value)).unwrap();
        }
        let keys = StripKeys::new(&tree, "i.0").dynamics;
        (tree, keys)
    }

    #[test]
    fn factory_settings_change_nothing() {
        let (tree, keys) = strip(&[]);
        for level in [SILENT, -60.0, -20.0, 0.0] {
            let told = process(&tree, &keys, level);
            assert!(told.output == level || (told.output - level).abs() < 0.02, "{told:?}");
            assert!(told.gate_open && told.reduction_db == 0.0);
        }
    }

    #[test]
    fn a_gate_closes_below_its_threshold() {
        let (tree, keys) = strip(&[("i.0.gate.thresh", 0.5)]);
        assert!(!process(&tree, &keys, -43.0).gate_open);
        assert_eq!(process(&tree, &keys, -43.0).output, SILENT);
        assert!(process(&tree, &keys, -41.0).gate_open);
        let (tree, keys) = strip(&[("i.0.gate.thresh", 0.5), ("i.0.gate.depth", 0.5)]);
        assert!((process(&tree, &keys, -43.0).output + 73.0).abs() < 0.1);
    }

    #[test]
    fn a_compressor_turns_down_what_is_over() {
        let (tree, keys) = strip(&[("i.0.dyn.threshold", 0.75), ("i.0.dyn.ratio", 0.25)]);
        let told = process(&tree, &keys, -10.0);
        assert!((told.reduction_db - 6.0).abs() < 1e-9, "{told:?}");
        assert_eq!(process(&tree, &keys, -20.0).reduction_db, 0.0);
    }
}
