//! Levels lifted for a while, such as for a solo, that go back to exactly where
//! they were. A boost is one step to take back, and none once it is over; who
//! moves the level meanwhile ends it and has the level. The page that lifted a
//! level is the one that knows the way back.

use desk::{FaderLevel, ParamId, Value, fader};

use leptos::prelude::untrack;

use super::App;
use super::desk::say_refused;
use crate::dom;
use crate::signals::{RwSignal, callback, derive};
use crate::widgets::{Boost, Lift, Ways};

/// How much until somebody chooses, in decibels.
const DECIBELS: u16 = 3;
/// What is shown differs from what was written by no more than the rounding on
/// the wire.
const ROUNDING: f64 = 2.0 / 65535.0;
/// A way back can be refused for so long.
const REFUSED_MILLIS: f64 = 5_000.0;

#[derive(Clone, Copy)]
struct Lifted {
    id: ParamId,
    /// Where it was, as it was read.
    before: FaderLevel,
    /// Where it was put.
    at: FaderLevel,
    /// The number of the step that it is.
    step: Option<u64>,
    /// When it was sent back.
    sent_back: Option<f64>,
}

/// The boosts of this page.
#[derive(Clone, Copy)]
pub struct BoostStore {
    decibels: RwSignal<u16>,
    lifted: RwSignal<Vec<Lifted>>,
}

impl BoostStore {
    pub(super) fn new() -> Self {
        Self { decibels: RwSignal::new(DECIBELS), lifted: RwSignal::new(Vec::new()) }
    }

    /// All that the number of a level offers beside typing: fades and boosts.
    #[must_use]
    pub fn ways(&self, app: App, id: Option<ParamId>) -> Option<Ways> {
        let fade = app.fades.of(app, id)?;
        let (id, this) = (id?, *self);
        let lift = move |all: &Vec<Lifted>| {
            let one = all.iter().find(|one| one.id == id && one.sent_back.is_none())?;
            let by = fader::decibels(one.at).db() - fader::decibels(one.before).db();
            Some(Lift { before: one.before.position(), by })
        };
        let boost = Boost {
            up: derive(move || this.lifted.with(lift)),
            decibels: self.decibels,
            on_set: callback(move |up| if up { this.lift(app, id) } else { this.lower(app, id) }),
        };
        Some(Ways { fade, boost: Some(boost) })
    }

    fn lift(&self, app: App, id: ParamId) {
        let up = |all: &Vec<Lifted>| all.iter().any(|one| one.id == id && one.sent_back.is_none());
        let here = FaderLevel::clamped(app.desk.position_now(app, id));
        let by = f64::from(self.decibels.get_untracked());
        let Some(at) = boosted(here, by).filter(|_| !self.lifted.with_untracked(up)) else {
            return;
        };
        let step = app.undo.act(app, &[id], || app.desk.set_position(app, id, at.position()));
        // Without a step nothing was sent, and it was said why.
        if step.is_some() {
            self.take(id);
            let one = Lifted { id, before: here, at, step, sent_back: None };
            self.lifted.update(|all| all.push(one));
        }
    }

    fn lower(&self, app: App, id: ParamId) {
        let up = |one: &&Lifted| one.id == id && one.sent_back.is_none();
        let one = |all: &Vec<Lifted>| all.iter().find(up).copied();
        let Some(one) = self.lifted.with_untracked(one) else { return };
        // Marked first: the move back is no move of somebody else.
        self.mark(&[id], Some(dom::now_millis()));
        match app.link.set_all(vec![(id, Value::position(one.before))]) {
            Ok(()) => app.undo.forget(one.step),
            Err(error) => {
                self.mark(&[id], None);
                say_refused(app, &error);
            }
        }
    }

    fn mark(&self, ids: &[ParamId], sent_back: Option<f64>) {
        self.lifted.update(|all| {
            for one in all.iter_mut().filter(|one| ids.contains(&one.id)) {
                one.sent_back = sent_back;
            }
        });
    }

    fn take(&self, id: ParamId) {
        self.lifted.update(|all| all.retain(|one| one.id != id));
    }

    /// The relay refused to move these: what was sent back is up still.
    pub(super) fn take_refusal(&self, ids: &[ParamId]) {
        let since = dom::now_millis() - REFUSED_MILLIS;
        let back = |one: &Lifted| one.sent_back.is_some_and(|at| at > since);
        let known = self.lifted.get_untracked();
        let still = known.iter().filter(|one| ids.contains(&one.id) && back(one));
        let still: Vec<ParamId> = still.map(|one| one.id).collect();
        if !still.is_empty() {
            self.mark(&still, None);
        }
    }

    /// Levels moved: one that is no longer where it was lifted to is in other
    /// hands, or the boost was refused or taken back.
    pub(super) fn take_moves(&self, app: App) {
        // What a broken link shows is what was before, and may not be so.
        if untrack(|| app.link.control_state().is_stale()) {
            return;
        }
        for one in self.lifted.get_untracked() {
            let here = app.desk.position_now(app, one.id);
            let is_at = |place: FaderLevel| (here - place.position()).abs() <= ROUNDING;
            if one.sent_back.is_some() && is_at(one.at) {
                // The way back was lost with a link.
                self.mark(&[one.id], None);
            }
            if one.sent_back.is_some() || is_at(one.at) {
                continue;
            }
            self.take(one.id);
            if is_at(one.before) {
                app.undo.forget(one.step);
            }
        }
    }

    /// Another desk: nothing there was lifted.
    pub(super) fn clear(&self) {
        self.lifted.set(Vec::new());
    }
}

/// So many decibels above a level, at most the top; none for a closed fader,
/// which no ratio opens, and for one that is at the top.
fn boosted(from: FaderLevel, by_db: f64) -> Option<FaderLevel> {
    let to = fader::nudged(from, by_db);
    (!fader::decibels(from).is_silence() && to > from).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk::Decibels;

    fn at(db: f64) -> FaderLevel {
        fader::position(Decibels::new(db).unwrap())
    }

    #[test]
    fn a_boost_is_in_decibels_and_ends_at_the_top() {
        let lifted = boosted(at(-10.0), 3.0).unwrap();
        assert!((fader::decibels(lifted).db() + 7.0).abs() < 0.01);
        assert_eq!(boosted(at(9.0), 6.0), Some(FaderLevel::TOP));
        assert_eq!(boosted(FaderLevel::TOP, 3.0), None);
        assert_eq!(boosted(FaderLevel::OFF, 6.0), None, "a closed fader stays closed");
    }
}
