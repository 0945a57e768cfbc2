//! One channel: colour bar, number, name, pan, fader with meter, value, solo
//! and mute. Which channel it is and what a move does is said by the props.

use desk::Law;
use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::control::state_name;
use super::{
    Amount, Colour, ControlState, Entry, Fader, FaderScale, Grip, Icon, IconName, MeterBank,
    MeterBed, MeterPainter, MuteButton, Pan, Readout, Show, SoloButton, Switch, Ways,
};
use crate::signals::{Callback, Signal, StoredValue, derive};
use crate::text::use_text;

/// A channel strip.
#[component]
pub fn Strip(
    /// The number people call it by, such as "1".
    #[prop(into)]
    number: Signal<String>,
    /// The name on the desk; empty names are shown as "No name".
    #[prop(into)]
    name: Signal<String>,
    /// The channel's colour.
    #[prop(into, optional)]
    colour: Signal<Colour>,
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
    /// Pan, for channels that have one; a linked pair has one for each side.
    #[prop(into, optional)]
    pans: Signal<Vec<Amount>>,
    /// The channel's own mute, where it has one.
    #[prop(optional_no_strip)]
    mute: Option<Switch>,
    /// What the mute may do; as the strip if not given.
    #[prop(optional)]
    mute_state: Option<Signal<ControlState>>,
    /// The number of the mute group that mutes it, if one does.
    #[prop(into, optional)]
    muted_by: Signal<Option<String>>,
    /// Solo, where the person may use it.
    #[prop(optional_no_strip)]
    solo: Option<Switch>,
    /// Levels, and which of them is this channel's.
    #[prop(optional_no_strip)]
    meter: Option<(MeterBank, usize)>,
    /// The switch that makes a send follow the strip's fader and what it may do,
    /// while the strip shows a send.
    #[prop(optional_no_strip)]
    post: Option<(Switch, Signal<ControlState>)>,
    /// Whether it is a linked pair: two meters.
    #[prop(into, optional)]
    pair: Signal<bool>,
    /// What the fader is called; the strip's level if not given.
    #[prop(optional_no_strip)]
    level_label: Option<Signal<String>>,
    /// Whether it is the strip pinned beside the others.
    #[prop(optional)]
    pinned: bool,
    /// What the whole strip may do now.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// Where its name leads, such as the channel's page.
    #[prop(optional_no_strip)]
    href: Option<String>,
    /// What it looks like beside its name.
    #[prop(into, optional)]
    icon: Signal<Option<IconName>>,
    /// Whether it is what was selected last.
    #[prop(into, optional)]
    current: Signal<bool>,
) -> impl IntoView {
    let text = use_text();
    let shown_name = derive(move || {
        name.with(|name| {
            if name.trim().is_empty() { text.get().unnamed().to_owned() } else { name.clone() }
        })
    });
    let muted =
        derive(move || mute.is_some_and(|mute| mute.on.get()) || muted_by.with(Option::is_some));
    let faint = derive(move || muted.get() || state.with(ControlState::is_stale));
    let on_blocked = level_grip.on_blocked;
    let entry = Entry::default();
    let mute_state = mute_state.unwrap_or(state);

    // The letters work wherever the focus is inside the strip.
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() {
            return;
        }
        let (switch, state) = match event.key().as_str() {
            "m" | "M" => (mute, mute_state),
            "s" | "S" => (solo, state),
            _ => return,
        };
        if let Some(switch) = switch {
            event.prevent_default();
            match state.with_untracked(ControlState::blocked) {
                Some(super::Blocked::Because(reason)) => {
                    on_blocked.run(super::Blocked::Because(reason));
                }
                _ => switch.on_set.run(!switch.on.get_untracked()),
            }
        }
    };

    view! {
        <section
            class=if pinned { "strip strip--master" } else { "strip" }
            aria-label=move || text.get().strip_label(&number.get(), &shown_name.get())
            aria-current=move || current.get().then_some("true")
            data-state=state_name(state)
            data-muted=move || muted.get().then_some("")
            style=("--ch", move || colour.get().css())
            on:keydown=on_key
        >
            <header class="scribble">
                <span class="scribble__row">
                    {number} {move || icon.get().map(|name| view! { <Icon name small=true /> })}
                    <span class="scribble__tags">
                        <Show when=move || state.with(ControlState::is_stale)>
                            <Icon name=IconName::Clock small=true />
                        </Show>
                        <Show when=move || pair.get()>
                            <span class="mark mark--pair">{text.say(|it| it.pair_mark())}</span>
                        </Show>
                        {post
                            .map(|(post, state)| post_mark(shown_name, post, state, on_blocked))}
                        {meter.clone().map(|(bank, index)| view! { <ClipMark bank index /> })}
                    </span>
                </span>
                <span class="scribble__name">{shown_name}</span>
                {href
                    .map(|href| {
                        view! {
                            <a
                                class="scribble__link"
                                href=href
                                aria-label=move || {
                                    let text = text.get();
                                    text.open_channel(
                                        &text.strip_label(&number.get(), &shown_name.get()),
                                    )
                                }
                            ></a>
                        }
                    })}
            </header>
            {pans_of(shown_name, pans)}
            <div class="strip__throw">
                <Fader
                    label=derive(move || match level_label {
                        Some(label) => label.get(),
                        None => text.get().level_of(&shown_name.get()),
                    })
                    position=level
                    scale
                    state
                    muted
                    ghost
                    grip=level_grip
                    entry
                />
                {meter
                    .map(|(bank, index)| {
                        let painter = pinned.then(|| view! { <MeterPainter bank=bank.clone() /> });
                        let right = bank.clone();
                        let right = move || {
                            pair.get().then(|| {
                                view! {
                                    <MeterBed
                                        bank=right.clone()
                                        index=index + 1
                                        label=derive(move || {
                                            let name = format!("{} R", shown_name.get());
                                            text.get().meter_of(&name)
                                        })
                                        faint
                                    />
                                }
                            })
                        };
                        let bed = view! {
                            <MeterBed
                                bank
                                index=index
                                label=derive(move || {
                                    text.get().meter_of(&shown_name.get())
                                })
                                faint
                            />
                        };
                        // A bank of strips has one painter for all its meters.
                        if pinned {
                            view! { <div class="meters">{painter} {bed}</div> }
                        } else {
                            view! { {bed} {right} }
                        }
                    })}
            </div>
            <Readout name=shown_name amount=Amount::new(Law::Fader, level, state, level_grip) entry ways />
            <div class="keys">
                {solo
                    .map(|switch| {
                        view! { <SoloButton name=shown_name switch state on_blocked /> }
                    })}
                {mute
                    .map(|switch| {
                        view! {
                            <MuteButton
                                name=shown_name
                                switch
                                by_group=muted_by
                                state=mute_state
                                on_blocked
                            />
                        }
                    })}
            </div>
        </section>
    }
}

