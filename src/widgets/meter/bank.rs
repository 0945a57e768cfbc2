//! The levels of many meters, shared between whoever hears them and the
//! canvases that draw them. Only the clip marks are reactive: they change
//! rarely and stay until someone looks.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::signals::{RwSignal, Signal};

use super::ballistics::Needle;

/// Levels, peaks and clip marks of one set of meters. Clones share them.
#[derive(Debug, Clone)]
pub struct MeterBank {
    needles: Arc<Mutex<Vec<Needle>>>,
    beds: Arc<AtomicU32>,
    clips: RwSignal<Vec<usize>>,
}

impl MeterBank {
    /// A silent bank of `count` meters.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self {
            needles: Arc::new(Mutex::new(vec![Needle::default(); count])),
            beds: Arc::new(AtomicU32::new(0)),
            clips: RwSignal::new(Vec::new()),
        }
    }

    /// New levels in decibels below full scale, from meter 0 on. More levels
    /// than meters make the bank grow; fewer leave the rest alone. Costs no
    /// reactive work unless one clips for the first time.
    pub fn set_levels(&self, levels: &[f32]) {
        let mut clipped = Vec::new();
        {
            let mut needles = self.lock();
            if needles.len() < levels.len() {
                needles.resize(levels.len(), Needle::default());
            }
            for (index, (needle, &db)) in needles.iter_mut().zip(levels).enumerate() {
                if needle.hear(db) {
                    clipped.push(index);
                }
            }
        }
        let known = self.clips.try_with_untracked(|clips| {
            clipped.retain(|index| !clips.contains(index));
        });
        if known.is_some() && !clipped.is_empty() {
            self.clips.update(|clips| clips.extend(clipped));
        }
    }

    /// Everything falls silent, for a lost link. Clip marks stay.
    pub fn silence(&self) {
        self.lock().fill(Needle::default());
    }

    /// The meters that clipped since their mark was last cleared.
    #[must_use]
    pub fn clips(&self) -> Signal<Vec<usize>> {
        self.clips.into()
    }

    /// Takes one clip mark away: someone has seen it.
    pub fn clear_clip(&self, index: usize) {
        self.clips.update(|clips| clips.retain(|clip| *clip != index));
    }

    /// Takes all clip marks away.
    pub fn clear_clips(&self) {
        self.clips.update(Vec::clear);
    }

    /// A bed came, went or now shows another meter; painters measure again.
    pub(super) fn beds_changed(&self) {
        self.beds.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn beds_version(&self) -> u32 {
        self.beds.load(Ordering::Relaxed)
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Vec<Needle>> {
        self.needles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::Owner;

    use super::*;

    #[test]
    fn clips_latch_until_cleared_and_the_bank_grows() {
        let owner = Owner::new();
        owner.with(|| {
            let bank = MeterBank::new(1);
            bank.set_levels(&[-20.0, 0.0]);
            bank.set_levels(&[-20.0, -20.0]);
            assert_eq!(bank.clips().get_untracked(), [1]);
            assert_eq!(bank.lock().len(), 2);
            bank.clear_clip(1);
            assert!(bank.clips().get_untracked().is_empty());
        });
    }
}
