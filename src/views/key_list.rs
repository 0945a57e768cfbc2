//! All keys of the keyboard in one list: `?` opens it, and a key beside the
//! layers. What they do is done elsewhere.

use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;

use crate::dom;
use crate::signals::RwSignal;
use crate::state::App;
use crate::text::use_text;
use crate::widgets::Sheet;

/// Whether the list is open, as the shell provides it.
#[derive(Clone, Copy)]
struct KeyList(RwSignal<bool>);

/// Lets everything below the shell open the list. Give its view the result.
#[must_use]
pub(super) fn provide_key_list() -> RwSignal<bool> {
    let open = RwSignal::new(false);
    provide_context(KeyList(open));
    open
}

/// The list.
pub(super) fn key_list(app: App, open: RwSignal<bool>) -> AnyView {
    let text = use_text();
    listen_for_key(app, open);
    view! {
        <Sheet open on_close=move |()| open.set(false) title=text.signal(|it| it.keyboard())>
            <pre class="key_list">{text.say(|it| it.key_list())}</pre>
        </Sheet>
    }
    .into_any()
}

/// The key that opens it, where there is a shell.
pub(super) fn key_list_key() -> AnyView {
    let text = use_text();
    let open = use_context::<KeyList>();
    open.map(|KeyList(open)| {
        view! {
            <button
                type="button"
                class="btn btn--s"
                aria-label=text.say(|it| it.keyboard())
                aria-keyshortcuts="?"
                on:click=move |_| open.set(true)
            >
                "?"
            </button>
        }
    })
    .into_any()
}

fn listen_for_key(app: App, open: RwSignal<bool>) {
    let Some(window) = web_sys::window() else { return };
    dom::listen_here(&window, "keydown", move |event| {
        let asked = event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|key| key.key() == "?");
        if asked && !app.guard.screen().get_untracked() && !dom::is_writing(&event) {
            event.prevent_default();
            open.set(true);
        }
    });
}
