//! Who is here: initials in their colour, with a mark for their state.

use leptos::prelude::*;
use markup::view;

use super::{Colour, ControlState, Each, Holder, Show};
use crate::dom::Child;
use crate::signals::Signal;
use crate::text::{CurrentText, use_text};

/// Whether someone is present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Presence {
    /// Looking at the page.
    #[default]
    Here,
    /// Connected, page hidden.
    Away,
    /// Not connected.
    Gone,
}

impl Presence {
    fn name(self) -> &'static str {
        match self {
            Self::Here => "on",
            Self::Away => "away",
            Self::Gone => "off",
        }
    }
}

/// Someone who joined.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Person {
    /// Stays the same for the same person.
    pub key: String,
    /// Their name.
    pub name: String,
    /// One or two letters.
    pub initials: String,
    /// Their role in words, or empty.
    pub role: String,
    /// Their colour.
    pub colour: Colour,
    /// Whether they are present.
    pub presence: Presence,
}

impl Person {
    /// The letters for a name: first letters of two words, or the first two of
    /// one.
    #[must_use]
    pub fn initials_of(name: &str) -> String {
        let mut words = name.split_whitespace();
        match (words.next(), words.next()) {
            (Some(first), Some(second)) => {
                first.chars().take(1).chain(second.chars().take(1)).collect()
            }
            (Some(only), None) => only.chars().take(2).collect(),
            _ => "?".into(),
        }
    }
}

/// A person's letters on their colour.
#[component]
pub fn Avatar(
    /// One or two letters.
    #[prop(into)]
    initials: String,
    /// The person's colour.
    colour: Colour,
    /// Present or not; `None` for places where it does not matter.
    #[prop(optional)]
    presence: Option<Presence>,
    /// The small size, for caps and stacks.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! {
        <span
            class="avatar"
            aria-hidden="true"
            data-size=small.then_some("small")
            data-status=presence.map(Presence::name)
            style=("--who", colour.css())
        >
            {initials}
        </span>
    }
}

/// The letters of whoever else has a control in hand.
pub(super) fn who_mark(state: Signal<ControlState>) -> AnyView {
    let mark = |holder: &Holder| {
        view! {
            <span class="who">
                <Avatar initials=holder.initials.clone() colour=holder.colour small=true />
            </span>
        }
    };
    (move || state.with(|state| state.holder().map(mark))).view()
}

/// The people in a row, at most `limit` of them, and how many there are.
#[component]
pub fn People(
    /// Everyone, in the order to show them.
    #[prop(into)]
    people: Signal<Vec<Person>>,
    /// How many faces fit.
    #[prop(default = 6)]
    limit: usize,
    /// Whether to write the count beside them.
    #[prop(default = true)]
    counted: bool,
) -> impl IntoView {
    let text = use_text();
    let present = move || {
        people
            .with(|people| people.iter().filter(|person| person.presence != Presence::Gone).count())
    };
    let count = move || match present() {
        0 | 1 => text.get().only_you().to_owned(),
        many => text.get().people_here(many),
    };
    view! {
        <div class="people" role="group" aria-label=move || text.get().people_here(present())>
            <ul class="people__faces">
                <Each
                    of=move || people.get().into_iter().take(limit)
                    key=|person| person.clone()
                    let:person
                >
                    <li title=spoken(text, &person)>
                        <Avatar
                            initials=person.initials.clone()
                            colour=person.colour
                            presence=person.presence
                        />
                        <span class="visually-hidden">{spoken(text, &person)}</span>
                    </li>
                </Each>
            </ul>
            <Show when=move || counted>
                <span class="people__count">{count}</span>
            </Show>
        </div>
    }
}

fn spoken(text: CurrentText, person: &Person) -> impl Fn() -> String + Clone + Send + Sync + use<> {
    let (name, presence) = (person.name.clone(), person.presence);
    move || {
        let text = text.get();
        let state = match presence {
            Presence::Here => text.here(),
            Presence::Away => text.away(),
            Presence::Gone => text.gone(),
        };
        text.person_is(&name, state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_two_letters_at_most() {
        let check = |name, letters| assert_eq!(Person::initials_of(name), letters);
        check("Singer", "Si");
        check("Ana Maria Lopez", "AM");
        check("Ö", "Ö");
        check("  ", "?");
    }
}
