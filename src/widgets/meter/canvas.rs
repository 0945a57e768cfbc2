//! Draws the beds of one bank. Two pictures of a full column, one lit and one
//! dim, are painted once; a frame only copies the right part of each, and only
//! for columns that look different from last time.
//!
//! The needles' clock is the bank's, so two canvases on one bank would let them
//! fall twice: each canvas moves only the needles of its own beds.

use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement};

use super::MeterBank;
use super::ballistics::{Needle, place};
use crate::dom::{self, FrameLoop};

/// 30 pictures a second are enough for a meter.
const FRAME_MILLIS: f64 = 33.0;
/// And four for people who asked for less motion.
const CALM_FRAME_MILLIS: f64 = 250.0;
/// How often the accessible values are refreshed.
const SPOKEN_MILLIS: f64 = 1000.0;
/// Segments are this high and this far apart, in CSS pixels.
const SEGMENT: f64 = 3.0;
const PITCH: f64 = 4.0;
/// Height of the peak line.
const PEAK_LINE: f64 = 2.0;
/// Columns this far outside the visible part are still drawn.
const MARGIN: f64 = 16.0;
/// More pixels than this per CSS pixel only cost.
const MAX_DENSITY: f64 = 2.0;
/// Where each zone ends, and the token that colours it.
const ZONES: [(f32, &str); 4] = [
    (-18.0, "--meter-low"),
    (-6.0, "--meter-mid"),
    (-1.0, "--meter-hot"),
    (0.0, "--meter-clip"),
];
/// How bright an unlit segment is.
const DIM: f64 = 0.14;
/// How bright a faint column is.
const FAINT: f64 = 0.38;

/// The picture of all meters whose beds are in the same parent. Put it into the
/// scrolling element itself, so that it moves with the strips.
#[component]
pub fn MeterCanvas(
    /// Where the levels are.
    bank: MeterBank,
) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let frames = StoredValue::new_local(None::<FrameLoop>);
    Effect::new(move |_| {
        let Some(canvas) = canvas.get() else { return };
        let mut painter = Painter::new(canvas.unchecked_into(), bank.clone());
        frames.set_value(Some(FrameLoop::start(move |now| {
            painter.frame(now);
            true
        })));
    });
    view! { <canvas class="meter-canvas" aria-hidden="true" node_ref=canvas></canvas> }
}

/// One bed as last measured, relative to the scrolled parent, in CSS pixels.
struct Column {
    bed: Element,
    index: usize,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    drawn: Option<Look>,
    spoken: i32,
}

/// What a column looks like, in whole segments and pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    lit: u32,
    peak: u32,
    faint: bool,
}

struct Painter {
    canvas: HtmlCanvasElement,
    bank: MeterBank,
    columns: Vec<Column>,
    measured: Option<(u32, i32, i32)>,
    lit: Option<HtmlCanvasElement>,
    dim: Option<HtmlCanvasElement>,
    peak_colour: String,
    density: f64,
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
            lit: None,
            dim: None,
            peak_colour: String::new(),
            density: 1.0,
            last_frame: 0.0,
            last_spoken: 0.0,
        }
    }

    fn frame(&mut self, now: f64) {
        let calm = dom::prefers_reduced_motion();
        let pause = if calm { CALM_FRAME_MILLIS } else { FRAME_MILLIS };
        // A little early is on time: frames do not come to the millisecond.
        if now - self.last_frame < pause - 4.0 {
            return;
        }
        let seconds = ((now - self.last_frame) / 1000.0).clamp(0.0, 0.5) as f32;
        self.last_frame = now;
        let Some(parent) = self.canvas.parent_element() else {
            return;
        };
        let size = (
            self.bank.beds_version(),
            parent.client_width(),
            parent.client_height(),
        );
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
        }
        self.paint(seconds, calm, seen_from..seen_to, speak);
    }

    fn paint(&mut self, seconds: f32, calm: bool, seen: std::ops::Range<f64>, speak: bool) {
        let Some(context) = context(&self.canvas) else {
            return;
        };
        let (Some(lit), Some(dim)) = (&self.lit, &self.dim) else {
            return;
        };
        let mut needles = self.bank.lock();
        for column in &mut self.columns {
            let Some(needle) = needles.get_mut(column.index) else {
                continue;
            };
            needle.fall(seconds);
            if calm {
                needle.settle();
            }
            if column.left + column.width < seen.start || column.left > seen.end {
                continue;
            }
            let look = Look::of(needle, column);
            if column.drawn != Some(look) {
                column.draw(&context, look, (lit, dim), &self.peak_colour);
                column.drawn = Some(look);
            }
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
        let origin = parent.get_bounding_client_rect();
        let (scrolled_x, scrolled_y) = (
            f64::from(parent.scroll_left()) - f64::from(parent.client_left()),
            f64::from(parent.scroll_top()) - f64::from(parent.client_top()),
        );
        let mut columns = Vec::new();
        for node in (0..list.length()).filter_map(|index| list.item(index)) {
            let Ok(bed) = node.dyn_into::<Element>() else {
                continue;
            };
            let Some(index) = bed.get_attribute("data-meter").and_then(|it| it.parse().ok()) else {
                continue;
            };
            let area = bed.get_bounding_client_rect();
            columns.push(Column {
                bed,
                index,
                left: area.left() - origin.left() + scrolled_x,
                top: area.top() - origin.top() + scrolled_y,
                width: area.width(),
                height: area.height(),
                drawn: None,
                spoken: i32::MIN,
            });
        }
        {
            // A bed that comes back must not show what was heard long ago.
            let mut needles = self.bank.lock();
            for column in &columns {
                if !self.columns.iter().any(|old| old.index == column.index)
                    && let Some(needle) = needles.get_mut(column.index)
                {
                    needle.forget();
                }
            }
        }
        self.columns = columns;
        self.resize();
    }

    fn resize(&mut self) {
        let edge = |pick: fn(&Column) -> f64| self.columns.iter().map(pick);
        let left = edge(|it| it.left).fold(f64::INFINITY, f64::min).floor();
        let top = edge(|it| it.top).fold(f64::INFINITY, f64::min).floor();
        let right = edge(|it| it.left + it.width).fold(0.0, f64::max).ceil();
        let bottom = edge(|it| it.top + it.height).fold(0.0, f64::max).ceil();
        if !left.is_finite() || right <= left || bottom <= top {
            self.canvas.set_width(0);
            return;
        }
        self.density = web_sys::window()
            .map_or(1.0, |window| window.device_pixel_ratio())
            .clamp(1.0, MAX_DENSITY);
        let (width, height) = (right - left, bottom - top);
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
        self.columns.retain(|column| column.height >= PITCH);
        let tallest = self.columns.iter().map(|it| it.height).fold(0.0, f64::max);
        self.lit = picture(&self.canvas, tallest, 1.0);
        self.dim = picture(&self.canvas, tallest, DIM);
        self.peak_colour = token(&self.canvas, "--meter-peak");
    }
}

