//! The number below a fader. A double tap on it asks for 0 dB.

use leptos::prelude::*;

use super::gesture::{Point, Taps};
use super::{ControlState, FaderScale, Grip};
use crate::text::use_text;

/// A level in decibels, always the same number the fader's bubble shows.
#[component]
pub fn Readout(
    /// The fader's position, 0 to 1.
    #[prop(into)]
    position: Signal<f64>,
    /// The desk's law.
    scale: FaderScale,
    /// The fader's state.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// The fader's calls; a double tap is one whole gesture.
    grip: Grip,
) -> impl IntoView {
    let text = use_text();
    let taps = StoredValue::new_local(Taps::default());
    let on_click = move |event: web_sys::MouseEvent| {
        let at = Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) };
        let now = event.time_stamp();
        if taps.try_update_value(|taps| taps.tap(at, now)) == Some(true) {
            grip.set(state, scale.zero());
        }
    };
    view! {
        <output
            class="readout"
            aria-hidden="true"
            data-state=move || state.with(ControlState::name)
            on:click=on_click
        >
            {move || text.get().level((scale.to_db)(position.get()))}
            <small>"dB"</small>
        </output>
    }
}
