//! Meters: each with a canvas of its own, all drawn in one animation frame from
//! a plain array, outside the reactive graph.
//!
//! `MeterBank` holds the levels; a `MeterBed` is the place layout gives one
//! meter, and a `MeterPainter` draws the beds of its parent. Each bed is a `role="meter"` whose value is refreshed once a second,
//! so that a screen reader can ask for it without being flooded.

mod ballistics;
mod bank;
mod bars;
mod column;
mod painter;

use leptos::prelude::*;
use markup::view;

use crate::signals::{Signal, effect};
use crate::text::{fixed, use_text};

pub use bank::MeterBank;
pub use bars::LevelBars;
pub use painter::MeterPainter;

/// Levels on the scale beside the master's meters and their names.
const SCALE_DB: [f64; 7] = [0.0, -6.0, -12.0, -18.0, -30.0, -40.0, -60.0];

/// The place of one meter. A painter beside it puts a canvas into it.
#[component]
pub fn MeterBed(
    /// Where the levels are.
    bank: MeterBank,
    /// Which of them.
    #[prop(into)]
    index: Signal<usize>,
    /// The accessible name, such as "Singer meter".
    #[prop(into)]
    label: Signal<String>,
    /// Drawn faintly: muted, or old.
    #[prop(into, optional)]
    faint: Signal<bool>,
) -> impl IntoView {
    let text = use_text();
    let clips = bank.clips();
    let clipped = move || clips.with(|clips| clips.contains(&index.get()));
    let moved = bank.clone();
    effect(move || {
        index.track();
        moved.beds_changed();
    });
    let gone = bank;
    on_cleanup(move || gone.beds_changed());
    view! {
        <div
            class="meter"
            role="meter"
            aria-label=label
            aria-valuemin="-60"
            aria-valuemax="0"
            aria-valuenow="-60"
            aria-valuetext=move || clipped().then(|| text.get().clip())
            data-meter=move || index.get().to_string()
            data-clip=move || clipped().then_some("")
            data-faint=move || faint.get().then_some("")
        ></div>
    }
}

/// Numbers beside the master's meters, in decibels below full scale.
#[component]
pub fn MeterScale() -> impl IntoView {
    view! {
        <div class="meter-scale" aria-hidden="true">
            {SCALE_DB
                .into_iter()
                .map(|db| {
                    let at = fixed(f64::from(ballistics::place(db as f32)), 3);
                    view! { <i style=("--at", at)>{fixed(db.abs(), 0)}</i> }
                })
                .collect_view()}
        </div>
    }
}
