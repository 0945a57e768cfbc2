//! A question that must be answered before going on. Rare: anything that can be
//! undone is done and offered back instead.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;
use markup::view;
use web_sys::MouseEvent;

use crate::dom::NodeRef;
use crate::signals::{Callback, Signal, effect};
use crate::text::use_text;

/// A question with two answers.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What follows from yes; may be empty.
    #[prop(into, optional)]
    detail: Signal<String>,
    /// The word for yes.
    #[prop(into)]
    confirm: Signal<String>,
    /// The word for no; "Cancel" if not given.
    #[prop(into, optional)]
    decline: Option<Signal<String>>,
    /// Whether yes destroys something.
    #[prop(optional)]
    danger: bool,
    /// Yes.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// No, or Escape.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let dialog = NodeRef::<DialogElement>::new();
    follow(dialog, open);
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-label=title
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <h2>{title}</h2>
            <p>{detail}</p>
            <div class="dialog__acts">
                <button type="button" class="btn" on:click=move |_| on_close.run(())>
                    {move || match decline {
                        Some(words) => words.get(),
                        None => text.get().cancel().to_owned(),
                    }}
                </button>
                <button
                    type="button"
                    class=if danger { "btn btn--danger" } else { "btn btn--primary" }
                    on:click=move |_| on_confirm.run(())
                >
                    {confirm}
                </button>
            </div>
        </dialog>
    }
}

/// Opens and closes a native dialog as a signal says.
pub(super) fn follow(dialog: NodeRef<DialogElement>, open: Signal<bool>) {
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() {
            if !dialog.open() {
                // Fails only for a dialog outside the document; then it is not seen.
                let _ = dialog.show_modal();
            }
        } else if dialog.open() {
            dialog.close();
        }
    });
}

/// Whether a click hit the page behind the dialog.
pub(super) fn is_backdrop(event: &MouseEvent, dialog: NodeRef<DialogElement>) -> bool {
    let Some(dialog) = dialog.get_untracked() else {
        return false;
    };
    let hit_itself = event
        .target()
        .is_some_and(|target| *AsRef::<web_sys::EventTarget>::as_ref(&dialog) == target);
    let area = dialog.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let inside =
        (area.left()..=area.right()).contains(&x) && (area.top()..=area.bottom()).contains(&y);
    hit_itself && !inside
}
