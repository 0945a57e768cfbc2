//! Short notes that come and go: what was refused and why. They are kept as what
//! to say, and said in the language of the moment.

use std::sync::Arc;

use crate::signals::{RwSignal, Signal, StoredValue, derive, effect};
use crate::text::{Language, Text, Word};
use crate::widgets::{IconName, Toast};

/// Most notes at once; older ones make room.
const MOST: usize = 3;

/// What a note's button does.
type Action = Arc<dyn Fn() + Send + Sync>;
/// What a note says in a language.
pub type Say = Box<dyn Fn(&'static dyn Text) -> String + Send + Sync>;
/// Whether what a note is about still holds; tracked.
pub type Holds = Box<dyn Fn() -> bool + Send + Sync>;

/// Notes shown now.
#[derive(Clone, Copy)]
pub struct NoteStore {
    language: Signal<Language>,
    notes: RwSignal<Vec<Note>>,
    next: StoredValue<u64>,
    /// How many pages were left.
    pages: RwSignal<u32>,
}

struct Note {
    id: u64,
    icon: IconName,
    say: Say,
    /// Of notes that leave with what they are about.
    holds: Option<Holds>,
    /// The button's word and what it does. Not of the view that asked, which may
    /// be gone when it is pressed.
    action: Option<(Word, Action)>,
}

impl NoteStore {
    pub(super) fn new(language: Signal<Language>) -> Self {
        Self {
            language,
            notes: RwSignal::new(Vec::new()),
            next: StoredValue::new(1),
            pages: RwSignal::new(0),
        }
    }

    /// The notes in the language now, oldest first.
    #[must_use]
    pub fn toasts(&self) -> Signal<Vec<Toast>> {
        let this = *self;
        derive(move || {
            let text = this.language.get().text();
            let toast = |note: &Note| Toast {
                id: note.id,
                icon: note.icon,
                title: (note.say)(text),
                detail: String::new(),
                action: note.action.as_ref().map(|(word, _)| word(text).to_owned()),
            };
            this.notes.with(|notes| notes.iter().map(toast).collect())
        })
    }

    /// Shows a note of fixed words.
    pub fn say(&self, icon: IconName, word: Word) {
        self.show(icon, Box::new(move |text| word(text).to_owned()));
    }

    /// Shows a note. The same words are not shown twice at a time.
    pub fn show(&self, icon: IconName, say: Say) {
        self.push(icon, say, None, None);
    }

    /// Shows a note that leaves as soon as `holds` is no more.
    pub fn show_while(&self, icon: IconName, say: Say, holds: Holds) {
        self.push(icon, say, Some(holds), None);
    }

    /// Shows a note with a button, and what the button does; with `holds` for
    /// as long as that is so.
    pub fn ask(&self, icon: IconName, say: Say, holds: Option<Holds>, action: Word, run: Action) {
        self.push(icon, say, holds, Some((action, run)));
    }

    /// A note's button was pressed.
    pub fn act(&self, id: u64) {
        let run = self.notes.with_untracked(|notes| {
            let note = notes.iter().find(|note| note.id == id);
            note.and_then(|note| note.action.as_ref()).map(|(_, run)| run.clone())
        });
        self.close(id);
        if let Some(run) = run {
            run();
        }
    }

    /// Shows a note. Where its words are shown already, it stands for what was
    /// done last.
    fn push(&self, icon: IconName, say: Say, holds: Option<Holds>, action: Option<(Word, Action)>) {
        let text = self.language.get_untracked().text();
        let words = say(text);
        let next = self.next;
        self.notes.update(|notes| {
            if let Some(shown) = notes.iter_mut().find(|note| (note.say)(text) == words) {
                *shown = Note { id: shown.id, icon, say, holds, action };
                return;
            }
            let id = next.get_value();
            next.set_value(id + 1);
            notes.push(Note { id, icon, say, holds, action });
            let surplus = notes.len().saturating_sub(MOST);
            notes.drain(..surplus);
        });
    }

    /// Takes a note away.
    pub fn close(&self, id: u64) {
        self.notes.update(|notes| notes.retain(|note| note.id != id));
    }

    /// Lets notes go with what they are about, until the owner is cleaned up.
    pub fn follow(&self) {
        let this = *self;
        effect(move || {
            let gone: Vec<u64> = this.notes.with(|notes| {
                let gone = |note: &&Note| note.holds.as_ref().is_some_and(|holds| !holds());
                notes.iter().filter(gone).map(|note| note.id).collect()
            });
            gone.into_iter().for_each(|id| this.close(id));
        });
    }

    /// The page is left, and what was said of its controls is past.
    pub fn leave_page(&self) {
        self.pages.update(|pages| *pages += 1);
    }

    /// Which page it is, by a number; tracked.
    #[must_use]
    pub fn page(&self) -> u32 {
        self.pages.get()
    }
}
