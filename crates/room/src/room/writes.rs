//! Sets: every one gets a fate, the delta with its effect or a refusal with a
//! reason, and then its acknowledgement.

use desk::{Law, Moment, ParamId};
use protocol::{DeskState, Entry, Refusal, RefusalCode, ServerText};

use super::desk::tick_of;
use super::{Effect, Room};
use crate::conn::ConnId;
use crate::rights;

/// A continuous move older than this is not applied: 1.5 s in units of 16 ms.
const OLDEST_MOVE_TICKS: u16 = 1500 / 16;
/// A switch older than this is not applied: 3 s in units of 16 ms.
const OLDEST_SWITCH_TICKS: u16 = 3000 / 16;

/// What a client writes at once.
pub(super) struct Set {
    pub(super) op: u64,
    pub(super) gesture: u8,
    pub(super) tick: u16,
    pub(super) entries: Vec<Entry>,
}

impl Room {
    pub(super) fn handle_set(&mut self, now: Moment, wall: u64, id: ConnId, set: Set) {
        let op = set.op;
        let Some(applied) = self.checked(now, wall, id, set) else { return };
        for (param, value) in &applied {
            self.fades.stop(*param);
            self.effects.push_back(Effect::DeskSet { id: *param, value: value.clone() });
        }
        let rev = self.state.apply(applied);
        self.state.publish(now);
        if let Some(conn) = self.conns.get_mut(&id) {
            conn.op = conn.op.max(op);
            conn.op_rev = rev;
        }
    }

    /// The entries of a set or fade that may be made; the others are refused.
    /// `None` for a repeat, whose fate is told again.
    pub(super) fn checked(
        &mut self,
        now: Moment,
        wall: u64,
        id: ConnId,
        Set { op, gesture, tick, entries }: Set,
    ) -> Option<Vec<Entry>> {
        if op <= self.conns.get(&id)?.op {
            self.decided_set(id, op);
            return None;
        }
        let age = age_ticks(tick, wall);
        let mut refused: Vec<(u16, RefusalCode, String)> = Vec::new();
        let mut good = Vec::with_capacity(entries.len());
        for entry in entries {
            let param = entry.0;
            let checked = self.check_write(id, age, &entry);
            match checked.and_then(|()| self.own(now, id, gesture, param)) {
                Ok(()) => good.push(entry),
                Err(refusal) => refused.push((entry.0.0, refusal.code, refusal.reason)),
            }
        }
        for group in refused.chunk_by(|a, b| a.1 == b.1) {
            let params: Vec<u16> = group.iter().map(|(param, _, _)| *param).collect();
            self.refuse_set(id, Some(op), &params, group[0].1, &group[0].2);
        }
        Some(good)
    }

    fn check_write(&self, id: ConnId, age: u16, (param, value): &Entry) -> Result<(), Refusal> {
        let law = self.check_right(id, *param)?;
        let oldest = if law.is_continuous() { OLDEST_MOVE_TICKS } else { OLDEST_SWITCH_TICKS };
        if age > oldest {
            return Err(Refusal::new(RefusalCode::Expired, "the change came too late"));
        }
        value.check(&law).map_err(|error| Refusal::new(RefusalCode::OutOfRange, error.to_string()))
    }

    /// Whether a connection may move a parameter at all now; gives its law.
    pub(super) fn check_right(&self, id: ConnId, param: ParamId) -> Result<Law, Refusal> {
        let index = self.state.index();
        let (Some(conn), Some(parameter)) = (self.conns.get(&id), index.get(param)) else {
            return Err(Refusal::new(RefusalCode::OutOfRange, "there is no such parameter"));
        };
        if self.desk.state != DeskState::Live {
            return Err(Refusal::new(RefusalCode::DeskOffline, "the desk is not connected"));
        }
        if !rights::may_write(&conn.member, index, param) {
            let reason = rights::why_not(&conn.member, index, param);
            return Err(Refusal::new(RefusalCode::NotAllowed, reason));
        }
        Ok(parameter.law())
    }

    /// Refuses a set in part or, without parameters, as a whole. Does nothing
    /// for a frame that is no set.
    pub(super) fn refuse_set(
        &mut self,
        id: ConnId,
        op: Option<u64>,
        params: &[u16],
        code: RefusalCode,
        reason: &str,
    ) {
        let Some(op) = op else { return };
        let refusal = Refusal::new(code, reason);
        self.answer(id, &ServerText::SetRefused { op, params: params.to_vec(), refusal });
        self.decided_set(id, op);
    }

    pub(super) fn decided_set(&mut self, id: ConnId, op: u64) {
        let head = self.state.head();
        if let Some(conn) = self.conns.get_mut(&id) {
            if op > conn.op {
                conn.op = op;
                conn.op_rev = head;
            } else {
                conn.op_told = conn.op_told.min(op.saturating_sub(1));
            }
        }
    }
}

/// How old a client tick is, in units of 16 ms; a tick from the future is new.
fn age_ticks(tick: u16, wall: u64) -> u16 {
    let age = tick_of(wall).wrapping_sub(tick);
    if age > u16::MAX / 2 { 0 } else { age }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn ages_wrap_and_the_future_is_new() {
        let wall = 65_536 * 16 + 160;
        assert_eq!(age_ticks(tick_of(wall), wall), 0);
        assert_eq!(age_ticks(tick_of(wall - 1600), wall), 100);
        assert_eq!(age_ticks(tick_of(wall + 1600), wall), 0);
    }
}
