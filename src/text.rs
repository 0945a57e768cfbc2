//! Every word a person reads, in each language, and the way to get at it.
//! Which word is shown when is the business of widgets and views.

mod de;
mod en;
mod fixed;
mod numbers;
mod quantities;
mod sentences;
mod surface;
mod words;

use leptos::prelude::*;

use crate::signals::{Signal, derive};

pub use fixed::{fixed, plain};
pub use numbers::Numbers;
pub use quantities::{Quantities, parse_quantity, signed};
pub use sentences::{
    BlockReason, CloseSentence, DeskTrouble, JoinTrouble, MixGroup, RefusalReason, Role, Sentences,
    StripKind,
};
pub use surface::SurfaceSentences;
pub use words::{Words, every_word};

/// The languages the app speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English; also what is shown when nothing else is known.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// All languages, in the order a chooser lists them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The tag for `lang` attributes and storage, such as `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub fn native_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language a browser's tag such as `de-AT` asks for, if we speak it.
    #[must_use]
    pub fn from_code(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The next language, for a button that switches.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::English => Self::German,
            Self::German => Self::English,
        }
    }

    /// This language's words.
    #[must_use]
    pub fn text(self) -> &'static dyn Text {
        match self {
            Self::English => &en::English,
            Self::German => &de::German,
        }
    }
}

/// Words, sentences and numbers of one language.
pub trait Text: Words + Sentences + SurfaceSentences + Numbers + Quantities + Sync {}
impl<T: Words + Sentences + SurfaceSentences + Numbers + Quantities + Sync> Text for T {}

/// Picks a word, whatever the language.
pub type Word = fn(&'static dyn Text) -> &'static str;

/// The chosen language, as the app provides it to everything below it.
#[derive(Debug, Clone, Copy)]
struct Chosen(Signal<Language>);

/// The words of the language chosen now. Reading it inside a view or an effect
/// follows a change of language.
#[derive(Debug, Clone, Copy)]
pub struct CurrentText(Option<Signal<Language>>);

impl CurrentText {
    /// The words, tracked.
    #[must_use]
    pub fn get(&self) -> &'static dyn Text {
        self.language().text()
    }

    /// The words now, without following a change: for event handlers.
    #[must_use]
    pub fn get_untracked(&self) -> &'static dyn Text {
        self.0.map_or_else(Language::default, |chosen| chosen.get_untracked()).text()
    }

    /// A word for a place in a view, which follows the language. All words
    /// are of one type, so that a view's code is not made anew for each.
    pub fn say(self, word: Word) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || word(self.get())
    }

    /// A word as a widget's property.
    #[must_use]
    pub fn signal(self, word: Word) -> Signal<String> {
        derive(move || word(self.get()).to_owned())
    }

    /// The language, tracked.
    #[must_use]
    pub fn language(&self) -> Language {
        self.0.map_or_else(Language::default, |chosen| chosen.get())
    }
}

/// Tells everything below the current owner which language to speak.
pub fn provide_language(language: impl Into<Signal<Language>>) {
    provide_context(Chosen(language.into()));
}

/// The current words; English where nobody provided a language.
#[must_use]
pub fn use_text() -> CurrentText {
    CurrentText(use_context::<Chosen>().map(|chosen| chosen.0))
}

/// A layer's name with the numbers it shows: `Inputs 1–12`.
fn with_range(name: &str, range: Option<(u16, u16)>) -> String {
    match range {
        Some((first, last)) if first != last => format!("{name} {first}\u{2013}{last}"),
        Some((only, _)) => format!("{name} {only}"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests;
