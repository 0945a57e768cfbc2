//! Draws the beds of one bank, in one animation frame for all of them, and only
//! those that are in sight and look different from last time.
//!
//! The needles' clock is the bank's, so two canvases on one bank would let them
//! fall twice: each canvas moves only the needles of its own beds.

use leptos::html::Canvas;
use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCanvasElement};

use super::MeterBank;
use super::column::{Column, Pictures, context};
use crate::dom::{self, FrameLoop, NodeRef};
use crate::signals::effect;

/// 30 pictures a second are enough for a meter.
const FRAME_MILLIS: f64 = 33.0;
/// And four for people who asked for less motion.
const CALM_FRAME_MILLIS: f64 = 250.0;
/// How often the accessible values are refreshed.
const SPOKEN_MILLIS: f64 = 1000.0;
/// Columns this far outside the visible part are still drawn.
const MARGIN: f64 = 16.0;
/// More pixels than this per CSS pixel only cost.
const MAX_DENSITY: f64 = 2.0;

/// The picture of all meters whose beds are in the same parent. Put it into the
/// scrolling element itself, so that it moves with the strips.
#[component]
pub fn MeterCanvas(
    /// Where the levels are.
    bank: MeterBank,
) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let frames = StoredValue::new_local(None::<FrameLoop>);
    effect(move || {
        let Some(canvas) = canvas.get() else { return };
        let mut painter = Painter::new(canvas.unchecked_into(), bank.clone());
        frames.set_value(Some(FrameLoop::start(move |now| {
            painter.frame(now);
            true
        })));
    });
    view! { <canvas class="meter-canvas" aria-hidden="true" node_ref=canvas></canvas> }
}

struct Painter {
    canvas: HtmlCanvasElement,
    bank: MeterBank,
    columns: Vec<Column>,
    measured: Option<(u32, i32, i32)>,
    pictures: Option<Pictures>,
    density: f64,
    calm: bool,
    last_frame: f64,
    last_spoken: f64,
}

impl Painter {
    fn new(canvas: HtmlCanvasElement, bank: MeterBank) -> Self {
        Self {
            canvas,
            bank,
            columns: Vec::new(),
            measured: None,
            pictures: None,
            density: 1.0,
            calm: dom::prefers_reduced_motion(),
            last_frame: 0.0,
            last_spoken: 0.0,
        }
    }

    fn frame(&mut self, now: f64) {
        let pause = if self.calm { CALM_FRAME_MILLIS } else { FRAME_MILLIS };
        // A little early is on time: frames do not come to the millisecond.
        if now - self.last_frame < pause - 4.0 {
            return;
        }
        let seconds = ((now - self.last_frame) / 1000.0).clamp(0.0, 0.5) as f32;
        self.last_frame = now;
        let Some(parent) = self.canvas.parent_element() else {
            return;
        };
        let size = (self.bank.beds_version(), parent.client_width(), parent.client_height());
        if size.1 == 0 || size.2 == 0 {
            // Not on the page now: the next time it is, everything is new.
            self.measured = None;
            return;
        }
        if self.measured != Some(size) {
            self.measure(&parent);
            self.measured = Some(size);
        }
        let seen_from = f64::from(parent.scroll_left()) - MARGIN;
        let seen_to = seen_from + f64::from(parent.client_width()) + 2.0 * MARGIN;
        let speak = now - self.last_spoken >= SPOKEN_MILLIS;
        if speak {
            self.last_spoken = now;
            self.calm = dom::prefers_reduced_motion();
        }
        self.paint(seconds, seen_from..seen_to, speak);
    }

    fn paint(&mut self, seconds: f32, seen: std::ops::Range<f64>, speak: bool) {
        let (Some(context), Some(pictures)) = (context(&self.canvas), &self.pictures) else {
            return;
        };
        let mut needles = self.bank.lock();
        for column in &mut self.columns {
            let Some(needle) = needles.get_mut(column.index()) else {
                continue;
            };
            needle.fall(seconds);
            if self.calm {
                needle.settle();
            }
            let [left, _, right, _] = column.edges();
            if right < seen.start || left > seen.end {
                continue;
            }
            column.follow(needle, &context, pictures);
            if speak {
                column.speak(needle.shown_db());
            }
        }
    }

    /// Reads where the beds are and sizes the canvas to cover them.
    fn measure(&mut self, parent: &Element) {
        let Ok(list) = parent.query_selector_all("[data-meter]") else {
            return;
        };
        self.density = web_sys::window()
            .map_or(1.0, |window| window.device_pixel_ratio())
            .clamp(1.0, MAX_DENSITY);
        let area = parent.get_bounding_client_rect();
        let origin = (
            area.left() + f64::from(parent.client_left() - parent.scroll_left()),
            area.top() + f64::from(parent.client_top() - parent.scroll_top()),
        );
        let columns: Vec<Column> = (0..list.length())
            .filter_map(|index| list.item(index)?.dyn_into().ok())
            .filter_map(|bed| Column::measure(bed, origin, self.density))
            .collect();
        {
            // A bed that comes back must not show what was heard long ago.
            let mut needles = self.bank.lock();
            for column in &columns {
                if !self.columns.iter().any(|old| old.index() == column.index())
                    && let Some(needle) = needles.get_mut(column.index())
                {
                    needle.forget();
                }
            }
        }
        self.columns = columns;
        self.resize();
    }

    fn resize(&mut self) {
        let start = [f64::INFINITY, f64::INFINITY, 0.0, 0.0];
        let [left, top, right, bottom] = self.columns.iter().fold(start, |all, column| {
            let [left, top, right, bottom] = column.edges();
            [all[0].min(left), all[1].min(top), all[2].max(right), all[3].max(bottom)]
        });
        if self.columns.is_empty() {
            self.canvas.set_width(0);
            return;
        }
        let (left, top) = (left.floor(), top.floor());
        let (width, height) = (right.ceil() - left, bottom.ceil() - top);
        self.canvas.set_width((width * self.density) as u32);
        self.canvas.set_height((height * self.density) as u32);
        for (name, value) in [("left", left), ("top", top), ("width", width), ("height", height)] {
            dom::set_property(&self.canvas, name, &format!("{value}px"));
        }
        if let Some(context) = context(&self.canvas) {
            // Drawing counts in the parent's pixels, as the columns do.
            let zoom = self.density;
            let _ = context.set_transform(zoom, 0.0, 0.0, zoom, -left * zoom, -top * zoom);
        }
        self.pictures = Pictures::paint(&self.canvas, bottom - top);
    }
}
