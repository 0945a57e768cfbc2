//! Fades begun here. The relay runs them and tells nobody when they end, so
//! that is read off what becomes of their controls.

use std::time::Duration;

use desk::{FaderLevel, ParamId, Value};
use leptos::prelude::*;
use protocol::Easing;
use session::ControlError;

use super::App;
use crate::dom::Timeout;
use crate::signals::{RwSignal, callback, derive};
use crate::widgets::{Fade, IconName};

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
struct Course {
    goal: f64,
    nearest: f64,
}

impl Course {
    /// Whether a level that is here now is still on its way.
    fn goes_on(&mut self, here: f64) -> bool {
        let far = (self.goal - here).abs();
        let on = far > THERE && far < self.nearest + AWAY;
        self.nearest = self.nearest.min(far);
        on
    }
}

struct Running {
    id: ParamId,
    course: Course,
    /// Ends it here, whatever the relay says.
    _over: Timeout,
}

/// The fades of this page.
#[derive(Clone, Copy)]
pub struct FadeStore {
    seconds: RwSignal<u16>,
    running: StoredValue<Vec<Running>, LocalStorage>,
    /// Where those lead that nobody stopped.
    goals: RwSignal<Vec<(ParamId, f64)>>,
}

impl FadeStore {
    pub(super) fn new() -> Self {
        Self {
            seconds: RwSignal::new(SECONDS),
            running: StoredValue::new_local(Vec::new()),
            goals: RwSignal::new(Vec::new()),
        }
    }

    /// The fades of one level, as its number shows and calls them.
    #[must_use]
    pub fn of(&self, app: App, id: Option<ParamId>) -> Option<Fade> {
        let (id, this) = (id?, *self);
        let goal = move |goals: &Vec<(ParamId, f64)>| {
            goals.iter().find(|(of, _)| *of == id).map(|(_, goal)| *goal)
        };
        Some(Fade {
            goal: derive(move || this.goals.with(goal)),
            seconds: self.seconds,
            on_start: callback(move |goal| this.start(app, id, goal)),
            on_stop: callback(move |()| this.stop(app, id)),
        })
    }

    fn start(&self, app: App, id: ParamId, goal: f64) {
        let level = FaderLevel::clamped(goal);
        let here = app.desk.position_now(app, id);
        let mut course = Course { goal: level.position(), nearest: 1.0 };
        if !course.goes_on(here) {
            return;
        }
        let seconds = self.seconds.get_untracked();
        let lasts = Duration::from_secs(seconds.into());
        let goals = vec![(id, Value::position(level))];
        let begun =
            app.link.with(Err(ControlError::Offline), |link| link.fade(goals, lasts, Easing::Both));
        if let Err(error) = begun {
            say_refused(app, error);
            return;
        }
        // One step to take back, which ends a fade of this level before it.
        app.undo.begin(app, &[id]);
        let this = *self;
        let millis = u32::from(seconds) * 1_000 + GRACE_MILLIS;
        let over = Timeout::after(millis, move || this.end(app, &[id]));
        let goal = course.goal;
        self.running.update_value(|running| running.push(Running { id, course, _over: over }));
        self.goals.update(|goals| goals.push((id, goal)));
    }

    fn stop(&self, app: App, id: ParamId) {
        let Some(path) = app.desk.index_now().path(id) else { return };
        let asked =
            app.link.with(Err(ControlError::Offline), |link| link.command("fade.stop", &[&path]));
        if let Err(error) = asked {
            say_refused(app, error);
            return;
        }
        self.goals.update(|goals| goals.retain(|(of, _)| *of != id));
        let this = *self;
        self.running.update_value(|running| {
            if let Some(one) = running.iter_mut().find(|one| one.id == id) {
                one._over = Timeout::after(SETTLE_MILLIS, move || this.end(app, &[id]));
            }
        });
    }

    /// These controls are somebody's now.
    pub(super) fn end(&self, app: App, ids: &[ParamId]) {
        let ended = self.running.try_update_value(|running| {
            let before = running.len();
            running.retain(|one| !ids.contains(&one.id));
            before != running.len()
        });
        if ended != Some(true) {
            return;
        }
        self.goals.update(|goals| goals.retain(|(of, _)| !ids.contains(of)));
        for id in ids {
            app.undo.end(app, *id);
        }
    }

    /// The newest one ends, so that it is the step to take back.
    pub(super) fn end_newest(&self, app: App) {
        let newest = self.running.with_value(|running| running.last().map(|one| one.id));
        self.end(app, newest.as_slice());
    }

    /// The desk is lost, and with it all of them.
    pub(super) fn end_all(&self, app: App) {
        let ids: Vec<_> =
            self.running.with_value(|running| running.iter().map(|one| one.id).collect());
        self.end(app, &ids);
    }

    /// Levels moved.
    pub(super) fn take_moves(&self, app: App) {
        let ended = self.running.try_update_value(|running| {
            let on = |one: &mut Running| one.course.goes_on(app.desk.position_now(app, one.id));
            running.iter_mut().filter_map(|one| (!on(one)).then_some(one.id)).collect::<Vec<_>>()
        });
        self.end(app, &ended.unwrap_or_default());
    }
}

fn say_refused(app: App, error: ControlError) {
    let text = app.settings.language().get_untracked().text();
    app.notes.show(IconName::Alert, text.refused(super::link::reason_of(error.code())));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course() -> Course {
        Course { goal: 0.2, nearest: 1.0 }
    }

    #[test]
    fn a_fade_goes_on_until_it_is_there() {
        let mut course = course();
        for here in [0.8, 0.6, 0.4, 0.2001] {
            assert!(course.goes_on(here), "{here}");
        }
        assert!(!course.goes_on(0.2), "there");
    }

    #[test]
    fn a_level_that_stands_or_shivers_is_on_its_way_and_one_that_turns_back_is_not() {
        let mut course = course();
        for here in [0.5, 0.5, 0.505] {
            assert!(course.goes_on(here), "{here}");
        }
        assert!(!course.goes_on(0.52), "only a hand does that");
    }

    #[test]
    fn a_hand_that_pulls_past_the_goal_is_noticed() {
        let mut course = course();
        assert!(course.goes_on(0.3));
        assert!(!course.goes_on(0.05));
    }

    #[test]
    fn what_is_there_already_needs_no_fade() {
        assert!(!course().goes_on(0.2));
    }
}
