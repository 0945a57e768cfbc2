//! Selecting a channel together: whoever opens a channel's page opens it for
//! all who have this switched on, in this app and in the manufacturer's. Off
//! until somebody wants it, and kept in this browser.

use desk::Strip;
use leptos::prelude::*;
use protocol::{Notice, Role};

use super::App;
use crate::dom;
use crate::signals::{RwSignal, Signal, StoredValue, derive};

/// Where the switch is kept.
const KEPT: &str = "mediatrix.together";
/// The group of clients that select together.
///
/// **Source:** sync id that the Soundcraft Ui web client begins with.
const GROUP: &str = "SYNC_ID";

/// The selection, and whether it is shared.
#[derive(Clone, Copy)]
pub struct TogetherStore {
    on: RwSignal<bool>,
    /// Path of the strip selected last; empty before there was one.
    selected: RwSignal<String>,
    /// Own selections that the relay has not put in their order yet: what others
    /// selected meanwhile is older than them.
    waiting: StoredValue<usize>,
}

impl TogetherStore {
    pub(super) fn new() -> Self {
        Self {
            on: RwSignal::new(dom::recall(KEPT).is_some()),
            selected: RwSignal::new(String::new()),
            waiting: StoredValue::new(0),
        }
    }

    /// Whether this page selects together with others; tracked.
    #[must_use]
    pub fn is_on(&self, app: App) -> bool {
        self.on.get() && app.me.role() >= Role::Engineer
    }

    /// Begins or ends it. What was selected before is nobody's business then.
    pub fn set(&self, on: bool) {
        if on {
            dom::remember(KEPT, "1");
        } else {
            dom::remove(KEPT);
        }
        self.selected.set(String::new());
        self.on.set(on);
    }

    /// The path of the strip selected last, empty for none; tracked.
    #[must_use]
    pub fn selected(&self) -> Signal<String> {
        self.selected.into()
    }

    /// Whether a strip, or the right side of its pair, is selected.
    #[must_use]
    pub fn is_selected(&self, app: App, at: Strip) -> Signal<bool> {
        let this = *self;
        let own = app.desk.path_of(at);
        let right = app.desk.path_of(Strip { number: at.number.saturating_add(1), ..at });
        let side = app.desk.side(app, at);
        derive(move || {
            this.selected.with(|path| {
                !path.is_empty() && (*path == own || *path == right && side.get() == 1)
            }) && this.is_on(app)
        })
    }

    /// This person opened a strip's page. Not tracked.
    pub fn select(&self, app: App, path: &str) {
        let news = self.selected.with_untracked(|selected| selected != path);
        if !news || !untrack(|| self.is_on(app) && app.desk.strip_at(path).is_some()) {
            return;
        }
        self.selected.set(path.to_owned());
        let waiting = self.waiting;
        waiting.update_value(|waiting| *waiting += 1);
        // Nobody misses a selection that did not arrive.
        let then = Box::new(move |_| waiting.update_value(|waiting| *waiting -= 1));
        app.library.ask_for(app, "select.strip", &[GROUP, path], then);
    }

    /// Somebody else selected something.
    pub(super) fn take(&self, app: App, notice: &Notice) {
        if let [group, path] = &notice.words[..]
            && notice.what == "selected_strip"
            && group == GROUP
            && self.waiting.get_value() == 0
            && untrack(|| self.is_on(app))
        {
            self.selected.set(path.clone());
        }
    }
}
