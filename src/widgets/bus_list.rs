//! What the faders move: the main mix or the sends to one bus. As a rail beside
//! the mix, or as a grid in a sheet; and the bar that says whose sends lie on
//! the faders, as wide as the screen.

use leptos::prelude::*;
use markup::view;

use super::{Colour, Each, Icon, IconName};
use crate::signals::{Callback, Signal};
use crate::text::use_text;

/// One thing the faders can move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusItem {
    /// What it is, such as "Aux 2".
    pub kind: String,
    /// What it is called, such as "Singer"; may be empty.
    pub name: String,
    /// Its colour; none for the main mix.
    pub colour: Option<Colour>,
}

impl BusItem {
    /// What people call it: its name, or what it is.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { &self.kind } else { &self.name }
    }

    /// Both words, for places with one line.
    #[must_use]
    pub fn label(&self) -> String {
        match (self.kind.as_str(), self.name.as_str()) {
            (kind, "") => kind.to_owned(),
            (kind, name) if self.colour.is_none() => format!("{kind} {name}"),
            (kind, name) => format!("{kind}, {name}"),
        }
    }
}

/// The things to choose from, one of them chosen.
#[component]
pub fn BusList(
    /// The main mix first, then the buses.
    #[prop(into)]
    items: Signal<Vec<BusItem>>,
    /// The place of the chosen one.
    #[prop(into)]
    selected: Signal<usize>,
    /// Told the place of the wanted one.
    #[prop(into)]
    on_select: Callback<usize>,
    /// Whether it is a grid in a sheet instead of a rail.
    #[prop(optional)]
    grid: bool,
) -> impl IntoView {
    let text = use_text();
    view! {
        <div
            class=if grid { "buses buses--grid" } else { "buses" }
            role="radiogroup"
            aria-label=text.say(|it| it.faders_move())
        >
            <Each
                of=move || items.get().into_iter().enumerate()
                key=|(index, item)| (*index, item.label())
                children=move |(index, item)| {
                    // A bus nobody named is called by its number alone.
                    let BusItem { kind, name, colour } = item;
                    let (small, large) =
                        if name.is_empty() { (name, kind) } else { (kind, name) };
                    view! {
                <button
                    type="button"
                    class="bus"
                    role="radio"
                    aria-checked=move || (selected.get() == index).to_string()
                    style=("--bus", colour.map(Colour::css))
                    on:click=move |_| on_select.run(index)
                >
                    <small>{small}</small>
                    <span>{large}</span>
                </button>
                    }
                }
            />
        </div>
    }
}

/// Whose sends lie on the faders, and the way back.
#[component]
pub fn BusBar(
    /// The bus.
    #[prop(into)]
    item: Signal<BusItem>,
    /// The way back was pressed.
    #[prop(into)]
    on_back: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    view! {
        <div
            class="busbar"
            role="status"
            style=("--bus", move || item.with(|item| item.colour.map(Colour::css)))
        >
            <Icon name=IconName::Phones />
            <b>{move || item.with(|item| text.get().sends_to(&item.label()))}</b>
            <button type="button" class="busbar__back" on:click=move |_| on_back.run(())>
                <Icon name=IconName::Left small=true />
                {text.say(|it| it.back_to_main())}
            </button>
        </div>
    }
}
