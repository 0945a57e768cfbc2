//! Icons of strips, which desks do not keep: on one line of the crew's sheet,
//! such as `input.3 guitar,aux.2 phones`.

use desk::Strip;
use leptos::prelude::*;

use super::App;
use crate::signals::memo;
use crate::widgets::IconName;

/// The crew's sheet.
const SHEET: &str = "icons";

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
        self.library.sheet(SHEET).map(|(_, lines)| lines.concat()).map_or_else(
            String::new,
            |line| {
                let icons = line.split(',').filter_map(|icon| icon.split_once(' '));
                let mut own = icons.filter(|(of, _)| *of == path).map(|(_, word)| word.to_owned());
                own.next().unwrap_or_default()
            },
        )
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
        let before = untrack(|| self.icon_word(at));
        self.write_icon(at, word);
        let text = self.settings.language().get_untracked().text();
        let title = text.changed_icon(&self.strip_name(text, at));
        self.notes.ask(IconName::Undo, title, text.undo(), move || self.write_icon(at, &before));
    }

    fn write_icon(self, at: Strip, word: &str) {
        let known = untrack(|| self.library.sheet(SHEET));
        let (version, line) = known
            .map_or_else(|| ("0".to_owned(), String::new()), |(at, lines)| (at, lines.concat()));
        let (path, own) = (self.desk.path_of(at), format!("{} {word}", self.desk.path_of(at)));
        let others =
            line.split(',').filter(|icon| icon.split_once(' ').is_some_and(|(of, _)| of != path));
        let icons: Vec<&str> = others.chain((!word.is_empty()).then_some(own.as_str())).collect();
        let lines = [icons.join(",")];
        let then = Box::new(move |kept: bool| {
            if !kept {
                let text = self.settings.language().get_untracked().text();
                self.notes.show(IconName::Alert, text.layers_not_kept());
            }
        });
        self.library.save_sheet(self, SHEET, &version, &lines, then);
    }
}
