//! What others changed while this page was away, until the person has seen it.

use desk::{Access, SortedMap, Strip};
use leptos::prelude::*;
use session::Report;

use super::App;
use crate::signals::RwSignal;
use crate::text::Text;
use crate::widgets::ChangeGroup;

/// Strips told of one by one; a recall may have changed all of them.
const MOST_STRIPS: usize = 40;
/// Lines of one strip.
const MOST_LINES: usize = 6;

/// The report that was not dismissed yet.
#[derive(Clone, Copy)]
pub struct ReturnStore {
    report: RwSignal<Option<Report>>,
}

impl ReturnStore {
    pub(super) fn new() -> Self {
        Self { report: RwSignal::new(None) }
    }

    /// A link is back. What the desk tells by itself, such as the place in a
    /// song, is nobody's change.
    pub(super) fn take(&self, app: App, mut newer: Report) {
        let index = app.desk.index_now();
        newer.changes.retain(|change| {
            index.get(change.id).is_some_and(|of| of.template.access != Access::Told)
        });
        let report = match self.report.get_untracked() {
            Some(report) => report.followed_by(newer),
            None => newer,
        };
        self.report.set((!report.changes.is_empty()).then_some(report));
    }

    /// The person has seen it.
    pub fn dismiss(&self) {
        self.report.set(None);
    }

    /// How many things changed; 0 for nothing to tell. Tracked.
    #[must_use]
    pub fn count(&self) -> usize {
        self.report.with(|report| report.as_ref().map_or(0, |report| report.changes.len()))
    }

    /// The changes by strip, in the order of the surface; tracked.
    #[must_use]
    pub fn groups(&self, app: App, text: &dyn Text) -> Vec<ChangeGroup> {
        let index = app.desk.index().get();
        let mut lines: SortedMap<(u8, u16), (Vec<String>, usize)> = SortedMap::default();
        self.report.with(|report| {
            for change in report.iter().flat_map(|report| &report.changes) {
                let Some(parameter) = index.get(change.id) else { continue };
                let at = (parameter.strip.kind, parameter.strip.number);
                let (lines, others) = lines.get_or_default(at);
                let line = app.change_line(text, change.id, &change.before, &change.after);
                match line.filter(|_| lines.len() < MOST_LINES) {
                    Some(line) => lines.push(line),
                    None => *others += 1,
                }
            }
        });
        let groups =
            lines.into_iter().take(MOST_STRIPS).map(|((kind, number), (lines, others))| {
                let at = Strip { kind, number };
                let others = (others > 0).then(|| text.other_settings(others));
                let lines = lines.into_iter().chain(others).collect();
                ChangeGroup { at: (kind, number), name: app.strip_name(text, at), lines }
            });
        groups.collect()
    }

    /// Lays the layer with a strip on the surface and gives the strip's place
    /// on it; none for what is on no layer.
    pub fn show(&self, app: App, (kind, number): (u8, u16)) -> Option<usize> {
        let at = Strip { kind, number };
        let index = app.desk.index_now();
        let layers = untrack(|| app.hidden.layers(&index));
        let layer = layers.iter().position(|layer| layer.strips.contains(&at))?;
        app.desk.bus().set(None);
        app.desk.own_layer().set(None);
        app.desk.layer().set(layer);
        layers[layer].strips.iter().position(|strip| *strip == at)
    }
}
