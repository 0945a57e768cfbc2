//! A horizontal fader with its name and value written on it, for lists: sends,
//! own mixes, the foot of a phone. Upright scrolling passes over it.

use leptos::html::{Div, Input};
use leptos::prelude::*;
use markup::view;

use super::amount::Amount;
use super::gesture::{Axis, Point};
use super::grip::Drag;
use super::range_input::range_input;
use super::{Colour, ControlState};
use crate::dom::NodeRef;
use crate::signals::{Signal, callback};
use crate::text::{fixed, use_text};

/// A horizontal fader.
#[component]
pub fn Slide(
    /// The accessible name, such as "Send to Aux 2".
    #[prop(into)]
    label: Signal<String>,
    /// What is written on it.
    #[prop(into)]
    name: Signal<String>,
    /// Below the name, smaller; may be empty.
    #[prop(into, optional)]
    detail: Signal<String>,
    /// The level.
    amount: Amount,
    /// Its colour.
    #[prop(into, optional)]
    colour: Signal<Colour>,
    /// Whether what it sends is not heard: drawn faint.
    #[prop(into, optional)]
    muted: Signal<bool>,
) -> impl IntoView {
    let text = use_text();
    let area = NodeRef::<Div>::new();
    let slider = NodeRef::<Input>::new();
    let home = callback(move |_: Point| amount.grip.on_move.run(amount.home));
    let drag = Drag::new(Axis::Horizontal, amount.position, amount.state, amount.grip, home);
    let value = move || {
        let words = amount.words(text.get());
        // The unit is clear and the room is short.
        words.trim_end_matches("dB").trim_end().to_owned()
    };
    view! {
        <div
            class="hfader"
            node_ref=area
            data-state=move || amount.state.with(ControlState::name)
            data-held=move || drag.held().get().then_some("me")
            data-off=move || (muted.get() || amount.position.get() <= 0.0).then_some("")
            style=("--pos", move || fixed(amount.position.get().clamp(0.0, 1.0), 4))
            style=("--zero", fixed(amount.home, 4))
            style=("--ch", move || colour.get().css())
            on:pointerdown=move |event| {
                let travel = area.get_untracked().map_or(0.0, |area| f64::from(area.client_width()));
                if event.pointer_type() != "touch" && let Some(slider) = slider.get_untracked() {
                    let _ = slider.focus();
                }
                drag.down(&event, travel);
            }
            on:pointermove=move |event| drag.moved(&event)
            on:pointerup=move |event| drag.up(&event)
            on:pointercancel=move |event| drag.cancel(&event)
            on:lostpointercapture=move |event| drag.cancel(&event)
            on:contextmenu=move |event| event.prevent_default()
        >
            {range_input(slider, label, amount, callback(|()| ()))}
            <div class="hfader__fill" aria-hidden="true"></div>
            <i class="hfader__zero" aria-hidden="true"></i>
            <div class="hfader__text" aria-hidden="true">
                <span>
                    <b>{move || name.get()}</b>
                    <small>{move || detail.get()}</small>
                </span>
                <output>{value}</output>
            </div>
        </div>
    }
}
