//! The main mix: wider, neutral, two meters with a scale. The master has no
//! mute of its own, so its key mutes everything and must be held.

use desk::Law;
use leptos::prelude::*;
use markup::view;

use super::control::state_name;
use super::{
    Amount, ControlState, Entry, Fader, FaderScale, Grip, HoldButton, Icon, IconName, MeterBank,
    MeterBed, MeterPainter, MeterScale, Readout, Switch, Ways,
};
use crate::dom::Child;
use crate::signals::{Signal, StoredValue, derive};
use crate::text::{BlockReason, use_text};

/// The master strip.
#[component]
pub fn MasterStrip(
    /// What the mix is called, such as "Main LR".
    #[prop(into)]
    name: Signal<String>,
    /// The desk's fader law.
    scale: FaderScale,
    /// The fader's position, 0 to 1.
    #[prop(into)]
    level: Signal<f64>,
    /// What the fader calls.
    level_grip: Grip,
    /// What the fader's number offers beside typing.
    #[prop(optional_no_strip)]
    ways: Option<Ways>,
    /// Where the desk has the fader while this person moves it.
    #[prop(into, optional)]
    ghost: Signal<Option<f64>>,
    /// Mutes everything; held to confirm, both ways.
    #[prop(optional_no_strip)]
    mute_all: Option<Switch>,
    /// Whether its fader is locked, and the call that opens (`false`) or closes
    /// the lock; none for a fader without one.
    #[prop(optional_no_strip)]
    lock: Option<Switch>,
    /// Where its name leads, such as the main mix' page.
    #[prop(optional_no_strip)]
    href: Option<String>,
    /// Levels and which of them are left and right.
    #[prop(optional_no_strip)]
    meters: Option<(MeterBank, [usize; 2])>,
    /// What the strip may do now.
    #[prop(into, optional)]
    state: Signal<ControlState>,
) -> impl IntoView {
    let text = use_text();
    let muted = derive(move || mute_all.is_some_and(|mute| mute.on.get()));
    let mute_label = derive(move || {
        if muted.get() {
            text.get().unmute_all().to_owned()
        } else {
            text.get().mute_all().to_owned()
        }
    });
    let holding_label = text.signal(|it| it.keep_holding_mute_all());
    let faint = derive(move || muted.get() || state.with(ControlState::is_stale));
    let on_blocked = level_grip.on_blocked;
    let entry = Entry::default();

    view! {
        <section
            class="strip strip--master strip--main"
            aria-label=text.say(|it| it.main_mix())
            data-state=state_name(state)
            data-muted=move || muted.get().then_some("")
        >
            <header class="scribble">
                <span class="scribble__row">
                    {text.say(|it| it.main())} <span class="scribble__tags">"L R"</span>
                </span>
                <span class="scribble__name">{name}</span>
                {href
                    .map(|href| {
                        view! {
                            <a
                                class="scribble__link"
                                href=href
                                aria-label=move || text.get().open_channel(&name.get())
                            ></a>
                        }
                    })}
            </header>
            <div class="strip__slot">
                {lock.map(|lock| lock_key(lock, state))}
            </div>
            <div class="strip__throw">
                <Fader
                    label=derive(move || text.get().level_of(&name.get()))
                    position=level
                    scale
                    state
                    muted
                    ghost
                    grip=level_grip
                    entry
                />
                {meters
                    .map(|(bank, sides)| {
                        view! {
                            <div class="meters">
                                <MeterPainter bank=bank.clone() />
                                {sides
                                    .into_iter()
                                    .zip(["L", "R"])
                                    .map(|(index, side)| {
                                        view! {
                                            <MeterBed
                                                bank=bank.clone()
                                                index=index
                                                label=derive(move || {
                                                    let name = format!("{} {side}", name.get());
                                                    text.get().meter_of(&name)
                                                })
                                                faint
                                            />
                                        }
                                    })
                                    .collect_view()} <MeterScale />
                            </div>
                        }
                    })}
            </div>
            <Readout name amount=Amount::new(Law::Fader, level, state, level_grip) entry ways />
            <div class="keys">
                {mute_all
                    .map(|switch| {
                        view! {
                            <HoldButton
                                label=mute_label
                                holding_label
                                class="key key--mute"
                                pressed=switch.on
                                state
                                on_blocked
                                on_confirm=move |()| switch.on_set.run(!switch.on.get_untracked())
                            />
                        }
                    })}
            </div>
        </section>
    }
}

/// The lock: held to open, pressed to close.
fn lock_key(lock: Switch, state: Signal<ControlState>) -> AnyView {
    let text = use_text();
    // The lock itself is what makes the fader read-only here.
    let usable = derive(move || match state.get() {
        ControlState::ReadOnly(BlockReason::MainLocked) => ControlState::Live,
        state => state,
    });
    let open = move || {
        // The finger that held it open ends with a click on what stands here now.
        let pressed = StoredValue::new(false);
        view! {
            <button
                type="button"
                class="btn btn--s lockkey"
                on:pointerdown=move |_| pressed.set_value(true)
                on:click=move |event: web_sys::MouseEvent| {
                    if event.detail() == 0 || pressed.get_value() {
                        lock.on_set.run(true);
                    }
                }
            >
                <Icon name=IconName::Unlock small=true />
                {text.say(|it| it.lock_now())}
            </button>
        }
    };
    let closed = move || {
        view! {
            <HoldButton
                label=text.say(|it| it.hold_to_unlock())
                class="btn btn--s lockkey"
                state=usable
                on_confirm=move |()| lock.on_set.run(false)
            />
        }
    };
    (move || if lock.on.get() { closed() } else { open() }).view()
}
