//! One meter's column: what it looks like, and drawing that. Two pictures of a
//! full column, one lit and one dim, are painted once; a drawing copies the
//! right part of each.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement};

use super::ballistics::{Needle, place};

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

/// One bed as last measured, relative to the scrolled parent, in CSS pixels.
pub(super) struct Column {
    bed: Element,
    index: usize,
    left: f64,
    top: f64,
    width: f64,
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
    /// Paints them for columns up to `height`, in the colours the canvas
    /// inherits.
    pub(super) fn paint(canvas: &HtmlCanvasElement, height: f64) -> Option<Self> {
        Some(Self {
            lit: picture(canvas, height, 1.0)?,
            dim: picture(canvas, height, DIM)?,
            peak_colour: token(canvas, "--meter-peak"),
        })
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
    /// Measures a bed. `origin` is where the parent's content begins on the
    /// screen, `density` the canvas pixels per CSS pixel. Nothing for beds
    /// without a meter or without room.
    pub(super) fn measure(bed: Element, origin: (f64, f64), density: f64) -> Option<Self> {
        let index = bed.get_attribute("data-meter")?.parse().ok()?;
        // Whole pixels of the canvas: edges stay sharp, and clearing a column
        // leaves nothing of it behind.
        let whole = |at: f64| (at * density).round() / density;
        let area = bed.get_bounding_client_rect();
        let column = Self {
            bed,
            index,
            left: whole(area.left() - origin.0),
            top: whole(area.top() - origin.1),
            width: whole(area.width()),
            height: whole(area.height()),
            drawn: None,
            spoken: i32::MIN,
        };
        (column.height >= PITCH).then_some(column)
    }

    /// Which meter it shows.
    pub(super) fn index(&self) -> usize {
        self.index
    }

    /// Left, top, right and bottom.
    pub(super) fn edges(&self) -> [f64; 4] {
        [self.left, self.top, self.left + self.width, self.top + self.height]
    }

    /// Draws the needle if it looks different from last time.
    pub(super) fn follow(
        &mut self,
        needle: &Needle,
        context: &CanvasRenderingContext2d,
        pictures: &Pictures,
    ) {
        let look = Look::of(needle, self);
        if self.drawn != Some(look) {
            self.draw(context, look, pictures);
            self.drawn = Some(look);
        }
    }

    fn draw(&self, context: &CanvasRenderingContext2d, look: Look, pictures: &Pictures) {
        context.clear_rect(self.left, self.top, self.width, self.height);
        context.set_global_alpha(if look.faint { FAINT } else { 1.0 });
        let tall = (f64::from(look.lit) * PITCH).min(self.height);
        self.copy(context, &pictures.dim, tall, self.height);
        self.copy(context, &pictures.lit, 0.0, tall);
        if look.peak > 0 {
            context.set_fill_style_str(&pictures.peak_colour);
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
        let _ = context
            .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
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
fn picture(canvas: &HtmlCanvasElement, height: f64, alpha: f64) -> Option<HtmlCanvasElement> {
    let picture: HtmlCanvasElement =
        canvas.owner_document()?.create_element("canvas").ok()?.dyn_into().ok()?;
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

/// The canvas to draw on.
pub(super) fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
