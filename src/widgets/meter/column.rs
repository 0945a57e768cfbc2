//! One meter's column: what it looks like, and drawing that. Two pictures of a
//! full column, one lit and one dim, are painted once; a drawing copies the
//! right part of each.
//!
//! Each column has a canvas of its own, one pixel wide, which CSS widens: some
//! browsers copy a whole canvas for each frame that changes it, and one over
//! all strips is a thousand times as large.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, DomRect, Element, HtmlCanvasElement, HtmlElement};

use super::ballistics::{Needle, place as place_of};
use crate::dom;
use crate::text::plain;

/// Segments are this high and this far apart, in CSS pixels.
const SEGMENT: f64 = 3.0;
const PITCH: f64 = 4.0;
/// Height of the peak line.
const PEAK_LINE: f64 = 2.0;
/// Where each zone ends, and the token that colours it.
const ZONES: [(f32, &str); 4] =
    [(-18.0, "--meter-low"), (-6.0, "--meter-mid"), (-1.0, "--meter-hot"), (0.0, "--meter-clip")];
/// How bright an unlit segment is.
const DIM: f64 = 0.14;
/// How bright a faint column is.
const FAINT: f64 = 0.38;

/// One bed as last measured, in CSS pixels; its sides are relative to the
/// scrolled parent.
pub(super) struct Column {
    bed: Element,
    context: CanvasRenderingContext2d,
    index: usize,
    left: f64,
    right: f64,
    height: f64,
    drawn: Option<Look>,
    spoken: i32,
}

/// The pictures a column is put together from.
pub(super) struct Pictures {
    lit: HtmlCanvasElement,
    dim: HtmlCanvasElement,
    peak_colour: String,
}

/// What a column looks like, in whole segments and pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    lit: u32,
    peak: u32,
    faint: bool,
}

impl Pictures {
    /// Paints them for columns up to `height`, in the colours that hold where
    /// `place` is.
    pub(super) fn paint(place: &HtmlElement, height: f64) -> Option<Self> {
        Some(Self {
            lit: picture(place, height, 1.0)?,
            dim: picture(place, height, DIM)?,
            peak_colour: token(place, "--meter-peak"),
        })
    }
}

impl Look {
    fn of(needle: &Needle, column: &Column) -> Self {
        let lit = f64::from(place_of(needle.shown_db())) * column.height / PITCH;
        let peak = f64::from(place_of(needle.peak_db())) * column.height;
        Self {
            lit: lit.round() as u32,
            peak: peak.round() as u32,
            faint: column.bed.has_attribute("data-faint"),
        }
    }
}

impl Column {
    /// Measures a bed. `origin` is where the parent's content begins on the
    /// screen, `density` the canvas pixels per CSS pixel. Nothing for beds
    /// without a meter or without room.
    pub(super) fn new(bed: Element, area: &DomRect, origin: f64, density: f64) -> Option<Self> {
        let index = bed.get_attribute("data-meter")?.parse().ok()?;
        // Whole pixels of the canvas: edges stay sharp.
        let pixels = (area.height() * density).round();
        let height = pixels / density;
        if height < PITCH {
            return None;
        }
        let canvas = canvas_in(&bed)?;
        canvas.set_width(1);
        canvas.set_height(pixels as u32);
        dom::set_property(&canvas, "height", &(plain(height) + "px"));
        let context = context(&canvas)?;
        let _ = context.set_transform(1.0, 0.0, 0.0, density, 0.0, 0.0);
        Some(Self {
            bed,
            context,
            index,
            left: area.left() - origin,
            right: area.right() - origin,
            height,
            drawn: None,
            spoken: i32::MIN,
        })
    }

    /// Which meter it shows.
    pub(super) fn index(&self) -> usize {
        self.index
    }

    /// Its left and its right side.
    pub(super) fn sides(&self) -> (f64, f64) {
        (self.left, self.right)
    }

    pub(super) fn height(&self) -> f64 {
        self.height
    }

    /// Draws the needle if it looks different from last time.
    pub(super) fn follow(&mut self, needle: &Needle, pictures: &Pictures) {
        let look = Look::of(needle, self);
        if self.drawn != Some(look) {
            self.draw(look, pictures);
            self.drawn = Some(look);
        }
    }

    fn draw(&self, look: Look, pictures: &Pictures) {
        let context = &self.context;
        context.clear_rect(0.0, 0.0, 1.0, self.height);
        context.set_global_alpha(if look.faint { FAINT } else { 1.0 });
        let tall = (f64::from(look.lit) * PITCH).min(self.height);
        self.copy(&pictures.dim, tall, self.height);
        self.copy(&pictures.lit, 0.0, tall);
        if look.peak > 0 {
            context.set_fill_style_str(&pictures.peak_colour);
            let y = self.height - f64::from(look.peak);
            context.fill_rect(0.0, y.max(0.0), 1.0, PEAK_LINE);
        }
    }

    /// Copies the part of a picture between two heights above the foot.
    fn copy(&self, picture: &HtmlCanvasElement, from: f64, to: f64) {
        if to <= from {
            return;
        }
        let scale = f64::from(picture.height()) / self.height;
        let _ = self
            .context
            .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                picture,
                0.0,
                (self.height - to) * scale,
                1.0,
                (to - from) * scale,
                0.0,
                self.height - to,
                1.0,
                to - from,
            );
    }

    /// Tells screen readers the level, in whole decibels.
    pub(super) fn speak(&mut self, db: f32) {
        let whole = db.round() as i32;
        if whole != self.spoken {
            self.spoken = whole;
            let _ = self.bed.set_attribute("aria-valuenow", &whole.to_string());
        }
    }
}

/// A full column, one pixel wide, with its segments, at `alpha` brightness.
fn picture(place: &HtmlElement, height: f64, alpha: f64) -> Option<HtmlCanvasElement> {
    let picture = new_canvas(place)?;
    picture.set_width(1);
    picture.set_height(height.ceil().max(1.0) as u32);
    let context = context(&picture)?;
    context.set_global_alpha(alpha);
    let mut zones = ZONES.iter();
    let mut zone = zones.next();
    let mut y = 0.0;
    while y < height {
        let share = (y / height) as f32;
        while zone.is_some_and(|&(end, _)| share >= place_of(end)) && zones.len() > 0 {
            zone = zones.next();
        }
        if let Some(&(_, name)) = zone {
            context.set_fill_style_str(&token(place, name));
            context.fill_rect(0.0, height - y - SEGMENT, 1.0, SEGMENT);
        }
        y += PITCH;
    }
    Some(picture)
}

/// The canvas of a bed, which it gets when it is measured first.
fn canvas_in(bed: &Element) -> Option<HtmlCanvasElement> {
    if let Some(canvas) = bed.first_element_child() {
        return canvas.dyn_into().ok();
    }
    let canvas = new_canvas(bed)?;
    canvas.set_class_name("meter__level");
    bed.append_child(&canvas).ok()?;
    Some(canvas)
}

fn new_canvas(place: &Element) -> Option<HtmlCanvasElement> {
    place.owner_document()?.create_element("canvas").ok()?.dyn_into().ok()
}

/// The value of a custom property where an element stands.
fn token(place: &HtmlElement, name: &str) -> String {
    web_sys::window()
        .and_then(|window| window.get_computed_style(place).ok()?)
        .and_then(|style| style.get_property_value(name).ok())
        .map(|value| value.trim().to_owned())
        .unwrap_or_default()
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
