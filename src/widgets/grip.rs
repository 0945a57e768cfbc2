//! The hand on a control: what the control calls when it is touched, moved and
//! let go, and the pointer events that lead there. Faders and pans share it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::gesture::{Axis, DOUBLE_TAP_MILLIS, Gesture, Motion, Point, Taps};
use super::{Blocked, ControlState};
use crate::dom::{self, Timeout};
use crate::signals::{Callback, RwSignal, Signal, StoredValue, callback};

/// A finger that rests this long has taken the control even without moving it,
/// in milliseconds. Shorter touches may be the start of a scroll.
const REST_MILLIS: u32 = 150;
/// A finger that rests this long before it moves wants the fine mode.
const FINE_MILLIS: u32 = 500;

/// Whether every control moves at a tenth; whoever shows the key for it
/// provides it.
#[derive(Debug, Clone, Copy)]
pub struct FineMode(pub RwSignal<bool>);

/// What a control calls. Each touch that begins also ends, also when the
/// browser takes the pointer away.
#[derive(Debug, Clone, Copy)]
pub struct Grip {
    /// The control is in hand; nothing has moved.
    pub on_touch: Callback<()>,
    /// The person wants this position, 0 to 1.
    pub on_move: Callback<f64>,
    /// The control was let go.
    pub on_release: Callback<()>,
    /// The control may not move; why.
    pub on_blocked: Callback<Blocked>,
}

impl Default for Grip {
    fn default() -> Self {
        Self {
            on_touch: callback(|()| ()),
            on_move: callback(|_| ()),
            on_release: callback(|()| ()),
            on_blocked: callback(|_| ()),
        }
    }
}

impl Grip {
    /// One complete gesture that sets `position` in a single step.
    pub(super) fn set(&self, state: Signal<ControlState>, position: f64) {
        if let Some(blocked) = state.with_untracked(ControlState::blocked) {
            self.on_blocked.run(blocked);
            return;
        }
        self.on_touch.run(());
        self.on_move.run(position);
        self.on_release.run(());
    }
}

/// One control's pointer handling. Copies share the same state.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    axis: Axis,
    position: Signal<f64>,
    state: Signal<ControlState>,
    grip: Grip,
    on_double_tap: Callback<Point>,
    on_tap: Option<Callback<Point>>,
    held: RwSignal<bool>,
    fine: Option<FineMode>,
    inner: StoredValue<Inner>,
}

#[derive(Default)]
struct Inner {
    pointer: Option<i32>,
    /// When it went down, in milliseconds of the page.
    down_at: f64,
    gesture: Option<Gesture>,
    taps: Taps,
    rest: Option<Timeout>,
    fine: Option<Timeout>,
    /// A single tap, until it is sure that no second one follows.
    tap: Option<Timeout>,
}

impl Drag {
    pub(super) fn new(
        axis: Axis,
        position: Signal<f64>,
        state: Signal<ControlState>,
        grip: Grip,
        on_double_tap: Callback<Point>,
    ) -> Self {
        let held = RwSignal::new(false);
        on_cleanup(move || {
            // A control that goes away in someone's hand is let go.
            if held.try_get_untracked() == Some(true) {
                grip.on_release.try_run(());
            }
        });
        Self {
            axis,
            position,
            state,
            grip,
            on_double_tap,
            on_tap: None,
            held,
            fine: use_context::<FineMode>(),
            inner: StoredValue::new(Inner::default()),
        }
    }

    /// The same, telling of single taps where it may move.
    pub(super) fn tapping(self, on_tap: Callback<Point>) -> Self {
        Self { on_tap: Some(on_tap), ..self }
    }

    /// Whether this person has the control in hand.
    pub(super) fn held(&self) -> RwSignal<bool> {
        self.held
    }

    /// A pointer went down on `element`, whose throw is `travel` pixels long.
    pub(super) fn down(&self, event: &PointerEvent, travel: f64) {
        if event.button() != 0 || self.pointer().is_some() {
            return;
        }
        let touch = event.pointer_type() == "touch";
        if let Some(element) = current_target(event) {
            dom::capture_pointer(&element, event);
        }
        let gesture =
            Gesture::press(self.axis, touch, point(event), self.position.get_untracked(), travel);
        let this = *self;
        let rest = touch.then(|| Timeout::after(REST_MILLIS, move || this.take()));
        let fine = Timeout::after(FINE_MILLIS, move || {
            this.inner.try_update_value(|inner| inner.gesture.as_mut().map(Gesture::rested));
        });
        self.inner.update_value(|inner| {
            inner.pointer = Some(event.pointer_id());
            inner.down_at = event.time_stamp();
            inner.gesture = Some(gesture);
            inner.rest = rest;
            inner.fine = Some(fine);
            inner.tap = None;
        });
        if !touch {
            self.take();
        }
    }

