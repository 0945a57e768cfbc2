//! A knob with its name and its value. Dragged upwards for more, slowly with
//! Shift or 80 px to the side; a double tap puts it home; the value can be
//! typed, also with Enter from the knob.

use leptos::html::Input;
use leptos::prelude::*;
use markup::view;

use super::amount::Amount;
use super::control::state_name;
use super::gesture::Axis;
use super::grip::Drag;
use super::people::who_mark;
use super::range_input::range_input;
use super::value_field::value_field;

use crate::dom::NodeRef;
use crate::signals::{Signal, callback, derive};
use crate::text::fixed;

/// Pixels of a drag from one end to the other.
const TRAVEL: f64 = 180.0;

/// A knob. `of` is what it belongs to, such as "Gate"; `large` writes the value
/// on it instead of below.
#[component]
pub fn Knob(
    /// What it turns, such as "Threshold".
    #[prop(into)]
    name: Signal<String>,
    /// What it belongs to, said before the name; may be empty.
    #[prop(into, optional)]
    of: Signal<String>,
    /// The amount.
    amount: Amount,
    /// Large, with the value on its face.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let slider = NodeRef::<Input>::new();
    let field = NodeRef::<Input>::new();
    let label = derive(move || {
        of.with(|of| if of.is_empty() { name.get() } else { format!("{of}, {}", name.get()) })
    });
    let home = callback(move |_| amount.grip.on_move.run(amount.home));
    let (place, grip) = turned(amount);
    let drag = Drag::new(Axis::Vertical, place, amount.state, grip, home);
    let on_enter = callback(move |()| {
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
        }
    });
    view! {
        <div class=if large { "dial dial--large" } else { "dial" }>
            <div
                class="knob"
                data-state=state_name(amount.state)
                data-held=move || drag.held().get().then_some("me")
                style=("--pos", move || fixed(amount.place().clamp(0.0, 1.0), 4))
                on:pointerdown=move |event| {
                    if event.pointer_type() != "touch" && let Some(slider) = slider.get_untracked()
                    {
                        let _ = slider.focus();
                    }
                    drag.down(&event, TRAVEL);
                }
                on:pointermove=drag.on_moved()
                on:pointerup=drag.on_up()
                on:pointercancel=drag.on_cancel()
                on:lostpointercapture=drag.on_cancel()
                on:contextmenu=move |event| event.prevent_default()
            >
                {range_input(slider, label, amount, Signal::stored(false), on_enter)}
                <svg viewBox="0 0 100 100" aria-hidden="true">
                    <circle cx="50" cy="50" r="45" pathLength="100"></circle>
                    <circle cx="50" cy="50" r="45" pathLength="100"></circle>
                </svg>
                <span class="knob__dial" aria-hidden="true"></span>
                <i class="knob__tick" aria-hidden="true"></i>
                {who_mark(amount.state)}
            </div>
            <span class="dial__name" aria-hidden="true">
                {name}
            </span>
            {value_field(field, label, amount, false)}
        </div>
    }
}

/// The place and grip of a drag in which up is always more.
fn turned(amount: Amount) -> (Signal<f64>, super::Grip) {
    if !amount.is_turned() {
        return (amount.position, amount.grip);
    }
    let on_move = callback(move |place: f64| amount.grip.on_move.run(1.0 - place));
    (derive(move || 1.0 - amount.position.get()), super::Grip { on_move, ..amount.grip })
}
