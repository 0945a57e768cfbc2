//! Dark, light, or like the system.

use leptos::prelude::*;
use markup::view;

use super::{Icon, IconName};
use crate::signals::{Callback, Signal, derive};
use crate::text::use_text;

/// The looks of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// For dark venues.
    #[default]
    Dark,
    /// For bright rooms.
    Light,
    /// As the system has it.
    Auto,
}

impl Theme {
    /// The name in `data-theme` and in storage.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Auto => "auto",
        }
    }

    /// The theme of a stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Dark, Self::Light, Self::Auto].into_iter().find(|theme| theme.name() == name)
    }

    /// The next one around.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Auto,
            Self::Auto => Self::Dark,
        }
    }
}

/// A button that goes around the themes.
#[component]
pub fn ThemeButton(
    /// The theme now.
    #[prop(into)]
    theme: Signal<Theme>,
    /// Told the theme wanted.
    #[prop(into)]
    on_set: Callback<Theme>,
) -> impl IntoView {
    let text = use_text();
    let name = move || match theme.get() {
        Theme::Dark => text.get().theme_dark(),
        Theme::Light => text.get().theme_light(),
        Theme::Auto => text.get().theme_auto(),
    };
    let icon = derive(move || match theme.get() {
        Theme::Dark => IconName::Moon,
        Theme::Light => IconName::Sun,
        Theme::Auto => IconName::Contrast,
    });
    view! {
        <button
            type="button"
            class="icon-btn"
            aria-label=move || text.get().theme_is(name())
            on:click=move |_| on_set.run(theme.get_untracked().next())
        >
            <Icon name=icon />
        </button>
    }
}
