//! Fades begun here. The relay runs them and tells nobody when they end, so
//! that is read off what becomes of their controls.

use std::cell::Cell;
use std::time::Duration;

use desk::{FaderLevel, ParamId, Value};
use protocol::Easing;
use send_wrapper::SendWrapper;
use session::ControlError;

use super::App;
use super::desk::say_refused;
use crate::dom::Timeout;
use crate::signals::{RwSignal, callback, derive};
use crate::widgets::Fade;

/// How long a fade lasts until somebody chooses, in seconds.
const SECONDS: u16 = 5;
/// The last moves of a fade may come this long after its time.
const GRACE_MILLIS: u32 = 2_000;
/// A stopped one may still make the moves that were on their way.
const SETTLE_MILLIS: u32 = 400;
/// Nearer than the steps of the wire is there.
const THERE: f64 = 1e-5;
/// So far from its goal, of the whole throw, only a hand moves a level.
const AWAY: f64 = 0.01;

/// The way of a level to its goal, both 0 to 1.
#[derive(Clone, Copy)]
struct Course {
    goal: f64,
    nearest: f64,
}

impl Course {
    /// Goes on with a level that is here now, unless it is there or went
    /// elsewhere.
    fn next(self, here: f64) -> Option<Self> {
        let far = (self.goal - here).abs();
        let on = far > THERE && far < self.nearest + AWAY;
        on.then_some(Self { nearest: self.nearest.min(far), ..self })
    }
}

struct Running {
    id: ParamId,
    goal: f64,
    stopped: bool,
    course: SendWrapper<Cell<Course>>,
    /// Ends it here, whatever the relay says.
    over: SendWrapper<Timeout>,
}

/// The fades of this page.
#[derive(Clone, Copy)]
pub struct FadeStore {
    seconds: RwSignal<u16>,
    /// Oldest first.
    running: RwSignal<Vec<Running>>,
}

impl FadeStore {
    pub(super) fn new() -> Self {
        Self { seconds: RwSignal::new(SECONDS), running: RwSignal::new(Vec::new()) }
    }

    /// The fades of one level, as its number shows and calls them.
    #[must_use]
    pub fn of(&self, app: App, id: Option<ParamId>) -> Option<Fade> {
        let (id, this) = (id?, *self);
        let goal = move |running: &Vec<Running>| {
            running.iter().find(|one| one.id == id && !one.stopped).map(|one| one.goal)
        };
        Some(Fade {
            goal: derive(move || this.running.with(goal)),
            seconds: self.seconds,
            on_start: callback(move |goal| this.start(app, id, goal)),
            on_stop: callback(move |()| this.stop(app, id)),
        })
    }

    /// How many are under way; tracked.
    #[must_use]
    pub fn count(&self) -> usize {
        self.running.with(Vec::len)
    }

    fn start(&self, app: App, id: ParamId, goal: f64) {
        let level = FaderLevel::clamped(goal);
        let goal = level.position();
        let course = Course { goal, nearest: 1.0 };
        let Some(course) = course.next(app.desk.position_now(app, id)) else { return };
        let seconds = u32::from(self.seconds.get_untracked());
        let lasts = Duration::from_secs(seconds.into());
        let goals = vec![(id, Value::position(level))];
        let begun =
            app.link.with(Err(ControlError::Offline), |link| link.fade(goals, lasts, Easing::Both));
        if let Err(error) = begun {
            say_refused(app, &error);
            return;
        }
        // One step to take back, which ends a fade of this level before it.
        app.undo.begin(app, &[id]);
        let over = self.end_after(app, id, seconds * 1_000 + GRACE_MILLIS);
        let course = SendWrapper::new(Cell::new(course));
        self.running.update(|running| {
            running.push(Running { id, goal, stopped: false, course, over });
        });
    }

    fn ask_to_stop(&self, app: App, id: ParamId) -> bool {
        let Some(path) = app.desk.index_now().path(id) else { return false };
        let asked = app
            .link
            .with(Err(ControlError::Offline), |link| link.command("fade.stop", &[&path]).map(drop));
        asked.inspect_err(|error| say_refused(app, error)).is_ok()
    }

    fn stop(&self, app: App, id: ParamId) {
        if !self.ask_to_stop(app, id) {
            return;
        }
        let over = self.end_after(app, id, SETTLE_MILLIS);
        self.running.update(|running| {
            if let Some(one) = running.iter_mut().find(|one| one.id == id) {
                one.stopped = true;
                one.over = over;
            }
        });
    }

    fn end_after(&self, app: App, id: ParamId, millis: u32) -> SendWrapper<Timeout> {
        let this = *self;
        SendWrapper::new(Timeout::after(millis, move || this.end(app, &[id])))
    }

    /// These controls are somebody's now.
    pub(super) fn end(&self, app: App, ids: &[ParamId]) {
        for id in ids {
            self.end_one(app, *id);
        }
    }

    /// Gives whether the level has moved, which makes a step to take back.
    fn end_one(&self, app: App, id: ParamId) -> bool {
        let place =
            self.running.with_untracked(|running| running.iter().position(|one| one.id == id));
        let Some(place) = place else { return false };
        self.running.update(|running| drop(running.remove(place)));
        app.undo.end(app, id).is_some()
    }

    /// The newest one ends, so that it is the step to take back. True when it
    /// has been taken back by that, since it had not moved anything yet.
    pub(super) fn end_newest(&self, app: App) -> bool {
        let newest = self.running.with_untracked(|running| running.last().map(|one| one.id));
        let Some(id) = newest else { return false };
        let here = app.desk.position_now(app, id);
        if self.end_one(app, id) {
            return false;
        }
        // The relay may have begun: it stops, and the level stays where it is seen.
        if self.ask_to_stop(app, id) {
            app.desk.set_position(app, id, here);
        }
        true
    }

    /// The desk is lost, and with it all of them.
    pub(super) fn end_all(&self, app: App) {
        let ids = self.ids();
        self.end(app, &ids);
    }

    /// Levels moved.
    pub(super) fn take_moves(&self, app: App) {
        for id in self.ids() {
            let here = app.desk.position_now(app, id);
            let on = self.running.with_untracked(|running| {
                let Some(one) = running.iter().find(|one| one.id == id) else { return true };
                let next = one.course.get().next(here);
                next.map(|next| one.course.set(next)).is_some()
            });
            if !on {
                self.end(app, &[id]);
            }
        }
    }

    fn ids(&self) -> Vec<ParamId> {
        self.running.with_untracked(|running| running.iter().map(|one| one.id).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a level that passes these places ends a fade to 0.2 at the last.
    fn ends_at_last(places: &[f64]) -> bool {
        let mut course = Course { goal: 0.2, nearest: 1.0 };
        let Some((last, before)) = places.split_last() else { return false };
        for here in before {
            let Some(next) = course.next(*here) else { return false };
            course = next;
        }
        course.next(*last).is_none()
    }

    #[test]
    fn a_fade_goes_on_until_it_is_there() {
        assert!(ends_at_last(&[0.8, 0.6, 0.4, 0.2001, 0.2]));
        assert!(!ends_at_last(&[0.8, 0.6, 0.4, 0.2001]));
        assert!(ends_at_last(&[0.2]), "what is there already needs none");
    }

    #[test]
    fn only_a_hand_turns_back() {
        assert!(!ends_at_last(&[0.5, 0.5, 0.505]), "it stands or shivers");
        assert!(ends_at_last(&[0.5, 0.505, 0.52]));
    }

    #[test]
    fn a_hand_that_pulls_past_the_goal_is_noticed() {
        assert!(ends_at_last(&[0.3, 0.05]));
    }
}
