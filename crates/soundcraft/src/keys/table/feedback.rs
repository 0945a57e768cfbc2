//! Feedback suppression on the buses, and its switch for the desk.

use desk::Law;

use super::super::kinds::sets::*;
use super::super::rule::*;

/// Filters of a bus.
const FILTERS: u16 = 12;
/// None to all of them.
const HOW_MANY: Law = choice(FILTERS + 1);
/// `frequency,Q,gain in dB,state`, state 0 empty, 1 fixed, 2 live.
const FILTER: Law = text(64);
const UNUSED: Factory = Factory::Text("1000.0000000000,116.0000000000,0.0000000000,0");
/// History of the filters of all buses, in a grammar nobody has written down.
const HISTORY: Law = text(8_192);
const NO_HISTORY: Factory = Factory::Text(
    "fstack;;;fstack/fstack;;;fstack/fstack;;;fstack/fstack;;;fstack/fstack;;;fstack/\
     fstack;;;fstack/fstack;;;fstack/fstack;;;fstack/fstack;;;fstack/fstack;;;fstack/\
     fstack;;;fstack/fstack;;;fstack",
);

#[rustfmt::skip]
pub(super) const ROWS: &[Rule] = &[
    row(GRAPHIC, "afs.enabled", Law::Toggle, "afs.enabled", ZERO),
    // Off: the filters are locked. On: fixed or live, as the mode says.
    row(GRAPHIC, "afs.logic", Law::Toggle, "afs.logic", ONE),
    row(GRAPHIC, "afs.mode", choice(2), "afs.fmode", ZERO),
    row(GRAPHIC, "afs.content_mode", NUMBER, "afs.cmode", ZERO),
    row(GRAPHIC, "afs.live_lift", NUMBER, "afs.livelift", ZERO),
    row(GRAPHIC, "afs.fixed_filters", HOW_MANY, "afs.numfixed", Factory::Number(6.0)),
    row(GRAPHIC, "afs.all_filters", HOW_MANY, "afs.numtotal", Factory::Number(12.0)),
    row(GRAPHIC, "afs.sensitivity", decibels(-6.0, 6.0), "afs.sensitivity", HALF),
    // Momentary: clients write 1, and 0 half a second later.
    row(GRAPHIC, "afs.clear_live", Law::Toggle, "afs.clearlive", ZERO),
    row(GRAPHIC, "afs.clear_fixed", Law::Toggle, "afs.clearfixed", ZERO),
    row(GRAPHIC, "afs.clear_all", Law::Toggle, "afs.clearall", ZERO),
    row(GRAPHIC, "afs.filter.{}", FILTER, "afs.eq.{}", UNUSED).each(FILTERS),
    row(DESK, "afs.enabled", Law::Toggle, "afs.enabled", ONE),
    row(DESK, "afs.history", HISTORY, "var.afsdata", NO_HISTORY).told(),
];
