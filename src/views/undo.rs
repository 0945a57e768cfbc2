//! Taking back: the button in the top bar, Ctrl or Command with Z, and the
//! question when somebody moved a control since.

use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;

use crate::dom;
use crate::signals::derive;
use crate::state::App;
use crate::text::use_text;
use crate::widgets::{Dialog, Icon, IconName};

/// The button, with the question it may lead to.
pub(super) fn undo_button(app: App) -> AnyView {
    let text = use_text();
    // What still fades can be taken back as well.
    let steps = derive(move || app.undo.steps().get() + app.fades.count());
    let asking = app.undo.asking();
    listen_for_keys(app);
    let words = move |word: fn(&dyn crate::text::Text) -> &'static str| {
        derive(move || word(text.get()).to_owned())
    };
    view! {
        <button
            type="button"
            class="icon-btn"
            aria-label=move || text.get().undo_steps(steps.get())
            disabled=move || steps.get() == 0
            on:click=move |_| app.undo.undo(app)
        >
            <Icon name=IconName::Undo />
        </button>
        <Dialog
            open=derive(move || asking.with(Option::is_some))
            title=words(|text| text.undo_question())
            detail=words(|text| text.undo_question_hint())
            confirm=words(|text| text.undo())
            decline=words(|text| text.keep())
            on_confirm=move |()| {
                if let Some(step) = asking.get_untracked() {
                    app.undo.restore(app, step);
                }
            }
            on_close=move |()| asking.set(None)
        />
    }
}

fn listen_for_keys(app: App) {
    let Some(window) = web_sys::window() else { return };
    dom::listen_here(&window, "keydown", move |event| {
        let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        let wanted = (key.ctrl_key() || key.meta_key())
            && !key.shift_key()
            && !key.alt_key()
            && key.key().eq_ignore_ascii_case("z");
        let locked = app.guard.screen().get_untracked();
        // In a text field the browser takes back what was written.
        if wanted && !locked && !dom::is_writing(&event) {
            event.prevent_default();
            app.undo.undo(app);
        }
    });
}
