//! The number below a fader. A double tap on it asks for 0 dB; one tap opens a
//! field to type a level in, with a step to each side for those who cannot
//! drag.

use leptos::html::Input;
use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::gesture::{DOUBLE_TAP_MILLIS, Point, Taps};
use super::{ControlState, FaderScale, Grip, Icon, IconName, Show};
use crate::dom::{NodeRef, Repeat, Timeout};
use crate::signals::{RwSignal, Signal, effect, paced};
use crate::text::use_text;

/// One press of a step, in decibels.
const STEP_DB: f64 = 1.0;

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
    let opening = StoredValue::new_local(None::<Timeout>);
    let typing = RwSignal::new(false);
    let on_click = move |event: web_sys::MouseEvent| {
        let at = Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) };
        let now = event.time_stamp();
        opening.set_value(None);
        if let Some(blocked) = state.with_untracked(ControlState::blocked) {
            grip.on_blocked.run(blocked);
        } else if taps.try_update_value(|taps| taps.tap(at, now)) == Some(true) {
            grip.set(state, scale.zero());
        } else {
            // The second tap of two may still come.
            let wait = DOUBLE_TAP_MILLIS as u32;
            opening.set_value(Some(Timeout::after(wait, move || typing.set(true))));
        }
    };
    let never = Signal::stored(false);
    let shown = paced(position, never, SHOWN_BEATS);
    let spoken = paced(shown, never, SPOKEN_BEATS);
    let label = move || {
        let text = text.get();
        text.type_level(&text.level_with_unit((scale.to_db)(spoken.get())), &name.get())
    };
    view! {
        <button
            type="button"
            class="readout"
            // Keys have the fader itself.
            tabindex="-1"
            aria-label=label
            data-state=move || state.with(ControlState::name)
            on:click=on_click
        >
            <span class="readout__words">
                {move || text.get().level((scale.to_db)(shown.get()))}
                <small>"\u{a0}dB"</small>
            </span>
        </button>
        <Show when=move || typing.get()>{entry(name, position, scale, state, grip, typing)}</Show>
    }
}

/// The field and its steps; Enter sets, Escape and leaving it close it.
fn entry(
    name: Signal<String>,
    position: Signal<f64>,
    scale: FaderScale,
    state: Signal<ControlState>,
    grip: Grip,
    typing: RwSignal<bool>,
) -> AnyView {
    let text = use_text();
    let field = NodeRef::<Input>::new();
    let wrong = RwSignal::new(false);
    effect(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
            field.select();
        }
    });
    let shown = move || text.get().level((scale.to_db)(position.get_untracked()));
    let on_key = move |event: KeyboardEvent| {
        // Neither the strip nor the page shall take these for its own.
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" => {
                let typed = field.get_untracked().map(|field| field.value()).unwrap_or_default();
                match text.get_untracked().parse_level(&typed) {
                    Some(db) => {
                        grip.set(state, (scale.from_db)(db.min(scale.max_db())));
                        typing.set(false);
                    }
                    None => wrong.set(true),
                }
            }
            "Escape" => typing.set(false),
            _ => wrong.set(false),
        }
    };
    let on_leave = move |event: web_sys::FocusEvent| {
        if !stays_within(&event) {
            typing.set(false);
        }
    };
    let step = move |label: Signal<String>, icon: IconName, db: f64| {
        let repeat = StoredValue::new_local(None::<Repeat>);
        let go = move || {
            grip.set(state, scale.nudge(position.get_untracked(), db));
            if let Some(field) = field.get_untracked() {
                field.set_value(&shown());
            }
        };
        let stop = move |_: web_sys::PointerEvent| repeat.set_value(None);
        view! {
            <button
                type="button"
                class="entry__step"
                aria-label=move || label.get()
                on:pointerdown=move |_| repeat.set_value(Some(Repeat::start(go)))
                on:pointerup=stop
                on:pointerleave=stop
                on:pointercancel=stop
                on:click=move |event: web_sys::MouseEvent| {
                    // By keyboard or screen reader: no pointer went down before.
                    if event.detail() == 0 {
                        go();
                    }
                }
            >
                <Icon name=icon />
            </button>
        }
    };
    view! {
        <div
            class="entry"
            role="group"
            aria-label=move || text.get().level_of(&name.get())
            on:focusout=on_leave
            on:keydown=on_key
        >
            <input
                class="entry__field"
                type="text"
                autocomplete="off"
                enterkeyhint="done"
                node_ref=field
                aria-label=text.say(|it| it.level_field())
                aria-invalid=move || wrong.get().then_some("true")
                value=shown()
            />
            {step(
                text.signal(|it| it.step_down()),
                IconName::Minus,
                -STEP_DB,
            )}
            {step(
                text.signal(|it| it.step_up()),
                IconName::Plus,
                STEP_DB,
            )}
        </div>
    }
}

/// Whether the focus goes to another part of the same group.
fn stays_within(event: &web_sys::FocusEvent) -> bool {
    use wasm_bindgen::JsCast;
    let group = event.current_target().and_then(|group| group.dyn_into::<web_sys::Node>().ok());
    let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
    match (group, next) {
        (Some(group), Some(next)) => group.contains(Some(&next)),
        _ => false,
    }
}
