//! Levels as thin bars inside horizontal faders. A list of rows is no bank of
//! columns, so each bar is told its place by a style property, which moves a
//! clip and lays nothing out.

use leptos::html::Div;

use super::ballistics::{FALL_DB_PER_SECOND, FOOT_DB, place};
use crate::dom::{self, NodeRef};
use crate::signals::StoredValue;
use crate::text::fixed;

/// The bars of a list of rows.
#[derive(Clone, Copy)]
pub struct LevelBars {
    bars: StoredValue<Vec<Bar>>,
    last: StoredValue<f64>,
}

#[derive(Clone)]
struct Bar {
    element: NodeRef<Div>,
    shown: f32,
}

impl LevelBars {
    /// So many bars, all silent.
    #[must_use]
    pub fn new(count: usize) -> Self {
        let bars = (0..count).map(|_| Bar { element: NodeRef::new(), shown: FOOT_DB });
        Self { bars: StoredValue::new(bars.collect()), last: StoredValue::new(0.0) }
    }

    /// The element that bar `index` belongs to, for the row to fill in.
    #[must_use]
    pub fn element(&self, index: usize) -> NodeRef<Div> {
        self.bars.with_value(|bars| bars.get(index).map(|bar| bar.element)).unwrap_or_default()
    }

    /// New levels in decibels below full scale, one for each bar.
    pub fn set_levels(&self, levels: impl Iterator<Item = f32>) {
        let now = dom::now_millis();
        let seconds = ((now - self.last.get_value()) / 1000.0).clamp(0.0, 0.5) as f32;
        self.last.set_value(now);
        self.bars.update_value(|bars| {
            for (bar, level) in bars.iter_mut().zip(levels) {
                let fallen = bar.shown - FALL_DB_PER_SECOND * seconds;
                let next = level.max(fallen).clamp(FOOT_DB, 0.0);
                if next != bar.shown {
                    bar.shown = next;
                    if let Some(element) = bar.element.get_untracked() {
                        dom::set_property(&element, "--level", &fixed(f64::from(place(next)), 3));
                    }
                }
            }
        });
    }
}
