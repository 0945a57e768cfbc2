//! Mute and solo keys. Each press asks for a state, on or off, and the key
//! shows the state it is told, so it never lies about the desk.

use leptos::prelude::*;
use markup::view;

use super::control::state_name;
use super::{Blocked, ControlState, Icon, IconName, Switch};
use crate::signals::{Callback, Signal};
use crate::text::use_text;

/// A mute key: filled red when on, outlined with the group's number when a mute
/// group did it.
#[component]
pub fn MuteButton(
    /// Whose mute it is.
    #[prop(into)]
    name: Signal<String>,
    /// The channel's own mute.
    switch: Switch,
    /// Number or letter of the group that mutes it, if one does.
    #[prop(into, optional)]
    by_group: Signal<Option<String>>,
    /// A loudspeaker, crossed out or not, instead of a letter.
    #[prop(optional)]
    pictured: bool,
    /// Whether it may be pressed.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// Told when it may not.
    #[prop(into, optional)]
    on_blocked: Option<Callback<Blocked>>,
) -> impl IntoView {
    let text = use_text();
    let on = switch.on;
    // Muted by a group and not by itself: pressing sets the channel's own mute.
    let by = move || by_group.get().filter(|_| !on.get());
    let label = move || match by() {
        Some(group) => text.get().muted_by(&name.get(), &group),
        None => text.get().mute_of(&name.get()),
    };
    view! {
        <button
            type="button"
            class="key key--mute"
            aria-label=label
            aria-pressed=move || (on.get() || by().is_some()).to_string()
            aria-disabled=move || disabled(state)
            data-by=move || by().map(|_| "")
            data-state=state_name(state)
            on:click=move |_| press(switch, state, on_blocked)
        >
            {move || {
                if pictured {
                    let name = if on.get() { IconName::SpeakerOff } else { IconName::Speaker };
                    view! { <Icon name /> }
                } else {
                    let letter = by().unwrap_or_else(|| text.get().mute_key().to_owned());
                    view! { {letter} }
                }
            }}
        </button>
    }
}

/// A solo key: amber when on.
#[component]
pub fn SoloButton(
    /// Whose solo it is.
    #[prop(into)]
    name: Signal<String>,
    /// The channel's solo.
    switch: Switch,
    /// Whether it may be pressed.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// Told when it may not.
    #[prop(into, optional)]
    on_blocked: Option<Callback<Blocked>>,
) -> impl IntoView {
    let text = use_text();
    view! {
        <button
            type="button"
            class="key key--solo"
            aria-label=move || text.get().solo_of(&name.get())
            aria-pressed=move || switch.on.get().to_string()
            aria-disabled=move || disabled(state)
            data-state=state_name(state)
            on:click=move |_| press(switch, state, on_blocked)
        >
            {text.say(|it| it.solo_key())}
        </button>
    }
}

/// A switch is not owned by a gesture: someone else's hand on the fader does
/// not keep anyone from muting.
fn hindrance(state: &ControlState) -> Option<Blocked> {
    match state {
        ControlState::HeldByOther(_) => None,
        other => other.blocked(),
    }
}

pub(super) fn disabled(state: Signal<ControlState>) -> Option<&'static str> {
    state.with(|state| hindrance(state).is_some()).then_some("true")
}

/// Sets a switch the other way, or says why not.
pub(super) fn press(
    switch: Switch,
    state: Signal<ControlState>,
    on_blocked: Option<Callback<Blocked>>,
) {
    match state.with_untracked(hindrance) {
        None => switch.on_set.run(!switch.on.get_untracked()),
        Some(blocked) => {
            if let Some(on_blocked) = on_blocked {
                on_blocked.run(blocked);
            }
        }
    }
}
