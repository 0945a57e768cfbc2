//! Every widget in every state, for eyes and tests; no network, no desk.
//! `#mixer` and `#join` show whole screens as they would be put together, any
//! other address the frames.

mod channel;
mod chat;
mod controls;
mod demo;
mod library;
mod mixer;
mod pages;
mod states;

use leptos::prelude::*;
use markup::view;

use crate::dom;
use crate::signals::{RwSignal, effect};
use crate::text::{Language, provide_language};
use crate::widgets::{IconSprite, LanguageButton, Theme, ThemeButton};
use demo::Settings;

/// The gallery.
#[component]
pub fn Gallery() -> impl IntoView {
    let address =
        web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    let has = |word: &str| address.contains(word);
    let settings = Settings {
        language: RwSignal::new(if has("de") { Language::German } else { Language::English }),
        theme: RwSignal::new(if has("light") { Theme::Light } else { Theme::Dark }),
    };
    provide_context(settings);
    provide_language(settings.language);
    effect(move || dom::set_page_language(settings.language.get().code()));
    effect(move || dom::set_page_theme(settings.theme.get().name()));

    let screen = if has("mixer") {
        view! { <mixer::Mixer /> }
    } else if has("join") {
        view! { <pages::Join /> }
    } else {
        view! {
            <main class="gallery">
                <controls::Controls />
                {states::frames()} {channel::frames()} {library::frames()}
                <chat::Chat />
                <pages::Parts />
            </main>
        }
    };
    view! {
        <IconSprite />
        {screen}
    }
}

/// One thing to look at, with a word on what to look for.
#[component]
fn Frame(title: &'static str, note: &'static str, children: Children) -> impl IntoView {
    view! {
        <figure class="frame">
            <figcaption class="frame__cap">
                <h3>{title}</h3>
                <small class="muted">{note}</small>
            </figcaption>
            <div class="frame__box">{children()}</div>
        </figure>
    }
}

/// Theme and language, wherever they stand.
#[component]
fn SettingButtons() -> impl IntoView {
    let Settings { language, theme } = expect_context();
    view! {
        <LanguageButton language on_set=move |new| language.set(new) />
        <ThemeButton theme on_set=move |new| theme.set(new) />
    }
}
