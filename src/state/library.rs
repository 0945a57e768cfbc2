//! What the desk keeps beside its parameters, and what the crew keeps beside
//! the desk: lists as they were told last, and commands with what came of them.

use leptos::prelude::*;
use protocol::{ListName, Refusal, Role, SAVE_SHEET};
use session::ControlError;

use super::App;
use super::link::say_refused;
use crate::signals::{RwSignal, StoredValue};

/// The sheets that every page follows.
const SHEETS: [&str; 2] = ["layers", "icons"];
/// The list that a sheet comes as.
const SHEET: &str = "sheet";

/// Hears what became of a command.
pub(super) type Then = Box<dyn FnOnce(Result<Vec<String>, Refusal>) + Send + Sync>;

/// Lists and commands.
#[derive(Clone, Copy)]
pub struct LibraryStore {
    lists: RwSignal<Vec<(ListName, Vec<String>)>>,
    /// What the view shown now needs of the desk.
    wanted: StoredValue<Vec<ListName>>,
    /// Commands whose outcome a store waits for.
    waiting: StoredValue<Vec<(u64, Then)>>,
}

/// A list by its name, and what it is of.
#[must_use]
pub fn list_name(list: &str, of: &str) -> ListName {
    ListName { list: list.to_owned(), of: of.to_owned() }
}

impl LibraryStore {
    pub(super) fn new() -> Self {
        Self {
            lists: RwSignal::new(Vec::new()),
            wanted: StoredValue::new(Vec::new()),
            waiting: StoredValue::new(Vec::new()),
        }
    }

    /// What is in a list; none before it was told. Tracked.
    #[must_use]
    pub fn list(&self, list: &str, of: &str) -> Option<Vec<String>> {
        self.lists.with(|lists| {
            let here = |(name, _): &&(ListName, _)| name.list == list && name.of == of;
            lists.iter().find(here).map(|(_, names)| names.clone())
        })
    }

    /// A sheet of the crew: its version and its lines; none before it was told.
    /// Tracked.
    #[must_use]
    pub fn sheet(&self, name: &str) -> Option<(String, Vec<String>)> {
        let mut lines = self.list(SHEET, name)?;
        (!lines.is_empty()).then(|| (lines.remove(0), lines))
    }

    /// Follows these lists of the desk instead of those before.
    pub fn want(&self, app: App, lists: Vec<ListName>) {
        self.wanted.set_value(lists);
        self.ask(app);
    }

    /// Asks for what this person may have.
    pub(super) fn ask(&self, app: App) {
        let mut lists: Vec<ListName> = SHEETS.iter().map(|name| list_name(SHEET, name)).collect();
        if untrack(|| app.me.role()) >= Role::Engineer {
            self.wanted.with_value(|wanted| lists.extend(wanted.iter().cloned()));
        }
        self.lists.update(|known| known.retain(|(name, _)| lists.contains(name)));
        app.link.with((), |link| link.want_lists(lists));
    }

    /// Asks for something; a refusal is said.
    pub fn command(&self, app: App, verb: &str, words: &[&str]) {
        let sent = app.link.with(Err(ControlError::Offline), |link| link.command(verb, words));
        if let Err(error) = sent {
            say_refused(app, error.code());
        }
    }

    /// Saves a sheet over the version that was changed; `then` hears what came
    /// of it, never before this returns.
    pub(super) fn save_sheet(
        &self,
        app: App,
        name: &str,
        version: &str,
        lines: &[String],
        then: Then,
    ) {
        let words: Vec<&str> =
            [name, version].into_iter().chain(lines.iter().map(String::as_str)).collect();
        self.ask_for(app, SAVE_SHEET, &words, then);
    }

    /// Asks for something; `then` hears what came of it, never before this
    /// returns.
    pub(super) fn ask_for(&self, app: App, verb: &str, words: &[&str], then: Then) {
        match app.link.with(Err(ControlError::Offline), |link| link.command(verb, words)) {
            Ok(n) => self.waiting.update_value(|waiting| waiting.push((n, then))),
            Err(error) => {
                // Views show the change first, and then that it was not kept.
                let refusal = Refusal::new(error.code(), "not sent");
                leptos::task::spawn_local(async move { then(Err(refusal)) });
            }
        }
    }

    /// A sheet was saved from here: that is what is in it, unless a newer one
    /// was told already.
    pub(super) fn take_saved(&self, name: &str, version: &str, lines: &[String]) {
        let number = |version: &str| version.parse::<u64>().unwrap_or_default();
        let known = untrack(|| self.sheet(name));
        if known.is_none_or(|(known, _)| number(&known) < number(version)) {
            let names = std::iter::once(version.to_owned()).chain(lines.iter().cloned());
            self.take_list(list_name(SHEET, name), names.collect());
        }
    }

    /// Another desk: it has other lists. The crew's sheets stay.
    pub(super) fn forget_desk(&self) {
        self.lists.update(|lists| lists.retain(|(name, _)| name.list == SHEET));
    }

    pub(super) fn take_list(&self, name: ListName, names: Vec<String>) {
        self.lists.update(|lists| {
            lists.retain(|(known, _)| *known != name);
            lists.push((name, names));
        });
    }

    pub(super) fn take_outcome(&self, app: App, n: u64, outcome: Result<Vec<String>, Refusal>) {
        let mut then = None;
        self.waiting.update_value(|waiting| {
            if let Some(place) = waiting.iter().position(|(of, _)| *of == n) {
                then = Some(waiting.remove(place).1);
            }
        });
        match (then, outcome) {
            (Some(then), outcome) => then(outcome),
            (None, Err(refusal)) => say_refused(app, refusal.code),
            (None, Ok(_)) => {}
        }
    }
}
