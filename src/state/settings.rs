//! Theme and language: kept over reloads, told to the page.

use crate::dom;
use crate::signals::{RwSignal, Signal};
use crate::text::Language;
use crate::widgets::Theme;

const THEME: &str = "mediatrix.theme";
const LANGUAGE: &str = "mediatrix.language";

/// What a person set for this browser.
#[derive(Clone, Copy)]
pub struct Settings {
    theme: RwSignal<Theme>,
    language: RwSignal<Language>,
}

impl Settings {
    /// What was set before, else dark and the browser's language.
    #[must_use]
    pub fn recalled() -> Self {
        let theme = dom::recall(THEME).and_then(|name| Theme::from_name(&name));
        let language = dom::recall(LANGUAGE)
            .and_then(|code| Language::from_code(&code))
            .or_else(|| Language::from_code(&browser_language()?));
        let settings = Self {
            theme: RwSignal::new(theme.unwrap_or_default()),
            language: RwSignal::new(language.unwrap_or_default()),
        };
        dom::set_page_theme(settings.theme.get_untracked().name());
        dom::set_page_language(settings.language.get_untracked().code());
        settings
    }

    /// The looks.
    #[must_use]
    pub fn theme(&self) -> Signal<Theme> {
        self.theme.into()
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Signal<Language> {
        self.language.into()
    }

    /// Changes the looks.
    pub fn set_theme(&self, theme: Theme) {
        dom::remember(THEME, theme.name());
        dom::set_page_theme(theme.name());
        self.theme.set(theme);
    }

    /// Changes the language.
    pub fn set_language(&self, language: Language) {
        dom::remember(LANGUAGE, language.code());
        dom::set_page_language(language.code());
        self.language.set(language);
    }
}

fn browser_language() -> Option<String> {
    web_sys::window()?.navigator().language()
}
