//! The row of mute groups below the mix, and at its end the keys that must be
//! held: "clear mutes", "mute FX" and "mute all".

use leptos::prelude::*;
use markup::view;

use super::control::state_name;
use super::{Blocked, ControlState, Each, HoldButton, Switch};
use crate::signals::{Callback, Signal, callback, derive};
use crate::text::use_text;

/// One mute group.
#[derive(Debug, Clone, Copy)]
pub struct MuteGroup {
    /// The number people call it by, from 1.
    pub number: usize,
    /// Its name; empty for none.
    pub name: Signal<String>,
    /// Whether it mutes.
    pub switch: Switch,
}

/// The bar of mute groups.
#[component]
pub fn MuteGroups(
    /// The groups in order.
    #[prop(into)]
    groups: Signal<Vec<MuteGroup>>,
    /// Mutes the returns of all effects, where the person may; held to confirm.
    #[prop(optional_no_strip)]
    mute_fx: Option<Switch>,
    /// Mutes everything, where the person may; held to confirm.
    #[prop(optional_no_strip)]
    mute_all: Option<Switch>,
    /// Ends every mute, where the person may; held to confirm.
    #[prop(optional_no_strip)]
    on_clear: Option<Callback<()>>,
    /// Whether they may be pressed.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// Told when they may not.
    #[prop(into, optional)]
    on_blocked: Option<Callback<Blocked>>,
) -> impl IntoView {
    let text = use_text();
    let blocked = move || state.with(ControlState::blocked);
    let refuse = move |why: Blocked| {
        if let Some(on_blocked) = on_blocked {
            on_blocked.run(why);
        }
    };
    let fx_label = derive(move || match mute_fx {
        Some(fx) if fx.on.get() => text.get().unmute_fx().to_owned(),
        _ => text.get().hold_mute_fx().to_owned(),
    });
    let all_label = derive(move || match mute_all {
        Some(all) if all.on.get() => text.get().unmute_all().to_owned(),
        _ => text.get().hold_mute_all().to_owned(),
    });
    let holding_label = text.signal(|it| it.keep_holding_mute_all());
    let wide = move |mute: Switch, label: Signal<String>, class: &'static str| {
        view! {
            <HoldButton
                label
                holding_label
                class
                pressed=mute.on
                state
                on_blocked=callback(refuse)
                on_confirm=move |()| mute.on_set.run(!mute.on.get_untracked())
            />
        }
    };

    view! {
        <section
            class="mutes"
            aria-label=text.say(|it| it.mute_groups())
            data-state=state_name(state)
        >
            <p class="mutes__title" aria-hidden="true">{text.say(|it| it.mute_groups())}</p>
            <Each of=move || groups.get() key=|group| group.number let:group>
                <button
                    type="button"
                    class="mgroup"
                    aria-pressed=move || group.switch.on.get().to_string()
                    aria-disabled=move || blocked().is_some().then_some("true")
                    aria-label=move || {
                        group.name.with(|name| text.get().mute_group(group.number, name))
                    }
                    on:click=move |_| match state.with_untracked(ControlState::blocked) {
                        Some(why) => refuse(why),
                        None => group.switch.on_set.run(!group.switch.on.get_untracked()),
                    }
                >
                    <small>{group.number}</small>
                    " "
                    <span class="mgroup__name">{move || group.name.get()}</span>
                </button>
            </Each>
            {on_clear
                .map(|clear| {
                    view! {
                        <HoldButton
                            label=text.say(|it| it.clear_mutes())
                            class="mgroup mgroup--clear"
                            state
                            on_blocked=callback(refuse)
                            on_confirm=move |()| clear.run(())
                        />
                    }
                })}
            {mute_fx.map(|fx| wide(fx, fx_label, "mgroup mgroup--fx"))}
            {mute_all.map(|all| wide(all, all_label, "mgroup mgroup--all"))}
        </section>
    }
}
