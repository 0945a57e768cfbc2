//! A vertical fader: a range input for keyboards and screen readers, a cap on a
//! throw for eyes and fingers. It shows the position it is told and asks for
//! others; what becomes of the asking is not its business.
//!
//! Touching never moves it. Relative drag with slop, one tenth of the speed
//! with Shift or 80 px sideways, double tap on the cap for 0 dB, wheel only
//! with Alt; arrows, pages, Home for off, End and 0 for 0 dB.

use desk::Law;
use leptos::html::Div;
use leptos::prelude::*;
use markup::view;
use web_sys::{HtmlElement, KeyboardEvent, WheelEvent};

use super::amount::Amount;
use super::control::state_name;
use super::gesture::{Axis, Point};
use super::grip::Drag;
use super::key_run::{FINE_STEP_DB, KeyRun, STEP_DB};
use super::people::who_mark;
use super::{Colour, ControlState, Entry, FaderScale, Grip, Show};
use crate::dom::{self, NodeRef, Way};
use crate::signals::{RwSignal, Signal, StoredValue, callback, derive, effect, memo, paced};
use crate::text::{fixed, use_text};

/// The wheel has no "let go": this long after its last turn it is one.
const WHEEL_REST_MILLIS: u32 = 300;

/// What somebody else moves is told to screen readers at every second beat.
const SPOKEN_BEATS: u32 = 2;
/// How long a refused cap glides back, evenly: as long as `--m-base`.
const GLIDE_MILLIS: f64 = 160.0;

/// What an accessible slider reports as its lowest value, in decibels.
const LOWEST_DB: f64 = -100.0;

/// A vertical fader.
#[component]
pub fn Fader(
    /// The accessible name, such as "Singer level".
    #[prop(into)]
    label: Signal<String>,
    /// Where the cap stands, 0 to 1.
    #[prop(into)]
    position: Signal<f64>,
    /// The desk's law and the marks beside the throw.
    scale: FaderScale,
    /// Whether it may move and what its value is worth.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// Said after the level: a muted fader's level is not heard.
    #[prop(into, optional)]
    muted: Signal<bool>,
    /// Where the desk has it while this person moves it, as a thin mark.
    #[prop(into, optional)]
    ghost: Signal<Option<f64>>,
    /// The line on the cap.
    #[prop(into, optional)]
    colour: Signal<Option<Colour>>,
    /// What to call.
    grip: Grip,
    /// The field of its number, which Enter opens.
    #[prop(optional)]
    entry: Option<Entry>,
) -> impl IntoView {
    let text = use_text();
    let carriage = NodeRef::<Div>::new();
    let cap = NodeRef::<Div>::new();
    let fill = NodeRef::<Div>::new();
    let input = entry.map_or_else(NodeRef::<leptos::html::Input>::new, |entry| entry.fader);

    let on_double_tap = callback(move |at: Point| {
        if cap.get_untracked().is_some_and(|cap| contains(&cap, at)) {
            grip.on_move.run(scale.zero());
        }
    });
    let drag = Drag::new(Axis::Vertical, position, state, grip, on_double_tap);
    let keys = KeyRun::new(state, grip);

    let focused = RwSignal::new(false);
    // A screen reader that drives it need not give it the focus.
    let driven = RwSignal::new(false);
    let own = derive(move || drag.held().get() || focused.get() || driven.get());
    let told = paced(position, own, SPOKEN_BEATS);
    let decibels = memo(move |_| (scale.to_db)(told.get()));
    let value_text = move || {
        let text = text.get();
        let mut words = text.level_spoken(decibels.get());
        if muted.get() {
            words.push_str(", ");
            words.push_str(text.muted());
        }
        state.with(|state| state.spoken(words, text, &label.get()))
    };
    let held = move || match (drag.held().get(), state.with(|s| s.holder().is_some())) {
        // Somebody took it over from under the finger.
        (_, true) => Some("other"),
        (true, false) => Some("me"),
        (false, false) => None,
    };

    let raised = move || raised_to(position.get());
    follow(position, state, carriage, fill);

    let on_key = move |event: KeyboardEvent| {
        if let Some(entry) = entry.filter(|_| event.key() == "Enter" && !event.repeat()) {
            entry.open(Amount::new(Law::Fader, position, state, grip));
        }
        keys.press_level(&event, scale, position.get_untracked());
    };
    let on_wheel = move |event: WheelEvent| {
        // Turning it without the key scrolls, also over a fader in focus.
        if !event.alt_key() {
            return;
        }
        event.prevent_default();
        let step = if event.shift_key() { FINE_STEP_DB } else { STEP_DB };
        // Shift turns the wheel sideways in most browsers.
        let turn = event.delta_y() + event.delta_x();
        if turn != 0.0 {
            keys.press(scale.nudge(position.get_untracked(), -turn.signum() * step));
            keys.release_after(WHEEL_REST_MILLIS);
        }
    };
    // Screen readers on touch screens drive the range input itself. Its size of
    // step differs between them, so only the direction counts.
    let on_input = move |_| {
        let Some(input) = input.get_untracked() else { return };
        driven.set(true);
        let wanted = input.value_as_number();
        let now = move || shown_db((scale.to_db)(position.get_untracked()));
        let shown = now();
        if wanted != shown {
            let step = (wanted - shown).signum() * STEP_DB;
            grip.set(state, scale.nudge(position.get_untracked(), step));
        }
        input.set_value(&fixed(now(), 1));
    };

    view! {
        <div
            class="fader"
            data-state=state_name(state)
            data-held=held
            style=("--cap-ink", move || colour.get().map(Colour::css))
            style=("--who", move || state.with(|s| s.holder().map(|h| h.colour.css())))
            on:pointerdown=move |event| {
                let travel = carriage
                    .get_untracked()
                    .map_or(0.0, |carriage| f64::from(carriage.client_height()));
                // For keys and the wheel; a finger has neither.
                if event.pointer_type() != "touch" && let Some(input) = input.get_untracked() {
                    focus_quietly(&input);
                }
                drag.down(&event, travel);
            }
            on:pointermove=drag.on_moved()
            on:pointerup=drag.on_up()
            on:pointercancel=drag.on_cancel()
            on:lostpointercapture=drag.on_cancel()
            on:wheel=on_wheel
            on:contextmenu=move |event| event.prevent_default()
        >
            <input
                node_ref=input
                class="fader__input"
                type="range"
                min=fixed(LOWEST_DB, 0)
                max=move || fixed(scale.max_db(), 1)
                step="0.1"
                aria-orientation="vertical"
                aria-label=label
                aria-valuetext=value_text
                aria-disabled=move || flag(state.with(ControlState::is_stale))
                aria-readonly=move || flag(matches!(state.get(), ControlState::ReadOnly(_)))
                prop:value=move || fixed(shown_db(decibels.get()), 1)
                on:keydown=on_key
                on:keyup=keys.on_release()
                on:focus=move |_| focused.set(true)
                on:blur=move |_| {
                    focused.set(false);
                    keys.release();
                }
                on:input=on_input
            />
            <div class="fader__scale" aria-hidden="true">
                {scale
                    .marks
                    .iter()
                    .map(|&db| {
                        view! {
                            <i
                                data-zero=(db == 0.0).then_some("")
                                style=("--at", fixed((scale.from_db)(db), 4))
                            >
                                {move || text.get().mark(db)}
                            </i>
                        }
                    })
                    .collect_view()}
            </div>
            <div class="fader__slot" aria-hidden="true">
                <div class="fader__fill" node_ref=fill></div>
            </div>
            <Show when=move || ghost.get().is_some()>
                <div
                    class="fader__ghost"
                    aria-hidden="true"
                    style=("transform", move || ghost.get().map(raised_to))
                ></div>
            </Show>
            <div class="fader__rail" aria-hidden="true">
                <div class="fader__carriage" node_ref=carriage>
                    <div class="fader__cap" node_ref=cap></div>
                    {who_mark(state)}
                </div>
            </div>
            <Show when=move || held() == Some("me")>
                <div class="fader__float" aria-hidden="true" style=("transform", raised)>
                    <output class="fader__bubble">
                        {move || text.get().level_with_unit((scale.to_db)(position.get()))}
                    </output>
                </div>
            </Show>
        </div>
    }
}

