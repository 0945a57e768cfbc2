//! Icons of strips, which desks do not keep: on one line of the crew's sheet,
//! such as `input.3 guitar,aux.2 phones`.

use std::sync::Arc;

use desk::Strip;
use leptos::prelude::*;

use super::App;
use super::sheets::{Kept, SheetStore};
use crate::signals::{Signal, memo};
use crate::text::Text;
use crate::widgets::IconName;

/// The crew's sheet.
pub(super) fn sheet() -> SheetStore {
    SheetStore::new("icons", |it| it.icon_not_kept())
}

/// The icons a strip can have, by their words on the sheet.
pub const ICONS: [(&str, IconName); 12] = [
    ("mic", IconName::Mic),
    ("choir", IconName::Choir),
    ("guitar", IconName::Guitar),
    ("keys", IconName::Keys),
    ("drum", IconName::Drum),
    ("horn", IconName::Horn),
    ("music", IconName::Music),
    ("laptop", IconName::Laptop),
    ("film", IconName::Film),
    ("phones", IconName::Phones),
    ("speaker", IconName::Speaker),
    ("star", IconName::Star),
];

impl App {
    /// The word of a strip's icon, empty for none; tracked.
    #[must_use]
    pub fn icon_word(self, at: Strip) -> String {
        let path = self.desk.path_of(at);
        let line = self.icons.lines(self).concat();
        let icons = line.split(',').filter_map(|icon| icon.split_once(' '));
        let mut own = icons.filter(|(of, _)| *of == path).map(|(_, word)| word.to_owned());
        own.next().unwrap_or_default()
    }

    /// A strip's icon, as far as this version knows it.
    #[must_use]
    pub fn icon(self, at: Strip) -> Signal<Option<IconName>> {
        memo(move |_| {
            let word = self.icon_word(at);
            ICONS.iter().find(|(known, _)| *known == word).map(|(_, icon)| *icon)
        })
        .into()
    }

    /// Gives a strip another icon, or none, and offers to take that back.
    pub fn set_icon(self, at: Strip, word: &str) {
        let path = self.desk.path_of(at);
        let icons = vec![(path.clone(), word.to_owned())];
        let before = (path, untrack(|| self.icon_word(at)));
        let then = move |kept| {
            if kept {
                let say = Box::new(move |text: &'static dyn Text| {
                    text.changed_icon(&self.strip_name(text, at))
                });
                let back = Arc::new(move || self.set_icons(vec![before.clone()]));
                self.notes.ask(IconName::Undo, say, None, |it| it.undo(), back);
            }
        };
        self.write_icons(icons, Box::new(then));
    }

    /// Gives strips, by their paths, these icons.
    pub(super) fn set_icons(self, icons: Vec<(String, String)>) {
        self.write_icons(icons, Box::new(|_| ()));
    }

    fn write_icons(self, icons: Vec<(String, String)>, then: Kept) {
        let line = untrack(|| self.icons.lines(self)).concat();
        let is_other = |icon: &&str| {
            !icon.is_empty()
                && icon
                    .split_once(' ')
                    .is_none_or(|(of, _)| icons.iter().all(|(path, _)| of != path))
        };
        let mut line: Vec<String> = line.split(',').filter(is_other).map(str::to_owned).collect();
        let given = icons.iter().filter(|(_, word)| !word.is_empty());
        line.extend(given.map(|(path, word)| format!("{path} {word}")));
        self.icons.change(self, vec![line.join(",")], then);
    }
}
