//! Thirty-one bands side by side. A drag upwards moves one band; a drag to the
//! side draws over all bands it crosses. By keys: left and right choose a band,
//! up and down move it.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

use super::ControlState;
use super::amount::{Amount, Pace};
use super::control::state_name;
use super::gesture::Point;
use super::gesture::{FINE, MOUSE_SLOP, TOUCH_SLOP, Taps};
use super::key_run::KeyRun;
use super::people::who_mark;
use super::value_field::value_field;
use crate::dom::{self, NodeRef};
use crate::signals::{RwSignal, Signal, StoredValue, derive};
use crate::text::{fixed, plain, use_text};

/// One band: its frequency in hertz, and its gain.
pub type GraphicBand = (f64, Amount);

/// What a finger on the bands does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Undecided,
    /// Moves the band it began on.
    One,
    /// Draws over the bands it crosses.
    Draw,
}

struct Finger {
    pointer: i32,
    slop: f64,
    began: Point,
    last: Point,
    way: Way,
    band: usize,
    position: f64,
}

/// A graphic equaliser.
#[component]
pub fn GraphicEq(
    /// What it is called, such as "Graphic EQ".
    #[prop(into)]
    label: Signal<String>,
    /// The bands, low to high.
    bands: Vec<GraphicBand>,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
) -> impl IntoView {
    let text = use_text();
    let area = NodeRef::<Div>::new();
    let chosen = RwSignal::new(bands.len() / 2);
    let finger = StoredValue::new(None::<Finger>);
    let taps = StoredValue::new(Taps::default());
    let touched = StoredValue::new(Vec::<usize>::new());
    let count = bands.len();
    let runs: Vec<KeyRun> = bands.iter().map(|(_, it)| KeyRun::new(it.state, it.grip)).collect();
    let runs = StoredValue::new(runs);
    let all = StoredValue::new(bands.clone());
    let amount = move |place: usize| all.with_value(|all| all.get(place).map(|(_, it)| *it));

    // Place among the bands, and height, of a point.
    let where_is = move |at: Point| -> Option<(usize, f64)> {
        let bounds = area.get_untracked()?.get_bounding_client_rect();
        let x = (at.x - bounds.left()) / bounds.width().max(1.0);
        let y = 1.0 - (at.y - bounds.top()) / bounds.height().max(1.0);
        let place = (x * count as f64).floor().min(count.saturating_sub(1) as f64).max(0.0);
        Some((place as usize, y.clamp(0.0, 1.0)))
    };
    let touch = move |place: usize| {
        let new = touched.try_update_value(|touched| {
            let new = !touched.contains(&place);
            if new {
                touched.push(place);
            }
            new
        });
        if new == Some(true)
            && let Some(amount) = amount(place)
        {
            amount.grip.on_touch.run(());
        }
    };
    let end = move || {
        finger.set_value(None);
        for place in touched.try_update_value(std::mem::take).unwrap_or_default() {
            if let Some(amount) = amount(place) {
                amount.grip.on_release.try_run(());
            }
        }
    };
    on_cleanup(end);
    let on_down = move |event: PointerEvent| {
        let at = point(&event);
        let Some((band, _)) = where_is(at) else { return };
        if event.button() != 0 || finger.with_value(Option::is_some) {
            return;
        }
        if let Some(target) = event.current_target().and_then(|it| it.dyn_into::<Element>().ok()) {
            dom::capture_pointer(&target, &event);
        }
        chosen.set(band);
        let position = amount(band).map_or(0.5, |amount| amount.position.get_untracked());
        let slop = if event.pointer_type() == "touch" { TOUCH_SLOP } else { MOUSE_SLOP };
        finger.set_value(Some(Finger {
            pointer: event.pointer_id(),
            slop,
            began: at,
            last: at,
            way: Way::Undecided,
            band,
            position,
        }));
    };
    let owns = move |event: &PointerEvent| {
        finger
            .try_with_value(|finger| finger.as_ref().map(|finger| finger.pointer))
            .flatten()
            .is_some_and(|pointer| pointer == event.pointer_id())
    };
    let draw = move |from: (usize, f64), to: (usize, f64)| {
        let (low, high) = (from.0.min(to.0), from.0.max(to.0));
        for place in low..=high {
            // Between two events of a quick finger the line is straight.
            let share = if from.0 == to.0 {
                1.0
            } else {
                (place as f64 - from.0 as f64) / (to.0 as f64 - from.0 as f64)
            };
            if let Some(amount) = amount(place) {
                touch(place);
                amount.grip.on_move.run(from.1 + (to.1 - from.1) * share);
            }
        }
    };
    let on_move = move |event: PointerEvent| {
        if !owns(&event) {
            return;
        }
        let at = point(&event);
        let Some((began, last, way, band, position, slop)) = finger.with_value(|finger| {
            finger.as_ref().map(|it| (it.began, it.last, it.way, it.band, it.position, it.slop))
        }) else {
            return;
        };
        if let Some(amount) = amount(band)
            && let Some(blocked) = amount.state.with_untracked(ControlState::blocked)
        {
            end();
            amount.grip.on_blocked.run(blocked);
            return;
        }
        let (dx, dy) = (at.x - began.x, at.y - began.y);
        let way = match way {
            Way::Undecided if dx.abs().max(dy.abs()) < slop => return,
            Way::Undecided if dx.abs() > dy.abs() => Way::Draw,
            Way::Undecided => Way::One,
            way => way,
        };
        let mut position = position;
        match way {
            Way::Draw => {
                if let (Some(from), Some(to)) = (where_is(last), where_is(at)) {
                    chosen.set(to.0);
                    draw(from, to);
                }
            }
            _ => {
                let height = area.get_untracked().map_or(1, |area| area.client_height().max(1));
                let speed = if event.shift_key() { FINE } else { 1.0 };
                let step = (last.y - at.y) / f64::from(height) * speed;
                position = (position + step).clamp(0.0, 1.0);
                if let Some(amount) = amount(band) {
                    touch(band);
                    amount.grip.on_move.run(position);
                }
            }
        }
        finger.update_value(|finger| {
            if let Some(finger) = finger {
                finger.last = at;
                finger.way = way;
                finger.position = position;
            }
        });
    };
    let on_up = move |event: PointerEvent| {
        if !owns(&event) {
            return;
        }
        let tap = finger.with_value(|finger| {
            finger.as_ref().is_some_and(|finger| finger.way == Way::Undecided)
        });
        let now = event.time_stamp();
        let twice = tap && taps.try_update_value(|taps| taps.tap(point(&event), now)) == Some(true);
        end();
        if twice && let Some(amount) = amount(chosen.get_untracked()) {
            amount.grip.set(amount.state, amount.home);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let here = chosen.get_untracked();
        let pace = Pace::of_shift(event.shift_key());
        let Some(amount) = amount(here) else { return };
        let to = match event.key().as_str() {
            "ArrowLeft" => return choose(&event, area, chosen, here.saturating_sub(1)),
            "ArrowRight" => return choose(&event, area, chosen, (here + 1).min(count - 1)),
            "Home" => return choose(&event, area, chosen, 0),
            "End" => return choose(&event, area, chosen, count - 1),
            "ArrowUp" => amount.nudged(true, pace),
            "ArrowDown" => amount.nudged(false, pace),
            "PageUp" => amount.nudged(true, Pace::Page),
            "PageDown" => amount.nudged(false, Pace::Page),
            "0" => amount.home,
            _ => return,
        };
        event.prevent_default();
        runs.with_value(|runs| {
            if let Some(run) = runs.get(here) {
                run.press(to);
            }
        });
    };
    // Browsers say a blur also for what was just removed.
    let let_go = move || {
        runs.try_with_value(|runs| runs.iter().for_each(KeyRun::release));
    };

    let columns = bands
        .into_iter()
        .enumerate()
        .map(|(place, (hertz, amount))| column(place, hertz, amount, chosen))
        .collect_view();
    let field = move || {
        let place = chosen.get();
        let (hertz, amount) = all.with_value(|all| all.get(place).copied())?;
        let name = move || text.get().quantity(hertz, desk::Unit::Hertz);
        let label = derive(move || format!("{}, {}", name(), text.get().gain()));
        Some(view! {
            <span class="geq__chosen">
                <b aria-hidden="true">{name}</b>
                {value_field(NodeRef::new(), label, amount, true)}
            </span>
        })
    };
    view! {
        <div class="geq" data-bypassed=move || (!on.get()).then_some("")>
            <div
                class="geq__bands"
                role="group"
                aria-label=label
                aria-description=text.say(|it| it.graphic_keys())
                node_ref=area
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
                on:keydown=on_key
                on:keyup=move |_| let_go()
                on:focusout=move |_| let_go()
                on:contextmenu=move |event| event.prevent_default()
            >
                {columns}
            </div>
            {field}
        </div>
    }
}

fn column(place: usize, hertz: f64, amount: Amount, chosen: RwSignal<usize>) -> AnyView {
    let text = use_text();
    let name = move || text.get().quantity(hertz, desk::Unit::Hertz);
    let short = if hertz < 1_000.0 { plain(hertz) } else { plain(hertz / 1_000.0) + "k" };
    view! {
        <div
            class="geq__band"
            role="slider"
            tabindex=move || if chosen.get() == place { "0" } else { "-1" }
            aria-orientation="vertical"
            aria-label=name
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || fixed(amount.position.get() * 100.0, 1)
            aria-valuetext=move || {
                let text = text.get();
                let words = amount.spoken(text);
                let what = text.quantity(hertz, desk::Unit::Hertz);
                amount.state.with(|state| state.spoken(words, text, &what))
            }
            aria-disabled=move || amount.state.with(ControlState::is_stale).then_some("true")
            aria-readonly=move || {
                matches!(amount.state.get(), ControlState::ReadOnly(_)).then_some("true")
            }
            data-state=state_name(amount.state)
            data-current=move || (chosen.get() == place).then_some("")
            style=("--pos", move || fixed(amount.position.get(), 4))
            on:focus=move |_| chosen.set(place)
        >
            <span class="geq__hertz" aria-hidden="true">
                {short}
            </span>
            {who_mark(amount.state)}
        </div>
    }
}

fn choose(event: &KeyboardEvent, area: NodeRef<Div>, chosen: RwSignal<usize>, place: usize) {
    event.prevent_default();
    chosen.set(place);
    let band = area
        .get_untracked()
        .and_then(|area| area.children().item(u32::try_from(place).ok()?))
        .and_then(|band| band.dyn_into::<HtmlElement>().ok());
    if let Some(band) = band {
        let _ = band.focus();
    }
}

fn point(event: &PointerEvent) -> Point {
    Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}
