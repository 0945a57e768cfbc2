//! The bed of a graph: grid, marks and curves, in a box that stretches. Points
//! and dots lie over it. Curves are paths in a box of 800 by 300.

use leptos::html::Div;
use leptos::prelude::*;
use markup::view;

use crate::dom::NodeRef;
use crate::signals::Signal;
use crate::text::{fixed, plain};

/// Width of the box that paths are drawn in.
pub const WIDTH: f64 = 800.0;
/// Its height.
pub const HEIGHT: f64 = 300.0;
/// Points of a curve.
const POINTS: u16 = 160;

/// A mark on an axis: place (0 to 1) and words; no words for a bare line.
pub type Mark = (f64, String);

/// The path of a function of the place along the x axis, 0 to 1; its value is 0
/// at the foot and 1 at the top. What leaves the box is cut a little outside.
#[must_use]
pub fn curve(value: impl Fn(f64) -> f64) -> String {
    (0..=POINTS).fold(String::with_capacity(2_048), |path, point| {
        let x = f64::from(point) / f64::from(POINTS);
        let y = (1.0 - value(x)).clamp(-0.02, 1.02);
        let letter = if point == 0 { "M" } else { "L" };
        path + letter + &fixed(x * WIDTH, 1) + " " + &fixed(y * HEIGHT, 1)
    })
}

/// A line from top to foot.
fn upright(x: f64) -> String {
    ["M", &fixed(x, 1), " 0V", &fixed(HEIGHT, 0)].concat()
}

/// The same, closed along a height between 0 (foot) and 1, for an area.
#[must_use]
pub fn area(curve: &str, height: f64) -> String {
    let y = (1.0 - height) * HEIGHT;
    let (width, y) = (plain(WIDTH), plain(y));
    format!("{curve}L{width} {y}L0 {y}Z")
}

/// What a graph shows under its points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Curves {
    /// The line.
    pub line: Signal<String>,
    /// The area under it.
    pub area: Signal<String>,
    /// One more area in the colour of what is chosen; may be empty.
    pub chosen: Signal<String>,
    /// A dashed vertical at this place, if any.
    pub threshold: Signal<Option<f64>>,
    /// A dashed diagonal: nothing is changed.
    pub diagonal: bool,
}

/// A graph. `over` lies on it.
pub(super) fn graph(
    class: &'static str,
    node: NodeRef<Div>,
    across: &[Mark],
    up: &[Mark],
    curves: Curves,
    over: AnyView,
) -> AnyView {
    let grid = |marks: &[Mark], vertical: bool| {
        marks.iter().fold(String::new(), |path, (at, _)| {
            path + &if vertical {
                upright(at * WIDTH)
            } else {
                ["M0 ", &fixed((1.0 - at) * HEIGHT, 1), "H", &fixed(WIDTH, 0)].concat()
            }
        })
    };
    let lines = grid(across, true) + &grid(up, false);
    let labels = |marks: &[Mark], vertical: bool| {
        marks
            .iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(at, words)| {
                let place = if vertical { fixed(at * 100.0, 2) + "%" } else { String::new() };
                let height =
                    if vertical { String::new() } else { fixed((1.0 - at) * 100.0, 2) + "%" };
                let axis = if vertical { "graph__label--x" } else { "graph__label--y" };
                view! {
                    <span class=format!("graph__label {axis}") style=("--x", place) style=("--y", height)>
                        {words.clone()}
                    </span>
                }
            })
            .collect_view()
    };
    let dashed = move || {
        curves.threshold.get().map(|at| {
            let x = (at * WIDTH).clamp(0.0, WIDTH);
            upright(x)
        })
    };
    view! {
        <div class=format!("graph {class}") node_ref=node>
            <svg viewBox="0 0 800 300" preserveAspectRatio="none" aria-hidden="true">
                <path class="graph__grid" d=lines></path>
                {curves
                    .diagonal
                    .then(|| view! { <path class="graph__diag" d="M0 300L800 0"></path> })}
                <path class="graph__chosen" d=move || curves.chosen.get()></path>
                <path class="graph__area" d=move || curves.area.get()></path>
                <path class="graph__curve" d=move || curves.line.get()></path>
                <path class="graph__threshold" d=move || dashed().unwrap_or_default()></path>
            </svg>
            <div aria-hidden="true">{labels(across, true)} {labels(up, false)}</div>
            {over}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_begins_left_and_ends_right_and_stays_near_the_box() {
        let path = curve(|x| x * 3.0 - 1.0);
        assert!(path.starts_with("M0.0 306.0L5.0"), "{path}");
        assert!(path.ends_with("L800.0 -6.0"), "{path}");
        assert_eq!(path.matches('L').count(), 160);
        assert!(area(&path, 0.5).ends_with("L800 150L0 150Z"));
    }
}
