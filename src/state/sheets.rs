//! A sheet of the crew as it is changed here: shown at once, saved one save at
//! a time over the version that was changed, and dropped when that one no
//! longer counts. What its lines say is others' business.

use leptos::prelude::*;
use protocol::{Refusal, RefusalCode};

use super::App;
use super::link::say_refused;
use crate::signals::StoredValue;
use crate::text::Word;
use crate::widgets::IconName;

/// Hears whether a change was kept.
pub(super) type Kept = Box<dyn FnOnce(bool) + Send + Sync>;

/// One sheet.
#[derive(Clone, Copy)]
pub struct SheetStore {
    name: &'static str,
    /// How it is said that another version counts by now.
    late: Word,
    /// Its lines as they were changed here, until the relay has them.
    draft: RwSignal<Option<Vec<String>>>,
    /// What is on its way to the relay; there is none without a draft.
    sent: StoredValue<Option<Sent>>,
    /// Those who changed the draft since then.
    waiting: StoredValue<Vec<Kept>>,
}

struct Sent {
    lines: Vec<String>,
    then: Vec<Kept>,
}

impl SheetStore {
    pub(super) fn new(name: &'static str, late: Word) -> Self {
        Self {
            name,
            late,
            draft: RwSignal::new(None),
            sent: StoredValue::new(None),
            waiting: StoredValue::new(Vec::new()),
        }
    }

    /// Its lines; tracked.
    #[must_use]
    pub(super) fn lines(&self, app: App) -> Vec<String> {
        self.draft.get().unwrap_or_else(|| {
            app.library.sheet(self.name).map(|(_, lines)| lines).unwrap_or_default()
        })
    }

    /// Replaces its lines; `then` hears whether that was kept.
    pub(super) fn change(&self, app: App, lines: Vec<String>, then: Kept) {
        if untrack(|| self.lines(app)) == lines {
            then(true);
            return;
        }
        self.draft.set(Some(lines));
        self.waiting.update_value(|waiting| waiting.push(then));
        if !self.sent.with_value(Option::is_some) {
            let known = untrack(|| app.library.sheet(self.name));
            let version = known.map_or_else(|| "0".to_owned(), |(version, _)| version);
            self.send(app, &version);
        }
    }

    /// Sends the draft over the version that it changes.
    fn send(&self, app: App, version: &str) {
        let Some(lines) = self.draft.get_untracked() else { return };
        self.sent.set_value(Some(Sent { lines: lines.clone(), then: self.take_waiting() }));
        let this = *self;
        let then = Box::new(move |outcome| this.decided(app, outcome));
        app.library.save_sheet(app, self.name, version, &lines, then);
    }

    fn take_waiting(&self) -> Vec<Kept> {
        self.waiting.try_update_value(std::mem::take).unwrap_or_default()
    }

    fn decided(&self, app: App, outcome: Result<Vec<String>, Refusal>) {
        let Some(sent) = self.sent.try_update_value(Option::take).flatten() else { return };
        let Sent { lines, mut then } = sent;
        let kept = outcome.is_ok();
        match outcome {
            Ok(words) => {
                // The list with this version comes later; until then what was
                // saved is what is known, and what the next save changes.
                let version = words.into_iter().next().unwrap_or_default();
                app.library.take_saved(self.name, &version, &lines);
                if self.draft.with_untracked(|draft| draft.as_ref() == Some(&lines)) {
                    then.extend(self.take_waiting());
                    self.draft.set(None);
                } else {
                    self.send(app, &version);
                }
            }
            Err(refusal) => {
                then.extend(self.take_waiting());
                self.draft.set(None);
                self.say_lost(app, refusal.code);
            }
        }
        for then in then {
            then(kept);
        }
    }

    fn say_lost(&self, app: App, code: RefusalCode) {
        match code {
            RefusalCode::Expired => app.notes.say(IconName::Alert, self.late),
            RefusalCode::OutOfRange => app.notes.say(IconName::Alert, |it| it.sheet_too_large()),
            code => say_refused(app, code),
        }
    }
}
