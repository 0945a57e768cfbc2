//! Tabs that choose which strips are shown. One of them is in the tab order;
//! arrows, Home and End move between them.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::Each;
use crate::dom::NodeRef;
use crate::signals::{Callback, Signal, StoredValue};
use crate::text::use_text;

/// A list of tabs.
#[component]
pub fn LayerTabs(
    /// The tabs' words, in order.
    #[prop(into)]
    labels: Signal<Vec<String>>,
    /// Which one is chosen.
    #[prop(into)]
    selected: Signal<usize>,
    /// Told the chosen one.
    #[prop(into)]
    on_select: Callback<usize>,
    /// The list's accessible name; "Layers" if not given.
    #[prop(into, optional)]
    label: Option<Signal<String>>,
    /// The `id` of the panel the tabs control.
    #[prop(into, optional)]
    controls: Option<String>,
) -> impl IntoView {
    let text = use_text();
    let list = NodeRef::<Div>::new();
    let controls = StoredValue::new(controls);

    let on_key = move |event: KeyboardEvent| {
        let count = labels.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        let here = selected.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" => (here + 1) % count,
            "ArrowLeft" => (here + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        on_select.run(next);
        focus_tab(list, next);
    };

    view! {
        <div
            class="tabs"
            role="tablist"
            node_ref=list
            aria-label=move || match label {
                Some(label) => label.get(),
                None => text.get().layers().to_owned(),
            }
            on:keydown=on_key
        >
            <Each
                of=move || labels.get().into_iter().enumerate()
                key=|(index, label)| (*index, label.clone())
                let((index, label))
            >
                <button
                    type="button"
                    class="tab"
                    role="tab"
                    aria-selected=move || (selected.get() == index).to_string()
                    aria-controls=controls.get_value()
                    tabindex=move || if selected.get() == index { "0" } else { "-1" }
                    on:click=move |_| on_select.run(index)
                >
                    {label}
                </button>
            </Each>
        </div>
    }
}

fn focus_tab(list: NodeRef<Div>, index: usize) {
    let tab = list
        .get_untracked()
        .and_then(|list| list.children().item(u32::try_from(index).ok()?))
        .and_then(|tab| tab.dyn_into::<HtmlElement>().ok());
    if let Some(tab) = tab {
        let _ = tab.focus();
    }
}
