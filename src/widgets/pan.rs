//! Left to right: a small horizontal slider with its value above. A double tap
//! centres it; a single one, or Enter, opens the field of its number.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::control::state_name;
use super::entry::entry_of;
use super::gesture::Axis;
use super::grip::Drag;
use super::key_run::KeyRun;
use super::people::who_mark;
use super::range_input::key_target;
use super::{Amount, ControlState, Entry};
use crate::dom::NodeRef;
use crate::signals::{Signal, callback};
use crate::text::{fixed, use_text};

const CENTRE: f64 = 0.5;

/// A pan slider, 0 left to 1 right.
#[component]
pub fn Pan(
    /// The accessible name, such as "Singer pan".
    #[prop(into)]
    label: Signal<String>,
    /// Where it stands.
    amount: Amount,
) -> impl IntoView {
    let text = use_text();
    let Amount { position, state, grip, .. } = amount;
    let entry = Entry::default();
    let slot = NodeRef::<Div>::new();
    let centre = callback(move |_| grip.on_move.run(CENTRE));
    let keys = KeyRun::new(state, grip);
    let drag = Drag::new(Axis::Horizontal, position, state, grip, centre);
    let drag = drag.tapping(callback(move |_| entry.open(amount)));
    let spoken = move || {
        let text = text.get();
        let words = text.pan_spoken(position.get());
        state.with(|state| state.spoken(words, text, &label.get()))
    };

    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let next = match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                if !event.repeat() {
                    entry.open(amount);
                }
                return;
            }
            // Right is not louder.
            "End" => Some(1.0),
            _ => key_target(&event, amount),
        };
        if let Some(next) = next {
            event.prevent_default();
            keys.press(next);
        }
    };

    view! {
        <div
            class="pan"
            node_ref=entry.slider
            role="slider"
            tabindex="0"
            aria-orientation="horizontal"
            aria-label=label
            aria-valuemin="-100"
            aria-valuemax="100"
            aria-valuenow=move || fixed((position.get() - CENTRE) * 200.0, 0)
            aria-valuetext=spoken
            aria-disabled=move || state.with(ControlState::is_stale).then_some("true")
            aria-readonly=move || {
                matches!(state.get(), ControlState::ReadOnly(_)).then_some("true")
            }
            data-state=state_name(state)
            data-held=move || drag.held().get().then_some("me")
            style=("--pos", move || fixed(position.get().clamp(0.0, 1.0), 4))
            on:keydown=on_key
            on:keyup=keys.on_release()
            on:blur=keys.on_release()
            on:pointerdown=move |event| {
                let travel = slot
                    .get_untracked()
                    .map_or(0.0, |slot| f64::from(slot.client_width()));
                drag.down(&event, travel);
            }
            on:pointermove=drag.on_moved()
            on:pointerup=drag.on_up()
            on:pointercancel=drag.on_cancel()
            on:lostpointercapture=drag.on_cancel()
        >
            <span class="pan__text">{move || text.get().pan_position(position.get())}</span>
            <div class="pan__slot" node_ref=slot>
                <i class="pan__thumb"></i>
            </div>
            {who_mark(state)}
        </div>
        {entry_of(label, label, amount, entry, None)}
    }
}
