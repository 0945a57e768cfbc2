//! On phones, where tabs do not fit: a button that shows what is chosen, and
//! the choices for the sheet it opens.

use leptos::prelude::*;

use crate::signals::{Callback, Signal};
use markup::view;

use super::{Each, Icon, IconName};

/// What is chosen. Opening the sheet is the caller's.
#[component]
pub fn Picker(
    /// What it chooses, such as "Layer".
    #[prop(into)]
    label: Signal<String>,
    /// What is chosen now.
    #[prop(into)]
    value: Signal<String>,
    /// Pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="picker"
            aria-haspopup="dialog"
            on:click=move |_| on_press.run(())
        >
            <span>
                <small>{label}</small>
                <b>{value}</b>
            </span>
            <Icon name=IconName::Down small=true />
        </button>
    }
}

/// Things to choose from, for inside a sheet.
#[component]
pub fn Choices(
    /// Their words.
    #[prop(into)]
    labels: Signal<Vec<String>>,
    /// Which one is chosen.
    #[prop(into)]
    selected: Signal<usize>,
    /// Told the chosen one.
    #[prop(into)]
    on_select: Callback<usize>,
) -> impl IntoView {
    view! {
        <div class="choices" role="radiogroup">
            <Each
                of=move || labels.get().into_iter().enumerate()
                key=|(index, label)| (*index, label.clone())
                let((index, label))
            >
                <button
                    type="button"
                    class="choice"
                    role="radio"
                    aria-checked=move || (selected.get() == index).to_string()
                    on:click=move |_| on_select.run(index)
                >
                    {label}
                </button>
            </Each>
        </div>
    }
}