impl Look {
    fn of(needle: &Needle, column: &Column) -> Self {
        let lit = f64::from(place(needle.shown_db())) * column.height / PITCH;
        let peak = f64::from(place(needle.peak_db())) * column.height;
        Self {
            lit: lit.round() as u32,
            peak: peak.round() as u32,
            faint: column.bed.has_attribute("data-faint"),
        }
    }
}

impl Column {
    fn draw(
        &self,
        context: &CanvasRenderingContext2d,
        look: Look,
        (lit, dim): (&HtmlCanvasElement, &HtmlCanvasElement),
        peak_colour: &str,
    ) {
        context.clear_rect(self.left, self.top, self.width, self.height);
        context.set_global_alpha(if look.faint { FAINT } else { 1.0 });
        let tall = (f64::from(look.lit) * PITCH).min(self.height);
        self.copy(context, dim, tall, self.height);
        self.copy(context, lit, 0.0, tall);
        if look.peak > 0 {
            context.set_fill_style_str(peak_colour);
            let y = self.top + self.height - f64::from(look.peak);
            context.fill_rect(self.left, y.max(self.top), self.width, PEAK_LINE);
        }
    }

    /// Copies the part of a picture between two heights above the foot.
    fn copy(
        &self,
        context: &CanvasRenderingContext2d,
        picture: &HtmlCanvasElement,
        from: f64,
        to: f64,
    ) {
        if to <= from {
            return;
        }
        let scale = f64::from(picture.height()) / self.height;
        let _ = context.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            picture,
            0.0,
            (self.height - to) * scale,
            1.0,
            (to - from) * scale,
            self.left,
            self.top + self.height - to,
            self.width,
            to - from,
        );
    }

    fn speak(&mut self, db: f32) {
        let whole = db.round() as i32;
        if whole != self.spoken {
            self.spoken = whole;
            let _ = self.bed.set_attribute("aria-valuenow", &whole.to_string());
        }
    }
}

/// A full column, one pixel wide, with its segments, at `alpha` brightness.
fn picture(canvas: &HtmlCanvasElement, height: f64, alpha: f64) -> Option<HtmlCanvasElement> {
    let picture: HtmlCanvasElement = canvas
        .owner_document()?
        .create_element("canvas")
        .ok()?
        .dyn_into()
        .ok()?;
    picture.set_width(1);
    picture.set_height(height.ceil().max(1.0) as u32);
    let context = context(&picture)?;
    context.set_global_alpha(alpha);
    let mut zones = ZONES.iter();
    let mut zone = zones.next();
    let mut y = 0.0;
    while y < height {
        let share = (y / height) as f32;
        while zone.is_some_and(|&(end, _)| share >= place(end)) && zones.len() > 0 {
            zone = zones.next();
        }
        if let Some(&(_, name)) = zone {
            context.set_fill_style_str(&token(canvas, name));
            context.fill_rect(0.0, height - y - SEGMENT, 1.0, SEGMENT);
        }
        y += PITCH;
    }
    Some(picture)
}

/// The value of a custom property where the canvas stands.
fn token(canvas: &HtmlCanvasElement, name: &str) -> String {
    let element: &HtmlElement = canvas;
    web_sys::window()
        .and_then(|window| window.get_computed_style(element).ok()?)
        .and_then(|style| style.get_property_value(name).ok())
        .map(|value| value.trim().to_owned())
        .unwrap_or_default()
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
