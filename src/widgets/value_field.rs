//! An amount as a number with its unit that can be typed over.

use leptos::html::Input;
use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::amount::Amount;
use super::control::state_name;
use super::{Blocked, ControlState};
use crate::dom::NodeRef;
use crate::signals::{RwSignal, Signal, effect, memo};
use crate::text::use_text;

/// A typed field. Enter and leaving it set what was typed, Escape does not.
/// What is no amount is put back.
pub(super) fn value_field(
    node: NodeRef<Input>,
    label: Signal<String>,
    amount: Amount,
    tabbable: bool,
) -> AnyView {
    let text = use_text();
    let words = memo(move |_| amount.words(text.get()));
    let editing = RwSignal::new(false);
    let put_back = move || {
        if let Some(input) = node.get_untracked() {
            input.set_value(&words.get_untracked());
        }
    };
    effect(move || {
        let words = words.get();
        if let Some(input) = node.get()
            && !editing.get()
        {
            input.set_value(&words);
        }
    });
    let on_focus = move |_| {
        match amount.state.with_untracked(ControlState::blocked) {
            Some(blocked @ Blocked::Because(_)) => amount.grip.on_blocked.run(blocked),
            _ => editing.set(true),
        }
        if let Some(input) = node.get_untracked() {
            input.select();
        }
    };
    let finish = move || {
        // Browsers say a blur also for what was just removed.
        let Some(edited) = editing.try_get_untracked() else { return };
        if edited {
            editing.set(false);
            if let Some(input) = node.get_untracked() {
                let typed = input.value();
                if typed != words.get_untracked()
                    && let Some(position) = amount.typed(text.get_untracked(), &typed)
                {
                    amount.set(position);
                }
            }
        }
        put_back();
    };
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" => finish(),
            "Escape" => put_back(),
            _ => {
                editing.set(true);
                return;
            }
        }
        event.prevent_default();
        if let Some(input) = node.get_untracked() {
            let _ = input.blur();
        }
    };
    view! {
        <input
            node_ref=node
            class="value"
            type="text"
            autocomplete="off"
            spellcheck="false"
            tabindex=(!tabbable).then_some("-1")
            aria-label=label
            data-state=state_name(amount.state)
            readonly=move || amount.state.with(|state| state.blocked().is_some())
            on:focus=on_focus
            on:blur=move |_| finish()
            on:keydown=on_key
        />
    }
}