/// Moves the cap and the fill below it.
fn follow(
    position: Signal<f64>,
    state: Signal<ControlState>,
    carriage: NodeRef<Div>,
    fill: NodeRef<Div>,
) {
    let shown = StoredValue::new(None::<(Way, Way, f64)>);
    effect(move || {
        let place = position.get();
        let (Some(carriage), Some(fill)) = (carriage.get(), fill.get()) else { return };
        let refused = matches!(state.get_untracked(), ControlState::Refused(_));
        shown.update_value(|shown| {
            let (cap, fill, before) = shown.get_or_insert_with(|| {
                let cap = Way::of(&carriage, &raised_to(0.0), &raised_to(1.0));
                (cap, Way::of(&fill, "scaleY(0)", "scaleY(1)"), place)
            });
            cap.set(place);
            fill.set(place);
            // A refusal glides back, so that it is seen; all else is immediate.
            if refused && *before != place && !dom::prefers_reduced_motion() {
                dom::glide(&carriage, &raised_to(*before), &raised_to(place), GLIDE_MILLIS);
            }
            *before = place;
        });
    });
}

/// The transform of what stands at the top of the throw and is as tall as it.
fn raised_to(position: f64) -> String {
    format!("translateY({}%)", fixed((1.0 - position.clamp(0.0, 1.0)) * 100.0, 2))
}

/// A level as a number an input can hold.
fn shown_db(db: f64) -> f64 {
    if db.is_finite() { db.max(LOWEST_DB) } else { LOWEST_DB }
}

fn flag(on: bool) -> Option<&'static str> {
    on.then_some("true")
}

pub(super) fn contains(element: &HtmlElement, at: Point) -> bool {
    let area = element.get_bounding_client_rect();
    (area.left()..=area.right()).contains(&at.x) && (area.top()..=area.bottom()).contains(&at.y)
}

/// Focuses without scrolling the bank under the finger.
pub(super) fn focus_quietly(input: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = input.focus_with_options(&options);
}
