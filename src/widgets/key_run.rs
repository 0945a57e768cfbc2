//! A run of key presses (or turns of the wheel) is one gesture: it begins with
//! the first and ends when the key comes up or the focus leaves.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{ControlState, FaderScale, Grip};
use crate::dom::Timeout;
use crate::signals::{Signal, StoredValue};

/// Steps of a level by key and wheel, in decibels.
pub(super) const STEP_DB: f64 = 0.5;
/// The same with Shift.
pub(super) const FINE_STEP_DB: f64 = 0.1;
const PAGE_STEP_DB: f64 = 3.0;

/// One control's keys. Copies share the same run.
#[derive(Clone, Copy)]
pub(super) struct KeyRun {
    state: Signal<ControlState>,
    grip: Grip,
    active: StoredValue<bool>,
    rest: StoredValue<Option<Timeout>>,
}

impl KeyRun {
    pub(super) fn new(state: Signal<ControlState>, grip: Grip) -> Self {
        let active = StoredValue::new(false);
        on_cleanup(move || {
            if active.try_get_value() == Some(true) {
                grip.on_release.try_run(());
            }
        });
        Self { state, grip, active, rest: StoredValue::new(None) }
    }

    /// A key asks for `position`.
    pub(super) fn press(&self, position: f64) {
        if let Some(blocked) = self.state.with_untracked(ControlState::blocked) {
            self.release();
            self.grip.on_blocked.run(blocked);
            return;
        }
        if !self.is_active() {
            self.active.set_value(true);
            self.grip.on_touch.run(());
        }
        self.grip.on_move.run(position);
    }

    /// A key on a level that stands at `here`: arrows (with Shift finer) and
    /// pages step, Home is off, End and 0 are 0 dB: never +10 dB by one key.
    pub(super) fn press_level(&self, event: &KeyboardEvent, scale: FaderScale, here: f64) {
        let step = if event.shift_key() { FINE_STEP_DB } else { STEP_DB };
        let next = match event.key().as_str() {
            "ArrowUp" | "ArrowRight" => scale.nudge(here, step),
            "ArrowDown" | "ArrowLeft" => scale.nudge(here, -step),
            "PageUp" => scale.nudge(here, PAGE_STEP_DB),
            "PageDown" => scale.nudge(here, -PAGE_STEP_DB),
            "Home" => 0.0,
            "End" | "0" => scale.zero(),
            _ => return,
        };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        event.prevent_default();
        self.press(next);
    }

    /// The key came up, or the focus left. Browsers say the latter also for a
    /// control that was just removed; then everything is over already.
    pub(super) fn release(&self) {
        self.rest.try_update_value(|rest| *rest = None);
        if self.is_active() {
            self.active.set_value(false);
            self.grip.on_release.run(());
        }
    }

    /// The same for an element, of one type for all controls.
    pub(super) fn on_release<E>(self) -> impl Fn(E) {
        move |_| self.release()
    }

    /// Lets go after a while without another press, for the wheel.
    pub(super) fn release_after(&self, millis: u32) {
        let this = *self;
        self.rest.set_value(Some(Timeout::after(millis, move || this.release())));
    }

    fn is_active(&self) -> bool {
        self.active.try_get_value() == Some(true)
    }
}
