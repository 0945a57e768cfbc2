//! A fader that lies on its side, with its name and number written on it, for
//! lists that scroll up and down: sends, own mixes, the foot of a phone. The
//! whole of it is the handle; a tap on the number, or Enter, opens its field.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;

use super::amount::Amount;
use super::control::state_name;
use super::entry::entry_of;
use super::gesture::{Axis, Point};
use super::grip::Drag;
use super::people::who_mark;
use super::range_input::range_input;
use super::readout::number;
use super::{Colour, Entry, Icon, IconName, Show, Ways};
use crate::dom::NodeRef;
use crate::signals::{Signal, callback};
use crate::text::fixed;

/// A horizontal fader.
#[component]
pub fn Slide(
    /// The accessible name, such as "Send to Aux 2".
    #[prop(into)]
    label: Signal<String>,
    /// What is written on it.
    #[prop(into)]
    name: Signal<String>,
    /// Below the name, smaller; may be empty. Who else has it in hand stands
    /// there meanwhile.
    #[prop(into, optional)]
    detail: Signal<String>,
    /// A picture before the name.
    #[prop(optional_no_strip)]
    icon: Option<IconName>,
    /// The level.
    amount: Amount,
    /// Where the desk has it while this person moves it, as a thin mark.
    #[prop(into, optional)]
    ghost: Signal<Option<f64>>,
    /// Its colour; the text's if none.
    #[prop(into, optional)]
    colour: Signal<Option<Colour>>,
    /// Whether what it sends is not heard: drawn faint.
    #[prop(into, optional)]
    muted: Signal<bool>,
    /// The element whose `--level` shows the meter, where it has one.
    #[prop(optional_no_strip)]
    bar: Option<NodeRef<Div>>,
    /// What the number offers beside typing.
    #[prop(optional_no_strip)]
    ways: Option<Ways>,
) -> impl IntoView {
    let area = bar.unwrap_or_default();
    let spot = NodeRef::<Div>::new();
    let entry = Entry::default();
    let slider = entry.fader;
    let state = amount.state;
    let home = callback(move |_: Point| amount.grip.on_move.run(amount.home));
    let on_tap = callback(move |at: Point| {
        if spot.get_untracked().is_some_and(|spot| super::fader::contains(&spot, at)) {
            entry.open(amount);
        }
    });
    let drag = Drag::new(Axis::Horizontal, amount.position, state, amount.grip, home);
    let drag = drag.tapping(on_tap);
    let written = move || {
        let holder = state.with(|state| state.holder().map(|holder| holder.name.clone()));
        holder.unwrap_or_else(|| detail.get())
    };
    view! {
        <div class="slide">
            <div
                class="hfader"
                node_ref=area
                data-state=state_name(state)
                data-held=move || drag.held().get().then_some("me")
                data-off=move || (muted.get() || amount.position.get() <= 0.0).then_some("")
                style=("--zero", fixed(amount.home, 4))
                style=("--ch", move || colour.get().map(Colour::css))
                on:pointerdown=move |event| {
                    let travel =
                        area.get_untracked().map_or(0.0, |area| f64::from(area.client_width()));
                    if event.pointer_type() != "touch"
                        && let Some(slider) = slider.get_untracked()
                    {
                        let _ = slider.focus();
                    }
                    drag.down(&event, travel);
                }
                on:pointermove=drag.on_moved()
                on:pointerup=drag.on_up()
                on:pointercancel=drag.on_cancel()
                on:lostpointercapture=drag.on_cancel()
                on:contextmenu=move |event| event.prevent_default()
            >
                {range_input(
                    slider,
                    label,
                    amount,
                    muted,
                    callback(move |()| entry.open(amount)),
                )}
                <div
                    class="hfader__fill"
                    aria-hidden="true"
                    style=("--pos", move || fixed(amount.position.get().clamp(0.0, 1.0), 4))
                ></div>
                <i class="hfader__zero" aria-hidden="true"></i>
                <Show when=move || ghost.get().is_some()>
                    <i
                        class="hfader__ghost"
                        aria-hidden="true"
                        style=("--at", move || ghost.get().map(|at| fixed(at, 4)))
                    ></i>
                </Show>
                <div class="hfader__text">
                    {icon.map(|name| view! { <Icon name /> })}
                    <span aria-hidden="true">
                        <b>{name}</b>
                        <small>{written}</small>
                    </span>
                    {who_mark(state)}
                    <div class="hfader__number" node_ref=spot>
                        // A finger on it is the handle's, a screen reader presses it.
                        {number(name, amount, entry)}
                    </div>
                </div>
                {bar.map(|_| view! { <i class="hfader__level" aria-hidden="true"></i> })}
            </div>
            {entry_of(name, label, amount, entry, ways)}
        </div>
    }
}
