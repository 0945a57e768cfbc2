//! The keys of a player or recorder, and a bar that shows how far it is.

use leptos::html::Input;
use leptos::prelude::*;
use markup::view;

use super::{Icon, IconName};
use crate::dom::{NodeRef, Timeout};
use crate::signals::{Callback, RwSignal, Signal, StoredValue, derive, effect};
use crate::text::{Word, fixed, plain, use_text};

/// A key of a player.
#[must_use]
pub fn transport_key(
    icon: IconName,
    label: Word,
    pressed: Option<Signal<bool>>,
    on_press: Callback<()>,
) -> AnyView {
    let text = use_text();
    view! {
        <button
            type="button"
            class="transport__key"
            aria-label=text.say(label)
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon />
        </button>
    }
    .into_any()
}

/// How far something is, 0 to 1, and where to go in it. `seconds` is its length.
#[must_use]
pub fn seek_bar(
    label: Word,
    position: Signal<f64>,
    seconds: Signal<f64>,
    on_seek: Callback<f64>,
) -> AnyView {
    const STEPS: f64 = 1000.0;
    // From here on the desk has gone where it was sent.
    const NEAR: f64 = 0.02;
    // How long it may take for that.
    const SEEK_MILLIS: u32 = 2000;
    // A hand may lift before the browser tells what it chose, if anything.
    const LIFT_MILLIS: u32 = 100;
    let text = use_text();
    let bar = NodeRef::<Input>::new();
    // While it is in hand it does not run on, nor until the desk is there.
    let held = RwSignal::new(None::<f64>);
    let letting_go = StoredValue::new(None::<Timeout>);
    let let_go = move |millis| {
        letting_go.set_value(Some(Timeout::after(millis, move || held.set(None))));
    };
    let lift = move || {
        // None for what was just removed, which browsers say a blur of as well.
        let here = held.try_get_untracked().flatten().is_some();
        if here && letting_go.with_value(Option::is_none) {
            let_go(LIFT_MILLIS);
        }
    };
    effect(move || {
        let told = position.get();
        let there = held.get_untracked().is_some_and(|to| (told - to).abs() < NEAR);
        if there && letting_go.with_value(Option::is_some) {
            letting_go.set_value(None);
            held.set(None);
        }
    });
    let shown = derive(move || held.get().unwrap_or_else(|| position.get()));
    effect(move || {
        if let Some(bar) = bar.get() {
            bar.set_value(&fixed(shown.get() * STEPS, 0));
        }
    });
    let read = move || bar.get_untracked().map(|bar| bar.value_as_number() / STEPS);
    let passed = move || clock(shown.get() * seconds.get());
    view! {
        <div class="seek">
            <input
                node_ref=bar
                class="seek__bar"
                type="range"
                min="0"
                max=plain(STEPS)
                step="5"
                aria-label=text.say(label)
                aria-valuetext=move || text.get().time_of(&passed(), &clock(seconds.get()))
                on:input=move |_| {
                    letting_go.set_value(None);
                    held.set(read());
                }
                on:change=move |_| {
                    if let Some(to) = read() {
                        on_seek.run(to);
                    }
                    let_go(SEEK_MILLIS);
                }
                on:pointerup=move |_| lift()
                on:pointercancel=move |_| lift()
                on:blur=move |_| lift()
            />
            <output aria-hidden="true">{passed}</output>
            <output aria-hidden="true">{move || clock(seconds.get())}</output>
        </div>
    }
    .into_any()
}

/// Seconds as people read them: `3:07`, `1:02:03`; nothing known is `0:00`.
#[must_use]
pub fn clock(seconds: f64) -> String {
    // Far below what a u32 holds, and never below zero.
    let seconds = seconds.clamp(0.0, 360_000.0) as u32;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn times_read_as_on_a_player() {
        for (seconds, words) in [
            (0.0, "0:00"),
            (-1.0, "0:00"),
            (187.9, "3:07"),
            (3723.0, "1:02:03"),
            (f64::NAN, "0:00"),
        ] {
            assert_eq!(clock(seconds), words);
        }
    }
}
