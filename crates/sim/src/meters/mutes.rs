//! Which strips are silent: own mutes, mute groups, MUTE ALL, MUTE FX and VCAs.
//!
//! **Source:** Soundcraft Ui protocol reference, effective mute of a strip.

use super::keys::{Key, StripKeys};
use crate::law;
use crate::tree::Tree;

/// The bits of MUTE FX and MUTE ALL in the global mask.
const MUTE_FX: u32 = 1 << 22;
const MUTE_ALL: u32 = 1 << 23;

/// The masks and VCAs that work on every strip.
#[derive(Debug)]
pub(super) struct Mutes {
    mask: Key,
    vcas: Vec<StripKeys>,
}

impl Mutes {
    pub(super) fn new(tree: &Tree, vcas: usize) -> Self {
        let vcas = (0..vcas).map(|index| StripKeys::new(tree, &format!("v.{index}")));
        Self { mask: Key::new(tree, "mgmask", 0.0), vcas: vcas.collect() }
    }

    /// Whether nothing leaves a strip; `effect` for the returns of effects.
    pub(super) fn silence(&self, tree: &Tree, strip: &StripKeys, effect: bool) -> bool {
        let mask = self.mask.bits(tree);
        let masked = mask & strip.mgmask.bits(tree) != 0
            || mask & MUTE_ALL != 0
            || (effect && mask & MUTE_FX != 0);
        let by_vca = || self.vca(tree, strip).is_some_and(|vca| self.silence(tree, vca, false));
        let muted = strip.mute.is_on(tree) || masked || by_vca();
        muted && !strip.forceunmute.is_on(tree)
    }

    /// What fader and VCA of a strip do to its level, in dB.
    pub(super) fn fader(&self, tree: &Tree, strip: &StripKeys) -> f64 {
        let vca = self.vca(tree, strip).map_or(0.0, |vca| law::fader_db(vca.mix.read(tree)));
        law::fader_db(strip.mix.read(tree)) + vca
    }

    fn vca(&self, tree: &Tree, strip: &StripKeys) -> Option<&StripKeys> {
        self.vcas.get(strip.vca.index(tree)?)
    }
}
