//! What controls show: the finger's value while it is down or under way, else
//! the desk's. Deltas always update the shadow, so nothing jumps when the
//! acknowledgement comes, and a refusal loses nothing.

use std::sync::Arc;
use std::time::Duration;

use desk::{Index, Moment, ParamId, SortedMap, Value};
use protocol::{ClientFrame, Easing, Entry, Epoch, StateCursor, TouchPhase};

use crate::ControlError;

/// Moves of one control are sent at most this often; the last one always is.
const SEND_EVERY: Duration = Duration::from_millis(33);
/// Sets that may leave together; more of them leave less often.
const SETS_AT_ONCE: usize = 2;
/// A finger that is down says so this often.
const HOLD_EVERY: Duration = Duration::from_millis(500);
/// A switch older than this is given up: one that was under way when the link
/// broke is sent again only while it is younger.
const SWITCH_AGE: Duration = Duration::from_secs(3);
/// A continuous move older than this is given up, and never sent twice.
const MOVE_AGE: Duration = Duration::from_millis(1500);
/// Most gestures at once.
const GESTURES: u8 = 10;

struct Pending {
    op: u64,
    value: Value,
    /// When the user set it, which a repeat does not change.
    at: Moment,
}

struct Unsent {
    value: Value,
    at: Moment,
}

struct Touch {
    slot: u8,
    value: Value,
    held: Moment,
    /// The link broke under this finger: it must lift before it counts again.
    broken: bool,
}

/// Shadow, pending writes and fingers over one surface.
pub(crate) struct DeskView {
    epoch: Option<Epoch>,
    rev: u64,
    index: Arc<Index>,
    shadow: Vec<Value>,
    pending: SortedMap<ParamId, Pending>,
    touches: SortedMap<ParamId, Touch>,
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
            index: Arc::new(Index::empty()),
            shadow: Vec::new(),
            pending: SortedMap::new(),
            touches: SortedMap::new(),
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

    /// The cursor for hello; none before a whole state was taken in.
    pub(crate) fn cursor(&self) -> Option<StateCursor> {
        self.epoch.map(|epoch| StateCursor { epoch, rev: self.rev })
    }

    /// The state no longer fits: everything is asked for again.
    pub(crate) fn forget_cursor(&mut self) {
        self.epoch = None;
        self.rev = 0;
    }

    /// Takes up a surface; true when it is another one.
    pub(crate) fn take_surface(&mut self, index: Index) -> bool {
        self.parts.clear();
        self.next_part = 0;
        if self.index.surface() == index.surface() {
            return false;
        }
        self.shadow = index.ids().filter_map(|id| index.encoding(id)).map(Value::neutral).collect();
        self.index = Arc::new(index);
        self.forget_cursor();
        self.pending.clear();
        self.touches.clear();
        self.unsent.clear();
        true
    }

