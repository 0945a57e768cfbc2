//! The static curve of a gate, a compressor or a de-esser: level in along, level
//! out up, with where the signal is now and how much is taken away.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;

use super::graph::{self, Curves, Mark};
use crate::dom::NodeRef;
use crate::signals::{Callback, Signal, derive, memo};
use crate::text::{fixed, plain, signed, use_text};

/// The quietest and the loudest level drawn, in decibels.
const FLOOR_DB: f64 = -72.0;
const TOP_DB: f64 = 6.0;
/// Gain reduction that fills its meter, in decibels.
const REDUCTION_DB: f64 = 24.0;

/// A level as a place on either axis.
fn place(db: f64) -> f64 {
    (db - FLOOR_DB) / (TOP_DB - FLOOR_DB)
}

/// A curve of dynamics.
#[component]
pub fn DynamicsGraph(
    /// What comes out for a level, in decibels; called with what is tracked.
    output: Callback<f64, f64>,
    /// Where it begins to act, in decibels.
    #[prop(into)]
    threshold: Signal<f64>,
    /// The level that comes in now, in decibels.
    #[prop(into)]
    level: Signal<f64>,
    /// How much is taken away now, in decibels, where the desk tells it.
    #[prop(optional_no_strip)]
    reduction: Option<Signal<f64>>,
) -> impl IntoView {
    let text = use_text();
    let line =
        memo(move |_| graph::curve(|x| place(output.run(FLOOR_DB + x * (TOP_DB - FLOOR_DB)))));
    let marks: Vec<f64> = vec![-60.0, -48.0, -36.0, -24.0, -12.0, 0.0];
    let across: Vec<Mark> = marks.iter().map(|db| (place(*db), signed(*db))).collect();
    let up: Vec<Mark> = marks.iter().map(|db| (place(*db), String::new())).collect();
    let curves = Curves {
        line: line.into(),
        area: derive(move || graph::area(&line.get(), 0.0)),
        chosen: Signal::stored(String::new()),
        threshold: derive(move || {
            Some(place(threshold.get())).filter(|at| (0.0..=1.0).contains(at))
        }),
        diagonal: true,
    };
    let at = memo(move |_| {
        let level = level.get();
        (level > FLOOR_DB).then(|| {
            let out = place(output.run(level)).clamp(0.0, 1.0);
            (place(level).clamp(0.0, 1.0), out)
        })
    });
    let dot = view! {
        <i
            class="graph__dot"
            aria-hidden="true"
            hidden=move || at.get().is_none()
            style=("--x", move || at.get().map(|(x, _)| fixed(x * 100.0, 1) + "%"))
            style=("--y", move || at.get().map(|(_, y)| fixed((1.0 - y) * 100.0, 1) + "%"))
        ></i>
    };
    let meter = reduction.map(|reduction| {
        let shown = memo(move |_| (reduction.get() * 2.0).round() / 2.0);
        view! {
            <div class="reduction">
                <div
                    class="reduction__bar"
                    role="meter"
                    aria-label=text.say(|it| it.gain_reduction())
                    aria-valuemin="0"
                    aria-valuemax=plain(REDUCTION_DB)
                    aria-valuenow=move || plain(shown.get())
                    style=(
                        "--gr",
                        move || fixed((shown.get() / REDUCTION_DB).clamp(0.0, 1.0), 3),
                    )
                ></div>
                <span aria-hidden="true">{move || signed(-shown.get())}</span>
            </div>
        }
    });
    view! {
        <div class="graph-row">
            {graph::graph("", NodeRef::<Div>::new(), &across, &up, curves, dot)} {meter}
        </div>
    }
}
