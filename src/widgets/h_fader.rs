//! A fader that lies on its side, for lists that scroll up and down: the whole
//! row is the handle, with name, value and level inside. It follows the same
//! rules as the upright one.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::gesture::Axis;
use super::grip::Drag;
use super::key_run::KeyRun;
use super::{ControlState, FaderScale, Grip, Icon, IconName};
use crate::dom::NodeRef;
use crate::signals::{Signal, callback, memo};
use crate::text::{fixed, use_text};

/// A horizontal fader.
#[component]
pub fn HFader(
    /// What is written in it, and its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// A second, smaller line; empty for none.
    #[prop(into, optional)]
    note: Signal<String>,
    /// A picture before the name.
    #[prop(optional_no_strip)]
    icon: Option<IconName>,
    /// Where it stands, 0 to 1.
    #[prop(into)]
    position: Signal<f64>,
    /// The desk's law.
    scale: FaderScale,
    /// Whether it may move.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// Whether it is muted, so that its level is not heard.
    #[prop(into, optional)]
    muted: Signal<bool>,
    /// The element whose `--level` shows the meter.
    #[prop(optional_no_strip)]
    bar: Option<NodeRef<Div>>,
    /// What to call.
    grip: Grip,
) -> impl IntoView {
    let text = use_text();
    let bar = bar.unwrap_or_default();
    let zero = callback(move |_| grip.on_move.run(scale.zero()));
    let keys = KeyRun::new(state, grip);
    let drag = Drag::new(Axis::Horizontal, position, state, grip, zero);
    let decibels = memo(move |_| (scale.to_db)(position.get()));
    let spoken = move || {
        let text = text.get();
        let level = text.level_spoken(decibels.get());
        if muted.get() { format!("{level}, {}", text.muted()) } else { level }
    };
    let on_key = move |event: KeyboardEvent| {
        keys.press_level(&event, scale, position.get_untracked());
    };
    view! {
        <div
            class="hfader"
            node_ref=bar
            role="slider"
            tabindex="0"
            aria-orientation="horizontal"
            aria-label=move || text.get().level_of(&label.get())
            aria-valuemin="-100"
            aria-valuemax=fixed(scale.max_db(), 1)
            aria-valuenow=move || fixed(decibels.get().max(-100.0), 1)
            aria-valuetext=spoken
            aria-disabled=move || state.with(ControlState::is_stale).then_some("true")
            aria-readonly=move || {
                matches!(state.get(), ControlState::ReadOnly(_)).then_some("true")
            }
            data-state=move || state.with(ControlState::name)
            data-held=move || drag.held().get().then_some("me")
            data-off=move || muted.get().then_some("")
            style=("--zero", fixed(scale.zero(), 4))
            on:keydown=on_key
            on:keyup=move |_| keys.release()
            on:blur=move |_| keys.release()
            on:pointerdown=move |event| {
                let travel =
                    bar.get_untracked().map_or(0.0, |bar| f64::from(bar.client_width()));
                drag.down(&event, travel);
            }
            on:pointermove=move |event| drag.moved(&event)
            on:pointerup=move |event| drag.up(&event)
            on:pointercancel=move |event| drag.cancel(&event)
            on:lostpointercapture=move |event| drag.cancel(&event)
            on:contextmenu=move |event| event.prevent_default()
        >
            <div
                class="hfader__fill"
                style=("--pos", move || fixed(position.get().clamp(0.0, 1.0), 4))
            ></div>
            <i class="hfader__zero"></i>
            <div class="hfader__text">
                {icon.map(|name| view! { <Icon name /> })}
                <span>{move || label.get()} <small>{move || note.get()}</small></span>
                <output aria-hidden="true">{move || text.get().level(decibels.get())}</output>
            </div>
            <i class="hfader__level"></i>
        </div>
    }
}
