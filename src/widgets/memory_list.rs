//! A list of things that can be loaded, such as snapshots: which one is loaded,
//! a button that loads each, and behind one more button what else can be done
//! with it. What that means is the caller's.

use leptos::html::Input;
use leptos::prelude::*;
use markup::view;
use web_sys::SubmitEvent;

use super::{Each, Icon, IconName};
use crate::dom::NodeRef;
use crate::signals::{Callback, RwSignal, Signal, StoredValue, callback, derive};
use crate::text::{Word, use_text};

/// What was pressed on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemoryDeed {
    /// Look into it.
    Open,
    /// Load it.
    Load,
    /// Save over it.
    Save,
    /// Give it this name.
    Rename(String),
    /// Delete it.
    Delete,
}

/// A list of memories.
#[derive(Clone, Copy)]
pub struct MemoryList {
    /// Their names; none before they were told.
    pub names: Signal<Option<Vec<String>>>,
    /// The one that is loaded, if it is in this list.
    pub loaded: Signal<Option<String>>,
    /// The one that is looked into; lists without an inside have none.
    pub opened: Option<Signal<String>>,
    /// Whether names and existence may be changed here.
    pub may_change: Signal<bool>,
    /// Told what was pressed on which.
    pub on_deed: Callback<(String, MemoryDeed)>,
}

/// The list.
#[must_use]
pub fn memory_list(list: MemoryList) -> AnyView {
    let text = use_text();
    // Whose further buttons are out.
    let more = RwSignal::new(None::<String>);
    let empty = move || match list.names.with(|names| names.as_ref().map(Vec::len)) {
        None => text.get().loading(),
        Some(0) => text.get().none_yet(),
        Some(_) => "",
    };
    view! {
        <ul class="memories">
            <Each of=move || list.names.get().unwrap_or_default() key=String::clone let:name>
                {row(list, name, more)}
            </Each>
        </ul>
        <p class="muted memories__empty">{empty}</p>
    }
    .into_any()
}

fn row(list: MemoryList, name: String, more: RwSignal<Option<String>>) -> AnyView {
    let text = use_text();
    let name = StoredValue::new(name);
    let own = move || name.get_value();
    let loaded = derive(move || list.loaded.with(|loaded| loaded.as_ref() == Some(&own())));
    let out = derive(move || more.with(|more| more.as_ref() == Some(&own())));
    let say = move |deed| list.on_deed.run((own(), deed));
    let title = match list.opened {
        None => view! { <b class="memory__name">{own()}</b> }.into_any(),
        Some(opened) => view! {
            <button
                type="button"
                class="memory__name memory__open"
                aria-pressed=move || opened.with(|opened| *opened == own()).to_string()
                on:click=move |_| say(MemoryDeed::Open)
            >
                {own()}
            </button>
        }
        .into_any(),
    };
    let tag = move || {
        loaded.get().then(|| view! { <span class="tag">{text.say(|it| it.loaded())}</span> })
    };
    view! {
        <li class="memory" aria-current=move || loaded.get().then_some("true")>
            {title} {tag}
            <button
                type="button"
                class="btn btn--s"
                aria-label=move || text.get().load_of(&own())
                on:click=move |_| say(MemoryDeed::Load)
            >
                {text.say(|it| it.load())}
            </button>
            <button
                type="button"
                class="icon-btn"
                aria-expanded=move || out.get().to_string()
                aria-label=move || text.get().more_of(&own())
                on:click=move |_| more.set((!out.get_untracked()).then(own))
            >
                <Icon name=IconName::Dots />
            </button>
            {move || out.get().then(|| further(list, name, more))}
        </li>
    }
    .into_any()
}

fn further(list: MemoryList, name: StoredValue<String>, more: RwSignal<Option<String>>) -> AnyView {
    let text = use_text();
    let say = move |deed| {
        more.set(None);
        list.on_deed.run((name.get_value(), deed));
    };
    let key = move |words: Word, deed: MemoryDeed| {
        view! {
            <button type="button" class="btn btn--s" on:click=move |_| say(deed.clone())>
                {text.say(words)}
            </button>
        }
        .into_any()
    };
    let change = move || {
        list.may_change.get().then(|| {
            let rename = callback(move |to| say(MemoryDeed::Rename(to)));
            view! {
                {name_form(|it| it.new_name(), |it| it.rename(), name.get_value(), rename)}
                {key(|it| it.delete(), MemoryDeed::Delete)}
            }
            .into_any()
        })
    };
    view! {
        <div class="memory__more">
            {key(|it| it.save_over(), MemoryDeed::Save)} {change}
        </div>
    }
    .into_any()
}

/// A field for a name with a button. It says nothing but names, trimmed and not
/// empty, and is `value` again once it did.
#[must_use]
pub fn name_form(label: Word, button: Word, value: String, on_name: Callback<String>) -> AnyView {
    let text = use_text();
    let field = NodeRef::<Input>::new();
    let first = value.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        let name = field.value().trim().to_owned();
        if !name.is_empty() {
            // A field that names something new starts over; one that renames
            // keeps the name it gave.
            if value.is_empty() {
                field.set_value("");
            }
            on_name.run(name);
        }
    };
    view! {
        <form class="nameform" on:submit=send>
            <input
                node_ref=field
                class="input"
                type="text"
                maxlength="60"
                autocomplete="off"
                value=first
                placeholder=text.say(label)
                aria-label=text.say(label)
            />
            <button type="submit" class="btn btn--s">
                {text.say(button)}
            </button>
        </form>
    }
    .into_any()
}
