//! The desk state with one version stamp per parameter. "What did I miss" is
//! a scan for newer stamps, for any absence; peers that are up to date share
//! the bytes of one delta per tick.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use desk::{Index, Moment, ParamId, Value};
use protocol::{Entry, Epoch, ServerFrame};

/// After the first change at once, deltas leave at most this often.
const DELTA_EVERY: Duration = Duration::from_millis(8);
/// How many encoded deltas are kept for peers that are a little behind; who
/// is further behind gets a difference of its own.
const DELTAS_KEPT: usize = 64;
/// A snapshot is cut into parts of about this size, so that chat and control
/// get in between; of larger ones when there would be too many.
const PART_BYTES: usize = 8 * 1024;
/// Parts are counted in eight bits; one is for the rest after even parts.
const MOST_PARTS: usize = u8::MAX as usize - 1;

struct Delta {
    from: u64,
    bytes: Bytes,
}

/// Values, stamps and the shared log of encoded deltas.
pub(crate) struct StateLog {
    epoch: Epoch,
    index: Arc<Index>,
    values: Vec<Value>,
    revs: Vec<u64>,
    head: u64,
    changed: BTreeSet<ParamId>,
    encoded: u64,
    last_delta: Option<Moment>,
    deltas: VecDeque<Delta>,
    snapshot: Option<(u64, Vec<Bytes>)>,
}

impl StateLog {
    pub(crate) fn new(epoch: Epoch, index: Index) -> Self {
        let values =
            index.ids().filter_map(|id| index.encoding(id)).map(Value::neutral).collect::<Vec<_>>();
        Self {
            epoch,
            revs: vec![0; values.len()],
            values,
            index: Arc::new(index),
            head: 1,
            changed: BTreeSet::new(),
            encoded: 1,
            last_delta: None,
            deltas: VecDeque::new(),
            snapshot: None,
        }
    }

    pub(crate) fn epoch(&self) -> Epoch {
        self.epoch
    }

    pub(crate) fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// Newest revision.
    pub(crate) fn head(&self) -> u64 {
        self.head
    }

    /// Newest revision that peers can have.
    pub(crate) fn published(&self) -> u64 {
        self.encoded
    }

    /// The newest value of a parameter.
    pub(crate) fn value(&self, id: ParamId) -> Option<&Value> {
        self.values.get(usize::from(id.0))
    }

    /// Takes values over as one revision and returns it. Equal values are no
    /// change; ids beyond the end are ignored.
    pub(crate) fn apply(&mut self, entries: impl IntoIterator<Item = Entry>) -> u64 {
        let rev = self.head + 1;
        for (id, value) in entries {
            let place = usize::from(id.0);
            if self.values.get(place).is_some_and(|old| *old != value) {
                self.values[place] = value;
                self.revs[place] = rev;
                self.changed.insert(id);
                self.head = rev;
            }
        }
        self.head
    }

    /// When the changes so far are due, if there are any.
    pub(crate) fn due(&self) -> Option<Moment> {
        let next = self.last_delta.map_or(Moment::START, |last| last + DELTA_EVERY);
        (!self.changed.is_empty()).then_some(next)
    }

    /// Encodes what is due as one delta for all.
    pub(crate) fn publish(&mut self, now: Moment) {
        if self.due().is_some_and(|due| due <= now) {
            self.encode_delta(now);
        }
    }

    fn encode_delta(&mut self, now: Moment) {
        if self.changed.is_empty() {
            return;
        }
        let entries = std::mem::take(&mut self.changed)
            .into_iter()
            .map(|id| (id, self.values[usize::from(id.0)].clone()))
            .collect();
        let frame = ServerFrame::Delta {
            from: (self.encoded & 0xff) as u8,
            advance: self.head - self.encoded,
            entries,
        };
        self.deltas.push_back(Delta { from: self.encoded, bytes: Bytes::from(frame.encode()) });
        if self.deltas.len() > DELTAS_KEPT {
            self.deltas.pop_front();
        }
        self.encoded = self.head;
        self.last_delta = Some(now);
    }

    /// Frames that bring a peer with this cursor up to date.
    pub(crate) fn since(&mut self, now: Moment, cursor: u64) -> Vec<Bytes> {
        if cursor >= self.encoded {
            return Vec::new();
        }
        if let Some(place) = self.deltas.iter().position(|delta| delta.from == cursor) {
            return self.deltas.range(place..).map(|delta| delta.bytes.clone()).collect();
        }
        // A difference reads the newest values, so they have to be published
        // for its revision to be one that deltas start from.
        self.encode_delta(now);
        let entries = self
            .index
            .ids()
            .filter(|id| self.revs[usize::from(id.0)] > cursor)
            .map(|id| (id, self.values[usize::from(id.0)].clone()))
            .collect();
        vec![Bytes::from(ServerFrame::CatchUp { rev: self.encoded, entries }.encode())]
    }

    /// The whole state in parts, encoded once per revision for all who join.
    pub(crate) fn snapshot(&mut self, now: Moment) -> Vec<Bytes> {
        self.encode_delta(now);
        if let Some((rev, parts)) = &self.snapshot
            && *rev == self.encoded
        {
            return parts.clone();
        }
        let total: usize = self.values.iter().map(size_of).sum();
        let most = PART_BYTES.max(total.div_ceil(MOST_PARTS));
        let mut chunks: Vec<Vec<Value>> = vec![Vec::new()];
        let mut size = 0;
        for id in self.index.columns() {
            let value = self.values[usize::from(id.0)].clone();
            size += size_of(&value);
            if size > most {
                chunks.push(Vec::new());
                size = 0;
            }
            if let Some(chunk) = chunks.last_mut() {
                chunk.push(value);
            }
        }
        // Every part but the last stands for more than `most` bytes, and those
        // of all values together fit `MOST_PARTS` times `most`.
        let count = u8::try_from(chunks.len()).unwrap_or(u8::MAX);
        let mut start = 0;
        let parts: Vec<Bytes> = (0..count)
            .zip(chunks)
            .map(|(part, values)| {
                let next = start + values.len();
                let frame = ServerFrame::Snapshot {
                    rev: self.encoded,
                    part,
                    parts: count,
                    // The index is sixteen bits wide.
                    start: u16::try_from(start).unwrap_or(u16::MAX),
                    values,
                };
                start = next;
                Bytes::from(frame.encode())
            })
            .collect();
        self.snapshot = Some((self.encoded, parts.clone()));
        parts
    }
}

/// About how many bytes a value takes, at the most.
fn size_of(value: &Value) -> usize {
    match value {
        Value::Short(_) => 2,
        Value::Float(_) => 4,
        Value::Text(text) => 2 + text.len(),
    }
}

#[cfg(test)]
mod tests;
