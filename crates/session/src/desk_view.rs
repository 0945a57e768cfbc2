//! What controls show: the finger's value while it is down or under way, else
//! the desk's. Deltas always update the shadow, so nothing jumps when the
//! acknowledgement comes, and a refusal loses nothing.

mod absence;
mod fingers;
mod writes;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use desk::{Index, Moment, ParamId, SortedMap, Value};
use protocol::{ClientFrame, Entry, Epoch, StateCursor};

use self::absence::Absence;
use self::fingers::Fingers;
use crate::{ControlError, Report};

/// A switch older than this is given up: one that was under way when the link
/// broke is sent again only while it is younger.
const SWITCH_AGE: Duration = Duration::from_secs(3);

/// When the user set something, which a repeat does not change.
#[derive(Clone, Copy)]
struct Done {
    at: Moment,
    /// How long our clock stood still since.
    slept: Duration,
}

impl Done {
    fn age(self, now: Moment) -> Duration {
        now.since(self.at) + self.slept
    }
}

struct Pending {
    op: u64,
    value: Value,
    done: Done,
}

struct Unsent {
    value: Value,
    done: Done,
}

/// Shadow, pending writes and fingers over one surface.
pub(crate) struct DeskView {
    epoch: Option<Epoch>,
    rev: u64,
    /// The revision that the present connection has told up to. It lags behind
    /// where another connection told more after hello was said on this one.
    stream: u64,
    index: Arc<Index>,
    shadow: Vec<Value>,
    pending: SortedMap<ParamId, Pending>,
    fingers: Fingers,
    /// Own writes that are not decided, oldest first.
    sent: VecDeque<(u64, ParamId, Value)>,
    absence: Option<Absence>,
    unsent: SortedMap<ParamId, Unsent>,
    /// When moves may be sent again.
    next_send: Moment,
    op: u64,
    parts: Vec<Value>,
    next_part: u8,
}

impl DeskView {
    pub(crate) fn new() -> Self {
        Self {
            epoch: None,
            rev: 0,
            stream: 0,
            index: Arc::new(Index::empty()),
            shadow: Vec::new(),
            pending: SortedMap::new(),
            fingers: Fingers::default(),
            sent: VecDeque::new(),
            absence: None,
            unsent: SortedMap::new(),
            next_send: Moment::START,
            op: 0,
            parts: Vec::new(),
            next_part: 0,
        }
    }

    pub(crate) fn index(&self) -> &Arc<Index> {
        &self.index
    }

    pub(crate) fn rev(&self) -> u64 {
        self.rev
    }

    /// The revision up to which the present connection has told.
    pub(crate) fn stream(&self) -> u64 {
        self.stream
    }

    /// The cursor for hello; none before a whole state was taken in.
    pub(crate) fn cursor(&self) -> Option<StateCursor> {
        self.epoch.map(|epoch| StateCursor { epoch, rev: self.rev })
    }

    /// The state no longer fits: everything is asked for again.
    pub(crate) fn forget_cursor(&mut self) {
        self.epoch = None;
        (self.rev, self.stream) = (0, 0);
        if let Some(absence) = &mut self.absence {
            absence.until = absence.until.map(|_| 0);
        }
    }

    /// Takes up a surface; true when it is another one.
    pub(crate) fn take_surface(&mut self, index: Arc<Index>) -> bool {
        self.parts.clear();
        self.next_part = 0;
        if self.index.surface() == index.surface() {
            return false;
        }
        self.shadow = index.ids().filter_map(|id| index.encoding(id)).map(Value::neutral).collect();
        self.index = index;
        self.forget_cursor();
        self.pending.clear();
        self.fingers.clear();
        self.unsent.clear();
        self.sent.clear();
        true
    }

    /// What the control shows.
    pub(crate) fn shown(&self, id: ParamId) -> Option<&Value> {
        if let Some(value) = self.fingers.value(id) {
            return Some(value);
        }
        if let Some(unsent) = self.unsent.get(&id) {
            return Some(&unsent.value);
        }
        if let Some(pending) = self.pending.get(&id) {
            return Some(&pending.value);
        }
        self.shadow(id)
    }

