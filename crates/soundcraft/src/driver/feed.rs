//! What comes off an open link and what time brings, turned into the mirror's
//! state and the shell's events.

use desk::Moment;

use super::link::{Due, Stage};
use super::{Driver, Event, LostReason, Phase};
use crate::line::{Line, Statement};
use crate::meters::{MeterMap, Vu2, decode_rta};
use crate::mirror::{Mirror, Raw, Tree};
use crate::notice::Notice;
use crate::outbox::Part;

impl Driver {
    pub(super) fn handle_due(&mut self, now: Moment, due: Due) {
        if due.alive {
            self.transmit(&Statement::Alive);
        }
        if due.ask_again {
            self.transmit(&Statement::Init);
        }
        if due.stalled {
            self.events.push_back(Event::Stalled);
        }
        if let Some(tree) = due.tree {
            self.adopt(now, tree);
        }
        if let Some(reason) = due.lost {
            self.lose(now, reason);
        }
    }

    /// Makes a tree the state of the desk, and tells it.
    fn adopt(&mut self, now: Moment, tree: Tree) {
        let Ok(mirror) = Mirror::new(tree, self.options.extent, self.options.simulated) else {
            self.lose(now, LostReason::TooLarge);
            return;
        };
        let Phase::Open(link) = &mut self.phase else {
            return;
        };
        let fresh = matches!(link.stage, Stage::Syncing(_));
        if fresh {
            link.stage = Stage::Live { stalled: false, grown_at: None };
            self.dial.synced();
            self.last_rta.clear();
        }
        let known = self.mirror.as_ref().map(Mirror::surface);
        if fresh || known != Some(mirror.surface()) {
            self.meter_map = MeterMap::new(mirror.surface());
            // Meters in the order of the surface before would be misread.
            self.meters = None;
            self.events.push_back(Event::Synced {
                surface: mirror.surface().clone(),
                values: mirror.values().to_vec(),
            });
        }
        self.mirror = Some(mirror);
    }

    /// A key's value from the desk: part of the dump, or someone's change.
    pub(super) fn handle_state(&mut self, now: Moment, key: &str, raw: Raw) {
        let Phase::Open(link) = &mut self.phase else {
            return;
        };
        match &mut link.stage {
            Stage::Greeting => {}
            Stage::Syncing(sync) => sync.take(now, key, raw),
            Stage::Live { grown_at, .. } => {
                let Some(mirror) = &mut self.mirror else {
                    return;
                };
                // What we are about to send overrules what just came, and the
                // desk will end on ours.
                let raw = match self.outbox.waiting(key) {
                    None => raw,
                    Some(Part::Whole) => return,
                    Some(Part::Bits(ours)) => mirror.merged(key, &raw, ours),
                };
                let applied = mirror.put(key, raw);
                if applied.grown {
                    *grown_at = Some(now);
                }
                let changed = applied.changed.into_iter();
                self.events.extend(changed.map(|(id, value)| Event::Changed { id, value }));
            }
        }
    }

    pub(super) fn handle_meters(&mut self, text: &str) {
        if !self.is_live() {
            return;
        }
        match Vu2::decode(text) {
            Ok(frame) => self.meters = Some(self.meter_map.read(&frame)),
            Err(_) => self.counters.malformed += 1,
        }
    }

    pub(super) fn handle_rta(&mut self, text: &str) {
        if !self.is_live() {
            return;
        }
        match decode_rta(text) {
            Ok(bands) if bands != self.last_rta => {
                self.last_rta.clone_from(&bands);
                self.rta = Some(bands);
            }
            Ok(_) => {}
            Err(_) => self.counters.malformed += 1,
        }
    }

    /// Replies are to our own commands, and those go out when all is known.
    pub(super) fn handle_notice(&mut self, line: &Line<'_>) {
        if self.is_live() {
            self.events.extend(Notice::of_line(line).map(Event::Notice));
        }
    }

    pub(super) fn is_live(&self) -> bool {
        matches!(&self.phase, Phase::Open(link) if matches!(link.stage, Stage::Live { .. }))
    }
}
