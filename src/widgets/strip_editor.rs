//! What a strip is called and how it looks: a field for its name, a colour and
//! an icon to choose. What becomes of the answers is the caller's.

use leptos::html::Input;
use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::{Colour, ControlState, Icon, IconName};
use crate::dom::NodeRef;
use crate::signals::{Callback, RwSignal, Signal, derive, effect};
use crate::text::use_text;

/// The colours a strip can have: the desk's number of each, and how we draw it.
#[derive(Clone, Copy)]
pub struct Swatches {
    /// All of them, in the order they are offered.
    pub choices: &'static [(u16, Colour)],
    /// The number of the strip's own.
    pub chosen: Signal<u16>,
    /// Told the wanted number.
    pub on_choose: Callback<u16>,
}

/// The icons a strip can have.
#[derive(Clone, Copy)]
pub struct Icons {
    /// All of them, with the words they go by.
    pub choices: &'static [(&'static str, IconName)],
    /// The word of the strip's own; empty for none.
    pub chosen: Signal<String>,
    /// Told the wanted word.
    pub on_choose: Callback<&'static str>,
}

/// What can be changed.
#[derive(Clone, Copy)]
pub struct StripLooks {
    /// The strip's name; may be empty.
    pub name: Signal<String>,
    /// What it is called without one.
    pub usual: Signal<String>,
    /// Most characters of a name.
    pub longest: u16,
    /// Hears a name once it is finished and another than before.
    pub on_name: Callback<String>,
    /// Its colour, where it can have one.
    pub colours: Option<Swatches>,
    /// Its icon.
    pub icons: Option<Icons>,
    /// Whether all this may be changed.
    pub state: Signal<ControlState>,
}

/// The fields.
#[must_use]
pub fn strip_editor(looks: StripLooks) -> AnyView {
    let text = use_text();
    let StripLooks { colours, icons, state, .. } = looks;
    let blocked = derive(move || state.with(|state| state.blocked().is_some()));
    view! {
        <div class="stripedit">
            <label class="field">
                <span class="field__label">{text.say(|it| it.name())}</span>
                {name_field(looks)}
            </label>
            {colours.map(|colours| swatches(colours, blocked))}
            {icons.map(|icons| icon_keys(icons, blocked))}
        </div>
    }
    .into_any()
}

fn name_field(looks: StripLooks) -> AnyView {
    let StripLooks { name, usual, longest, on_name, state, .. } = looks;
    let field = NodeRef::<Input>::new();
    let typing = RwSignal::new(false);
    // Somebody else may name it too, but not under these fingers.
    let show = move || {
        if let Some(field) = field.get() {
            field.set_value(&name.get());
        }
    };
    effect(move || {
        name.track();
        if !typing.get() {
            show();
        }
    });
    let finish = move |_| {
        let typed = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let typed = typed.trim().to_owned();
        typing.set(false);
        if name.with_untracked(|name| *name != typed) {
            on_name.run(typed);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            typing.set(false);
            untrack(show);
        }
    };
    view! {
        <input
            node_ref=field
            class="input"
            type="text"
            autocomplete="off"
            enterkeyhint="done"
            maxlength=longest.to_string()
            placeholder=usual
            readonly=move || state.with(|state| state.blocked().is_some())
            on:input=move |_| typing.set(true)
            on:change=finish
            on:keydown=on_key
        />
    }
    .into_any()
}

fn swatches(colours: Swatches, blocked: Signal<bool>) -> AnyView {
    let text = use_text();
    let Swatches { choices, chosen, on_choose } = colours;
    let rows: Vec<AnyView> = choices
        .iter()
        .map(|(number, colour)| {
            let number = *number;
            view! {
                <label class="swatch" style=("--ch", colour.css())>
                    <input
                        type="radio"
                        name="strip-colour"
                        prop:checked=move || chosen.get() == number
                        disabled=blocked
                        on:change=move |_| on_choose.run(number)
                    />
                    <span>{move || text.get().desk_colour(number)}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="field">
            <legend class="field__label">{text.say(|it| it.colour_word())}</legend>
            <div class="swatches">{rows}</div>
        </fieldset>
    }
    .into_any()
}

fn icon_keys(icons: Icons, blocked: Signal<bool>) -> AnyView {
    let text = use_text();
    let Icons { choices, chosen, on_choose } = icons;
    let key = |(word, icon): (&'static str, Option<IconName>)| {
        view! {
            <label class="swatch swatch--icon">
                <input
                    type="radio"
                    name="strip-icon"
                    class="visually-hidden"
                    aria-label=move || text.get().icon_of(word)
                    prop:checked=move || chosen.with(|chosen| chosen == word)
                    disabled=blocked
                    on:change=move |_| on_choose.run(word)
                />
                {match icon {
                    Some(name) => view! { <Icon name /> }.into_any(),
                    None => view! { <span>{text.say(|it| it.no_icon())}</span> }.into_any(),
                }}
            </label>
        }
        .into_any()
    };
    let all = choices.iter().map(|(word, icon)| (*word, Some(*icon)));
    let keys: Vec<AnyView> = std::iter::once(("", None)).chain(all).map(key).collect();
    view! {
        <fieldset class="field">
            <legend class="field__label">{text.say(|it| it.icon_label())}</legend>
            <div class="swatches swatches--icons">{keys}</div>
        </fieldset>
    }
    .into_any()
}
