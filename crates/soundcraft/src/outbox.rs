//! When a key may be written again. Holds no values: what goes out is the
//! newest value the mirror has at that moment, so a burst becomes its end.
//!
//! **Source:** Soundcraft Ui protocol reference, broadcast tick: the desk
//! merges what comes faster than about 30 times per second and key.

use std::collections::BTreeMap;
use std::time::Duration;

use desk::Moment;

/// Time between two writes of one key: at most 30 in any second.
pub(crate) const WRITE_GAP: Duration = Duration::from_millis(34);

/// What of a key's value waits to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it.
    Whole,
    /// These bits of a mask.
    Bits(u32),
}

impl Part {
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Bits(a), Self::Bits(b)) => Self::Bits(a | b),
            _ => Self::Whole,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    ready_at: Moment,
    /// What waits, and when in the order of writes it began to.
    waiting: Option<(Part, u64)>,
}

/// The keys written lately and those that wait for their turn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    slots: BTreeMap<String, Slot>,
    writes: u64,
}

impl Outbox {
    /// Notes a write. `true` when it may go out at once; else it waits for
    /// [`Outbox::due`].
    pub(crate) fn write(&mut self, now: Moment, key: &str, part: Part) -> bool {
        self.writes += 1;
        match self.slots.get_mut(key) {
            Some(slot) if slot.waiting.is_some() || slot.ready_at > now => {
                let (before, order) = slot.waiting.unwrap_or((part, self.writes));
                slot.waiting = Some((before.with(part), order));
                false
            }
            _ => {
                let slot = Slot { ready_at: now + WRITE_GAP, waiting: None };
                self.slots.insert(key.to_owned(), slot);
                true
            }
        }
    }

    /// What of a key waits; nothing for most keys.
    pub(crate) fn waiting(&self, key: &str) -> Option<Part> {
        Some(self.slots.get(key)?.waiting?.0)
    }

    /// The keys whose turn has come, in the order their writes were made.
    pub(crate) fn due(&mut self, now: Moment) -> Vec<String> {
        self.slots.retain(|_, slot| slot.waiting.is_some() || slot.ready_at > now);
        let mut due = Vec::new();
        for (key, slot) in &mut self.slots {
            if slot.ready_at <= now
                && let Some((_, order)) = slot.waiting.take()
            {
                slot.ready_at = now + WRITE_GAP;
                due.push((order, key.clone()));
            }
        }
        due.sort_unstable();
        due.into_iter().map(|(_, key)| key).collect()
    }

    /// Everything that waits, whatever its turn: for the last words before a
    /// link is closed.
    pub(crate) fn drain(&mut self) -> Vec<String> {
        let slots = std::mem::take(&mut self.slots);
        let mut waiting: Vec<(u64, String)> = slots
            .into_iter()
            .filter_map(|(key, slot)| slot.waiting.map(|(_, order)| (order, key)))
            .collect();
        waiting.sort_unstable();
        waiting.into_iter().map(|(_, key)| key).collect()
    }

    /// Forgets everything: the link is gone.
    pub(crate) fn clear(&mut self) {
        self.slots.clear();
    }

    /// When [`Outbox::due`] has something to say.
    pub(crate) fn deadline(&self) -> Option<Moment> {
        let waiting = self.slots.values().filter(|slot| slot.waiting.is_some());
        waiting.map(|slot| slot.ready_at).min()
    }
}
