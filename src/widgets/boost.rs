//! The key that lifts a level for a while: held, it is up as long as the hand
//! is down; pressed shortly, until it is pressed again. The mark over the number
//! says by how much it is up, and a press on it leads back. What is done with
//! the level is others' business.

use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::panel::choice_field;
use super::{ControlState, Icon, IconName};
use crate::signals::{Callback, RwSignal, Signal, StoredValue, callback, derive};
use crate::text::use_text;

/// By how much, in decibels.
const STEPS: [u16; 4] = [2, 3, 6, 9];
/// Who presses for longer holds it.
const HOLD_MILLIS: f64 = 350.0;

/// A level that is up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lift {
    /// Where it goes back to, 0 to 1.
    pub before: f64,
    /// By how many decibels it is up.
    pub by: f64,
}

/// What a level that can be boosted shows and calls.
#[derive(Debug, Clone, Copy)]
pub struct Boost {
    /// How it is up, while it is.
    pub up: Signal<Option<Lift>>,
    /// By how much the next one lifts, in decibels.
    pub decibels: RwSignal<u16>,
    /// The person wants it up, or back.
    pub on_set: Callback<bool>,
}

/// How much, and the key. `on_kept` hears that it stays as it is now.
pub(super) fn boost_keys(boost: Boost, on_kept: Callback<()>) -> AnyView {
    let text = use_text();
    let began = StoredValue::new(None::<f64>);
    let is_up = move || boost.up.with_untracked(Option::is_some);
    // The times are the hand's: a busy page hears of it later.
    let press = move |at: f64| {
        if is_up() {
            boost.on_set.run(false);
            on_kept.run(());
        } else {
            boost.on_set.run(true);
            // A closed fader stays closed, and then nothing is held.
            if is_up() {
                began.set_value(Some(at));
            } else {
                on_kept.run(());
            }
        }
    };
    let take = move || began.try_update_value(Option::take).flatten();
    let release = move |at: f64| {
        let Some(since) = take() else { return };
        if at - since < HOLD_MILLIS {
            on_kept.run(());
        } else {
            boost.on_set.run(false);
        }
    };
    // Whatever takes the hand away, nothing stays up that was only held.
    let drop_it = move || {
        if take().is_some() {
            boost.on_set.try_run(false);
        }
    };
    on_cleanup(drop_it);
    let is_key = |event: &KeyboardEvent| matches!(event.key().as_str(), " " | "Enter");
    let decibels = boost.decibels;
    view! {
        {choice_field(
            text.signal(|it| it.boost_by()),
            derive(|| STEPS.map(|db| (db, format!("+{db}"))).to_vec()),
            decibels.into(),
            callback(move |db| decibels.set(db)),
            Signal::stored(ControlState::Live),
        )}
        <button
            type="button"
            class="entry__step entry__step--held"
            aria-pressed=move || boost.up.with(Option::is_some).to_string()
            on:pointerdown=move |event: web_sys::PointerEvent| {
                if event.button() == 0 {
                    press(event.time_stamp());
                }
            }
            on:pointerup=move |event: web_sys::PointerEvent| release(event.time_stamp())
            on:pointerleave=move |_| drop_it()
            on:pointercancel=move |_| drop_it()
            on:contextmenu=move |event| event.prevent_default()
            on:keydown=move |event| {
                if is_key(&event) {
                    event.prevent_default();
                    if !event.repeat() {
                        press(event.time_stamp());
                    }
                }
            }
            on:keyup=move |event| {
                if is_key(&event) {
                    event.prevent_default();
                    release(event.time_stamp());
                }
            }
            on:blur=move |_| drop_it()
            on:click=move |event: web_sys::MouseEvent| {
                // A screen reader: neither a pointer nor a key went down.
                if event.detail() == 0 {
                    boost.on_set.run(!is_up());
                    on_kept.run(());
                }
            }
        >
            {text.say(|it| it.boost())}
        </button>
    }
}

/// Over the number of a level that is up: by how much; a press leads back to
/// `level`, in decibels.
pub(super) fn boost_mark(
    name: Signal<String>,
    lift: Lift,
    level: f64,
    on_back: Callback<()>,
) -> AnyView {
    let text = use_text();
    view! {
        <button
            type="button"
            class="fading fading--up"
            aria-label=move || {
                let text = text.get();
                text.end_boost(&name.get(), &text.change(lift.by), &text.level_with_unit(level))
            }
            on:click=move |_| on_back.run(())
        >
            <span>
                <Icon name=IconName::Up small=true />
                {move || text.get().change(lift.by)}
                "\u{a0}dB"
            </span>
        </button>
    }
}