    /// The pointer moved.
    pub(super) fn moved(&self, event: &PointerEvent) {
        if !self.owns(event) {
            return;
        }
        if self.held.get_untracked() && self.blocked().is_some() {
            // Someone took it over in the middle: the cap is theirs now.
            self.end();
            return;
        }
        let fine = event.shift_key() || self.fine.is_some_and(|fine| fine.0.get_untracked());
        let motion = self
            .inner
            .try_update_value(|inner| inner.gesture.as_mut().map(|it| it.moved(point(event), fine)))
            .flatten();
        match motion {
            Some(Motion::Began) => match self.blocked() {
                Some(blocked) => {
                    self.end();
                    self.grip.on_blocked.run(blocked);
                }
                None => self.take(),
            },
            Some(Motion::To(position)) => self.grip.on_move.run(position),
            Some(Motion::Abandoned) => self.end(),
            Some(Motion::Nothing) | None => {}
        }
    }

    /// The pointer was lifted.
    pub(super) fn up(&self, event: &PointerEvent) {
        if !self.owns(event) {
            return;
        }
        let tap = self
            .inner
            .try_with_value(|inner| inner.gesture.as_ref().is_some_and(Gesture::is_tap))
            .unwrap_or_default();
        let blocked = self.blocked();
        let now = event.time_stamp();
        // Who rests a finger for the fine mode asks for no field.
        let long = self
            .inner
            .try_with_value(|inner| now - inner.down_at >= f64::from(FINE_MILLIS))
            .unwrap_or_default();
        let double = tap
            && blocked.is_none()
            && self
                .inner
                .try_update_value(|inner| inner.taps.tap(point(event), now))
                .unwrap_or_default();
        if tap && blocked.is_none() {
            // A quick tap by touch has not been told yet; every touch has an end.
            self.take();
        }
        let at = point(event);
        if double {
            self.on_double_tap.run(at);
        } else if let Some(on_tap) = self.on_tap.filter(|_| tap && !long && blocked.is_none()) {
            let wait = DOUBLE_TAP_MILLIS as u32;
            let later = Timeout::after(wait, move || {
                on_tap.try_run(at);
            });
            self.inner.update_value(|inner| inner.tap = Some(later));
        }
        self.end();
        if tap && let Some(blocked) = blocked {
            self.grip.on_blocked.run(blocked);
        }
    }

    /// The browser took the pointer away, for a scroll or for good.
    pub(super) fn cancel(&self, event: &PointerEvent) {
        if self.owns(event) {
            self.end();
        }
    }

    // What elements are given: each is one type for all controls, which a
    // closure written at the element is not.
    pub(super) fn on_moved(self) -> impl Fn(PointerEvent) {
        move |event| self.moved(&event)
    }

    pub(super) fn on_up(self) -> impl Fn(PointerEvent) {
        move |event| self.up(&event)
    }

    pub(super) fn on_cancel(self) -> impl Fn(PointerEvent) {
        move |event| self.cancel(&event)
    }

    /// The pointer that has the control; none either when the control has left
    /// the page, after which browsers may still send it an event.
    fn pointer(&self) -> Option<i32> {
        self.inner.try_with_value(|inner| inner.pointer).flatten()
    }

    fn owns(&self, event: &PointerEvent) -> bool {
        self.pointer() == Some(event.pointer_id())
    }

    fn blocked(&self) -> Option<Blocked> {
        self.state.with_untracked(ControlState::blocked)
    }

    fn take(&self) {
        if !self.held.get_untracked() && self.blocked().is_none() {
            self.held.set(true);
            self.grip.on_touch.run(());
        }
    }

    fn end(&self) {
        self.inner.update_value(|inner| {
            inner.pointer = None;
            inner.gesture = None;
            inner.rest = None;
            inner.fine = None;
        });
        if self.held.get_untracked() {
            self.held.set(false);
            self.grip.on_release.run(());
        }
    }
}

fn point(event: &PointerEvent) -> Point {
    Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}

fn current_target(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}
