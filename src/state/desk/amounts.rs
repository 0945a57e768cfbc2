//! Parameters as amounts, choices and numbers: what the page of a channel is
//! made of.

use std::sync::Arc;

use desk::{Encoding, FaderLevel, Index, ParamId, Strip, Value};
use leptos::prelude::*;

use super::{DeskStore, write};
use crate::signals::{Callback, Signal, StoredValue, callback, derive};
use crate::state::App;
use crate::widgets::{Amount, Grip};

impl DeskStore {
    /// The strip of a readable path such as `input.1` or `master`; tracked.
    #[must_use]
    pub fn strip_at(&self, path: &str) -> Option<Strip> {
        self.index.with(|index| {
            let strips = index.surface().strips();
            strips.into_iter().find(|strip| index.strip_path(*strip).as_deref() == Some(path))
        })
    }

    /// The readable path of a strip.
    #[must_use]
    pub fn path_of(&self, strip: Strip) -> String {
        self.index.with_untracked(|index| index.strip_path(strip)).unwrap_or_default()
    }

    /// A parameter that can be turned; none where the desk lacks it or it is
    /// no position.
    #[must_use]
    pub fn amount(&self, app: App, id: Option<ParamId>) -> Option<Amount> {
        let id = id?;
        let index = self.index_now();
        let law = law_of(&index, id)?;
        let turns = law.is_continuous() && law.encoding() == Encoding::Short;
        turns.then(|| {
            let position = self.position(app, Some(id));
            let state = self.control_state(app, Some(id));
            Amount::new(law, position, state, self.grip(app, Some(id)))
        })
    }

    /// A pan; none for a musician who may not move it.
    #[must_use]
    pub fn pan(&self, app: App, id: Option<ParamId>) -> Option<Amount> {
        let hidden = |id: &ParamId| {
            app.me.is_musician() && !untrack(|| app.me.may_write(&self.index_now(), *id))
        };
        self.amount(app, id.filter(|id| !hidden(id)))
    }

    /// An amount, moving another parameter along with it while `both` says so.
    #[must_use]
    pub fn amount_with(
        &self,
        app: App,
        id: Option<ParamId>,
        other: Option<ParamId>,
        both: Signal<bool>,
    ) -> Option<Amount> {
        let own = self.amount(app, id)?;
        let with = self.grip(app, other);
        // Somebody may undo the link during a drag; what was touched is lifted.
        let with_down = StoredValue::new(false);
        let on_touch = callback(move |()| {
            own.grip.on_touch.run(());
            with_down.set_value(both.get_untracked());
            if with_down.get_value() {
                with.on_touch.run(());
            }
        });
        let on_move = callback(move |position| {
            own.grip.on_move.run(position);
            if with_down.get_value() {
                with.on_move.run(position);
            }
        });
        let on_release = callback(move |()| {
            own.grip.on_release.run(());
            if with_down.get_value() {
                with_down.set_value(false);
                with.on_release.run(());
            }
        });
        let grip = Grip { on_touch, on_move, on_release, on_blocked: own.grip.on_blocked };
        Some(Amount { grip, ..own })
    }

    /// Sets a choice.
    #[must_use]
    pub fn chooser(&self, app: App, id: Option<ParamId>) -> Callback<u16> {
        callback(move |choice| {
            if let Some(id) = id {
                write(app, id, Value::Short(choice));
            }
        })
    }

    /// Sets a choice as a step that can be taken back.
    pub fn choose(&self, app: App, id: ParamId, choice: u16) {
        app.undo.act(app, &[id], || write(app, id, Value::Short(choice)));
    }

    /// Sets a text as a step that can be taken back; gives the step's number,
    /// none when nothing changed.
    pub fn rename(&self, app: App, id: ParamId, words: &str) -> Option<u64> {
        app.undo.act(app, &[id], || write(app, id, Value::Text(words.into())))
    }

    /// Puts a position at once, as one gesture.
    pub fn put(&self, app: App, id: Option<ParamId>, position: f64) {
        if let Some(id) = id {
            write(app, id, Value::position(FaderLevel::clamped(position)));
        }
    }

    /// A plain number.
    #[must_use]
    pub fn number(&self, app: App, id: Option<ParamId>) -> Signal<f64> {
        let value = self.value(app, id);
        derive(move || {
            value.with(
                |value| if let Value::Float(number) = value { f64::from(*number) } else { 0.0 },
            )
        })
    }

    /// Sets a plain number.
    #[must_use]
    pub fn number_setter(&self, app: App, id: Option<ParamId>) -> Callback<f64> {
        callback(move |number: f64| {
            if let Some(id) = id {
                write(app, id, Value::Float(number as f32));
            }
        })
    }
}

fn law_of(index: &Arc<Index>, id: ParamId) -> Option<desk::Law> {
    index.get(id).map(|parameter| parameter.law())
}
