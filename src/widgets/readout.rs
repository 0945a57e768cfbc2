//! The number below a fader. A double tap on it asks for 0 dB; one tap opens a
//! field to type a level in, with a step to each side for those who cannot
//! drag.

use leptos::html::Input;
use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::fade::{fade_keys, fade_mark};
use super::gesture::{DOUBLE_TAP_MILLIS, Point, Taps};
use super::{ControlState, Fade, FaderScale, Grip, Icon, IconName, Show};
use crate::dom::{Child, NodeRef, Repeat, Timeout};
use crate::signals::{RwSignal, Signal, callback, effect, paced};
use crate::text::use_text;

/// One press of a step, in decibels.
const STEP_DB: f64 = 1.0;

/// A moving number is written at every beat, and told to screen readers at every
/// second one.
const SHOWN_BEATS: u32 = 1;
const SPOKEN_BEATS: u32 = 2;

/// The field of a level's number as its fader knows it.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Whether it is open.
    pub(super) open: RwSignal<bool>,
    /// Where the focus goes back to.
    pub(super) fader: NodeRef<Input>,
}

impl Default for Entry {
    fn default() -> Self {
        Self { open: RwSignal::new(false), fader: NodeRef::new() }
    }
}

impl Entry {
    /// What was asked for by key is done.
    fn close(&self) {
        self.open.set(false);
        if let Some(fader) = self.fader.get_untracked() {
            super::fader::focus_quietly(&fader);
        }
    }
}

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
    /// Its field, which the fader opens by key.
    #[prop(optional)]
    entry: Entry,
    /// The slow way, where there is one.
    #[prop(optional_no_strip)]
    fade: Option<Fade>,
) -> impl IntoView {
    let text = use_text();
    let taps = StoredValue::new_local(Taps::default());
    let opening = StoredValue::new_local(None::<Timeout>);
    let typing = entry.open;
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
            // Keys have the fader itself, and open the field by Enter there.
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
        {fade.map(|fade| fading(name, scale, fade, entry))}
        <Show when=move || typing.get()>
            {field_of(name, position, scale, state, grip, entry, fade)}
        </Show>
    }
}

/// The mark of a fade under way.
fn fading(name: Signal<String>, scale: FaderScale, fade: Fade, entry: Entry) -> AnyView {
    let on_stop = callback(move |()| {
        fade.on_stop.run(());
        entry.close();
    });
    (move || fade.goal.get().map(|goal| fade_mark(name, goal, scale, on_stop))).view()
}

/// The field, its steps and the slow way; Enter sets, Escape and leaving it
/// close it.
fn field_of(
    name: Signal<String>,
    position: Signal<f64>,
    scale: FaderScale,
    state: Signal<ControlState>,
    grip: Grip,
    entry: Entry,
    fade: Option<Fade>,
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
    let typed = move || {
        let typed = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let db = text.get_untracked().parse_level(&typed);
        wrong.set(db.is_none());
        db.map(|db| (scale.from_db)(db.min(scale.max_db())))
    };
    let on_key = move |event: KeyboardEvent| {
        // Neither the strip nor the page shall take these for its own.
        event.stop_propagation();
        match event.key().as_str() {
            // A key in focus is what Enter presses.
            "Enter" if event.target() == field.get_untracked().map(Into::into) => {
                if let Some(position) = typed() {
                    grip.set(state, position);
                    entry.close();
                }
            }
            "Escape" => entry.close(),
            _ => wrong.set(false),
        }
    };
    let on_leave = move |event: web_sys::FocusEvent| {
        if !stays_within(&event) {
            entry.open.set(false);
        }
    };
    let on_fade = callback(move |()| {
        if let Some(position) = typed() {
            if let Some(fade) = fade {
                fade.on_start.run(position);
            }
            entry.close();
        }
    });
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
            {fade
                .map(|fade| {
                    view! {
                        <Show when=move || {
                            state.with(|state| state.blocked().is_none())
                        }>{fade_keys(fade, on_fade)}</Show>
                    }
                })}
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