    /// What the desk says: the ghost mark under a held fader.
    pub(crate) fn shadow(&self, id: ParamId) -> Option<&Value> {
        self.shadow.get(usize::from(id.0))
    }

    /// Where somebody else moved a control that a finger holds here. Own moves
    /// on their way back are no ghosts.
    pub(crate) fn ghost(&self, id: ParamId) -> Option<&Value> {
        let value = self.fingers.contested(id)?;
        self.shadow(id).filter(|shadow| *shadow != value)
    }

    /// Whether a finger here moves the control.
    pub(crate) fn in_hand(&self, id: ParamId) -> bool {
        self.fingers.counts(id)
    }

    /// Whether a finger here moves any control.
    pub(crate) fn has_finger(&self) -> bool {
        self.fingers.any_counts()
    }

    /// A connection begins that has told up to `rev` and has more up to
    /// `head`.
    pub(crate) fn begin_stream(&mut self, rev: u64, head: u64) {
        self.stream = rev;
        if let Some(absence) = &mut self.absence {
            absence.until = Some(if self.epoch.is_some() { head } else { 0 });
        }
    }

    /// A part of the whole state, in columns from `start` on; true when it is
    /// complete.
    pub(crate) fn take_part(
        &mut self,
        epoch: Epoch,
        rev: u64,
        (part, parts): (u8, u8),
        start: u16,
        values: Vec<Value>,
    ) -> Result<bool, ()> {
        if part != self.next_part || usize::from(start) != self.parts.len() {
            return Err(());
        }
        self.next_part += 1;
        self.parts.extend(values);
        if self.next_part < parts {
            return Ok(false);
        }
        self.next_part = 0;
        let whole = std::mem::take(&mut self.parts);
        if whole.len() != self.index.len() {
            return Err(());
        }
        let index = Arc::clone(&self.index);
        self.take_entries(index.columns().zip(whole).collect());
        self.epoch = Some(epoch);
        (self.rev, self.stream) = (rev, rev);
        Ok(true)
    }

    /// A delta that starts from a revision with these low bits.
    pub(crate) fn take_delta(
        &mut self,
        from: u8,
        advance: u64,
        entries: Vec<Entry>,
    ) -> Result<Vec<ParamId>, ()> {
        if self.epoch.is_none() || (self.stream & 0xff) as u8 != from {
            return Err(());
        }
        Ok(self.catch_up(self.stream.saturating_add(advance), entries))
    }

    /// Everything that changed up to a revision.
    pub(crate) fn catch_up(&mut self, rev: u64, entries: Vec<Entry>) -> Vec<ParamId> {
        self.stream = rev;
        if rev <= self.rev {
            // Another connection has told this already.
            return Vec::new();
        }
        self.rev = rev;
        self.take_entries(entries)
    }

    fn take_entries(&mut self, entries: Vec<Entry>) -> Vec<ParamId> {
        let mut changed = Vec::with_capacity(entries.len());
        for (id, value) in entries {
            if let Some(place) = self.shadow.get_mut(usize::from(id.0)) {
                let sent = &self.sent;
                let ours = || sent.iter().any(|(_, of, sent)| *of == id && *sent == value);
                self.fingers.note_shadow(id, ours);
                *place = value;
                changed.push(id);
            }
        }
        changed
    }

    /// A finger is down on these together: the caps stay where they are until
    /// it moves.
    pub(crate) fn touch(&mut self, now: Moment, ids: &[ParamId]) -> Vec<ClientFrame> {
        let controls = ids.iter().filter_map(|id| Some((*id, self.shown(*id)?.clone())));
        let controls: Vec<(ParamId, Value)> = controls.collect();
        self.fingers.put_down(now, controls)
    }

    /// The finger is lifted; frames that are still due go first.
    pub(crate) fn lift(&mut self, id: ParamId) -> Option<ClientFrame> {
        self.fingers.lift(id)
    }