/// The pan, or those of both sides beside each other.
fn pans_of(name: Signal<String>, pans: Signal<Vec<Amount>>) -> AnyView {
    let text = use_text();
    let pans = move || {
        let pans = pans.get();
        let sides = if pans.len() > 1 { [" L", " R"] } else { ["", ""] };
        let each = pans.into_iter().zip(sides).map(|(amount, side)| {
            let label = derive(move || text.get().pan_of(&(name.get() + side)));
            view! { <Pan label amount /> }
        });
        each.collect_view()
    };
    view! { <div class="pans">{pans}</div> }
}

/// PRE or POST; a press switches the send between the two.
fn post_mark(
    name: Signal<String>,
    post: Switch,
    state: Signal<ControlState>,
    on_blocked: Callback<super::Blocked>,
) -> AnyView {
    let text = use_text();
    view! {
        <button
            type="button"
            class="mark hit"
            aria-label=move || text.get().post_of(&name.get())
            aria-pressed=move || post.on.get().to_string()
            aria-disabled=move || {
                state.with(|state| state.blocked().is_some()).then_some("true")
            }
            on:click=move |_| super::keys::press(post, state, Some(on_blocked))
        >
            {move || if post.on.get() { text.get().post_mark() } else { text.get().pre_mark() }}
        </button>
    }
}

/// The word CLIP, latched until it is tapped.
#[component]
pub fn ClipMark(
    /// Where the levels are.
    bank: MeterBank,
    /// Which of them.
    index: usize,
) -> impl IntoView {
    let text = use_text();
    let clips = bank.clips();
    let bank = StoredValue::new(bank);
    view! {
        <Show when=move || clips.with(|clips| clips.contains(&index))>
            <button
                type="button"
                class="clip hit"
                aria-label=text.say(|it| it.clear_clip())
                on:click=move |_| bank.with_value(|bank| bank.clear_clip(index))
            >
                {text.say(|it| it.clip())}
            </button>
        </Show>
    }
}
