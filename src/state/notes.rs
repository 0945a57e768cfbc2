//! Short notes that come and go: what was refused and why.

use std::sync::Arc;

use leptos::prelude::*;

use crate::signals::{RwSignal, Signal};
use crate::widgets::{IconName, Toast};

/// Most notes at once; older ones make room.
const MOST: usize = 3;

/// What a note's button does.
type Action = Arc<dyn Fn() + Send + Sync>;

/// Notes shown now.
#[derive(Clone, Copy)]
pub struct NoteStore {
    toasts: RwSignal<Vec<Toast>>,
    next: StoredValue<u64>,
    /// Not of the view that asked, which may be gone when they are pressed.
    actions: StoredValue<Vec<(u64, Action)>>,
}

impl NoteStore {
    pub(super) fn new() -> Self {
        Self {
            toasts: RwSignal::new(Vec::new()),
            next: StoredValue::new(1),
            actions: StoredValue::new(Vec::new()),
        }
    }

    /// The notes, oldest first.
    #[must_use]
    pub fn toasts(&self) -> Signal<Vec<Toast>> {
        self.toasts.into()
    }

    /// Shows a note. The same words are not shown twice at a time.
    pub fn show(&self, icon: IconName, title: impl Into<String>) {
        self.push(icon, title.into(), None);
    }

    /// Shows a note with a button, and what the button does.
    pub fn ask(
        &self,
        icon: IconName,
        title: impl Into<String>,
        action: &str,
        run: impl Fn() + Send + Sync + 'static,
    ) {
        let id = self.push(icon, title.into(), Some(action.to_owned()));
        self.actions.update_value(|actions| {
            // The same words again stand for what was done last.
            actions.retain(|(of, _)| *of != id);
            actions.push((id, Arc::new(run)));
        });
    }

    /// A note's button was pressed.
    pub fn act(&self, id: u64) {
        let run = self.actions.with_value(|actions| {
            actions.iter().find(|(of, _)| *of == id).map(|(_, run)| run.clone())
        });
        self.close(id);
        if let Some(run) = run {
            run();
        }
    }

    /// Shows a note, unless its words are shown already; gives its id.
    fn push(&self, icon: IconName, title: String, action: Option<String>) -> u64 {
        let shown = self.toasts.with_untracked(|toasts| {
            toasts.iter().find(|toast| toast.title == title).map(|toast| toast.id)
        });
        if let Some(shown) = shown {
            return shown;
        }
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.toasts.update(|toasts| {
            toasts.push(Toast { id, icon, title, detail: String::new(), action });
            let surplus = toasts.len().saturating_sub(MOST);
            toasts.drain(..surplus);
        });
        let kept = self.toasts.get_untracked();
        self.actions.update_value(|actions| {
            actions.retain(|(of, _)| kept.iter().any(|toast| toast.id == *of));
        });
        id
    }

    /// Takes a note away.
    pub fn close(&self, id: u64) {
        self.actions.update_value(|actions| actions.retain(|(of, _)| *of != id));
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}
