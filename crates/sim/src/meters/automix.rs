//! The automix of the Ui24R on levels: inputs of a group share one gain.
//!
//! **Source:** Soundcraft Ui protocol reference, automix. How the real desk
//! shares the gain is not documented; this is the usual way.

use super::keys::Key;
use crate::Model;
use crate::law;
use crate::tree::Tree;

/// No input is turned down further than this, in dB.
const DEEPEST_DB: f64 = 40.0;

#[derive(Debug)]
pub(super) struct Automix {
    on: [Key; 2],
    groups: Vec<Key>,
    weights: Vec<Key>,
    attenuations: Vec<f64>,
}

impl Automix {
    pub(super) fn new(model: Model, tree: &Tree) -> Self {
        let inputs = model.counts().inputs;
        let keys = |leaf: &'static str, neutral| {
            let key = move |index| Key::new(tree, &format!("i.{index}.{leaf}"), neutral);
            (0..inputs).map(key).collect()
        };
        Self {
            on: ["a", "b"].map(|group| Key::new(tree, &format!("automix.{group}.on"), 0.0)),
            groups: keys("amixgroup", -1.0),
            weights: keys("amix", 0.5),
            attenuations: vec![0.0; inputs],
        }
    }

    /// How far each input is turned down, in dB.
    pub(super) fn attenuations(&self) -> &[f64] {
        &self.attenuations
    }

    /// Shares the gain anew among inputs of these levels.
    pub(super) fn share(&mut self, tree: &Tree, levels: impl Iterator<Item = f64>) {
        let weighted = levels
            .zip(&self.weights)
            .map(|(level, weight)| law::power(level + 24.0 * weight.read(tree) - 12.0));
        let powers: Vec<f64> = weighted.collect();
        let mut sums = [0.0; 2];
        for (group, power) in self.groups.iter().zip(&powers) {
            if let Some(sum) = group.index(tree).and_then(|group| sums.get_mut(group)) {
                *sum += power;
            }
        }
        for (index, attenuation) in self.attenuations.iter_mut().enumerate() {
            let group = self.groups[index].index(tree).filter(|group| *group < sums.len());
            let active = group.filter(|group| self.on[*group].is_on(tree) && sums[*group] > 0.0);
            *attenuation = active.map_or(0.0, |group| {
                let share = law::decibels(sums[group] / powers[index]);
                share.clamp(0.0, DEEPEST_DB)
            });
        }
    }
}
