//! Taking one's own actions back: keeps the history, glides the levels back,
//! and asks first where somebody moved a control since.

use std::sync::Arc;

use desk::{Law, ParamId, Value};

use super::App;
use super::history::{History, Step, glide};
use super::notes::{Holds, Say};
use crate::dom::{self, FrameLoop};
use crate::signals::{RwSignal, Signal, StoredValue};
use crate::widgets::IconName;

/// How long levels take on their way back.
const GLIDE_MILLIS: f64 = 300.0;
/// A hidden page gets no frames; it must not write what was meant this long ago.
const STALE_MILLIS: f64 = 1500.0;

/// One's own actions.
#[derive(Clone, Copy)]
pub struct UndoStore {
    history: StoredValue<History>,
    steps: RwSignal<usize>,
    asking: RwSignal<Option<Step>>,
    gliding: StoredValue<Option<FrameLoop>>,
    /// Where the glide under way ends.
    goals: StoredValue<Vec<(ParamId, Value)>>,
}

impl UndoStore {
    pub(super) fn new() -> Self {
        Self {
            history: StoredValue::new(History::default()),
            steps: RwSignal::new(0),
            asking: RwSignal::new(None),
            gliding: StoredValue::new(None),
            goals: StoredValue::new(Vec::new()),
        }
    }

    /// How many steps can be taken back.
    #[must_use]
    pub fn steps(&self) -> Signal<usize> {
        self.steps.into()
    }

    /// The step that was asked for although somebody moved its controls since.
    #[must_use]
    pub fn asking(&self) -> RwSignal<Option<Step>> {
        self.asking
    }

    /// A gesture begins on these controls; the first one names it.
    pub fn begin(&self, app: App, ids: &[ParamId]) {
        let Some(key) = ids.first().copied() else { return };
        app.fades.end(app, ids);
        let shown = ids.iter().filter_map(|id| Some((*id, shown(app, *id)?))).collect();
        self.history.update_value(|history| history.begin(key, shown));
    }

    /// Whether this person has any control in hand.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.history.with_value(History::is_busy)
    }

    /// The gesture that this control names is over. Gives the number of the
    /// step that it was, if it changed anything.
    pub fn end(&self, app: App, key: ParamId) -> Option<u64> {
        let end = |history: &mut History| history.end(key, |id| shown(app, id));
        let number = self.history.try_update_value(end).flatten();
        self.count();
        number
    }

    /// Does something at once as one step. `ids` are the controls it may move.
    /// Gives the number of the step, if anything changed.
    pub fn act(&self, app: App, ids: &[ParamId], run: impl FnOnce()) -> Option<u64> {
        self.begin(app, ids);
        run();
        self.end(app, *ids.first()?)
    }

    /// The step of this number is over without having been taken back.
    pub(super) fn forget(&self, step: Option<u64>) {
        if let Some(number) = step {
            self.history.update_value(|history| drop(history.take(number)));
            self.count();
        }
    }

    /// Takes the newest step back, or asks first.
    pub fn undo(&self, app: App) {
        self.land(app);
        if app.fades.end_newest(app) {
            return self.count();
        }
        let step = self.history.try_update_value(History::pop).flatten();
        self.take_back(app, step);
    }

    /// Offers in a note to take the step of this number back, also once other
    /// steps came after it. Without a step there is nothing to offer.
    pub fn offer(&self, app: App, step: Option<u64>, say: Say) {
        let Some(number) = step else { return };
        let this = *self;
        let back = move || {
            this.land(app);
            let step = this.history.try_update_value(|history| history.take(number)).flatten();
            this.take_back(app, step);
        };
        // Taken back by another way it is nothing to offer any more.
        let holds = move || {
            this.steps.track();
            this.history.with_value(|history| history.has(number))
        };
        let holds: Holds = Box::new(holds);
        app.notes.ask(IconName::Undo, say, Some(holds), |it| it.undo(), Arc::new(back));
    }

    fn take_back(&self, app: App, step: Option<Step>) {
        self.count();
        let Some(step) = step else { return };
        if step.moved_since(|id| shown(app, id)).is_empty() {
            self.restore(app, step);
        } else {
            self.asking.set(Some(step));
        }
    }

    /// Glides the controls of a step back to where they were before it.
    pub fn restore(&self, app: App, step: Step) {
        self.asking.set(None);
        self.land(app);
        let index = app.desk.index_now();
        let is_switch = |id| {
            let law = index.get(id).map(|parameter| parameter.law());
            matches!(law, Some(Law::Toggle | Law::Choice { .. } | Law::Text { .. }))
        };
        let mut ways = Vec::new();
        for change in step.changes {
            match shown(app, change.id) {
                Some(from) if !is_switch(change.id) => ways.push((change.id, from, change.before)),
                _ => app.desk.set(app, change.id, change.before),
            }
        }
        if ways.is_empty() {
            return;
        }
        let began = dom::now_millis();
        let (history, goals) = (self.history, self.goals);
        goals.set_value(ways.iter().map(|(id, _, to)| (*id, to.clone())).collect());
        let frames = FrameLoop::start(move |_| {
            let passed = dom::now_millis() - began;
            if passed > STALE_MILLIS {
                goals.set_value(Vec::new());
                return false;
            }
            let share = (passed / GLIDE_MILLIS).min(1.0);
            for (id, from, to) in &ways {
                // A hand that took the control meanwhile has it.
                let taken = history.try_with_value(|history| history.is_open(*id));
                if taken == Some(false) {
                    app.desk.set(app, *id, glide(from, to, share));
                }
            }
            if share >= 1.0 {
                goals.set_value(Vec::new());
            }
            share < 1.0
        });
        self.gliding.set_value(Some(frames));
    }

    /// Ends a glide under way on its goals.
    fn land(&self, app: App) {
        self.gliding.set_value(None);
        for (id, to) in self.goals.try_update_value(std::mem::take).unwrap_or_default() {
            if self.history.with_value(|history| !history.is_open(id)) {
                app.desk.set(app, id, to);
            }
        }
    }

    /// Another desk: nothing of it can be taken back.
    pub(super) fn clear(&self) {
        self.history.set_value(History::default());
        self.gliding.set_value(None);
        self.goals.set_value(Vec::new());
        self.asking.set(None);
        self.count();
    }

    fn count(&self) {
        self.steps.set(self.history.with_value(History::len));
    }
}

fn shown(app: App, id: ParamId) -> Option<Value> {
    app.link.with(None, |link| link.shown(id))
}
