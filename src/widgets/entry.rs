//! The field of an amount's number, with a step to each side for those who
//! cannot drag and the slow way where there is one. What opens it, a tap on the
//! number or Enter, is others' business.

use desk::Law;
use leptos::html::{Div, Input};
use leptos::prelude::*;
use markup::view;
use web_sys::{KeyboardEvent, PointerEvent};

use super::amount::{Amount, Pace};
use super::boost::{boost_keys, boost_mark};
use super::fade::{fade_keys, fade_mark};
use super::{Boost, ControlState, Fade, Icon, IconName, Lift, Show};
use crate::dom::{self, Child, NodeRef, Repeat};
use crate::signals::{RwSignal, Signal, StoredValue, callback, derive, effect};
use crate::text::use_text;

/// What a level's number offers beside typing.
#[derive(Debug, Clone, Copy)]
pub struct Ways {
    /// Its slow way.
    pub fade: Fade,
    /// Its lift for a while, where it has one.
    pub boost: Option<Boost>,
}

impl From<Fade> for Ways {
    fn from(fade: Fade) -> Self {
        Self { fade, boost: None }
    }
}

/// The field of an amount's number as its control knows it.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Where the focus goes back to, one of the two.
    pub(super) fader: NodeRef<Input>,
    pub(super) slider: NodeRef<Div>,
}

impl Default for Entry {
    fn default() -> Self {
        Self { open: RwSignal::new(false), fader: NodeRef::new(), slider: NodeRef::new() }
    }
}

impl Entry {
    /// Opens it, or says why not.
    pub(super) fn open(&self, amount: Amount) {
        match amount.state.with_untracked(ControlState::blocked) {
            Some(blocked) => amount.grip.on_blocked.run(blocked),
            None => self.open.set(true),
        }
    }

    /// What was asked for is done.
    fn close(&self) {
        self.open.set(false);
        if let Some(fader) = self.fader.get_untracked() {
            super::fader::focus_quietly(&fader);
        }
        if let Some(slider) = self.slider.get_untracked() {
            super::fader::focus_quietly(&slider);
        }
    }
}

/// The field while it is open, and the mark of a fade or boost under way. `name` is
/// whose level it is, `label` what the amount is called.
pub(super) fn entry_of(
    name: Signal<String>,
    label: Signal<String>,
    amount: Amount,
    entry: Entry,
    ways: Option<Ways>,
) -> AnyView {
    let fading = ways.map(|Ways { fade, .. }| {
        let on_stop = callback(move |()| {
            fade.on_stop.run(());
            entry.close();
        });
        let mark = move |goal| fade_mark(name, amount.reading_at(goal), on_stop);
        (move || fade.goal.get().map(mark)).view()
    });
    let boosted = ways.and_then(|ways| ways.boost).map(|boost| {
        let on_back = callback(move |()| {
            boost.on_set.run(false);
            entry.close();
        });
        let mark = move |up: Lift| boost_mark(name, up, amount.reading_at(up.before), on_back);
        (move || boost.up.get().map(mark)).view()
    });
    view! {
        {fading} {boosted}
        <Show when=move || entry.open.get()>{field_of(label, amount, entry, ways)}</Show>
    }
}

/// Enter sets, Escape and leaving it close it.
fn field_of(label: Signal<String>, amount: Amount, entry: Entry, ways: Option<Ways>) -> AnyView {
    let text = use_text();
    let field = NodeRef::<Input>::new();
    let wrong = RwSignal::new(false);
    effect(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
            field.select();
        }
    });
    let is_level = amount.law == Law::Fader;
    let shown = move || {
        let text = text.get_untracked();
        untrack(|| match amount.law {
            Law::Fader => text.level(amount.reading()),
            _ => amount.words(text),
        })
    };
    let typed = move || {
        let typed = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let position = amount.typed(text.get_untracked(), &typed);
        wrong.set(position.is_none());
        position
    };
    let on_key = move |event: KeyboardEvent| {
        // Neither the strip nor the page shall take these for its own.
        event.stop_propagation();
        match event.key().as_str() {
            // A key in focus is what Enter presses.
            // Held on from the press that opened it, it is not meant for the field.
            "Enter" if event.repeat() => event.prevent_default(),
            "Enter" if event.target() == field.get_untracked().map(Into::into) => {
                if let Some(position) = typed() {
                    amount.set(position);
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
            if let Some(Ways { fade, .. }) = ways {
                fade.on_start.run(position);
            }
            entry.close();
        }
    });
    let on_kept = callback(move |()| entry.close());
    let step = move |up: bool| {
        let repeat = StoredValue::new(None::<Repeat>);
        let go = move || {
            amount.set(amount.nudged(up, Pace::Press));
            if let Some(field) = field.get_untracked() {
                field.set_value(&shown());
            }
        };
        let stop = move |_: PointerEvent| repeat.set_value(None);
        let words = move || {
            let text = text.get();
            match (is_level, up) {
                (true, true) => text.step_up(),
                (true, false) => text.step_down(),
                (false, true) => text.step_right(),
                (false, false) => text.step_left(),
            }
        };
        view! {
            <button
                type="button"
                class="entry__step"
                aria-label=words
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
                <Icon name=match (is_level, up) {
                    (true, true) => IconName::Plus,
                    (true, false) => IconName::Minus,
                    (false, true) => IconName::Right,
                    (false, false) => IconName::Left,
                } />
            </button>
        }
    };
    let field_label =
        derive(move || if is_level { text.get().level_field().to_owned() } else { label.get() });
    let panel = NodeRef::<Div>::new();
    effect(move || {
        if let Some(panel) = panel.get() {
            dom::keep_in_sight(&panel);
        }
    });
    view! {
        <div
            class="entry"
            node_ref=panel
            role="group"
            aria-label=label
            on:focusout=on_leave
            on:keydown=on_key
        >
            <input
                class="entry__field"
                type="text"
                autocomplete="off"
                enterkeyhint="done"
                node_ref=field
                aria-label=field_label
                aria-invalid=move || wrong.get().then_some("true")
                value=shown()
            />
            {step(false)}
            {step(true)}
            {ways
                .map(|Ways { fade, boost }| {
                    view! {
                        <Show when=move || {
                            amount.state.with(|state| state.blocked().is_none())
                        }>
                            {fade_keys(fade, on_fade)}
                            {boost.map(|boost| boost_keys(boost, on_kept))}
                        </Show>
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
