//! Fingers on controls: who gets a control, who lost it, and who is told.

use desk::{Moment, ParamId};
use protocol::{Refusal, RefusalCode, ServerText, TouchPhase};

use super::Room;
use crate::conn::ConnId;
use crate::holds::{Claim, Finger};

impl Room {
    pub(super) fn handle_touch(
        &mut self,
        now: Moment,
        id: ConnId,
        gesture: u8,
        phase: TouchPhase,
        param: ParamId,
    ) {
        let Some(conn) = self.conns.get_mut(&id) else { return };
        // Before that an index means another desk's control.
        if !conn.surface_taken {
            return;
        }
        let take = phase == TouchPhase::Take;
        match phase {
            TouchPhase::Up => {
                conn.lost.retain(|lost| *lost != (gesture, param));
                self.holds.lift(now, param, Finger { conn: id, gesture });
            }
            TouchPhase::Hold if conn.lost.contains(&(gesture, param)) => {}
            TouchPhase::Down | TouchPhase::Take | TouchPhase::Hold => {
                conn.lost.retain(|lost| *lost != (gesture, param));
                let right = self.check_right(id, param);
                let claimed = right.and_then(|_| self.claim(now, id, gesture, param, true, take));
                match claimed {
                    // What fades is in a hand now. A finger that only rests
                    // may have asked for the fade itself.
                    Ok(()) if phase != TouchPhase::Hold => {
                        self.fades.stop(param);
                    }
                    Ok(()) => {}
                    Err(refusal) => self.refuse_touch(id, gesture, param, refusal),
                }
            }
        }
    }

    /// Whether the parameter is this gesture's to write, which a set makes it
    /// where nobody else has it. A finger that lost it stays without it.
    pub(super) fn own(
        &mut self,
        now: Moment,
        id: ConnId,
        gesture: u8,
        param: ParamId,
    ) -> Result<(), Refusal> {
        let Some(conn) = self.conns.get(&id) else { return Ok(()) };
        if gesture == 0 {
            let (member, role) = (conn.member.id, conn.member.role);
            let passed = self.holds.pass(now, param, id, member, role);
            let lost = passed.map_err(|holder| self.held_by(holder))?;
            self.tell_lost(lost, param, member);
            return Ok(());
        }
        if conn.lost.contains(&(gesture, param)) {
            return Err(Refusal::new(RefusalCode::Held, "lift the finger first"));
        }
        self.claim(now, id, gesture, param, false, false).inspect_err(|refusal| {
            self.refuse_touch(id, gesture, param, refusal.clone());
        })
    }

    fn claim(
        &mut self,
        now: Moment,
        id: ConnId,
        gesture: u8,
        param: ParamId,
        down: bool,
        take: bool,
    ) -> Result<(), Refusal> {
        let Some(conn) = self.conns.get(&id) else { return Ok(()) };
        let (member, role) = (conn.member.id, conn.member.role);
        let claim = Claim { finger: Finger { conn: id, gesture }, member, role, down, take };
        let claimed = self.holds.claim(now, param, claim);
        let lost = claimed.map_err(|holder| self.held_by(holder))?;
        self.tell_lost(lost, param, member);
        Ok(())
    }

    fn tell_lost(&mut self, lost: Option<Finger>, param: ParamId, member: u32) {
        if let Some(finger) = lost {
            let refusal = self.held_by(member);
            self.refuse_touch(finger.conn, finger.gesture, param, refusal);
        }
    }

    fn refuse_touch(&mut self, id: ConnId, gesture: u8, param: ParamId, refusal: Refusal) {
        let Some(conn) = self.conns.get_mut(&id) else { return };
        if conn.note_lost(gesture, param) {
            self.answer(id, &ServerText::TouchRefused { gesture, param: param.0, refusal });
        }
    }

    fn held_by(&self, member: u32) -> Refusal {
        let holder = self.conns.values().find(|conn| conn.member.id == member);
        let name = holder.map_or("somebody else", |conn| conn.member.name.as_str());
        Refusal::new(RefusalCode::Held, format!("{name} holds this control"))
    }
}
