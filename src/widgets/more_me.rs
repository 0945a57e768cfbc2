//! More me: one knob that lifts one's own channels and lowers everybody else a
//! little, with a step to each side and the way back to where it was.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::gesture::Axis;
use super::grip::Drag;
use super::key_run::KeyRun;
use super::{ControlState, Grip, Icon, IconName};
use crate::dom::NodeRef;
use crate::signals::{Signal, callback, derive};
use crate::text::{fixed, plain, use_text};

/// Way of the thumb over the whole range, in CSS pixels.
const TRAVEL: f64 = 240.0;
/// The knob stands on whole halves of a decibel.
const GRAIN: f64 = 2.0;

/// The knob and what belongs to it.
#[component]
pub fn MoreMe(
    /// How much more, in decibels; below 0 for less.
    #[prop(into)]
    db: Signal<f64>,
    /// The most there is to each side, in decibels.
    most: f64,
    /// One press of a side, in decibels.
    step: f64,
    /// Whether it may move.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// What to call; positions are 0 (least) to 1 (most).
    grip: Grip,
) -> impl IntoView {
    let text = use_text();
    let place = move |db: f64| ((db + most) / (2.0 * most)).clamp(0.0, 1.0);
    let grained = move |at: f64| ((at * 2.0 - 1.0) * most * GRAIN).round() / GRAIN;
    let position = derive(move || place(db.get()));
    let set = move |to: f64| grip.set(state, place(to.max(-most).min(most)));
    let moved =
        Grip { on_move: callback(move |at: f64| grip.on_move.run(place(grained(at)))), ..grip };
    let back = callback(move |_| grip.on_move.run(place(0.0)));
    let drag = Drag::new(Axis::Vertical, position, state, moved, back);
    let keys = KeyRun::new(state, grip);
    let on_key = move |event: KeyboardEvent| {
        let here = db.get_untracked();
        let next = match event.key().as_str() {
            "ArrowUp" | "ArrowRight" => here + 1.0 / GRAIN,
            "ArrowDown" | "ArrowLeft" => here - 1.0 / GRAIN,
            "PageUp" => here + step,
            "PageDown" => here - step,
            "Home" => -most,
            "End" | "0" => 0.0,
            _ => return,
        };
        event.prevent_default();
        keys.press(place(next));
    };
    let knob = NodeRef::<Div>::new();
    view! {
        <section class="moreme" aria-labelledby="more-me">
            <div class="moreme__head">
                <h2 id="more-me">{text.say(|it| it.more_me())}</h2>
                <button
                    type="button"
                    class="btn btn--quiet btn--s"
                    disabled=move || db.get() == 0.0
                    on:click=move |_| set(0.0)
                >
                    <Icon name=IconName::Undo small=true />
                    {text.say(|it| it.back_to_zero())}
                </button>
            </div>
            <div class="moreme__row">
                <p class="moreme__end">
                    <button
                        type="button"
                        class="step"
                        aria-label=text.say(|it| it.less_me())
                        on:click=move |_| set(db.get_untracked() - step)
                    >
                        <Icon name=IconName::Minus />
                    </button>
                    {text.say(|it| it.others_end())}
                </p>
                <div
                    class="more_me__knob"
                    node_ref=knob
                    role="slider"
                    tabindex="0"
                    aria-label=text.say(|it| it.more_me())
                    aria-valuemin=plain(-most)
                    aria-valuemax=plain(most)
                    aria-valuenow=move || fixed(db.get(), 1)
                    aria-valuetext=move || text.get().more_me_spoken(db.get())
                    aria-disabled=move || state.with(ControlState::is_stale).then_some("true")
                    data-held=move || drag.held().get().then_some("me")
                    style=("--pos", move || fixed(position.get(), 4))
                    on:keydown=on_key
                    on:keyup=keys.on_release()
                    on:blur=keys.on_release()
                    on:pointerdown=move |event| drag.down(&event, TRAVEL)
                    on:pointermove=drag.on_moved()
                    on:pointerup=drag.on_up()
                    on:pointercancel=drag.on_cancel()
                    on:lostpointercapture=drag.on_cancel()
                >
                    <svg viewBox="0 0 100 100" aria-hidden="true">
                        <circle cx="50" cy="50" r="45" pathLength="100"></circle>
                        <circle cx="50" cy="50" r="45" pathLength="100"></circle>
                    </svg>
                    <span class="more_me__dial"></span>
                    <i class="more_me__tick"></i>
                    <output aria-hidden="true">{move || text.get().change(db.get())}</output>
                </div>
                <p class="moreme__end">
                    <button
                        type="button"
                        class="step"
                        aria-label=text.say(|it| it.more_me())
                        on:click=move |_| set(db.get_untracked() + step)
                    >
                        <Icon name=IconName::Plus />
                    </button>
                    {text.say(|it| it.me_row())}
                </p>
            </div>
        </section>
    }
}
