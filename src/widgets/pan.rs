//! Left to right: a small horizontal slider with its value above. A double tap
//! centres it.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::gesture::Axis;
use super::grip::Drag;
use super::key_run::KeyRun;
use super::{ControlState, Grip};
use crate::dom::NodeRef;
use crate::signals::{Signal, callback};
use crate::text::{fixed, use_text};

const CENTRE: f64 = 0.5;
/// Steps by key, as shares of the whole way: 2, 1 and 10 of 100 to each side.
const STEP: f64 = 0.01;
const FINE_STEP: f64 = 0.005;
const PAGE_STEP: f64 = 0.05;

/// A pan slider, 0 left to 1 right.
#[component]
pub fn Pan(
    /// The accessible name, such as "Singer pan".
    #[prop(into)]
    label: Signal<String>,
    /// Where it stands, 0 to 1.
    #[prop(into)]
    position: Signal<f64>,
    /// Whether it may move.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// What to call.
    grip: Grip,
) -> impl IntoView {
    let text = use_text();
    let slot = NodeRef::<Div>::new();
    let centre = callback(move |_| grip.on_move.run(CENTRE));
    let keys = KeyRun::new(state, grip);
    let drag = Drag::new(Axis::Horizontal, position, state, grip, centre);

    let on_key = move |event: KeyboardEvent| {
        let step = if event.shift_key() { FINE_STEP } else { STEP };
        let here = position.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => here + step,
            "ArrowLeft" | "ArrowDown" => here - step,
            "PageUp" => here + PAGE_STEP,
            "PageDown" => here - PAGE_STEP,
            "Home" => 0.0,
            "End" => 1.0,
            "0" | "c" => CENTRE,
            _ => return,
        };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        event.prevent_default();
        keys.press(next.clamp(0.0, 1.0));
    };

    view! {
        <div
            class="pan"
            role="slider"
            tabindex="0"
            aria-orientation="horizontal"
            aria-label=label
            aria-valuemin="-100"
            aria-valuemax="100"
            aria-valuenow=move || fixed((position.get() - CENTRE) * 200.0, 0)
            aria-valuetext=move || text.get().pan_spoken(position.get())
            aria-disabled=move || state.with(ControlState::is_stale).then_some("true")
            aria-readonly=move || {
                matches!(state.get(), ControlState::ReadOnly(_)).then_some("true")
            }
            data-state=move || state.with(ControlState::name)
            data-held=move || drag.held().get().then_some("me")
            style=("--pos", move || fixed(position.get().clamp(0.0, 1.0), 4))
            on:keydown=on_key
            on:keyup=move |_| keys.release()
            on:blur=move |_| keys.release()
            on:pointerdown=move |event| {
                let travel = slot
                    .get_untracked()
                    .map_or(0.0, |slot| f64::from(slot.client_width()));
                drag.down(&event, travel);
            }
            on:pointermove=move |event| drag.moved(&event)
            on:pointerup=move |event| drag.up(&event)
            on:pointercancel=move |event| drag.cancel(&event)
            on:lostpointercapture=move |event| drag.cancel(&event)
        >
            <span class="pan__text">{move || text.get().pan_position(position.get())}</span>
            <div class="pan__slot" node_ref=slot>
                <i class="pan__thumb"></i>
            </div>
        </div>
    }
}
