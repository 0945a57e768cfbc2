//! The native slider inside knobs, bars and horizontal faders: keys, focus and
//! screen readers are its business, the picture around it is drawn by others.

use leptos::html::Input;
use leptos::prelude::*;
use markup::view;
use web_sys::KeyboardEvent;

use super::ControlState;
use super::amount::{Amount, Pace};
use super::key_run::KeyRun;
use crate::dom::NodeRef;
use crate::signals::{Callback, Signal};
use crate::text::{plain, use_text};

/// A native slider over an amount. `words` are what a screen reader says for
/// the value, and whether it is muted; `on_enter` is called on Enter.
pub(super) fn range_input(
    node: NodeRef<Input>,
    label: Signal<String>,
    amount: Amount,
    muted: Signal<bool>,
    on_enter: Callback<()>,
) -> AnyView {
    let text = use_text();
    let keys = KeyRun::new(amount.state, amount.grip);
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            if !event.repeat() {
                on_enter.run(());
            }
        } else if let Some(next) = key_target(&event, amount) {
            event.prevent_default();
            keys.press(next);
        }
    };
    // Screen readers on touch screens move the input itself; only the direction
    // counts, since their steps differ.
    let on_input = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let shown = percent(amount.position.get_untracked());
        let wanted = input.value_as_number();
        if (wanted - shown).abs() > f64::EPSILON {
            let up = (wanted > shown) != amount.is_turned();
            amount.grip.set(amount.state, amount.nudged(up, Pace::Step));
        }
        input.set_value(&plain(percent(amount.position.get_untracked())));
    };
    let spoken = move || {
        let text = text.get();
        let mut words = amount.spoken(text);
        if muted.get() {
            words.push_str(", ");
            words.push_str(text.muted());
        }
        amount.state.with(|state| state.spoken(words, text, &label.get()))
    };
    view! {
        <input
            node_ref=node
            class="range"
            type="range"
            min="0"
            max="100"
            step="0.1"
            aria-label=label
            aria-valuetext=spoken
            aria-disabled=move || amount.state.with(ControlState::is_stale).then_some("true")
            aria-readonly=move || {
                matches!(amount.state.get(), ControlState::ReadOnly(_)).then_some("true")
            }
            prop:value=move || plain(percent(amount.position.get()))
            on:keydown=on_key
            on:keyup=keys.on_release()
            on:blur=keys.on_release()
            on:input=on_input
        />
    }
}

fn percent(position: f64) -> f64 {
    (position * 1_000.0).round() / 10.0
}

/// Where a key takes an amount; none for keys that mean nothing here. Home is
/// the least; End is home for levels, which never jump to their loudest.
pub(super) fn key_target(event: &KeyboardEvent, amount: Amount) -> Option<f64> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let pace = Pace::of_shift(event.shift_key());
    Some(match event.key().as_str() {
        "ArrowUp" | "ArrowRight" => amount.nudged(true, pace),
        "ArrowDown" | "ArrowLeft" => amount.nudged(false, pace),
        "PageUp" => amount.nudged(true, Pace::Page),
        "PageDown" => amount.nudged(false, Pace::Page),
        "Home" => f64::from(u8::from(amount.is_turned())),
        "End" | "0" => amount.home,
        _ => return None,
    })
}
