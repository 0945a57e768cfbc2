//! A link that was lost, and what was known of the desk then.

use std::sync::Arc;

use desk::{Index, Moment, ParamId, Value};

use crate::report::{Report, changes};

/// From the loss of a link until everything was read again.
pub(crate) struct Absence {
    /// When the relay was last heard.
    since: Moment,
    index: Arc<Index>,
    before: Vec<Value>,
    /// Own writes that may still have arrived.
    ours: Vec<(ParamId, Value)>,
    /// Up to this revision there is something to read; none without a link.
    pub(crate) until: Option<u64>,
}

impl Absence {
    pub(crate) fn new(since: Moment, index: &Arc<Index>, before: &[Value]) -> Self {
        let (index, before) = (Arc::clone(index), before.to_vec());
        Self { since, index, before, ours: Vec::new(), until: None }
    }

    /// The link broke, also once more, with these own writes under way.
    pub(crate) fn note_break(&mut self, ours: impl Iterator<Item = (ParamId, Value)>) {
        self.until = None;
        self.ours.extend(ours);
    }

    /// Everything was read: what changed, if anything did.
    pub(crate) fn end(self, now: Moment, index: &Index, after: &[Value]) -> Option<Report> {
        if self.index.surface() != index.surface() {
            return None;
        }
        let changes = changes(&self.before, after, &self.ours);
        let away = now.since(self.since);
        (!changes.is_empty()).then_some(Report { away, changes })
    }
}