    /// What the control shows.
    pub(crate) fn shown(&self, id: ParamId) -> Option<&Value> {
        if let Some(touch) = self.touches.get(&id).filter(|touch| !touch.broken) {
            return Some(&touch.value);
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
    /// that are still under way are no ghosts.
    pub(crate) fn ghost(&self, id: ParamId) -> Option<&Value> {
        let touch = self.touches.get(&id).filter(|touch| !touch.broken)?;
        if self.pending.contains_key(&id) || self.unsent.contains_key(&id) {
            return None;
        }
        self.shadow(id).filter(|shadow| **shadow != touch.value)
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
        self.rev = rev;
        Ok(true)
    }

    /// A delta that starts from a revision with these low bits.
    pub(crate) fn take_delta(
        &mut self,
        from: u8,
        advance: u64,
        entries: Vec<Entry>,
    ) -> Result<Vec<ParamId>, ()> {
        if self.epoch.is_none() || (self.rev & 0xff) as u8 != from {
            return Err(());
        }
        self.rev += advance;
        Ok(self.take_entries(entries))
    }

    /// Everything that changed up to a revision.
    pub(crate) fn catch_up(&mut self, rev: u64, entries: Vec<Entry>) -> Vec<ParamId> {
        self.rev = rev;
        self.take_entries(entries)
    }

    fn take_entries(&mut self, entries: Vec<Entry>) -> Vec<ParamId> {
        let mut changed = Vec::with_capacity(entries.len());
        for (id, value) in entries {
            if let Some(place) = self.shadow.get_mut(usize::from(id.0)) {
                *place = value;
                changed.push(id);
            }
        }
        changed
    }

    /// A finger is down: the cap stays where it is until it moves.
    pub(crate) fn touch(&mut self, now: Moment, id: ParamId) -> Option<ClientFrame> {
        let value = self.shown(id)?.clone();
        let used = |slot: &u8| self.touches.values().any(|touch| touch.slot == *slot);
        let slot = (1..=GESTURES).find(|slot| !used(slot))?;
        self.touches.insert(id, Touch { slot, value, held: now, broken: false });
        Some(ClientFrame::Touch { gesture: slot, phase: TouchPhase::Down, param: id })
    }

    /// The finger is lifted; frames that are still due go first.
    pub(crate) fn lift(&mut self, id: ParamId) -> Option<ClientFrame> {
        let touch = self.touches.remove(&id)?;
        (!touch.broken).then_some(ClientFrame::Touch {
            gesture: touch.slot,
            phase: TouchPhase::Up,
            param: id,
        })
    }

    /// A new value for a control; equal ones are dropped.
    pub(crate) fn set(
        &mut self,
        now: Moment,
        id: ParamId,
        value: Value,
    ) -> Result<bool, ControlError> {
        let law = self.index.get(id).ok_or(ControlError::Unfit)?.law();
        value.check(&law).map_err(|_| ControlError::Unfit)?;
        if self.touches.get(&id).is_some_and(|touch| touch.broken) {
            return Err(ControlError::LiftFirst);
        }
        if self.shown(id) == Some(&value) {
            return Ok(false);
        }
        if let Some(touch) = self.touches.get_mut(&id) {
            touch.value = value.clone();
        }
        self.unsent.insert(id, Unsent { value, at: now });
        Ok(true)
    }

    /// When unsent moves and holds are due.
    pub(crate) fn due(&self) -> Option<Moment> {
        let moves = (!self.unsent.is_empty()).then_some(self.next_send);
        let fingers = self.touches.values().filter(|touch| !touch.broken);
        moves.into_iter().chain(fingers.map(|touch| touch.held + HOLD_EVERY)).min()
    }

    /// Frames that are due: one set per gesture, then holds.
    pub(crate) fn frames(&mut self, now: Moment, tick: u16, most: u16) -> Vec<ClientFrame> {
        let mut frames = Vec::new();
        if self.next_send <= now {
            self.take_unsent(now, tick, most, &mut frames);
        }
        for (id, touch) in self.touches.iter_mut() {
            if !touch.broken && touch.held + HOLD_EVERY <= now {
                touch.held = now;
                frames.push(ClientFrame::Touch {
                    gesture: touch.slot,
                    phase: TouchPhase::Hold,
                    param: *id,
                });
            }
        }
        frames
    }

    /// Gives up moves that could not leave in time, as on a page that was
    /// frozen: a set carries the time it is sent, so the relay would take them
    /// for new. Gives the parameters, which show the desk's value again.
    pub(crate) fn give_up_old(&mut self, now: Moment) -> Vec<ParamId> {
        let old = |(id, unsent): &(&ParamId, &Unsent)| {
            let sweeps = self.index.get(**id).is_none_or(|p| p.law().is_continuous());
            now.since(unsent.at) > if sweeps { MOVE_AGE } else { SWITCH_AGE }
        };
        let ids: Vec<ParamId> = self.unsent.iter().filter(old).map(|(id, _)| *id).collect();
        for id in &ids {
            self.unsent.remove(id);
            if let (Some(touch), Some(value)) =
                (self.touches.get_mut(id), self.shadow.get(usize::from(id.0)))
            {
                touch.value = value.clone();
            }
        }
        ids
    }

    /// Every unsent move at once: the last value of a gesture before its lift.
    pub(crate) fn take_unsent(
        &mut self,
        now: Moment,
        tick: u16,
        most: u16,
        frames: &mut Vec<ClientFrame>,
    ) {
        if self.unsent.is_empty() {
            return;
        }
        let mut groups: SortedMap<u8, Vec<Entry>> = SortedMap::new();
        for (id, Unsent { value, at }) in std::mem::take(&mut self.unsent) {
            let slot = self.touches.get(&id).map_or(0, |touch| touch.slot);
            self.pending.insert(id, Pending { op: 0, value: value.clone(), at });
            groups.get_or_default(slot).push((id, value));
        }
        let before = frames.len();
        for (gesture, entries) in groups {
            for entries in entries.chunks(usize::from(most.max(1))) {
                self.op += 1;
                let op = self.op;
                for (id, _) in entries {
                    if let Some(pending) = self.pending.get_mut(id) {
                        pending.op = op;
                    }
                }
                frames.push(ClientFrame::Set { op, gesture, tick, entries: entries.to_vec() });
            }
        }
        // Many fingers at once share the frames that one client may send.
        let rounds = u32::try_from((frames.len() - before).div_ceil(SETS_AT_ONCE)).unwrap_or(1);
        self.next_send = now + SEND_EVERY * rounds.max(1);
    }

    /// A fade of these parameters: fingers, moves and all are the relay's.
    pub(crate) fn fade(
        &mut self,
        mut entries: Vec<Entry>,
        (tick, millis): (u16, u32),
        easing: Easing,
        most: u16,
    ) -> Result<Vec<ClientFrame>, ControlError> {
        for (id, value) in &entries {
            let law = self.index.get(*id).ok_or(ControlError::Unfit)?.law();
            value.check(&law).map_err(|_| ControlError::Unfit)?;
        }
        entries.sort_by_key(|(id, _)| *id);
        entries.dedup_by_key(|(id, _)| *id);
        let frames = entries.chunks(usize::from(most.max(1))).map(|entries| {
            self.op += 1;
            let entries = entries.to_vec();
            ClientFrame::Fade { op: self.op, tick, millis, easing, entries }
        });
        Ok(frames.collect())
    }

    /// Sets up to this one are decided; gives parameters whose shown value
    /// may have changed by it.
    pub(crate) fn acknowledge(&mut self, op: u64) -> Vec<ParamId> {
        let decided = self.pending.iter().filter(|(_, pending)| pending.op <= op);
        let ids: Vec<ParamId> = decided.map(|(id, _)| *id).collect();
        for id in &ids {
            self.pending.remove(id);
        }
        ids
    }

    /// These parameters of a set were refused: they show the desk's value. No
    /// parameters mean all of the set.
    pub(crate) fn refuse(&mut self, op: u64, params: &[ParamId]) -> Vec<ParamId> {
        let refused = self
            .pending
            .iter()
            .filter(|(id, pending)| pending.op == op && (params.is_empty() || params.contains(id)));
        let ids: Vec<ParamId> = refused.map(|(id, _)| *id).collect();
        for id in &ids {
            self.pending.remove(id);
            if let (Some(touch), Some(value)) =
                (self.touches.get_mut(id), self.shadow.get(usize::from(id.0)))
            {
                touch.value = value.clone();
            }
        }
        ids
    }

    /// The link broke: moves are dropped, never sent late; switches wait for
    /// the next welcome; fingers must lift first.
    pub(crate) fn break_link(&mut self) {
        let index = Arc::clone(&self.index);
        let sweeps = |id: &ParamId| index.get(*id).is_none_or(|p| p.law().is_continuous());
        for (id, Unsent { value, at }) in std::mem::take(&mut self.unsent) {
            self.pending.insert(id, Pending { op: 0, value, at });
        }
        self.pending.retain(|id, _| !sweeps(id));
        self.parts.clear();
        self.next_part = 0;
        self.next_send = Moment::START;
        for touch in self.touches.values_mut() {
            touch.broken = true;
        }
    }

    /// Takes what waited for welcome: young switches are set again, old ones
    /// given up and returned.
    pub(crate) fn mend_link(&mut self, now: Moment) -> Vec<ParamId> {
        let mut given_up = Vec::new();
        for (id, pending) in std::mem::take(&mut self.pending) {
            if now.since(pending.at) <= SWITCH_AGE {
                self.unsent.insert(id, Unsent { value: pending.value, at: pending.at });
            } else {
                given_up.push(id);
            }
        }
        given_up
    }
}

#[cfg(test)]
mod tests;
