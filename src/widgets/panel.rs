//! The boxes a channel's page is made of, and the small parts in them: switches
//! with a word, keys with an icon, choices from a list.

use leptos::prelude::*;
use markup::view;

use super::control::state_name;
use super::keys::{disabled, press};
use super::{Blocked, ControlState, Icon, IconName, Switch};
use crate::dom::NodeRef;
use crate::signals::{Callback, Signal, effect};
use crate::text::use_text;

/// A titled section. `tools` stand at the right of its head.
#[must_use]
pub fn panel(
    id: &'static str,
    title: Signal<String>,
    tools: Option<AnyView>,
    body: AnyView,
) -> AnyView {
    view! {
        <section class=format!("panel panel--{id}") id=id aria-label=move || title.get()>
            <header class="panel__head">
                <h2>{title}</h2>
                <div class="panel__tools">{tools}</div>
            </header>
            <div class="panel__body">{body}</div>
        </section>
    }
}

/// A switch that says on or off beside itself.
#[must_use]
pub fn switch_key(
    label: Signal<String>,
    switch: Switch,
    state: Signal<ControlState>,
    on_blocked: Callback<Blocked>,
) -> AnyView {
    let text = use_text();
    let on = switch.on;
    view! {
        <button
            type="button"
            class="switch"
            role="switch"
            aria-label=label
            aria-checked=move || on.get().to_string()
            aria-disabled=move || disabled(state)
            data-state=state_name(state)
            on:click=move |_| press(switch, state, Some(on_blocked))
        >
            <span aria-hidden="true">
                {move || if on.get() { text.get().on() } else { text.get().off() }}
            </span>
        </button>
    }
}

/// A key that stays down: an icon (if any) and a word.
#[must_use]
pub fn option_key(
    label: Signal<String>,
    icon: Option<IconName>,
    switch: Switch,
    state: Signal<ControlState>,
    on_blocked: Callback<Blocked>,
) -> AnyView {
    named_key(label, label, icon, switch, state, on_blocked)
}

/// The same, read aloud as more than what is written on it.
#[must_use]
pub fn named_key(
    label: Signal<String>,
    spoken: Signal<String>,
    icon: Option<IconName>,
    switch: Switch,
    state: Signal<ControlState>,
    on_blocked: Callback<Blocked>,
) -> AnyView {
    view! {
        <button
            type="button"
            class="opt"
            aria-label=spoken
            aria-pressed=move || switch.on.get().to_string()
            aria-disabled=move || disabled(state)
            data-state=state_name(state)
            on:click=move |_| press(switch, state, Some(on_blocked))
        >
            {icon.map(|name| view! { <Icon name /> })}
            <span>{label}</span>
        </button>
    }
}

/// A native list of choices: number and words.
#[must_use]
pub fn choice_field(
    label: Signal<String>,
    options: Signal<Vec<(u16, String)>>,
    chosen: Signal<u16>,
    on_choose: Callback<u16>,
    state: Signal<ControlState>,
) -> AnyView {
    let list = NodeRef::<leptos::html::Select>::new();
    // What the desk says counts, not what was picked.
    let show = move || {
        if let Some(list) = list.get() {
            list.set_value(&chosen.get().to_string());
        }
    };
    effect(move || {
        options.track();
        show();
    });
    view! {
        <select
            node_ref=list
            class="choicebox"
            aria-label=label
            disabled=move || disabled(state).is_some()
            data-state=state_name(state)
            on:change=move |_| {
                let wanted = list.get_untracked().and_then(|list| list.value().parse().ok());
                if let Some(wanted) = wanted {
                    on_choose.run(wanted);
                }
                untrack(show);
            }
        >
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|(choice, words)| {
                        view! {
                            <option
                                value=choice.to_string()
                                selected=move || chosen.get() == choice
                            >
                                {words}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    }
}
