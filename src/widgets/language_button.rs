//! Switches the language, without a reload.

use leptos::prelude::*;
use markup::view;

use crate::signals::{Callback, Signal};
use crate::text::{Language, use_text};

/// A button that says the other language's name, in that language.
#[component]
pub fn LanguageButton(
    /// The language now.
    #[prop(into)]
    language: Signal<Language>,
    /// Told the language wanted.
    #[prop(into)]
    on_set: Callback<Language>,
) -> impl IntoView {
    let text = use_text();
    let other = move || language.get().other();
    view! {
        <button
            type="button"
            class="icon-btn icon-btn--text"
            aria-label=move || {
                let (language, code) = (other().native_name(), other().code().to_ascii_uppercase());
                format!("{}: {code}, {language}", text.get().language())
            }
            lang=move || other().code()
            on:click=move |_| on_set.run(language.get_untracked().other())
        >
            {move || other().code().to_ascii_uppercase()}
        </button>
    }
}
