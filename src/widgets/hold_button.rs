//! A button that must be held: pointer or key, 600 ms, with a bar that fills.
//! A short press does nothing but show the bar begin.

use leptos::html::Button;
use leptos::prelude::*;
use markup::view;
use web_sys::{KeyboardEvent, PointerEvent};

use super::{Blocked, ControlState};
use crate::dom::{self, Hold, NodeRef};
use crate::signals::{Callback, RwSignal, Signal, StoredValue};
use crate::text::fixed;

/// Hold to confirm.
#[component]
pub fn HoldButton(
    /// What it says at rest; also its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What is written on it, if that is shorter than its name.
    #[prop(into, optional)]
    face: Option<Signal<String>>,
    /// What it says while held.
    #[prop(into, optional)]
    holding_label: Option<Signal<String>>,
    /// Its class, such as `mgroup mgroup--all`.
    #[prop(into, default = "btn btn--danger".into())]
    class: Signal<String>,
    /// For buttons that stand for a state.
    #[prop(into, optional)]
    pressed: Option<Signal<bool>>,
    /// Whether it may be used.
    #[prop(into, optional)]
    state: Signal<ControlState>,
    /// Told when it may not.
    #[prop(into, optional)]
    on_blocked: Option<Callback<Blocked>>,
    /// Called once, when the hold lasted long enough.
    #[prop(into)]
    on_confirm: Callback<()>,
) -> impl IntoView {
    let button = NodeRef::<Button>::new();
    let holding = RwSignal::new(false);
    let hold = StoredValue::new(None::<Hold>);

    let show = move |share: f64| {
        if let Some(button) = button.get_untracked() {
            dom::set_property(&button, "--held", &fixed(share, 3));
        }
    };
    let stop = move || {
        // A button that was just removed loses the focus too, after its end.
        if hold.try_update_value(|hold| *hold = None).is_some() {
            holding.set(false);
            show(0.0);
        }
    };
    let start = move || {
        if holding.get_untracked() {
            return;
        }
        if let Some(blocked) = state.with_untracked(ControlState::blocked) {
            if let Some(on_blocked) = on_blocked {
                on_blocked.run(blocked);
            }
            return;
        }
        holding.set(true);
        hold.set_value(Some(Hold::start(show, move || {
            holding.set(false);
            show(0.0);
            on_confirm.run(());
        })));
    };
    let is_key = |event: &KeyboardEvent| matches!(event.key().as_str(), " " | "Enter");

    view! {
        <button
            type="button"
            node_ref=button
            class=move || format!("{} holdbtn", class.get())
            aria-label=label
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            aria-disabled=move || state.with(|s| s.blocked().is_some()).then_some("true")
            data-holding=move || holding.get().then_some("")
            on:pointerdown=move |event: PointerEvent| {
                if event.button() == 0 {
                    start();
                }
            }
            on:pointerup=move |_| stop()
            on:pointerleave=move |_| stop()
            on:pointercancel=move |_| stop()
            on:contextmenu=move |event| event.prevent_default()
            on:keydown=move |event| {
                if is_key(&event) {
                    event.prevent_default();
                    if !event.repeat() {
                        start();
                    }
                }
            }
            on:keyup=move |event| {
                if is_key(&event) {
                    stop();
                }
            }
            on:blur=move |_| stop()
        >
            {move || match holding_label {
                Some(words) if holding.get() => words.get(),
                _ => face.unwrap_or(label).get(),
            }}
        </button>
    }
}
