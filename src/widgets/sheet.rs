//! A sheet that rises from the foot of a phone, over the mix but leaving its
//! top in sight. Escape and a tap beside it close it.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;
use markup::view;

use super::{Icon, IconName, Show};
use crate::dom::NodeRef;
use crate::signals::{Callback, Signal, StoredValue};
use crate::text::use_text;

/// A sheet. It takes the focus while it is open and gives it back.
#[component]
pub fn Sheet(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Asked for by the person; set `open` to `false`.
    #[prop(into)]
    on_close: Callback<()>,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// What it holds. Built when it opens first.
    children: ChildrenFn,
) -> impl IntoView {
    let text = use_text();
    let dialog = NodeRef::<DialogElement>::new();
    super::dialog::follow(dialog, open);
    let children = StoredValue::new(children);
    view! {
        <dialog
            class="sheet"
            node_ref=dialog
            aria-label=title
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:click=move |event| {
                if super::dialog::is_backdrop(&event, dialog) {
                    on_close.run(());
                }
            }
        >
            <div class="sheet__head">
                <h2>{title}</h2>
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=text.say(|it| it.close())
                    on:click=move |_| on_close.run(())
                >
                    <Icon name=IconName::X />
                </button>
            </div>
            <Show when=open>{children.with_value(|children| children())}</Show>
        </dialog>
    }
}
