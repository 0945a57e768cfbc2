//! A level's second way to another one: slowly. The keys that begin it, in the
//! entry of the level's number, and the key that shows where it leads and stops
//! it. Who moves the level meanwhile is others' business.

use leptos::prelude::*;
use markup::view;

use super::panel::choice_field;
use super::{ControlState, Icon, IconName};
use crate::signals::{Callback, RwSignal, Signal, callback, derive};
use crate::text::use_text;

/// How long a fade may last, in seconds.
const TIMES: [u16; 5] = [1, 2, 5, 10, 30];

/// What a level that can fade shows and calls.
#[derive(Debug, Clone, Copy)]
pub struct Fade {
    /// Where a fade begun here leads, 0 to 1, while it runs.
    pub goal: Signal<Option<f64>>,
    /// How long the next one lasts, in seconds.
    pub seconds: RwSignal<u16>,
    /// The person wants to be at this position, 0 to 1, after that time.
    pub on_start: Callback<f64>,
    /// The person wants it to stay where it is.
    pub on_stop: Callback<()>,
}

/// The time and the key that begins.
pub(super) fn fade_keys(fade: Fade, on_go: Callback<()>) -> AnyView {
    let text = use_text();
    let seconds = fade.seconds;
    view! {
        {choice_field(
            text.signal(|it| it.fade_time()),
            derive(|| TIMES.map(|time| (time, format!("{time}\u{a0}s"))).to_vec()),
            seconds.into(),
            callback(move |time| seconds.set(time)),
            Signal::stored(ControlState::Live),
        )}
        <button type="button" class="entry__step" on:click=move |_| on_go.run(())>
            {text.say(|it| it.fade())}
        </button>
    }
}

/// Over the number while its level fades: where to, in decibels; a press stops
/// it.
pub(super) fn fade_mark(name: Signal<String>, level: f64, on_stop: Callback<()>) -> AnyView {
    let text = use_text();
    view! {
        <button
            type="button"
            class="fading"
            aria-label=move || {
                let text = text.get();
                text.stop_fade(&name.get(), &text.level_with_unit(level))
            }
            on:click=move |_| on_stop.run(())
        >
            <span>
                <Icon name=IconName::Stop small=true />
                "→\u{a0}"
                {move || text.get().level(level)}
            </span>
        </button>
    }
}
