//! The app: contexts, the place, and the screen that belongs to it.

use leptos::prelude::*;
use markup::view;

use crate::route::{Route, use_route};
use crate::signals::{Signal, effect, memo};
use crate::state;
use crate::text::{provide_language, use_text};
use crate::views::join::JoinView;
use crate::views::shell::Shell;
use crate::widgets::{Blank, IconSprite, Toasts};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let app = state::App::new();
    provide_context(app);
    provide_language(app.settings.language());
    let route = use_route();
    app.link.open(app);
    app.notes.follow();
    effect(move || {
        route.track();
        app.notes.leave_page();
    });
    let me_here = app.link.has_token();
    // The whole shell stays while only the place inside it changes.
    let screen = memo(move |_| match route.get() {
        Route::Join(code) => Screen::Join(code),
        Route::Unknown => Screen::Unknown,
        Route::Gallery => Screen::Gallery,
        _ if me_here.get() => Screen::Shell,
        _ => Screen::Join(None),
    });

    view! {
        <IconSprite />
        {move || match screen.get() {
            Screen::Join(code) => view! { <JoinView code=Signal::stored(code) /> },
            Screen::Shell => view! { <Shell route /> },
            Screen::Gallery => gallery(),
            Screen::Unknown => view! { <NotFound /> },
        }}
        <Toasts
            toasts=app.notes.toasts()
            on_action=move |id| app.notes.act(id)
            on_close=move |id| app.notes.close(id)
        />
    }
}

#[derive(Clone, PartialEq)]
enum Screen {
    Join(Option<String>),
    Shell,
    Gallery,
    Unknown,
}

#[cfg(feature = "gallery")]
fn gallery() -> AnyView {
    crate::gallery::Gallery().into_any()
}

#[cfg(not(feature = "gallery"))]
fn gallery() -> AnyView {
    view! { <NotFound /> }
}

#[component]
fn NotFound() -> impl IntoView {
    let text = use_text();
    view! {
        <main class="page">
            <h1 class="visually-hidden">{text.say(|it| it.product())}</h1>
            <Blank
                title=text.signal(|it| it.not_found_title())
                detail=text.signal(|it| it.not_found_hint())
            >
                <a class="btn btn--primary" href=Route::Mix.href()>
                    {text.say(|it| it.back_to_mix())}
                </a>
            </Blank>
        </main>
    }
}
