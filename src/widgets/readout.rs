//! The number of a level. Below a fader a double tap on it asks for 0 dB, and
//! one tap opens the field to type a level in.

use leptos::prelude::*;
use markup::view;

use super::amount::Amount;
use super::control::state_name;
use super::entry::entry_of;
use super::gesture::{DOUBLE_TAP_MILLIS, Point, Taps};
use super::{ControlState, Entry, Ways};
use crate::dom::Timeout;
use crate::signals::{Signal, StoredValue, derive, paced};
use crate::text::use_text;

/// A moving number is written at every beat, and told to screen readers at every
/// second one.
const SHOWN_BEATS: u32 = 1;
const SPOKEN_BEATS: u32 = 2;

/// A level in decibels, in the end the same number the fader's bubble shows.
#[component]
pub fn Readout(
    /// What the level belongs to.
    #[prop(into, optional)]
    name: Signal<String>,
    /// The level; a double tap is one whole gesture.
    amount: Amount,
    /// Its field, which the fader opens by key.
    #[prop(optional)]
    entry: Entry,
    /// What the number offers beside typing.
    #[prop(optional_no_strip)]
    ways: Option<Ways>,
) -> impl IntoView {
    let text = use_text();
    let label = derive(move || text.get().level_of(&name.get()));
    view! {
        {number(name, amount, entry)}
        {entry_of(name, label, amount, entry, ways)}
    }
}

/// The number as a key that opens its field.
pub(super) fn number(name: Signal<String>, amount: Amount, entry: Entry) -> AnyView {
    let text = use_text();
    let taps = StoredValue::new(Taps::default());
    let opening = StoredValue::new(None::<Timeout>);
    let on_click = move |event: web_sys::MouseEvent| {
        let at = Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) };
        let now = event.time_stamp();
        opening.set_value(None);
        if let Some(blocked) = amount.state.with_untracked(ControlState::blocked) {
            amount.grip.on_blocked.run(blocked);
        } else if taps.try_update_value(|taps| taps.tap(at, now)) == Some(true) {
            amount.set(amount.home);
        } else {
            // The second tap of two may still come.
            let wait = DOUBLE_TAP_MILLIS as u32;
            opening.set_value(Some(Timeout::after(wait, move || entry.open(amount))));
        }
    };
    let never = Signal::stored(false);
    let shown = paced(amount.position, never, SHOWN_BEATS);
    let spoken = paced(shown, never, SPOKEN_BEATS);
    let label = move || {
        let text = text.get();
        text.type_level(&text.level_with_unit(amount.reading_at(spoken.get())), &name.get())
    };
    view! {
        <button
            type="button"
            class="readout"
            // Keys have the fader itself, and open the field by Enter there.
            tabindex="-1"
            aria-label=label
            data-state=state_name(amount.state)
            on:click=on_click
        >
            <span class="readout__words">
                {move || text.get().level(amount.reading_at(shown.get()))}
                <small>"\u{a0}dB"</small>
            </span>
        </button>
    }
}
