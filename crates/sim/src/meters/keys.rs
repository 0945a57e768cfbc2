//! The keys the meters depend on, looked up once so that thirty readings a
//! second stay cheap. Keys a model lacks read as their neutral value.

use crate::tree::{Slot, Tree};

/// A number in the tree, with the value to take where the model has no such key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    slot: Option<Slot>,
    neutral: f64,
}

impl Key {
    pub(super) fn new(tree: &Tree, key: &str, neutral: f64) -> Self {
        Self { slot: tree.slot(key), neutral }
    }

    pub(super) fn read(self, tree: &Tree) -> f64 {
        self.slot.map_or(self.neutral, |slot| tree.number(slot))
    }

    pub(super) fn is_on(self, tree: &Tree) -> bool {
        self.read(tree) != 0.0
    }

    /// The value as an index, where -1 means none.
    pub(super) fn index(self, tree: &Tree) -> Option<usize> {
        let value = self.read(tree);
        (value >= 0.0).then_some(value as usize)
    }

    /// The value as bits.
    pub(super) fn bits(self, tree: &Tree) -> u32 {
        self.read(tree) as u32
    }
}

/// What every strip has: fader, mutes, groups, gate and compressor.
#[derive(Clone, Copy, Debug)]
pub(super) struct StripKeys {
    pub(super) mix: Key,
    pub(super) pan: Key,
    pub(super) mute: Key,
    pub(super) forceunmute: Key,
    pub(super) mgmask: Key,
    pub(super) vca: Key,
    pub(super) subgroup: Key,
    pub(super) exclude: Key,
    pub(super) dynamics: DynamicsKeys,
}

/// Gate and compressor of a strip.
#[derive(Clone, Copy, Debug)]
pub(super) struct DynamicsKeys {
    pub(super) gate_enabled: Key,
    pub(super) gate_bypass: Key,
    pub(super) gate_thresh: Key,
    pub(super) gate_depth: Key,
    pub(super) bypass: Key,
    pub(super) threshold: Key,
    pub(super) ratio: Key,
    pub(super) outgain: Key,
}

/// One send of a strip.
#[derive(Clone, Copy, Debug)]
pub(super) struct SendKeys {
    pub(super) value: Key,
    pub(super) mute: Key,
    pub(super) pan: Key,
    pub(super) post: Key,
    pub(super) postproc: Key,
}

impl StripKeys {
    /// The keys of the strip `id`, such as `i.3` or `m`.
    pub(super) fn new(tree: &Tree, id: &str) -> Self {
        let key = |leaf: &str, neutral| Key::new(tree, &format!("{id}.{leaf}"), neutral);
        Self {
            mix: key("mix", 0.0),
            pan: key("pan", 0.5),
            mute: key("mute", 0.0),
            forceunmute: key("forceunmute", 0.0),
            mgmask: key("mgmask", 0.0),
            vca: key("vca", -1.0),
            subgroup: key("subgroup", -1.0),
            exclude: key("exclude", 0.0),
            dynamics: DynamicsKeys::new(tree, id),
        }
    }
}

impl DynamicsKeys {
    /// The master has a compressor per side; its left one stands for both.
    fn new(tree: &Tree, id: &str) -> Self {
        let key = |leaf: &str, neutral| Key::new(tree, &format!("{id}.{leaf}"), neutral);
        let side = if id == "m" { "dyn.l" } else { "dyn" };
        Self {
            gate_enabled: key("gate.enabled", 0.0),
            gate_bypass: key("gate.bypass", 1.0),
            gate_thresh: key("gate.thresh", 0.0),
            gate_depth: key("gate.depth", 0.0),
            bypass: key("dyn.bypass", 1.0),
            threshold: key(&format!("{side}.threshold"), 1.0),
            ratio: key(&format!("{side}.ratio"), 1.0),
            outgain: key(&format!("{side}.outgain"), 1.0 / 3.0),
        }
    }
}

impl SendKeys {
    /// The send `id`, such as `i.3.aux.0` or `m.mtx.4`. `post` is the neutral
    /// value of that leaf: models without it fix it so.
    pub(super) fn new(tree: &Tree, id: &str, post: f64) -> Self {
        let key = |leaf: &str, neutral| Key::new(tree, &format!("{id}.{leaf}"), neutral);
        let postproc = Key::new(tree, &format!("{id}.postproc"), 1.0);
        let global = Key::new(tree, "settings.auxsendpoint", 1.0);
        Self {
            value: key("value", 0.0),
            mute: key("mute", 0.0),
            pan: key("pan", 0.5),
            post: key("post", post),
            // Small desks have one switch for all sends.
            postproc: if postproc.slot.is_some() { postproc } else { global },
        }
    }
}
