//! A point of a graph that is dragged in two directions: along for one amount,
//! up for another. A touch that does not move changes nothing; arrows move it,
//! page keys (or Alt with arrows, or the wheel) turn a third amount.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};

use super::amount::{Amount, Pace};
use super::control::state_name;
use super::gesture::{FINE, MOUSE_SLOP, Point, TOUCH_SLOP, Taps};
use super::key_run::KeyRun;
use super::people::who_mark;
use super::{Colour, ControlState};
use crate::dom::{self, NodeRef};
use crate::signals::{Callback, RwSignal, Signal, StoredValue, memo};
use crate::text::{fixed, use_text};

/// The wheel has no "let go": this long after its last turn it is one.
const WHEEL_REST_MILLIS: u32 = 300;

/// What a point moves.
#[derive(Debug, Clone, Copy)]
pub struct Moves {
    /// Along the graph.
    pub across: Amount,
    /// Up and down, where it can.
    pub up: Option<Amount>,
    /// By page keys and wheel.
    pub third: Option<Amount>,
}

impl Moves {
    fn each(&self) -> impl Iterator<Item = Amount> + use<> {
        [Some(self.across), self.up, self.third].into_iter().flatten()
    }

    /// The two that a finger moves.
    fn plane(&self) -> impl Iterator<Item = Amount> + use<> {
        [Some(self.across), self.up].into_iter().flatten()
    }
}

/// A finger on a point.
#[derive(Default)]
struct Finger {
    pointer: Option<i32>,
    slop: f64,
    /// Where it went down or was last.
    at: Option<Point>,
    dragging: bool,
    /// Where the point is, 0 to 1, not cut to steps.
    place: (f64, f64),
    taps: Taps,
}

