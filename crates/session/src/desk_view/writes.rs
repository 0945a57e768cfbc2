//! Own moves on their way: when they leave, in which frames, and what becomes
//! of them.

use std::time::Duration;

use desk::{Moment, ParamId, SortedMap};
use protocol::{ClientFrame, Easing, Entry};

use super::{DeskView, Pending, SWITCH_AGE, Unsent};
use crate::ControlError;

/// Moves of one control are sent at most this often; the last one always is.
const SEND_EVERY: Duration = Duration::from_millis(33);
/// Sets that may leave together; more of them leave less often.
const SETS_AT_ONCE: usize = 2;
/// A continuous move older than this is given up, and never sent twice.
const MOVE_AGE: Duration = Duration::from_millis(1500);
/// Moves whose ages differ by less than this may share a set and its time.
const ONE_AGE: Duration = Duration::from_millis(250);

impl DeskView {
    /// When unsent moves and holds are due.
    pub(crate) fn due(&self) -> Option<Moment> {
        let moves = (!self.unsent.is_empty()).then_some(self.next_send);
        moves.into_iter().chain(self.fingers.due()).min()
    }

    /// Frames that are due: one set per gesture, then holds.
    pub(crate) fn frames(&mut self, now: Moment, tick: u16, most: u16) -> Vec<ClientFrame> {
        let mut frames = Vec::new();
        if self.next_send <= now {
            self.take_unsent(now, tick, most, &mut frames);
        }
        self.fingers.holds(now, &mut frames);
        frames
    }

    fn sweeps(&self, id: ParamId) -> bool {
        self.index.get(id).is_none_or(|parameter| parameter.law().is_continuous())
    }

    /// Gives up moves that could not leave in time, as on a page that was
    /// frozen. Gives the parameters, which show the desk's value again.
    pub(crate) fn give_up_old(&mut self, now: Moment) -> Vec<ParamId> {
        let old = |(id, unsent): &(&ParamId, &Unsent)| {
            unsent.done.age(now) > if self.sweeps(**id) { MOVE_AGE } else { SWITCH_AGE }
        };
        let ids: Vec<ParamId> = self.unsent.iter().filter(old).map(|(id, _)| *id).collect();
        for id in &ids {
            self.unsent.remove(id);
            if let Some(value) = self.shadow.get(usize::from(id.0)) {
                self.fingers.set(*id, value);
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
        // The relay refuses what was done too long ago, so a set carries the
        // time of the oldest it contains, and what is fresh does not go with
        // what waited through a stall.
        let mut groups: SortedMap<(u8, u128), (Duration, Vec<Entry>)> = SortedMap::new();
        for (id, Unsent { value, done }) in std::mem::take(&mut self.unsent) {
            let age = done.age(now);
            let kind = (self.fingers.gesture(id), age.as_millis() / ONE_AGE.as_millis());
            self.fingers.note_sent(now, id);
            self.pending.insert(id, Pending { op: 0, value: value.clone(), done });
            let (oldest, entries) = groups.get_or_default(kind);
            *oldest = age.max(*oldest);
            entries.push((id, value));
        }
        let before = frames.len();
        for ((gesture, _), (oldest, entries)) in groups {
            let tick = tick.wrapping_sub((oldest.as_millis() / 16) as u16);
            for entries in entries.chunks(usize::from(most.max(1))) {
                self.op += 1;
                let op = self.op;
                for (id, value) in entries {
                    if let Some(pending) = self.pending.get_mut(id) {
                        pending.op = op;
                    }
                    self.sent.push_back((op, *id, value.clone()));
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
        entries: Vec<Entry>,
        (tick, millis): (u16, u32),
        easing: Easing,
        most: u16,
    ) -> Result<Vec<ClientFrame>, ControlError> {
        for (id, value) in &entries {
            let law = self.index.get(*id).ok_or(ControlError::Unfit)?.law();
            value.check(&law).map_err(|_| ControlError::Unfit)?;
        }
        let entries: SortedMap<_, _> = entries.into_iter().collect();
        let entries: Vec<Entry> = entries.into_iter().collect();
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
        while self.sent.front().is_some_and(|(sent, _, _)| *sent <= op) {
            self.sent.pop_front();
        }
        let mut ids = Vec::new();
        self.pending.retain(|id, pending| {
            let decided = pending.op <= op;
            if decided {
                ids.push(*id);
            }
            !decided
        });
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
            if let Some(value) = self.shadow.get(usize::from(id.0)) {
                self.fingers.set(*id, value);
            }
        }
        ids
    }
}