    /// Takes a control from somebody else, without a finger on it.
    pub(crate) fn take_over(&mut self, id: ParamId) -> [ClientFrame; 2] {
        self.fingers.take_over(id)
    }

    /// A gesture does not own its control: it shows the desk's value. True
    /// when the finger is still down.
    pub(crate) fn lose(&mut self, gesture: u8, id: ParamId) -> bool {
        let lost = self.fingers.lose(gesture, id);
        if lost {
            self.unsent.remove(&id);
            self.pending.remove(&id);
        }
        lost
    }

    /// Whether a control may have a value now.
    pub(crate) fn check(&self, id: ParamId, value: &Value) -> Result<(), ControlError> {
        let law = self.index.get(id).ok_or(ControlError::Unfit)?.law();
        value.check(&law).map_err(|_| ControlError::Unfit)?;
        self.fingers.check(id)
    }

    /// A new value for a control that was checked; false when it is none.
    pub(crate) fn set(&mut self, now: Moment, id: ParamId, value: Value) -> bool {
        if self.shown(id) == Some(&value) {
            return false;
        }
        self.fingers.set(id, &value);
        let done = Done { at: now, slept: Duration::ZERO };
        self.unsent.insert(id, Unsent { value, done });
        true
    }

    /// The link broke: moves are dropped, never sent late; switches wait for
    /// the next welcome; fingers must lift first. What is known now is kept to
    /// tell afterwards what changed; the relay was last heard at `heard`.
    pub(crate) fn break_link(&mut self, heard: Moment) {
        let ours = std::mem::take(&mut self.sent).into_iter().map(|(_, id, value)| (id, value));
        if self.absence.is_none() && self.epoch.is_some() {
            self.absence = Some(Absence::new(heard, &self.index, &self.shadow));
        }
        if let Some(absence) = &mut self.absence {
            absence.note_break(ours);
        }
        let index = Arc::clone(&self.index);
        let sweeps = |id: &ParamId| index.get(*id).is_none_or(|p| p.law().is_continuous());
        for (id, Unsent { value, done }) in std::mem::take(&mut self.unsent) {
            self.pending.insert(id, Pending { op: 0, value, done });
        }
        self.pending.retain(|id, _| !sweeps(id));
        self.parts.clear();
        self.next_part = 0;
        self.next_send = Moment::START;
        self.fingers.break_link();
    }

    /// What changed during an absence, once everything was read that the
    /// relay had when the link came back. `None` before that, and when there
    /// is nothing to tell.
    pub(crate) fn take_report(&mut self, now: Moment) -> Option<Report> {
        let until = self.absence.as_ref()?.until?;
        // A relay that has only just started knows no desk yet.
        if self.epoch.is_none() || self.rev < until || self.index.is_empty() {
            return None;
        }
        let mut absence = self.absence.take()?;
        absence.note_break(self.sent.iter().map(|(_, id, value)| (*id, value.clone())));
        absence.end(now, &self.index, &self.shadow)
    }

    /// Our clock stood still for so long, and what the user did is older than
    /// it says.
    pub(crate) fn note_sleep(&mut self, slept: Duration) {
        let unsent = self.unsent.values_mut().map(|unsent| &mut unsent.done);
        let pending = self.pending.values_mut().map(|pending| &mut pending.done);
        unsent.chain(pending).for_each(|done| done.slept += slept);
    }

    /// Takes what waited for welcome: young switches are set again, old ones
    /// given up and returned.
    pub(crate) fn mend_link(&mut self, now: Moment) -> Vec<ParamId> {
        let mut given_up = Vec::new();
        for (id, Pending { value, done, .. }) in std::mem::take(&mut self.pending) {
            if done.age(now) <= SWITCH_AGE {
                self.unsent.insert(id, Unsent { value, done });
            } else {
                given_up.push(id);
            }
        }
        given_up
    }
}

#[cfg(test)]
mod tests;
