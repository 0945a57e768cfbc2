//! The FX processors: their types on the wire, and how one is changed. What
//! their parameters mean is `desk::fx`.
//!
//! **Source:** Soundcraft Ui protocol reference, FX processors and their
//! parameters.

pub use desk::fx::FxType;

use super::{Draft, Write};
use crate::Tree;
use crate::keys::Channel;

/// The number of a type on the wire.
#[must_use]
pub fn number(fx: FxType) -> u8 {
    match fx {
        FxType::Reverb => 0,
        FxType::Delay => 1,
        FxType::Chorus => 2,
        FxType::Room => 3,
    }
}

/// The types that the manufacturer's client offers in slot 1 to 4 of a Ui24R.
#[must_use]
pub fn types_of_slot(slot: u16) -> &'static [FxType] {
    match slot {
        1 => &[FxType::Reverb],
        2 => &[FxType::Reverb, FxType::Delay],
        3 => &[FxType::Delay, FxType::Chorus],
        4 => &[FxType::Room, FxType::Delay],
        _ => &[],
    }
}

/// Makes another type of a processor, with that type's own parameters. It is
/// bypassed meanwhile and sounds afterwards. Nothing for other strips.
#[must_use]
pub fn set_type(tree: &Tree, fx: Channel, to: FxType) -> Vec<Write> {
    let mut draft = Draft::new(tree);
    if tree.get(&fx.key("fxtype")).is_some() {
        draft.switch(&fx.key("bypass"), true);
        draft.number(&fx.key("fxtype"), f64::from(number(to)));
        for (number, position) in (1..).zip(to.factory()) {
            draft.number(&fx.key(&format!("par{number}")), position);
        }
        draft.switch(&fx.key("bypass"), false);
    }
    draft.writes
}

#[cfg(test)]
mod tests {
    use super::super::bench::{shown, tree};
    use super::*;

    #[test]
    fn every_type_has_a_number_and_a_slot() {
        for (place, fx) in (0..).zip(FxType::ALL) {
            assert_eq!(number(fx), place);
            assert!((1..=4).any(|slot| types_of_slot(slot).contains(&fx)));
        }
    }

    #[test]
    fn a_type_is_changed_behind_a_bypass() {
        let keys = "f.2.fxtype 1\nf.2.bypass 0\nf.2.par1 0\nf.2.par2 0.5\nf.2.par3 1\nf.2.par4 1";
        let fx = Channel::new("fx", 3).unwrap();
        assert_eq!(
            shown(&set_type(&tree(keys), fx, FxType::Chorus)),
            ["f.2.bypass 1", "f.2.fxtype 2", "f.2.par1 0.4", "f.2.par4 0", "f.2.bypass 0"]
        );
        assert!(set_type(&tree(keys), Channel::new("input", 1).unwrap(), FxType::Room).is_empty());
    }
}
