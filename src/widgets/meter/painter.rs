//! Draws the beds of one bank, those that are in sight and look different from
//! last time, in one animation frame for all banks of the page.
//!
//! The needles' clock is the bank's, so two painters on one bank would let them
//! fall twice: each painter moves only the needles of its own beds.

use std::cell::RefCell;

use leptos::prelude::*;
use markup::view;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

use super::MeterBank;
use super::column::{Column, Pictures};
use crate::dom::{self, FrameLoop, NodeRef};
use crate::signals::{StoredValue, effect};

/// 30 pictures a second are enough for a meter: every second frame of most
/// screens, and this long before it nothing has to be asked for.
const PAUSE_MILLIS: u32 = 24;
/// Four a second are for people who asked for less motion; for them no other
/// frame is asked for.
const CALM_PAUSE_MILLIS: u32 = 240;
/// How often the accessible values are refreshed.
const SPOKEN_MILLIS: f64 = 1000.0;
/// Columns this far outside the visible part are still drawn.
const MARGIN: f64 = 16.0;
/// More pixels than this per CSS pixel only cost.
const MAX_DENSITY: f64 = 2.0;

/// Draws all meters whose beds are in the same parent. Put it into the
/// scrolling element itself, which says what is in sight.
#[component]
pub fn MeterPainter(
    /// Where the levels are.
    bank: MeterBank,
) -> impl IntoView {
    let place = NodeRef::<leptos::html::I>::new();
    let at_work = StoredValue::new(None::<AtWork>);
    effect(move || {
        let Some(place) = place.get() else { return };
        at_work.set_value(Some(AtWork::start(Painter::new(place.unchecked_into(), bank.clone()))));
    });
    view! { <i hidden="" node_ref=place></i> }
}

#[derive(Default)]
struct Painters {
    next: u32,
    all: Vec<(u32, Painter)>,
    frames: Option<FrameLoop>,
}

thread_local! {
    /// Those of the whole page: banks that draw in turn would make each frame
    /// one that something is drawn in.
    static PAINTERS: RefCell<Painters> = RefCell::default();
}

/// A painter among those of the page, until it is dropped.
struct AtWork(u32);

impl AtWork {
    fn start(painter: Painter) -> Self {
        PAINTERS.with_borrow_mut(|painters| {
            painters.next += 1;
            painters.all.push((painters.next, painter));
            painters.frames.get_or_insert_with(|| {
                FrameLoop::paced(|now| {
                    PAINTERS.with_borrow_mut(|painters| {
                        let mut calm = true;
                        for (_, painter) in &mut painters.all {
                            painter.frame(now);
                            calm &= painter.calm;
                        }
                        Some(if calm { CALM_PAUSE_MILLIS } else { PAUSE_MILLIS })
                    })
                })
            });
            Self(painters.next)
        })
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        PAINTERS.with_borrow_mut(|painters| {
            painters.all.retain(|(id, _)| *id != self.0);
            if painters.all.is_empty() {
                painters.frames = None;
            }
        });
    }
}

struct Painter {
    place: HtmlElement,
    bank: MeterBank,
    columns: Vec<Column>,
    measured: Option<(u32, i32, i32)>,
    pictures: Option<Pictures>,
    calm: bool,
    last_frame: f64,
    last_spoken: f64,
}

impl Painter {
    fn new(place: HtmlElement, bank: MeterBank) -> Self {
        Self {
            place,
            bank,
            columns: Vec::new(),
            measured: None,
            pictures: None,
            calm: dom::prefers_reduced_motion(),
            last_frame: 0.0,
            last_spoken: 0.0,
        }
    }

    fn frame(&mut self, now: f64) {
        if self.calm && now - self.last_frame < f64::from(CALM_PAUSE_MILLIS) {
            return;
        }
        let seconds = ((now - self.last_frame) / 1000.0).clamp(0.0, 0.5) as f32;
        self.last_frame = now;
        let Some(parent) = self.place.parent_element() else {
            return;
        };
        let width = parent.client_width();
        let size = (self.bank.beds_version(), width, parent.client_height());
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
        let seen_to = seen_from + f64::from(width) + 2.0 * MARGIN;
        let speak = now - self.last_spoken >= SPOKEN_MILLIS;
        if speak {
            self.last_spoken = now;
            self.calm = dom::prefers_reduced_motion();
        }
        self.paint(seconds, seen_from..seen_to, speak);
    }

    fn paint(&mut self, seconds: f32, seen: std::ops::Range<f64>, speak: bool) {
        let Some(pictures) = &self.pictures else { return };
        let mut needles = self.bank.lock();
        for column in &mut self.columns {
            let Some(needle) = needles.get_mut(column.index()) else {
                continue;
            };
            needle.fall(seconds);
            if self.calm {
                needle.settle();
            }
            let (left, right) = column.sides();
            if right < seen.start || left > seen.end {
                continue;
            }
            column.follow(needle, pictures);
            if speak {
                column.speak(needle.shown_db());
            }
        }
    }

    /// Reads where the beds are and how high.
    fn measure(&mut self, parent: &Element) {
        let Ok(list) = parent.query_selector_all("[data-meter]") else {
            return;
        };
        let density = web_sys::window()
            .map_or(1.0, |window| window.device_pixel_ratio())
            .clamp(1.0, MAX_DENSITY);
        let area = parent.get_bounding_client_rect();
        let origin = area.left() + f64::from(parent.client_left() - parent.scroll_left());
        // All are read before any is changed: one layout for all.
        let beds: Vec<(Element, DomRect)> = (0..list.length())
            .filter_map(|index| list.item(index)?.dyn_into::<Element>().ok())
            .map(|bed| (bed.clone(), bed.get_bounding_client_rect()))
            .collect();
        let columns: Vec<Column> = beds
            .into_iter()
            .filter_map(|(bed, area)| Column::new(bed, &area, origin, density))
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
        let height = self.columns.iter().map(Column::height).fold(0.0, f64::max);
        self.pictures = Pictures::paint(&self.place, height);
    }
}