/// A point on a graph.
#[component]
pub(super) fn Handle(
    /// Said by a screen reader, such as "Band 2".
    label: Signal<String>,
    /// Written on it.
    letter: String,
    /// Its colour.
    colour: Colour,
    /// What it moves.
    moves: Moves,
    /// How high it is drawn, 0 to 1.
    height: Signal<f64>,
    /// Whether it is the chosen one.
    current: Signal<bool>,
    /// It was touched or focused.
    on_pick: Callback<()>,
    /// The graph it lies on.
    area: NodeRef<Div>,
) -> impl IntoView {
    let text = use_text();
    let finger = StoredValue::new(Finger::default());
    let held = RwSignal::new(false);
    // What hinders one of the two hinders the point.
    let state: Signal<ControlState> = memo(move |_| {
        let mut states: Vec<_> = moves.plane().map(|amount| amount.state.get()).collect();
        let worst = states
            .iter()
            .position(|state| state.blocked().is_some())
            .or_else(|| states.iter().position(|state| *state != ControlState::Live));
        worst.map(|place| states.swap_remove(place)).unwrap_or_default()
    })
    .into();
    let hindered = move || {
        moves.plane().find_map(|amount| {
            let blocked = amount.state.with_untracked(ControlState::blocked)?;
            Some((amount.grip, blocked))
        })
    };
    let keys: Vec<KeyRun> =
        moves.each().map(|amount| KeyRun::new(amount.state, amount.grip)).collect();
    let keys = StoredValue::new(keys);
    // Browsers say a blur also for what was just removed.
    let let_go = move || {
        keys.try_with_value(|keys| keys.iter().for_each(KeyRun::release));
    };

    on_cleanup(move || {
        if held.try_get_untracked() == Some(true) {
            moves.plane().for_each(|amount| {
                amount.grip.on_release.try_run(());
            });
        }
    });
    let end = move || {
        finger.update_value(|finger| {
            finger.pointer = None;
            finger.dragging = false;
        });
        if held.get_untracked() {
            held.set(false);
            moves.plane().for_each(|amount| amount.grip.on_release.run(()));
        }
    };
    let owns = move |event: &PointerEvent| {
        finger.try_with_value(|finger| finger.pointer).flatten() == Some(event.pointer_id())
    };
    let on_down = move |event: PointerEvent| {
        if event.button() != 0 || finger.with_value(|finger| finger.pointer.is_some()) {
            return;
        }
        if let Some(target) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) {
            dom::capture_pointer(&target, &event);
        }
        let up = moves.up.map_or(0.0, |amount| amount.position.get_untracked());
        let place = (moves.across.position.get_untracked(), up);
        finger.update_value(|finger| {
            finger.pointer = Some(event.pointer_id());
            finger.slop = if event.pointer_type() == "touch" { TOUCH_SLOP } else { MOUSE_SLOP };
            finger.at = Some(point(&event));
            finger.place = place;
        });
        on_pick.run(());
    };
    let on_move = move |event: PointerEvent| {
        if !owns(&event) {
            return;
        }
        let here = point(&event);
        let (dragging, slop, at) =
            finger.with_value(|finger| (finger.dragging, finger.slop, finger.at.unwrap_or(here)));
        if let Some((grip, blocked)) = hindered() {
            if dragging || distance(here, at) >= slop {
                end();
                grip.on_blocked.run(blocked);
            }
            return;
        }
        let far = distance(here, at);
        if !dragging && far < slop {
            return;
        }
        let mut at = at;
        if !dragging {
            // From the edge of the slop on, so that one quick event counts too.
            let share = slop / far;
            at = Point { x: at.x + (here.x - at.x) * share, y: at.y + (here.y - at.y) * share };
            finger.update_value(|finger| finger.dragging = true);
            held.set(true);
            moves.plane().for_each(|amount| amount.grip.on_touch.run(()));
        }
        let Some(size) = area.get_untracked() else { return };
        let speed = if event.shift_key() { FINE } else { 1.0 };
        let along = (here.x - at.x) / f64::from(size.client_width().max(1)) * speed;
        let up = (at.y - here.y) / f64::from(size.client_height().max(1)) * speed;
        let place = finger.try_update_value(|finger| {
            finger.at = Some(here);
            finger.place.0 = (finger.place.0 + along).clamp(0.0, 1.0);
            finger.place.1 = (finger.place.1 + up).clamp(0.0, 1.0);
            finger.place
        });
        let Some(place) = place else { return };
        if along != 0.0 {
            moves.across.grip.on_move.run(place.0);
        }
        if let Some(amount) = moves.up.filter(|_| up != 0.0) {
            amount.grip.on_move.run(place.1);
        }
    };
    let on_up = move |event: PointerEvent| {
        if !owns(&event) {
            return;
        }
        let tap = finger.try_update_value(|finger| {
            !finger.dragging && finger.taps.tap(point(&event), event.time_stamp())
        });
        end();
        if tap == Some(true) {
            let amount = moves.up.unwrap_or(moves.across);
            amount.grip.set(amount.state, amount.home);
        }
    };
    let press = move |which: usize, to: f64| {
        keys.with_value(|keys| {
            if let Some(run) = keys.get(which) {
                run.press(to);
            }
        });
    };
    // The third stands last in the list of runs.
    let third = move || moves.third.map(|amount| (usize::from(moves.up.is_some()) + 1, amount));
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() {
            return;
        }
        let pace = Pace::of_shift(event.shift_key());
        let (name, alt) = (event.key(), event.alt_key());
        let target = match name.as_str() {
            "ArrowRight" => Some((0, moves.across.nudged(true, pace))),
            "ArrowLeft" => Some((0, moves.across.nudged(false, pace))),
            "ArrowUp" | "ArrowDown" if alt => {
                third().map(|(run, it)| (run, it.nudged(name == "ArrowUp", pace)))
            }
            "ArrowUp" => moves.up.map(|up| (1, up.nudged(true, pace))),
            "ArrowDown" => moves.up.map(|up| (1, up.nudged(false, pace))),
            "PageUp" => third().map(|(run, it)| (run, it.nudged(true, Pace::Page))),
            "PageDown" => third().map(|(run, it)| (run, it.nudged(false, Pace::Page))),
            "0" | "End" => match moves.up {
                Some(up) => Some((1, up.home)),
                None => Some((0, moves.across.home)),
            },
            _ => return,
        };
        event.prevent_default();
        if let Some((run, to)) = target {
            press(run, to);
        }
    };
    let on_wheel = move |event: WheelEvent| {
        let turn = event.delta_y() + event.delta_x();
        if !current.get_untracked() || turn == 0.0 {
            return;
        }
        if let Some((run, amount)) = third() {
            event.prevent_default();
            press(run, amount.nudged(turn < 0.0, Pace::of_shift(event.shift_key())));
            keys.with_value(|keys| keys.iter().for_each(|it| it.release_after(WHEEL_REST_MILLIS)));
        }
    };
    let value_text = move || {
        let text = text.get();
        let words: Vec<String> = moves.plane().map(|amount| amount.spoken(text)).collect();
        let third = moves.third.map(|it| format!(", {} {}", text.quality(), it.spoken(text)));
        let words = words.join(", ") + &third.unwrap_or_default();
        state.with(|state| state.spoken(words, text, &label.get()))
    };
    let percent = move || {
        let amount = moves.up.unwrap_or(moves.across);
        fixed(amount.position.get() * 100.0, 1)
    };

    view! {
        <div
            class="handle"
            role="slider"
            tabindex="0"
            aria-label=label
            aria-description=text.say(|it| it.band_keys())
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=percent
            aria-valuetext=value_text
            aria-disabled=move || state.with(ControlState::is_stale).then_some("true")
            aria-readonly=move || {
                matches!(state.get(), ControlState::ReadOnly(_)).then_some("true")
            }
            data-state=state_name(state)
            data-held=move || held.get().then_some("me")
            data-current=move || current.get().then_some("")
            style=("--x", move || fixed(moves.across.position.get() * 100.0, 2) + "%")
            style=("--y", move || fixed((1.0 - height.get()).clamp(0.0, 1.0) * 100.0, 2) + "%")
            style=("--band", colour.css())
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=move |event| {
                if owns(&event) {
                    end();
                }
            }
            on:lostpointercapture=move |event| {
                if owns(&event) {
                    end();
                }
            }
            on:focus=move |_| on_pick.run(())
            on:keydown=on_key
            on:keyup=move |_| let_go()
            on:blur=move |_| let_go()
            on:wheel=on_wheel
            on:contextmenu=move |event| event.prevent_default()
        >
            <span aria-hidden="true">{letter}</span>
            {who_mark(state)}
        </div>
    }
}

fn point(event: &PointerEvent) -> Point {
    Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}

fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}
